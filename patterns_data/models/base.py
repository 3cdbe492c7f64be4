"""The pieces every entity is made of: strict records, slugs, claims with sources, doses."""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60),
]
Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
ClaimKind = Literal["practice", "text", "study", "review", "guideline", "general"]

KINDS: dict[str, str] = {
    "practice": "an author's or practitioner's experience",
    "text": "an anatomy or clinical textbook",
    "study": "a single study",
    "review": "a review of studies",
    "guideline": "a guideline or a consensus of experts",
    "general": "common knowledge, no source seen",
}


class Record(BaseModel):
    """A strict record: unknown keys and silently converted types are errors."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Sourced(Record):
    """A statement with its kind of evidence and its sources."""

    text: Text = Field(description="the statement, in our own words, as plain text")
    kind: ClaimKind = Field(
        description="the kind of evidence behind the statement", examples=["general"]
    )
    sources: list[Slug] = Field(
        default_factory=list,
        examples=["[]"],
        description="ids from references.json; may be empty only for `general`",
    )

    @model_validator(mode="after")
    def _has_a_source(self) -> "Sourced":
        if self.kind != "general" and not self.sources:
            raise ValueError(
                f"a claim of kind '{self.kind}' needs at least one source id; "
                "add one under `sources`, or use the kind 'general'"
            )
        return self


class Dispute(Sourced):
    """The other side, where sources disagree."""


class Claim(Sourced):
    """A statement that could be wrong: text, kind, sources and, where disputed, the other side."""

    disputed: Dispute | None = Field(
        default=None, description="the other side, where sources disagree"
    )


class Dose(Record):
    """How long, how often and how hard; at least one of the fields."""

    seconds: list[float] | None = Field(
        default=None,
        examples=["[30, 60]"],
        min_length=1,
        max_length=2,
        description="hold in s: one number, or from and to",
    )
    repetitions: list[int] | None = Field(
        default=None,
        min_length=1,
        max_length=2,
        description="repetitions: one number, or from and to",
    )
    sets: int | None = Field(default=None, ge=1, description="number of sets")
    times_a_day: list[int] | None = Field(
        default=None,
        min_length=1,
        max_length=2,
        description="times a day: one number, or from and to",
    )
    minutes: float | None = Field(default=None, gt=0, description="total time in minutes")
    pressure: Text | None = Field(
        default=None, description="pressure in plain words, with a 0 to 10 scale or kg/cm² if known"
    )

    @model_validator(mode="after")
    def _not_empty(self) -> "Dose":
        if not any(value for _, value in self):
            raise ValueError("a dose needs at least one of: " + ", ".join(type(self).model_fields))
        return self

    def as_text(self) -> str:
        """The dose as one readable line, such as '60 to 90 s, 3 times, 2 sets'."""
        parts = []
        if self.sets:
            parts.append(f"{self.sets} set{'s' if self.sets > 1 else ''}")
        if self.repetitions:
            count = _span(self.repetitions)
            parts.append(f"{count} repetition{'s' if self.repetitions[-1] > 1 else ''}")
        if self.seconds:
            parts.append(f"{_span(self.seconds)} s" + (" each" if self.repetitions else ""))
        if self.minutes:
            parts.append(f"about {self.minutes:g} min in all")
        if self.times_a_day:
            parts.append(f"{_span(self.times_a_day)} times a day".replace("1 times", "once"))
        if self.pressure:
            parts.append(self.pressure)
        return ", ".join(parts)


class Entity(Record):
    """A thing with an id; the file name is the id wherever there is one file an entity."""

    id: Slug = Field(description="slug: lower-case letters, digits and hyphens; never changed")


def _span(numbers: list[float] | list[int]) -> str:
    return " to ".join(f"{n:g}" for n in numbers)


def claims_of(record: BaseModel, path: str = "") -> Iterator[tuple[str, Sourced]]:
    """Every sourced statement inside a record, disputes included, with its dotted path."""
    if isinstance(record, Sourced):
        yield path, record
    for name, value in record:
        where = f"{path}.{name}" if path else name
        items = enumerate(value) if isinstance(value, list) else [(None, value)]
        for index, item in items:
            if isinstance(item, BaseModel):
                yield from claims_of(item, where if index is None else f"{where}.{index}")
