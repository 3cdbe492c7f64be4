"""Data files -> one Course, with every problem found at once.

course = load_course()                    # what ships with Palpate
course = load_course(Path("our-data"))    # a school's own files beside it
"""

import csv
import functools
import json
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from patterns_data.kept import digest
from patterns_data.models import (
    Bone,
    Case,
    Chart,
    Joint,
    Landmark,
    Muscle,
    Pattern,
    Reference,
    Region,
    Technique,
)
from patterns_data.problems import DataError, Problem, described, explain, model_at, shown, unfilled
from patterns_data.yaml_lines import Document

HOME = Path(__file__).parent


@dataclass
class Course:
    """Everything that is known, by id, and the document each entity came from."""

    patterns: dict[str, Pattern] = field(default_factory=dict)
    muscles: dict[str, Muscle] = field(default_factory=dict)
    techniques: dict[str, Technique] = field(default_factory=dict)
    cases: dict[str, Case] = field(default_factory=dict)
    charts: dict[str, Chart] = field(default_factory=dict)
    landmarks: dict[str, Landmark] = field(default_factory=dict)
    regions: dict[str, Region] = field(default_factory=dict)
    bones: dict[str, Bone] = field(default_factory=dict)
    joints: dict[str, Joint] = field(default_factory=dict)
    references: dict[str, Reference] = field(default_factory=dict)
    catalogue: dict[str, dict[str, str]] = field(default_factory=dict)
    glossary: dict[str, dict[str, str]] = field(default_factory=dict)
    sources: dict[tuple[str, str], tuple[Document, tuple[Any, ...]]] = field(default_factory=dict)
    files: int = 0

    @functools.cached_property
    def drawn_from(self) -> bytes:
        """One hash of the data that plates are drawn from, the patterns apart."""
        tables = (self.muscles, self.landmarks, self.regions, self.bones, self.joints)
        entities = (entity for table in tables for _, entity in sorted(table.items()))
        return digest(*(entity.model_dump_json().encode() for entity in entities))

    @functools.cached_property
    def joints_of(self) -> dict[str, list[Joint]]:
        """Bone -> its joints, in the order of the file."""
        found: dict[str, list[Joint]] = {}
        for joint in self.joints.values():
            for bone in joint.bones:
                found.setdefault(bone, []).append(joint)
        return found

    def cases_of(self, pattern: str) -> list[Case]:
        """The cases of one pattern, by id."""
        return [case for _, case in sorted(self.cases.items()) if case.pattern == pattern]


ONE_FILE_EACH: dict[str, type[BaseModel]] = {
    "patterns": Pattern,
    "muscles": Muscle,
    "techniques": Technique,
    "cases": Case,
    "charts": Chart,
}
LISTS: dict[str, tuple[str, tuple[Any, ...], type[BaseModel]]] = {
    "landmarks": ("landmarks.yaml", (), Landmark),
    "regions": ("regions.yaml", (), Region),
    "bones": ("skeleton.yaml", ("bones",), Bone),
    "joints": ("skeleton.yaml", ("joints",), Joint),
}

Check = Callable[[Course], Iterator[Problem]]


def read_course(*extra: Path, checks: tuple[Check, ...] = ()) -> tuple[Course, list[Problem]]:
    """Read our data and the `extra` folders; return the course and all problems, sorted."""
    course, problems = Course(), []
    for folder in (HOME, *extra):
        if not folder.is_dir():
            problems.append(Problem(shown(folder), 1, "", "is not a folder; check --data"))
            continue
        problems += _read_folder(course, folder)
    for check in checks:
        problems += check(course)
    return course, sorted(set(problems))


def load_course(*extra: Path, checks: tuple[Check, ...] = ()) -> Course:
    """Read our data and the `extra` folders; raise DataError with every problem.

    Without `extra`, the folders named in the environment variable PALPATE_DATA are read.
    """
    folders = extra or folders_from_environment()
    return _load_cached(tuple(Path(folder).resolve() for folder in folders), checks)


def folders_from_environment() -> tuple[Path, ...]:
    """The folders in PALPATE_DATA, separated as in PATH."""
    names = os.environ.get("PALPATE_DATA", "").split(os.pathsep)
    return tuple(Path(name) for name in names if name)


@functools.lru_cache(maxsize=4)
def _load_cached(extra: tuple[Path, ...], checks: tuple[Check, ...]) -> Course:
    course, problems = read_course(*extra, checks=checks)
    if problems:
        raise DataError(problems)
    return course


def _read_folder(course: Course, folder: Path) -> Iterator[Problem]:
    for name, model in ONE_FILE_EACH.items():
        for path in sorted((folder / name).rglob("*.yaml")):
            course.files += 1
            yield from _read_entity(course, name, model, path)
    documents: dict[Path, Document] = {}
    for name, (file, location, model) in LISTS.items():
        path = folder / file
        if path.exists():
            if path not in documents:
                course.files += 1
                documents[path] = Document(path)
                yield from documents[path].problems
            yield from _read_list(course, name, model, documents[path], location)
    yield from _read_references(course, folder / "references.json")
    _read_table(course.catalogue, folder / "catalogue.csv", "slug")
    _read_table(course.glossary, folder / "glossary.csv", "term")


def _read_entity(
    course: Course, name: str, model: type[BaseModel], path: Path
) -> Iterator[Problem]:
    document = Document(path)
    yield from document.problems
    if document.data is None:
        return
    if not isinstance(document.data, dict):
        yield document.problem((), "must be a block of keys, such as `id: …`")
        return
    if document.data.get("id") != path.stem:
        message = f"'{document.data.get('id')}' must be the file name without .yaml: '{path.stem}'"
        yield document.problem(("id",), message)
    yield from _add(course, name, model, document, ())


def _read_list(
    course: Course, name: str, model: type[BaseModel], document: Document, location: tuple[Any, ...]
) -> Iterator[Problem]:
    data = document.data
    for key in location:
        data = data.get(key) if isinstance(data, dict) else None
    if data is None:
        return
    if not isinstance(data, list):
        yield document.problem(location, "must be a list (lines that start with '- ')")
        return
    for index in range(len(data)):
        yield from _add(course, name, model, document, (*location, index))


def _add(
    course: Course, name: str, model: type[BaseModel], document: Document, at: tuple[Any, ...]
) -> Iterator[Problem]:
    data = document.data
    for key in at:
        data = data[key]
    unfinished = list(unfilled(data))
    for location in unfinished:
        about = described(model, location)
        yield document.problem((*at, *location), "still says TODO; fill in" + about)
    try:
        entity: Any = model.model_validate(data)
    except ValidationError as error:
        for item in error.errors():
            if item["loc"] not in unfinished:
                message = explain(item, lambda location: model_at(model, location))
                yield document.problem((*at, *item["loc"]), message)
        return
    entities = getattr(course, name)
    if entity.id in entities:
        first = course.sources[name, entity.id][0].path
        message = f"'{entity.id}' is already used in {shown(first)}; choose another id"
        yield document.problem((*at, "id"), message)
        return
    entities[entity.id] = entity
    course.sources[name, entity.id] = (document, at)


def _read_references(course: Course, path: Path) -> Iterator[Problem]:
    if not path.exists():
        return
    course.files += 1
    try:
        items = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        line = getattr(error, "lineno", 1)
        yield Problem(shown(path), line, "", f"is not readable JSON: {error}")
        return
    lines = _id_lines(path)
    for item in items if isinstance(items, list) else [items]:
        name = str(item.get("id", "?")) if isinstance(item, Mapping) else "?"
        try:
            reference = Reference.model_validate(item)
        except ValidationError as error:
            for each in error.errors():
                message = explain(each, lambda location: model_at(Reference, location))
                key = ".".join(map(str, (name, *each["loc"])))
                yield Problem(shown(path), lines.get(name, 1), key, message)
            continue
        if reference.id in course.references:
            message = "is already used by another work; choose another id"
            yield Problem(shown(path), lines.get(name, 1), reference.id, message)
        course.references.setdefault(reference.id, reference)


def _id_lines(path: Path) -> dict[str, int]:
    lines = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if '"id":' in line:
            lines.setdefault(line.split('"id":')[1].strip().strip('",'), number)
    return lines


def _read_table(into: dict[str, dict[str, str]], path: Path, key: str) -> None:
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            into.update({row[key]: row for row in csv.DictReader(file)})
