"""How the exercises did: difficulty, discrimination, the most chosen wrong answer."""

from collections import Counter
from dataclasses import dataclass
from math import sqrt

from course.exercises.item import Item
from course.grading.marking import Marked

FEW = 10  # with fewer students the numbers say little
WEAK, OFTEN = 0.1, 0.25


@dataclass(frozen=True)
class ItemStatistics:
    """One exercise over a class.

    ``difficulty`` is the mean score (1: everybody right). ``discrimination`` is the correlation of
    the score with the points on all other exercises, -1 to 1, None when it cannot be computed.
    Source of both: classical test theory (item mean; corrected item-total correlation).
    """

    item: Item
    answered: int
    difficulty: float
    discrimination: float | None
    wrong: str
    wrong_share: float

    @property
    def doubtful(self) -> bool:
        """Whether the exercise, not the class, may be what is wrong."""
        return (
            self.answered >= FEW and self.discrimination is not None and self.discrimination < WEAK
        )


def analyse(items: list[Item], marked: list[Marked]) -> list[ItemStatistics]:
    """Statistics of every exercise, the doubtful ones first, then the hardest."""
    totals = [one.total for one in marked]
    found = [_one(item, marked, totals) for item in items]
    return sorted(found, key=lambda one: (not one.doubtful, one.difficulty, one.item.id))


def _one(item: Item, marked: list[Marked], totals: list[float]) -> ItemStatistics:
    scores = [one.marks[item.id].score for one in marked]
    rest = [total - score * item.points for total, score in zip(totals, scores, strict=True)]
    answered = sum(one.marks[item.id].answered for one in marked)
    wrong, share = _most_wrong(item, marked)
    mean = sum(scores) / len(scores) if scores else 0.0
    return ItemStatistics(item, answered, mean, correlation(scores, rest), wrong, share)


def correlation(xs: list[float], ys: list[float]) -> float | None:
    """Pearson's correlation, or None when one side does not vary."""
    if len(xs) < 3:
        return None
    mx, my = sum(xs) / len(xs), sum(ys) / len(ys)
    dx, dy = [x - mx for x in xs], [y - my for y in ys]
    across = sqrt(sum(d * d for d in dx) * sum(d * d for d in dy))
    return sum(a * b for a, b in zip(dx, dy, strict=True)) / across if across > 1e-12 else None


def _most_wrong(item: Item, marked: list[Marked]) -> tuple[str, float]:
    """The wrong answer that most students gave, and the share of all students who did."""
    right = set(item.key.get("right", ())) | {item.key.get("decision")}
    options = item.ask.get("options") or item.ask.get("decisions") or []
    words = {option["id"]: option["text"] for option in options}
    chosen = Counter(
        answer
        for one in marked
        if one.marks[item.id].score < 1
        for answer in one.chosen.get(item.id, ())
        if answer not in right and (answer in words or item.kind == "typed")
    )
    if not chosen:
        return "", 0.0
    answer, count = min(chosen.items(), key=lambda pair: (-pair[1], pair[0]))
    return words.get(answer, answer), count / len(marked)
