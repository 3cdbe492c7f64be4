"""The question bank: every exercise that the data give, by a stable id."""

import functools
from collections.abc import Iterator

from course.exercises.from_muscle import muscle_items
from course.exercises.from_pattern import word_items
from course.exercises.from_places import place_items
from course.exercises.item import Item
from course.exercises.practical import agreement_item, practical_items
from patterns_data.load import Course, load_course
from patterns_data.models import Pattern
from patterns_data.problems import did_you_mean

Bank = dict[str, Item]


def build_bank(course: Course) -> Bank:
    """Every exercise, sorted by id. Raises ValueError when two share an id."""
    found: Bank = {}
    for item in _all(course):
        if item.id in found:
            raise ValueError(f"two exercises have the id '{item.id}'; change the words of one")
        found[item.id] = item
    return dict(sorted(found.items()))


def _all(course: Course) -> Iterator[Item]:
    for pattern in course.patterns.values():
        yield from pattern_items(pattern, course)
    for muscle in course.muscles.values():
        yield from muscle_items(muscle, course)
    yield from practical_items(course)


def pattern_items(pattern: Pattern, course: Course) -> Iterator[Item]:
    """The exercises of one pattern, without those of its muscles."""
    yield from word_items(pattern, course)
    yield from place_items(pattern, course)
    yield agreement_item(pattern, course)


def items_for(pattern: str, course: Course) -> list[Item]:
    """What belongs to a pattern: its own exercises, then those of its muscles.

    Raises ValueError with the nearest names when there is no such pattern.
    """
    if pattern not in course.patterns:
        hint = did_you_mean(pattern, course.patterns)
        raise ValueError(f"there is no pattern '{pattern}'; {hint}")
    found = course.patterns[pattern]
    own = list(pattern_items(found, course))
    for muscle in found.muscles:
        own += muscle_items(course.muscles[muscle], course)
    return own


def find(ident: str, bank: Bank) -> Item:
    """The exercise with this id, or ValueError with the nearest ids."""
    if ident not in bank:
        raise ValueError(f"there is no exercise '{ident}'; {did_you_mean(ident, bank)}")
    return bank[ident]


@functools.lru_cache(maxsize=1)
def _bank_of(marker: int) -> Bank:
    return build_bank(load_course())


def the_bank() -> Bank:
    """The bank of the installed data and of PALPATE_DATA, built once."""
    return _bank_of(id(load_course()))
