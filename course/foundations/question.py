"""A question block -> the same Exercise as in the patterns."""

import re

from pydantic import ValidationError

from course.foundations.model import Piece
from patterns_data.models.pattern_care import Exercise
from patterns_data.problems import explain, model_at

OPTION = re.compile(r"^- \[([ xX])\] (.+)$")


def exercise_of(piece: Piece) -> Exercise:
    """The exercise; raises ValueError with a sentence for its author."""
    question: list[str] = []
    options: list[dict[str, object]] = []
    for line in piece.source.splitlines():
        found = OPTION.match(line)
        if found:
            options.append({"text": found[2].strip(), "right": found[1] != " ", "feedback": ""})
        elif options and line.strip():
            options[-1]["feedback"] = f"{options[-1]['feedback']} {line.strip()}".strip()
        elif line.strip():
            question.append(line.strip())
    data = {"id": piece.name, "question": " ".join(question), "options": options}
    try:
        return Exercise.model_validate(data)
    except ValidationError as error:
        raise ValueError(_message(error)) from error


def _message(error: ValidationError) -> str:
    item = error.errors()[0]
    where = ".".join(map(str, item["loc"]))
    what = explain(item, lambda location: model_at(Exercise, location))
    return f"question {where}: {what}" if where else f"question: {what}"
