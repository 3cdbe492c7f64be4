"""The plan of an assignment: a small YAML file an instructor writes, checked line by line."""

from pathlib import Path

from pydantic import Field

from course.exercises import choice
from course.exercises.bank import Bank, items_for
from course.exercises.item import Item, shuffled
from patterns_data.load import Course
from patterns_data.models.base import Record, Slug, Text
from patterns_data.models.pattern_care import Exercise
from patterns_data.one_record import read_record
from patterns_data.problems import DataError, Problem, did_you_mean
from patterns_data.yaml_lines import Document


class Draw(Record):
    """Some exercises of a pattern, drawn by its seed: the same for everybody."""

    pattern: Slug = Field(description="a pattern id")
    count: int = Field(ge=1, le=100, description="how many")
    topic: Text | None = Field(default=None, description="only of this topic, such as safety")
    kind: Slug | None = Field(default=None, description="only of this kind, such as choice")


class Question(Exercise):
    """A choice question of the instructor's own, which no student can look up in the course."""

    points: float = Field(default=1, gt=0, le=100, description="what it is worth")


class Written(Record):
    """A question that is answered in words and marked by hand."""

    id: Slug = Field(description="slug, unique in this plan")
    question: Text = Field(description="the question")
    points: float = Field(gt=0, le=100, description="what it is worth")
    rubric: list[Text] = Field(
        min_length=1, description="what earns points; students do not see it"
    )


class AssignmentPlan(Record):
    """An assignment."""

    id: Slug = Field(description="slug; the name of its folder")
    title: Text = Field(description="what it is called")
    intro: Text = Field(default="", description="a sentence or two at its top")
    seed: int = Field(default=1, description="another number draws other exercises")
    exercises: list[Text] = Field(default_factory=list, description="ids of the question bank")
    draw: list[Draw] = Field(default_factory=list, description="exercises drawn from patterns")
    questions: list[Question] = Field(default_factory=list, description="questions of your own")
    written: list[Written] = Field(default_factory=list, description="answered in words")
    points: dict[str, float] = Field(default_factory=dict, description="exercise id: points")


def read_assignment(
    path: Path, course: Course, bank: Bank
) -> tuple[AssignmentPlan, list[tuple[Item, float]]]:
    """The plan, and its exercises with their points.

    Raises DataError with file, line, key and what to do for everything that is wrong.
    """
    plan, document = read_record(path, AssignmentPlan)
    problems, items = [], {}
    for index, ident in enumerate(plan.exercises):
        if ident not in bank:
            hint = did_you_mean(ident, bank)
            problems.append(
                document.problem(("exercises", index), f"no exercise '{ident}'; {hint}")
            )
        elif ident in items:
            problems.append(document.problem(("exercises", index), f"'{ident}' stands twice"))
        else:
            items[ident] = bank[ident]
    for index, wish in enumerate(plan.draw):
        found, problem = _drawn(wish, plan.seed, course, items)
        if problem:
            problems.append(document.problem(("draw", index), problem))
        items |= {item.id: item for item in found}
    items |= {item.id: item for item in map(_own, plan.questions)}
    problems += _twice(plan, document)
    for ident in plan.points:
        if ident not in items:
            message = f"'{ident}' is not in this assignment; {did_you_mean(ident, items)}"
            problems.append(document.problem(("points", ident), message))
    if not items and not plan.written and not problems:
        problems.append(document.problem((), "asks nothing; add `exercises` or `questions`"))
    if problems:
        raise DataError(problems)
    return plan, [(item, plan.points.get(i, item.points)) for i, item in items.items()]


def _drawn(wish: Draw, seed: int, course: Course, taken: dict[str, Item]) -> tuple[list[Item], str]:
    if wish.pattern not in course.patterns:
        return [], f"no pattern '{wish.pattern}'; {did_you_mean(wish.pattern, course.patterns)}"
    fit = [
        item
        for item in items_for(wish.pattern, course)
        if wish.topic in (None, item.topic)
        and wish.kind in (None, item.kind)
        and item.id not in taken
        and item.kind not in ("agreement", "drill")  # not marked by what is right
    ]
    if len(fit) < wish.count:
        return [], f"asks for {wish.count}, but only {len(fit)} exercises fit; ask for fewer"
    return shuffled(fit, f"{seed} {wish.pattern}")[: wish.count], ""


def _own(question: Question) -> Item:
    options = [(option.text, option.right, option.feedback) for option in question.options]
    return choice.make(
        f"own.{question.id}", question.question, options, topic="own questions",
        points=question.points,
    )  # fmt: skip


def _twice(plan: AssignmentPlan, document: Document) -> list[Problem]:
    found = []
    for name in ("questions", "written"):
        ids = [one.id for one in getattr(plan, name)]
        found += [
            document.problem((name, index, "id"), f"'{ident}' is used twice; choose another id")
            for index, ident in enumerate(ids)
            if ids.index(ident) != index
        ]
    return found
