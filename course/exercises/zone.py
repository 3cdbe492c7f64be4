"""Paint the zone; marks by overlap with the published range, from essential to widest."""

from functools import lru_cache
from itertools import pairwise
from math import ceil, floor, hypot

from course.exercises.item import UNANSWERED, BadAnswer, Facts, Item, Mark, number, wanted

BLANK: Facts = {"strokes": []}
NAME = "Paint the zone"
CELL = 4.0  # mm: the step on which areas are compared
MOST = 20_000  # numbers in one painting; more was not painted by hand

Cells = frozenset[tuple[int, int]]
Outline = tuple[tuple[float, float], ...]


def make(
    ident: str,
    prompt: str,
    view: str,
    side: str,
    essential: list[list[list[float]]],
    widest: list[list[list[float]]],
    explain: list[str],
    **about,
) -> Item:
    """``essential`` and ``widest``: outlines of corners [u, v] in mm of the view."""
    ask = {"view": view, "side": side}
    key = {"essential": essential, "widest": widest, "explain": explain}
    return Item(ident, "zone", prompt, ask, key, **about)


def smooth(corners: Outline, steps: int = 8) -> Outline:
    """The closed line that the plates draw through the corners (Catmull-Rom)."""
    n, out = len(corners), []
    for i in range(n):
        p0, p1, p2, p3 = (corners[(i + k) % n] for k in (-1, 0, 1, 2))
        for step in range(steps):
            t = step / steps
            out.append(tuple(
                0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t
                       + (3 * b - a - 3 * c + d) * t**3)
                for a, b, c, d in zip(p0, p1, p2, p3, strict=True)))  # fmt: skip
    return tuple(out)


@lru_cache(maxsize=512)
def inside(outlines: tuple[Outline, ...]) -> Cells:
    """Cells whose middle lies inside one of the smooth outlines."""
    found = set()
    for corners in map(smooth, outlines):
        for row in range(*_span([v for _, v in corners], 0)):
            v, crossings = (row + 0.5) * CELL, []
            for (u1, v1), (u2, v2) in zip(corners, (*corners[1:], corners[0]), strict=True):
                if (v1 > v) != (v2 > v):
                    crossings.append(u1 + (v - v1) / (v2 - v1) * (u2 - u1))
            crossings.sort()
            for left, right in zip(crossings[::2], crossings[1::2], strict=True):
                cells = range(ceil(left / CELL - 0.5), floor(right / CELL - 0.5) + 1)
                found.update((column, row) for column in cells)
    return frozenset(found)


def painted(strokes: list[list[float]]) -> set[tuple[int, int]]:
    """Cells that the strokes [radius, u, v, u, v, ...] cover; a negative radius rubs out."""
    found: set[tuple[int, int]] = set()
    for radius, *places in strokes:
        points = list(zip(places[::2], places[1::2], strict=True))
        ends = pairwise(points) if len(points) > 1 else [(points[0],) * 2]
        for start, end in ends:
            cells = _along(start, end, abs(radius))
            found = found - cells if radius < 0 else found | cells
    return found


def _along(start: tuple[float, float], end: tuple[float, float], radius: float) -> set:
    """Cells whose middle is within the radius of a straight line."""
    (u1, v1), (u2, v2) = start, end
    du, dv = u2 - u1, v2 - v1
    square = du * du + dv * dv
    out = set()
    for column in range(*_span([u1, u2], radius)):
        for row in range(*_span([v1, v2], radius)):
            u, v = (column + 0.5) * CELL, (row + 0.5) * CELL
            t = max(0.0, min(1.0, ((u - u1) * du + (v - v1) * dv) / square)) if square else 0.0
            if hypot(u - u1 - t * du, v - v1 - t * dv) <= radius:
                out.add((column, row))
    return out


def _span(values: list[float], radius: float) -> tuple[int, int]:
    return floor((min(values) - radius) / CELL), ceil((max(values) + radius) / CELL) + 1


def checked(strokes: list) -> list[list[float]]:
    """The strokes as numbers that can have been painted; BadAnswer otherwise."""
    if sum(len(s) if isinstance(s, list) else MOST for s in strokes) > MOST:
        raise BadAnswer("the painting holds more than a hand can paint")
    found = [[number(value) for value in stroke] for stroke in strokes]
    if any(len(s) < 3 or len(s) % 2 == 0 or not 0 < abs(s[0]) <= 100 for s in found):
        raise BadAnswer("a stroke is a radius up to 100 mm, then places of two numbers")
    if any(abs(value) > 2500 for s in found for value in s):
        raise BadAnswer("a stroke lies outside the body")
    return found


def mark(item: Item, answer: Facts) -> Mark:
    """The harmonic mean of how much is covered and how much of the paint lies inside.

    Covered: the share of the essential zone (of the widest where there is none) that is painted;
    inside: the share of the paint within the widest published zone.
    """
    strokes = checked(wanted(answer, "strokes", list))
    cells = painted(strokes)
    if not cells:
        return UNANSWERED
    widest, core = area(item.key["widest"]), area(item.key["essential"] or item.key["widest"])
    covered, within = len(core & cells) / len(core), len(widest & cells) / len(cells)
    score = 2 * covered * within / (covered + within) if covered + within else 0.0
    said = (f"{100 * covered:.0f} % of the zone is covered; {100 * within:.0f} % of the paint "
            "lies inside the widest published zone.")  # fmt: skip
    return Mark(1.0 if score >= 0.8 else score / 0.8, (said, *item.key["explain"]))


def area(outlines: list[list[list[float]]]) -> Cells:
    """The cells of outlines as they stand in an item."""
    return inside(tuple(tuple(map(tuple, corners)) for corners in outlines))


def answer_words(item: Item) -> list[str]:
    """What the published zone is, in words."""
    return item.key["explain"][:1]


def right_answer(item: Item) -> Facts:
    """An answer with full marks: the zone filled with short strokes."""
    cells = area(item.key["essential"] or item.key["widest"])
    rows: dict[int, list[int]] = {}
    for column, row in cells:
        rows.setdefault(row, []).append(column)
    strokes = []
    for row, columns in sorted(rows.items()):
        v = (row + 0.5) * CELL
        strokes += [[CELL / 2, (c + 0.5) * CELL, v] for c in sorted(columns)]
    return {"strokes": strokes}
