"""Marks as files: a table, a page for each student, a page for the class."""

import csv
import io
from collections.abc import Iterable
from dataclasses import replace
from html import escape
from pathlib import Path

from course.exercises.item import Item, slug
from course.exercises.kinds import KINDS, answer_words
from course.grading.analysis import FEW, OFTEN, ItemStatistics, analyse
from course.grading.marking import Marked
from patterns_data.files import write_text

# Where a lesson's deck shows what an exercise of a topic asks.
SLIDES = {
    "cases": "Cases",
    "evidence": "What is known, disputed, unknown",
    "landmarks": "Find the landmarks",
    "look-alikes": "Look-alikes",
    "muscles": "Attachments, nerve and action",
    "palpation": "Palpation, step by step",
    "protocol": "The protocol",
    "questions": "Questions",
    "referred pain": "Where it is felt",
    "safety": "Red flags",
}
FORMULA = ("=", "+", "@", "\t", "\r")  # what a spreadsheet takes for the start of one
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title}</title>
<meta name="viewport" content="width=device-width">
<style>body{{font:16px/1.45 system-ui,sans-serif;max-width:56em;margin:2em auto;padding:0 1em;
color:#222}}table{{border-collapse:collapse;width:100%}}th,td{{text-align:left;vertical-align:top;
padding:.35em .7em .35em 0;border-bottom:1px solid #cfc8bd}}h1,h2{{line-height:1.2}}
.low{{color:#9e2a2b;font-weight:600}}small{{color:#55504a}}</style></head>
<body><h1>{title}</h1>
{body}
</body></html>
"""


def write_reports(
    folder: Path, title: str, items: list[Item], marked: Iterable[Marked]
) -> list[Marked]:
    """Write marks.csv, items.csv, class.html and feedback/<student>.html; returns the marks.

    Each student's page is written as soon as it is marked, and its words are then forgotten, so
    that a large class takes little memory.
    """
    names: set[str] = set()
    slim = []
    for one in marked:
        name = _free(slug(one.student, 12) or "student", names)
        write_text(folder / "feedback" / f"{name}.html", feedback_page(title, one, items))
        one.marks = {i: replace(found, feedback=()) for i, found in one.marks.items()}
        slim.append(one)
    statistics = analyse(items, slim)
    write_text(folder / "marks.csv", marks_csv(items, slim))
    write_text(folder / "items.csv", items_csv(statistics))
    write_text(folder / "class.html", class_page(title, slim, statistics))
    return slim


def marks_csv(items: list[Item], marked: list[Marked]) -> str:
    """One line a student: points, percent, each exercise, remarks."""
    rows = [["student", "points", "of", "percent", *(item.id for item in items), "remarks"]]
    for one in sorted(marked, key=lambda m: m.student.casefold()):
        each = [
            f"{one.marks[i.id].score * i.points:.2f}" if one.marks[i.id].answered else ""
            for i in items
        ]
        percent = 100 * one.total / one.most if one.most else 0
        rows.append([one.student, f"{one.total:.2f}", f"{one.most:g}", f"{percent:.1f}", *each,
                     "; ".join(one.remarks)])  # fmt: skip
    return _csv(rows)


def items_csv(statistics: list[ItemStatistics]) -> str:
    """One line an exercise."""
    rows = [["exercise", "topic", "answered", "difficulty", "discrimination", "doubtful",
             "most chosen wrong answer", "its share"]]  # fmt: skip
    for one in statistics:
        rows.append([one.item.id, one.item.topic, str(one.answered), f"{one.difficulty:.3f}",
                     "" if one.discrimination is None else f"{one.discrimination:.3f}",
                     "yes" if one.doubtful else "", one.wrong,
                     f"{one.wrong_share:.2f}" if one.wrong else ""])  # fmt: skip
    return _csv(rows)


def feedback_page(title: str, one: Marked, items: list[Item]) -> str:
    """What a student gets back: marks and reasons."""
    parts = [
        f"<p><strong>{escape(one.student)}: {one.total:.1f} of {one.most:g} points</strong></p>"
    ]
    if one.remarks:
        parts.append("<ul>" + "".join(f"<li>{escape(r)}</li>" for r in one.remarks) + "</ul>")
    for number, item in enumerate(items, start=1):
        found = one.marks[item.id]
        lines = found.feedback if found.answered else ("Not answered.", *answer_words(item))
        low = "" if found.right else ' class="low"'
        unsafe = " <strong>This decision could have done harm.</strong>" if found.unsafe else ""
        earned = f"{found.score * item.points:.1f} of {item.points:g}"
        parts.append(
            f"<h2>{number}. {escape(item.prompt)}</h2><p><span{low}>{earned}</span>{unsafe}</p><ul>"
            + "".join(f"<li>{escape(line)}</li>" for line in lines)
            + "</ul>"
        )
    return PAGE.format(title=escape(title), body="\n".join(parts))


def class_page(title: str, marked: list[Marked], statistics: list[ItemStatistics]) -> str:
    """The class at a glance: marks, what to show again, how each exercise did."""
    totals = sorted(one.total / one.most for one in marked if one.most)
    middle = f"median {100 * totals[len(totals) // 2]:.0f} %, " if totals else ""
    parts = [f"<p>{len(marked)} students, {middle}{_told(marked)} with remarks.</p>"]
    if len(marked) < FEW:
        parts.append(f"<p>With fewer than {FEW} students the numbers below say little.</p>")
    parts.append(_again(statistics))
    parts.append(_items(statistics))
    return PAGE.format(title=escape(f"{title}: the class"), body="\n".join(parts))


def _told(marked: list[Marked]) -> int:
    return sum(bool(one.remarks) for one in marked)


def _again(statistics: list[ItemStatistics]) -> str:
    """Wrong answers that many gave, and the slide to show again."""
    rows = "".join(
        f"<tr><td>{escape(one.item.prompt)}</td><td>{escape(one.wrong)} "
        f"<small>({100 * one.wrong_share:.0f} %)</small></td>"
        f"<td>{escape(show_again(one.item))}</td></tr>"
        for one in statistics
        if one.wrong_share >= OFTEN and not one.doubtful
    )
    if not rows:
        return "<p>No wrong answer was given by a quarter of the class or more.</p>"
    head = "<tr><th>Asked</th><th>Often answered</th><th>Show again</th></tr>"
    return f"<h2>What many got wrong</h2><table>{head}{rows}</table>"


def show_again(item: Item) -> str:
    """The deck and the slide that teach what was asked."""
    slide = SLIDES.get(item.topic, item.topic)
    return f"{item.pattern}: {slide}" if item.pattern else slide


def _items(statistics: list[ItemStatistics]) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.item.id)}<br><small>{KINDS[one.item.kind].NAME}</small></td>"
        f"<td>{100 * one.difficulty:.0f} %</td><td>"
        f"{'–' if one.discrimination is None else f'{one.discrimination:.2f}'}"
        + (' <span class="low">look at this exercise</span>' if one.doubtful else "")
        + f"</td><td>{escape(one.wrong)}</td></tr>"
        for one in statistics
    )
    head = ("<tr><th>Exercise</th><th>Mean</th><th>Discrimination</th>"
            "<th>Most chosen wrong answer</th></tr>")  # fmt: skip
    note = (
        "<p>Discrimination is the correlation with the rest of the paper. Near nothing or below, "
        "with enough students: the question may be unclear or its key wrong.</p>"
    )
    return f"<h2>How the exercises did</h2>{note}<table>{head}{rows}</table>"


def _csv(rows: list[list[str]]) -> str:
    """The table; a cell that a spreadsheet would run as a formula is made text."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for row in rows:
        writer.writerow([f"'{cell}" if cell.startswith(FORMULA) else cell for cell in row])
    return out.getvalue()


def _free(name: str, taken: set[str]) -> str:
    """A name that is not taken yet, and taken from now on."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name}-{number}"
    taken.add(free)
    return free
