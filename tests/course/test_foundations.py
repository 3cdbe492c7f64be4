"""Foundation lessons: parsing, refusals with file and line, cells, notebooks in step."""

import json
import re
from pathlib import Path

import nbformat
import pytest

from course.foundations.cells import foundation_cells
from course.foundations.check import LESSONS, read_lessons
from course.foundations.claims import parsed, sources_in, with_badges
from course.foundations.links import notebook_of
from course.foundations.notebook import foundation_text, stale_foundations, write_foundation

ROOT = Path(__file__).parents[2]

HEAD = """\
---
title: A lesson
summary: What it is about.
order: 1
minutes: 10
objectives:
  - ask
  - listen
---
"""
BODY = """
# Part

## A slide (9 min)

Fingers agree on tenderness. [review: rathbone2017interrater]

:::{notes}
Say it slowly.
:::

## Questions

:::{question} one
What now?
- [x] Ask.
  Asking comes first.
- [ ] Press.
  Not yet.
:::
"""


@pytest.fixture
def write(tmp_path, course):
    """Write one lesson and give (lessons, problems)."""

    def go(text, name="01-a-lesson.md"):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return read_lessons(course, tmp_path)

    return go


def test_a_lesson_is_read(write, course):
    lessons, problems = write(HEAD + BODY)
    assert problems == []
    lesson = lessons["a-lesson"]
    assert [slide.title for slide in lesson.slides] == ["A slide", "Questions"]
    assert (lesson.slides[0].minutes, lesson.slides[0].section) == (9, "Part")
    cells = {cell.id: cell for cell in foundation_cells(lesson, lessons, course)}
    assert cells["a-slide"].notes == "Say it slowly."
    assert 'class="evidence review"' in cells["a-slide"].source
    assert cells["question-one"].layout == "poll"
    assert "<details>" in cells["question-one"].source
    assert "Rathbone" in cells["sources-1"].source


BAD = [
    (
        "[review: rathbone2017interrater]",
        "[review: rathbone]",
        "is not in references.json",
    ),
    ("[review: rathbone2017interrater]", "[rumour: x]", "'rumour' is not a kind of evidence"),
    ("[review: rathbone2017interrater]", "[disputed: x]", "lacks the kind of evidence"),
    ("[review: rathbone2017interrater]", "[study]", "needs at least one source id"),
    ("[review: rathbone2017interrater]", "[x](lesson:nowhere)", "unknown lesson 'nowhere'"),
    ("(9 min)", "(9 minutes)", "is not a time such as '3 min'"),
    ("(9 min)", "", "has no class time"),
    ("(9 min)", "(9 min, loud)", "'loud' is not a time"),
    ("- [x] Ask.", "- [ ] Ask.", "no option is marked"),
    ("  Asking comes first.\n", "", "feedback"),
    (":::{question} one", ":::{quiz} one", "is not a block of a lesson"),
    ("Say it slowly.\n:::", "Say it slowly.", "is not closed"),
    ("minutes: 10", "minutes: 50", "is not what the slides add up to (10)"),
    ("minutes: 10", "minutes: long", "is not a whole number"),
    ("order: 1", "order: 2", "is not the number of the file name"),
    ("objectives:\n  - ask\n  - listen\n", "", "'objectives' is missing"),
    ("title: A lesson", "titel: A lesson", "unknown key 'titel'"),
    ("summary:", "prerequisites: [nothing]\nsummary:", "unknown lesson 'nothing'"),
    ("# Part", "Words before\n# Part", "stands before the first slide"),
]


@pytest.mark.parametrize(("old", "new", "told"), BAD)
def test_mistakes_are_refused_with_file_and_line(write, old, new, told):
    text = HEAD + BODY
    assert old in text
    _, problems = write(text.replace(old, new))
    lines = [str(problem) for problem in problems]
    assert any(told in line for line in lines), lines
    assert all(re.match(r".*01-a-lesson\.md:\d+:", line) for line in lines)


CODE = [
    ('plate("sacrum-one-side", kind="pain", view="body-left-lateral")', "has no such plate"),
    ('plate("nowhere")', "unknown pattern 'nowhere'"),
    ('chart("nothing")', "unknown chart 'nothing'"),
    ('widgets.PainFindr("sacrum-one-side")', "did you mean 'PainFinder'"),
    ('widgets.ZonePainter("nowhere")', "unknown pattern 'nowhere'"),
    ("import os", "is not Python"),
    ("open('x')", "'open' is not allowed in a lesson"),
    ('plate(\n  "sacrum-one-side")', "code is one line"),
]


@pytest.mark.parametrize(("code", "told"), CODE)
def test_code_of_a_lesson_is_one_call_of_ours(write, code, told):
    text = HEAD + BODY.replace("Fingers", f"```python\n{code}\n```\n\nFingers")
    _, problems = write(text)
    assert [p for p in problems if told in str(p)], problems
    assert problems[0].line == HEAD.count("\n") + 7


def test_a_claim_points_at_its_line(write):
    text = (HEAD + BODY).replace("Fingers", "One.\nTwo.\nFingers").replace("2017inter", "2017outer")
    _, problems = write(text)
    assert problems[0].line == text[: text.index("[review")].count("\n") + 1


def test_file_names_and_doubles(write, tmp_path):
    _, problems = write(HEAD + BODY, "lesson.md")
    assert "two digits, a hyphen and a slug" in str(problems[0])
    (tmp_path / "lesson.md").unlink()
    write(HEAD + BODY)
    _, problems = write((HEAD + BODY).replace("order: 1", "order: 2"), "02-a-lesson.md")
    assert "is used by 01-a-lesson.md" in str(problems[0])


def test_claims_in_prose(course):
    text = (
        "One [link](x). Two. [disputed study: hou2002modalities, lu2022ischemic] Three. [general]"
    )
    assert [found[1:] for found in parsed(text)] == [
        ("study", True, ["hou2002modalities", "lu2022ischemic"]),
        ("general", False, []),
    ]
    assert sources_in(text) == ["hou2002modalities", "lu2022ischemic"]
    shown = with_badges(text, course)
    assert "[link](x)" in shown
    assert shown.count('class="evidence') == 3


@pytest.fixture(scope="module")
def lessons(course):
    found, problems = read_lessons(course)
    assert problems == []
    return found


def test_the_nine_lessons_are_there(lessons):
    assert next(iter(lessons)) == "start-here"
    assert len(lessons) == 9
    assert len(list(LESSONS.glob("*.md"))) == 9


def test_committed_notebooks_are_in_step(lessons, course):
    assert stale_foundations(ROOT / "notebooks", lessons, course) == []


def test_stale_tells_missing_changed_and_left_over(tmp_path, lessons, course):
    assert all("is missing" in line for line in stale_foundations(tmp_path, lessons, course))
    for slug in lessons:
        path = write_foundation(tmp_path, slug, lessons, course)
        assert path == tmp_path / notebook_of(slug, lessons[slug].head.order)
    assert stale_foundations(tmp_path, lessons, course) == []
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][3]["source"] = "changed"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (path.parent / "99_old.ipynb").write_text("{}", encoding="utf-8")
    stale = stale_foundations(tmp_path, lessons, course)
    assert "differs from" in stale[0]
    assert "belongs to no lesson" in stale[1]


def test_same_text_same_bytes(lessons, course):
    assert foundation_text("safety", lessons, course) == foundation_text("safety", lessons, course)


def test_links_lead_to_notebooks_that_exist_and_to_decks(lessons, course):
    for slug, lesson in lessons.items():
        here = (ROOT / "notebooks" / notebook_of(slug, lesson.head.order)).parent
        for link in re.findall(r"\]\(([^)]+\.ipynb)\)", foundation_text(slug, lessons, course)):
            assert (here / link).resolve().is_file(), link
    deck = foundation_text("start-here", lessons, course, deck=True)
    assert "](sacrum-one-side.html)" in deck
    assert ".ipynb)" not in deck


def test_start_here_leads_to_every_lesson(lessons, course):
    text = foundation_text("start-here", lessons, course)
    for slug in course.patterns:
        assert f"/{slug}.ipynb)" in text
    for slug, lesson in lessons.items():
        assert slug == "start-here" or f"]({notebook_of(slug, lesson.head.order)})" in text


def every(lessons, course):
    return [(slug, foundation_cells(lesson, lessons, course)) for slug, lesson in lessons.items()]


def test_cells_are_like_those_of_the_patterns(lessons, course):
    for slug, cells in every(lessons, course):
        ids = [cell.id for cell in cells]
        assert len(ids) == len(set(ids)), slug
        assert all(re.fullmatch(r"[a-z0-9-]{1,64}", ident) for ident in ids), slug
        code = [cell for cell in cells if cell.kind == "code"][1:]
        assert all(cell.source.count("\n") == 0 and len(cell.source) < 160 for cell in code)
        assert all(cell.alt for cell in code if cell.layout == "figure"), slug
        notebook = nbformat.reads(foundation_text(slug, lessons, course), as_version=4)
        nbformat.validate(notebook)
        assert all(not cell.get("outputs") for cell in notebook.cells)


def test_many_lessons_of_both_kinds_are_got_ready_together(lessons, course, tmp_path):
    from course.export.build import How, Item
    from course.export.sources import Sources

    names = [*lessons, *list(course.patterns)[:4]]
    sources = Sources([Item(name, tmp_path / f"{name}.html") for name in names], How())
    assert any("body-posterior" in name for name in sources.modules)
    assert [job.name for job in sources.jobs()] == names
    assert "safety" in sources.named(Item("start-here", tmp_path / "start-here.html"))
