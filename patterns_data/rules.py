"""Rules inside one pattern that a field alone cannot tell."""

from collections.abc import Iterator
from typing import Any

from patterns_data.load import Course
from patterns_data.models import Pattern
from patterns_data.problems import Problem

LISTS_WITH_IDS = (
    ("look_alikes",),
    ("referred_pain", "trigger_points"),
    ("referred_pain", "zones"),
    ("protocol", "steps"),
    ("self_care",),
    ("exercises",),
)


def rules_check(course: Course) -> Iterator[Problem]:
    """Ids used once in a pattern; an urgent red flag; a plate for each zone."""
    for ident, pattern in course.patterns.items():
        document, _ = course.sources["patterns", ident]
        for location, message in _broken(pattern):
            yield document.problem(location, message)


def _broken(pattern: Pattern) -> Iterator[tuple[tuple[Any, ...], str]]:
    for path in LISTS_WITH_IDS:
        items: Any = pattern
        for name in path:
            items = getattr(items, name)
        seen: set[str] = set()
        for index, item in enumerate(items):
            if item.id in seen:
                yield (*path, index, "id"), f"'{item.id}' is used twice here; choose another id"
            seen.add(item.id)
    if not any(flag.action in ("emergency", "refer") for flag in pattern.red_flags):
        message = "no finding leads to a doctor; add one with `action: refer` or `emergency`"
        yield ("red_flags",), message
    drawn = {plate.view for plate in pattern.plates if plate.kind == "pain"}
    for index, zone in enumerate(pattern.referred_pain.zones):
        if zone.view not in drawn:
            message = f"no plate of kind pain shows '{zone.view}'; add one under `plates`"
            yield ("referred_pain", "zones", index, "view"), message
