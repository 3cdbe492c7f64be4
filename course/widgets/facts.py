"""What the data hold, as plain JSON for the widgets: claims with badges, muscles, zones."""

from typing import Any

from course.citation import full_citation, short_citation
from patterns_data.load import Course, load_course
from patterns_data.models import Claim, Muscle, Pattern
from patterns_data.models.base import KINDS, Sourced
from patterns_data.problems import did_you_mean

Fact = dict[str, Any]


def pattern_of(slug: str, course: Course) -> Pattern:
    """The pattern, or ValueError with the nearest names."""
    if slug not in course.patterns:
        raise ValueError(f"there is no pattern '{slug}'; {did_you_mean(slug, course.patterns)}")
    return course.patterns[slug]


def current(course: Course | None) -> Course:
    """The course that was given, or the one of the installed data."""
    return course or load_course()


def claim_fact(claim: Sourced, course: Course) -> Fact:
    """Text, kind, short and full citation, and the other side of a dispute."""
    works = [course.references[source] for source in claim.sources]
    names = ", ".join(short_citation(work) for work in works)
    fact: Fact = {
        "text": claim.text,
        "kind": claim.kind,
        "cite": f"{claim.kind}: {names}" if names else claim.kind,
        "full": "; ".join(full_citation(work) for work in works) or KINDS[claim.kind],
    }
    if isinstance(claim, Claim) and claim.disputed:
        fact["disputed"] = claim_fact(claim.disputed, course)
    return fact


def muscle_fact(muscle: Muscle, course: Course) -> Fact:
    """What the explorer tells of a muscle."""
    nerve = claim_fact(muscle.innervation, course)
    nerve["text"] = f"{muscle.innervation.nerve}, {muscle.innervation.roots}."
    return {
        "id": muscle.id,
        "name": muscle.name,
        "latin": muscle.latin,
        "depth": muscle.depth,
        "layer": claim_fact(muscle.layer, course),
        "origin": [claim_fact(part, course) for part in muscle.origin],
        "insertion": [claim_fact(part, course) for part in muscle.insertion],
        "nerve": nerve,
        "actions": [claim_fact(action, course) for action in muscle.actions],
    }


def zone_facts(pattern: Pattern, course: Course) -> list[Fact]:
    """Every zone: kind, view, anchor, corner points [lateral, up] in mm."""
    return [
        {
            "id": zone.id,
            "name": zone.name,
            "view": zone.view,
            "kind": zone.kind,
            "around": zone.around,
            "outline": zone.outline,
            "evidence": claim_fact(zone.evidence, course),
        }
        for zone in pattern.referred_pain.zones
    ]


def area_facts(pattern: Pattern) -> list[Fact]:
    """The areas to search: label, name, anchor, offset and radius in mm."""
    return [
        {
            "id": point.id,
            "label": point.label,
            "name": point.name,
            "muscle": point.muscle,
            "around": point.around,
            "offset": point.offset,
            "radius": point.radius,
        }
        for point in pattern.referred_pain.trigger_points
    ]


def red_flag_facts(pattern: Pattern, course: Course) -> list[Fact]:
    """Red flags, the most urgent first."""
    order = {"emergency": 0, "refer": 1, "care": 2}
    flags = sorted(pattern.red_flags, key=lambda flag: order[flag.action])
    return [
        {
            "finding": flag.finding,
            "why": claim_fact(flag.why, course),
            "action": flag.action,
            "do": flag.do,
        }
        for flag in flags
    ]
