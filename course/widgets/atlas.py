"""Views of the atlas as models of their own, so that widgets share the pictures."""

import functools
import json
from typing import Any

import anywidget
import traitlets

from figures.atlas_index import ATLAS
from patterns_data.problems import did_you_mean

KEPT = ("title", "faces", "description", "size", "mm_per_pixel", "extent_mm", "image_right")


class AtlasView(anywidget.AnyWidget):
    """One view: its facts (sizes, structures, layers, anchors) and its pictures as baked."""

    _esm = "export default { render() {} };"

    view = traitlets.Unicode().tag(sync=True)
    facts = traitlets.Dict().tag(sync=True)
    pictures = traitlets.Dict().tag(sync=True)


_open: dict[str, AtlasView] = {}


def atlas_view(view: str) -> AtlasView:
    """The model of a view; one for each view in a session.

    Raises ValueError naming the views there are when this one is unknown.
    """
    found = _open.get(view)
    if found is None or found.comm is None:
        facts = view_facts(view)
        pictures = {path: (ATLAS / view / path).read_bytes() for path in _files(view, facts)}
        found = _open[view] = AtlasView(view=view, facts=facts, pictures=pictures)
    return found


@functools.cache
def view_facts(view: str) -> dict[str, Any]:
    """What is known of a view without its pictures; positions in mm of its plane."""
    path = ATLAS / view / "anchors.json"
    if not path.exists():
        known = [folder.parent.name for folder in ATLAS.glob("*/anchors.json")]
        raise ValueError(f"there is no view '{view}'; {did_you_mean(view, known)}")
    data = json.loads(path.read_text(encoding="utf-8"))
    anchors = {
        name: {"at": anchor["at"], "name": anchor["name"], "structure": anchor["structure"]}
        for name, anchor in data["anchors"].items()
    }
    kept = {key: data[key] for key in KEPT}
    return {
        "id": view,
        **kept,
        "structures": data["structures"],
        "layers": data["layers"],
        "anchors": anchors,
    }


def skin_of(view: str) -> str:
    """The file that shows the skin: a layer of its own where the view shows bones."""
    return "skin.webp" if (ATLAS / view / "skin.webp").exists() else "shade.webp"


def _files(view: str, facts: dict[str, Any]) -> list[str]:
    layers = [layer["file"] for layer in facts["layers"].values()]
    always = [
        name for name in ("shade.webp", "ids.png", "skin.webp") if (ATLAS / view / name).exists()
    ]
    return [*always, *layers]
