"""The pain-zone painter: paint the zone you expect, then compare it with the published range."""

from typing import Any

from course.widgets.atlas import skin_of, view_facts
from course.widgets.base import PalpateWidget, module, style
from course.widgets.facts import claim_fact, current, pattern_of, zone_facts
from patterns_data.load import Course


class ZonePainter(PalpateWidget):
    """``ZonePainter("sacrum-one-side")``: paint where you expect the pain.

    State: view, strokes (view -> list of [radius, u, v, ...] in mm; a negative radius rubs out),
    compared (whether the published zones are shown).
    """

    _esm = module("paint", "painter")
    _css = style()

    def __init__(
        self,
        pattern: str,
        *,
        side: str = "right",
        state: dict[str, Any] | None = None,
        course: Course | None = None,
    ):
        course = current(course)
        found = pattern_of(pattern, course)
        zones = zone_facts(found, course)
        views = list(dict.fromkeys(zone["view"] for zone in zones))
        data = {
            "title": "Paint the pain you expect",
            "intro": f"“{found.title}”: paint first, then compare. The pain is on the {side}.",
            "views": [[view, view_facts(view)["title"]] for view in views],
            "side": side,
            "zones": zones,
            "known": [claim_fact(claim, course) for claim in found.referred_pain.evidence],
        }
        still = f"Pain-zone painter for “{found.title}”. It needs JavaScript."
        picture = skin_of(views[0])
        super().__init__(data, views, still, (views[0], picture), state)
