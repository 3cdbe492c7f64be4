"""A foundation lesson -> the cells of its notebook."""

import re
import unicodedata

from course.cells import Cell
from course.foundations.calls import alt_of, layout_of
from course.foundations.claims import sources_in, with_badges
from course.foundations.index import index_cells
from course.foundations.links import FIRST, with_links
from course.foundations.model import Lesson, Piece, Slide
from course.foundations.question import exercise_of
from course.sections.learn import exercise_cell, source_cells
from course.sections.story import HYPOTHESIS, labels
from course.text import escape, plain_bullets
from patterns_data.load import Course

FIGURES = ("body_map", "chart", "plate")
ASK = "Give half a minute of silence, then hands, then open the answer."


def foundation_cells(
    lesson: Lesson, lessons: dict[str, Lesson], course: Course, *, deck: bool = False
) -> list[Cell]:
    """Every cell, in order; with `deck` links lead to decks in one folder."""
    maker = _Maker(lesson, lessons, course, deck)
    cells = [*_opening(lesson, lessons)]
    for slide in lesson.slides:
        cells += maker.cells(slide)
    if lesson.slug == FIRST:
        cells += index_cells(lessons, course, deck=deck)
    return cells + source_cells(maker.cited, course)


def _opening(lesson: Lesson, lessons: dict[str, Lesson]) -> list[Cell]:
    head = lesson.head
    before = ", ".join(lessons[slug].head.title for slug in head.prerequisites)
    first = f" · Before this: {escape(before)}" if before else ""
    title = (
        f"# {escape(head.title)}\n\n{escape(head.summary)}\n\n"
        f"*Foundation lesson · {head.minutes} minutes{first}*\n\n"
        "<small>For education; it does not replace medical advice.</small>"
    )
    return [
        Cell("title", title, layout="title", section="Start", notes=f"Say it once: {HYPOTHESIS}"),
        Cell(
            "objectives",
            f"## After this lesson you can\n\n{plain_bullets(head.objectives)}",
            section="Start",
            notes="Come back to this slide at the end and let the group judge each line.",
        ),
        labels(),
        *_imports(lesson),
    ]


def _imports(lesson: Lesson) -> list[Cell]:
    """The cell that imports what the lesson uses, and nothing else."""
    lines = [p.source for slide in lesson.slides for p in slide.pieces if p.kind == "code"]
    used = [name for name in FIGURES if any(line.startswith(f"{name}(") for line in lines)]
    source = ["from course import widgets"] if any("widgets." in line for line in lines) else []
    source += [f"from figures import {', '.join(used)}"] if used else []
    if not source:
        return []
    return [Cell("import", "\n".join(source), kind="code", slide="skip")]


class _Maker:
    """Turns slides into cells; keeps the ids that are used and the works that are cited."""

    def __init__(self, lesson: Lesson, lessons: dict[str, Lesson], course: Course, deck: bool):
        self.lesson, self.lessons, self.course, self.deck = lesson, lessons, course, deck
        self.used: set[str] = set()
        self.cited: list[str] = []
        self.questions = 0

    def cells(self, slide: Slide) -> list[Cell]:
        """The cells of one slide."""
        if any(piece.kind == "question" for piece in slide.pieces):
            return [self._question(piece, slide) for piece in slide.pieces]
        texts = [piece for piece in slide.pieces if piece.kind == "text"]
        codes = [piece for piece in slide.pieces if piece.kind == "code"]
        layout = layout_of(codes[0].source) if codes else "text"
        layout = "practice" if slide.practice else layout
        ident = self._ident(slide.title)
        body = "\n\n".join(self._text(piece) for piece in texts)
        first = Cell(
            ident,
            f"## {escape(slide.title)}\n\n{body}".strip(),
            slide="subslide" if slide.below else "slide",
            layout=layout,
            section=slide.section,
            minutes=slide.minutes,
            notes=slide.notes,
        )
        return [first, *(self._code(piece, f"{ident}-{n}") for n, piece in enumerate(codes, 1))]

    def _text(self, piece: Piece) -> str:
        self.cited += sources_in(piece.source)
        text = with_links(piece.source, self.lesson.slug, self.lessons, self.course, self.deck)
        return with_badges(text, self.course).strip()

    def _code(self, piece: Piece, ident: str) -> Cell:
        source = piece.source
        layout, alt = layout_of(source), alt_of(source, self.course)
        return Cell(ident, source, kind="code", slide="-", layout=layout, alt=alt)

    def _question(self, piece: Piece, slide: Slide) -> Cell:
        self.questions += 1
        made = exercise_cell(exercise_of(piece), self.questions)
        return Cell(
            made.id,
            made.source,
            layout="poll",
            section=slide.section,
            minutes=1,
            notes=slide.notes or ASK,
        )

    def _ident(self, title: str) -> str:
        plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode()
        base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:54] or "slide"
        ident, number = base, 2
        while ident in self.used:
            ident, number = f"{base}-{number}", number + 1
        self.used.add(ident)
        return ident
