"""Label the plate: numbered pins on a view, and names to choose from."""

from course.exercises.item import Facts, Item, option_id, shuffled
from course.exercises.match import BLANK, answer_words, mark, right_answer

__all__ = ["BLANK", "NAME", "answer_words", "make", "mark", "right_answer"]
NAME = "Label the plate"


def make(
    ident: str, prompt: str, view: str, side: str, pins: list[tuple[str, list[float]]], **about
) -> Item:
    """``pins``: the name and the place [u, v] in mm of the view; numbered from top to bottom."""
    placed = sorted(pins, key=lambda pin: (-pin[1][1], pin[1][0]))
    shown: list[Facts] = [
        {"id": f"pin-{n}", "text": f"Pin {n}", "at": at} for n, (_, at) in enumerate(placed, 1)
    ]
    names = [{"id": option_id(name), "text": name} for name, _ in placed]
    ask = {"view": view, "side": side, "pins": shown, "names": shuffled(names, ident)}
    key = {"pairs": {f"pin-{n}": option_id(name) for n, (name, _) in enumerate(placed, 1)}}
    return Item(ident, "label", prompt, ask, key, **about)
