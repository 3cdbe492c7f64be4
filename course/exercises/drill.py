"""The pressure drill: press on a scale without looking, write down what it shows."""

from statistics import mean, stdev

from course.exercises.item import UNANSWERED, BadAnswer, Facts, Item, Mark, number, wanted

BLANK: Facts = {"readings": []}
NAME = "Pressure drill"


def make(
    ident: str, prompt: str, target: float, tries: int, within: float, explain: str, **about
) -> Item:
    """``target`` in kg on the scale; a reading is good within the share ``within`` of it."""
    ask = {"target": target, "tries": tries, "within": within}
    return Item(ident, "drill", prompt, ask, {"explain": explain}, **about)


def mark(item: Item, answer: Facts) -> Mark:
    """The share of the tries that came within the range; a try that was not made counts as none."""
    readings = [number(value) for value in wanted(answer, "readings", list)]
    if not readings:
        return UNANSWERED
    tries, target = item.ask["tries"], item.ask["target"]
    if len(readings) > tries or min(readings) < 0 or max(readings) > 50:
        raise BadAnswer(f"there are {tries} tries, each from 0 to 50 kg")
    good = sum(abs(value - target) <= item.ask["within"] * target + 1e-9 for value in readings)
    said = [f"{good} of {tries} readings within {100 * item.ask['within']:.0f} % of {target:g} kg."]
    if len(readings) > 1:
        said.append(f"Mean {mean(readings):.2f} kg, standard deviation {stdev(readings):.2f} kg.")
    return Mark(good / tries, (*said, item.key["explain"]))


def answer_words(item: Item) -> list[str]:
    """What counts as right."""
    target, within = item.ask["target"], item.ask["within"]
    return [f"{target * (1 - within):g} to {target * (1 + within):g} kg at every try"]


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    return {"readings": [item.ask["target"]] * item.ask["tries"]}
