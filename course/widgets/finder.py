"""The pain finder: from where it hurts to patterns worth testing, after the red flags."""

from typing import Any

from course.widgets.atlas import view_facts
from course.widgets.base import PalpateWidget, module, style
from course.widgets.facts import Fact, current, red_flag_facts
from figures.atlas_index import anchors_by_view
from patterns_data.load import Course
from patterns_data.models import Pattern
from patterns_data.models.pattern_story import SHAPES

FACES = ("posterior", "anterior", "right", "left")


class PainFinder(PalpateWidget):
    """``PainFinder()``: paint where it hurts; patterns are ranked, each with its reasons.

    State: region, flags (findings that are true), none (no red flag is true), view, strokes
    (view -> list of [radius, u, v, ...] in mm), shape, words, shown (a pattern) and muscle (for
    the way back, from a muscle to its zones).
    """

    _esm = module("paint", "finder")
    _css = style()

    def __init__(
        self,
        *,
        region: str | None = None,
        state: dict[str, Any] | None = None,
        course: Course | None = None,
    ):
        course = current(course)
        bodies = [view for view in anchors_by_view() if view.startswith("body-")]
        views = sorted(bodies, key=lambda view: FACES.index(view_facts(view)["faces"]))
        regions = [r for r in course.regions if any(p.region == r for p in _patterns(course))]
        if region is not None and region not in regions:
            raise ValueError(f"no pattern lies in the region '{region}'; there are {regions}")
        data = {
            "title": "Where does it hurt?",
            "intro": "First the questions that matter most, then paint where it hurts. What comes "
            "out are patterns to test, never a diagnosis.",
            "views": [[view, view_facts(view)["title"]] for view in views],
            "region": region or regions[0],
            "regions": [[name, course.regions[name].name] for name in regions],
            "flags": {name: _flags(name, course) for name in regions},
            "shapes": [["", "Not sure"], *([key, words] for key, words in SHAPES.items())],
            "patterns": [pattern_fact(pattern, course) for pattern in _patterns(course)],
        }
        still = (
            "Pain finder: paint where it hurts, see which patterns to test. It needs JavaScript."
        )
        super().__init__(data, views, still, (views[0], "shade.webp"), state)


def _patterns(course: Course) -> list[Pattern]:
    return list(course.patterns.values())


def _flags(region: str, course: Course) -> list[Fact]:
    """What is asked first: the red flags of the region's pattern that has the most of them.

    Asking those of every pattern would be dozens of boxes nobody reads; each result shows its own.
    """
    own = [pattern for pattern in _patterns(course) if pattern.region == region]
    fullest = max(own, key=lambda pattern: (len(pattern.red_flags), pattern.id))
    return red_flag_facts(fullest, course)


def pattern_fact(pattern: Pattern, course: Course) -> Fact:
    """What the search compares: zones on the body (right side), gesture, words."""
    said = pattern.client_description
    claims = [said.gesture, said.quality, said.dominant_area, said.spread, said.course]
    claims += [factor for kind in pattern.activation.by_client for factor in kind.factors]
    texts = [pattern.title, *said.words, *(claim.text for claim in claims)]
    muscles = dict.fromkeys(
        [*pattern.muscles, *(point.muscle for point in pattern.referred_pain.trigger_points)]
    )
    return {
        "id": pattern.id,
        "title": pattern.title,
        "region": pattern.region,
        "flags": [flag.finding for flag in pattern.red_flags if flag.action != "care"],
        "side": pattern.side,
        "shape": said.shape,
        "words": " ".join(texts),
        "muscles": [[muscle, course.muscles[muscle].name] for muscle in muscles],
        "zones": [
            {
                "kind": zone.kind,
                "name": zone.name,
                "faces": view_facts(zone.view)["faces"],
                "corners": _corners(zone.view, zone.around, zone.outline),
            }
            for zone in pattern.referred_pain.zones
        ],
    }


def _corners(view: str, around: str, outline: list[list[float]]) -> list[list[float]]:
    """Corner points [u, v] in mm for pain on the right; all views of one facing share a plane."""
    facts = view_facts(view)
    anchors = facts["anchors"]
    u, v = (anchors.get(f"{around}-right") or anchors[around])["at"]
    sign = 1 if facts["image_right"] in ("right", "back") else -1
    return [[round(u + sign * lateral, 1), round(v + up, 1)] for lateral, up in outline]
