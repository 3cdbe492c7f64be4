"""Class work: plans, keys that stay secret, marks of a folder, item analysis, hostile work."""

import csv
import dataclasses
import json
import random

import pytest

from course.exercises.bank import build_bank
from course.exercises.item import UNANSWERED, Mark, item_from
from course.exercises.kinds import mark
from course.export.many import on_cluster
from course.grading.analysis import analyse, correlation
from course.grading.assignment import KeyFileError, read_key, write_assignment
from course.grading.marking import mark_folder, student_of
from course.grading.plan import read_assignment
from course.grading.report import write_reports
from course.grading.submission import read_submission
from patterns_data.problems import DataError
from tests.answers_at_random import some_answer
from tests.classroom import answer_files, good, kept_of, notebook_with, nothing, zipped

PLAN = """
id: homework-1
title: Homework 1
exercises: [sacrum-one-side.zone, sacrum-one-side.find-psis, sacrum-one-side.protocol-order]
draw:
  - {pattern: sacrum-one-side, topic: safety, count: 4}
  - {pattern: half-moon-beside-sacrum, kind: case, count: 1}
questions:
  - id: first-touch
    question: What comes before the first touch?
    points: 2
    options:
      - {text: Questions about red flags, right: true, feedback: Yes.}
      - {text: The sore spot, feedback: No.}
written:
  - {id: consent, question: How do you ask?, points: 5, rubric: [Says that no is fine (5)]}
points: {sacrum-one-side.protocol-order: 3}
"""


@pytest.fixture(scope="module")
def bank(course):
    return build_bank(course)


@pytest.fixture
def made(tmp_path, course, bank):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    plan, items = read_assignment(path, course, bank)
    write_assignment(tmp_path / "class", plan, items)
    _, found = read_key(tmp_path / "class/key/homework-1.json")
    return tmp_path / "class", found


def test_an_assignment_holds_what_the_plan_says(made):
    folder, items = made
    assert len(items) == 9
    points = {item.id: item.points for item in items}
    assert points["sacrum-one-side.protocol-order"] == 3
    assert points["own.first-touch"] == 2
    cells = json.loads((folder / "source/homework-1/homework-1.ipynb").read_text())["cells"]
    graded = [c["metadata"]["nbgrader"] for c in cells if c["metadata"]["nbgrader"]["grade"]]
    assert sum(cell["points"] for cell in graded) == sum(points.values()) + 5


def test_the_same_plan_gives_the_same_bytes(tmp_path, course, bank):
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    for name in ("one", "two"):
        write_assignment(tmp_path / name, *read_assignment(path, course, bank))
    files = sorted(p.relative_to(tmp_path / "one") for p in (tmp_path / "one").rglob("*.*"))
    assert files
    for file in files:
        assert (tmp_path / "one" / file).read_bytes() == (tmp_path / "two" / file).read_bytes()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("zone,", "did you mean 'sacrum-one-side.zone'"),
        ("count: 4", "only"),
        ("pattern: sacrum-one-side, topic", "no pattern"),
        ("sacrum-one-side.protocol-order: 3", "not in this assignment"),
        ("id: homework-1", "slug"),
        ("points: 5", "greater"),
        ("right: true, ", "right"),
    ],
)
def test_a_wrong_plan_is_told_with_its_line(tmp_path, course, bank, change, said):
    to = {
        "zone,": "zon,",
        "count: 4": "count: 99",
        "pattern: sacrum-one-side, topic": "pattern: sacrum-one, topic",
        "sacrum-one-side.protocol-order: 3": "sacrum-one-side.nothing: 3",
        "id: homework-1": "id: Homework 1",
        "points: 5": "points: -5",
        "right: true, ": "",
    }[change]
    path = tmp_path / "plan.yaml"
    path.write_text(PLAN.replace(change, to), encoding="utf-8")
    with pytest.raises(DataError, match=rf"plan\.yaml:\d+: (?s:.)*{said}"):
        read_assignment(path, course, bank)


def test_nothing_that_is_released_holds_the_key(made):
    folder, items = made
    released = "".join(
        p.read_text(encoding="utf-8") for p in (folder / "source").rglob("*.*") if p.is_file()
    )
    for item in items:
        told = [*item.key.get("feedback", {}).values(), *item.key.get("consequences", {}).values()]
        explain = item.key.get("explain", [])
        told += [explain] if isinstance(explain, str) else explain
        assert not [words for words in told if len(words) > 4 and words in released]
    shown = json.loads((folder / "source/homework-1/exercises.json").read_text())
    assert all(set(one) <= {"id", "kind", "prompt", "ask", "pattern", "topic", "level", "points",
                            "version"} for one in shown)  # fmt: skip
    for item, one in zip(items, shown, strict=True):
        if item.kind == "order":  # the steps do not stand in their order
            assert [step["id"] for step in one["ask"]["items"]] != item.key["order"]


def test_a_key_that_is_none_is_refused(tmp_path):
    path = tmp_path / "key.json"
    for text in ("", "{}", '{"title": 1, "items": [{}]}'):
        path.write_text(text)
        with pytest.raises(KeyFileError, match="key"):
            read_key(path)


@pytest.fixture
def returned(tmp_path, made):
    """Good, blank, forged, torn, empty, foreign, twofold and odd submissions."""
    folder, items = made
    source = (folder / "source/homework-1/homework-1.ipynb").read_text(encoding="utf-8")
    place = tmp_path / "returned"
    place.mkdir()
    (place / "Good.ipynb").write_text(notebook_with(source, good(items)), encoding="utf-8")
    answer_files(place / "Folder", good(items))
    zipped(place / "Zipped_1234_assignsubmission_file.zip", good(items))
    (place / "Blank.ipynb").write_text(source, encoding="utf-8")
    answer_files(place / "Nothing", nothing(items))
    (place / "Torn.ipynb").write_text(notebook_with(source, good(items))[:4000], encoding="utf-8")
    (place / "Notazip.zip").write_bytes(b"PK\x03\x04 and then nothing")
    answer_files(place / "Forged", {i.id: kept_of(i, {"chosen": ["all"]}) for i in items})
    foreign = kept_of(items[0], {}) | {"id": "another.course"}
    answer_files(place / "Foreign", {"another.course": foreign})
    (place / "Müller; =1+1.ipynb").write_text(notebook_with(source, good(items)), encoding="utf-8")
    older = nothing(items)
    (place / "Twice.ipynb").write_text(notebook_with(source, good(items)), encoding="utf-8")
    for kept in older.values():
        kept["changed"] = "2026-11-01T00:00:00+00:00"
    zipped(place / "Twice (1).zip", older)
    hostile = json.loads(notebook_with(source, good(items)))
    for cell in hostile["cells"]:
        if cell["cell_type"] == "code":
            cell["source"] = f"open({str(tmp_path / 'ran')!r}, 'w')\nwhile True: pass"
    (place / "Hostile.ipynb").write_text(json.dumps(hostile), encoding="utf-8")
    return place, items


def test_each_submission_gets_its_own_marks(returned, tmp_path):
    place, items = returned
    found = {one.student: one for one in mark_folder(place, items, jobs=1)}
    most = sum(item.points for item in items)
    assert set(found) == {"Good", "Folder", "Zipped", "Blank", "Nothing", "Torn", "Notazip",
                          "Forged", "Foreign", "Müller; =1+1", "Twice", "Hostile"}  # fmt: skip
    for name in ("Good", "Folder", "Zipped", "Müller; =1+1", "Twice", "Hostile"):
        assert found[name].total == pytest.approx(most), name
    for name in ("Blank", "Nothing", "Torn", "Notazip", "Forged", "Foreign"):
        assert found[name].total == 0, name
    assert not (tmp_path / "ran").exists()  # nothing was run
    told = {name: "; ".join(one.remarks) for name, one in found.items()}
    assert "cut off" in told["Torn"]
    assert "2 files" in told["Twice"]
    assert "form that no exercise writes" in told["Forged"]
    assert "other exercises" in told["Foreign"]
    assert "no answer" in told["Blank"]
    assert "zip" in told["Notazip"] or "no answer" in told["Notazip"]
    assert told["Good"] == ""


def test_reports_are_written_and_escaped(returned, tmp_path):
    place, items = returned
    out = tmp_path / "marks"
    marked = write_reports(out, "Home <b>work</b>", items, mark_folder(place, items, jobs=1))
    rows = list(csv.reader((out / "marks.csv").open(encoding="utf-8")))
    assert len(rows) == len(marked) + 1
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "@")]
    blank = next(row for row in rows if row[0] == "Blank")
    assert set(blank[4:-1]) == {""}  # not answered is not the same as no marks
    page = (out / "class.html").read_text(encoding="utf-8")
    assert "Home &lt;b&gt;work&lt;/b&gt;" in page
    assert len(list((out / "feedback").glob("*.html"))) == len(marked)


@pytest.mark.parametrize(
    ("name", "student"),
    [
        ("Ana Lima_12345_assignsubmission_file", "Ana Lima"),
        ("limaana_late_4711_99182_homework.ipynb", "limaana"),
        ("homework (2).ipynb", "homework"),
        ("Ana.zip", "Ana"),
        ("(1).zip", "(1)"),
    ],
)
def test_names_as_platforms_write_them(tmp_path, name, student):
    path = tmp_path / name
    if "." in name:
        path.touch()
    else:
        path.mkdir()
    assert student_of(path) == student


def test_a_zip_that_unpacks_to_too_much_is_left(tmp_path, monkeypatch):
    from course.grading import submission

    monkeypatch.setattr(submission, "BIGGEST", 2000)
    path = tmp_path / "big.zip"
    zipped(path, {"a.b": {"answer": {"text": "x" * 5000}}})
    found = read_submission("s", [path])
    assert "too large" in "; ".join(found.remarks)


def test_two_hundred_submissions_and_a_planted_bad_item(tmp_path, bank):
    """Marks equal those of the answers; the item with a wrong key is the doubtful one."""
    items = [i for i in bank.values() if i.kind == "choice" and not i.ask["many"]][:20]
    bad = items[7]
    others = [one["id"] for one in bad.ask["options"] if one["id"] not in bad.key["right"]]
    wrong_key = dataclasses.replace(bad, key={**bad.key, "right": others[:1]})
    key = [wrong_key if item is bad else item for item in items]
    known = {}
    for number in range(200):
        rng, skill = random.Random(number), number / 200
        answers = {}
        for item in items:
            right, options = item.key["right"], [one["id"] for one in item.ask["options"]]
            knows = rng.random() < skill
            chosen = right[0] if knows else rng.choice(options)
            answers[item.id] = kept_of(item, {"chosen": [chosen]})
        known[f"s{number:03}"] = sum(mark(item, answers[item.id]["answer"]).score for item in key)
        answer_files(tmp_path / "in" / f"s{number:03}", answers)
    marked = list(mark_folder(tmp_path / "in", key, jobs=2))
    assert {one.student: one.total for one in marked} == pytest.approx(known)
    statistics = analyse(key, marked)
    assert statistics[0].item.id == bad.id
    assert [one.item.id for one in statistics if one.doubtful] == [bad.id]
    assert statistics[0].discrimination < 0
    again = list(mark_folder(tmp_path / "in", key, jobs=1))
    assert [one.marks for one in again] == [one.marks for one in marked]


def test_statistics_of_a_worked_example():
    assert correlation([1, 2, 3, 4], [2, 4, 6, 8]) == pytest.approx(1)
    assert correlation([1, 0, 1, 0], [0, 1, 0, 1]) == pytest.approx(-1)
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert UNANSWERED.score == 0
    assert Mark(1.0).right


def test_every_kind_goes_through_a_key(tmp_path, bank):
    """What a key holds marks as the bank does."""
    for item in list(bank.values())[::7]:
        again = item_from(json.loads(json.dumps(item.whole())))
        answer = json.loads(json.dumps(some_answer(item, 5)))
        assert mark(again, answer) == mark(item, answer)


def test_a_dask_cluster_marks_the_same(tmp_path, bank):
    distributed = pytest.importorskip("distributed")
    items = [item for item in bank.values() if item.kind == "match"][:5]
    for number in range(60):
        answers = {item.id: kept_of(item, some_answer(item, number)) for item in items}
        answer_files(tmp_path / "in" / f"s{number:02}", answers)
    here = [one.marks for one in mark_folder(tmp_path / "in", items, jobs=1)]
    options = {"n_workers": 1, "threads_per_worker": 2, "dashboard_address": None}
    with (
        distributed.LocalCluster(**options) as cluster,
        on_cluster(cluster.scheduler_address),
    ):
        there = [one.marks for one in mark_folder(tmp_path / "in", items)]
    assert there == here
