"""Places on the views of the atlas, in mm, from what was baked; standard library only."""

import functools
import json
from typing import Any

from figures.atlas_index import ATLAS
from patterns_data.models.pattern_body import Zone

Place = list[float]


@functools.cache
def facts(view: str) -> dict[str, Any]:
    """What is known of a view: anchors, extent_mm, image_right, title; {} for an unknown one."""
    path = ATLAS / view / "anchors.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def anchor(view: str, name: str, side: str) -> Place | None:
    """[u, v] of an anchor written without its side, or None when the view lacks it."""
    anchors = facts(view).get("anchors", {})
    found = anchors.get(f"{name}-{side}") or anchors.get(name)
    return list(found["at"]) if found else None


def corners(zone: Zone, side: str) -> list[Place] | None:
    """The corner points of a zone on one side of the body, or None without its anchor."""
    at = anchor(zone.view, zone.around, side)
    if at is None:
        return None
    sign = 1 if facts(zone.view)["image_right"] in (side, "back") else -1
    return [
        [round(at[0] + sign * lateral, 1), round(at[1] + up, 1)] for lateral, up in zone.outline
    ]
