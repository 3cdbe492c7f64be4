"""Answers -> marks, for one student and for a folder of them, many at once."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from joblib import Parallel, delayed

from course.exercises.item import UNANSWERED, BadAnswer, Item, Mark
from course.exercises.kinds import mark
from course.grading.submission import Returned, read_submission

# As learning platforms name downloads: "Ana Lima_12345_assignsubmission_file", "lima_late_123_4_x".
TAIL = re.compile(
    r"(_\d+)?_assignsubmission_\w+$|(_late)?(_\d+){2,}.*$|[ _-]?\(\d+\)$|[ _-]copy\d*$", re.I
)
CHUNK = 25  # submissions handed to a worker at a time


@dataclass
class Marked:
    """The marks of one student: exercise id -> mark; ``chosen`` is what was answered, for items."""

    student: str
    marks: dict[str, Mark]
    points: dict[str, float]
    chosen: dict[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)

    @property
    def total(self) -> float:
        """Points earned."""
        return sum(found.score * self.points[i] for i, found in self.marks.items())

    @property
    def most(self) -> float:
        """Points there were to earn."""
        return sum(self.points.values())


def mark_returned(returned: Returned, items: list[Item]) -> Marked:
    """Mark every exercise of the key; an answer that cannot be read earns nothing and is told."""
    out = Marked(returned.student, {}, {item.id: item.points for item in items})
    out.remarks = list(returned.remarks)
    for item in items:
        kept = returned.answers.get(item.id)
        if kept is None:
            out.marks[item.id] = UNANSWERED
            continue
        try:
            out.marks[item.id] = mark(item, kept.answer)
            out.chosen[item.id] = _chosen(kept.answer)
        except BadAnswer as error:
            out.marks[item.id] = Mark(0.0, (f"The answer cannot be read: {error}.",))
            out.remarks.append(f"{item.id}: the answer has a form that no exercise writes")
    other = set(returned.answers) - {item.id for item in items}
    if other and not set(returned.answers) - other:
        out.remarks.append(f"only answers to other exercises: {', '.join(sorted(other)[:3])}")
    return out


def _chosen(answer: dict) -> tuple[str, ...]:
    """The options that were ticked, or the words that were typed."""
    if isinstance(answer.get("chosen"), list):
        return tuple(map(str, answer["chosen"]))
    value = answer.get("decision") or answer.get("text")
    return (str(value)[:80],) if value else ()


def submissions(folder: Path) -> dict[str, list[Path]]:
    """Student -> what they returned: every file or folder of the folder, by its name."""
    found: dict[str, list[Path]] = {}
    for path in sorted(folder.iterdir()):
        if path.name.startswith(".") or path.name == "__MACOSX":
            continue
        found.setdefault(student_of(path), []).append(path)
    return found


def student_of(path: Path) -> str:
    """The student's name in the name of a file or folder."""
    name = path.name if path.is_dir() else re.sub(r"\.(ipynb|json|zip|txt)$", "", path.name)
    return TAIL.sub("", name).strip() or name


def mark_folder(folder: Path, items: list[Item], jobs: int = -1) -> Iterator[Marked]:
    """Mark every submission, in the order of names, `jobs` at a time.

    Only a few submissions are held at once, whatever their number. Under joblib's
    ``parallel_config`` it happens where that says, such as on a Dask cluster.
    """
    found = list(submissions(folder).items())
    groups = [found[start : start + CHUNK] for start in range(0, len(found), CHUNK)]
    jobs = 1 if len(groups) < 2 else jobs
    parallel = Parallel(n_jobs=jobs, return_as="generator")
    for group in parallel(delayed(_mark_group)(group, items) for group in groups):
        yield from group


def _mark_group(group: list[tuple[str, list[Path]]], items: list[Item]) -> list[Marked]:
    return [mark_returned(read_submission(student, paths), items) for student, paths in group]
