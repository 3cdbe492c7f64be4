"""Today's cards: exercises that come back when they are about to be forgotten."""

from typing import Any

from course.exercises.bank import Bank, items_for, the_bank
from course.exercises.cards import RATINGS, CardBox
from course.exercises.item import BadAnswer, Facts
from course.exercises.kinds import mark
from course.widgets.exercise import Exercises
from course.widgets.facts import current
from patterns_data.files import WriteError
from patterns_data.load import Course

MOST = 40  # cards in one session; the rest waits for the next


class Cards(Exercises):
    """``Cards("sacrum-one-side")``: the day's session on some patterns, or on all of them.

    State, besides that of exercises: rated (id -> 1 again, 2 hard, 3 good, 4 easy).
    """

    def __init__(
        self,
        *patterns: str,
        new: int = 10,
        bank: Bank | None = None,
        box: CardBox | None = None,
        course: Course | None = None,
        **more: Any,
    ):
        self.box = box or CardBox(bank or _chosen(patterns, current(course)))
        items = self.box.due(new=new)[:MOST]
        self._rated: Facts = {}
        fresh = sum(item.id not in {review.id for review in self.box.reviews} for item in items)
        intro = (
            f"{len(items)} for today, {fresh} of them new. Answer, check, then say how it went."
            if items
            else "Nothing is due today. Come back tomorrow."
        )
        super().__init__(items, "Today's cards", intro, rate=RATINGS, fresh=True, **more)
        self.observe(self._rate, "state")

    def _rate(self, change: Facts) -> None:
        """Note each rating once."""
        state = change["new"]
        for ident, rating in state.get("rated", {}).items():
            if ident in self._rated or ident not in self._items or rating not in RATINGS:
                continue
            try:
                score = mark(self._items[ident], state["answers"].get(ident)).score
                self.box.review(ident, rating, score)
            except (BadAnswer, WriteError) as error:
                self._say(str(error))
            self._rated[ident] = rating


def _chosen(patterns: tuple[str, ...], course: Course) -> Bank:
    if not patterns:
        return the_bank()
    return {item.id: item for slug in patterns for item in items_for(slug, course)}
