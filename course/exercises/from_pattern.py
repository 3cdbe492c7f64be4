"""Exercises on one pattern's words: its own questions, red flags, look-alikes, protocol, cases."""

from collections.abc import Iterator

from course.exercises import case, choice, match, order
from course.exercises.item import Facts, Item, slug
from course.text import in_quotes
from patterns_data.load import Course
from patterns_data.models import Case, Pattern
from patterns_data.models.case import DECISIONS
from patterns_data.models.pattern_story import ACTIONS, LookAlike

MOST_PAIRS, MOST_STEPS = 5, 7


def word_items(pattern: Pattern, course: Course) -> Iterator[Item]:
    """Everything that needs no picture."""
    yield from own_questions(pattern)
    yield from red_flags(pattern)
    yield from look_alikes(pattern)
    yield from protocol(pattern)
    yield from certainty(pattern)
    yield from (case_item(found, pattern) for found in course.cases_of(pattern.id))


def own_questions(pattern: Pattern) -> Iterator[Item]:
    """The questions that stand in the pattern's file."""
    for one in pattern.exercises:
        options = [(option.text, option.right, option.feedback) for option in one.options]
        yield choice.make(
            f"{pattern.id}.{one.id}", one.question, options, **about(pattern, "questions", 3)
        )


def red_flags(pattern: Pattern) -> Iterator[Item]:
    """What to do about each red flag."""
    for flag in pattern.red_flags:
        options = [
            (words, action == flag.action, f"{flag.do} {flag.why.text}" if action == flag.action
             else f"No. {flag.why.text}")
            for action, words in ACTIONS.items()
        ]  # fmt: skip
        yield choice.make(
            f"{pattern.id}.flag-{slug(flag.finding, 5)}",
            f"“{pattern.title}.” You learn: {_sentence(flag.finding)} What do you do?",
            options,
            **about(pattern, "safety", 3, flag.why.sources),
        )


def look_alikes(pattern: Pattern) -> Iterator[Item]:
    """Which of them must be referred, and what points to each."""
    found = pattern.look_alikes
    if {one.action == "compare" for one in found} == {True, False}:
        options = [
            (one.name, one.action != "compare", f"{one.name}: {one.points_to.text}")
            for one in found
        ]
        yield choice.make(
            f"{pattern.id}.look-alikes-to-refer",
            f"“{pattern.title}.” Which of these would you refer rather than compare yourself?",
            options,
            **about(pattern, "look-alikes", 3),
        )
    for part, group in enumerate(_groups(found, MOST_PAIRS), start=1):
        pairs = [(one.name, one.points_to.text) for one in group]
        yield match.make(
            f"{pattern.id}.look-alikes-{part}",
            f"“{pattern.title}.” What points to each of these: {_inner(group)}?",
            pairs,
            **about(pattern, "look-alikes", 2, [s for one in group for s in one.points_to.sources]),
        )


def protocol(pattern: Pattern) -> Iterator[Item]:
    """The steps in order."""
    steps = [step.title for step in pattern.protocol.steps][:MOST_STEPS]
    if len(steps) > 2:
        yield order.make(
            f"{pattern.id}.protocol-order",
            f"“{pattern.title}.” Put the steps of this lesson's protocol in order.",
            steps,
            "This is the order the lesson teaches; no other order has been tested against it.",
            **about(pattern, "protocol", 1),
        )


CERTAINTY = {
    "known": "Studies support it",
    "disputed": "Sources disagree",
    "unknown": "Nobody has shown it",
}


def certainty(pattern: Pattern) -> Iterator[Item]:
    """How sure a statement is."""
    for name, meaning in CERTAINTY.items():
        for claim in getattr(pattern.evidence, name)[:2]:
            other = f" The other side: {claim.disputed.text}" if claim.disputed else ""
            options = [
                (words, key == name, f"{'Right' if key == name else 'No'}: {meaning[0].lower()}"
                 f"{meaning[1:]} ({claim.kind}).{other}")
                for key, words in CERTAINTY.items()
            ]  # fmt: skip
            yield choice.make(
                f"{pattern.id}.sure-{slug(claim.text, 6)}",
                f"How sure is this? “{claim.text}”",
                options,
                **about(pattern, "evidence", 2, claim.sources),
            )


WRONG_CASE = {
    True: "Not careful enough: {right} was right here, and going on can do harm.",
    False: "More careful than it needs to be: it does no harm, but help comes later.",
}


def case_item(found: Case, pattern: Pattern) -> Item:
    """A case with its questions, decisions and what follows from each."""
    findings = [
        {"id": f"f{n}", "text": one.ask, "answer": one.answer}
        for n, one in enumerate(found.findings, start=1)
    ]
    right = found.decision
    words = f"“{DECISIONS[right]}”"
    bold = {d: case.CARE.index(d) < case.CARE.index(right) for d in DECISIONS}
    key: Facts = {
        "decision": right,
        "consequences": {
            d: "Right." if d == right else WRONG_CASE[bold[d]].format(right=words)
            for d in DECISIONS
        },
        "explain": [found.reasoning.text, f"Next step: {found.next_step}", *found.teaching_points],
    }
    ask: Facts = {
        "person": found.person,
        "story": found.story,
        "findings": findings,
        "decisions": [{"id": d, "text": words} for d, words in DECISIONS.items()],
    }
    more = about(pattern, "cases", 3, found.reasoning.sources)
    return case.make(f"{pattern.id}.case-{found.id}", f"Case: {found.title}", ask, key, **more)


def about(pattern: Pattern, topic: str, level: int, sources: list[str] | None = None) -> Facts:
    """What stands at every item of a pattern."""
    cited = tuple(dict.fromkeys(sources or ()))
    return {"pattern": pattern.id, "topic": topic, "level": level, "sources": cited}


def _groups(things: list, size: int) -> list[list]:
    """Groups of two to ``size``, as even as can be."""
    count = max(1, -(-len(things) // size))
    step, extra = divmod(len(things), count)
    out, start = [], 0
    for n in range(count):
        end = start + step + (n < extra)
        out.append(things[start:end])
        start = end
    return [group for group in out if len(group) > 1]


def _sentence(text: str) -> str:
    text = in_quotes(text) if text.startswith('"') else text
    return text if text[-1] in ".?!”" else f"{text}."


def _inner(group: list[LookAlike]) -> str:
    return "; ".join(one.name for one in group)
