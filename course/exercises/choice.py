"""Single and multiple choice, with feedback for every option."""

from course.exercises.item import (
    UNANSWERED,
    Facts,
    Item,
    Mark,
    ids_of,
    known,
    option_id,
    shuffled,
    wanted,
)

BLANK: Facts = {"chosen": []}
NAME = "Choice"


def make(
    ident: str,
    prompt: str,
    options: list[tuple[str, bool, str]],
    *,
    picture: Facts | None = None,
    **about,
) -> Item:
    """``options``: text, whether it is right, feedback. They are shown in a seeded order.

    ``picture`` asks for a pain drawing: {"view", "side", "zones": [[[u, v], ...], ...]} in mm.
    """
    right = [option_id(text) for text, good, _ in options if good]
    shown = [{"id": option_id(text), "text": text} for text, _, _ in options]
    ask: Facts = {"options": shuffled(shown, ident), "many": len(right) > 1}
    if picture:
        ask["picture"] = picture
    key = {"right": right, "feedback": {option_id(text): why for text, _, why in options}}
    return Item(ident, about.pop("kind", "choice"), prompt, ask, key, **about)


def mark(item: Item, answer: Facts) -> Mark:
    """One right: all or nothing. Several: right ones less wrong ones, never below nothing."""
    chosen = known(wanted(answer, "chosen", list), ids_of(item.ask["options"]))
    if not chosen:
        return UNANSWERED
    right = set(item.key["right"])
    if not item.ask["many"]:
        score = float(chosen[0] in right and len(chosen) == 1)
    else:
        hits = len(right & set(chosen))
        score = max(0.0, (hits - (len(chosen) - hits)) / len(right))
    missed = [i for i in item.key["right"] if i not in chosen] if item.ask["many"] else []
    feedback = [item.key["feedback"][i] for i in [*chosen, *missed]]
    return Mark(score, tuple(feedback))


def answer_words(item: Item) -> list[str]:
    """The right answers."""
    texts = {option["id"]: option["text"] for option in item.ask["options"]}
    return [texts[i] for i in item.key["right"]]


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    return {"chosen": list(item.key["right"])}
