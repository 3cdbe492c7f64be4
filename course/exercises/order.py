"""Put steps in order; part of the marks by how far off the order is."""

from course.exercises.item import (
    UNANSWERED,
    BadAnswer,
    Facts,
    Item,
    Mark,
    ids_of,
    known,
    option_id,
    shuffled,
    wanted,
)

BLANK: Facts = {"order": []}
NAME = "Put in order"


def make(ident: str, prompt: str, steps: list[str], explain: str, **about) -> Item:
    """``steps``: their texts in the right order."""
    items = [{"id": option_id(text), "text": text} for text in steps]
    key = {"order": ids_of(items), "explain": explain}
    return Item(ident, "order", prompt, {"items": shuffled(items, ident)}, key, **about)


def tau(order: list[str], right: list[str]) -> float:
    """Kendall's tau: 1 for the right order, 0 on average for chance, -1 for its reverse.

    Source: Kendall's rank correlation, pairs in agreement less pairs in disagreement, over all.
    """
    place = {one: n for n, one in enumerate(order)}
    pairs = [(a, b) for n, a in enumerate(right) for b in right[n + 1 :]]
    agree = sum(place[a] < place[b] for a, b in pairs)
    return (2 * agree - len(pairs)) / len(pairs) if pairs else 1.0


def mark(item: Item, answer: Facts) -> Mark:
    """Kendall's tau, and nothing for an order no better than chance."""
    right = item.key["order"]
    order = known(wanted(answer, "order", list), right)
    if not order:
        return UNANSWERED
    if len(order) != len(right):
        raise BadAnswer("the order does not hold every step once")
    score = max(0.0, tau(order, right))
    words = {one["id"]: one["text"] for one in item.ask["items"]}
    far = max(right, key=lambda one: abs(order.index(one) - right.index(one)))
    away = abs(order.index(far) - right.index(far))
    lead = "The right order." if not away else f"Furthest from its place: “{words[far]}”."
    return Mark(score, (lead, item.key["explain"]))


def answer_words(item: Item) -> list[str]:
    """The steps in the right order."""
    words = {one["id"]: one["text"] for one in item.ask["items"]}
    return [f"{n}. {words[one]}" for n, one in enumerate(item.key["order"], 1)]


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    return {"order": list(item.key["order"])}
