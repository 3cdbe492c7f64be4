"""Exercises for the hands that belong to the whole course: pressure and agreement."""

from collections.abc import Iterator

from course.citation import short_citation
from course.exercises import agreement, drill
from course.exercises.item import Item
from patterns_data.load import Course
from patterns_data.models import Pattern

PUBLISHED = "agreement-on-signs"  # the chart that stands beside a class's own agreement
TARGETS = (1.0, 2.5, 4.0)  # kg: light, moderate, firm pressure of a thumb of about 1 cm²


def practical_items(course: Course) -> Iterator[Item]:
    """The pressure drills."""
    for target in TARGETS:
        yield drill.make(
            f"pressure-drill.{target:g}-kg".replace(".5", "-5"),
            f"Lay a folded cloth on a kitchen scale. Without looking, press with one thumb to "
            f"{target:g} kg, hold two seconds, then read the scale and write it down.",
            target,
            10,
            0.2,
            "A thumb touches about 1 cm², so this is about as many kg/cm². Practise until nine of "
            "ten readings fit; then try the other thumb.",
            topic="pressure",
            level=2,
        )


def agreement_item(pattern: Pattern, course: Course) -> Item:
    """Two students examine the areas of a pattern on both sides, each without the other."""
    sites = [
        (f"{point.id}-{side}", f"{point.name}, {side}")
        for point in pattern.referred_pain.trigger_points
        for side in ("right", "left")
    ]
    published = [
        {
            "name": one.name,
            "kappa": one.value,
            "low": one.low,
            "high": one.high,
            "cite": ", ".join(short_citation(course.references[s]) for s in one.sources),
        }
        for one in course.charts[PUBLISHED].rows
    ]
    return agreement.make(
        f"{pattern.id}.agreement",
        "Two students examine the same willing partner, one after the other; the one who waits "
        "looks away. Each answers for every place: did pressing there bring up the partner's own, "
        "known pain?",
        sites,
        published,
        pattern=pattern.id,
        topic="palpation",
        level=2,
    )
