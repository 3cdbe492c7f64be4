"""Data for the commands: loaded with every check, unknown slugs answered with near names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands.errors import CommandError

SHOWN = 10

if TYPE_CHECKING:  # pydantic takes most of the time of `palpate --help`
    from course.foundations.model import Lesson
    from patterns_data.load import Course
    from patterns_data.models import Pattern
    from patterns_data.problems import Problem


def read(*, with_views: bool = True) -> tuple[Course, list[Problem]]:
    """The course with the folders of --data or PALPATE_DATA, and all problems."""
    from patterns_data.links import links_check
    from patterns_data.load import folders_from_environment, read_course
    from patterns_data.rules import rules_check

    views = None
    if with_views:
        from figures.atlas_index import anchors_by_view

        views = anchors_by_view()
    return read_course(*folders_from_environment(), checks=(links_check(views), rules_check))


def course() -> Course:
    """The course, or a CommandError with every problem."""
    found, problems = read()
    if problems:
        raise CommandError(_told("the data have", problems))
    return found


def pattern(found: Course, slug: str) -> Pattern:
    """The pattern, or a CommandError that offers the nearest names."""
    from patterns_data.problems import did_you_mean

    if slug not in found.patterns:
        hint = did_you_mean(slug, found.patterns)
        if slug in found.catalogue:
            hint = f"it is planned, not written yet; start it with: palpate new {slug}"
        raise CommandError(f"there is no pattern '{slug}'; {hint}")
    return found.patterns[slug]


def lessons(found: Course) -> dict[str, Lesson]:
    """The foundation lessons by slug, or a CommandError with every problem."""
    from course.foundations.check import read_lessons

    read, problems = read_lessons(found)
    if problems:
        raise CommandError(_told("the lessons have", problems))
    return read


def _told(who: str, problems: list[Problem]) -> str:
    lines = "\n".join(map(str, problems[:SHOWN]))
    more = "\n… run `palpate check` for all" if len(problems) > SHOWN else ""
    return f"{who} {count(len(problems), 'problem')}:\n{lines}{more}"


def own_folder() -> Path | None:
    """The last folder of --data or PALPATE_DATA: where a school's own files go."""
    names = [name for name in os.environ.get("PALPATE_DATA", "").split(os.pathsep) if name]
    return Path(names[-1]) if names else None


def count(number: int, noun: str) -> str:
    """'1 problem', '3 problems'."""
    return f"{number} {noun}" + ("" if number == 1 else "s")
