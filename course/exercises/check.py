"""What is wrong with exercises: ambiguous, duplicate, unanswerable, or giving themselves away."""

from collections.abc import Iterator

from course.exercises import typed
from course.exercises.item import Item, ids_of
from course.exercises.kinds import mark, right_answer
from course.exercises.match import sides
from course.exercises.places import facts
from figures.atlas_index import ATLAS

Problems = Iterator[tuple[str, str]]
PAIRS = {"match", "label"}
CHOICES = {"choice", "which-muscle"}


def check_bank(bank: dict[str, Item]) -> Problems:
    """Every problem as (id of the exercise, what is wrong and what to do)."""
    for item in bank.values():
        for message in check_item(item):
            yield item.id, message
    yield from duplicates(bank)


def check_item(item: Item) -> Iterator[str]:
    """The problems of one exercise."""
    if not item.prompt.strip():
        yield "asks nothing; write a question"
    if item.kind in CHOICES:
        yield from _choice(item)
    elif item.kind in PAIRS:
        yield from _pairs(item)
    elif item.kind == "typed":
        yield from _typed(item)
    yield from _places(item)
    if not mark(item, right_answer(item)).right:
        yield "its own right answer does not earn full marks; mend the key"


def _choice(item: Item) -> Iterator[str]:
    options, right = item.ask["options"], item.key["right"]
    texts = [typed.normal(option["text"]) for option in options]
    if len(options) < 2:
        yield "has fewer than two options; add wrong ones"
    if len(set(texts)) < len(texts):
        yield "two options say the same; change or remove one"
    if not right:
        yield "no option is right; mark one"
    if len(right) == len(options):
        yield "every option is right; add a wrong one"
    lengths = sorted((len(option["text"]), option["id"]) for option in options)
    if not item.ask["many"] and len(options) > 2 and lengths[-1][1] in right:
        longest, next_one = lengths[-1][0], lengths[-2][0]
        if longest > 60 and longest > 2.5 * next_one:
            yield "the right option is far longer than the others; it gives itself away"
    missing = [option["text"] for option in options if not item.key["feedback"].get(option["id"])]
    if missing:
        yield f"no feedback for “{missing[0]}”; say why it is right or wrong"


def _pairs(item: Item) -> Iterator[str]:
    for side in sides(item):
        if len({typed.normal(one["text"]) for one in side}) < len(side):
            yield "two things to match say the same; change one"
        if len(side) < 2:
            yield "fewer than two things to match"
    if len(set(item.key["pairs"].values())) < len(item.key["pairs"]):
        yield "one thing belongs to two others; part them"


def _typed(item: Item) -> Iterator[str]:
    names = [typed.normal(name) for name in item.key["accept"]]
    if not all(names):
        yield "accepts an answer without letters; remove it"
    asked = f" {typed.normal_long(item.prompt)} "
    if any(name and f" {name} " in asked for name in names):
        yield "the answer stands in the question"
    for name in item.key["near"]:
        if typed.verdict(name, item.key["accept"], item.key["near"]) == "right":
            yield f"'{name}' is another structure and would be taken for right"


def _places(item: Item) -> Iterator[str]:
    view = item.ask.get("view") or item.ask.get("picture", {}).get("view")
    if not view:
        return
    if not (ATLAS / view / "anchors.json").exists():
        yield f"needs the view '{view}', which the atlas does not have"
        return
    left, right, bottom, top = facts(view)["extent_mm"]
    places = [pin["at"] for pin in item.ask.get("pins", ())]
    if item.kind == "landmark":
        places.append(item.key["at"])
    if any(not (left <= u <= right and bottom <= v <= top) for u, v in places):
        yield f"asks for a place outside the view '{view}'"


def duplicates(bank: dict[str, Item]) -> Problems:
    """Exercises that ask the same with the same right answer."""
    seen: dict[tuple, str] = {}
    for item in bank.values():
        picture = item.ask.get("picture") or item.ask.get("view")
        what = (item.kind, typed.normal_long(item.prompt), str(picture), item.pattern,
                tuple(ids_of(item.ask.get("options", []))))  # fmt: skip
        if what in seen:
            yield item.id, f"asks the same as '{seen[what]}'; remove one"
        seen.setdefault(what, item.id)
