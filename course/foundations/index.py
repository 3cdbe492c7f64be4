"""The list of every lesson, by region, for the first notebook."""

from operator import attrgetter

from course.cells import Cell, in_groups, part
from course.foundations.links import FIRST, with_links
from course.foundations.model import Lesson
from course.text import escape
from patterns_data.load import Course

SECTION = "Every lesson"
ROWS = 8  # lessons on a slide
_by_id = attrgetter("id")


def index_cells(lessons: dict[str, Lesson], course: Course, *, deck: bool = False) -> list[Cell]:
    """Foundation lessons, then the patterns of each region, each a link."""
    first = [_line(slug, one.head.title) for slug, one in lessons.items() if slug != FIRST]
    cells = _cells("Foundation lessons", first)
    for region in course.regions.values():  # from head to foot
        found = sorted((p for p in course.patterns.values() if p.region == region.id), key=_by_id)
        if found:
            cells += _cells(region.name, [_line(pattern.id, pattern.title) for pattern in found])
    return [_linked(cell, lessons, course, deck) for cell in cells]


def _line(slug: str, title: str) -> str:
    return f"- [{escape(title)}](lesson:{slug})"


def _cells(title: str, lines: list[str]) -> list[Cell]:
    groups = in_groups(lines, ROWS)
    name = title.lower().replace(" ", "-").replace(",", "")
    ident = "".join(c for c in f"index-{name}" if c.isalnum() or c == "-")
    return [
        Cell(
            f"{ident}-{index + 1}",
            f"## {escape(part(title, index, len(groups)))}\n\n" + "\n".join(group),
            slide="slide" if title == "Foundation lessons" and not index else "subslide",
            section=SECTION,
            notes="For reference: each line opens its lesson.",
        )
        for index, group in enumerate(groups)
    ]


def _linked(cell: Cell, lessons: dict[str, Lesson], course: Course, deck: bool) -> Cell:
    source = with_links(cell.source, FIRST, lessons, course, deck)
    return Cell(cell.id, source, slide=cell.slide, section=cell.section, notes=cell.notes)
