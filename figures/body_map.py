"""The body with the regions that have lessons: a way in.

body_map()
"""

import sys
from collections import Counter
from types import ModuleType
from typing import TYPE_CHECKING, Any

from figures.chart import Picture
from figures.size import DPI
from patterns_data.load import Course, load_course

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class BodyMap(Picture):
    """The map: its matplotlib figure, drawn when it is first asked for, and its alt text."""

    def __init__(self, course: Course, dpi: int = DPI):
        self.course, self.dpi = course, dpi
        self.alt = alt_text(course)

    def draw(self) -> "Figure":
        """The drawn sheet."""
        from figures.kinds.regions import draw
        from figures.sheet import Sheet

        sheet = Sheet(self.dpi)
        draw(sheet, self.course)
        return sheet.figure


def body_map(course: Course | None = None, dpi: int = DPI) -> BodyMap:
    """Draw the body with a number for each region that has patterns."""
    return BodyMap(course or load_course(), dpi)


def alt_text(course: Course) -> str:
    """The regions and how many lessons each has."""
    counts = Counter(pattern.region for pattern in course.patterns.values())
    regions = [region for region in course.regions if counts[region]]
    rows = (f"{n} {course.regions[r].name}: {counts[r]}" for n, r in enumerate(regions, start=1))
    return (
        "The body from the front, the right and behind, with the pain zones of every pattern and a "
        f"number for each region; lessons in each region: {'; '.join(rows)}."
    )


class _Callable(ModuleType):
    """`from figures import body_map` gives this module; calling it draws the map."""

    def __call__(self, *given: Any, **named: Any) -> BodyMap:
        return body_map(*given, **named)


sys.modules[__name__].__class__ = _Callable
