"""Safety before technique: red flags, look-alikes, tests."""

from course.cells import Cell, in_groups, part
from course.citation import short_citation
from course.sections.interactive import widget_cells
from course.text import badge, claim_lines, claim_text, escape, plain_bullets, table
from patterns_data.load import Course
from patterns_data.models import Pattern
from patterns_data.models.pattern_story import ACTIONS, LookAlike, ProvocationTest

SECTION = "Safety first"
FLAGS_A_SLIDE = 2
LOOK_ALIKES_A_SLIDE = 3
LOOK_ALIKE_GROUPS = {
    "Look-alikes: other muscles": ("muscle",),
    "Look-alikes: joints and nerves": ("joint", "nerve"),
    "Look-alikes that need a doctor": ("bone", "organ", "systemic"),
}


def red_flags(pattern: Pattern, course: Course) -> list[Cell]:
    """Red flags by what to do: emergencies first."""
    cells = []
    for action, heading in ACTIONS.items():
        flags = [flag for flag in pattern.red_flags if flag.action == action]
        groups = in_groups(flags, FLAGS_A_SLIDE)
        for index, group in enumerate(groups):
            blocks = [
                f"**{escape(flag.finding)}**\n\n"
                + "\n".join(claim_lines(flag.why, course, "Why."))
                + f"\n- **Do.** {escape(flag.do)}"
                for flag in group
            ]
            title = part(f"Red flags: {heading.lower()}", index, len(groups))
            cells.append(
                Cell(
                    f"red-flags-{action}-{index + 1}",
                    f"## {title}\n\n" + "\n\n".join(blocks),
                    section=SECTION,
                    minutes=1.5,
                    notes="Read each finding in the words you would use with a client. Let one "
                    "student practise the sentence that stops the session.",
                )
            )
    return cells


def look_alikes(pattern: Pattern, course: Course) -> list[Cell]:
    """What else it could be, in groups."""
    cells = []
    for heading, kinds in LOOK_ALIKE_GROUPS.items():
        chosen = [other for other in pattern.look_alikes if other.kind in kinds]
        groups = in_groups(chosen, LOOK_ALIKES_A_SLIDE)
        for index, group in enumerate(groups):
            rows = [_look_alike_row(other, course) for other in group]
            text = table(["Could be", "What points to it", "How to tell it apart"], rows)
            cells.append(
                Cell(
                    f"look-alikes-{'-'.join(kinds)}-{index + 1}",
                    f"## {part(heading, index, len(groups))}\n\n{text}",
                    section=SECTION,
                    minutes=1.5,
                    notes="Cover the right column and ask the group how they would tell it apart.",
                )
            )
    return cells + widget_cells(
        pattern,
        "LookAlikeComparer",
        "Compare the look-alikes",
        "Choose up to three and read across: what is common, and what tells them apart?",
        SECTION,
        "Let the group name a look-alike and say what they would ask before you tick it.",
    )


def _look_alike_row(other: LookAlike, course: Course) -> list[str]:
    name = f"**{escape(other.name)}**"
    if other.action != "compare":
        name += f"<br><small>{'Refer' if other.action == 'refer' else 'Emergency'}</small>"
    apart = claim_text(other.tell_apart, course)
    if other.tell_apart.disputed:
        apart += f" Disputed: {claim_text(other.tell_apart.disputed, course)}"
    return [name, claim_text(other.points_to, course), apart]


def tests(pattern: Pattern, course: Course) -> list[Cell]:
    """Tests that help to tell look-alikes apart, each with its figures."""
    return [
        cell
        for number, test in enumerate(pattern.tests, start=1)
        for cell in _test_cells(test, number, course)
    ]


def _test_cells(test: ProvocationTest, number: int, course: Course) -> list[Cell]:
    rows = []
    for figure in test.figures:
        numbers = [
            "–" if value is None else f"{value:g}{unit}"
            for value, unit in (
                (figure.sensitivity, " %"),
                (figure.specificity, " %"),
                (figure.lr_positive, ""),
                (figure.lr_negative, ""),
            )
        ]
        study = short_citation(course.references[figure.study])
        note = escape(figure.note or "")
        rows.append([escape(study), escape(figure.rule), *numbers, note])
    header = ["Study", "Rule", "Sensitivity", "Specificity", "LR+", "LR−", "Note"]
    caution = "\n".join(claim_lines(test.caution, course, "What it cannot do."))
    parts = f"## {escape(test.name)}\n\n{escape(test.tells)}\n\n"
    parts += f"{plain_bullets(test.parts)}\n\n{caution}"
    figures = f"## {escape(test.name)}: the figures\n\n{table(header, rows)}"
    return [
        Cell(
            f"test-{number}",
            parts,
            section=SECTION,
            minutes=2,
            notes="Demonstrate only what your scope of practice allows. Knowing when to refer is "
            "the skill; the diagnosis is not yours to make.",
        ),
        Cell(
            f"test-{number}-figures",
            figures,
            slide="subslide",
            section=SECTION,
            minutes=1.5,
            notes="A likelihood ratio near 1 changes nothing; above 5 or below 0.2 moves the odds "
            "in a useful way. The reference standard itself is imperfect. "
            + badge(test.caution, course),
        ),
    ]
