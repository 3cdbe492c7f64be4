"""Class work and question bank: how long, how much memory, as ratios in one run (`make bench`)."""

import dataclasses
import json
import os
import random
import subprocess
import sys
import time
import tracemalloc
from pathlib import Path

import pytest

from course.exercises.bank import build_bank
from course.exercises.cards import CardBox
from course.exercises.check import check_bank
from course.grading.assignment import read_key, write_assignment
from course.grading.marking import mark_folder
from course.grading.plan import read_assignment
from course.grading.report import write_reports
from course.widgets.cards import Cards
from tests.answers_at_random import some_answer
from tests.classroom import good, kept_of, notebook_with

pytestmark = pytest.mark.benchmark

BIN = Path(sys.executable).parent


@pytest.fixture(scope="module")
def bank(course):
    return build_bank(course)


def returned(folder, items, count):
    """So many notebooks with answers of every quality."""
    folder.mkdir()
    for number in range(count):
        answers = {item.id: kept_of(item, some_answer(item, number)) for item in items}
        cells = [{"source": [f'"{i}"'], "cell_type": "code"} for i in answers]
        text = notebook_with(json.dumps({"cells": cells}), answers)
        (folder / f"s{number:04}.ipynb").write_text(text, encoding="utf-8")


def test_marking_grows_with_the_class_in_time_and_not_in_memory(tmp_path, bank):
    marked = [i for i in bank.values() if i.kind not in ("agreement", "drill")]
    items = random.Random(1).sample(marked, 40)
    seconds, peaks = [], []
    for count in (250, 1000):
        returned(tmp_path / str(count), items, count)
        start = time.perf_counter()
        found = write_reports(
            tmp_path / f"out-{count}", "T", items, mark_folder(tmp_path / str(count), items, 2)
        )
        seconds.append(time.perf_counter() - start)
        assert len(found) == count
        tracemalloc.start()
        write_reports(
            tmp_path / f"m-{count}", "T", items, mark_folder(tmp_path / str(count), items, 1)
        )
        peaks.append(tracemalloc.get_traced_memory()[1] / 1e6)
        tracemalloc.stop()
    print(f"\n  1,000 of 40 answers: {seconds[1]:.1f} s; 250: {seconds[0]:.1f} s; "
          f"peaks {peaks[0]:.0f} and {peaks[1]:.0f} MB")  # fmt: skip
    assert seconds[1] <= 6 * seconds[0]
    assert peaks[1] <= 4 * peaks[0]


def test_a_bank_of_two_thousand(course, bank):
    start = time.perf_counter()
    for _ in range(5):
        found = build_bank(course)
    built = time.perf_counter() - start
    many = {f"{i}-{n}": dataclasses.replace(item, id=f"{i}-{n}", prompt=f"{item.prompt} {n}")
            for n in range(4) for i, item in found.items()}  # fmt: skip
    start = time.perf_counter()
    list(check_bank(many))
    checked = time.perf_counter() - start
    per = 2000 / (5 * len(found))
    print(
        f"\n  2,000 questions: built in {built * per:.2f} s; {len(many)} checked: {checked:.2f} s"
    )
    assert built * per < 10 * checked + 10


def test_opening_the_cards_is_quicker_than_building_the_bank(tmp_path, course, bank):
    box = CardBox(bank, tmp_path)
    for number, item in enumerate(list(box.items.values())[:500]):
        box.review(item.id, 1 + number % 4, 0.5)
    start = time.perf_counter()
    build_bank(course)
    build = time.perf_counter() - start
    start = time.perf_counter()
    Cards(bank=bank, box=CardBox(bank, tmp_path))
    opened = time.perf_counter() - start
    print(f"\n  a session of 500 known cards opens in {opened:.2f} s, the bank in {build:.2f} s")
    assert opened < 5 * build


PLAN = "id: a\ntitle: A\nexercises: [{}]\n"


def test_autograding_against_nbgraders_own_on_a_plain_notebook(tmp_path, course, bank):
    """The same number of graded cells; theirs run a sum, ours are marked from answers."""
    ids = [i.id for i in bank.values() if i.pattern == "sacrum-one-side" and i.key][:10]
    env = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}

    def call(folder, *words):
        subprocess.run([sys.executable, "-m", "nbgrader", *words], cwd=folder, env=env, check=True,
                       capture_output=True)  # fmt: skip

    times = []
    for name in ("ours", "theirs"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "plan.yaml").write_text(PLAN.format(", ".join(ids)), encoding="utf-8")
        plan, items = read_assignment(folder / "plan.yaml", course, bank)
        write_assignment(folder, plan, items)
        _, items = read_key(folder / "key/a.json")
        if name == "theirs":
            (folder / "nbgrader_config.py").write_text("c = get_config()\n")
            source = folder / "source/a/a.ipynb"
            notebook = json.loads(source.read_text(encoding="utf-8"))
            for cell in notebook["cells"]:
                if cell["cell_type"] == "code":
                    cell["source"] = "x = 1 + 1"
            source.write_text(json.dumps(notebook), encoding="utf-8")
        call(folder, "generate_assignment", "a")
        release = (folder / "release/a/a.ipynb").read_text(encoding="utf-8")
        for number in range(5):
            place = folder / f"submitted/s{number}/a"
            place.mkdir(parents=True)
            (place / "a.ipynb").write_text(notebook_with(release, good(items)), encoding="utf-8")
        start = time.perf_counter()
        call(folder, "autograde", "a")
        times.append(time.perf_counter() - start)
    print(f"\n  five students: ours {times[0]:.1f} s, nbgrader's own {times[1]:.1f} s")
    assert times[0] <= 1.15 * times[1]
