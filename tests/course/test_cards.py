"""Spaced repetition and progress: what comes back when, and what is never lost."""

import datetime
import zipfile

import pytest

from course.exercises.answers import Answers
from course.exercises.bank import build_bank
from course.exercises.cards import NEVER, CardBox
from course.exercises.kinds import right_answer
from course.widgets.cards import Cards
from course.widgets.progress import Progress

DAY = datetime.timedelta(days=1)
START = datetime.datetime(2026, 3, 1, 9, tzinfo=datetime.UTC)


@pytest.fixture(scope="module")
def bank(course):
    return build_bank(course)


@pytest.fixture
def box(bank, tmp_path):
    return CardBox(bank, tmp_path)


def test_ten_new_cards_a_day_and_no_exercise_for_two(box):
    first = box.due(START)
    assert len(first) == 10
    assert not {item.kind for item in first} & set(NEVER)
    for item in first[:4]:
        box.review(item.id, 3, 1.0, START)
    assert len(box.due(START)) == 6


def test_what_is_known_comes_back_later_than_what_is_not(box):
    known, unknown = box.due(START)[:2]
    box.review(known.id, 3, 1.0, START)
    box.review(unknown.id, 1, 0.0, START)
    soon = [item.id for item in box.due(START + DAY, new=0)]
    assert unknown.id in soon
    assert known.id not in soon
    when = next(n for n in range(1, 60) if known.id in
                [item.id for item in box.due(START + n * DAY, new=0)])  # fmt: skip
    box.review(known.id, 3, 1.0, START + when * DAY)
    again = next(n for n in range(1, 365) if known.id in
                 [item.id for item in box.due(START + (when + n) * DAY, new=0)])  # fmt: skip
    assert again > when


def test_the_schedule_is_computed_from_the_file_again(box, bank, tmp_path):
    for n, item in enumerate(box.due(START)):
        box.review(item.id, 1 + n % 4, n / 10, START)
    other = CardBox(bank, tmp_path)
    assert other.reviews == box.reviews
    assert other.forecast(30, START) == box.forecast(30, START)
    assert sum(other.forecast(400, START)) == 10


def test_a_torn_or_odd_line_costs_only_itself(box, bank, tmp_path):
    item = box.due(START)[0]
    box.review(item.id, 3, 1.0, START)
    with box.path.open("a") as file:
        file.write('{"id": "x", "rating": 9}\nnot json\n{"id": "torn')
    box = CardBox(bank, tmp_path)
    assert (len(box.reviews), box.unread) == (1, 3)
    box.review(item.id, 4, 1.0, START + DAY)
    assert len(CardBox(bank, tmp_path).reviews) == 2


def test_a_reset_keeps_the_old_reviews(box):
    assert box.reset() is None
    box.review(box.due(START)[0].id, 3, 1.0, START)
    old = box.reset()
    assert old.read_text().count("\n") == 1
    assert box.reviews == []
    assert len(box.due(START)) == 10


def test_cards_that_left_the_course_are_left_out(box, bank, tmp_path):
    item = box.due(START)[0]
    box.review(item.id, 1, 0.0, START)
    fewer = {i: one for i, one in bank.items() if i != item.id}
    assert item.id not in [one.id for one in CardBox(fewer, tmp_path).due(START + DAY)]


def test_the_session_notes_each_rating_once(box, bank, tmp_path):
    shown = Cards(bank=bank, box=box, answers=Answers(tmp_path))
    item = next(iter(shown._items.values()))
    answers = {item.id: right_answer(item)}
    shown.set(answers=answers, checked={item.id: True}, rated={item.id: 3}, n=1)
    shown.set(n=2)
    assert [(r.id, r.rating, r.score) for r in box.reviews] == [(item.id, 3, 1.0)]
    shown.set(rated={item.id: 3, "unknown.card": 3, item.id + "x": 7}, n=3)
    assert len(box.reviews) == 1


def test_progress_tells_what_is_done_and_travels_as_one_file(box, bank, course, tmp_path):
    item = bank["sacrum-one-side.find-psis"]
    Answers(tmp_path).write(item, right_answer(item), score=1.0)
    box.review(item.id, 2, 0.5, START)
    shown = Progress(tmp_path, bank, course)
    slug, _, count, there, mean = shown.done()[0]
    assert (slug, count, mean) == ("sacrum-one-side", 1, 1.0)
    assert there > 15
    html = shown._repr_html_()
    assert "landmarks" in html
    assert "aria-label" in html
    first = shown.export(tmp_path / "one.zip").read_bytes()
    assert shown.export(tmp_path / "two.zip").read_bytes() == first
    with zipfile.ZipFile(tmp_path / "one.zip") as packed:
        packed.extractall(tmp_path / "new")
    moved = Progress(tmp_path / "new", bank, course)
    assert moved.done() == shown.done()
    assert moved.box.reviews == shown.box.reviews
