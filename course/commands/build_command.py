"""palpate build: data -> notebooks, data dictionary, schemas; --check compares by content."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands import data

if TYPE_CHECKING:
    from course.foundations.model import Lesson
    from patterns_data.load import Course
    from patterns_data.models import Pattern

EXAMPLE = "palpate build --check"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Where to write, or only to compare."""
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="default: every lesson")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", help="folder of notebooks (default: notebooks)"
    )
    parser.add_argument("--check", action="store_true", help="write nothing; say what is stale")


def run(options: argparse.Namespace) -> int:
    """Write or compare; exit code 1 when something is out of step."""
    from course.foundations.notebook import write_foundation
    from course.lesson import write_lesson

    course = data.course()
    own = data.own_folder()
    folder = options.output or (own / "notebooks" if own else Path("notebooks"))
    # A school's folder holds patterns only; the foundation lessons are ours.
    lessons = {} if own and not options.slugs else data.lessons(course)
    first = [slug for slug in options.slugs if slug in lessons]
    chosen = [data.pattern(course, slug) for slug in options.slugs if slug not in lessons]
    if not options.slugs:
        first = list(lessons)
        chosen = [p for p in course.patterns.values() if own is None or _lies_in(course, p, own)]
    if options.check:
        return _check(folder, course, chosen, lessons if first else {}, ours=own is None)
    jobs = [lambda slug=slug: write_foundation(folder, slug, lessons, course) for slug in first]
    jobs += [lambda pattern=pattern: write_lesson(folder, pattern, course) for pattern in chosen]
    for number, job in enumerate(jobs, start=1):
        print(f"[{number}/{len(jobs)}] {job()}", file=sys.stderr)
    if own is None and not options.slugs and not options.output:
        _write_texts()
    return 0


def _check(
    folder: Path,
    course: Course,
    chosen: list[Pattern],
    lessons: dict[str, Lesson],
    *,
    ours: bool,
) -> int:
    from course.foundations.notebook import stale_foundations
    from course.lesson import stale_lessons

    stale = stale_lessons(folder, course, chosen)
    stale += stale_foundations(folder, lessons, course) if lessons else []
    stale += _stale_texts() if ours else []
    for line in stale:
        print(line)
    if stale:
        print("\nrun `palpate build` and commit what it writes")
    return 1 if stale else 0


def _lies_in(course: Course, pattern: Pattern, folder: Path) -> bool:
    document, _ = course.sources["patterns", pattern.id]
    return document.path.resolve().is_relative_to(folder.resolve())


def _texts() -> dict[Path, str]:
    from patterns_data.dictionary import data_dictionary, schemas
    from patterns_data.load import HOME

    texts = {HOME / "schema" / name: text for name, text in schemas().items()}
    return {HOME / "README.md": data_dictionary(), **texts}


def _stale_texts() -> list[str]:
    return [
        f"{path} differs from the models"
        for path, text in _texts().items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]


def _write_texts() -> None:
    from patterns_data.files import write_text

    for path, text in _texts().items():
        write_text(path, text)
