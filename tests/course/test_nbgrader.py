"""The real nbgrader from release to feedback: good, blank, hostile, broken and damaged work."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from nbgrader.api import Gradebook

from course.exercises.bank import build_bank
from course.grading.assignment import read_key, write_assignment
from course.grading.plan import read_assignment
from tests.classroom import answer_files, good, notebook_with

PLAN = """
id: homework-1
title: Homework 1
exercises: [sacrum-one-side.zone, sacrum-one-side.find-psis, sacrum-one-side.protocol-order]
written:
  - {id: consent, question: How do you ask?, points: 5, rubric: [Says that no is fine (5)]}
"""


# nbgrader calls `alembic` by name: as in a shell where the environment is active
ENV = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}


def nbgrader(folder, *arguments, ok=True):
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env=ENV,
    )
    assert not ok or done.returncode == 0, done.stderr[-2000:]
    return done


@pytest.fixture(scope="module")
def classroom(tmp_path_factory, course):
    folder = tmp_path_factory.mktemp("class")
    (folder / "plan.yaml").write_text(PLAN, encoding="utf-8")
    plan, items = read_assignment(folder / "plan.yaml", course, build_bank(course))
    write_assignment(folder, plan, items)
    nbgrader(folder, "generate_assignment", "homework-1")
    _, items = read_key(folder / "key/homework-1.json")
    release = folder / "release/homework-1"
    source = (release / "homework-1.ipynb").read_text(encoding="utf-8")
    for name, text in _notebooks(folder, source, items).items():
        place = folder / "submitted" / name / "homework-1"
        place.mkdir(parents=True)
        (place / "homework-1.ipynb").write_text(text, encoding="utf-8")
    answer_files(folder / "submitted/files/homework-1", good(items))
    done = nbgrader(folder, "autograde", "homework-1", ok=False)
    nbgrader(folder, "generate_feedback", "homework-1", ok=False)
    return folder, items, release, done


def _notebooks(folder, source, items):
    full = json.loads(notebook_with(source, good(items)))
    hostile = json.loads(json.dumps(full))
    for cell in hostile["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = [f"open({str(folder / 'ran')!r}, 'w')\n", "while True: pass"]
            cell["outputs"] = []
    deleted = json.loads(json.dumps(full))
    deleted["cells"] = deleted["cells"][:3]
    forged = json.loads(json.dumps(full))
    for cell in forged["cells"]:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["metadata"]["nbgrader"]["points"] = 100
            if cell["cell_type"] == "code":
                result = {"output_type": "execute_result", "metadata": {}, "execution_count": 1}
                cell["outputs"] = [result | {"data": {"text/plain": "100"}}]
    return {
        "good": json.dumps(full),
        "blank": source,
        "files": source,
        "hostile": json.dumps(hostile),
        "deleted": json.dumps(deleted),
        "forged": json.dumps(forged),
        "torn": json.dumps(full)[:3000],
    }


def test_marks_of_each_student(classroom):
    folder, items, _, _ = classroom
    most = sum(item.points for item in items)
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        marks = {s.student.id: s.score for s in gradebook.assignment_submissions("homework-1")}
    assert marks["good"] == pytest.approx(most)
    assert marks["files"] == pytest.approx(most)
    assert marks["blank"] == 0
    assert marks["hostile"] == 0
    assert marks["forged"] == 0
    assert marks["deleted"] == 0  # its answers stood in the cells that were deleted


def test_a_torn_notebook_does_not_stop_the_others(classroom):
    folder, _, _, done = classroom
    assert "torn" in done.stderr
    for name in ("good", "blank", "hostile", "deleted", "forged", "files"):
        assert (folder / "autograded" / name / "homework-1/homework-1.ipynb").exists()


def test_nothing_that_was_returned_was_run(classroom):
    assert not (classroom[0] / "ran").exists()


def test_the_release_holds_no_key(classroom):
    _, items, release, _ = classroom
    text = "".join(p.read_text(encoding="utf-8") for p in release.rglob("*.*"))
    assert "Says that no is fine" not in text  # the rubric
    for item in items:
        for words in item.key.get("explain", []):
            assert len(words) < 5 or words not in text
    assert "key" not in [p.stem for p in release.rglob("*")]


def test_feedback_says_why(classroom):
    folder, items, _, _ = classroom
    page = (folder / "feedback/good/homework-1/homework-1.html").read_text(encoding="utf-8")
    assert "1 of 1 points" in page
    zone = next(item for item in items if item.kind == "zone")
    assert zone.key["explain"][0].split(";")[0] in page


def test_free_text_waits_for_a_teacher(classroom):
    folder, _, _, _ = classroom
    with Gradebook(f"sqlite:///{folder}/gradebook.db") as gradebook:
        notebook = gradebook.find_submission_notebook("homework-1", "homework-1", "good")
        written = [g for g in notebook.grades if g.name == "written-consent"]
    assert len(written) == 1
