"""Slides -> one HTML page to read from top to bottom, with the same live widgets."""

import html
import re

from course.deck.assets import HERE, font_licence, host, type_faces
from course.deck.page import POLICY, code_colours, extra_scripts, finished
from course.deck.slides import Slide
from course.deck.widgets import Widgets


def reading_html(title: str, slides: list[Slide], language: str, widgets: Widgets) -> str:
    """The whole file: a table of contents, then every slide as a section."""
    body, parts, names = [], [], set()
    for number, slide in enumerate(slides):
        opening = number == 0 and slide.heading is not None  # its heading is the page's h1
        if opening:
            body.append(_section(slide, "h1"))
        if slide.section and slide.section not in names:
            names.add(slide.section)
            anchor = _anchor(slide.section)
            parts.append(f'<li><a href="#{anchor}">{html.escape(slide.section)}</a></li>')
            body.append(f'<h2 id="{anchor}">{html.escape(slide.section)}</h2>')
        if not opening:
            body.append(_section(slide, "h3" if names else "h2"))
    safe = html.escape(title)
    style = (HERE / "reading.css").read_text(encoding="utf-8")
    return f"""<!DOCTYPE html>
<html lang="{html.escape(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{POLICY}">
<meta name="generator" content="Palpate">
<title>{safe}</title>
<style>{type_faces()}
{style}
{code_colours()}</style>
{font_licence()}
</head>
<body>
<nav aria-label="Parts of this lesson"><ol>{"".join(parts)}</ol></nav>
<main>
{chr(10).join(body)}
</main>
{widgets.script()}
{extra_scripts(body)}
<script>{host()}</script>
</body>
</html>
"""


def _section(slide: Slide, level: str) -> str:
    """One slide, its heading at `level`; headings inside it stand one below."""
    heading = ""
    if slide.heading is not None:
        heading = f"<{level}>{slide.heading.decode_contents()}</{level}>"
    blocks = "\n".join(finished(block, f"h{int(level[1]) + 1}") for block in slide.blocks)
    return f'<section class="{html.escape(slide.layout)}">\n{heading}\n{blocks}\n</section>'


def _anchor(text: str) -> str:
    return "part-" + re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
