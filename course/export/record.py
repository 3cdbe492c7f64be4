"""What a folder of decks was made from: one line of JSON for each deck, the last one counts.

A line is written after its deck is whole, so whatever a killed build left behind is either a deck
with its line or a deck that is made again.
"""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from patterns_data.files import write_text

NAME = ".palpate-built.jsonl"


@dataclass(frozen=True)
class Entry:
    """One deck: its file, the hash of its inputs, the patterns it names, and how the file looks."""

    file: str
    key: str
    named: tuple[str, ...]
    size: int
    changed: int  # ns; compared for being the same, never for being older


class Record:
    """The record of one folder."""

    def __init__(self, folder: Path):
        self.path = folder / NAME
        self.entries: dict[str, Entry] = {}
        lines = self.path.read_text(encoding="utf-8").splitlines() if self.path.exists() else []
        for line in lines:
            try:
                found = json.loads(line)
                entry = Entry(**(found | {"named": tuple(found["named"])}))
            except (ValueError, TypeError, KeyError):
                continue  # the last line of a build that was killed
            self.entries[entry.file] = entry
        if len(lines) > 2 * len(self.entries) + 100:
            self._rewrite()

    def files(self) -> set[Path]:
        """The decks of this folder, as resolved paths."""
        return {self.path.parent.resolve() / name for name in self.entries}

    def named(self, target: Path) -> tuple[str, ...]:
        """The patterns the deck named when it was made."""
        entry = self.entries.get(target.name)
        return entry.named if entry else ()

    def holds(self, target: Path, key: str) -> bool:
        """Whether the deck is there, untouched, and made from just these inputs."""
        entry = self.entries.get(target.name)
        if entry is None or entry.key != key:
            return False
        try:
            found = target.stat()
        except OSError:
            return False
        return (found.st_size, found.st_mtime_ns) == (entry.size, entry.changed)

    def add(self, target: Path, key: str, named: tuple[str, ...]) -> None:
        """Write down a deck that has just been made."""
        found = target.stat()
        entry = Entry(target.name, key, named, found.st_size, found.st_mtime_ns)
        self.entries[entry.file] = entry
        with self.path.open("a", encoding="utf-8") as file:
            file.write("\n" if self._torn() else "")
            file.write(json.dumps(asdict(entry)) + "\n")

    def _torn(self) -> bool:
        size = self.path.stat().st_size
        if not size:
            return False
        with self.path.open("rb") as file:
            file.seek(size - 1)
            return file.read(1) != b"\n"

    def _rewrite(self) -> None:
        lines = [json.dumps(asdict(entry)) for entry in self.entries.values()]
        write_text(self.path, "\n".join(lines) + "\n")
