"""Links between lessons: `[words](lesson:slug)` -> the notebook beside it, or the deck."""

import re
from collections.abc import Collection, Iterator
from pathlib import PurePosixPath
from typing import Any

from patterns_data.load import Course
from patterns_data.problems import did_you_mean

LINK = re.compile(r"\]\(lesson:([^)\s]*)\)")
FOUNDATIONS, FIRST = "foundations", "start-here"


def notebook_of(slug: str, order: int) -> PurePosixPath:
    """Where the notebook of a foundation lesson lies below the folder `notebooks`."""
    name = f"{order:02d}_{slug.replace('-', '_')}.ipynb"
    return PurePosixPath(name) if slug == FIRST else PurePosixPath(FOUNDATIONS, name)


def target(slug: str, lessons: dict[str, Any], course: Course) -> PurePosixPath:
    """Where the notebook of any lesson lies below the folder `notebooks`."""
    if slug in lessons:
        return notebook_of(slug, lessons[slug].head.order)
    region = course.patterns[slug].region.replace("-", "_")
    return PurePosixPath("patterns", region, f"{slug}.ipynb")


def with_links(text: str, here: str, lessons: dict[str, Any], course: Course, deck: bool) -> str:
    """The text with addresses: notebooks as seen from `here`, or decks in one folder."""

    def address(found: re.Match[str]) -> str:
        slug = found[1]
        if deck:
            return f"]({slug}.html)"
        up = "" if here == FIRST else "../"
        return f"]({up}{target(slug, lessons, course)})"

    return LINK.sub(address, text)


def unknown_links(text: str, lessons: Collection[str], course: Course) -> Iterator[tuple[int, str]]:
    """Links to lessons that do not exist: (lines below the first, message)."""
    known = {*lessons, *course.patterns}
    for found in LINK.finditer(text):
        if found[1] not in known:
            hint = did_you_mean(found[1], known)
            yield text.count("\n", 0, found.start()), f"unknown lesson '{found[1]}'; {hint}"
