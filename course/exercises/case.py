"""A case with branches: ask and test, then decide; stopping and referring can be right."""

from course.exercises.item import UNANSWERED, BadAnswer, Facts, Item, Mark, ids_of, known, wanted

BLANK: Facts = {"asked": [], "decision": ""}
NAME = "Case"
# From the boldest to the most careful: deciding less carefully than is right can do harm.
CARE = ("treat", "treat_with_care", "not_this_muscle", "refer", "emergency")


def make(ident: str, prompt: str, ask: Facts, key: Facts, **about) -> Item:
    """``ask``: person, story, findings (id, text, answer), decisions (id, text).

    ``key``: decision, and the reasons under ``consequences`` (decision -> what follows from it),
    ``explain`` (reasoning, next step, what to take away).
    """
    return Item(ident, "case", prompt, ask, key, **about)


def mark(item: Item, answer: Facts) -> Mark:
    """Full marks for the right decision after at least half of the questions.

    Half marks for a decision that is more careful than it needs to be, none for one that is not
    careful enough; a quarter less when fewer than half of the questions were asked first.
    """
    asked = known(wanted(answer, "asked", list), ids_of(item.ask["findings"]))
    decision = wanted(answer, "decision", str)
    if not decision:
        return UNANSWERED
    if decision not in item.key["consequences"]:
        raise BadAnswer(f"'{decision}' is not a decision of this case")
    right = item.key["decision"]
    over = CARE.index(decision) - CARE.index(right)
    score = 1.0 if over == 0 else 0.5 if over > 0 else 0.0
    feedback = [item.key["consequences"][decision]]
    if len(asked) < len(item.ask["findings"]) / 2:
        score *= 0.75
        feedback.append(
            f"You decided after {len(asked)} of {len(item.ask['findings'])} questions: too early."
        )
    unsafe = over < 0 and right in ("refer", "emergency")
    return Mark(score, (*feedback, *item.key["explain"]), unsafe=unsafe)


def answer_words(item: Item) -> list[str]:
    """The right decision and why."""
    words = {one["id"]: one["text"] for one in item.ask["decisions"]}
    return [words[item.key["decision"]], *item.key["explain"]]


def right_answer(item: Item) -> Facts:
    """An answer with full marks."""
    return {"asked": ids_of(item.ask["findings"]), "decision": item.key["decision"]}
