"""Slide types of a notebook's cells: set at headings, set one by one, shown as an outline."""

import re
from collections.abc import Iterator
from typing import Any

from course.deck.errors import DeckError

_HEADING = re.compile(r"^(#{1,6})\s+(.+)$", re.MULTILINE)
SIGNS = {
    "slide": "▶ ",
    "subslide": "  ▼ ",
    "fragment": "    + ",
    "skip": "    × ",
    "notes": "    ✎ ",
}


def auto(notebook: Any) -> None:
    """A slide at every heading of level 1 or 2, one below it at level 3; the rest goes along."""
    for index, cell in enumerate(notebook.cells):
        match = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
        level = len(match.group(1)) if match else 9
        kind = "slide" if level <= 2 or index == 0 else "subslide" if level == 3 else "-"
        set_kind(cell, kind)


def set_kind(cell: Any, kind: str) -> None:
    """Make the cell a slide, subslide, fragment, skip, notes, or part of the one before ('-')."""
    cell.metadata.setdefault("slideshow", {})["slide_type"] = kind


def number_of(notebook: Any, text: str) -> int:
    """The index of the cell that a person counts as `text` (the first is 1)."""
    count = len(notebook.cells)
    if not text.isdigit() or not 1 <= int(text) <= count:
        raise DeckError(f"there is no cell '{text}'; cells are counted from 1 to {count}")
    return int(text) - 1


def outline(notebook: Any) -> Iterator[str]:
    """One line for each cell: its number, what it is in the deck, how it begins."""
    for number, cell in enumerate(notebook.cells, start=1):
        kind = cell.metadata.get("slideshow", {}).get("slide_type") or "-"
        ours = cell.metadata.get("palpate", {})
        lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
        begin = (lines[0] if lines else "(empty)")[:60]
        extra = [f"{ours['time']:g} min"] if ours.get("time") else []
        extra += ["notes"] if ours.get("notes") else []
        yield f"{number:4d} {SIGNS.get(kind, '    · ')}{begin}" + (
            f"  [{', '.join(extra)}]" if extra else ""
        )
