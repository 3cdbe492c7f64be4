"""Palpation and referred pain."""

from course.cells import Cell, below_first, in_groups, part
from course.sections.claims import claim_cells
from course.sections.interactive import widget_cells
from course.sections.plates import plate_cells
from course.text import bullets, claim_lines, claim_text, escape, plain_bullets, table
from patterns_data.load import Course
from patterns_data.models import Landmark, Pattern
from patterns_data.models.pattern_body import Palpation

SECTION = "Hands"


def palpation(pattern: Pattern, course: Course) -> list[Cell]:
    """The plate, the landmarks, the search, and how far it can be trusted."""
    cells = plate_cells(
        pattern,
        "palpation",
        SECTION,
        "Consent first. Students mark the landmarks on a partner with a skin pencil, in the order "
        "of the numbers, before anybody searches for a tender spot.",
    )
    cells += _landmark_cells(
        [course.landmarks[name] for name in pattern.palpation.landmarks], course
    )
    cells += widget_cells(
        pattern,
        "LandmarkTrainer",
        "Train the landmarks",
        "Click on the skin, read how far off you were, then let the bones come through.",
        SECTION,
        "On the wall: the group votes with a pointing finger before anybody clicks.",
    )
    cells += _search_cells(pattern.palpation)
    return cells + claim_cells(
        "palpation-reliability",
        "How far can we trust our fingers?",
        pattern.palpation.reliability,
        course,
        SECTION,
        "Kappa is agreement beyond chance: 0 is chance, 1 is perfect. Say the numbers plainly; "
        "they are a reason to recheck, not to give up.",
    )


def _search_cells(how: Palpation) -> list[Cell]:
    rows = (
        ("Position", how.position),
        ("Contact", how.contact),
        ("Layer", how.layer),
        ("Direction", how.direction),
        ("Pressure", how.pressure),
        ("What you may feel", how.feel),
        ("Ask", how.ask),
    )
    setup = table(["", ""], [[f"**{name}**", escape(text)] for name, text in rows])
    return [
        Cell(
            "palpation-setup",
            f"## Palpation: the set-up\n\n{setup}",
            section=SECTION,
            minutes=2,
            notes="Demonstrate slowly on one person. Keep the other hand resting, so that the "
            "client feels where you are.",
        ),
        Cell(
            "palpation-steps",
            f"## Palpation, step by step\n\n{plain_bullets(how.steps, '1.')}",
            section=SECTION,
            minutes=4,
            notes="Partner practice, then swap roles. Walk round; posture before pressure.",
        ),
    ]


def _landmark_cells(landmarks: list[Landmark], course: Course) -> list[Cell]:
    cells = []
    groups = in_groups(list(enumerate(landmarks, start=1)), 4)
    for index, group in enumerate(groups):
        rows = [
            [
                str(number),
                f"**{escape(mark.name)}**",
                escape(mark.find),
                "<br>".join(claim_text(claim, course) for claim in mark.reliability),
            ]
            for number, mark in group
        ]
        text = table(["", "Landmark", "How to find it", "How reliable"], rows)
        cells.append(
            Cell(
                f"landmarks-{index + 1}",
                f"## {part('Find the landmarks', index, len(groups))}\n\n{text}",
                slide=below_first(index),
                section=SECTION,
                minutes=2,
                notes="Name, find, mark, check against the neighbour. Then say how sure you are.",
            )
        )
    return cells


def referred_pain(pattern: Pattern, course: Course) -> list[Cell]:
    """Pain plates, the areas to search, and what is known."""
    cells = widget_cells(
        pattern,
        "ZonePainter",
        "Paint before you look",
        "Paint where you expect the pain, then compare with what has been published.",
        SECTION,
        "Expecting first makes the map stick, and shows how soft its borders are.",
    )
    cells += plate_cells(
        pattern,
        "pain",
        SECTION,
        "The zones are soft on purpose: they come from different kinds of sources and no fixed "
        "place is to be expected. A map helps to ask better questions; it is not a test.",
    )
    return [*cells, _areas(pattern, course), *_zones(pattern, course)]


def _areas(pattern: Pattern, course: Course) -> Cell:
    rows = [
        [
            escape(point.label),
            escape(point.name),
            escape(course.muscles[point.muscle].name),
            claim_text(point.claim, course),
        ]
        for point in pattern.referred_pain.trigger_points
    ]
    text = table(["Area", "Where", "Muscle", "Where this comes from"], rows)
    return Cell(
        "trigger-point-areas",
        f"## Areas to search, not dots to press\n\n{text}",
        section=SECTION,
        minutes=1.5,
        notes="Draw the area on a partner's skin with the flat of the hand, not with a dot.",
    )


def _zones(pattern: Pattern, course: Course) -> list[Cell]:
    # The same outline in two views is one zone: the first view's words stand.
    different = {str(zone.outline): zone for zone in reversed(pattern.referred_pain.zones)}
    lines = [
        line
        for zone in reversed(different.values())
        for line in claim_lines(zone.evidence, course, f"{zone.kind.capitalize()}: {zone.name}.")
    ]
    known = bullets(pattern.referred_pain.evidence, course)
    return [
        Cell(
            "zone-evidence",
            "## The zones, and where they come from\n\n" + "\n".join(lines),
            slide="subslide",
            section=SECTION,
            minutes=1.5,
            notes="Essential is the pattern itself, spillover is where it spreads when severe.",
        ),
        Cell(
            "referral-evidence",
            f"## What is known about this referral\n\n{known}",
            section=SECTION,
            minutes=1.5,
            notes="Let the group put the claims in order, from the best supported to the weakest.",
        ),
    ]
