"""A plan -> the notebook for students, what it may show, and the teacher's key."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from course.cells import Cell
from course.exercises.item import Item, item_from
from course.grading.plan import AssignmentPlan
from course.lesson import notebook_of
from course.quick import nbformat
from course.text import escape
from patterns_data.files import write_text

SHOWN = "exercises.json"  # beside the notebook: what students may see
CONFIG = Path(__file__).with_name("nbgrader_config.txt")


class KeyFileError(ValueError):
    """A key cannot be used; the message says why."""


def write_assignment(
    folder: Path, plan: AssignmentPlan, items: list[tuple[Item, float]]
) -> list[Path]:
    """Write the course folder of nbgrader: source, key, configuration; returns the files.

    ``source/<id>/`` is released; ``key/<id>.json`` never leaves the teacher. A configuration that
    is there already stays as it is.
    """
    items = [(replace(item, points=points), points) for item, points in items]
    source = folder / "source" / plan.id
    files = {
        source / f"{plan.id}.ipynb": nbformat.writes(source_notebook(plan, items)) + "\n",
        source / SHOWN: _json([item.public() for item, _ in items]),
        folder / "key" / f"{plan.id}.json": _json(key_of(plan, items)),
    }
    config = folder / "nbgrader_config.py"
    if not config.exists():
        files[config] = CONFIG.read_text(encoding="utf-8")
    for path, text in files.items():
        write_text(path, text)
    return list(files)


def key_of(plan: AssignmentPlan, items: list[tuple[Item, float]]) -> dict[str, Any]:
    """The key: every exercise with what is right, and the rubrics."""
    return {
        "palpate": 1,
        "assignment": plan.id,
        "title": plan.title,
        "items": [item.whole() for item, _ in items],
        "written": [question.model_dump() for question in plan.written],
    }


def read_key(path: Path) -> tuple[str, list[Item]]:
    """Title and exercises of a key. Raises KeyFileError when it is none of ours."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return data["title"], [item_from(facts) for facts in data["items"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise KeyFileError(
            f"{path} is not a key of an assignment ({error}); `palpate assignment` writes one "
            "into the folder `key`"
        ) from error


def source_notebook(plan: AssignmentPlan, items: list[tuple[Item, float]]) -> nbformat.NotebookNode:
    """The notebook as nbgrader's source: one locked cell for each exercise, marked by us."""
    total = sum(points for _, points in items) + sum(one.points for one in plan.written)
    how = (
        f"# {escape(plan.title)}\n\n{escape(plan.intro)}\n\n"
        "Run every cell (*Run*, *Run All Cells*), answer, save. Your answers are kept at once. "
        f"{total:g} points in all."
    )
    cells = [
        Cell("title", how, layout="title"),
        Cell("import", "from course import exercises", kind="code", slide="skip"),
    ]
    for number, (item, points) in enumerate(items, start=1):
        worth = f"## {number}. ({points:g} point{'' if points == 1 else 's'})"
        cells += [
            Cell(f"text-{number}", worth, layout="widgets"),
            Cell(cell_id(item), f'exercises.Graded("{item.id}")', kind="code", slide="-",
                 layout="widgets"),
        ]  # fmt: skip
    for one in plan.written:
        cells += [
            Cell(f"ask-{one.id}", f"## {escape(one.question)}\n\n({one.points:g} points)"),
            Cell(f"written-{one.id}", _mark_scheme(one.rubric), slide="-"),
        ]
    notebook = notebook_of(cells, {"title": plan.title, "palpate": {"assignment": plan.id}})
    graded = {cell_id(item): points for item, points in items}
    by_hand = {f"written-{one.id}": one.points for one in plan.written}
    for cell in notebook.cells:
        points = graded.get(cell.id, by_hand.get(cell.id))
        cell.metadata["nbgrader"] = _nbgrader(cell.id, points, cell.id in by_hand)
    return notebook


def cell_id(item: Item) -> str:
    """The id of an exercise's cell and of its grade."""
    return item.id.replace(".", "--")[:60].rstrip("-")


def _nbgrader(ident: str, points: float | None, by_hand: bool) -> dict[str, Any]:
    found = {"grade": points is not None, "grade_id": ident, "locked": not by_hand,
             "schema_version": 3, "solution": by_hand, "task": False}  # fmt: skip
    return found | ({} if points is None else {"points": points})


def _mark_scheme(rubric: list[str]) -> str:
    lines = "\n".join(f"- {escape(line)}" for line in rubric)
    return f"### BEGIN SOLUTION\n{lines}\n### END SOLUTION"


def _json(data: Any) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
