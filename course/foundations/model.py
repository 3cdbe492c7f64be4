"""A lesson that has been read: head, slides, and the pieces of a slide."""

from dataclasses import dataclass, field
from pathlib import Path

from course.foundations.head import Head


@dataclass
class Piece:
    """A part of a slide: text, code or a question, and the line it begins at."""

    kind: str
    source: str
    line: int
    name: str = ""


@dataclass
class Slide:
    """One slide: heading, class time, pieces in order, what the presenter says."""

    title: str
    line: int
    section: str
    minutes: float = 0
    below: bool = False
    practice: bool = False
    pieces: list[Piece] = field(default_factory=list)
    notes: str = ""


@dataclass
class Lesson:
    """One foundation lesson."""

    slug: str
    path: Path
    head: Head
    slides: list[Slide]
