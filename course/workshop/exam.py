"""The written exam with its key, and checklists that score what an examiner can see.

The local twitch is not scored: it is the sign on which examiners agree least.
"""

from course.sections.learn import LETTERS
from course.workshop.paper import Block
from course.workshop.plan import Plan
from patterns_data.load import Course
from patterns_data.models import Pattern
from patterns_data.models.case import DECISIONS

A_QUESTION, A_CASE = 1.5, 3  # min


def exam_items(plan: Plan, course: Course) -> tuple[list[tuple[Pattern, int]], list[str]]:
    """The questions (pattern, index) and the cases (ids) that fit the minutes of the exam.

    Questions that were not asked in class come first: those at the end of each pattern's list.
    """
    cases = [c.id for slug in plan.patterns for c in course.cases_of(slug)[-1:]]
    cases = cases[: max(int(plan.exam / 3 / A_CASE), 1 if plan.exam >= 10 else 0)]
    room = int((plan.exam - len(cases) * A_CASE) / A_QUESTION)
    patterns = [course.patterns[slug] for slug in plan.patterns]
    longest = max(len(pattern.exercises) for pattern in patterns)
    order = [
        (pattern, len(pattern.exercises) - 1 - turn)
        for turn in range(longest)
        for pattern in patterns
        if turn < len(pattern.exercises)
    ]
    return order[: max(room, 1)], cases


def exam_blocks(plan: Plan, course: Course) -> list[Block]:
    """The paper of the exam."""
    questions, cases = exam_items(plan, course)
    blocks: list[Block] = [
        {"text": "Name: __________________________     Date: ____________     Mark: ________"},
        {"note": f"{plan.exam} minutes. One point a question, two points a case. Mark one answer "
                 "unless the question says otherwise. Stopping can be the right answer."},
    ]  # fmt: skip
    for number, (pattern, index) in enumerate(questions, start=1):
        item = pattern.exercises[index]
        right = sum(option.right for option in item.options)
        more = f" ({right} answers are right)" if right > 1 else ""
        letters = [option.text for option in item.options]
        question = {"text": f"{number}. {item.question}{more}"}
        blocks.append({"together": [question, {"letters": letters}]})
    for ident in cases:
        case = course.cases[ident]
        blocks += [
            {"heading": f"Case: {case.title}", "level": 2},
            {"text": case.story},
            {"rows": [[f.ask, f.answer] for f in case.findings],
             "head": ["Asked or tested", "Found"], "widths": [1, 1.4]},
            {"boxes": list(DECISIONS.values())},
            {"text": "Why, in one sentence:"},
            {"lines": 2},
        ]  # fmt: skip
    return blocks


def key_blocks(plan: Plan, course: Course) -> list[Block]:
    """The key: right answers with their reasons."""
    questions, cases = exam_items(plan, course)
    blocks: list[Block] = [{"note": "For the instructor. Keep it away from the papers."}]
    for number, (pattern, index) in enumerate(questions, start=1):
        item = pattern.exercises[index]
        rows = [
            [LETTERS[i], "right" if option.right else "", option.text, option.feedback]
            for i, option in enumerate(item.options)
        ]
        blocks += [
            {"heading": f"{number}. {item.question}", "level": 2},
            {"rows": rows, "head": ["", "", "Answer", "Why"], "widths": [0.3, 0.6, 2.4, 3]},
        ]
    for ident in cases:
        case = course.cases[ident]
        blocks += [
            {"heading": f"Case: {case.title}", "level": 2},
            {"text": f"{DECISIONS[case.decision]}. {case.reasoning.text}"},
            {"text": f"Next step: {case.next_step} One point for the decision, one for a reason "
                     "that names a finding."},
        ]  # fmt: skip
    return blocks


def checklist_blocks(pattern: Pattern, course: Course) -> list[Block]:
    """A practical station: communication, safety, landmarks, technique, recheck; 0, 1 or 2 each."""
    marks = [course.landmarks[name] for name in pattern.palpation.landmarks]
    urgent = [flag for flag in pattern.red_flags if flag.action != "care"]
    parts = [
        ("Communication", [*pattern.protocol.before, f"Asks: {pattern.palpation.ask}"]),
        ("Safety", [f"Asks about: {flag.finding}" for flag in urgent[:6]]
         + [f"Names as another possibility: {o.name}" for o in pattern.look_alikes[:4]]),
        ("Landmarks", [f"Shows: {mark.name}; says how sure" for mark in marks]),
        ("Palpation", [f"Contact: {pattern.palpation.contact}",
                       f"Direction: {pattern.palpation.direction}",
                       f"Pressure: {pattern.palpation.pressure}"]),
        ("Technique", [f"{s.title}: {s.dose.as_text()}. Stops when: {s.stop}"
                       for s in pattern.protocol.steps]),
        ("Recheck", list(pattern.protocol.after)),
    ]  # fmt: skip
    blocks: list[Block] = [
        {"text": "Student: __________________________     Examiner: __________________________"},
        {"note": "0 not done, 1 done in part, 2 done well. Touching before consent or after a red "
                 "flag ends the station. A local twitch is not scored: it is the least reliable."},
    ]  # fmt: skip
    most = 0
    for title, items in parts:
        most += 2 * len(items)
        rows = [[item, "0", "1", "2"] for item in items]
        blocks += [
            {"heading": title, "level": 2},
            {"rows": rows, "head": ["", "", "", ""], "widths": [10, 0.6, 0.6, 0.6]},
        ]
    return [*blocks, {"heading": f"Sum: ______ of {most}", "level": 2}, {"lines": 2}]
