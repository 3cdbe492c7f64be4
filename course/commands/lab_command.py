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
    from course.lesson import lesson_path, write_lesson

    own = data.own_folder()
    target = own / "notebooks" if own else Path("notebooks")
    if options.slug:
        course = data.course()
        pattern = data.pattern(course, options.slug)
        path = lesson_path(target, pattern)
        # A student's own work in an existing notebook is never written over.
        target = path if path.exists() else write_lesson(target, pattern, course)
    elif not target.is_dir():
        raise CommandError(f"there is no folder '{target}' here; run `palpate build` first")
    return subprocess.call([sys.executable, "-m", "jupyterlab", str(target)])
