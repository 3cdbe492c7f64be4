"""The protocol player: the steps one by one, with dose, words, recheck and stop rule."""

from typing import Any

from course.text import in_quotes
from course.widgets.atlas import skin_of
from course.widgets.base import PalpateWidget, module, style
from course.widgets.facts import Fact, area_facts, claim_fact, current, pattern_of
from patterns_data.load import Course
from patterns_data.models import Pattern
from patterns_data.models.base import Dose


class ProtocolPlayer(PalpateWidget):
    """``ProtocolPlayer("sacrum-one-side")``: the therapist's or the client's steps.

    State: audience (therapist, client), step (0 is the checks before), number (0 to 10, what the
    client says), numbers (step -> number), partner (whether two students practise), swapped (who
    plays the therapist).
    """

    _esm = module("player")
    _css = style()

    def __init__(
        self,
        pattern: str,
        *,
        audience: str = "therapist",
        side: str = "right",
        state: dict[str, Any] | None = None,
        course: Course | None = None,
    ):
        if audience not in ("therapist", "client"):
            raise ValueError(f"audience is '{audience}'; it may be 'therapist' or 'client'")
        course = current(course)
        found = pattern_of(pattern, course)
        view = next((plate.view for plate in found.plates if plate.kind == "palpation"), None)
        view = view or next(plate.view for plate in found.plates)
        data = {
            "title": "Step by step",
            "intro": found.protocol.goal,
            "audience": audience,
            "view": view,
            "side": side,
            "areas": area_facts(found),
            "before": found.protocol.before,
            "consent": [in_quotes(text) for text in _spoken(found.protocol.before)],
            "after": found.protocol.after,
            "therapist": _therapist(found, course),
            "client": _client(found, course),
            "ask": found.palpation.ask,
        }
        count = len(found.protocol.steps)
        still = f"Protocol player: {count} steps for “{found.title}”. It needs JavaScript."
        picture = skin_of(view)
        super().__init__(data, [view], still, (view, picture), state)


def _therapist(pattern: Pattern, course: Course) -> list[Fact]:
    return [
        {
            "id": step.id,
            "title": step.title,
            "technique": course.techniques[step.technique].name,
            "rows": [["Position", step.position], ["Contact", step.contact]],
            "dose": step.dose.as_text(),
            "seconds": _hold(step.dose),
            "cue": in_quotes(step.cue),
            "recheck": step.recheck,
            "stop": step.stop,
            "basis": claim_fact(step.basis, course),
        }
        for step in pattern.protocol.steps
    ]


def _client(pattern: Pattern, course: Course) -> list[Fact]:
    return [
        {
            "id": item.id,
            "title": item.title,
            "technique": course.techniques[item.technique].name if item.technique else "",
            "rows": [["How", " ".join(item.how)]],
            "dose": item.dose.as_text() if item.dose else "",
            "seconds": _hold(item.dose) if item.dose else 0,
            "cue": item.cue,
            "recheck": "Is it easier, the same or worse than before? If worse, leave it out.",
            "stop": "Not when: " + "; ".join(item.not_when),
            "basis": claim_fact(item.evidence, course),
        }
        for item in pattern.self_care
    ]


def _hold(dose: Dose) -> float:
    """Seconds of one hold for the timer: the longer of a range; 0 without one."""
    if dose.seconds:
        return dose.seconds[-1]
    return 60 * dose.minutes if dose.minutes else 0


def _spoken(before: list[str]) -> list[str]:
    """What is said aloud for consent: the quoted parts of the checks before."""
    parts = [text.split('"')[1::2] for text in before]
    return [quote for found in parts for quote in found]
