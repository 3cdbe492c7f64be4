"""The landmark trainer: find a landmark on the skin, feedback in mm, then see the bones."""

from typing import Any

from course.widgets.atlas import skin_of, view_facts
from course.widgets.base import PalpateWidget, module, style
from course.widgets.facts import claim_fact, current, pattern_of
from patterns_data.load import Course
from patterns_data.models import Landmark, Pattern


class LandmarkTrainer(PalpateWidget):
    """``LandmarkTrainer("sacrum-one-side")``: "find the PSIS" on the skin.

    State: mode (practice, test), place (number of the landmark asked for), tries (landmark ->
    [[u, v] in mm of the view, distance in mm]), bones (opacity of the bones, 0 to 1).
    """

    _esm = module("trainer")
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
        view = _view(found)
        anchors = view_facts(view)["anchors"]
        marks = [course.landmarks[name] for name in found.palpation.landmarks]
        asked = [
            {
                "id": mark.id,
                "name": f"{side} {_first_small(mark.name)}" if mark.paired else mark.name,
                "short": mark.short or mark.name,
                "find": mark.find,
                "at": anchors[place]["at"],
                "level": claim_fact(mark.level, course) if mark.level else None,
                "reliability": [claim_fact(claim, course) for claim in mark.reliability],
            }
            for mark in marks
            if (place := _anchor(mark, side, anchors))
        ]
        data = {
            "title": "Find the landmark",
            "intro": "Click where your finger would land on the skin. The rings show 10 and 20 mm.",
            "view": view,
            "side": side,
            "marks": asked,
        }
        names = ", ".join(mark["short"] for mark in asked)
        still = f"Landmark trainer: find {names} on the skin. It needs JavaScript."
        super().__init__(data, [view], still, (view, skin_of(view)), state)


def _view(pattern: Pattern) -> str:
    """The view of the palpation plate."""
    for plate in pattern.plates:
        if plate.kind == "palpation":
            return plate.view
    raise ValueError(f"the pattern '{pattern.id}' has no palpation plate to train on")


def _anchor(mark: Landmark, side: str, anchors: dict[str, Any]) -> str | None:
    names = (f"{mark.anchor}-{side}", mark.anchor)
    return next((name for name in names if name in anchors), None)


def _first_small(name: str) -> str:
    return name if name[1:2].isupper() else name[:1].lower() + name[1:]
