"""The contraindication check: tick the intake; every technique says go, change, clear or stop."""

from typing import Any

from course.widgets.base import PalpateWidget, module, style
from course.widgets.facts import Fact, claim_fact, current, pattern_of, red_flag_facts
from patterns_data.load import Course
from patterns_data.models import Pattern


class ContraindicationCheck(PalpateWidget):
    """``ContraindicationCheck("sacrum-one-side")``: intake items against the lesson's techniques.

    State: ticked (the intake items that are true, as they are written).
    """

    _esm = module("contraindications")
    _css = style()

    def __init__(
        self,
        pattern: str,
        *,
        state: dict[str, Any] | None = None,
        course: Course | None = None,
    ):
        course = current(course)
        found = pattern_of(pattern, course)
        data = {
            "title": "May I use this technique today?",
            "intro": "Tick what the client tells you. Each technique turns to go, change, clear "
            "first or stop, with the reason.",
            "flags": red_flag_facts(found, course),
            "techniques": _techniques(found, course),
        }
        still = f"Contraindication check for “{found.title}”. It needs JavaScript."
        super().__init__(data, [], still, (found.views[0], "shade.webp"), state)


def _techniques(pattern: Pattern, course: Course) -> list[Fact]:
    used = [step.technique for step in pattern.protocol.steps]
    used += [item.technique for item in pattern.self_care if item.technique]
    return [
        {
            "id": technique.id,
            "name": technique.name,
            "summary": technique.summary,
            "against": [
                {
                    "condition": item.condition,
                    "action": item.action,
                    "why": claim_fact(item, course),
                }
                for item in technique.contraindications
            ],
        }
        for technique in (course.techniques[name] for name in dict.fromkeys(used))
    ]
