"""Exercises in a page: every kind by pointer and keyboard; the page marks as Python does."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from widget_page import open_widgets

from course.exercises.answers import Answers
from course.exercises.bank import build_bank
from course.exercises.kinds import KINDS, mark
from course.widgets.base import HERE
from course.widgets.exercise import RULES, Exercises
from tests.answers_at_random import some_answer

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def bank(course):
    return build_bank(course)


@pytest.fixture(scope="module")
def one_of_each(bank):
    own = [i for i in bank.values() if i.pattern in ("", "sacrum-one-side")]
    return {kind: next(i for i in own if i.kind == kind) for kind in KINDS}


def test_the_page_marks_as_python_does(browser, bank):
    page = browser.new_page()
    page.evaluate((HERE / "marks.js").read_text(encoding="utf-8") + "; window.mark = markAnswer; 0")
    items = [item for n, item in enumerate(bank.values()) if n % 3 == 0 or item.kind != "choice"]
    for seed in range(3):
        asked = [(item, some_answer(item, seed)) for item in items]
        sent = [[item.whole() | {"rules": RULES}, answer] for item, answer in asked]
        found = page.evaluate("pairs => pairs.map(([item, answer]) => mark(item, answer))", sent)
        for (item, answer), got in zip(asked, found, strict=True):
            ours = mark(item, answer)
            assert (got is not None) == ours.answered, (item.id, answer)
            if got:
                assert got["score"] == pytest.approx(ours.score, abs=1e-6), (item.id, answer)
                assert got["unsafe"] == ours.unsafe
                assert len(got["feedback"]) == len(ours.feedback)
    page.close()


def opened(browser, tmp_path, item, **options):
    shown = Exercises([item], "One exercise", "", answers=Answers(tmp_path), **options)
    return shown, open_widgets(browser, tmp_path, shown)


def answer_by_pointer(page, item):
    if item.kind in ("choice", "which-muscle"):
        page.locator(".palpate input").first.check()
    elif item.kind == "typed":
        page.locator(".palpate input[type=text]").fill(item.key["accept"][0])
    elif item.kind in ("match", "label"):
        page.locator(".pair select").first.select_option(index=1)
    elif item.kind == "order":
        page.locator(".arrange button").nth(1).click()
    elif item.kind in ("landmark", "zone"):
        page.locator(".stage-picture").scroll_into_view_if_needed()
        box = page.locator(".stage-picture").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.6, steps=4)
        page.mouse.up()
    elif item.kind == "case":
        page.locator(".row button").first.click()
        page.locator(".palpate input[type=radio]").last.check()
    elif item.kind == "drill":
        page.locator(".readings input").first.fill("1")
        page.locator(".readings input").first.blur()
    else:
        page.locator(".pair select").first.select_option(index=1)
        page.locator(".palpate input[type=radio]").nth(1).check()
        page.locator(".pair select").first.select_option(index=1)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_answered_and_checked_by_pointer(browser, tmp_path, one_of_each, kind):
    _, page = opened(browser, tmp_path, one_of_each[kind])
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    answer_by_pointer(page, one_of_each[kind])
    page.get_by_role("button", name="Check").click()
    assert page.locator(".reply li").count() >= 1
    assert page.locator(".say").inner_text()
    assert not wrong
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_answered_by_keyboard_alone(browser, tmp_path, one_of_each, kind):
    item = one_of_each[kind]
    _, page = opened(browser, tmp_path, item)
    if kind in ("landmark", "zone"):
        page.locator(".cursor").focus()
        page.keyboard.press("ArrowRight")
        page.keyboard.press("Enter")
    else:
        page.locator(".tools button").last.focus()
        keys = {"typed": ["x"], "order": ["Tab", "Enter"], "drill": ["1", "Tab"]}.get(
            kind, ["Space"] if kind in ("choice", "which-muscle") else ["ArrowDown"]
        )
        page.keyboard.press("Tab")
        if kind == "case":
            page.keyboard.press("Enter")
            page.locator(".palpate input[type=radio]").first.focus()
            keys = ["Space"]
        if kind == "agreement":
            page.locator(".pair select").first.focus()
            page.keyboard.press("ArrowDown")
            page.locator(".palpate input[type=radio]").first.focus()
            page.keyboard.press("ArrowRight")
            page.locator(".pair select").first.focus()
        for key in keys:
            page.keyboard.press(key)
    page.get_by_role("button", name="Check").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => document.querySelectorAll('.reply li').length > 0")
    page.close()


def test_exercises_are_accessible(browser, tmp_path, one_of_each):
    shown = [
        Exercises([item], kind, "", answers=Answers(tmp_path)) for kind, item in one_of_each.items()
    ]
    page = open_widgets(browser, tmp_path, *shown)
    page.wait_for_function(
        f"() => document.querySelectorAll('.palpate .ask').length === {len(shown)}"
    )
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]})
    assert found.violations_count == 0, found.generate_report()
    page.close()


def test_what_is_done_reaches_the_file(tmp_path, one_of_each):
    item = one_of_each["choice"]
    shown = Exercises([item], "One", "", answers=Answers(tmp_path))
    answer = {"chosen": list(item.key["right"])}
    shown.set(answers={item.id: answer}, checked={item.id: False}, n=1)
    shown.set(checked={item.id: True}, n=2)
    kept, _ = Answers(tmp_path).read(item)
    assert (kept.answer, kept.checks) == (answer, [1.0])
    again = Exercises([item], "One", "", answers=Answers(tmp_path))
    assert again.state["answers"] == {item.id: answer}
    assert again.state["checked"] == {item.id: True}


def test_what_was_done_without_python_comes_back(browser, tmp_path, one_of_each):
    item = one_of_each["choice"]
    _, page = opened(browser, tmp_path, item)
    page.locator(".palpate input").nth(2).check()
    page.reload()
    page.wait_for_function("() => document.querySelector('.palpate input:checked')")
    assert page.locator(".palpate input").nth(2).is_checked()
    page.close()


def test_graded_exercises_hold_no_key(bank, tmp_path):
    items = [item for item in bank.values() if item.pattern == "sacrum-one-side"]
    shown = Exercises(items, "Test", "", graded=True, answers=Answers(tmp_path))
    text = str(shown.get_state())
    for item in items:
        for words in [*item.key.get("feedback", {}).values(), item.key.get("explain", "")]:
            for one in [words] if isinstance(words, str) else words:
                assert not one or one not in text
