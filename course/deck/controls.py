"""ipywidgets in a deck: an interact that answers, and everything else as it stood, in words.

Controls of ipywidgets need Python behind them. What they show is kept: values, labels, texts,
pictures, the outputs that were printed into them.
"""

import html
from collections.abc import Callable
from typing import Any

Render = Callable[[dict[str, Any]], str]  # an output -> HTML
MOST_DEEP = 12


def interact_html(found: dict[str, Any], render: Render) -> str:
    """An interact: native controls, one hidden block for each combination of values."""
    boxes = []
    for control in found["controls"]:
        name = html.escape(control["name"])
        options = "".join(
            f"<option{' selected' if i == control['chosen'] else ''}>{html.escape(words)}</option>"
            for i, words in enumerate(control["values"])
        )
        last = len(control["values"]) - 1
        boxes.append(
            f'<label class="control">{name} <input type="range" min="0" max="{last}" '
            f'value="{control["chosen"]}"><select>{options}</select></label>'
        )
    chosen = 0
    for control in found["controls"]:
        chosen = chosen * len(control["values"]) + control["chosen"]
    shown = ("".join(map(render, outputs)) for outputs in found["frames"])
    blocks = "".join(
        f'<div class="frame"{"" if i == chosen else " hidden"}>{inner}</div>'
        for i, inner in enumerate(shown)
    )
    return (
        f'<div class="frames" data-frames="{len(found["frames"])}">{"".join(boxes)}{blocks}</div>'
    )


def still_html(ident: str, saved: dict[str, Any], render: Render, depth: int = 0) -> str:
    """A widget and all it holds, as it stood when the notebook was saved."""
    model = saved.get(ident)
    if model is None or depth > MOST_DEEP:
        return ""
    state, kind = model.get("state", {}), model.get("model_name", "")
    inner = _children(state, saved, render, depth)
    if kind == "OutputModel":
        return "".join(render(output) for output in state.get("outputs", []))
    if kind in ("HTMLModel", "HTMLMathModel", "LabelModel"):
        words = str(state.get("value", ""))
        if kind == "LabelModel":
            words = html.escape(words)
        return render({"output_type": "display_data", "data": {"text/html": f"<p>{words}</p>"}})
    name = html.escape(str(state.get("description") or ""))
    value = _value(state)
    if inner:
        return f"<p><strong>{name}</strong></p>{inner}" if name else inner
    if not name and not value:
        return ""
    return (
        f'<p class="control">{name}{" " if name else ""}<strong>{html.escape(value)}</strong></p>'
    )


def _children(state: dict[str, Any], saved: dict[str, Any], render: Render, depth: int) -> str:
    titles = state.get("titles") or []
    parts = []
    for index, child in enumerate(state.get("children") or []):
        ident = str(child).removeprefix("IPY_MODEL_")
        found = still_html(ident, saved, render, depth + 1)
        title = titles[index] if index < len(titles) else ""
        parts.append(
            (f"<p><strong>{html.escape(str(title))}</strong></p>" if title else "") + found
        )
    return "".join(parts)


def _value(state: dict[str, Any]) -> str:
    labels, index = state.get("_options_labels"), state.get("index")
    if isinstance(labels, list | tuple) and isinstance(index, int) and 0 <= index < len(labels):
        return str(labels[index])
    value = state.get("value")
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return " to ".join(map(str, value))
    return "" if value is None or isinstance(value, dict) else str(value)
