"""Evidence, cases, questions, related patterns, sources."""

from collections.abc import Iterable

from course.cells import Cell, below_first, in_groups, part
from course.citation import full_citation
from course.sections.claims import claim_cells
from course.text import claim_lines, escape, plain_bullets, table
from patterns_data.load import Course
from patterns_data.models import Case, Pattern, claims_of
from patterns_data.models.case import DECISIONS
from patterns_data.models.pattern_care import Exercise

SECTION = "Honesty"
SOURCES_A_SLIDE = 24


def evidence(pattern: Pattern, course: Course) -> list[Cell]:
    """What is known, disputed and unknown."""
    return [
        cell
        for name in ("known", "disputed", "unknown")
        for cell in claim_cells(
            f"evidence-{name}",
            f"What is {name}",
            getattr(pattern.evidence, name),
            course,
            SECTION,
            "Ask: would this change what you do on Monday? Why, or why not?",
        )
    ]


def cases(pattern: Pattern, course: Course) -> list[Cell]:
    """Each case as a question, then its answer on the next slide."""
    cells = []
    for number, case in enumerate(course.cases_of(pattern.id), start=1):
        cells += _case_cells(case, number, course)
    return cells


def _case_cells(case: Case, number: int, course: Course) -> list[Cell]:
    rows = [[escape(item.ask), escape(item.answer)] for item in case.findings]
    asked = table(["You ask or test", "You learn"], rows)
    story = (
        f"## Case {number}: {escape(case.title)}\n\n*{escape(case.person)}*\n\n"
        f"{escape(case.story)}\n\n**What would you ask or test next?**"
    )
    findings = f"## Case {number}: what you find\n\n{asked}\n\n**Treat, or stop and refer?**"
    reason = "\n".join(claim_lines(case.reasoning, course, "Why."))
    answer = (
        f"## Case {number}: {escape(DECISIONS[case.decision])}\n\n{reason}\n"
        f"- **Next step.** {escape(case.next_step)}\n\n**Take away**\n\n"
        f"{plain_bullets(case.teaching_points)}"
    )
    notes = "Everyone described is fictional and composite. Vote by show of hands before you go on."
    parts = (("story", story, 2.0), ("findings", findings, 2.0), ("answer", answer, 2.0))
    return [
        Cell(
            f"case-{case.id}-{name}",
            text,
            slide=below_first(index),
            section=SECTION,
            minutes=minutes,
            notes=notes,
        )
        for index, (name, text, minutes) in enumerate(parts)
    ]


def exercises(pattern: Pattern, course: Course) -> list[Cell]:
    """Hand-written questions; the answer opens below each."""
    return [exercise_cell(item, n) for n, item in enumerate(pattern.exercises, start=1)]


def practice(pattern: Pattern, course: Course) -> list[Cell]:
    """All exercises of the pattern, one after another."""
    text = (
        "## Practise\n\nAnswer, check, read why. In the notebook your answers are kept in the "
        "folder `answers` beside it."
    )
    notes = "For after the class. In class pick two or three that fit what was unclear."
    return [
        Cell("practice-text", text, layout="widgets", section=SECTION, minutes=5, notes=notes),
        Cell("practice", f'exercises.Practice("{pattern.id}")', kind="code", slide="-",
             layout="widgets"),
    ]  # fmt: skip


LETTERS = "ABCDEFGH"


def question_text(item: Exercise, number: int) -> str:
    """A question with its options, without the answer."""
    options = "\n".join(
        f"- **{LETTERS[i]}.** {escape(option.text)}" for i, option in enumerate(item.options)
    )
    return f"## Question {number}\n\n{escape(item.question)}\n\n{options}"


def exercise_cell(item: Exercise, number: int) -> Cell:
    """A question whose answer opens below it."""
    answers = "".join(
        f"<li><strong>{LETTERS[i]} {'is right' if option.right else 'is not right'}.</strong> "
        f"{escape(option.feedback)}</li>"
        for i, option in enumerate(item.options)
    )
    hidden = f"<details><summary>Show the answer</summary><ul>{answers}</ul></details>"
    text = f"{question_text(item, number)}\n\n{hidden}"
    return Cell(
        f"question-{item.id}",
        text,
        layout="poll",
        section=SECTION,
        minutes=1,
        notes="Give half a minute of silence, then hands, then open the answer.",
    )


def related(pattern: Pattern, course: Course) -> list[Cell]:
    """Neighbouring patterns, and how to report an error."""
    lines = []
    for other in pattern.related:
        known = course.patterns.get(other.pattern)
        title = known.title if known else course.catalogue[other.pattern]["title"]
        state = "" if known else " (not written yet)"
        lines.append(f"- **{escape(title)}**{state}: {escape(other.why)}")
    text = "\n".join(lines) or "- None yet."
    report = (
        "Found an error, or do you have a better source? Open an issue in the project's tracker "
        f"and name the lesson, `{pattern.id}`, and the line."
    )
    return [
        Cell(
            "related",
            f"## Related patterns\n\n{text}\n\n{report}",
            section=SECTION,
            minutes=0.5,
            notes="Go back to the objectives and let the group judge each line.",
        )
    ]


def sources(pattern: Pattern, course: Course) -> list[Cell]:
    """Every work the lesson cites, once, by author and year."""
    return source_cells(cited(pattern, course), course)


def source_cells(idents: Iterable[str], course: Course) -> list[Cell]:
    """The works with these ids, by author and year."""
    works = sorted((course.references[ident] for ident in set(idents)), key=full_citation)
    groups = in_groups(works, SOURCES_A_SLIDE)
    return [
        Cell(
            f"sources-{index + 1}",
            f"## {part('Sources', index, len(groups))}\n\n"
            + plain_bullets(full_citation(work) for work in group),
            slide=below_first(index),
            layout="sources",
            section=SECTION,
            notes="For reference; no need to read it aloud.",
        )
        for index, group in enumerate(groups)
    ]


def cited(pattern: Pattern, course: Course) -> set[str]:
    """Ids of every work that the pattern, its muscles, techniques, landmarks and cases cite."""
    steps = [step.technique for step in pattern.protocol.steps]
    steps += [item.technique for item in pattern.self_care if item.technique]
    records = [
        pattern,
        *(course.muscles[m] for m in pattern.muscles),
        *(course.landmarks[name] for name in pattern.palpation.landmarks),
        *(course.techniques[name] for name in steps),
        *course.cases_of(pattern.id),
    ]
    found = {
        source for record in records for _, claim in claims_of(record) for source in claim.sources
    }
    return found | {figure.study for test in pattern.tests for figure in test.figures}
