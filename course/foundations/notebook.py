"""Foundation lessons -> notebook files; what is out of step."""

from pathlib import Path

from course.foundations.cells import foundation_cells
from course.foundations.links import FOUNDATIONS, notebook_of
from course.foundations.model import Lesson
from course.lesson import notebook_of as notebook_from
from course.quick import nbformat
from patterns_data.files import write_text
from patterns_data.load import Course

Lessons = dict[str, Lesson]


def foundation_text(slug: str, lessons: Lessons, course: Course, *, deck: bool = False) -> str:
    """The bytes of the notebook file, as text; with `deck` links lead to decks."""
    lesson = lessons[slug]
    about = {"palpate": {"lesson": slug}, "title": lesson.head.title}
    cells = foundation_cells(lesson, lessons, course, deck=deck)
    return nbformat.writes(notebook_from(cells, about)) + "\n"


def foundation_path(folder: Path, lesson: Lesson) -> Path:
    """Where the notebook lies in the folder `notebooks`."""
    return folder / notebook_of(lesson.slug, lesson.head.order)


def write_foundation(folder: Path, slug: str, lessons: Lessons, course: Course) -> Path:
    """Write one notebook, whole or not at all; return its path."""
    path = foundation_path(folder, lessons[slug])
    write_text(path, foundation_text(slug, lessons, course))
    return path


def stale_foundations(folder: Path, lessons: Lessons, course: Course) -> list[str]:
    """One line for each notebook that is missing, old or left over."""
    found, expected = [], {foundation_path(folder, lesson) for lesson in lessons.values()}
    for slug, lesson in lessons.items():
        path = foundation_path(folder, lesson)
        if not path.exists():
            found.append(f"{path} is missing")
        elif path.read_text(encoding="utf-8") != foundation_text(slug, lessons, course):
            found.append(f"{path} differs from {lesson.path.name} or the data")
    there = [*(folder / FOUNDATIONS).glob("*.ipynb"), *folder.glob("[0-9][0-9]_*.ipynb")]
    found += [f"{path} belongs to no lesson" for path in sorted(there) if path not in expected]
    return found
