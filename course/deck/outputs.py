"""Outputs of a cell -> safe HTML; every picture gets an alt text that says something."""

import html
import re
from typing import Any

from course.deck.embed import Resolve, clean, data_uri, joined, smaller
from course.deck.markdown import tex, to_html
from course.deck.plotly_figures import MIME, figure_html
from course.deck.widgets import VIEW, Widgets

RASTER = ("image/png", "image/jpeg", "image/webp", "image/gif")
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
# What matplotlib and IPython put there says nothing about the picture.
_EMPTY_ALT = re.compile(r"^(no description has been provided.*|<?figure size.*|image|png|)$", re.I)


def output_html(output: dict[str, Any], alt: str, resolve: Resolve, widgets: Widgets) -> str:
    """HTML of one output; empty when there is nothing to show."""
    kind = output["output_type"]
    if kind == "stream":
        return _pre(joined(output["text"]), f"stream {output['name']}")
    if kind == "error":
        trace = "\n".join(output.get("traceback") or [f"{output['ename']}: {output['evalue']}"])
        return _pre(trace, "error")
    data, metadata = output.get("data", {}), output.get("metadata", {})
    if VIEW in data:

        def render(inner: dict[str, Any]) -> str:
            return output_html(inner, alt, resolve, widgets)

        return widgets.html(data, render) or _still(joined(data.get("text/plain", "")))
    if MIME in data:
        return figure_html(data[MIME], alt)
    picture = _picture(data, metadata, alt)
    return picture or _text(data, resolve)


def _still(words: str) -> str:
    """What stands for a widget that needs a kernel."""
    note = "An interactive widget stands here in the notebook; this deck shows it as text."
    return f'<div class="still"><p>{note}</p>{_pre(words, "plain")}</div>'


def _picture(data: dict[str, Any], metadata: dict[str, Any], alt: str) -> str:
    for kind in ("image/svg+xml", *RASTER):
        if kind in data:
            own = metadata.get(kind, {}) if isinstance(metadata.get(kind), dict) else {}
            words = str(own.get("alt") or metadata.get("alt") or "").strip()
            if _EMPTY_ALT.match(words):
                words = alt
            source = data_uri(*smaller(kind, joined(data[kind])))
            return f'<img class="figure" alt="{html.escape(words)}" src="{source}">'
    return ""


def _text(data: dict[str, Any], resolve: Resolve) -> str:
    if "text/html" in data:
        found = clean(joined(data["text/html"]), resolve)
        if re.sub(r"<[^>]*>", "", found).strip() or "<img" in found:
            return f'<div class="html">{found}</div>'
    if "text/latex" in data:
        return (
            f"<p>{clean(tex(joined(data['text/latex']).strip().strip('$'), 'block'), resolve)}</p>"
        )
    if "text/markdown" in data:
        return to_html(joined(data["text/markdown"]), resolve)
    return _pre(joined(data.get("text/plain", "")), "plain")


def _pre(text: str, kind: str) -> str:
    text = _ANSI.sub("", text).rstrip("\n")
    return f'<pre class="{html.escape(kind)}">{html.escape(text)}</pre>' if text else ""
