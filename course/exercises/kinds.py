"""Every kind of exercise, and marking by kind."""

from types import ModuleType

from course.exercises import (
    agreement,
    case,
    choice,
    drill,
    label,
    landmark,
    match,
    order,
    typed,
    which_muscle,
    zone,
)
from course.exercises.item import UNANSWERED, BadAnswer, Facts, Item, Mark

KINDS: dict[str, ModuleType] = {
    "agreement": agreement,
    "case": case,
    "choice": choice,
    "drill": drill,
    "label": label,
    "landmark": landmark,
    "match": match,
    "order": order,
    "typed": typed,
    "which-muscle": which_muscle,
    "zone": zone,
}


def blank(item: Item) -> Facts:
    """The answer before anything is done."""
    return dict(KINDS[item.kind].BLANK)


def mark(item: Item, answer: Facts | None) -> Mark:
    """The mark of an answer.

    Raises BadAnswer when the answer does not have the form its exercise asks for, such as a
    forged one.
    """
    if not answer or answer == KINDS[item.kind].BLANK:
        return UNANSWERED
    try:
        return KINDS[item.kind].mark(item, answer)
    except BadAnswer:
        raise
    except (TypeError, ValueError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise BadAnswer(f"the answer cannot be read ({error})") from error


def answer_words(item: Item) -> list[str]:
    """The right answer in words."""
    return KINDS[item.kind].answer_words(item)


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    return KINDS[item.kind].right_answer(item)
