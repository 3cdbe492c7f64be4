"""nbgrader's autograde with our marks: answers are read and marked, returned code never runs."""

import json
from dataclasses import asdict
from html import escape
from pathlib import Path
from typing import Any

from nbformat import NotebookNode, read
from nbformat.v4 import new_output
from nbgrader.preprocessors import NbGraderPreprocessor
from traitlets import Unicode

from course.exercises.answers import MIME, answers_of
from course.exercises.item import Item
from course.grading.assignment import cell_id, read_key
from course.grading.marking import Marked, mark_returned
from course.grading.submission import Returned, read_submission

STASH = "palpate_answers"


class RecoverAnswers(NbGraderPreprocessor):
    """Before the outputs are cleared: keep the answers that travel in them."""

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Move the answers of the outputs to the notebook's metadata; put lost cells back."""
        kept, problems = answers_of(nb)
        for problem in problems:
            self.log.warning(problem)
        nb = self._whole(nb, resources)
        nb.metadata[STASH] = json.dumps({ident: asdict(one) for ident, one in kept.items()})
        return nb, resources

    def _whole(self, nb: NotebookNode, resources: Any) -> NotebookNode:
        """The notebook, or the released one with the student's words where cells were lost."""
        about = resources["nbgrader"]
        folder = Path(resources["metadata"]["path"])
        path = _above(folder, f"release/{about['assignment']}/{about['notebook']}.ipynb")
        if path is None:
            return nb
        released = read(path, as_version=4)
        own = {ident: cell for cell in nb.cells if (ident := _grade_id(cell))}
        lost = [i for cell in released.cells if (i := _grade_id(cell)) and i not in own]
        if not lost:
            return nb
        self.log.warning("%s: cells were deleted: %s", about["student"], ", ".join(lost))
        for cell in released.cells:
            mine = own.get(_grade_id(cell))
            if mine is not None and cell.metadata.nbgrader.get("solution"):
                cell.source = mine.source
        return released


class MarkAnswers(NbGraderPreprocessor):
    """In place of running the notebook: mark the answers with the key of the assignment."""

    key_folder = Unicode("key", help="folder of the keys, below the course's folder").tag(
        config=True
    )

    def preprocess(self, nb: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        """Give every exercise's cell its mark and the reasons as outputs."""
        about = resources["nbgrader"]
        folder = Path(resources["metadata"]["path"])
        _, items = read_key(self._key(folder, about["assignment"]))
        marked = mark_returned(self._returned(nb, folder, about["student"]), items)
        for remark in marked.remarks:
            self.log.warning("%s: %s", about["student"], remark)
        by_cell = {cell_id(item): item for item in items}
        for cell in nb.cells:
            grade = cell.metadata.get("nbgrader", {})
            if cell.cell_type == "code":
                cell.outputs = []
                item = by_cell.get(grade.get("grade_id", ""))
                if item is not None and grade.get("grade"):
                    cell.outputs = outputs(item, marked)
        return nb, resources

    def _key(self, folder: Path, assignment: str) -> Path:
        """The key of the assignment."""
        path = _above(folder, f"{self.key_folder}/{assignment}.json")
        if path is not None:
            return path
        raise FileNotFoundError(
            f"there is no {self.key_folder}/{assignment}.json in the course's folder; "
            "`palpate assignment` writes it"
        )

    def _returned(self, nb: NotebookNode, folder: Path, student: str) -> Returned:
        files = folder / "answers"
        found = read_submission(student, [files] if files.is_dir() else [])
        found.remarks = [remark for remark in found.remarks if remark != "no answer was found"]
        stash = nb.metadata.pop(STASH, "{}")
        bundle = {"data": {MIME: json.loads(stash)}}
        for kept in answers_of({"cells": [{"outputs": [bundle]}]})[0].values():
            found.take(kept)
        if not found.answers:
            found.remarks.append("no answer was found")
        return found


def _above(folder: Path, name: str) -> Path | None:
    """The file of this name, looked for from a folder upward."""
    for parent in (folder, *folder.resolve().parents):
        if (parent / name).is_file():
            return parent / name
    return None


def _grade_id(cell: NotebookNode) -> str:
    """The name under which nbgrader knows a cell, or nothing."""
    found = cell.metadata.get("nbgrader", {})
    return found.get("grade_id", "") if isinstance(found, dict) else ""


def outputs(item: Item, marked: Marked) -> list[NotebookNode]:
    """The points, as nbgrader reads them, and the reasons for the student."""
    found = marked.marks[item.id]
    points = round(found.score * item.points, 4)
    lines = "".join(f"<li>{escape(line)}</li>" for line in found.feedback)
    unsafe = "<p><strong>This decision could have done harm.</strong></p>" if found.unsafe else ""
    html = f"<p>{points:g} of {item.points:g} points</p>{unsafe}<ul>{lines}</ul>"
    return [
        new_output("execute_result", {"text/plain": f"{points}"}, execution_count=None),
        new_output("display_data", {"text/html": html, "text/plain": f"{points:g} points"}),
    ]
