"""How tall a block of HTML becomes on a slide, estimated from the widths of the font.

No browser is at hand when a deck is made, so text is measured with the font the deck uses and laid
out on paper first. Estimates lean to the tall side; the deck's own script mends what is left.

Units: CSS pixels of a slide, which is 1280 by 720 unless the deck's look says otherwise.
"""

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from bs4 import NavigableString, Tag
from PIL import ImageFont

from course.deck.assets import font_file

LIVE = ("data-model", "data-frames", "data-plotly")  # what fills the room that is left
MARGINS = 144, 108  # px of a slide that text leaves free, across and down
FONT, LINE = 26.0, 1.34
TABLE, CODE, SMALL = 0.72, 0.66, 0.62  # sizes against the text
SLACK = 1.04  # lines break at words, so they are seldom full
HEADING = {"h1": 1.62, "h2": 1.46, "h3": 1.15, "h4": 1.0, "h5": 1.0, "h6": 1.0}
PICTURE = 300.0  # the least height at which a picture is still worth showing


@dataclass(frozen=True)
class Box:
    """The text area of a slide, in px."""

    width: float = 1280.0 - MARGINS[0]
    height: float = 720.0 - MARGINS[1]


WIDE = Box()


@functools.cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_file("regular"), 100)


@functools.lru_cache(maxsize=20_000)
def _word(word: str) -> float:
    """Width of a word in em."""
    return _font().getlength(word) / 100


def _pieces(node: Tag, size: float) -> Iterator[float]:
    """Widths in px of the words inside a node; nested blocks are left out."""
    for child in node.children:
        if isinstance(child, NavigableString):
            for word in str(child).split():
                yield (_word(word) + 0.21) * size
        elif isinstance(child, Tag) and child.name not in ("ul", "ol", "table", "pre"):
            if child.name == "br":
                yield math.inf
            factor = SMALL if child.name == "small" else 1.0
            yield from _pieces(child, size * factor)


def lines(node: Tag, width: float, size: float = FONT) -> int:
    """Lines that the text of a node takes at `width` px."""
    count, used = 1, 0.0
    for piece in _pieces(node, size):
        if math.isinf(piece):
            count, used = count + 1, 0.0
        elif used + piece * SLACK > width and used:
            count, used = count + 1, piece * SLACK
        else:
            used += piece * SLACK
        if used > width:
            extra = int(used // width)
            count, used = count + extra, used - extra * width
    return count if used or count > 1 else 0


def height(node: Tag, width: float = WIDE.width) -> float:
    """Height in px of a block."""
    name = node.name
    if name in HEADING:
        size = FONT * HEADING[name]
        return lines(node, width, size) * size * 1.18 + 14
    if name in ("ul", "ol"):
        return sum(item_height(item, width) for item in node.find_all("li", recursive=False)) + 10
    if name == "table":
        return sum(row_heights(node, width)) + 14
    if name == "pre":
        return _pre_lines(node, width) * FONT * CODE * 1.35 + 34
    if name == "img" or node.find("img") or any(map(node.has_attr, LIVE)):
        return PICTURE
    if name == "blockquote":
        return sum(height(c, width - 60) for c in node.find_all(True, recursive=False)) + 12
    if name in ("div", "details", "section", "figure", "dl"):
        inner = [height(c, width) for c in node.find_all(True, recursive=False)]
        return sum(inner) + (10 if inner else lines(node, width) * FONT * LINE)
    tall = 26 * len(node.find_all("mtr")) + (24 if node.find("math", display="block") else 0)
    return lines(node, width) * FONT * LINE + 14 + tall


def item_height(item: Tag, width: float) -> float:
    """Height of a list item with what is nested in it."""
    inner = [c for c in item.find_all(True, recursive=False) if c.name in ("ul", "ol", "pre", "p")]
    own = lines(item, width - 34)
    if inner and all(c.name == "p" for c in inner):
        own = sum(lines(c, width - 34) for c in inner)
    nested = sum(height(c, width - 34) for c in inner if c.name != "p")
    return own * FONT * LINE + 8 + nested


def row_heights(table: Tag, width: float) -> list[float]:
    """Height of each row of a table, its columns as wide as `column_widths` says."""
    widths, size = column_widths(table, width), FONT * TABLE
    found = []
    for row in table.find_all("tr"):
        cells = row.find_all(["td", "th"], recursive=False)
        tallest = max(
            (lines(cell, w - 22, size) for cell, w in zip(cells, widths, strict=False)), default=1
        )
        found.append(max(tallest, 1) * size * 1.32 + 15)
    return found


def column_widths(table: Tag, width: float) -> list[float]:
    """Widths in px: what each column wants, shared out fairly where there is too little room."""
    least, wanted = column_needs(table)
    if sum(wanted) <= width:
        return [w * width / sum(wanted) for w in wanted]
    # Room beyond the longest words goes by the square root of the text: long columns get more,
    # but not so much that short ones are crushed.
    share = [math.sqrt(w) for w in wanted]
    room = max(width - sum(least), 0)
    found = [low + room * part / sum(share) for low, part in zip(least, share, strict=True)]
    return [w * width / sum(found) for w in found]


def column_needs(table: Tag) -> tuple[list[float], list[float]]:
    """Widths in px at which no word of a column is broken (220 at most), and no line is."""
    rows = [row.find_all(["td", "th"], recursive=False) for row in table.find_all("tr")]
    count = max((len(row) for row in rows), default=0)
    least, wanted = [30.0] * count, [30.0] * count
    for row in rows:
        for column, cell in enumerate(row):
            words = [p for p in _pieces(cell, FONT * TABLE) if not math.isinf(p)]
            least[column] = max(least[column], min(max(words, default=0) * SLACK + 24, 220))
            wanted[column] = max(wanted[column], sum(words) * SLACK + 24)
    return least, wanted


def _pre_lines(node: Tag, width: float) -> int:
    columns = max(int(width / (FONT * CODE * 0.6)) - 3, 10)
    return sum(max(math.ceil(len(line) / columns), 1) for line in node.get_text().split("\n"))
