"""The start page of a workshop's folder: plain HTML, opens from a stick, loads nothing."""

import html

from course.deck.look import Look
from course.workshop.order import RunningOrder
from course.workshop.plan import Plan
from course.workshop.slides import grouped
from patterns_data.load import Course

STYLE = """
body{font:18px/1.5 'Source Sans Pro','Segoe UI','DejaVu Sans',sans-serif;color:#222;
max-width:56rem;margin:0 auto;padding:1.5rem 1.2rem 4rem}
h1{font-size:2rem;line-height:1.15;margin:.2em 0}
h2{font-size:1.25rem;color:var(--accent);border-bottom:2px solid;margin:1.8rem 0 .6rem}
a{color:var(--accent);display:inline-block;min-height:24px}ul{padding-left:1.2rem}
table{border-collapse:collapse;width:100%}td:not(:nth-child(2)){white-space:nowrap}
td{padding:4px 12px 4px 0;border-bottom:1px solid #d9d4cc}
.school{display:flex;gap:14px;align-items:center;color:#555}.school img{height:48px}
.big{display:inline-block;background:var(--accent);color:#fff;text-decoration:none;
padding:.6em 1.2em;border-radius:4px;font-weight:600}
:focus-visible{outline:3px solid #1f5fa8;outline-offset:2px}
"""


def index_html(
    plan: Plan, order: RunningOrder, course: Course, look: Look, files: dict[str, dict[str, str]]
) -> str:
    """The page; `files` maps a heading to file names (relative) and their titles."""
    rows = "".join(
        f"<tr><td>{block.start}</td><td>{html.escape(what)}</td><td>{minutes} min</td></tr>"
        for block, what, minutes in grouped(order, course)
    )
    parts = "".join(
        f"<h2>{html.escape(heading)}</h2><ul>"
        + "".join(
            f'<li><a href="{html.escape(name)}">{html.escape(title)}</a></li>'
            for name, title in found.items()
        )
        + "</ul>"
        for heading, found in files.items()
        if found
    )
    title = html.escape(plan.title)
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline';
 img-src data:">
<meta name="generator" content="Palpate">
<title>{title}</title>
<style>:root{{--accent:{look.accent}}}{STYLE}</style>
</head>
<body>
<main>
<p class="school">{look.mark()}</p>
<h1>{title}</h1>
<p>A pattern is a hypothesis to test under the hands, never a diagnosis. For education; it does not
replace medical advice.</p>
<p><a class="big" href="slides.html">Open the slides</a></p>
<p>In the slides: S opens the presenter view, M the menu with plates and paper, ? all keys.</p>
<h2>Running order</h2>
<table>{rows}</table>
{parts}
</main>
</body>
</html>
"""
