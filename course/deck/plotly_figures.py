"""plotly figures in a deck: their data, and plotly.js once, from the installed package."""

import html
import json
from typing import Any

MIME = "application/vnd.plotly.v1+json"


def library() -> str | None:
    """plotly.js, or None where the package plotly is not installed."""
    try:
        from plotly.offline import get_plotlyjs
    except ImportError:
        return None
    return get_plotlyjs().replace("</script", "<\\/script")


def figure_html(figure: dict[str, Any], alt: str) -> str:
    """The place of a figure with its data; drawn by the deck's own script."""
    layout = figure.get("layout", {})
    title = layout.get("title", {})
    words = title.get("text", "") if isinstance(title, dict) else str(title)
    wanted = {"data": figure.get("data", []), "layout": layout}
    data = json.dumps(wanted, ensure_ascii=False, sort_keys=True)
    return (
        f'<div class="plotly-figure" role="img" aria-label="{html.escape(words or alt)}" '
        f'data-plotly="{html.escape(data)}"></div>'
    )
