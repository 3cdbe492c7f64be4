"""One exercise: what the student sees, and apart from it what marks the answer."""

import hashlib
import json
import random
import re
import unicodedata
from dataclasses import asdict, dataclass, field
from typing import Any

Facts = dict[str, Any]

PUBLIC = ("id", "kind", "prompt", "ask", "pattern", "topic", "level", "points")
LEVELS = {1: "remember", 2: "understand and apply", 3: "decide"}


class BadAnswer(ValueError):
    """An answer that does not have the form its exercise asks for."""


@dataclass(frozen=True)
class Item:
    """One exercise, as plain JSON.

    ``ask`` is shown; ``key`` (right answer, feedback, explanation) marks it and is left out of
    whatever is handed to students in graded work. ``level`` is 1 to 3 (see ``LEVELS``).
    """

    id: str
    kind: str
    prompt: str
    ask: Facts
    key: Facts
    pattern: str = ""
    topic: str = ""
    level: int = 1
    points: float = 1.0
    sources: tuple[str, ...] = field(default=())

    @property
    def version(self) -> str:
        """Eight letters that change when what is asked changes; answers are kept with it."""
        return short_hash(json.dumps([self.kind, self.prompt, self.ask], sort_keys=True), 8)

    def public(self) -> Facts:
        """What a student may see before the answer."""
        facts = asdict(self)
        return {name: facts[name] for name in PUBLIC} | {"version": self.version}

    def whole(self) -> Facts:
        """Everything, the key included."""
        return self.public() | {"key": self.key, "sources": list(self.sources)}


def item_from(facts: Facts) -> Item:
    """The item that ``whole()`` was made from. Raises KeyError when something is missing."""
    return Item(
        **{name: facts[name] for name in (*PUBLIC, "key")}, sources=tuple(facts.get("sources", ()))
    )


@dataclass(frozen=True)
class Mark:
    """What an answer is worth: ``score`` 0 to 1, and why."""

    score: float
    feedback: tuple[str, ...] = ()
    answered: bool = True
    unsafe: bool = False

    @property
    def right(self) -> bool:
        """Whether nothing was missing."""
        return self.answered and self.score > 0.999


UNANSWERED = Mark(0.0, ("Not answered.",), answered=False)


def short_hash(text: str, length: int = 6) -> str:
    """The first letters of the text's SHA-256."""
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def option_id(text: str) -> str:
    """The id of an option: it says nothing about its place or whether it is right."""
    return "o" + short_hash(text)


def slug(text: str, words: int = 6) -> str:
    """The first words of a text as a slug."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain.replace("'", ""))[:words])


def shuffled(things: list[Any], seed: str) -> list[Any]:
    """The things in an order that depends on ``seed`` alone; never their own order if it can be."""
    out = list(things)
    rng = random.Random(seed)
    rng.shuffle(out)
    if out == things and len(out) > 1:
        out = out[1:] + out[:1]
    return out


def ids_of(options: list[Facts]) -> list[str]:
    """The ids of options, items or pins."""
    return [option["id"] for option in options]


def wanted(answer: Any, name: str, kind: type | tuple[type, ...]) -> Any:
    """A value of the answer, or BadAnswer when it is missing or of another type."""
    value = answer.get(name) if isinstance(answer, dict) else None
    if not isinstance(value, kind) or (isinstance(value, bool) and kind in (float, (int, float))):
        raise BadAnswer(f"'{name}' is missing or not of the kind the exercise asks for")
    return value


def known(ids: list[Any], allowed: list[str]) -> list[str]:
    """The ids, each once and one that the exercise knows; BadAnswer otherwise."""
    strange = [i for i in ids if i not in allowed]
    if strange or len(set(ids)) != len(ids):
        raise BadAnswer(f"{strange or ids} are not answers of this exercise, each once")
    return ids


def number(value: Any) -> float:
    """A finite number; BadAnswer otherwise."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
        raise BadAnswer(f"'{value}' is not a number that can be meant")
    return float(value)
