"""Lessons and notebooks -> a folder of decks: only what changed is made again."""

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from course.deck.errors import DeckError
from course.deck.look import USUAL, Look
from course.export.inputs import (
    DataInputs,
    data_folders,
    digest,
    machine,
    of_notebook,
    of_options,
)
from course.export.record import Record
from patterns_data.kept import prune


@dataclass(frozen=True)
class Item:
    """One deck to make: a pattern's slug, or the path of a notebook, and the file it becomes."""

    name: str
    target: Path
    notebook: Path | None = None


@dataclass(frozen=True)
class How:
    """How decks are made. `workers` at a time; `cluster` is the address of a Dask scheduler."""

    workers: int = 1
    cache: bool = True
    cluster: str = ""
    data: str = ""
    execute: bool = True  # run the cells of notebooks; those of lessons always run
    allow_errors: bool = False
    show_code: bool = False
    reading: bool = False
    look: Look = USUAL

    def shown(self) -> dict[str, object]:
        """What changes the bytes of a deck."""
        names = ("execute", "allow_errors", "show_code", "reading", "look")
        return {name: getattr(self, name) for name in names}


@dataclass
class Outcome:
    """What a build did: decks made, decks that were in step, and what failed, by name."""

    made: int = 0
    kept: int = 0
    failed: dict[str, str] = field(default_factory=dict)


Say = Callable[[str], None]


def build(items: list[Item], how: How, say: Say = lambda _: None) -> Outcome:
    """Make every deck that is missing or out of step with its inputs; keep the others.

    A deck that fails is told and the others go on. Raises DeckError when another build is writing
    to the same folder, or when the data of a lesson have problems.
    """
    folder = items[0].target.parent
    with _only_one(folder):
        record = Record(folder)
        keys = _Keys(items, how, record)
        stale = [item for item in items if not (how.cache and keys.fresh(item))]
        outcome = Outcome(kept=len(items) - len(stale))
        if outcome.kept:
            say(f"{outcome.kept} of {len(items)} in step, nothing to do for them")
        if stale:
            _make(stale, how, keys, outcome, say)
            prune()
    return outcome


class _Keys:
    """The hash of all inputs of a deck, and whether the deck at hand was made from them."""

    def __init__(self, items: list[Item], how: How, record: Record):
        self.data, self.record = DataInputs(data_folders(how.data)), record
        self.before = digest([machine(), of_options(how.shown())])
        # Before anything is read for a deck: what changes later makes the deck again, next time.
        made = {*record.files(), *(item.target.resolve() for item in items)}
        self.notebooks = {
            item.notebook: of_notebook(item.notebook, self.data, made)
            for item in items
            if item.notebook is not None
        }

    def key(self, item: Item, named: tuple[str, ...]) -> str | None:
        """None where the inputs cannot be told."""
        if item.notebook is None:
            return digest([self.before, self.data.of_lesson(item.name, named)])
        found = self.notebooks[item.notebook]
        return found and digest([self.before, found])

    def fresh(self, item: Item) -> bool:
        key = self.key(item, self.record.named(item.target))
        return key is not None and self.record.holds(item.target, key)

    def done(self, item: Item, named: tuple[str, ...]) -> None:
        key = self.key(item, named)
        if key is not None:
            self.record.add(item.target, key, named)


def _make(stale: list[Item], how: How, keys: _Keys, outcome: Outcome, say: Say) -> None:
    from course.export.sources import Sources
    from course.export.workers import close_all, of_this_process

    try:
        sources = Sources(stale, how)
        if not how.cluster:
            # It gets ready while the data are read.
            of_this_process(sources.modules, how.data, how.workers)
        from course.export.many import at_once

        progress = _Progress(len(stale), say)
        by_name = {item.name: item for item in stale}
        for done in at_once(sources.jobs(), how.workers, sources.modules, how.cluster):
            item, error = by_name[done.name], done.error
            if done.built is not None:
                try:
                    done.built.write(item.target)
                    keys.done(item, sources.named(item))
                except OSError as problem:
                    error = str(problem)
            if error:
                outcome.failed[item.name] = error
                progress.tell(f"{item.name}: failed")
                continue
            outcome.made += 1
            slides = f"{done.built.slides} slides" if done.built.slides else "one page"
            progress.tell(f"{item.name}: {slides}, {len(done.built.html) / 1e6:.1f} MB")
            for note in done.built.notes:
                say(f"      {note}")
    finally:
        close_all()


class _Progress:
    """Lines that count decks and guess the time that is left."""

    def __init__(self, count: int, say: Say):
        self.count, self.say, self.done, self.start = count, say, 0, time.monotonic()

    def tell(self, words: str) -> None:
        """One more is finished."""
        self.done += 1
        each = (time.monotonic() - self.start) / self.done
        left = each * (self.count - self.done)
        rest = f"; about {_spoken(left)} left" if self.count - self.done else ""
        self.say(f"[{self.done}/{self.count}] {words}{rest}")


def _spoken(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"


def lock_of(folder: Path) -> Path:
    """The lock file of an output folder; it lies elsewhere, so that the folder holds decks only."""
    place = Path(tempfile.gettempdir(), "palpate-locks")
    place.mkdir(exist_ok=True)
    return place / f"{digest([str(folder.resolve())])}.lock"


@contextlib.contextmanager
def _only_one(folder: Path) -> Iterator[None]:
    """Keep other builds out of the folder; the lock goes with the process that holds it."""
    from filelock import FileLock, Timeout

    lock = FileLock(lock_of(folder), timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        message = f"another build is writing to {folder}; wait for it, or name another folder (-o)"
        raise DeckError(message) from error
    with lock:
        yield
