"""Widgets of a notebook -> models, modules and styles inside the deck, for host.js.

What can run without a kernel are anywidgets; their models are numbered in the order in which they
are met, so that the same notebook gives the same bytes.
"""

import html
import json
import re
from dataclasses import dataclass, field
from typing import Any

from course.deck.controls import Render, interact_html, still_html
from course.deck.embed import data_uri, joined

FRAMES = "palpate_frames"  # key of the notebook's metadata, see frames.py
STATE = "application/vnd.jupyter.widget-state+json"
VIEW = "application/vnd.jupyter.widget-view+json"
STILL = "<p><small>As it stood in the notebook; it answers there.</small></p>"
_REFERENCE = re.compile(r"IPY_MODEL_([0-9a-zA-Z-]+)")
# Traits of the Jupyter front end that mean nothing without it.
_NOT_KEPT = ("layout", "tabbable", "tooltip", "_esm", "_css")


@dataclass
class Widgets:
    """The widget models of a notebook, and those that the deck shows."""

    saved: dict[str, Any] = field(default_factory=dict)
    frames: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    models: dict[str, Any] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, notebook: Any) -> "Widgets":
        """The models that were kept with the notebook's outputs."""
        kept = notebook.metadata.get("widgets", {}).get(STATE, {})
        return cls(dict(kept.get("state", {})), dict(notebook.metadata.get(FRAMES, {})))

    def html(self, data: dict[str, Any], render: Render) -> str:
        """A widget: live where it can be, else as it stood; empty when nothing was kept of it.

        `render(output)` gives the HTML of an output inside a widget.
        """
        model = data[VIEW].get("model_id", "")
        if model in self.frames:
            return interact_html(self.frames[model], render)
        if self.saved.get(model, {}).get("model_name") != "AnyModel":
            still = still_html(model, self.saved, render)
            return f'<div class="still">{still}{STILL}</div>' if still else ""
        words = joined(data.get("text/plain", ""))
        inner = f"<p>{html.escape(words)}</p>"
        if "image/jpeg" in data:
            source = data_uri("image/jpeg", joined(data["image/jpeg"]))
            inner = f'<img alt="{html.escape(words)}" src="{source}">{inner}'
        return f'<div class="widget" data-model="{self._add(model)}">{inner}</div>'

    def _add(self, model: str) -> str:
        """Take a model and all it refers to; return its name in the deck."""
        if model in self.names:
            return self.names[model]
        name = self.names[model] = f"w{len(self.names) + 1}"
        saved = self.saved[model]
        state = saved["state"]
        self.models[name] = {
            "module": self._text(self.modules, "m", state.get("_esm", "export default {}")),
            "state": {key: self._named(value) for key, value in state.items()
                      if key not in _NOT_KEPT and not key.startswith(("_model_", "_view_"))},
            "buffers": [[part["path"], part["data"]] for part in saved.get("buffers", [])
                        if part["path"][0] not in _NOT_KEPT],
        }  # fmt: skip
        if state.get("_css"):
            self._text(self.styles, "s", state["_css"])
        return name

    def _named(self, value: Any) -> Any:
        """The value with references to other models under their names in the deck."""
        if isinstance(value, dict):
            return {key: self._named(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [self._named(inner) for inner in value]
        found = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
        if found and found.group(1) in self.saved:
            return f"IPY_MODEL_{self._add(found.group(1))}"
        return value

    @staticmethod
    def _text(kept: dict[str, str], letter: str, text: str) -> str:
        """The name of a text, kept once."""
        for name, own in kept.items():
            if own == text:
                return name
        name = f"{letter}{len(kept) + 1}"
        kept[name] = text
        return name

    def script(self) -> str:
        """The element host.js reads; empty when the deck has no live widget."""
        if not self.models:
            return ""
        found = {"models": self.models, "modules": self.modules, "styles": self.styles}
        text = json.dumps(found, ensure_ascii=False).replace("<", "\\u003c")
        return f'<script type="application/json" id="palpate-widgets">{text}</script>'
