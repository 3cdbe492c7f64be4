"""Presenter's notes, feedback, attendance, certificate."""

import html
import re

from course.cells import Cell
from course.workshop.order import RunningOrder
from course.workshop.paper import Block
from course.workshop.plan import Plan
from course.workshop.slides import workshop_cells
from patterns_data.load import Course


def notes_blocks(plan: Plan, order: RunningOrder, course: Course) -> list[Block]:
    """The running order, then every slide of the main line with its minutes and its notes."""
    rows = [
        [b.start, f"{b.minutes}", b.title, course.patterns[b.pattern].title if b.pattern else ""]
        for b in order.blocks
    ]
    blocks: list[Block] = [
        {"text": f"{plan.people} people, {plan.minutes} minutes in all, for {plan.audience}."},
        {"rows": rows, "head": ["Start", "Min", "What", "Pattern"], "widths": [0.8, 0.6, 3, 4],
         "roomy": 3},
    ]  # fmt: skip
    if order.warnings:
        blocks += [{"heading": "Think about"}, {"bullets": list(order.warnings)}]
    blocks += [{"page": True}, {"heading": "Slide by slide", "level": 1}]
    section = ""
    for cell in workshop_cells(plan, order, course):
        if not cell.minutes:
            continue
        if cell.section != section:
            section = cell.section
            blocks.append({"heading": section})
        notes = plain(cell.notes)
        blocks.append(
            {"text": f"{_heading(cell)} ({cell.minutes:g} min){': ' if notes else ''}{notes}"}
        )
    return blocks


def _heading(cell: Cell) -> str:
    first = next((line for line in cell.source.splitlines() if line.startswith("#")), cell.source)
    return plain(first.lstrip("# "))


def plain(markdown: str) -> str:
    """Our own Markdown as plain words."""
    words = re.sub(r"<[^>]*>", "", markdown)
    return html.unescape(words.replace("**", "").replace("*", "")).strip()


def feedback_blocks(plan: Plan) -> list[Block]:
    """A sheet that takes two minutes."""
    scale = ["1", "2", "3", "4", "5"]
    asked = (
        "I know when to stop and refer.",
        "I can find the landmarks, and say how sure I am.",
        "I had enough practice.",
        "I felt safe and could say no.",
        "The pace was right.",
        "I will use something of today this week.",
    )
    return [
        {"text": "1: not at all, 5: fully. No name needed."},
        {"rows": [[line, *scale] for line in asked], "head": ["", *[""] * 5],
         "widths": [6, 0.5, 0.5, 0.5, 0.5, 0.5], "roomy": 8},
        {"heading": "What should stay?"}, {"lines": 4},
        {"heading": "What should change?"}, {"lines": 4},
        {"heading": "Was anything wrong, or did anything hurt?"}, {"lines": 4},
    ]  # fmt: skip


def attendance_blocks(plan: Plan) -> list[Block]:
    """A list to sign."""
    rows = [[f"{number}", "", "", ""] for number in range(1, plan.people + 1)]
    return [
        {"text": f"Date: ______________     Begin: {plan.start}     Hours: {plan.hours:g}"},
        {"rows": rows, "head": ["", "Name", "Signature, begin", "Signature, end"],
         "widths": [0.4, 3, 2.4, 2.4], "roomy": 9},
    ]  # fmt: skip


def certificate_blocks(plan: Plan, order: RunningOrder, course: Course) -> list[Block]:
    """One certificate: hours of class, breaks apart. It tells attendance, not skill."""
    taught = order.minutes - sum(b.minutes for b in order.blocks if b.kind == "break")
    hours, minutes = divmod(taught, 60)
    length = f"{hours} h {minutes} min" if minutes else f"{hours} h"
    titles = "; ".join(course.patterns[slug].title for slug in plan.patterns)
    return [
        {"space": 16},
        {"big": "Certificate of attendance", "size": 30},
        {"space": 12},
        {"middle": "________________________________________________"},
        {"middle": "took part in"},
        {"space": 4},
        {"big": plan.title, "size": 20},
        {"middle": f"{length} of class, breaks not counted"},
        {"middle": titles},
        {"space": 12},
        {"middle": "Date: ____________________          Signature: ______________________________"},
        {"middle": plan.instructor or ""},
        {"space": 10},
        {"middle": "It certifies attendance, not skill, and is no licence to treat."},
    ]
