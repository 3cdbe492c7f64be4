"""Ribs 1 to 12 of the right side as swept ovals in the world frame (mm).

Seen from above a rib goes from the head behind the vertebral body to the tubercle in front of the
transverse process, back to its angle, and then round the chest: a quarter of a squared ellipse
behind and a quarter of an ellipse in front that passes through its front end. It falls evenly from
the tubercle to the front end.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import trimesh
from scipy.interpolate import CubicSpline

from figures.bones import cervical, loft, thoracic
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import ellipsoid, solid

JOINT_GAP = 1.2  # mm between a rib and the vertebrae


@dataclass(frozen=True)
class Shape:
    """What is particular to one rib: lengths in mm, places of its centre line."""

    half_width: float  # where it is farthest out
    side_y: float  # y there
    angle: tuple[float, float]  # x and y of its angle, the part farthest back
    end: tuple[float, float, float]  # front end
    lean: float  # degrees its outer face looks up
    half_height: float
    half_thick: float


RIBS = {
    1: Shape(59, -64, (40, -34), (44, -102, 1405), 78, 7.5, 2.6),
    2: Shape(83, -60, (46, -16), (60, -124, 1370), 48, 6.6, 3.0),
    3: Shape(100, -58, (50, -5), (72, -136, 1341), 27, 6.6, 3.2),
    4: Shape(111, -56, (54, 2), (80, -143, 1313), 17, 6.8, 3.3),
    5: Shape(118, -55, (57, 7), (88, -146, 1284), 10, 7.0, 3.4),
    6: Shape(123, -54, (60, 10), (96, -144, 1255), 5, 7.2, 3.5),
    7: Shape(127, -53, (63, 11), (106, -136, 1227), 1, 7.3, 3.5),
    8: Shape(129, -52, (65, 10), (115, -121, 1202), -2, 7.2, 3.5),
    9: Shape(128, -50, (66, 6), (120, -102, 1180), -4, 6.9, 3.4),
    10: Shape(121, -48, (62, -1), (118, -83, 1162), -6, 6.6, 3.3),
    11: Shape(110, -38, (57, -6), (108, -47, 1162), -6, 6.0, 3.1),
    12: Shape(88, -12, (48, -7), (84, -17, 1173), -4, 5.0, 2.9),
}
FLOATING = (11, 12)


def head(number: int) -> np.ndarray:
    """World centre of the head: at the disc above, or at the body of its own vertebra."""
    shape, half = thoracic.LEVELS[number], thoracic.half_height(number)
    z = half * 0.9 if 1 < number < 10 else half * 0.4
    local = (shape.half_width + 2.6, shape.half_depth - 1.5, z)
    return thoracic.on_vertebra(number, local)


def tubercle(number: int) -> np.ndarray:
    """World centre line at the tubercle, in front of the end of the transverse process."""
    ahead = np.interp(number, [1, 10, 11, 12], [-7.5, -7.5, -6.5, -6.0])
    out = np.interp(number, [1, 10, 12], [0.5, 0.5, 3.0])
    local = np.add(thoracic.transverse_local(number), [out, ahead, -1.0])
    return thoracic.on_vertebra(number, local)


def _round(shape: Shape) -> np.ndarray:
    """Horizontal course (n, 2) from the angle to the front end."""
    (x, y), (ex, ey, _) = shape.angle, shape.end
    turn = np.linspace(0.2, np.pi / 2, 12)
    back = np.stack([
        x + (shape.half_width - x) * np.sin(turn) ** 0.88,
        shape.side_y + (y - shape.side_y) * np.cos(turn) ** 0.88,
    ], 1)  # fmt: skip
    share = np.sqrt(1 - (ex / shape.half_width) ** 2)
    stop = np.arcsin(share)
    turn = np.linspace(0, stop, 9)[1:]
    deep = (shape.side_y - ey) / share
    front = np.stack([shape.half_width * np.cos(turn), shape.side_y - deep * np.sin(turn)], 1)
    return np.vstack([[(x, y)], back, front])


@lru_cache(maxsize=16)
def line(number: int) -> np.ndarray:
    """Centre line (n, 3) from the head to the front end, every 0.8 mm or so."""
    shape, first, second = RIBS[number], head(number), tubercle(number)
    course = _round(shape)
    way = np.r_[
        0, np.cumsum(np.linalg.norm(np.diff(np.vstack([second[:2], course]), axis=0), axis=1))
    ]
    share = (way / way[-1])[1:]
    heights = second[2] + (shape.end[2] - second[2]) * share**0.95
    neck = np.add((first + second) / 2, [0, 1.0, 0.5])
    points = np.vstack([first, neck, second, np.c_[course, heights]])
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    return CubicSpline(at, points)(np.linspace(0, at[-1], int(at[-1] / 0.8)))


def angle(number: int) -> np.ndarray:
    """The point of the centre line that lies farthest back."""
    course = line(number)
    return course[np.argmax(course[:, 1])]


def cloud(number: int) -> np.ndarray:
    """World cloud of a rib."""
    shape, course = RIBS[number], line(number)
    along = np.gradient(course, axis=0)
    along /= np.linalg.norm(along, axis=1, keepdims=True)
    up = np.array([0, 0, 1.0]) - along * along[:, 2:]
    up /= np.linalg.norm(up, axis=1, keepdims=True)
    inward = np.cross(up, along)
    inward *= np.sign(((np.array([0, -60.0, 0]) - course) * inward).sum(1))[:, None]
    way = np.r_[0, np.cumsum(np.linalg.norm(np.diff(course, axis=0), axis=1))]
    start = way[np.argmin(np.linalg.norm(course - tubercle(number), axis=1))]
    shaft = np.clip((way - start) / 35.0, 0, 1)
    lean = np.radians(shape.lean) * (0.35 + 0.65 * shaft if number == 1 else shaft)
    tall = up * np.cos(lean)[:, None] + inward * np.sin(lean)[:, None]
    thick = shape.half_thick * (1 + 0.18 * np.clip((way - way[-1] + 25) / 25, 0, 1))
    half = 4.4 + (shape.half_height - 4.4) * shaft
    if number in FLOATING:
        taper = np.clip((way[-1] - way) / 40, 0, 1) ** 0.6
        half, thick = 2.2 + (half - 2.2) * taper, 2.0 + (thick - 2.0) * taper
    rows = []
    for share in np.linspace(-1, 1, 9):
        size = thick * (1 - 0.28 * abs(share) ** 2 - 0.12 * max(0, -share))
        rows.append(np.c_[course + tall * ((half - size) * share)[:, None], size])
    knob = np.add(tubercle(number), [0.5, 2.2, -0.5])
    wide = 4.6 if number not in FLOATING else 3.4
    rows += [ellipsoid(head(number), (4.6, 4.4, 5.2), 400), ellipsoid(knob, (wide, 3.6, wide), 400)]
    return np.vstack(rows)


def rib(number: int, voxel: float = 0.8) -> trimesh.Trimesh:
    """One right rib, kept off the vertebrae it moves on."""
    own = cloud(number)
    levels = [n for n in (number - 1, number) if n in thoracic.LEVELS]
    rooms = loft.room(own, [thoracic.cloud(n) for n in levels], JOINT_GAP)
    if number == 1:
        rooms += loft.room(own, [cervical._cloud(7)], JOINT_GAP)
    return solid([own], rooms, voxel=voxel, blend=1.8, rounds=0)


NAMES = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth",
         "Tenth", "Eleventh", "Twelfth")  # fmt: skip
MODULES = (sys.modules[__name__], thoracic, cervical, loft)
RECIPES = [
    Recipe(
        f"rib-{n}", f"{NAMES[n - 1]} rib", partial(rib, n), 0.8, 26000, MODULES,
        paired=True, world=True,
    )
    for n in RIBS
]  # fmt: skip


def _marks() -> list[Mark]:
    """Angles of the ribs and tips of the free ones."""
    out = []
    for n, shape in RIBS.items():
        place = np.add(angle(n), [0, shape.half_thick, 0]).round(1)
        at = tuple(float(v) for v in place)
        name = f"Angle of the {NAMES[n - 1].lower()} rib"
        rule = "point of the shaft farthest back"
        out.append(Mark(f"rib-{n}-angle", name, f"rib-{n}", at, rule, paired=True))
    for n in FLOATING:
        name = f"Tip of the {NAMES[n - 1].lower()} rib"
        at, rule = RIBS[n].end, "end of the shaft"
        out.append(Mark(f"rib-{n}-tip", name, f"rib-{n}", at, rule, True, "nearest"))
    return out


MARKS: list[Mark] = _marks()
