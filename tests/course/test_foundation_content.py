"""What every foundation lesson holds: time, questions, practice, pictures, safety, plain words."""

import re

import pytest

from course.foundations.check import read_lessons
from course.foundations.claims import MARK, sources_in
from course.foundations.question import exercise_of

SHORTEST = 7  # words: shorter sentences may stand twice


@pytest.fixture(scope="module")
def lessons(course):
    return read_lessons(course)[0]


def pieces(lesson, kind):
    return [p for slide in lesson.slides for p in slide.pieces if p.kind == kind]


def prose(lesson):
    """The words of a lesson without marks, code and links."""
    parts = [p.source for p in pieces(lesson, "text")] + [s.notes for s in lesson.slides]
    for question in map(exercise_of, pieces(lesson, "question")):
        parts += [question.question]
        parts += [f"{option.text}\n\n{option.feedback}" for option in question.options]
    text = "\n\n".join(parts)
    return re.sub(r"\[([^\]]+)\]\([^)]*\)", r"\1", MARK.sub("", text))


def sentences(text):
    lines = re.split(r"\n\s*\n|\n(?=\s*(?:[-|>]|\d\.))|(?<=[.!?])\s+", text)
    plain = (re.sub(r"[*_`>|]", "", line).strip(" -\n0123456789.") for line in lines)
    return [" ".join(line.split()) for line in plain if line]


def test_each_lesson_fits_a_class(lessons):
    for slug, lesson in lessons.items():
        assert 45 <= lesson.head.minutes <= 60, slug
        words = len(prose(lesson).split())
        assert 1500 <= words <= 2500, (slug, words)


def test_each_lesson_has_questions_practice_and_something_to_see(lessons):
    for slug, lesson in lessons.items():
        questions = [exercise_of(piece) for piece in pieces(lesson, "question")]
        assert len(questions) >= 6, slug
        assert all(sum(o.right for o in q.options) == 1 for q in questions), slug
        firsts = {[o.right for o in q.options].index(True) for q in questions}
        assert len(firsts) > 1, f"{slug}: the right answer always stands in the same place"
        assert any(slide.practice for slide in lesson.slides), slug
        assert pieces(lesson, "code"), slug
        assert all(slide.notes or slide.title == "Check yourself" for slide in lesson.slides), slug


def test_each_lesson_cites_works_and_shows_both_sides(lessons, course):
    for slug, lesson in lessons.items():
        cited = {i for p in pieces(lesson, "text") for i in sources_in(p.source)}
        assert len(cited) >= 3, slug
        assert cited <= set(course.references), slug
    text = "\n".join(p.source for lesson in lessons.values() for p in pieces(lesson, "text"))
    assert text.count("[disputed ") >= 8


def test_hands_come_after_safety(lessons):
    order = list(lessons)
    assert order.index("safety") < order.index("techniques")
    for slug in ("techniques", "clinical-reasoning", "professional-practice"):
        assert "safety" in lessons[slug].head.prerequisites, slug


@pytest.mark.parametrize(
    "word",
    ["cauda equina", "emergency", "saddle", "cancer", "blood-thinning", "osteoporo|thin bones"],
)
def test_safety_says_what_it_must(lessons, word):
    assert re.search(word, prose(lessons["safety"]), re.I)


def test_no_promise_and_no_hype(lessons):
    banned = r"\b(miracle|guaranteed|cures|proven to|toxins|melt away|breaks up knots)\b"
    for slug, lesson in lessons.items():
        assert not re.search(banned, prose(lesson), re.I), slug


def test_no_sentence_stands_in_two_lessons(lessons):
    where: dict[str, set[str]] = {}
    for slug, lesson in lessons.items():
        for sentence in sentences(prose(lesson)):
            if len(sentence.split()) >= SHORTEST:
                where.setdefault(sentence.lower(), set()).add(slug)
    assert {s: found for s, found in where.items() if len(found) > 1} == {}


def test_plain_english(lessons):
    """Short sentences, few long words: a first-year student reads on without stopping."""
    for slug, lesson in lessons.items():
        found = [s.split() for s in sentences(prose(lesson)) if len(s.split()) > 2]
        words = [word for sentence in found for word in sentence]
        long = [word for word in words if len(re.sub(r"\W", "", word)) > 12]
        assert len(words) / len(found) < 14, slug
        assert len(long) / len(words) < 0.02, slug
        assert max(map(len, found)) <= 55, (slug, max(found, key=len))
