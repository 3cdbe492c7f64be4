"""All lessons, and what is wrong with them: heads, times, claims, code, questions, sentences."""

from collections.abc import Iterator
from pathlib import Path

from course.foundations.calls import mistake
from course.foundations.claims import mistakes
from course.foundations.links import unknown_links
from course.foundations.model import Lesson, Piece, Slide
from course.foundations.parse import read_lesson
from course.foundations.question import exercise_of
from patterns_data.load import Course
from patterns_data.problems import Problem, did_you_mean, shown

LESSONS = Path(__file__).parents[1] / "lessons"
TOLERANCE = 1  # min between the head and the sum of the slides


def read_lessons(course: Course, folder: Path = LESSONS) -> tuple[dict[str, Lesson], list[Problem]]:
    """The lessons by slug, in order, and every problem."""
    found, problems = _read(folder)
    for lesson in found.values():
        problems += _checked(lesson, found, course)
    return found, sorted(set(problems))


def _read(folder: Path) -> tuple[dict[str, Lesson], list[Problem]]:
    lessons: dict[str, Lesson] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.md")):
        lesson, found = read_lesson(path)
        problems += found
        if lesson is None:
            continue
        if lesson.slug in lessons:
            text = f"'{lesson.slug}' is used by {lessons[lesson.slug].path.name}; choose another"
            problems.append(Problem(shown(path), 1, "", text))
        lessons.setdefault(lesson.slug, lesson)
    return lessons, problems


def _checked(lesson: Lesson, lessons: dict[str, Lesson], course: Course) -> Iterator[Problem]:
    file = shown(lesson.path)
    if lesson.slug in course.patterns:
        yield Problem(file, 1, "", f"'{lesson.slug}' is the name of a pattern; choose another")
    for before in lesson.head.prerequisites:
        if before not in lessons or before == lesson.slug:
            hint = did_you_mean(before, set(lessons) - {lesson.slug})
            yield Problem(file, 1, "prerequisites", f"unknown lesson '{before}'; {hint}")
    total = sum(slide.minutes for slide in lesson.slides) + len(_questions(lesson))
    if abs(total - lesson.head.minutes) > TOLERANCE:
        text = f"{lesson.head.minutes} is not what the slides add up to ({total:g}); change one"
        yield Problem(file, 1, "minutes", text)
    seen: set[str] = set()
    for slide in lesson.slides:
        for line, message in _in_slide(slide, lessons, course, seen):
            yield Problem(file, line, "", message)


def _questions(lesson: Lesson) -> list[Piece]:
    return [p for slide in lesson.slides for p in slide.pieces if p.kind == "question"]


def _in_slide(
    slide: Slide, lessons: dict[str, Lesson], course: Course, seen: set[str]
) -> Iterator[tuple[int, str]]:
    only_questions = all(piece.kind == "question" for piece in slide.pieces)
    if not slide.minutes and not (slide.pieces and only_questions):
        yield slide.line, f"'{slide.title}' has no class time; write '(3 min)' after it"
    for piece in slide.pieces:
        if piece.kind == "code":
            message = mistake(piece.source, course)
            if message:
                yield piece.line, message
        elif piece.kind == "question":
            yield from _question(piece, seen)
        else:
            for below, message in mistakes(piece.source, course):
                yield piece.line + below, message
            for below, message in unknown_links(piece.source, lessons, course):
                yield piece.line + below, message


def _question(piece: Piece, seen: set[str]) -> Iterator[tuple[int, str]]:
    try:
        exercise_of(piece)
    except ValueError as error:
        yield piece.line, str(error)
    if piece.name in seen:
        yield piece.line, f"question id '{piece.name}' is used twice here; choose another"
    seen.add(piece.name)
