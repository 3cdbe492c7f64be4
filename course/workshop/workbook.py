"""The student's workbook: what is filled in by hand during the workshop, and answered again later.

Answers are not in it; what the student writes is what counts.
"""

import hashlib

from course.cells import Cell
from course.lesson import notebook_of
from course.quick import nbformat
from course.sections import learn, story
from course.sections.interactive import widget_cells
from course.text import escape, plain_bullets
from course.workshop.order import RunningOrder
from course.workshop.paper import Block
from course.workshop.plan import Plan
from course.workshop.slides import CONSENT, grouped
from patterns_data.load import Course
from patterns_data.models import Pattern
from patterns_data.models.case import DECISIONS


def workbook_blocks(plan: Plan, order: RunningOrder, course: Course) -> list[Block]:
    """The pages of the printed workbook."""
    rows = [
        [block.start, what, f"{minutes} min"] for block, what, minutes in grouped(order, course)
    ]
    blocks: list[Block] = [
        {"text": "Name: ________________________________________"},
        {"note": "A pattern is a hypothesis to test under the hands, never a diagnosis."},
        {"heading": "Today"},
        {"rows": rows, "head": ["Time", "What", "Minutes"], "widths": [1, 6, 1.4]},
        {"heading": "Before we touch anybody"},
        {"boxes": list(CONSENT)},
    ]
    for slug in plan.patterns:
        blocks += _pattern_pages(course.patterns[slug], course)
    return [*blocks, *_pressure_log()]


def _pattern_pages(pattern: Pattern, course: Course) -> list[Block]:
    marks = [course.landmarks[name] for name in pattern.palpation.landmarks]
    steps = shuffled([step.title for step in pattern.protocol.steps], pattern.id)
    letters = "ABCDEFGHIJKLMNOP"
    return [
        {"page": True},
        {"heading": pattern.title, "level": 1},
        {"boxes": [f"I can: {goal[0].lower()}{goal[1:]}" for goal in pattern.objectives]},
        {"heading": "Listen"},
        {"text": "Which words and which gesture do you expect? Write before they are shown."},
        {"lines": 3},
        {"heading": "Safety first"},
        {"text": "Three findings that stop you, and what you do. Write, then compare."},
        {"lines": 4},
        {"text": "Three other things it could be, and how you tell them apart."},
        {"lines": 4},
        {"together": [
            {"heading": "Draw"},
            {"text": "Where is it felt? Draw the zone with a soft edge. Which way does it face?"},
            {"image": f"{pattern.id}.jpg", "alt": _ALT, "width": 62},
        ]},
        {"heading": "Find"},
        {"text": "How sure are you, from 0 to 10? Ask a second examiner and compare."},
        {
            "rows": [[mark.name, "", "", ""] for mark in marks],
            "head": ["Landmark", "Found", "How sure", "Second examiner"],
            "widths": [4, 1, 1, 1.6],
        },
        {"heading": "Order the protocol"},
        {"text": "Number the steps in the order you would take them, and write one stop rule."},
        {"rows": [[letters[i], step, ""] for i, step in enumerate(steps)],
         "head": ["", "Step", "Number"], "widths": [0.5, 6, 1]},
        {"lines": 2},
        *_questions(pattern),
        *_cases(pattern, course),
        {"heading": "What I take home"},
        {"lines": 4},
    ]  # fmt: skip


_ALT = "The body without marks, to draw on"


def shuffled(items: list[str], seed: str) -> list[str]:
    """The items in another order than theirs, the same for the same seed."""
    found = sorted(items, key=lambda item: hashlib.sha256(f"{seed} {item}".encode()).digest())
    return found if found != items or len(items) < 2 else [*items[1:], items[0]]


def _questions(pattern: Pattern) -> list[Block]:
    blocks: list[Block] = [{"heading": "Questions"}] if pattern.exercises else []
    for number, item in enumerate(pattern.exercises, start=1):
        letters = [option.text for option in item.options]
        blocks.append({"together": [{"text": f"{number}. {item.question}"}, {"letters": letters}]})
    return blocks


def _cases(pattern: Pattern, course: Course) -> list[Block]:
    blocks: list[Block] = []
    for case in course.cases_of(pattern.id):
        blocks += [
            {"heading": f"Case: {case.title}"},
            {"text": case.person, "quiet": True},
            {"text": case.story},
            {"rows": [[f.ask, f.answer] for f in case.findings],
             "head": ["You ask or test", "You learn"], "widths": [1, 1.4]},
            {"text": "Your decision, and why:"},
            {"boxes": list(DECISIONS.values())},
            {"lines": 2},
        ]  # fmt: skip
    return blocks


def _pressure_log() -> list[Block]:
    rows = [["", "1 kg", "", "", ""], ["", "2 kg", "", "", ""], ["", "3 kg", "", "", ""]] * 3
    return [
        {"page": True},
        {"heading": "Pressure drill", "level": 1},
        {
            "text": "Press on a kitchen scale with the thumb until you believe the target is "
            "met, then look. Write target and reading. Stop when the joint of the thumb hurts."
        },
        {"rows": rows, "head": ["Date", "Target", "Reading 1", "Reading 2", "Reading 3"],
         "widths": [1, 1, 1, 1, 1], "roomy": 9},
    ]  # fmt: skip


def workbook_notebook(plan: Plan, course: Course) -> nbformat.NotebookNode:
    """The workbook to work in with JupyterLab: widgets, questions, room for notes."""
    cells = [
        Cell("title", f"# {escape(plan.title)}: workbook\n\nRun all cells first.", layout="title"),
        Cell("import", story.IMPORTS, kind="code"),
    ]
    for number, slug in enumerate(plan.patterns, start=1):
        for cell in _notebook_cells(course.patterns[slug], course):
            cells.append(Cell(f"p{number}-{cell.id}"[:64], cell.source, kind=cell.kind))
    return notebook_of(cells, {"title": f"{plan.title}: workbook"})


def _notebook_cells(pattern: Pattern, course: Course) -> list[Cell]:
    goals = plain_bullets(pattern.objectives)
    widgets = [
        ("ZonePainter", "Draw where it is felt", "Draw before you look."),
        ("LandmarkTrainer", "Find the landmarks", "How near do you come, and how sure are you?"),
        ("ContraindicationCheck", "May I treat?", "Tick an intake and predict each light."),
    ]
    cells = [
        Cell("goals", f"# {escape(pattern.title)}\n\n{goals}"),
        _room("words", "Words and gesture"),
    ]
    for widget, title, text in widgets:
        cells += widget_cells(pattern, widget, title, text, "", "")
    cells += [_room("flags", "Three red flags, and what you do")]
    for number, item in enumerate(pattern.exercises, start=1):
        text = f"{learn.question_text(item, number)}\n\n**Your answer, and why:**"
        cells.append(Cell(f"question-{item.id}", text))
    shown = [c for c in learn.cases(pattern, course) if not c.id.endswith("-answer")]
    for case in course.cases_of(pattern.id):
        cells += [c for c in shown if c.id.startswith(f"case-{case.id}-")]
        cells.append(_room(f"decision-{case.id}"[:40], f"Your decision: {case.title}"))
    return cells


def _room(ident: str, title: str) -> Cell:
    return Cell(ident, f"### {escape(title)}\n\n*Write here (double-click).*")
