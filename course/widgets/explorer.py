"""The anatomy explorer: layers, names and attachments of a pattern's region."""

from typing import Any

from course.widgets.atlas import view_facts
from course.widgets.base import PalpateWidget, module, style
from course.widgets.facts import Fact, current, muscle_fact, pattern_of
from figures.schemes import BONE, DEPTHS, MUSCLE, roles
from patterns_data.load import Course


class AnatomyExplorer(PalpateWidget):
    """``AnatomyExplorer("sacrum-one-side")``: switch and fade layers, point at any structure.

    State: view, side (right, left, both), scheme (attachments, depth, plain), labels, opacity
    (layer -> 0 to 1), only (a layer shown alone, or None), selected (a structure or None).
    """

    _esm = module("explorer")
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
        views = [view for view in found.views if view_facts(view)["layers"]]
        if not views:
            raise ValueError(f"no view of the pattern '{pattern}' shows muscles to explore")
        muscles = [course.muscles[name] for name in found.muscles]
        used = roles(muscles, course)
        data: Fact = {
            "title": f"Explore the anatomy: {found.title}",
            "intro": "Point at a structure, or move through them with the arrow keys.",
            "views": [[view, view_facts(view)["title"]] for view in views],
            "side": side,
            "pattern_muscles": found.muscles,
            "muscles": {
                muscle.id: muscle_fact(muscle, course)
                for muscle in course.muscles.values()
                if _drawn(muscle.id, views)
            },
            "bones": {
                bone.id: {"name": bone.name, "latin": bone.latin} for bone in course.bones.values()
            },
            "roles": used.bones,
            "joints": [anchor for name in used.joints if (anchor := course.joints[name].anchor)],
            "colours": {"bones": BONE, "muscle": MUSCLE, "depths": list(DEPTHS)},
        }
        still = (
            f"Anatomy explorer for “{found.title}”: "
            + ", ".join(muscle.name for muscle in muscles)
            + " in layers from skin to bone. It needs JavaScript."
        )
        super().__init__(data, views, still, (views[0], "shade.webp"), state)


def _drawn(muscle: str, views: list[str]) -> bool:
    return any(f"{muscle}-right" in view_facts(view)["layers"] for view in views)
