"""The plan of a workshop: a small YAML file an instructor writes, checked line by line."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from course.deck.look import ACCENT, LEAST, Look, least_contrast, readable
from course.workshop.logo import LogoError, logo_uri
from patterns_data.load import Course
from patterns_data.models.base import Record, Slug, Text
from patterns_data.one_record import read_record
from patterns_data.problems import DataError, Problem, did_you_mean
from patterns_data.yaml_lines import Document

Audience = Literal["clients", "students", "therapists"]
AUDIENCES: dict[str, str] = {
    "clients": "people with pain: what it is, when to get help, what they can do",
    "students": "first-year students: anatomy and landmarks, hands-on in pairs",
    "therapists": "therapists: assessment, protocol, evidence",
}
Colour = Annotated[str, StringConstraints(pattern=r"^#[0-9a-fA-F]{6}$")]
Clock = Annotated[str, StringConstraints(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Address = Annotated[str, StringConstraints(pattern=r"^https?://\S+$", max_length=300)]


class School(Record):
    """Whose workshop it is."""

    name: Text = Field(description="the school's name, on every slide and sheet")
    logo: Text | None = Field(
        default=None, description="a picture beside the plan: PNG, JPEG, WebP or SVG"
    )
    accent: Colour = Field(
        default=ACCENT, description="the school's colour as '#rrggbb', dark enough to read"
    )
    address: Address | None = Field(
        default=None, description="a web address; only then a code to photograph is shown"
    )


class Breaks(Record):
    """How the day is divided."""

    every: int = Field(default=80, ge=30, le=180, description="minutes of class between breaks")
    minutes: int = Field(default=10, ge=3, le=60, description="minutes of a break")
    lunch: int = Field(
        default=45, ge=0, le=120, description="minutes of lunch, in workshops of six hours or more"
    )


class Slides(Record):
    """The shape of the slides and the room."""

    aspect: Literal["16:9", "4:3"] = Field(default="16:9", description="the projector's shape")
    large_room: bool = Field(default=False, description="true: everything a quarter larger")
    high_contrast: bool = Field(default=False, description="true: black on white, no greys")


class Plan(Record):
    """A workshop."""

    title: Text = Field(description="what the workshop is called")
    hours: float = Field(gt=0, le=12, description="from the first word to the last, breaks too")
    audience: Audience = Field(description="clients, students or therapists")
    patterns: list[Slug] = Field(min_length=1, description="pattern ids, in the order taught")
    start: Clock = Field(default="09:00", description="when it begins, in quotes: '09:30'")
    practice: int = Field(
        default=40, ge=0, le=80, description="share of the teaching time spent in pairs, percent"
    )
    exam: int = Field(default=0, ge=0, le=120, description="minutes of a written exam; 0: none")
    known: list[Slug] = Field(
        default_factory=list, description="patterns the group has learnt before"
    )
    people: int = Field(default=12, ge=1, le=500, description="how many take part")
    instructor: Text | None = Field(default=None, description="the name on the certificate")
    breaks: Breaks = Field(default_factory=Breaks, description="breaks and lunch")
    school: School | None = Field(default=None, description="name, logo, colour")
    slides: Slides = Field(default_factory=Slides, description="shape of the slides, the room")

    @property
    def minutes(self) -> int:
        """The whole time in minutes."""
        return round(self.hours * 60)


class Dress(Record):
    """The look of decks, in a file of its own."""

    school: School | None = Field(default=None, description="name, logo, colour")
    slides: Slides = Field(default_factory=Slides, description="shape of the slides, the room")


def read_plan(path: Path, course: Course) -> tuple[Plan, Look]:
    """The plan and the look of its slides.

    Raises DataError with file, line, key and what to do for everything that is wrong: unknown
    patterns, impossible times, a logo that is no picture, a colour that cannot be read.
    """
    plan, document = read_record(path, Plan)
    problems = []
    for key in ("patterns", "known"):
        for index, slug in enumerate(getattr(plan, key)):
            if slug not in course.patterns:
                hint = did_you_mean(slug, course.patterns)
                if slug in course.catalogue:
                    hint = "it is planned, not written yet"
                problems.append(document.problem((key, index), f"no pattern '{slug}'; {hint}"))
            elif getattr(plan, key).index(slug) != index:
                problems.append(document.problem((key, index), f"'{slug}' stands twice"))
    look, found = _look(path, plan.school, plan.slides, document)
    if problems or found:
        raise DataError([*problems, *found])
    return plan, look


def read_look(path: Path) -> Look:
    """The look in a file that holds `school` and `slides` as a plan does; raises DataError."""
    dress, document = read_record(path, Dress)
    look, problems = _look(path, dress.school, dress.slides, document)
    if problems:
        raise DataError(problems)
    return look


def _look(
    path: Path, school: School | None, slides: Slides, document: Document
) -> tuple[Look, list[Problem]]:
    """The look, and what is wrong with the school's colour and logo."""
    shape = (slides.aspect, slides.large_room, slides.high_contrast)
    if school is None:
        return Look("", "", ACCENT, *shape), []
    problems, logo = [], ""
    if least_contrast(school.accent) < LEAST:
        message = (
            f"'{school.accent}' is too light to read on white (contrast "
            f"{least_contrast(school.accent):.1f}, needed {LEAST}); take "
            f"'{readable(school.accent)}', the nearest shade that can be read"
        )
        problems.append(document.problem(("school", "accent"), message))
    if school.logo is not None:
        try:
            logo = logo_uri(path.parent / school.logo)
        except LogoError as error:
            problems.append(document.problem(("school", "logo"), str(error)))
    return Look(school.name, logo, school.accent.lower(), *shape, school.address or ""), problems
