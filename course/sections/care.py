"""Care: the therapist's protocol, the techniques, self-care."""

from course.cells import Cell, in_groups, part
from course.sections.interactive import widget_cells
from course.text import bullets, claim_lines, claim_text, escape, plain_bullets, quoted, table
from patterns_data.load import Course
from patterns_data.models import Pattern, Technique
from patterns_data.models.pattern_care import ProtocolStep, SelfCare

SECTION = "Care"
SELF_CARE = {
    "change": "Change",
    "quick_relief": "Quick relief",
    "stretch": "Stretch",
    "strengthen": "Strengthen",
}
ACTIONS = {"stop": "Do not use it", "clear_first": "Ask a doctor first", "change": "Adapt it"}


def protocol(pattern: Pattern, course: Course) -> list[Cell]:
    """Before, each step, after; then when not to use each technique."""
    plan = pattern.protocol
    cells = widget_cells(
        pattern,
        "ContraindicationCheck",
        "May I treat today?",
        "Tick the intake; each technique of this lesson turns to go, change, clear first or stop.",
        SECTION,
        "Give the group a made-up intake and let them predict each light before you tick.",
    )
    cells += [
        Cell(
            "protocol-before",
            f"## Protocol: before the first touch\n\n{escape(plan.goal)}\n\n"
            + plain_bullets(plan.before),
            section=SECTION,
            minutes=2,
            notes="Let each student say the consent sentence aloud, in their own words.",
        )
    ]
    total = len(plan.steps)
    cells += [_step(step, n, total, course) for n, step in enumerate(plan.steps, start=1)]
    cells.append(
        Cell(
            "protocol-after",
            f"## Protocol: after\n\n{plain_bullets(plan.after)}",
            section=SECTION,
            minutes=1,
            notes="Retest what the client showed you at the start, in the same words.",
        )
    )
    cells += widget_cells(
        pattern,
        "ProtocolPlayer",
        "Practise with a partner",
        "One step at a time, with the timer, the words and the stop rule.",
        SECTION,
        "Run the timer for the whole room. Change roles after each round.",
    )
    used = dict.fromkeys(
        [step.technique for step in plan.steps]
        + [item.technique for item in pattern.self_care if item.technique]
    )
    for name in used:
        cells += _technique(course.techniques[name], course)
    return cells


def _step(step: ProtocolStep, number: int, total: int, course: Course) -> Cell:
    technique = course.techniques[step.technique]
    rows = [
        [f"**{name}**", escape(text)]
        for name, text in (
            ("Technique", technique.name),
            ("Position", step.position),
            ("Contact", step.contact),
            ("Dose", step.dose.as_text()),
            ("Recheck", step.recheck),
            ("Stop when", step.stop),
        )
    ]
    basis = "\n".join(claim_lines(step.basis, course, "Why."))
    text = (
        f"## Step {number} of {total}: {escape(step.title)}\n\n{table(['', ''], rows)}\n\n"
        f"> {quoted(step.cue)}\n\n{basis}"
    )
    notes = f"Demonstrate, then partner practice, then swap. Stop rule: {escape(step.stop)}"
    return Cell(f"protocol-{step.id}", text, section=SECTION, minutes=3, notes=notes)


def _technique(technique: Technique, course: Course) -> list[Cell]:
    name = escape(technique.name)
    dose = "\n".join(
        claim_lines(technique.dose_source, course, f"Dose: {technique.dose.as_text()}.")
    )
    how = (
        f"## {name}\n\n{escape(technique.summary)}\n\n"
        f"{plain_bullets(technique.steps, '1.')}\n\n{dose}"
    )
    cells = [Cell(f"{technique.id}-how", how, section=SECTION, minutes=2, notes=_SLOW)]
    groups = in_groups(technique.contraindications, 5)
    for index, group in enumerate(groups):
        rows = [
            [escape(item.condition), f"**{ACTIONS[item.action]}**", claim_text(item, course)]
            for item in group
        ]
        title = part(f"{name}: when not to", index, len(groups))
        text = f"## {title}\n\n{table(['If', 'Then', 'Why'], rows)}"
        ident = f"{technique.id}-not-{index + 1}"
        cells.append(Cell(ident, text, slide="subslide", section=SECTION, notes=_SLOW))
    text = f"## {name}: the evidence\n\n{bullets(technique.evidence, course)}"
    ident = f"{technique.id}-evidence"
    cells.append(Cell(ident, text, slide="subslide", section=SECTION, notes=_SLOW))
    return cells


_SLOW = "Show it once without words, once with words, then let the group name each step."


def self_care(pattern: Pattern, course: Course) -> list[Cell]:
    """What the client can do, one slide an item, in the order change to strengthen."""
    order = list(SELF_CARE)
    items = sorted(pattern.self_care, key=lambda item: order.index(item.kind))
    return [_self_care(item, course) for item in items]


def _self_care(item: SelfCare, course: Course) -> Cell:
    lines = [f"## {SELF_CARE[item.kind]}: {escape(item.title)}", plain_bullets(item.how, "1.")]
    if item.dose:
        lines.append(f"**Dose.** {escape(item.dose.as_text())}")
    lines.append(f"> {quoted(item.cue)}")
    lines.append("**Not when**\n\n" + plain_bullets(item.not_when))
    lines.append("\n".join(claim_lines(item.evidence, course, "Evidence.")))
    return Cell(
        f"self-care-{item.id}",
        "\n\n".join(lines),
        section=SECTION,
        minutes=2,
        notes="Let the client show it back to you. One or two items a visit are enough.",
    )
