"""What a deck is made from, as hashes of contents: data, layers, code, libraries, the notebook.

Dates are never asked, so a clock that is set back changes nothing. Reading and hashing some tens
of MB takes about a tenth of a second, far less than importing what would make the decks.
"""

import functools
import json
import os
import sys
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path

import course
import figures
import patterns_data
from patterns_data import kept

PACKAGES = [Path(found.__file__).parent for found in (course, figures, patterns_data)]
DATA = PACKAGES[2]
LESSONS = PACKAGES[0] / "lessons"
DATA_FILES = (".yaml", ".json", ".csv")
SKIPPED = {"__pycache__", ".ipynb_checkpoints", ".git", ".venv", "node_modules"}
MOST = 200_000_000  # bytes beside a notebook; beyond that nobody can tell what its cells read


def digest(parts: Iterable[str | bytes]) -> str:
    """One hash of several values, each told apart from the next."""
    return kept.digest(*(p.encode() if isinstance(p, str) else p for p in parts)).hex()


def data_folders(named: str) -> list[Path]:
    """Our data and the folders of PALPATE_DATA, given as its text."""
    return [DATA, *(Path(name) for name in named.split(os.pathsep) if name)]


def lesson_slugs() -> list[str]:
    """The foundation lessons, in order: their files are named `NN-slug.md`."""
    return [path.stem[3:] for path in sorted(LESSONS.glob("*.md"))]


def files_below(folder: Path) -> Iterator[Path]:
    """Every file below a folder, sorted; caches and hidden files left out."""
    for entry in sorted(os.scandir(folder), key=lambda found: found.name):
        if entry.name in SKIPPED or entry.name.startswith("."):
            continue
        if entry.is_dir():
            yield from files_below(Path(entry.path))
        elif entry.is_file():
            yield Path(entry.path)


def _hash_of(paths: Iterable[Path], beside: Path) -> str:
    return digest(
        part for path in paths for part in (str(path.relative_to(beside)), path.read_bytes())
    )


@functools.cache
def machine() -> str:
    """Our code and layers, the Python, and every library that is installed, by version."""
    libraries = sorted(
        {
            entry.name
            for place in sys.path
            if place and Path(place).is_dir()
            for entry in os.scandir(place)
            if entry.name.endswith(".dist-info")
        }
    )
    code = [_hash_of((f for f in files_below(p) if not _is_content(f)), p) for p in PACKAGES]
    return digest([sys.version, *libraries, *code])


def _is_content(path: Path) -> bool:
    """Whether a file is data or a lesson's text, which are told apart one by one."""
    if DATA in path.parents:
        return path.suffix in DATA_FILES
    return path.suffix == ".md" and path.parent == LESSONS


class DataInputs:
    """Hashes of the data: each pattern and lesson by itself, everything else as one."""

    def __init__(self, folders: Iterable[Path]):
        rest: list[str] = []
        self.patterns: dict[str, str] = {}
        for folder in folders:
            for path in files_below(folder) if folder.is_dir() else ():
                if path.suffix not in DATA_FILES:
                    continue
                inside = path.relative_to(folder)
                own = digest([str(inside), path.read_bytes()])
                if inside.parts[0] == "patterns":
                    self.patterns[path.stem] = digest([self.patterns.get(path.stem, ""), own])
                elif inside.parts[0] not in ("notebooks", "schema"):
                    rest.append(own)
        for path in LESSONS.glob("*.md"):
            self.patterns[path.stem[3:]] = digest([path.name, path.read_bytes()])
        self.rest = digest(rest)

    def of_lesson(self, slug: str, named: Iterable[str]) -> str:
        """What a lesson is made from: its pattern, the patterns it names, all other data."""
        parts = [self.patterns.get(name, "not there") for name in (slug, *sorted(named))]
        return digest([self.rest, *parts])

    def of_everything(self) -> str:
        """All data: what a notebook written by hand may show."""
        return digest([self.rest, json.dumps(sorted(self.patterns.items()))])


def of_notebook(path: Path, data: DataInputs, made: Collection[Path] = ()) -> str | None:
    """A notebook, all files beside it, all data; None where there is too much beside it.

    `made` are decks that lie there (resolved paths): what comes out is not what goes in.
    """
    beside, found, size = path.resolve().parent, [], 0
    for file in files_below(beside):
        if file in made:
            continue
        size += file.stat().st_size
        if size > MOST:
            return None
        found.append(file)
    return digest([path.name, _hash_of(found, beside), data.of_everything()])


def of_options(options: Mapping[str, object]) -> str:
    """How it is made."""
    return json.dumps(options, sort_keys=True, default=str)
