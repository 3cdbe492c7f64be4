"""Answers kept beside the notebook: answers/<exercise id>.json, written at once and whole.

A file that cannot be read is set aside, never overwritten; what another tab wrote in between is
kept under ``earlier``. Where a file is missing the answer that travels inside the notebook counts.
"""

import datetime
import json
import os
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from filelock import AcquireReturnProxy, FileLock, Timeout

from course.exercises.item import BadAnswer, Facts, Item
from course.exercises.kinds import blank, mark
from patterns_data.files import WriteError, write_text

FORMAT = 1  # of the files; a newer one is left alone
MIME = "application/vnd.palpate.answer+json"
FOLDER = "answers"
EARLIER = 20  # answers that were replaced, kept for each exercise
BIGGEST = 2_000_000  # bytes; more is not an answer
SESSION = uuid.uuid4().hex[:12]  # tells apart two kernels that write the same answer


class AnswerError(ValueError):
    """A file with an answer cannot be used; the message says what was done with it."""


@dataclass
class Kept:
    """One answer as it is kept. ``checks`` are the scores 0 to 1 of a self-study, in order."""

    id: str
    version: str
    answer: Facts
    checks: list[float] = field(default_factory=list)
    earlier: list[Facts] = field(default_factory=list)
    session: str = ""
    changed: str = ""
    palpate: int = FORMAT

    def as_json(self) -> str:
        """The bytes of the file, as text."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def kept_from(data: Any) -> Kept:
    """What a file or a notebook's output holds. Raises AnswerError when it is no answer of ours."""
    if not isinstance(data, dict) or not isinstance(data.get("answer"), dict):
        raise AnswerError("it is not an answer of this course")
    version = data.get("palpate")
    if not isinstance(version, int) or version > FORMAT:
        raise AnswerError(f"it was written by a newer version of the course (format {version})")
    known = {name: data[name] for name in Kept.__dataclass_fields__ if name in data}
    kept = Kept(**{"id": "", "version": "", **known})
    texts = (kept.id, kept.version, kept.session, kept.changed)
    lists = isinstance(kept.checks, list) and isinstance(kept.earlier, list)
    if not lists or not all(isinstance(text, str) for text in texts):
        raise AnswerError("a part of it is not of the kind it should be")
    return kept


def read_file(path: Path) -> Kept:
    """An answer file. Raises AnswerError when it cannot be used."""
    try:
        if path.stat().st_size > BIGGEST:
            raise AnswerError("it is too large for an answer")
        return kept_from(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, RecursionError) as error:
        raise AnswerError(f"{path.name} cannot be used: {error}") from error


class Answers:
    """The answers of one folder; with PALPATE_ANSWERS=off nothing is read or written."""

    def __init__(self, folder: Path | None = None, notebook: Path | None = None):
        self.folder = (folder or Path.cwd()) / FOLDER
        self.notebook = notebook or _own_notebook()
        self.off = os.environ.get("PALPATE_ANSWERS") == "off"

    def path(self, ident: str) -> Path:
        """The file of an exercise; ids are slugs with a dot, so nothing leaves the folder."""
        if not ident or not all(c.isalnum() or c in ".-" for c in ident) or ".." in ident:
            raise AnswerError(f"'{ident}' cannot be the id of an exercise")
        return self.folder / f"{ident}.json"

    def read(self, item: Item) -> tuple[Kept, str]:
        """What is kept of an exercise, and a sentence when something had to be done about it."""
        path, said = self.path(item.id), ""
        kept = None
        if self.off:
            return Kept(item.id, item.version, blank(item)), said
        if path.exists():
            try:
                kept = read_file(path)
            except AnswerError as error:
                said = f"{error}. It was set aside as {self._set_aside(path)}."
        kept = kept or self._from_notebook(item.id)
        if kept is None:
            return Kept(item.id, item.version, blank(item)), said
        return _fitting(kept, item, said)

    def write(self, item: Item, answer: Facts, *, score: float | None = None) -> Kept:
        """Keep an answer, whole; ``score`` notes a check of a self-study.

        Raises WriteError when the folder cannot be written.
        """
        if self.off:
            return Kept(item.id, item.version, answer)
        with self._locked():
            now, _ = self.read(item)
            if now.answer not in (answer, blank(item)) and now.session not in ("", SESSION):
                old = {"answer": now.answer, "version": now.version, "changed": now.changed}
                now.earlier = [*now.earlier, old][-EARLIER:]
            now.answer, now.version = answer, item.version
            now.session, now.changed = SESSION, _now()
            if score is not None:
                now.checks.append(round(score, 4))
            write_text(self.path(item.id), now.as_json())
        return now

    def all(self) -> dict[str, Kept]:
        """Every readable answer of the folder, by id."""
        found = {}
        for path in sorted(self.folder.glob("*.json")):
            try:
                found[path.stem] = read_file(path)
            except AnswerError:
                continue
        return found

    def _locked(self) -> AcquireReturnProxy:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            return FileLock(self.folder / ".lock", timeout=10).acquire()
        except (OSError, Timeout) as error:
            raise WriteError(f"cannot write in {self.folder}: {error}") from error

    def _set_aside(self, path: Path) -> str:
        number = 1
        while (other := path.with_suffix(f".damaged-{number}")).exists():
            number += 1
        try:
            path.rename(other)
        except OSError:
            return path.name
        return other.name

    def _from_notebook(self, ident: str) -> Kept | None:
        """The answer inside the notebook, for one that was copied or sent without its folder."""
        if self.notebook is None:
            return None
        return answers_in(self.notebook).get(ident)


def answers_in(notebook: Path) -> dict[str, Kept]:
    """The answers that travel in the outputs of a notebook file, by id; {} when there are none."""
    try:
        return answers_of(json.loads(notebook.read_text(encoding="utf-8")))[0]
    except (OSError, ValueError, RecursionError):
        return {}


def answers_of(notebook: Any) -> tuple[dict[str, Kept], list[str]]:
    """The answers in a notebook's outputs, the newest of each, and what could not be used."""
    found: dict[str, Kept] = {}
    problems = []
    for data in _bundles(notebook):
        try:
            kept = kept_from(data)
        except AnswerError as error:
            problems.append(f"an answer inside cannot be used: {error}")
            continue
        if kept.id not in found or found[kept.id].changed <= kept.changed:
            found[kept.id] = kept
    return found, problems


def _bundles(notebook: Any) -> Iterator[Any]:
    """Everything that stands in the outputs as an answer of ours."""
    cells = notebook.get("cells") if isinstance(notebook, dict) else None
    for cell in cells if isinstance(cells, list) else ():
        outputs = cell.get("outputs") if isinstance(cell, dict) else None
        for output in outputs if isinstance(outputs, list) else ():
            data = output.get("data") if isinstance(output, dict) else None
            bundle = data.get(MIME) if isinstance(data, dict) else None
            yield from bundle.values() if isinstance(bundle, dict) else ()


def _fitting(kept: Kept, item: Item, said: str) -> tuple[Kept, str]:
    """The answer if it still fits the exercise; else it is kept under ``earlier``."""
    if kept.version == item.version or not item.key:
        return kept, said
    try:
        mark(item, kept.answer)
    except BadAnswer:
        old = {"answer": kept.answer, "version": kept.version, "changed": kept.changed}
        kept.earlier = [*kept.earlier, old][-EARLIER:]
        kept.answer, kept.version, kept.checks = blank(item), item.version, []
        said = said or "This exercise has changed since you answered; your old answer is kept."
    return kept, said


def _own_notebook() -> Path | None:
    """The notebook this kernel belongs to, as Jupyter names it in the environment."""
    name = os.environ.get("JPY_SESSION_NAME", "")
    return Path(name) if name.endswith(".ipynb") and Path(name).exists() else None


def _now() -> str:
    return datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
