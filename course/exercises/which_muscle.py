"""Which muscle is it: a pain drawing and the client's words, and neighbours to choose from."""

from course.exercises import choice
from course.exercises.choice import BLANK, answer_words, mark, right_answer
from course.exercises.item import Facts, Item

__all__ = ["BLANK", "NAME", "answer_words", "make", "mark", "right_answer"]
NAME = "Which muscle is it?"


def make(
    ident: str, prompt: str, picture: Facts, options: list[tuple[str, bool, str]], **about
) -> Item:
    """``picture``: {"view", "side", "zones"}; ``options``: muscle, whether right, feedback."""
    return choice.make(ident, prompt, options, picture=picture, kind="which-muscle", **about)
