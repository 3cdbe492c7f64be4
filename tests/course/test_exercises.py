"""Exercises: what every kind asks and marks, the bank, and what the check of the bank finds."""

import dataclasses
import json
import subprocess
import sys

import pytest

from course.exercises import agreement, choice, drill, match, order, typed, zone
from course.exercises.bank import build_bank, find, items_for
from course.exercises.check import check_bank, check_item
from course.exercises.item import LEVELS, BadAnswer, item_from
from course.exercises.kinds import KINDS, answer_words, blank, mark, right_answer
from tests.answers_at_random import some_answer

FORGED = ({"chosen": ["x"]}, {"chosen": "all"}, {"text": 7}, {"order": [None]}, {"at": ["a", "b"]},
          {"pairs": {"x": "y"}}, {"strokes": [[1e9, 0, 0]]}, {"strokes": [[5] * 90_000]},
          {"decision": "refer", "asked": ["f1"] * 9}, {"readings": [float("nan")]}, [], "right",
          {"first": {"x": True}, "second": {}}, {"at": [[], {}]}, {"pairs": {"a": []}})  # fmt: skip


@pytest.fixture(scope="module")
def bank(course):
    return build_bank(course)


@pytest.fixture(scope="module")
def one_of_each(bank):
    return {kind: next(i for i in bank.values() if i.kind == kind) for kind in KINDS}


def test_the_bank_has_every_kind_and_enough_for_each_pattern(bank, course):
    assert {item.kind for item in bank.values()} == set(KINDS)
    for pattern in course.patterns:
        found = items_for(pattern, course)
        assert len(found) >= 15
        assert len({item.topic for item in found}) >= 5
    assert {item.level for item in bank.values()} == set(LEVELS)


def test_right_answers_earn_everything_and_blank_ones_nothing(bank):
    for item in bank.values():
        assert mark(item, right_answer(item)).right, item.id
        nothing = mark(item, blank(item))
        assert not nothing.answered
        assert nothing.score == 0
        assert answer_words(item)


def test_marks_stay_between_nothing_and_everything(bank):
    scores = [mark(item, some_answer(item, 1)).score for item in bank.values()]
    assert all(0 <= score <= 1 for score in scores)
    assert 0.3 < sum(scores) / len(scores) < 0.7  # neither everything nor nothing passes


@pytest.mark.parametrize("kind", KINDS)
def test_a_forged_answer_is_refused_and_breaks_nothing(one_of_each, kind):
    item = one_of_each[kind]
    for forged in FORGED:
        try:
            found = mark(item, forged)
        except BadAnswer as error:
            assert str(error)
        else:
            assert found.score < 1


def test_items_survive_json_and_their_public_side_holds_no_key(bank):
    for item in bank.values():
        assert item_from(json.loads(json.dumps(item.whole()))) == dataclasses.replace(
            item, sources=tuple(item.sources)
        )
        public = json.dumps(item.public())
        for words in item.key.get("feedback", {}).values():
            assert words not in public
        assert "key" not in item.public()


def test_the_bank_is_the_same_each_time(course, bank):
    again = build_bank(course)
    assert [i.whole() for i in again.values()] == [i.whole() for i in bank.values()]


def test_the_check_finds_nothing_in_the_bank(bank):
    assert list(check_bank(bank)) == []


def test_every_source_of_the_bank_exists(bank, course):
    assert {s for item in bank.values() for s in item.sources} <= set(course.references)


def test_the_check_finds_what_is_planted(bank):
    def broken(prompt="Which?", **options):
        return next(iter(check_item(choice.make("x.y", prompt, **options))), "")

    assert "same" in broken(options=[("A", True, "f"), ("a.", False, "f")])
    assert "no option is right" in broken(options=[("A", False, "f"), ("B", False, "f")])
    assert "every option" in broken(options=[("A", True, "f"), ("B", True, "f")])
    assert "fewer" in broken(options=[("A", True, "f")])
    assert "feedback" in broken(options=[("A", True, ""), ("B", False, "f")])
    long = [("A" * 90, True, "f"), ("B", False, "f"), ("C", False, "f")]
    assert "longer" in broken(options=long)
    told = typed.make("x.y", "What does the psoas major do?", ["Psoas major"], [], "why")
    assert "in the question" in next(iter(check_item(told)))
    twin = match.make("x.y", "Match", [("a", "same"), ("b", "same")])
    assert list(check_item(twin))
    item = next(i for i in bank.values() if i.kind == "landmark")
    gone = dataclasses.replace(item, ask={**item.ask, "view": "nowhere"})
    assert "atlas" in next(iter(check_item(gone)))
    far = dataclasses.replace(item, key={**item.key, "at": [9000, 0]})
    assert "outside" in next(iter(check_item(far)))
    double = dataclasses.replace(item, id="x.copy")
    assert any("same as" in text for _, text in check_bank({item.id: item, "x.copy": double}))


def test_unknown_ids_name_the_nearest(bank, course):
    with pytest.raises(ValueError, match="did you mean"):
        find("sacrum-one-side.zones", bank)
    with pytest.raises(ValueError, match="did you mean"):
        items_for("sacrum-one-sid", course)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("coracoid process", "right"),
        ("Processus coracoideus", "right"),
        ("the coracoid proces", "right"),
        ("coracoyd process", "right"),
        ("corocoid process", "near"),
        ("coronoid process", "near"),
        ("coronoid", "near"),
        ("acromion", "near"),
        ("spine", "wrong"),
    ],
)
def test_typing_errors_are_forgiven_and_near_names_are_not(text, found):
    accept = ["Coracoid process", "coracoid", "processus coracoideus"]
    assert typed.verdict(text, accept, ["Coronoid process", "coronoid", "Acromion"]) == found


@pytest.mark.parametrize(
    ("text", "accept", "found"),
    [
        ("Musculus teres minor", "Teres minor", "right"),
        ("teres mayor", "Teres major", "right"),
        ("teres major", "Teres minor", "near"),
        ("ileum", "Ilium", "near"),
        ("gluteus medius", "Gluteus minimus", "near"),
        ("gastrocnemeus", "Gastrocnemius", "right"),
        ("obliquus capitis superior", "Obliquus capitis inferior", "near"),
    ],
)
def test_names_that_differ_by_little(text, accept, found):
    assert typed.verdict(text, [accept], []) == found


def test_every_muscle_name_is_taken_for_no_other(course):
    names = [muscle.name for muscle in course.muscles.values()]
    for name in names:
        others = [other for other in names if other != name]
        assert all(typed.verdict(other, [name], others) != "right" for other in others)


def test_orders_are_marked_by_how_far_off_they_are():
    item = order.make("x.y", "Order", list("abcd"), "why")
    right = item.key["order"]
    swapped = [right[1], right[0], *right[2:]]
    assert mark(item, {"order": swapped}).score == pytest.approx(2 / 3)
    assert mark(item, {"order": right[::-1]}).score == 0


def test_several_right_options_less_the_wrong_ones():
    options = [("a", True, "1"), ("b", True, "2"), ("c", False, "3"), ("d", False, "4")]
    item = choice.make("x.y", "Which?", options)
    a, b = item.key["right"]
    c = next(one["id"] for one in item.ask["options"] if one["text"] == "c")
    assert mark(item, {"chosen": [a]}).score == 0.5
    assert mark(item, {"chosen": [a, c]}).score == 0
    assert mark(item, {"chosen": [a, b, c]}).score == 0.5


def test_kappa_of_a_worked_example():
    # 20 yes-yes, 15 no-no, 5 and 10 apart: agreement 0.7, by chance 0.5
    pairs = [(True, True)] * 20 + [(False, False)] * 15 + [(True, False)] * 5
    pairs += [(False, True)] * 10
    assert agreement.kappa(pairs) == pytest.approx(0.4)
    assert agreement.kappa([(True, True)] * 3) is None


def test_the_area_of_a_painted_disc_and_of_a_zone():
    disc = len(zone.painted([[40.0, 0.0, 0.0]])) * zone.CELL**2
    assert disc == pytest.approx(3.1416 * 40**2, rel=0.03)
    rubbed = zone.painted([[40.0, 0.0, 0.0], [-60.0, 0.0, 0.0]])
    assert rubbed == set()
    square = ((0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0))
    assert len(zone.inside((square,))) * zone.CELL**2 > 100 * 100 * 0.98


def test_a_case_that_is_not_careful_enough_is_unsafe(course, bank):
    item = next(i for i in bank.values() if i.kind == "case" and i.key["decision"] == "refer")
    asked = right_answer(item)["asked"]
    bold = mark(item, {"asked": asked, "decision": "treat"})
    assert (bold.score, bold.unsafe) == (0, True)
    careful = mark(item, {"asked": asked, "decision": "emergency"})
    assert (careful.score, careful.unsafe) == (0.5, False)
    assert mark(item, {"asked": [], "decision": "refer"}).score == 0.75


def test_tries_that_were_not_made_count_as_none():
    item = drill.make("x.y", "Press", 2.0, 10, 0.2, "why")
    assert mark(item, {"readings": [2.0, 2.3, 1.7]}).score == pytest.approx(0.3)


def test_exercises_import_without_heavy_libraries():
    code = (
        "import sys\nfrom course.exercises import kinds, bank, check, answers\n"
        "heavy = {'numpy', 'pandas', 'matplotlib', 'anywidget', 'IPython'} & set(sys.modules)\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
