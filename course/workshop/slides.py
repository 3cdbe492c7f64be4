"""The running order -> the cells of one deck: what is taught now in the main line, the rest below.

A lesson has more than fits into a workshop. For each block the slides that fit its minutes stay in
the main line, plates first; the others follow below them, one press of the down arrow away.
"""

from dataclasses import replace

from course.cells import Cell
from course.lesson import notebook_of
from course.quick import nbformat
from course.sections import anatomy, care, hands, learn, safety, story
from course.text import escape, plain_bullets, table
from course.workshop.order import Block, RunningOrder
from course.workshop.plan import Plan
from patterns_data.load import Course
from patterns_data.models import Pattern

SECTIONS = {
    "story": (story.client_description, story.activation),
    "safety": (safety.red_flags, safety.look_alikes, safety.tests),
    "anatomy": (anatomy.anatomy,),
    "hands": (hands.palpation, hands.referred_pain),
    "care": (care.protocol,),
    "self-care": (care.self_care,),
    "evidence": (learn.evidence,),
    "case": (learn.cases,),
}
CONSENT = (
    "Touch only after a clear yes; a yes can be taken back at any time, without a reason.",
    "Tell your partner before practice: injuries, illness, medicines, pregnancy, numb skin.",
    "Pressure stays bearable for the one on the table: they say the number, from 0 to 10.",
    "Anybody may sit out any practice and watch; nobody asks why.",
    "If a red flag of today fits you, do not be the partner: tell the instructor, see a doctor.",
)
A_QUESTION = 2.0  # min


def workshop_notebook(plan: Plan, order: RunningOrder, course: Course) -> nbformat.NotebookNode:
    """The notebook behind the workshop's slides."""
    cells = workshop_cells(plan, order, course)
    return notebook_of(cells, {"title": plan.title, "palpate": {"workshop": plan.title}})


def workshop_cells(plan: Plan, order: RunningOrder, course: Course) -> list[Cell]:
    """Every cell of the workshop, in order."""
    cells = [
        _title(plan, course),
        Cell("import", story.IMPORTS, kind="code", slide="skip"),
        *_agenda(order, course),
    ]
    asked: dict[str, int] = {}
    taught: list[str] = []
    for number, block in enumerate(order.blocks, start=1):
        if block.pattern and block.pattern not in taught:
            taught.append(block.pattern)
        made = _block(plan, block, course, taught, asked)
        cells += [replace(cell, id=f"b{number}-{cell.id}"[:64].rstrip("-")) for cell in made]
    cells += _sources(plan, course)
    return cells


def _block(
    plan: Plan, block: Block, course: Course, taught: list[str], asked: dict[str, int]
) -> list[Cell]:
    if block.kind == "welcome":
        return _welcome(plan, block, course)
    if block.kind == "teach":
        return _teach(block, course.patterns[block.pattern], course)
    if block.kind == "practice":
        return [_practice(block, course.patterns[block.pattern], course)]
    if block.kind == "questions":
        return _questions(block, [course.patterns[slug] for slug in taught], asked)
    if block.kind == "exam":
        return [_exam(block)]
    return [_break(block)] if block.kind == "break" else _close(plan, block, course)


def _title(plan: Plan, course: Course) -> Cell:
    titles = plain_bullets(course.patterns[slug].title for slug in plan.patterns)
    text = (
        f"# {escape(plan.title)}\n\n{titles}\n\n<small>For education; it does not replace medical "
        "advice. A pattern is a hypothesis, never a diagnosis.</small>"
    )
    return Cell("title", text, layout="title", section="Start")


def _agenda(order: RunningOrder, course: Course) -> list[Cell]:
    rows = [
        [block.start, escape(what), f"{minutes} min"]
        for block, what, minutes in grouped(order, course)
    ]
    text = f"## Today\n\n{table(['', '', ''], rows)}"
    return [Cell("agenda", text, layout="agenda", section="Start")]


def grouped(order: RunningOrder, course: Course) -> list[tuple[Block, str, int]]:
    """The running order in few lines: the blocks of a pattern between two others as one."""
    found: list[tuple[Block, str, int]] = []
    for block in order.blocks:
        what = course.patterns[block.pattern].title if block.pattern else block.title
        if found and found[-1][1] == what:
            first, _, minutes = found[-1]
            found[-1] = (first, what, minutes + block.minutes)
        else:
            found.append((block, what, block.minutes))
    return found


def _goals(plan: Plan, course: Course) -> str:
    """The first objectives of each pattern, as many as fit on a slide."""
    goals = [goal for slug in plan.patterns for goal in course.patterns[slug].objectives[:3]]
    return plain_bullets(goals[:8])


def _welcome(plan: Plan, block: Block, course: Course) -> list[Cell]:
    return [
        Cell(
            "consent",
            f"## Before we touch anybody\n\n{plain_bullets(CONSENT)}",
            section="Start",
            minutes=block.minutes / 2,
            notes="Read each line aloud. Let everybody find a partner only after the third one.",
        ),
        Cell(
            "goals",
            f"## At the end you can\n\n{_goals(plan, course)}",
            section="Start",
            minutes=block.minutes / 2,
            notes="Point at one line and ask who can do that already.",
        ),
    ]


def _teach(block: Block, pattern: Pattern, course: Course) -> list[Cell]:
    cells = [cell for make in SECTIONS[block.segment] for cell in make(pattern, course)]
    kept = chosen(cells, block.minutes)
    scale = block.minutes / (sum(cells[i].minutes for i in kept) or 1)
    found = []
    for index, cell in enumerate(cells):
        new = replace(cell, section=f"{pattern.title}: {block.title}")
        if cell.kind == "code" or cell.slide == "-":
            found.append(new)
        elif index in kept:
            found.append(replace(new, slide="slide", minutes=round(cell.minutes * scale, 2)))
        else:
            found.append(replace(new, slide="subslide", minutes=0))
    return _exactly(found, block.minutes)


def chosen(cells: list[Cell], minutes: float) -> set[int]:
    """Indices of the slides that stay in the main line: the first, then plates, then the rest."""
    main = [i for i, cell in enumerate(cells) if cell.kind != "code" and cell.slide == "slide"]
    first = next(i for i, cell in enumerate(cells) if cell.kind != "code")
    kept, used = {first}, cells[first].minutes
    plates = [i for i in main if cells[i].layout == "figure"]
    for index in [*plates, *main]:
        if index not in kept and used + cells[index].minutes <= minutes * 1.25:
            kept.add(index)
            used += cells[index].minutes
    return kept


def _exactly(cells: list[Cell], minutes: float) -> list[Cell]:
    """The same with the rounding put right on the last slide that has time."""
    timed = [i for i, cell in enumerate(cells) if cell.minutes]
    if not timed:
        cells[0] = replace(cells[0], minutes=minutes)
        return cells
    rest = minutes - sum(cell.minutes for cell in cells)
    last = timed[-1]
    cells[last] = replace(cells[last], minutes=round(cells[last].minutes + rest, 2))
    return cells


def _practice(block: Block, pattern: Pattern, course: Course) -> Cell:
    half = block.minutes // 2
    if block.segment == "hands":
        steps = pattern.palpation.steps[:5]
    elif block.segment == "care":
        steps = [f"{step.title}: {step.dose.as_text()}." for step in pattern.protocol.steps]
    else:
        steps = [f"{item.title}: {item.cue}" for item in pattern.self_care[:5]]
    text = (
        f"## {escape(block.title)}\n\n{plain_bullets(steps, '1.')}\n\n"
        f"**Swap after {half} minutes.** Ask first: “May I?” Stop on the first “stop”."
    )
    notes = (
        f"Start the clock; call the swap after {half} minutes. Walk round: posture before "
        f"pressure. Ask: {escape(pattern.palpation.ask)}"
    )
    return Cell(
        f"practice-{block.segment}",
        text,
        layout="practice",
        section=f"{pattern.title}: practice",
        minutes=block.minutes,
        notes=notes,
    )


def _questions(block: Block, taught: list[Pattern], asked: dict[str, int]) -> list[Cell]:
    """The next questions of the patterns so far, in turn; words to recall where none are left."""
    count, cells = max(round(block.minutes / A_QUESTION), 1), []
    for turn in range(2 * len(taught)):
        pattern = taught[-1 - turn % len(taught)]
        number = asked.get(pattern.id, 0)
        if len(cells) < count and number < len(pattern.exercises):
            asked[pattern.id] = number + 1
            cell = learn.exercises(pattern, None)[number]
            cells.append(replace(cell, section=block.title, id=f"{pattern.id}-{number + 1}"))
    if not cells:
        flag = (
            "Close your notes. Say to your neighbour: one red flag, one landmark, one step, "
            "and what would make you refer."
        )
        cells = [Cell("recall", f"## {escape(block.title)}\n\n{flag}", section=block.title)]
    each = round(block.minutes / len(cells), 2)
    return _exactly([replace(cell, minutes=each) for cell in cells], block.minutes)


def _break(block: Block) -> Cell:
    text = f"## {escape(block.title)}\n\nBack in {block.minutes} minutes."
    return Cell("break", text, layout="break", section=block.title, minutes=block.minutes)


def _exam(block: Block) -> Cell:
    text = (
        f"## Written exam\n\n{block.minutes} minutes. One answer is right unless the question says "
        "otherwise. Books stay closed.\n\nWhen you have finished, turn the paper over."
    )
    notes = "Hand out the papers of the folder `exam`; the key is in `for-the-instructor`."
    return Cell("exam", text, layout="practice", section="Exam", minutes=block.minutes, notes=notes)


def _close(plan: Plan, block: Block, course: Course) -> list[Cell]:
    third = round(block.minutes / 3, 2)
    home = (
        "Tonight: write down, without looking, what you would ask first.",
        "In three days: find the landmarks on somebody without pain; say how sure you are.",
        "In ten days: answer the questions in your workbook again.",
    )
    return _exactly(
        [
            Cell(
                "look-back",
                f"## Can you?\n\n{_goals(plan, course)}",
                section="Close",
                minutes=third,
                notes="Hands: yes, nearly, not yet. What is not yet goes into the next session.",
            ),
            Cell("home", f"## At home\n\n{plain_bullets(home)}", section="Close", minutes=third),
            Cell(
                "feedback",
                "## Tell us\n\nThe feedback sheet takes two minutes. What should stay, what should "
                "change, what was wrong?",
                section="Close",
                minutes=third,
            ),
        ],
        block.minutes,
    )


def _sources(plan: Plan, course: Course) -> list[Cell]:
    found: list[Cell] = []
    for slug in plan.patterns:
        cells = learn.sources(course.patterns[slug], course)
        title = course.patterns[slug].title
        found += [replace(c, id=f"{slug[:40]}-{c.id}", section=title) for c in cells]
    return found
