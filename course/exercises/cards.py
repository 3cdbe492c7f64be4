"""Spaced repetition: which exercises come back when, by the FSRS scheduler.

Every review is one line of answers/cards.jsonl and is never changed afterwards; the schedule is
computed from the lines, so that a better scheduler or a second computer can use the same file.
"""

import datetime
import json
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock
from fsrs import Card, Rating, Scheduler

from course.exercises.answers import FOLDER
from course.exercises.item import Item
from patterns_data.files import WriteError

NEVER = ("agreement", "drill")  # what needs hands and a partner is no card
NEW = 10  # new cards a day
LONGEST = 365  # days until a card comes back at the latest
RATINGS = {1: "Again", 2: "Hard", 3: "Good", 4: "Easy"}

# One step is a day: no learning steps of minutes, no chance, so that a day's session has an end.
SCHEDULER = Scheduler(
    learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=LONGEST
)


@dataclass(frozen=True)
class Review:
    """One line: the exercise, 1 (again) to 4 (easy), the score 0 to 1, and when (UTC)."""

    id: str
    rating: int
    score: float
    at: datetime.datetime


class CardBox:
    """The cards of one folder, made from some exercises of the bank."""

    def __init__(self, items: dict[str, Item], folder: Path | None = None):
        self.items = {i: item for i, item in items.items() if item.kind not in NEVER}
        self.path = (folder or Path.cwd()) / FOLDER / "cards.jsonl"
        self.unread = 0  # lines that could not be read; they stay in the file
        self._reviews = self._read()
        self._cards: dict[str, Card] = {}
        for review in self._reviews:
            self._learn(review)

    @property
    def reviews(self) -> list[Review]:
        """Every review, in order."""
        return list(self._reviews)

    def due(self, now: datetime.datetime | None = None, new: int = NEW) -> list[Item]:
        """Today's session: what is due, the longest overdue first, then new cards.

        New cards that were begun today count against ``new``.
        """
        now = now or _now()
        back = sorted((c.due, i) for i, c in self._cards.items() if i in self.items)
        today = [self.items[i] for due, i in back if due.date() <= now.date()]
        begun = sum(first.date() == now.date() for first in self._firsts().values())
        fresh = [item for i, item in self.items.items() if i not in self._cards]
        return today + sorted(fresh, key=lambda item: item.level)[: max(0, new - begun)]

    def review(
        self, ident: str, rating: int, score: float, now: datetime.datetime | None = None
    ) -> Review:
        """Note a review at once. Raises WriteError when the file cannot be written."""
        found = Review(ident, int(Rating(rating)), round(score, 4), now or _now())
        line = {"id": ident, "rating": found.rating, "score": found.score}
        text = json.dumps(line | {"at": found.at.isoformat(timespec="seconds")})
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            with FileLock(self.path.with_name(".lock"), timeout=10), self.path.open("ab+") as file:
                file.seek(0, 2)
                if file.tell():  # a line that was cut short must not swallow this one
                    file.seek(-1, 2)
                    cut = file.read() != b"\n"
                else:
                    cut = False
                file.write((b"\n" if cut else b"") + text.encode() + b"\n")
        except OSError as error:
            raise WriteError(f"cannot write {self.path}: {error.strerror or error}") from error
        self._reviews.append(found)
        self._learn(found)
        return found

    def forecast(self, days: int = 14, now: datetime.datetime | None = None) -> list[int]:
        """How many cards come back on each of the next days; today holds the overdue too."""
        today = (now or _now()).date()
        away = Counter(
            max(0, (card.due.date() - today).days)
            for ident, card in self._cards.items()
            if ident in self.items
        )
        return [away[day] for day in range(days)]

    def weak_topics(self) -> list[tuple[str, float, int]]:
        """Topic, mean score 0 to 1 of the last review of each card, cards; the weakest first."""
        last = {review.id: review.score for review in self._reviews if review.id in self.items}
        by_topic: dict[str, list[float]] = defaultdict(list)
        for ident, score in last.items():
            by_topic[self.items[ident].topic].append(score)
        found = [(t, sum(scores) / len(scores), len(scores)) for t, scores in by_topic.items()]
        return sorted(found, key=lambda one: (one[1], one[0]))

    def reset(self) -> Path | None:
        """Start anew; the old reviews are kept under another name, which is returned."""
        if not self.path.exists():
            return None
        number = 1
        while (old := self.path.with_name(f"cards-before-{number}.jsonl")).exists():
            number += 1
        self.path.rename(old)
        self._reviews, self._cards = [], {}
        return old

    def _read(self) -> list[Review]:
        try:
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return []
        found = []
        for line in filter(str.strip, lines):
            try:
                data = json.loads(line)
                at = datetime.datetime.fromisoformat(data["at"])
                rating = int(Rating(data["rating"]))
                at = at if at.tzinfo else at.replace(tzinfo=datetime.UTC)
                found.append(Review(str(data["id"]), rating, float(data["score"]), at))
            except (ValueError, KeyError, TypeError):
                self.unread += 1
        return sorted(found, key=lambda review: review.at)

    def _learn(self, review: Review) -> None:
        card = self._cards.get(review.id) or Card(card_id=1, due=review.at)
        self._cards[review.id], _ = SCHEDULER.review_card(card, Rating(review.rating), review.at)

    def _firsts(self) -> dict[str, datetime.datetime]:
        firsts: dict[str, datetime.datetime] = {}
        for review in self._reviews:
            firsts.setdefault(review.id, review.at)
        return firsts


def _now() -> datetime.datetime:
    return datetime.datetime.now(datetime.UTC)
