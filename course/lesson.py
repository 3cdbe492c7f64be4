"""A pattern -> the cells of its lesson -> a notebook file.

The notebook holds no outputs, no dates and slug ids only, so the same data gives the same
bytes. Its place is notebooks/patterns/<region>/<slug>.ipynb.
"""

from pathlib import Path
from typing import Any

from course.cells import Cell
from course.quick import nbformat
from course.sections import anatomy, care, hands, learn, safety, story
from patterns_data.files import write_text
from patterns_data.load import Course
from patterns_data.models import Pattern

# Red flags and look-alikes come before anything that touches; the order of the course.
SECTIONS = (
    story.title,
    story.overview,
    story.client_description,
    story.activation,
    safety.red_flags,
    safety.look_alikes,
    safety.tests,
    anatomy.anatomy,
    hands.palpation,
    hands.referred_pain,
    care.protocol,
    care.self_care,
    learn.evidence,
    learn.cases,
    learn.exercises,
    learn.practice,
    learn.related,
    learn.sources,
)


def lesson_cells(pattern: Pattern, course: Course) -> list[Cell]:
    """Every cell of the lesson, in order."""
    return [cell for section in SECTIONS for cell in section(pattern, course)]


def lesson_notebook(pattern: Pattern, course: Course) -> nbformat.NotebookNode:
    """The lesson as a notebook (nbformat 4.5) without outputs."""
    about = {"pattern": pattern.id, "version": pattern.version}
    return notebook_of(lesson_cells(pattern, course), {"palpate": about, "title": pattern.title})


def notebook_of(cells: list[Cell], about: dict[str, Any]) -> nbformat.NotebookNode:
    """A notebook of our cells; `about` is added to its metadata."""
    metadata: dict[str, Any] = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
        **about,
    }
    notebook = nbformat.v4.new_notebook(cells=list(map(_notebook_cell, cells)), metadata=metadata)
    nbformat.validate(notebook)
    return notebook


def lesson_text(pattern: Pattern, course: Course) -> str:
    """The bytes of the notebook file, as text."""
    return nbformat.writes(lesson_notebook(pattern, course)) + "\n"


def lesson_path(folder: Path, pattern: Pattern) -> Path:
    """Where the lesson of a pattern lies below the folder `notebooks`."""
    return folder / "patterns" / pattern.region.replace("-", "_") / f"{pattern.id}.ipynb"


def write_lesson(folder: Path, pattern: Pattern, course: Course) -> Path:
    """Write the lesson, whole or not at all; return its path."""
    path = lesson_path(folder, pattern)
    write_text(path, lesson_text(pattern, course))
    return path


def stale_lessons(folder: Path, course: Course, chosen: list[Pattern]) -> list[str]:
    """What is out of step: one line for each notebook that is missing, old or left over."""
    found = []
    for pattern in chosen:
        path = lesson_path(folder, pattern)
        if not path.exists():
            found.append(f"{path} is missing")
        elif path.read_text(encoding="utf-8") != lesson_text(pattern, course):
            found.append(f"{path} differs from the data")
    expected = {lesson_path(folder, pattern) for pattern in course.patterns.values()}
    for path in sorted((folder / "patterns").rglob("*.ipynb")):
        if path not in expected and ".ipynb_checkpoints" not in path.parts:
            found.append(f"{path} belongs to no pattern")
    return found


def _notebook_cell(cell: Cell) -> nbformat.NotebookNode:
    v4 = nbformat.v4
    make = v4.new_code_cell if cell.kind == "code" else v4.new_markdown_cell
    return make(source=cell.source, id=cell.id, metadata=cell.metadata())
