"""A plan -> the running order: every minute of the workshop, and what is wrong with it.

Red flags come before anything that touches, as in every lesson. After each break the group recalls
what it learnt before it: repeated, spaced questions are what memory wants (see the lesson on how to
use the course). Whole minutes only; they add up to the plan's hours.
"""

import math
from dataclasses import dataclass, replace
from typing import Literal

from course.workshop.plan import Plan
from patterns_data.load import Course
from patterns_data.problems import DataError, Problem

Kind = Literal["welcome", "teach", "practice", "questions", "break", "exam", "close"]

# Share of a pattern's teaching time, by audience; the order is the order of a lesson.
SEGMENTS: dict[str, dict[str, float]] = {
    "clients": {"story": 3, "safety": 3, "anatomy": 1, "self-care": 6, "evidence": 1},
    "students": {
        **{"story": 2, "safety": 3, "anatomy": 4, "hands": 4},
        **{"care": 3, "self-care": 1.5, "evidence": 1, "case": 1.5},
    },
    "therapists": {
        **{"story": 1.5, "safety": 3, "anatomy": 2, "hands": 3},
        **{"care": 4, "self-care": 1.5, "evidence": 2, "case": 2},
    },
}
TITLES = {
    "story": "The client's story",
    "safety": "Safety first: red flags and look-alikes",
    "anatomy": "Anatomy",
    "hands": "Landmarks, palpation, referred pain",
    "care": "Protocol",
    "self-care": "Self-care",
    "evidence": "What is known, disputed, unknown",
    "case": "A case to decide",
}
# What is practised in pairs, after which segment, with its share of the practice time.
PRACTICE = {
    "clients": (("self-care", "Try the self-care", 1.0),),
    "students": (("hands", "Find it in pairs", 0.45), ("care", "Treat in pairs", 0.55)),
    "therapists": (("hands", "Find it in pairs", 0.35), ("care", "Treat in pairs", 0.65)),
}
QUESTIONS = 4  # min for recalling what came before
LEAST_SAFETY = 5  # min a pattern
LEAST_PATTERN = 25  # min a pattern, practice included, below which nothing sticks
NOON = 12 * 60 + 45  # when people want lunch, in min of the day
LONGEST_SITTING = 110  # min without a break


@dataclass(frozen=True)
class Block:
    """One item of the running order; `segment` names the part of the lesson it shows."""

    kind: Kind
    title: str
    minutes: int
    pattern: str = ""
    segment: str = ""
    start: str = ""


@dataclass(frozen=True)
class RunningOrder:
    """All blocks with their times, and warnings in plain words."""

    blocks: tuple[Block, ...]
    warnings: tuple[str, ...]

    @property
    def minutes(self) -> int:
        """The whole time."""
        return sum(block.minutes for block in self.blocks)


def running_order(plan: Plan, course: Course) -> RunningOrder:
    """The running order of a plan whose patterns exist.

    Raises DataError when the times cannot work: nothing is left for teaching.
    """
    pauses = _pauses(plan)
    opening, closing = _frame(plan)
    fixed = sum(b.minutes for b in (*opening, *closing, *pauses)) + QUESTIONS * (len(pauses) + 1)
    left = plan.minutes - fixed
    if left < 5 * len(plan.patterns):
        message = (
            f"{plan.minutes} min are too short: welcome, breaks, questions"
            f"{', exam' if plan.exam else ''} and close take {fixed} min; give more hours, "
            "fewer patterns or a shorter exam"
        )
        raise DataError([Problem("plan", 1, "hours", message)])
    blocks = _with_pauses(_teaching(plan, course, left), pauses)
    blocks = [*opening, *blocks, _recall("Before you go: what do you remember?"), *closing]
    timed = _timed(blocks, plan.start)
    return RunningOrder(timed, tuple(_warnings(plan, course, timed)))


def _pauses(plan: Plan) -> list[Block]:
    count = max(math.ceil(plan.minutes / (plan.breaks.every + plan.breaks.minutes)) - 1, 0)
    pauses = [Block("break", "Break", plan.breaks.minutes) for _ in range(count)]
    if plan.minutes >= 360 and plan.breaks.lunch and pauses:
        start = int(plan.start[:2]) * 60 + int(plan.start[3:])
        times = [start + plan.minutes * (i + 1) / (count + 1) for i in range(count)]
        noon = min(range(count), key=lambda i: abs(times[i] - NOON))
        pauses[noon] = Block("break", "Lunch", plan.breaks.lunch)
    return pauses


def _frame(plan: Plan) -> tuple[list[Block], list[Block]]:
    short = plan.minutes < 90
    opening = [Block("welcome", "Welcome, consent, what you will learn", 4 if short else 8)]
    closing = [Block("exam", "Written exam", plan.exam)] if plan.exam else []
    closing.append(Block("close", "Look back, feedback, what to do at home", 3 if short else 6))
    return opening, closing


def _teaching(plan: Plan, course: Course, minutes: int) -> list[Block]:
    shares = shared_out(minutes, [1.0] * len(plan.patterns))
    blocks = []
    for slug, whole in zip(plan.patterns, shares, strict=True):
        blocks += _pattern_blocks(plan, course, slug, whole)
    return blocks


def _pattern_blocks(plan: Plan, course: Course, slug: str, minutes: int) -> list[Block]:
    weights = dict(SEGMENTS[plan.audience])
    if not course.cases_of(slug):
        weights.pop("case", None)
    hands_on = round(minutes * plan.practice / 100)
    taught = shared_out(minutes - hands_on, list(weights.values()))
    times = dict(zip(weights, taught, strict=True))
    _protect_safety(times)
    practice = PRACTICE[plan.audience]
    parts = shared_out(hands_on, [share for *_, share in practice])
    after = {
        segment: (title, part) for (segment, title, _), part in zip(practice, parts, strict=True)
    }
    blocks = []
    for segment, time in times.items():
        if time:
            blocks.append(Block("teach", TITLES[segment], time, slug, segment))
        title, part = after.get(segment, ("", 0))
        if part:
            blocks.append(Block("practice", title, part, slug, segment))
    return blocks


def _protect_safety(times: dict[str, int]) -> None:
    """Take minutes for the red flags from the longest other segments, as far as there are any."""
    while times["safety"] < LEAST_SAFETY:
        longest = max((name for name in times if name != "safety"), key=lambda name: times[name])
        if times[longest] <= 1:
            return
        times[longest] -= 1
        times["safety"] += 1


def shared_out(minutes: int, weights: list[float]) -> list[int]:
    """Whole minutes by weight, adding up exactly (largest remainders)."""
    whole = sum(weights)
    exact = [minutes * weight / whole for weight in weights]
    found = [math.floor(part) for part in exact]
    order = sorted(range(len(exact)), key=lambda i: (found[i] - exact[i], i))
    for index in order[: minutes - sum(found)]:
        found[index] += 1
    return found


def _with_pauses(blocks: list[Block], pauses: list[Block]) -> list[Block]:
    """Breaks near even parts of the day, each followed by recalling.

    A break between two patterns is worth some minutes more or less; what was just shown is not
    parted from its practice.
    """
    ends, gone = [], 0
    for block in blocks:
        gone += block.minutes
        ends.append(gone)
    places: list[int] = []
    for number in range(len(pauses)):
        target = gone * (number + 1) / (len(pauses) + 1)
        free = range(places[-1] + 1 if places else 0, len(blocks) - 1)
        if free:
            places.append(min(free, key=lambda i: abs(ends[i] - target) + _parting(blocks, i)))
    found: list[Block] = []
    for index, block in enumerate(blocks):
        found.append(block)
        if index in places:
            found += [pauses[places.index(index)], _recall("What do you remember?")]
    for pause in pauses[len(places) :]:  # fewer blocks than breaks
        found += [pause, _recall("What do you remember?")]
    return found


def _parting(blocks: list[Block], index: int) -> float:
    """What a break after this block costs, in minutes."""
    after = blocks[index + 1]
    if after.pattern != blocks[index].pattern:
        return 0
    return 25 if after.kind == "practice" else 12


def _recall(title: str) -> Block:
    return Block("questions", title, QUESTIONS)


def _timed(blocks: list[Block], start: str) -> tuple[Block, ...]:
    hours, minutes = map(int, start.split(":"))
    now, found = hours * 60 + minutes, []
    for block in blocks:
        found.append(replace(block, start=f"{now // 60 % 24:02d}:{now % 60:02d}"))
        now += block.minutes
    return tuple(found)


def _warnings(plan: Plan, course: Course, blocks: tuple[Block, ...]) -> list[str]:
    found = []
    for slug in plan.patterns:
        own = [block for block in blocks if block.pattern == slug]
        whole = sum(block.minutes for block in own)
        safety = sum(block.minutes for block in own if block.segment == "safety")
        if safety < LEAST_SAFETY:
            found.append(
                f"{slug}: red flags and look-alikes have {safety} min, at least {LEAST_SAFETY} are "
                "needed; give more hours or fewer patterns"
            )
        if whole < LEAST_PATTERN:
            teachable = max(sum(b.minutes for b in blocks if b.pattern) // LEAST_PATTERN, 1)
            found.append(
                f"{slug}: {whole} min are more than fits, {LEAST_PATTERN} are needed; with these "
                f"hours teach {teachable} pattern{'s' if teachable > 1 else ''}"
            )
        before = {*plan.known, *plan.patterns[: plan.patterns.index(slug)]}
        for need in course.patterns[slug].prerequisites:
            if need not in before:
                found.append(f"{slug} builds on {need}: teach it before, or name it under `known`")
    if not plan.practice and plan.audience != "clients":
        found.append("no practice: nobody learns palpation by watching; set `practice` to 30")
    sitting = _longest_sitting(blocks)
    if sitting > LONGEST_SITTING:
        found.append(f"{sitting} min without a break; set `breaks: every` lower")
    return found


def _longest_sitting(blocks: tuple[Block, ...]) -> int:
    longest = now = 0
    for block in blocks:
        now = 0 if block.kind == "break" else now + block.minutes
        longest = max(longest, now)
    return longest
