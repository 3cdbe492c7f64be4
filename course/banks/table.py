"""The question bank as CSV: one line an exercise, for spreadsheets and other programs."""

import csv
import io

from course.exercises.item import LEVELS, Item
from course.exercises.kinds import answer_words

COLUMNS = ("id", "kind", "pattern", "topic", "level", "question", "options", "answer", "sources")


def bank_csv(items: list[Item]) -> str:
    """Several options or answers stand in one cell, divided by ' | '."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for item in items:
        options = item.ask.get("options") or item.ask.get("left") or item.ask.get("items") or []
        shown = " | ".join(one["text"] for one in options)
        writer.writerow([item.id, item.kind, item.pattern, item.topic, LEVELS[item.level],
                         item.prompt, shown, " | ".join(answer_words(item)),
                         " ".join(item.sources)])  # fmt: skip
    return out.getvalue()
