"""Claims in prose: `[study: an-id, another]` at the end of a sentence -> badge with sources."""

import re
from collections.abc import Iterator

from pydantic import ValidationError

from course.text import badge
from patterns_data.load import Course
from patterns_data.models.base import KINDS, Sourced
from patterns_data.problems import did_you_mean

# Small letters in brackets that are neither a link nor a box to tick.
MARK = re.compile(r"\[([a-z]{2,}(?: [a-z]+)*)(?::([^\]\[]*))?\](?!\()")
DISPUTED = '<small class="evidence disputed">disputed</small>'


def parsed(text: str) -> Iterator[tuple[re.Match[str], str, bool, list[str]]]:
    """Every mark: where it stands, its kind, whether it is disputed, its source ids."""
    for found in MARK.finditer(text):
        words = found[1].split()
        disputed = words[0] == "disputed"
        kind = " ".join(words[1:] if disputed else words)
        ids = [word.strip() for word in (found[2] or "").split(",") if word.strip()]
        yield found, kind, disputed, ids


def with_badges(text: str, course: Course) -> str:
    """The text with every mark replaced by its badge."""
    for found, kind, disputed, ids in reversed(list(parsed(text))):
        claim = Sourced(text="claim", kind=kind, sources=ids)
        shown = (f"{DISPUTED} " if disputed else "") + badge(claim, course)
        text = text[: found.start()] + shown + text[found.end() :]
    return text


def sources_in(text: str) -> list[str]:
    """The ids of every work that the text cites."""
    return [ident for *_, ids in parsed(text) for ident in ids]


def mistakes(text: str, course: Course) -> Iterator[tuple[int, str]]:
    """What is wrong: (lines below the first, message)."""
    for found, kind, disputed, ids in parsed(text):
        line = text.count("\n", 0, found.start())
        if kind not in KINDS:
            yield line, _kind_message(found[0], kind, disputed)
            continue
        try:
            Sourced(text="claim", kind=kind, sources=ids)
        except ValidationError as error:
            yield line, f"'{found[0]}': {_plain(error)}"
        for ident in ids:
            if ident not in course.references:
                hint = did_you_mean(ident, course.references)
                yield line, f"'{ident}' is not in references.json; {hint}"


def _kind_message(mark: str, kind: str, disputed: bool) -> str:
    allowed = ", ".join(KINDS)
    if disputed and not kind:
        return (
            f"'{mark}' lacks the kind of evidence; write [disputed review: …]; allowed: {allowed}"
        )
    return f"'{mark}': '{kind}' is not a kind of evidence; allowed: {allowed}"


def _plain(error: ValidationError) -> str:
    first = error.errors()[0]
    return str(first.get("ctx", {}).get("error") or first["msg"])
