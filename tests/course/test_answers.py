"""Answers are never lost: crash, move, copy, two tabs, another version, a damaged file."""

import json
import multiprocessing
import os
import signal
import sys
import time

import pytest

from course.exercises import answers as module
from course.exercises import choice
from course.exercises.answers import MIME, AnswerError, Answers, answers_in
from course.exercises.kinds import blank, right_answer
from patterns_data.files import WriteError

OPTIONS = [("one", True, "yes"), ("two", False, "no"), ("three", False, "no")]


@pytest.fixture
def item():
    return choice.make("a-pattern.a-question", "Which?", OPTIONS)


def test_an_answer_is_there_for_the_next_session(tmp_path, item):
    Answers(tmp_path).write(item, right_answer(item), score=1.0)
    kept, said = Answers(tmp_path).read(item)
    assert (kept.answer, kept.checks, said) == (right_answer(item), [1.0], "")
    assert (tmp_path / "answers" / "a-pattern.a-question.json").exists()


def test_a_moved_folder_keeps_its_answers(tmp_path, item):
    Answers(tmp_path / "old").write(item, right_answer(item))
    (tmp_path / "old").rename(tmp_path / "new")
    assert Answers(tmp_path / "new").read(item)[0].answer == right_answer(item)


def notebook_with(path, kept):
    output = {"output_type": "display_data", "metadata": {}, "data": {MIME: {kept.id: vars(kept)}}}
    cell = {"cell_type": "code", "outputs": [output], "source": "", "metadata": {}}
    path.write_text(json.dumps({"cells": [cell]}), encoding="utf-8")


def test_a_copied_notebook_brings_its_answers_along(tmp_path, item):
    kept = Answers(tmp_path / "here").write(item, right_answer(item))
    copy = tmp_path / "there.ipynb"
    notebook_with(copy, kept)
    assert Answers(tmp_path / "elsewhere", copy).read(item)[0].answer == right_answer(item)
    # a file beside the notebook is newer than what the notebook was saved with
    other = {"chosen": [item.ask["options"][0]["id"]]}
    Answers(tmp_path / "elsewhere", copy).write(item, other)
    assert Answers(tmp_path / "elsewhere", copy).read(item)[0].answer == other


@pytest.mark.parametrize("text", ["", "{", "[1]", '{"answer": 3}', '{"answer": {}}', "\x00\x01"])
def test_a_damaged_file_is_set_aside_and_told(tmp_path, item, text):
    path = tmp_path / "answers" / f"{item.id}.json"
    path.parent.mkdir()
    path.write_text(text, encoding="utf-8")
    kept, said = Answers(tmp_path).read(item)
    assert kept.answer == blank(item)
    assert "set aside" in said
    aside = path.with_suffix(".damaged-1")
    assert aside.read_text(encoding="utf-8") == text
    Answers(tmp_path).write(item, right_answer(item))
    assert aside.exists()


def test_a_file_of_a_newer_course_is_not_overwritten(tmp_path, item):
    Answers(tmp_path).write(item, right_answer(item))
    path = tmp_path / "answers" / f"{item.id}.json"
    data = json.loads(path.read_text(encoding="utf-8")) | {"palpate": 99}
    path.write_text(json.dumps(data), encoding="utf-8")
    _, said = Answers(tmp_path).read(item)
    assert "newer" in said
    assert json.loads(path.with_suffix(".damaged-1").read_text(encoding="utf-8")) == data


def test_an_exercise_that_changed_keeps_the_old_answer(tmp_path, item):
    Answers(tmp_path).write(item, right_answer(item))
    reworded = choice.make(item.id, "Which one?", OPTIONS)
    assert Answers(tmp_path).read(reworded)[0].answer == right_answer(item)  # it still fits
    renewed = choice.make(item.id, "Which?", [("x", True, ""), ("y", False, "")])
    kept, said = Answers(tmp_path).read(renewed)
    assert kept.answer == blank(renewed)
    assert kept.earlier[-1]["answer"] == right_answer(item)
    assert "changed" in said


def test_two_tabs_lose_nothing(tmp_path, item, monkeypatch):
    first, second = ({"chosen": [one["id"]]} for one in item.ask["options"][:2])
    Answers(tmp_path).write(item, first)
    monkeypatch.setattr(module, "SESSION", "another-tab")
    kept = Answers(tmp_path).write(item, second)
    assert kept.answer == second
    assert [old["answer"] for old in kept.earlier] == [first]


def _write_often(folder, number):
    module.SESSION = f"tab-{number}"
    item = choice.make("a-pattern.a-question", "Which?", OPTIONS)
    for turn in range(20):
        Answers(folder).write(item, {"chosen": [item.ask["options"][(turn + number) % 3]["id"]]})


def test_four_writers_at_once_leave_a_whole_file(tmp_path, item):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_write_often, args=(tmp_path, n)) for n in range(4)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(60)
    assert [one.exitcode for one in writers] == [0] * 4
    kept, said = Answers(tmp_path).read(item)
    assert kept.answer["chosen"]
    assert said == ""


@pytest.mark.skipif(sys.platform == "win32", reason="kills a process with SIGKILL")
def test_a_kill_while_writing_leaves_a_whole_file(tmp_path, item):
    context = multiprocessing.get_context("spawn")
    for turn in range(5):
        writer = context.Process(target=_write_often, args=(tmp_path, turn))
        writer.start()
        time.sleep(0.25 + 0.03 * turn)
        if writer.is_alive():
            os.kill(writer.pid, signal.SIGKILL)
        writer.join()
        _, said = Answers(tmp_path).read(item)
        assert said == ""
    Answers(tmp_path).write(item, right_answer(item))  # no lock was left behind


def test_a_folder_that_cannot_be_written_is_told(tmp_path, item):
    (tmp_path / "answers").write_text("a file where the folder should be")
    with pytest.raises(WriteError, match="answers"):
        Answers(tmp_path).write(item, right_answer(item))


@pytest.mark.parametrize("ident", ["", "../x", "a/b", "a..b", ".hidden/../x"])
def test_ids_do_not_leave_the_folder(tmp_path, ident):
    with pytest.raises(AnswerError):
        Answers(tmp_path).path(ident)


@pytest.mark.parametrize("text", ["", "[]", '{"cells": 3}', '{"cells": [{"outputs": [7]}]}'])
def test_notebooks_without_answers_hold_none(tmp_path, text):
    path = tmp_path / "odd.ipynb"
    path.write_text(text, encoding="utf-8")
    assert answers_in(path) == {}
