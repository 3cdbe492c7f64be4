"""Slides -> one HTML file with everything inside."""

import html
from collections.abc import Iterator

from bs4 import Tag
from pygments.formatters import HtmlFormatter

from course.deck.assets import licences, scripts, styles
from course.deck.fit import Page, is_picture, paginate, picture_room
from course.deck.measure import FONT, HEADING, lines
from course.deck.slides import Slide
from course.deck.widgets import Widgets

# The only script source is the file itself: nothing may load, whatever a notebook brings. A blob is
# made by the page: the modules and pictures of its widgets.
POLICY = (
    "default-src 'none'; script-src 'unsafe-inline' blob:; style-src 'unsafe-inline'; "
    "img-src data: blob:; "
    "font-src data:; frame-src 'self' file: blob:; child-src 'self' file: blob:"
)


_HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"]


def deck_html(
    title: str, slides: list[Slide], language: str, report: list[str], widgets: Widgets
) -> tuple[str, int]:
    """The whole file and the number of slides; what was split or scaled is added to `report`."""
    body, count = [], 0
    for group in _stacks(slides):
        sections = [s for slide in group for s in _sections(slide, report)]
        count += len(sections)
        inner = "\n".join(sections)
        body.append(f"<section>\n{inner}\n</section>" if len(sections) > 1 else inner)
    reveal, notes, host, ours = scripts()
    safe = html.escape(title)
    page = f"""<!DOCTYPE html>
<html lang="{html.escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="generator" content="Palpate">
<title>{safe}</title>
<style>{styles()}
{code_colours()}</style>
{licences()}
</head>
<body>
<main>
<h1 class="unseen">{safe}</h1>
<div class="reveal" aria-label="{safe}">
<div class="slides">
{chr(10).join(body)}
</div>
<p class="footer" aria-hidden="true">{safe}</p>
</div>
</main>
<script>{reveal}</script>
<script>{notes}</script>
{widgets.script()}
<script>{host}</script>
<script>{ours}</script>
</body>
</html>
"""
    return page, count


def _stacks(slides: list[Slide]) -> Iterator[list[Slide]]:
    stack: list[Slide] = []
    for slide in slides:
        if stack and not slide.below:
            yield stack
            stack = []
        stack.append(slide)
    if stack:
        yield stack


def _sections(slide: Slide, report: list[str]) -> list[str]:
    heading = slide.heading
    tall = 0.0
    if heading is not None:
        size = FONT * HEADING["h2"]
        tall = lines(heading, 1136, size) * size * 1.18 + 18
    whole = slide.layout in ("title", "sources")  # these have a layout and a type size of their own
    pages = [Page(slide.blocks)] if whole else paginate(slide.blocks, tall)
    pages = pages or [Page()]
    name = " ".join(heading.get_text().split()) if heading is not None else "(no heading)"
    if len(pages) > 1:
        report.append(f"{name}: split into {len(pages)} slides")
    for page in pages:
        if page.scale < 1:
            report.append(f"{name}: type at {page.scale:.0%}")
    return [_section(slide, page, index, len(pages), tall) for index, page in enumerate(pages)]


def _section(slide: Slide, page: Page, index: int, count: int, tall: float) -> str:
    parts = []
    if slide.section:
        parts.append(f'<p class="kicker">{html.escape(slide.section)}</p>')
    parts.append(_heading(slide.heading, index, count))
    room = picture_room(page, tall)
    parts += [_block(block, room) for block in page.blocks]
    scale = f' style="--scale:{page.scale:g}"' if page.scale < 1 else ""
    notes = _notes(slide) if index == 0 else ""
    layout = html.escape(slide.layout)
    inner = "\n".join(part for part in parts if part)
    return f'<section class="{layout}"><div class="body"{scale}>\n{inner}\n</div>{notes}</section>'


def _heading(heading: Tag | None, index: int, count: int) -> str:
    """The heading as h2: the deck has one h1, and every slide starts at the second level."""
    if heading is None:
        return ""
    inner = heading.decode_contents()
    more = f' <span class="part">{index + 1} of {count}</span>' if count > 1 else ""
    return f"<h2>{inner}{more}</h2>"


def code_colours() -> str:
    """The style sheet of highlighted code."""
    return HtmlFormatter(style="friendly").get_style_defs("pre.code")


def finished(block: Tag, level: str) -> str:
    """A block as HTML: its headings brought to `level`, header cells without words plain cells."""
    for found in (block, *block.find_all(_HEADINGS)):
        if found.name in _HEADINGS:
            found.name = level
    for cell in block.find_all("th"):
        if not cell.get_text(strip=True):
            cell.name = "td"
    return str(block)


def _block(block: Tag, room: float) -> str:
    """A block as HTML; its own headings become h3, its pictures get the room that is left."""
    finished(block, "h3")
    if is_picture(block):
        for image in (block, *block.find_all("img")):
            if image.name == "img":
                image["style"] = f"max-height:{room:.0f}px"
    return str(block)


def _notes(slide: Slide) -> str:
    if not slide.notes and not slide.minutes:
        return ""
    time = f"<p><strong>{slide.minutes:g} min</strong></p>" if slide.minutes else ""
    return f'<aside class="notes">{time}{"".join(slide.notes)}</aside>'
