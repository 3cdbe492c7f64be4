"""The look-alike comparer: side by side, what is common and what tells them apart."""

import re
from typing import Any

from course.widgets.base import PalpateWidget, module, style
from course.widgets.facts import Fact, claim_fact, current, pattern_of, red_flag_facts
from patterns_data.load import Course
from patterns_data.models import Pattern
from patterns_data.models.pattern_story import ProvocationTest

ACTIONS = {
    "compare": "Compare with your hands and tests",
    "refer": "Stop and refer",
    "emergency": "Emergency help today",
}
# What clients and tests speak of; a row of the table says who is described with it.
MENTIONS = {
    "bending forward": r"bend\w* (forward|over)|leaning forward|forward bend",
    "sitting": r"\bsit(s|ting)?\b|chair|driving",
    "standing or walking": r"stand|walk|stairs",
    "running or hopping": r"\brun(ner|ning)?\b|hop|jump|impact",
    "coughing or sneezing": r"cough|sneez",
    "turning over in bed": r"roll\w* over|turn\w* over|turning in bed",
    "night or rest": r"\bnight|at rest|morning",
    "one spot a finger finds": r"one (finger|spot)|single spot|same spot",
    "below the knee": r"below the knee|calf|foot\b|toes",
    "numbness or tingling": r"numb|tingl|pins and needles",
    "buttock": r"buttock",
    "groin or front of the thigh": r"groin|front of the (hip|thigh)",
    "tailbone": r"tailbone|coccyx",
    "fever or feeling ill": r"fever|feeling ill|weight loss",
}


class LookAlikeComparer(PalpateWidget):
    """``LookAlikeComparer("sacrum-one-side")``: this pattern beside one to three look-alikes.

    State: chosen (ids of look-alikes, one to three), flags (findings that are true).
    """

    _esm = module("comparer")
    _css = style()

    def __init__(
        self,
        pattern: str,
        *,
        chosen: list[str] | None = None,
        state: dict[str, Any] | None = None,
        course: Course | None = None,
    ):
        course = current(course)
        found = pattern_of(pattern, course)
        items = [_own(found, course), *_others(found, course)]
        known = [item["id"] for item in items[1:]]
        for name in chosen or []:
            if name not in known:
                raise ValueError(f"'{name}' is no look-alike of '{pattern}'; there are {known}")
        data = {
            "title": "Look-alikes side by side",
            "intro": "Choose one to three look-alikes. Ask, test, and keep more than one in mind.",
            "items": items,
            "mentions": list(MENTIONS),
            "chosen": (chosen or known)[:3],
            "tests": [_test(test, course) for test in found.tests],
            "flags": red_flag_facts(found, course),
        }
        names = ", ".join(item["name"] for item in items[1:])
        still = f"Look-alike comparer for “{found.title}”: {names}. It needs JavaScript."
        super().__init__(data, [], still, (found.views[0], "shade.webp"), state)


def _own(pattern: Pattern, course: Course) -> Fact:
    said = pattern.client_description
    claims = [said.gesture, said.quality, said.dominant_area, said.spread, said.course]
    text = " ".join([*said.words, *(claim.text for claim in claims)])
    return {
        "id": pattern.id,
        "name": pattern.title,
        "kind": "this pattern",
        "points_to": claim_fact(said.dominant_area, course),
        "tell_apart": claim_fact(said.gesture, course),
        "action": "Test it as a hypothesis",
        "mentions": _mentions(text),
    }


def _others(pattern: Pattern, course: Course) -> list[Fact]:
    return [
        {
            "id": other.id,
            "name": other.name,
            "kind": other.kind,
            "points_to": claim_fact(other.points_to, course),
            "tell_apart": claim_fact(other.tell_apart, course),
            "action": ACTIONS[other.action],
            "mentions": _mentions(f"{other.points_to.text} {other.tell_apart.text}"),
        }
        for other in pattern.look_alikes
    ]


def _mentions(text: str) -> list[str]:
    return [name for name, words in MENTIONS.items() if re.search(words, text, re.IGNORECASE)]


def _test(test: ProvocationTest, course: Course) -> Fact:
    from course.citation import short_citation

    return {
        "name": test.name,
        "tells": test.tells,
        "parts": test.parts,
        "caution": claim_fact(test.caution, course),
        "figures": [
            {
                "study": short_citation(course.references[figure.study]),
                "rule": figure.rule,
                "sensitivity": figure.sensitivity,
                "specificity": figure.specificity,
                "note": figure.note or "",
            }
            for figure in test.figures
        ],
    }
