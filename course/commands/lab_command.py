"""palpate lab: JupyterLab on a lesson."""

import argparse
import subprocess
import sys
from pathlib import Path

from course.commands import data
from course.commands.errors import CommandError

EXAMPLE = "palpate lab sacrum-one-side"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which lesson."""
    parser.add_argument("slug", nargs="?", metavar="SLUG", help="default: the notebooks folder")


def run(options: argparse.Namespace) -> int:
    """Write the lesson where it is missing, then start JupyterLab and wait for it."""
    own = data.own_folder()
    target = own / "notebooks" if own else Path("notebooks")
    if options.slug:
        target = _notebook(options.slug, target)
    elif not target.is_dir():
        raise CommandError(f"there is no folder '{target}' here; run `palpate build` first")
    return subprocess.call([sys.executable, "-m", "jupyterlab", str(target)])


def _notebook(slug: str, folder: Path) -> Path:
    """The notebook of a lesson, written where it is missing.

    A student's own work in an existing notebook is never written over.
    """
    from course.foundations.notebook import foundation_path, write_foundation
    from course.lesson import lesson_path, write_lesson

    course = data.course()
    lessons = data.lessons(course)
    if slug in lessons:
        path = foundation_path(folder, lessons[slug])
        return path if path.exists() else write_foundation(folder, slug, lessons, course)
    pattern = data.pattern(course, slug)
    path = lesson_path(folder, pattern)
    return path if path.exists() else write_lesson(folder, pattern, course)
