"""palpate list: what the course holds."""

from __future__ import annotations

import argparse
from collections import Counter
from typing import TYPE_CHECKING

from course.commands import data

if TYPE_CHECKING:
    from patterns_data.load import Course

EXAMPLE = "palpate list muscles"
KINDS = (
    "patterns",
    "muscles",
    "landmarks",
    "techniques",
    "cases",
    "charts",
    "regions",
    "references",
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to list."""
    parser.add_argument(
        "what",
        nargs="?",
        default="patterns",
        choices=(*KINDS, "lessons", "views", "anchors", "planned"),
        help="default: patterns; `planned` is the coverage of the whole catalogue",
    )


def run(options: argparse.Namespace) -> int:
    """Print one line an entry: id and name."""
    course = data.course()
    if options.what == "planned":
        return _planned(course)
    if options.what == "lessons":
        lessons = data.lessons(course)
        _print(
            [(slug, f"{one.head.title} ({one.head.minutes} min)") for slug, one in lessons.items()]
        )
        return 0
    if options.what in ("views", "anchors"):
        return _views(options.what)
    rows = []
    for ident, entity in sorted(getattr(course, options.what).items()):
        rows.append((ident, getattr(entity, "title", None) or entity.name))
    _print(rows)
    return 0


def _views(what: str) -> int:
    from figures.atlas_index import anchors_by_view

    for view, anchors in sorted(anchors_by_view().items()):
        print(view)
        if what == "anchors":
            print("".join(f"  {anchor}\n" for anchor in sorted(anchors)), end="")
    return 0


def _planned(course: Course) -> int:
    rows = [
        (slug, ("written  " if slug in course.patterns else "planned  ") + row["title"])
        for slug, row in sorted(course.catalogue.items())
    ]
    _print(rows)
    done = Counter(
        row["region"] for slug, row in course.catalogue.items() if slug in course.patterns
    )
    planned = Counter(row["region"] for row in course.catalogue.values())
    print()
    _print([(r, f"{done[r]} of {planned[r]}") for r in sorted(planned)])
    return 0


def _print(rows: list[tuple[str, str]]) -> None:
    width = max((len(ident) for ident, _ in rows), default=0)
    for ident, name in rows:
        print(f"{ident:<{width}}  {name}")
