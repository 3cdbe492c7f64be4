"""What is wrong with a data file, said so that its author can mend it."""

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import BaseModel

PLACEHOLDER = "TODO"


@dataclass(frozen=True, order=True)
class Problem:
    """One thing to mend: where it is, what is wrong, what to do next."""

    file: str
    line: int
    key: str
    message: str

    def __str__(self) -> str:
        key = f" {self.key}:" if self.key else ""
        return f"{self.file}:{self.line}:{key} {self.message}"


class DataError(ValueError):
    """The data cannot be used; `problems` lists every reason at once."""

    def __init__(self, problems: Iterable[Problem]):
        self.problems = sorted(set(problems))
        super().__init__("\n".join(map(str, self.problems)))


def shown(path: Path) -> str:
    """The path as the user would type it: relative to the current folder where possible."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def nearest(word: str, names: Iterable[str], count: int = 3) -> list[str]:
    """The names most like `word`, best first."""
    names = list(names)
    found = difflib.get_close_matches(word, names, n=count, cutoff=0.5)
    return found or [n for n in names if word in n or n in word][:count]


def did_you_mean(word: str, names: Iterable[str]) -> str:
    """A half sentence that offers the nearest names, or lists the allowed ones when few."""
    names = sorted(names)
    close = nearest(word, names)
    if close:
        return "did you mean " + " or ".join(f"'{n}'" for n in close) + "?"
    if not names:
        return "there are none yet"
    return f"allowed: {', '.join(names[:20])}" + (", …" if len(names) > 20 else "")


_WANTED = {
    "string_type": "text",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "list_type": "a list (lines that start with '- ')",
    "dict_type": "a block of keys",
    "model_type": "a block of keys",
    "int_from_float": "a whole number",
}


def explain(error: dict[str, Any], fields_at: Any) -> str:
    """One pydantic error in plain words, with the bad value and what is allowed.

    `fields_at(location)` gives the model that stands at a location, for near names.
    """
    kind, value, context = error["type"], error["input"], error.get("ctx", {})
    name = str(error["loc"][-1]) if error["loc"] else ""
    if kind == "extra_forbidden":
        model = fields_at(error["loc"][:-1])
        known = model.model_fields if model else ()
        return f"unknown key '{name}'; {did_you_mean(name, known)}"
    if kind == "missing":
        model = fields_at(error["loc"][:-1])
        about = model.model_fields[name].description if model else None
        return f"'{name}' is missing" + (f": {about}" if about else "") + "; add it"
    if kind in _WANTED:
        hint = ""
        if kind == "string_type" and not isinstance(value, (dict, list, type(None))):
            hint = "; put it in quotes"
        return f"{_quoted(value)} is not {_WANTED[kind]}{hint}"
    if kind == "literal_error":
        return f"{_quoted(value)} is not allowed; allowed: {context['expected']}"
    if kind == "string_pattern_mismatch":
        return f"{_quoted(value)} {_pattern_hint(context['pattern'])}"
    if kind in ("too_short", "too_long"):
        limit = context.get("min_length", context.get("max_length"))
        bound = "at least" if kind == "too_short" else "at most"
        noun = "entry" if limit == 1 else "entries"
        return f"needs {bound} {limit} {noun}, has {context['actual_length']}"
    if kind == "string_too_short":
        return "is empty; write something or remove the key"
    if kind == "value_error":
        return str(context["error"])
    return f"{error['msg'][0].lower()}{error['msg'][1:]} (got {_quoted(value)})"


def _pattern_hint(pattern: str) -> str:
    if "a-z" in pattern:
        return "is not a slug: use lower-case letters, digits and single hyphens only"
    if pattern.count("\\d") == 3 and "-" in pattern:
        return "is not a date; write it in quotes as '2026-11-23'"
    return "is not a version; write it as 1.0.0"


def _quoted(value: Any) -> str:
    if isinstance(value, dict):
        return "a block of keys"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    text = str(value)
    return f"'{text[:60]}…'" if len(text) > 60 else f"'{text}'"


def model_at(model: type[BaseModel], location: tuple[Any, ...]) -> type[BaseModel] | None:
    """The model class that describes the data at `location`, or None."""
    current: Any = model
    for step in location:
        if isinstance(step, int):
            continue
        field = getattr(current, "model_fields", {}).get(step)
        if field is None:
            return None
        current = _record_in(field.annotation)
    return current


def unfilled(data: Any, location: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Where the data still hold the placeholder that `palpate new` writes."""
    if isinstance(data, str) and data.startswith(PLACEHOLDER):
        yield location
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from unfilled(value, (*location, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from unfilled(value, (*location, index))


def described(model: type[BaseModel], location: tuple[Any, ...]) -> str:
    """': what the field is for', or nothing when the model does not say."""
    names = [step for step in location if not isinstance(step, int)]
    owner = model_at(model, tuple(names[:-1])) if names else None
    field = owner.model_fields.get(names[-1]) if owner else None
    return f": {field.description}" if field and field.description else ""


def _record_in(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for inner in getattr(annotation, "__args__", ()):
        found = _record_in(inner)
        if found is not None:
            return found
    return None
