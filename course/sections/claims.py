"""Slides of claims: four to a slide, the first in the main line, the others below it."""

from collections.abc import Sequence

from course.cells import Cell, below_first, in_groups, part
from course.text import bullets
from patterns_data.load import Course
from patterns_data.models.base import Sourced

CLAIMS_A_SLIDE = 4


def claim_cells(
    ident: str, title: str, claims: Sequence[Sourced], course: Course, section: str, notes: str
) -> list[Cell]:
    """The claims under one title, numbered where they take several slides."""
    groups = in_groups(list(claims), CLAIMS_A_SLIDE)
    return [
        Cell(
            f"{ident}-{index + 1}",
            f"## {part(title, index, len(groups))}\n\n{bullets(group, course)}",
            slide=below_first(index),
            section=section,
            minutes=1.5,
            notes=notes,
        )
        for index, group in enumerate(groups)
    ]
