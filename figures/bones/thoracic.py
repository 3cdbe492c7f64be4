"""Thoracic vertebrae T1 to T12 and their discs, sculpted in the world frame (mm).

The column hangs between C7 and L1: the endplates' tilt goes from L1's 10 degrees through a little
more at T11 to T1's 20 degrees forward; heights are stretched so that it just fits. A vertebra is
modelled around the centre of its body, spinous process toward +y. How steep the spinous process
is comes from the level, how long it is from the skin of the back.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import trimesh

from figures.bones import cervical, frame, loft
from figures.bones.frame import tilted
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import curve, disc_cloud, ellipsoid, mirrored, patch, solid

TOP = cervical.on_vertebra(7, (0, 0, -6.4 - cervical.DISC))  # middle of T1's upper endplate
BOTTOM = np.array([0.0, -42.5, 1207.3])  # middle of L1's upper endplate
BONE_GAP = 1.2  # mm at least between neighbours
UNDER_SKIN = 6.5  # mm from the tip of a spinous process to the skin
# Skin of the back in the midline: z, y (mm).
BACK = np.array([
    (1180, 15), (1200, 17), (1220, 18), (1240, 21), (1260, 24), (1280, 27), (1300, 29),
    (1320, 30), (1340, 29), (1360, 27), (1387, 23), (1418, 17), (1445, 9.6), (1457, 5.4),
    (1468, 2.4), (1478, -1.1), (1492, -5.3),
])  # fmt: skip


@dataclass(frozen=True)
class Level:
    """What is particular to one level (mm and degrees)."""

    tilt: float  # positive tips the top backwards
    height: float  # of the body, before the column is stretched to fit
    half_width: float
    half_depth: float
    disc: float  # height of the disc below
    transverse: float  # half span of the transverse processes
    steep: float  # degrees the spinous process falls below the body's horizontal
    facet: float  # distance of the upper articular processes from the midline


LEVELS = {
    1: Level(-20.0, 16.2, 14.6, 8.8, 3.4, 37.0, 26, 16.5),
    2: Level(-18.5, 17.0, 13.8, 9.4, 3.2, 34.0, 32, 12.0),
    3: Level(-16.5, 17.4, 13.2, 10.2, 3.1, 32.0, 38, 10.6),
    4: Level(-13.5, 17.9, 13.0, 11.0, 3.2, 31.5, 45, 10.2),
    5: Level(-10.0, 18.4, 13.2, 11.7, 3.4, 31.5, 52, 10.0),
    6: Level(-6.0, 18.9, 13.7, 12.3, 3.6, 31.5, 55, 10.0),
    7: Level(-2.0, 19.4, 14.4, 12.7, 3.9, 31.0, 55, 10.2),
    8: Level(3.0, 19.9, 15.2, 13.0, 4.2, 30.5, 52, 10.4),
    9: Level(7.5, 20.5, 15.9, 13.2, 4.5, 29.5, 44, 10.6),
    10: Level(11.5, 21.4, 16.7, 13.3, 4.9, 28.0, 34, 10.8),
    11: Level(14.5, 22.6, 17.7, 13.4, 5.4, 23.5, 22, 11.2),
    12: Level(13.5, 24.0, 18.8, 13.4, 6.0, 20.0, 12, 11.6),
}


@lru_cache(maxsize=1)
def column() -> tuple[dict[int, np.ndarray], float]:
    """World centre of each body, and the stretch of the heights that makes the column fit."""
    span = np.linalg.norm(BOTTOM - TOP)
    stretch = span / np.linalg.norm(_stacked(1.0)[13] - TOP)
    places = _stacked(stretch)
    # The rest of the way, a few millimetres back or forth, is shared out along the column.
    error = BOTTOM - places[13]
    drop = TOP[2] - BOTTOM[2]
    return {
        level: places[level] + error * (TOP[2] - places[level][2]) / drop for level in LEVELS
    }, stretch


def _stacked(stretch: float) -> dict[int, np.ndarray]:
    """Centres of the bodies hung under C7; 13 is the end of the last disc."""
    out, at = {}, TOP
    for level, shape in LEVELS.items():
        out[level] = tilted((0, 0, -shape.height * stretch / 2), at, shape.tilt)
        at = tilted((0, 0, -shape.height * stretch), at, shape.tilt)
        below = LEVELS[level + 1].tilt if level < 12 else 10.0
        at = tilted((0, 0, -shape.disc * stretch), at, (shape.tilt + below) / 2)
    out[13] = at
    return out


def half_height(level: int) -> float:
    """Half the height of the body, mm."""
    return LEVELS[level].height * column()[1] / 2


def on_vertebra(level: int, point, side: int = 1) -> np.ndarray:
    """World position of points given on the vertebra; ``side`` is 1 right, -1 left."""
    local = np.array(point, float)
    local[..., 0] *= side
    return tilted(local, column()[0][level], LEVELS[level].tilt)


def transverse_local(level: int) -> np.ndarray:
    """End of the right transverse process, in the vertebra's frame."""
    shape = LEVELS[level]
    back = np.interp(level, [1, 5, 9, 12], [15.0, 20.5, 21.0, 17.0])
    rise = np.interp(level, [1, 3, 9, 12], [3.0, 4.5, 4.5, 1.0])
    return np.array([shape.transverse - 3.6, shape.half_depth + back, rise])


def transverse_tip(level: int, side: int = 1) -> np.ndarray:
    """World tip of a transverse process."""
    return on_vertebra(level, np.add(transverse_local(level), [3.4, 1.0, 0]), side)


@lru_cache(maxsize=16)
def spinous_local(level: int) -> tuple[float, float]:
    """How far back and up (y, z) the tip's middle lies in the vertebra's frame.

    It goes down at the level's slant until it comes near the skin.
    """
    shape = LEVELS[level]
    fall = np.radians(shape.steep)
    root = np.array([0.0, shape.half_depth + 17.0, -2.0])
    way = np.array([0.0, np.cos(fall), -np.sin(fall)])
    lengths = np.linspace(8, 60, 600)
    points = on_vertebra(level, root + lengths[:, None] * way)
    room = np.interp(points[:, 2], *BACK.T) - UNDER_SKIN - points[:, 1]
    length = lengths[np.argmin(np.abs(room))]
    _, y, z = root + length * way
    return float(y), float(z)


def spinous_tip(level: int) -> np.ndarray:
    """World tip of the spinous process."""
    return on_vertebra(level, (0, *spinous_local(level)))


def _body(level: int) -> list[np.ndarray]:
    """The vertebral body: a waisted block."""
    shape, half = LEVELS[level], half_height(level)
    rings = []
    for z in np.linspace(-half + 1.8, half - 1.8, 13):
        waist = 1 - (z / half) ** 2
        wide = shape.half_width - 2.0 * waist
        rings.append(disc_cloud(wide, shape.half_depth - 1.3 * waist, z, 1.9))
    return rings


def _spinous_process(level: int) -> np.ndarray:
    """A keel that thins toward its lower edge and ends in a knob."""
    depth, half = LEVELS[level].half_depth, half_height(level)
    end, drop = spinous_local(level)
    root, tall = depth + 17.0, np.interp(level, [1, 6, 10, 12], [4.0, 3.2, 4.5, 7.0])
    low = -half * 0.85 - 2
    middle = (root + end) / 2
    grid = [
        [(0, root - 1, half * 0.45), (0, root, -2), (0, root + 1.5, low)],
        [
            (0, middle - 1, drop * 0.42 + tall + 0.5),
            (0, middle, drop * 0.5 - 1),
            (0, middle, drop * 0.58 - tall - 2.0),
        ],
        [
            (0, end - 5, drop + tall + 1.0),
            (0, end - 3.2, drop),
            (0, end - 4.2, drop - tall),
        ],
    ]
    return patch(grid, [[3.0, 3.0, 2.6], [2.4, 2.6, 2.3], [2.9, 3.5, 3.3]])


def _processes(level: int) -> list[np.ndarray]:
    """Right articular and transverse processes."""
    shape, half = LEVELS[level], half_height(level)
    depth, x = shape.half_depth, shape.facet
    below = LEVELS[min(level + 1, 12)].facet
    tip = transverse_local(level)
    root = np.array([x + 1.5, depth + 11.5, 3.5])
    bar = [root, (root + tip) / 2 + [0, -0.8, 0.2], tip]
    stout = np.interp(level, [1, 9, 12], [1.0, 1.0, 0.8])
    upper = [(x, depth + 11.5, 1), (x, depth + 10.2, half + 1), (x - 0.3, depth + 9.4, half + 5.0)]
    if level == 1:  # meets the slanting joint surface of C7
        upper = [(15, depth + 10, 2), (16.5, depth + 9.4, half - 1.5), (17, depth + 9.6, half + 1)]
    reach = half + (7.5 if level < 12 else 9.0)
    lower = [(below, depth + 14, -2), (below, depth + 16.4, -half), (below, depth + 15.8, -reach)]
    return [
        curve(bar, np.array([4.8, 4.1, 4.0]) * stout),
        ellipsoid(tip, np.array([3.9, 3.9, 4.8]) * stout, 500),
        curve(upper, [3.6, 3.0, 2.2]),
        curve(np.add(upper[1:], [2.2, 0.3, -0.5]), [2.6, 2.0]),
        curve(lower, [3.0, 2.7, 2.1]),
    ]


def _arch(level: int) -> list[np.ndarray]:
    """Right pedicle and lamina."""
    shape, half = LEVELS[level], half_height(level)
    depth, x = shape.half_depth, shape.facet
    start = min(x, shape.half_width - 4.5)
    low = -half - 2.0
    lamina = [
        [(x, depth + 12.0, half * 0.5), (x, depth + 13.0, -2), (x - 2.6, depth + 15.6, low + 1)],
        [(5.5, depth + 15.0, half * 0.5), (5.5, depth + 16.2, -2), (4.6, depth + 18.0, low - 0.5)],
        [(0.5, depth + 16.6, half * 0.4), (0.5, depth + 17.6, -2), (0.5, depth + 19.0, low)],
    ]
    pedicle = [(start, depth - 5, half * 0.42), (start + 0.5, depth + 4, half * 0.38),
               (x + 0.5, depth + 11, half * 0.25)]  # fmt: skip
    return [
        curve(pedicle, [4.6, 3.6, 4.2]),
        curve(np.add(pedicle, [0, 0, -3.0]), [3.4, 2.8, 3.8]),
        patch(lamina, np.full((3, 3), 2.4)),
    ]


@lru_cache(maxsize=16)
def cloud(level: int) -> np.ndarray:
    """World cloud of a vertebra."""
    right = [*_processes(level), *_arch(level)]
    parts = [*_body(level), _spinous_process(level), *right, *(mirrored(p) for p in right)]
    return tilted(np.vstack(parts), column()[0][level], LEVELS[level].tilt)


def vertebra(level: int, voxel: float = 0.7) -> trimesh.Trimesh:
    """One thoracic vertebra in its place, kept off the one below and off C7."""
    shape = LEVELS[level]
    y = shape.half_depth + 7.6
    canal = tilted(curve([(0, y, -26), (0, y, 26)], 7.7), column()[0][level], shape.tilt)
    own = cloud(level)
    near = [cloud(level + 1)] if level < 12 else []
    if level == 1:
        near.append(cervical._cloud(7))
    return solid([own], [canal, *loft.room(own, near, BONE_GAP)], voxel=voxel, blend=1.6, rounds=2)


def disc(upper: int, voxel: float = 0.8) -> trimesh.Trimesh:
    """The disc under vertebra ``upper``."""
    shape = LEVELS[upper]
    first = on_vertebra(upper, (0, 0, -half_height(upper)))
    last, tilt = BOTTOM, 10.0
    if upper < 12:
        last, tilt = on_vertebra(upper + 1, (0, 0, half_height(upper + 1))), LEVELS[upper + 1].tilt
    slices = []
    for share in np.linspace(0.25, 0.75, 6):
        bulge = 1 + 0.03 * np.sin(np.pi * share)
        ring = disc_cloud((shape.half_width - 0.6) * bulge, (shape.half_depth - 0.2) * bulge, 0, 1)
        at = first + (last - first) * share
        slices.append(tilted(ring, at, shape.tilt + (tilt - shape.tilt) * share))
    return solid(slices, voxel=voxel, blend=1.0)


MODULES = (sys.modules[__name__], cervical, frame, loft)


def _recipes() -> list[Recipe]:
    """The vertebrae from above down, then the discs."""
    out = []
    for n in LEVELS:
        build = partial(vertebra, n)
        name = f"T{n} vertebra"
        out.append(Recipe(f"t{n}-vertebra", name, build, 0.7, 26000, MODULES, world=True))
    for upper in LEVELS:
        below = f"t{upper + 1}" if upper < 12 else "l1"
        id_, build = f"intervertebral-disc-t{upper}-{below}", partial(disc, upper)
        name = f"Intervertebral disc T{upper}–{below.upper()}"
        out.append(Recipe(id_, name, build, 0.8, 6000, MODULES, kind="disc", world=True))
    return out


RECIPES = _recipes()


def _marks() -> list[Mark]:
    """Tips of the processes and the joints, where they are sculpted."""
    out = []
    for n, shape in LEVELS.items():
        bone, depth = f"t{n}-vertebra", shape.half_depth
        tip = tuple(spinous_tip(n).round(1))
        rule = "most posterior point: end of the spinous process"
        out.append(Mark(f"t{n}-spinous-process", f"Spinous process of T{n}", bone, tip, rule))
        tip, name = tuple(transverse_tip(n).round(1)), f"Transverse process of T{n}, tip"
        rule = "end of the transverse process"
        id_ = f"t{n}-transverse-process"
        out.append(Mark(id_, name, bone, tip, rule, paired=True, reach="nearest"))
        below = f"t{n + 1}" if n < 12 else "l1"
        local = (LEVELS[min(n + 1, 12)].facet, depth + 16, -half_height(n) - 3)
        at = tuple(on_vertebra(n, local).round(1))
        name = f"Zygapophysial joint T{n}–{below.upper()}"
        rule = "middle of the lower articular process"
        out.append(Mark(f"t{n}-{below}-joint", name, bone, at, rule, paired=True))
    return out


MARKS: list[Mark] = _marks()
