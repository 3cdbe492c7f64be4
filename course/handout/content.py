"""What stands on a handout, as plain data for the page template."""

from typing import Any

from course.citation import short_citation
from course.text import in_quotes
from patterns_data.load import Course
from patterns_data.models import Pattern, claims_of
from patterns_data.models.pattern_story import ACTIONS

CLIENT_NOTE = (
    "A pain pattern is a hypothesis, not a diagnosis. This sheet is for education. If you are "
    "unsure, or if anything gets worse, stop and ask a doctor."
)
SCALE = "Pressure from 0 (nothing) to 10 (the worst you can think of)."


def client_page(pattern: Pattern, course: Course) -> dict[str, Any]:
    """Plain words: what it is, when to get help, what to do, when to stop, sources."""
    return {
        "kicker": "For you at home",
        "title": pattern.title,
        "lead": "People say: "
        + " ".join(in_quotes(w) for w in pattern.client_description.words[:2]),
        "flags_title": "Get help first if any of these is true",
        "flags": _flags(pattern),
        "columns": [
            {
                "title": item.title,
                "kind": item.kind.replace("_", " "),
                "steps": list(item.how),
                "dose": item.dose.as_text() if item.dose else "",
                "cue": item.cue,
                "stop": [words.rstrip(".") for words in item.not_when],
                "basis": item.evidence.kind,
            }
            for item in pattern.self_care
        ],
        "note": CLIENT_NOTE,
        "sources": _sources([item.evidence for item in pattern.self_care], course)
        + _sources([flag.why for flag in pattern.red_flags], course),
    }


def therapist_page(pattern: Pattern, course: Course) -> dict[str, Any]:
    """Red flags, look-alikes, landmarks, palpation, protocol with doses and stop rules."""
    how = pattern.palpation
    marks = [course.landmarks[name] for name in how.landmarks]
    return {
        "kicker": "For the therapist",
        "title": pattern.title,
        "lead": pattern.protocol.goal,
        "flags_title": "Red flags: stop and act",
        "flags": _flags(pattern),
        "look_alikes": [
            {"name": other.name, "refer": other.action != "compare"}
            for other in pattern.look_alikes
        ],
        "landmarks": [mark.short or mark.name for mark in marks],
        "palpation": [
            ["Position", how.position],
            ["Contact", how.contact],
            ["Direction", how.direction],
            ["Pressure", how.pressure],
            ["Ask", how.ask],
        ],
        "steps": [
            {
                "title": step.title,
                "technique": course.techniques[step.technique].name,
                "contact": step.contact,
                "dose": step.dose.as_text(),
                "recheck": step.recheck,
                "stop": step.stop,
                "basis": step.basis.kind,
            }
            for step in pattern.protocol.steps
        ],
        "note": f"A pattern is a hypothesis to test, never a diagnosis. {SCALE}",
        "sources": _sources([step.basis for step in pattern.protocol.steps], course)
        + _sources(how.reliability, course),
    }


def _flags(pattern: Pattern) -> list[dict[str, str]]:
    order = list(ACTIONS)
    flags = sorted(pattern.red_flags, key=lambda flag: order.index(flag.action))
    return [{"finding": f.finding, "action": f.action, "do": f.do} for f in flags]


def _sources(records: list[Any], course: Course) -> list[str]:
    ids = {
        source for record in records for _, claim in claims_of(record) for source in claim.sources
    }
    return sorted({short_citation(course.references[ident]) for ident in ids})
