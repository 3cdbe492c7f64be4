"""Exercises in the notebook and the deck: one, or all of a pattern one after another."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from course.exercises import typed
from course.exercises.answers import MIME, Answers, Kept
from course.exercises.bank import Bank, find, items_for, the_bank
from course.exercises.item import BadAnswer, Facts, Item, item_from, short_hash
from course.exercises.kinds import KINDS, blank, mark
from course.widgets.atlas import skin_of
from course.widgets.base import PalpateWidget, module, style
from course.widgets.facts import current
from patterns_data.files import WriteError
from patterns_data.load import Course
from patterns_data.problems import did_you_mean

RULES = {"opposites": [list(group) for group in typed.OPPOSITES], "skipped": sorted(typed.SKIPPED)}
SHORT = 60  # letters of a question in the list of exercises


class Exercises(PalpateWidget):
    """Some exercises; what is done is kept in answers/ beside the notebook and in its output.

    State: at (which exercise), answers (id -> answer), checked (id -> whether it was checked),
    n (how often something was changed). ``fresh`` shows the exercises without what is kept;
    ``rate`` asks after each how it went.
    """

    _esm = module("paint", "marks", "quiz", "exercise")
    _css = style()

    def __init__(
        self,
        items: list[Item],
        title: str,
        intro: str,
        *,
        graded: bool = False,
        rate: dict[int, str] | None = None,
        fresh: bool = False,
        answers: Answers | None = None,
        state: Facts | None = None,
    ):
        self._items = {item.id: item for item in items}
        self._answers = answers or Answers()
        self._kept: dict[str, Kept] = {}
        self._note: Any = None
        said = self._read()
        data = {
            "title": title,
            "intro": " ".join([intro, *said]),
            "graded": graded,
            "rate": [[number, words] for number, words in (rate or {}).items()],
            "draft": "" if fresh else self._draft(),
            "items": [_shown(item, graded) for item in items],
        }
        views = [view for item in items if (view := view_of(item))]
        still = f"Exercises: {title}. They need JavaScript."
        picture = (views[0], skin_of(views[0])) if views else None
        super().__init__(data, views, still, picture, state or ({} if fresh else self._start()))
        self._written = dict(self.state.get("answers", {})), dict(self.state.get("checked", {}))
        self.observe(self._changed, "state")

    def _draft(self) -> str:
        """The name under which the browser keeps what is done while Python is away."""
        return short_hash(f"{self._answers.folder} {' '.join(self._items)}", 12)

    def _read(self) -> list[str]:
        """Read what is kept; returns what has to be said about it."""
        found = {ident: self._answers.read(item) for ident, item in self._items.items()}
        self._kept = {ident: kept for ident, (kept, _) in found.items()}
        return [words for _, words in found.values() if words]

    def _start(self) -> Facts:
        done = {i: k for i, k in self._kept.items() if k.answer != blank(self._items[i])}
        checked = {ident: bool(kept.checks) for ident, kept in done.items()}
        answers = {ident: kept.answer for ident, kept in done.items()}
        count = sum(1 + len(kept.checks) + len(kept.earlier) for kept in done.values())
        return {"v": 1, "at": 0, "answers": answers, "checked": checked, "n": count}

    def _changed(self, change: Facts) -> None:
        """Keep what is new."""
        answers, checked = change["new"].get("answers", {}), change["new"].get("checked", {})
        old_answers, old_checked = self._written
        self._written = dict(answers), dict(checked)
        for ident in self._items.keys() & answers.keys():
            newly = checked.get(ident) is True and not old_checked.get(ident)
            if answers[ident] != old_answers.get(ident) or newly:
                self._keep(self._items[ident], answers[ident], newly)

    def _keep(self, item: Item, answer: Facts, checked: bool) -> None:
        try:
            score = mark(item, answer).score if checked and item.key is not None else None
            kept = self._answers.write(item, answer, score=score)
        except BadAnswer:
            return
        except WriteError as error:
            kept = Kept(item.id, item.version, answer)
            self._say(f"{error}. The answer is kept in this notebook: save it.")
        else:
            self._say(f"Kept in {self._answers.folder.name}/{item.id}.json")
        self._kept[item.id] = kept
        self._travel()

    def _say(self, text: str) -> None:
        self._words = text

    def _travel(self) -> None:
        """Show the answers as an output of the cell, so that they travel inside the notebook."""
        if self._note is not None:
            self._note.update(self._bundle(), raw=True)

    def _bundle(self) -> dict[str, Any]:
        done = {i: asdict(k) for i, k in self._kept.items() if k.answer != blank(self._items[i])}
        words = getattr(self, "_words", "")
        return {"text/plain": words, MIME: done}

    def _ipython_display_(self) -> None:
        """The widget, then a line that says what is kept."""
        from IPython.display import display

        data, metadata = self._repr_mimebundle_()
        display(data, metadata=metadata, raw=True)
        self._note = display(self._bundle(), raw=True, display_id=f"answers-{self._draft()}")


class Exercise(Exercises):
    """``Exercise("sacrum-one-side.zone")``: one exercise of the bank."""

    def __init__(self, ident: str, *, bank: Bank | None = None, **more: Any):
        item = find(ident, bank or the_bank())
        super().__init__([item], KINDS[item.kind].NAME, "", **more)


class Practice(Exercises):
    """``Practice("sacrum-one-side")``: all exercises of a pattern; ``kind`` or ``topic`` choose."""

    def __init__(
        self,
        pattern: str,
        *,
        kind: str | None = None,
        topic: str | None = None,
        course: Course | None = None,
        **more: Any,
    ):
        course = current(course)
        items = [
            item
            for item in items_for(pattern, course)
            if kind in (None, item.kind) and topic in (None, item.topic)
        ]
        if not items:
            raise ValueError(f"no exercise of '{pattern}' has kind {kind} and topic {topic}")
        intro = f"{len(items)} exercises on “{course.patterns[pattern].title}”."
        super().__init__(items, "Practise", intro, **more)


class Graded(Exercises):
    """``Graded("own.first")``: an exercise of an assignment, without its key.

    What it may show stands in ``exercises.json`` beside the notebook.
    """

    def __init__(self, ident: str, *, file: str | Path = "exercises.json", **more: Any):
        try:
            shown = {one["id"]: one for one in json.loads(Path(file).read_text(encoding="utf-8"))}
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise ValueError(
                f"{file} is missing beside this notebook or damaged ({error}); put back the "
                "one that came with the assignment"
            ) from error
        if ident not in shown:
            raise ValueError(f"{file} has no exercise '{ident}'; {did_you_mean(ident, shown)}")
        item = item_from(shown[ident] | {"key": {}})
        super().__init__([item], KINDS[item.kind].NAME, "", graded=True, **more)


def _shown(item: Item, graded: bool) -> Facts:
    facts = item.public() if graded else item.whole()
    short = item.prompt if len(item.prompt) <= SHORT else f"{item.prompt[:SHORT].rstrip()}…"
    name = KINDS[item.kind].NAME
    short = short if short.startswith(name) else f"{name}: {short}"
    facts |= {"blank": blank(item), "short": short}
    if item.kind == "typed" and not graded:
        facts["rules"] = RULES
    return facts


def view_of(item: Item) -> str | None:
    """The view an exercise is drawn on, if any."""
    return item.ask.get("view") or item.ask.get("picture", {}).get("view")
