"""Slides -> one HTML file with everything inside."""

import html
from collections.abc import Iterator
from itertools import groupby

from bs4 import Tag
from pygments.formatters import HtmlFormatter

from course.deck.assets import extras, licences, scripts, styles
from course.deck.fit import Page, is_picture, paginate, picture_room
from course.deck.look import USUAL, Look
from course.deck.measure import FONT, HEADING, lines
from course.deck.plotly_figures import library
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
    title: str,
    slides: list[Slide],
    language: str,
    report: list[str],
    widgets: Widgets,
    look: Look = USUAL,
) -> tuple[str, int]:
    """The whole file and the number of slides; what was split or scaled is added to `report`."""
    body, count = [], 0
    left = _time_left(slides)
    for group in _stacks(slides):
        sections = [s for slide in group for s in _sections(slide, report, look, left[id(slide)])]
        count += len(sections)
        inner = "\n".join(sections)
        body.append(f"<section>\n{inner}\n</section>" if len(sections) > 1 else inner)
    reveal, notes, host, ours = scripts()
    safe = html.escape(title)
    contrast = ' class="high-contrast"' if look.high_contrast else ""
    page = f"""<!DOCTYPE html>
<html lang="{html.escape(language)}"{contrast}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="generator" content="Palpate">
<title>{safe}</title>
<style>{styles()}
{code_colours()}
{look.style()}</style>
{licences()}
</head>
<body>
<main>
<h1 class="unseen">{safe}</h1>
<div class="reveal" aria-label="{safe}">
<div class="slides">
{chr(10).join(body)}
</div>
<p class="footer" aria-hidden="true">{look.mark()}<span>{safe}</span></p>
</div>
</main>
<script>{reveal}</script>
<script>{notes}</script>
{widgets.script()}
{extra_scripts(body)}
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


def extra_scripts(body: list[str]) -> str:
    """The scripts that only some notebooks need, plotly.js among them."""
    text = "".join(body)
    found = []
    if "data-plotly=" in text:
        found.append(f"<script>{library() or ''}</script>")
    if "data-plotly=" in text or "data-frames=" in text:
        found.append(f"<script>{extras()}</script>")
    return "\n".join(found)


def _time_left(slides: list[Slide]) -> dict[int, tuple[float, float]]:
    """For each slide (by id) the minutes that are left in its section, itself included, of all."""
    found: dict[int, tuple[float, float]] = {}
    for _, group in groupby(slides, key=lambda slide: slide.section):
        section = list(group)
        whole = left = sum(slide.minutes for slide in section)
        for slide in section:
            found[id(slide)] = (left, whole)
            left -= slide.minutes
    return found


def _sections(slide: Slide, report: list[str], look: Look, left: tuple[float, float]) -> list[str]:
    heading = slide.heading
    tall = 0.0
    if heading is not None:
        size = FONT * HEADING["h2"]
        tall = lines(heading, look.box.width, size) * size * 1.18 + 18
    whole = slide.layout in ("title", "sources")  # these have a layout and a type size of their own
    pages = [Page(slide.blocks)] if whole else paginate(slide.blocks, tall, look.box)
    pages = pages or [Page()]
    name = " ".join(heading.get_text().split()) if heading is not None else "(no heading)"
    if len(pages) > 1:
        report.append(f"{name}: split into {len(pages)} slides")
    found = []
    for index, page in enumerate(pages):
        if page.scale < 1:
            report.append(f"{name}: type at {page.scale:.0%}")
        room = picture_room(page, tall, look.box)
        notes = _notes(slide, left) if index == 0 else ""
        found.append(_section(slide, page, (index, len(pages)), room, notes, look))
    return found


def _section(
    slide: Slide, page: Page, part: tuple[int, int], room: float, notes: str, look: Look
) -> str:
    parts = []
    if slide.section:
        parts.append(f'<p class="kicker">{html.escape(slide.section)}</p>')
    parts.append(_heading(slide.heading, *part))
    parts += [_block(block, room) for block in page.blocks]
    if slide.layout == "title":
        parts.append(look.title_mark())
    if slide.layout in ("practice", "break") and slide.minutes and part[0] == 0:
        parts.append(f'<div class="timer" data-seconds="{slide.minutes * 60:.0f}"></div>')
    scale = f' style="--scale:{page.scale:g}"' if page.scale < 1 else ""
    timing = f' data-timing="{slide.minutes * 60 / part[1]:.0f}"' if slide.minutes else ""
    inner = "\n".join(found for found in parts if found)
    return (
        f'<section class="{html.escape(slide.layout)}"{timing}>'
        f'<div class="body"{scale}>\n{inner}\n</div>{notes}</section>'
    )


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


def _notes(slide: Slide, left: tuple[float, float]) -> str:
    if not slide.notes and not slide.minutes:
        return ""
    time = ""
    if slide.minutes:
        where = html.escape(slide.section) or "This part"
        rest = f"; {where}: {left[0]:g} of {left[1]:g} min left" if left[1] > slide.minutes else ""
        time = f"<p><strong>{slide.minutes:g} min</strong>{rest}</p>"
    return f'<aside class="notes">{time}{"".join(slide.notes)}</aside>'
