"""Which views the atlas holds and which anchors each has; standard library only."""

import functools
import json
from pathlib import Path

ATLAS = Path(__file__).parent / "atlas"


@functools.cache
def muscles_by_view() -> dict[str, set[str]]:
    """View id -> ids of the muscles that are drawn in it."""
    found = {}
    for path in sorted(ATLAS.glob("*/anchors.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found[data["view"]] = {layer["muscle"] for layer in data["layers"].values()}
    return found


@functools.cache
def anchors_by_view() -> dict[str, set[str]]:
    """View id -> ids of its anchors, as baked."""
    found = {}
    for path in sorted(ATLAS.glob("*/anchors.json")):
        data = json.loads(path.read_text(encoding="utf-8"))
        found[data["view"]] = set(data["anchors"])
    return found
