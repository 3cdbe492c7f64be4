"""Labels beside a picture: columns whose leaders neither cross nor run through a text.

Each column's texts end at one edge, so that every leader starts at the same x. Texts are ordered
by the height of what they name, moved apart until none overlap, and swapped while two leaders
cross; a swap always shortens the leaders, so this ends.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import matplotlib.patheffects as effects
import numpy as np

from figures.sheet import INK, LINE, QUIET, Sheet, text_width

GAP = 9.0
STUB = 10.0  # the leader leaves its text level, for as many units
SIZE, SMALL = 12.5, 9.6


@dataclass
class Label:
    """A name, a line below it, and the point on the sheet that it names."""

    id: str
    words: str
    target: np.ndarray
    below: str = ""
    colour: str = LINE


def column(
    sheet: Sheet, labels: list[Label], x: float, ends: str, low: float, high: float, width: float
) -> None:
    """Draw the labels as a column whose texts end at `x`.

    `ends` is 'right' for a column at the left of the picture, 'left' for one at its right; texts
    stay between `low` and `high` and are wrapped to `width` units.
    """
    if not labels:
        return
    lines = {label.id: _lines(sheet, label, width) for label in labels}
    heights = np.array([_height(lines[label.id]) for label in labels])
    order = sorted(range(len(labels)), key=lambda i: -labels[i].target[1])
    start = x + (STUB if ends == "right" else -STUB)
    # A leader starts level with the first line of its text, so far above the text's middle.
    rise = np.array([_height(ls) / 2 - ls[0][1] * 0.81 for ls in (lines[i.id] for i in labels)])
    order, centres = _settle(order, labels, heights, rise, start, low, high)
    for index, y in zip(order, centres, strict=True):
        _draw(sheet, labels[index], lines[labels[index].id], x, y, ends)


def _settle(
    order: list[int],
    labels: list[Label],
    heights: np.ndarray,
    rise: np.ndarray,
    x: float,
    low: float,
    high: float,
) -> tuple[list[int], np.ndarray]:
    for _ in range(len(order) ** 2 + 1):
        centres = _spread(order, labels, heights, rise, low, high)
        pair = _crossing(order, labels, centres + rise[order], x)
        if pair is None:
            return order, centres
        i, j = pair
        order[i], order[j] = order[j], order[i]
    return order, centres


def _spread(
    order: list[int],
    labels: list[Label],
    heights: np.ndarray,
    rise: np.ndarray,
    low: float,
    high: float,
) -> np.ndarray:
    """Centres from the top down: as near to the targets as texts that do not touch can be."""
    tall = heights[order] + GAP
    offset = np.cumsum(tall) - tall / 2
    wanted = np.array([labels[i].target[1] - rise[i] for i in order]) + offset
    # Pool adjacent violators: `wanted` must fall no faster than the texts are tall.
    blocks: list[list[float]] = []
    for value in wanted:
        blocks.append([value, 1])
        while len(blocks) > 1 and blocks[-2][0] < blocks[-1][0]:
            value_b, count_b = blocks.pop()
            value_a, count_a = blocks[-1]
            blocks[-1] = [
                (value_a * count_a + value_b * count_b) / (count_a + count_b),
                count_a + count_b,
            ]
    level = np.concatenate([[value] * int(count) for value, count in blocks])
    level = np.clip(level, low + tall.sum(), high)
    return level - offset


def _crossing(
    order: list[int], labels: list[Label], centres: np.ndarray, x: float
) -> tuple[int, int] | None:
    for i, j in combinations(range(len(order)), 2):
        a, b = labels[order[i]].target, labels[order[j]].target
        if segments_cross((x, centres[i]), a, (x, centres[j]), b):
            return i, j
    return None


def segments_cross(a: Any, b: Any, c: Any, d: Any) -> bool:
    """True when the segments a-b and c-d share an inner point."""

    def turn(p: Any, q: Any, r: Any) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return turn(a, b, c) * turn(a, b, d) < 0 and turn(c, d, a) * turn(c, d, b) < 0


def _lines(sheet: Sheet, label: Label, width: float) -> list[tuple[str, float, str, int]]:
    found = [(line, SIZE, INK, 600) for line in sheet.wrap(label.words, SIZE, width, weight=600)]
    found += [(line, SMALL, QUIET, 400) for line in sheet.wrap(label.below, SMALL, width)]
    return found


def _height(lines: list[tuple[str, float, str, int]]) -> float:
    return sum(size * 1.62 for _, size, *_ in lines)


def _draw(
    sheet: Sheet,
    label: Label,
    lines: list[tuple[str, float, str, int]],
    x: float,
    y: float,
    ends: str,
) -> None:
    away = 1 if ends == "right" else -1
    top = y + _height(lines) / 2
    joint = top - lines[0][1] * 0.81
    for line, size, colour, weight in lines:
        height = size * 1.62
        # Placed by its own width: matplotlib's is that of hinted type, up to 4 units off.
        shift = text_width(line, weight) * size if ends == "right" else 0.0
        sheet.text(
            x - away * 5 - shift,
            top - height / 2,
            line,
            size,
            color=colour,
            weight=weight,
            gid=f"label:{label.id}",
        )
        top -= height
    path = np.array([(x, joint), (x + away * STUB, joint), label.target])
    (leader,) = sheet.axes.plot(
        path[:, 0], path[:, 1], color=label.colour, lw=0.95, zorder=22, solid_capstyle="round"
    )
    leader.set_path_effects([effects.withStroke(linewidth=2.6, foreground="white", alpha=0.85)])
    leader.set_gid(f"leader:{label.id}")
    (dot,) = sheet.axes.plot(
        *label.target, "o", ms=4.2, mfc="white", mec=label.colour, mew=1.1, zorder=23
    )
    dot.set_gid(f"point:{label.id}")
