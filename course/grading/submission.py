"""What a student returned -> answers, newest of each; nothing of it is ever run.

A submission is a notebook, an answer file, a folder or a .zip of them, whatever its name.
"""

import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path

from course.exercises.answers import AnswerError, Kept, answers_of, kept_from

BIGGEST = 50_000_000  # bytes of one file; a notebook with answers takes far less
MOST = 2_000  # files in one submission
IN_ALL = 300_000_000  # bytes of one submission, unpacked
SKIPPED = ("__MACOSX", ".ipynb_checkpoints", ".git")


@dataclass
class Returned:
    """The answers of one student, and what has to be said about their files."""

    student: str
    answers: dict[str, Kept] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    files: int = 0
    size: int = 0

    def take(self, kept: Kept) -> None:
        """Keep the newer of two answers to one exercise."""
        before = self.answers.get(kept.id)
        if before is None or before.changed <= kept.changed:
            self.answers[kept.id] = kept


def read_submission(student: str, paths: list[Path]) -> Returned:
    """Everything a student returned. A file that cannot be read is a remark, not an error."""
    found = Returned(student)
    if len(paths) > 1:
        names = ", ".join(path.name for path in paths)
        found.remarks.append(f"{len(paths)} files ({names}); the newest answers count")
    for path in paths:
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.is_file() and not file.is_symlink() and found.files < MOST:
                _read_path(found, file)
    if not found.answers and not found.remarks:
        found.remarks.append("no answer was found")
    return found


def _read_path(found: Returned, file: Path) -> None:
    name = file.name
    if any(part in SKIPPED for part in file.parts) or name.startswith("."):
        return
    try:
        if file.stat().st_size > BIGGEST:
            found.remarks.append(f"{name}: over {BIGGEST // 1_000_000} MB, not read")
            return
        _read_bytes(found, name, file.read_bytes())
    except OSError as error:
        found.remarks.append(f"{name}: cannot be read ({error.strerror})")


def _read_bytes(found: Returned, name: str, data: bytes) -> None:
    found.files += 1
    found.size += len(data)
    if found.size > IN_ALL:
        found.remarks.append(f"{name}: the submission is too large; the rest is not read")
        found.files = MOST
        return
    if zipfile.is_zipfile(io.BytesIO(data)):
        _read_zip(found, name, data)
        return
    if not name.endswith((".json", ".ipynb", ".txt")):
        return
    try:
        parsed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        found.remarks.append(f"{name}: not readable, perhaps cut off while it was saved")
        return
    if isinstance(parsed, dict) and "cells" in parsed:
        kept, problems = answers_of(parsed)
        found.remarks += [f"{name}: {problem}" for problem in problems]
        for one in kept.values():
            found.take(one)
    elif isinstance(parsed, dict) and "answer" in parsed:
        try:
            found.take(kept_from(parsed))
        except AnswerError as error:
            found.remarks.append(f"{name}: {error}")


def _read_zip(found: Returned, name: str, data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for info in packed.infolist()[:MOST]:
                inner = info.filename
                if found.files >= MOST or info.is_dir() or any(part in inner for part in SKIPPED):
                    continue
                if info.file_size > BIGGEST:
                    found.remarks.append(f"{name}/{inner}: too large, not read")
                elif inner.endswith((".json", ".ipynb")):  # a zip within a zip is not opened
                    with packed.open(info) as file:
                        _read_bytes(found, inner.rsplit("/", 1)[-1], file.read(BIGGEST))
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, ValueError) as error:
        found.remarks.append(f"{name}: the zip cannot be read ({error})")
