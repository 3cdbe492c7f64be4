"""The front matter of a lesson: title, summary, objectives, minutes, prerequisites, order."""

import re
from pathlib import Path
from typing import Any

import yaml
from pydantic import Field, ValidationError

from patterns_data.models.base import Record, Slug, Text
from patterns_data.problems import Problem, explain, model_at, shown

FENCE = "---"


class Head(Record):
    """What stands between the two lines `---` at the top of a lesson."""

    title: Text = Field(description="title of the lesson")
    summary: Text = Field(description="one or two sentences on the title slide")
    order: int = Field(ge=0, le=99, description="its number; the file name begins with it")
    minutes: int = Field(ge=10, le=120, description="class time; the slides add up to it")
    objectives: list[Text] = Field(min_length=2, description="what the student will be able to do")
    prerequisites: list[Slug] = Field(
        default_factory=list, description="slugs of lessons that come before"
    )


def read_head(path: Path, lines: list[str]) -> tuple[Head | None, int, list[Problem]]:
    """The head, the number of lines it takes, and what is wrong with it."""
    if not lines or lines[0].strip() != FENCE:
        text = "begins without front matter; write `---`, the keys and `---` at the top"
        return None, 0, [Problem(shown(path), 1, "", text)]
    end = next((n for n, line in enumerate(lines[1:], 1) if line.strip() == FENCE), None)
    if end is None:
        return None, 0, [Problem(shown(path), 1, "", "the front matter has no closing `---`")]
    block = lines[1:end]
    try:
        data = yaml.safe_load("\n".join(block)) or {}
        return Head.model_validate(data), end + 1, []
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = (mark.line if mark else 0) + 2
        text = f"is not readable YAML: {getattr(error, 'problem', error)}"
        return None, end + 1, [Problem(shown(path), line, "", text)]
    except ValidationError as error:
        problems = [_problem(path, block, item) for item in error.errors()]
        return None, end + 1, problems


def _problem(path: Path, block: list[str], error: Any) -> Problem:
    location = error["loc"]
    name = str(location[0]) if location else ""
    found = (n for n, line in enumerate(block, 2) if re.match(rf"{re.escape(name)}\s*:", line))
    line = next(found, 1) if name else 1
    message = explain(error, lambda where: model_at(Head, where))
    return Problem(shown(path), line, ".".join(map(str, location)), message)
