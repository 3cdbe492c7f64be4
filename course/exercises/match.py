"""Match the things on the left with those on the right; the same marks for labelling a plate."""

from course.exercises.item import (
    UNANSWERED,
    BadAnswer,
    Facts,
    Item,
    Mark,
    ids_of,
    option_id,
    shuffled,
    wanted,
)

BLANK: Facts = {"pairs": {}}
NAME = "Match"


def make(ident: str, prompt: str, pairs: list[tuple[str, str]], **about) -> Item:
    """``pairs``: what stands on the left, and what belongs to it on the right."""
    left = [{"id": option_id(text), "text": text} for text, _ in pairs]
    right = [{"id": option_id(text), "text": text} for _, text in pairs]
    key = {"pairs": {option_id(a): option_id(b) for a, b in pairs}}
    ask = {"left": shuffled(left, ident), "right": shuffled(right, ident + "right")}
    return Item(ident, "match", prompt, ask, key, **about)


def sides(item: Item) -> tuple[list[Facts], list[Facts]]:
    """What is matched, and what with."""
    if item.kind == "label":
        return item.ask["pins"], item.ask["names"]
    return item.ask["left"], item.ask["right"]


def mark(item: Item, answer: Facts) -> Mark:
    """The share of pairs that are right."""
    pairs = wanted(answer, "pairs", dict)
    left, right = sides(item)
    if set(pairs) - set(ids_of(left)) or set(map(str, pairs.values())) - set(ids_of(right)):
        raise BadAnswer("the pairs name something that this exercise does not have")
    if not pairs:
        return UNANSWERED
    key, words = item.key["pairs"], {one["id"]: one["text"] for one in [*left, *right]}
    good = sum(pairs.get(one) == other for one, other in key.items())
    feedback = [f"{good} of {len(key)} are right."]
    wrong = [(one, other) for one, other in key.items() if pairs.get(one) != other]
    feedback += [f"{words[one]}: {words[other].rstrip('.')}." for one, other in wrong]
    return Mark(good / len(key), tuple(feedback))


def answer_words(item: Item) -> list[str]:
    """Every pair."""
    left, right = sides(item)
    words = {one["id"]: one["text"] for one in [*left, *right]}
    return [f"{words[one]} – {words[other]}" for one, other in item.key["pairs"].items()]


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    return {"pairs": dict(item.key["pairs"])}
