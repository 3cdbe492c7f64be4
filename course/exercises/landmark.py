"""Find the landmark on the skin; marks by distance, on rings from what examiners achieve."""

from math import hypot

from course.exercises.item import UNANSWERED, BadAnswer, Facts, Item, Mark, number, wanted

BLANK: Facts = {"at": []}
NAME = "Find the landmark"


def make(
    ident: str,
    prompt: str,
    view: str,
    side: str,
    at: list[float],
    rings: tuple[float, float],
    explain: list[str],
    **about,
) -> Item:
    """``at``: [u, v] mm of the view. Inside ``rings[0]`` mm full marks, beyond the second none."""
    ask = {"view": view, "side": side}
    key = {"at": at, "rings": list(rings), "explain": explain}
    return Item(ident, "landmark", prompt, ask, key, **about)


def credit(mm: float, rings: list[float]) -> float:
    """1 inside the first ring, 0 outside the second, in a straight line between them."""
    inner, outer = rings
    return max(0.0, min(1.0, (outer - mm) / (outer - inner)))


def mark(item: Item, answer: Facts) -> Mark:
    """Marks by the distance in the picture, in mm of the body."""
    place = wanted(answer, "at", list)
    if not place:
        return UNANSWERED
    if len(place) != 2:
        raise BadAnswer("a place is two numbers, mm of the view")
    u, v = map(number, place)
    mm = hypot(u - item.key["at"][0], v - item.key["at"][1])
    inner, outer = item.key["rings"]
    said = f"{mm:.0f} mm away; the rings are {inner:g} and {outer:g} mm."
    return Mark(credit(mm, item.key["rings"]), (said, *item.key["explain"]))


def answer_words(item: Item) -> list[str]:
    """How it is found."""
    return [item.key["explain"][0]]


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    return {"at": list(item.key["at"])}
