"""Blocks -> as many slides as they need: scaled a little, split at a good place, nothing cut."""

import copy
import math
from dataclasses import dataclass, field

from bs4 import BeautifulSoup, Tag

from course.deck.measure import (
    LIVE,
    PICTURE,
    WIDE,
    Box,
    column_widths,
    height,
    item_height,
    row_heights,
)
from course.deck.tables import narrow_enough

SMALLEST = 0.8  # type is scaled down to this before a slide is split
_SOUP = BeautifulSoup("", "html.parser")


@dataclass
class Page:
    """What stands on one slide below its heading."""

    blocks: list[Tag] = field(default_factory=list)
    scale: float = 1.0


def parse(html: str) -> list[Tag]:
    """Top-level blocks of safe HTML; loose text becomes a paragraph, single wrappers go."""
    found: list[Tag] = []
    for node in list(BeautifulSoup(html, "html.parser").children):
        if isinstance(node, Tag):
            found += _unwrapped(node)
        elif str(node).strip():
            paragraph = _SOUP.new_tag("p")
            paragraph.string = str(node)
            found.append(paragraph)
    found = [part for block in found for part in _narrowed(block)]
    for block in found:
        for table in [block, *block.find_all("table")]:
            if table.name == "table":
                _fix_columns(table)
    return found


def _narrowed(block: Tag) -> list[Tag]:
    return narrow_enough(block) if block.name == "table" else [block]


def _unwrapped(node: Tag) -> list[Tag]:
    """The blocks inside wrappers that hold a table, so that the table can be split."""
    inner = node.find_all(True, recursive=False)
    text = any(str(child).strip() for child in node.children if not isinstance(child, Tag))
    if node.name == "div" and not text and node.find("table"):
        return [block for child in inner for block in _unwrapped(child)]
    return [node]


def paginate(blocks: list[Tag], heading: float, box: Box = WIDE) -> list[Page]:
    """The pages for `blocks` below a heading of `heading` px."""
    room = Box(box.width, box.height - heading)
    pictures = [b for b in blocks if is_picture(b)]
    total = _total(blocks, box)
    if len(pictures) <= 1 and total <= room.height:
        return [Page(blocks)]
    if len(pictures) <= 1 and total * SMALLEST <= room.height:
        return [Page(blocks, round(room.height / total, 2))]
    return _packed(blocks, room, total)


def _total(blocks: list[Tag], box: Box) -> float:
    return sum(height(block, box.width) for block in blocks)


def is_picture(block: Tag) -> bool:
    """True for a block that is a figure of its own."""
    if block.name == "img" or is_widget(block):
        return True
    return block.name in ("p", "div") and block.find("img") is not None


def is_widget(block: Tag) -> bool:
    """True for the place of a live widget; it takes the room that is left, as a picture does."""
    return block.name == "div" and any(block.has_attr(name) for name in LIVE)


def _packed(blocks: list[Tag], box: Box, total: float) -> list[Page]:
    room = box.height
    count = max(math.ceil(total / room), 1)
    target = min(room, total / count * 1.12)  # even pages look better than one full and one bare
    pages, page, used = [], Page(), 0.0
    queue = list(blocks)
    while queue:
        block = queue.pop(0)
        tall = height(block, box.width)
        if page.blocks and is_picture(block) and any(map(is_picture, page.blocks)):
            pages.append(page)
            page, used = Page(), 0.0
        if used + tall <= target or (used + tall <= room and not queue):
            page.blocks.append(block)
            used += tall
            continue
        first, rest = split(block, Box(box.width, room - used if used < room * 0.6 else 0.0))
        if first is None and not page.blocks:
            first, rest = split(block, box)
            if first is None:  # cannot be split: shrink it
                pages.append(Page([block], max(round(room / tall, 2), 0.4)))
                continue
        if first is not None:
            page.blocks.append(first)
        carried = [] if first is not None else _orphans(page.blocks)
        pages.append(page)
        page = Page(carried)
        used = _total(carried, box)
        queue.insert(0, rest if first is not None and rest is not None else block)
        if first is not None and rest is None:
            queue.pop(0)
    return pages + ([page] if page.blocks else [])


def _orphans(blocks: list[Tag]) -> list[Tag]:
    """Take headings, and bold lines that serve as such, from the end: they go with what follows."""
    carried: list[Tag] = []
    while len(blocks) > 1 and _is_heading(blocks[-1]):
        carried.insert(0, blocks.pop())
    return carried


def _is_heading(block: Tag) -> bool:
    if block.name in ("h1", "h2", "h3", "h4", "h5", "h6"):
        return True
    inner = [child for child in block.children if str(child).strip()]
    return block.name == "p" and len(inner) == 1 and getattr(inner[0], "name", "") == "strong"


def split(block: Tag, box: Box) -> tuple[Tag | None, Tag | None]:
    """The part of a block that fits into `box`, and the rest; (None, block) when none does."""
    if block.name in ("ul", "ol"):
        return _split_list(block, box)
    if block.name == "table":
        return _split_table(block, box)
    if block.name == "pre":
        return _split_pre(block, box)
    if block.name == "p" and not block.find(True):
        return _split_text(block, box)
    return None, block


def _split_list(block: Tag, box: Box) -> tuple[Tag | None, Tag | None]:
    items = block.find_all("li", recursive=False)
    fits, used = 0, 10.0
    for item in items:
        used += item_height(item, box.width)
        if used > box.height:
            break
        fits += 1
    if not 0 < fits < len(items):
        return None, block
    first, rest = copy.copy(block), copy.copy(block)
    for part, keep in ((first, range(fits)), (rest, range(fits, len(items)))):
        for index, item in enumerate(part.find_all("li", recursive=False)):
            if index not in keep:
                item.decompose()
    if block.name == "ol":
        rest["start"] = str(int(block.get("start", 1)) + fits)
    return first, rest


def _split_table(block: Tag, box: Box) -> tuple[Tag | None, Tag | None]:
    rows, heights = block.find_all("tr"), row_heights(block, box.width)
    head = 1 if rows and not rows[0].find("td") else 0
    used, fits = sum(heights[:head]) + 14, 0
    for tall in heights[head:]:
        used += tall
        if used > box.height:
            break
        fits += 1
    if not 0 < fits < len(rows) - head:
        return None, block
    first, rest = copy.copy(block), copy.copy(block)
    for part, keep in ((first, range(head + fits)), (rest, range(head + fits, len(rows)))):
        for index, row in enumerate(part.find_all("tr")):
            if index >= head and index not in keep:
                row.decompose()
    return first, rest


def _split_pre(block: Tag, box: Box) -> tuple[Tag | None, Tag | None]:
    # Highlighting never spans lines in a way that matters here: markup is cut to plain text.
    text = block.get_text().split("\n")
    fits = len(text)
    while fits and height(_pre(block, text[:fits]), box.width) > box.height:
        fits -= 1 + fits // 40
    if not 0 < fits < len(text):
        return None, block
    return _pre(block, text[:fits]), _pre(block, text[fits:])


def _split_text(block: Tag, box: Box) -> tuple[Tag | None, Tag | None]:
    words = block.get_text().split(" ")
    fits = len(words)
    while fits and height(_paragraph(words[:fits]), box.width) > box.height:
        fits -= 1 + fits // 20
    if not 0 < fits < len(words):
        return None, block
    return _paragraph(words[:fits]), _paragraph(words[fits:])


def _pre(like: Tag, text: list[str]) -> Tag:
    part = _SOUP.new_tag("pre", attrs=dict(like.attrs))
    part.string = "\n".join(text)
    return part


def _paragraph(words: list[str]) -> Tag:
    part = _SOUP.new_tag("p")
    part.string = " ".join(words)
    return part


def _fix_columns(table: Tag) -> None:
    """Write the measured column widths into the table, so that it comes out as measured."""
    if table.find("colgroup") or table.find(colspan=True):
        return
    widths = column_widths(table, WIDE.width)
    group = _SOUP.new_tag("colgroup")
    for width in widths:
        group.append(_SOUP.new_tag("col", attrs={"style": f"width:{width / WIDE.width:.2%}"}))
    table.insert(0, group)


def picture_room(page: Page, heading: float, box: Box = WIDE) -> float:
    """Height in px left for the picture of a page."""
    others = _total([b for b in page.blocks if not is_picture(b)], box)
    return max(box.height - heading - others * page.scale, PICTURE * 0.8)
