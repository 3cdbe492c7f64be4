"""Lumbar vertebrae L1 to L5 and the discs between them, sculpted in the drawing frame (mm).

A vertebra is modelled around the centre of its body, spinous process toward +y, and then tilted
into the lordosis. ``LEVELS`` holds what differs from level to level.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import partial

import numpy as np
import trimesh

from figures.bones import frame
from figures.bones.frame import tilted
from figures.bones.recipe import Recipe
from figures.bones.sculpt import curve, disc_cloud, ellipsoid, patch, solid

BODY_HALF_HEIGHT = 13.5
SACRAL_ENDPLATE = ((0.0, 204.0, 1059.0), -38.0)


@dataclass(frozen=True)
class Level:
    """What is particular to one lumbar level (drawing frame, mm and degrees)."""

    centre: tuple[float, float, float]  # of the vertebral body
    tilt: float  # degrees, positive tips the top backwards
    width: float  # scale across and of the body's height
    transverse: float  # half span of the transverse processes
    transverse_rise: float  # height of their root
    spinous: float  # how far back the spinous process reaches from the body's centre
    spinous_drop: float
    spinous_half_height: float


LEVELS = {
    1: Level((0, 200, 1225), 10, 0.92, 36, 3, 58, -12, 8.0),
    2: Level((0, 194, 1190), 7, 0.96, 40, 3, 59, -12, 8.8),
    3: Level((0, 189, 1155), 2, 1.00, 46, 3, 59, -12, 9.0),
    4: Level((0, 189, 1119), -7, 1.03, 44, 4, 56, -11, 8.2),
    5: Level((0, 194, 1083), -20, 1.06, 46, 5, 49, -9, 5.8),
}


def on_vertebra(level: int, point, side: int = 1) -> np.ndarray:
    """Drawing-frame position of a point given on the vertebra; ``side`` is 1 right, -1 left."""
    shape = LEVELS[level]
    local = np.asarray(point, float) * [shape.width * side, 1, 1]
    return tilted(local, shape.centre, shape.tilt)


def spinous_tip(level: int, side: int = 0) -> np.ndarray:
    """The tip of the spinous process; a little to the ``side`` where muscle attaches."""
    shape = LEVELS[level]
    middle = np.array([0.0, shape.spinous - 1, -6 + shape.spinous_drop * 0.6])
    flank = np.array([2.6, shape.spinous - 5, -9 + shape.spinous_drop * 0.62])
    return on_vertebra(level, flank if side else middle, side)


def mammillary(level: int, side: int) -> np.ndarray:
    """The mammillary process, on the back of the superior articular process."""
    return on_vertebra(level, (21, 32, 11), side)


def accessory(level: int, side: int) -> np.ndarray:
    """The accessory process at the root of the transverse process."""
    return on_vertebra(level, (22.5, 29, 2), side)


def transverse_tip(level: int, side: int) -> np.ndarray:
    """The tip of the transverse process."""
    shape = LEVELS[level]
    drop = 2.5 if level >= 4 else 0
    local = (shape.transverse / shape.width - 0.5, 27, shape.transverse_rise + 2.2 + drop)
    return on_vertebra(level, local, side)


def lamina(level: int, side: int, lateral: float = 4.5, height: float = -9) -> np.ndarray:
    """A point on the back of the lamina beside the base of the spinous process."""
    return on_vertebra(level, (lateral, 36, height), side)


def _body(shape: Level) -> list[np.ndarray]:
    """The vertebral body: a waisted cylinder."""
    half = BODY_HALF_HEIGHT * shape.width
    rings = []
    for z in np.linspace(-half + 2.2, half - 2.2, 13):
        waist = 1 - (z / half) ** 2
        rings.append(
            disc_cloud((23.5 - 2.6 * waist) * shape.width, (16.5 - 2 * waist) * shape.width, z, 2.4)
        )
    return rings


def _transverse_process(level: int, shape: Level, place) -> list[np.ndarray]:
    """A bar flattened from front to back: two rods, one above the other."""
    reach, low = shape.transverse / shape.width, level >= 4
    last = level == 5
    rods = []
    for dz, girth in ((2.2, 1.0), (-2.2, 0.92)):
        points = [
            (17, 24, 4 + dz),
            (26, 24.5, shape.transverse_rise + 1 + dz),
            (reach * 0.80, 25.5, shape.transverse_rise + 1.5 + 1.5 * low + dz * 1.05),
            (reach, 26, shape.transverse_rise + 2.2 + 2.5 * low + dz * 0.55),
        ]
        radii = np.array([7.2, 5.8, 4.0, 2.0] if last else [4.8, 3.0, 2.5, 1.7]) * girth
        rods.append(curve(place(points), radii))
    return rods


def _half_arch(level: int, shape: Level, side: int) -> list[np.ndarray]:
    """Pedicle, lamina, articular and transverse processes of one side."""
    last = level == 5

    def place(points) -> np.ndarray:
        return np.asarray(points, float) * [side * shape.width, 1, 1]

    lamina_grid = [
        [(15, 26, 3), (13.5, 27.5, -5), (13, 29, -13)],
        [(9, 31, 2), (8.5, 32, -6), (8, 34, -14)],
        [(2, 36, 0), (1.5, 37, -8), (1.5, 38.5, -15)],
    ]
    lamina_radii = [[3.4, 3.2, 2.6], [3.2, 3.2, 2.4], [3.0, 3.2, 2.6]]
    lower = [(13.5, 29, -8), (13.5 + 3 * last, 31, -16), (13 + 4.5 * last, 31, -24)]
    return [
        curve(place([(15, 10, 5), (16, 18, 5), (16, 25, 4)]), [5.0, 4.2, 4.6]),  # pedicle
        patch(place(lamina_grid), lamina_radii),
        curve(place([(16.5, 26, 4), (18.2, 27, 11), (18.8, 26, 17.5)]), [4.6, 4.6, 3.4]),
        curve(place([(18, 28, 15), (16, 22.8, 16.5)]), [3.0, 2.6]),  # upper facet
        ellipsoid(place((20.0, 30.5, 11.5)), (3.8, 3.6, 4.6)),  # mammillary process
        ellipsoid(place((22.5, 28, 2.0)), (2.6, 2.4, 2.6)),  # accessory process
        curve(place(lower), [4.0, 4.4, 3.6]),  # inferior articular process
        *_transverse_process(level, shape, place),
    ]


def _spinous_process(shape: Level) -> np.ndarray:
    """The spinous process: a hatchet-shaped slab in the midline, thick along its back edge."""
    root, end, drop = 33.0, shape.spinous, shape.spinous_drop
    middle, half = (root + end) / 2, shape.spinous_half_height
    grid = [
        [(0, root, 2), (0, root + 1, -6), (0, root + 2, -15)],
        [
            (0, middle, 3 + drop * 0.25),
            (0, middle + 1, -6 + drop * 0.3),
            (0, middle + 2, -17 + drop * 0.35),
        ],
        [
            (0, end - 3, -6 + drop * 0.5 + half),
            (0, end, -6 + drop * 0.6),
            (0, end - 2.5, -9 + drop * 0.65 - half),
        ],
    ]
    return patch(grid, [[3.4, 3.4, 3.2], [2.3, 2.2, 2.6], [3.2, 3.5, 4.0]])


def vertebra(level: int, voxel: float = 0.8) -> trimesh.Trimesh:
    """One lumbar vertebra in its place in the drawing frame."""
    shape = LEVELS[level]
    parts = [*_body(shape), _spinous_process(shape)]
    for side in (1, -1):
        parts += _half_arch(level, shape, side)
    width = shape.width
    canal = curve([(0, 17, -30), (0, 20, 0), (0, 18, 30)], [9.5 * width, 9 * width, 9.5 * width])
    placed = [tilted(part, shape.centre, shape.tilt) for part in parts]
    return solid(placed, [tilted(canal, shape.centre, shape.tilt)], voxel=voxel)


def disc(upper: int, lower: int | None, voxel: float = 1.0) -> trimesh.Trimesh:
    """The disc under vertebra ``upper``; ``lower`` is None for the lumbosacral disc."""
    top = LEVELS[upper]
    centre, tilt = (LEVELS[lower].centre, LEVELS[lower].tilt) if lower else SACRAL_ENDPLATE
    lower_gap = BODY_HALF_HEIGHT if lower else 0.0
    first = tilted((0, 0, -BODY_HALF_HEIGHT), top.centre, top.tilt)
    last = tilted((0, 0, lower_gap), centre, tilt)
    depth = 15.5 if lower else 14.5
    slices = []
    for share in np.linspace(0.12, 0.88, 7):
        bulge = 1 + 0.035 * np.sin(np.pi * share)
        ring = disc_cloud(22 * bulge, depth * bulge, 0.0, 2.3)
        slices.append(
            tilted(ring, first + (last - first) * share, top.tilt + (tilt - top.tilt) * share)
        )
    return solid(slices, voxel=voxel, blend=1.2)


def _recipes() -> list[Recipe]:
    """The vertebrae from above down, then the discs."""
    made = (sys.modules[__name__], frame)
    out = []
    for n in LEVELS:
        build = partial(vertebra, n)
        out.append(Recipe(f"l{n}-vertebra", f"L{n} vertebra", build, 0.8, 34000, made))
    for upper, lower in ((1, 2), (2, 3), (3, 4), (4, 5), (5, None)):
        below = f"l{lower}" if lower else "s1"
        name = f"Intervertebral disc L{upper}–{below.upper()}"
        id_, build = f"intervertebral-disc-l{upper}-{below}", partial(disc, upper, lower)
        out.append(Recipe(id_, name, build, 1.0, 9000, made, kind="disc"))
    return out


RECIPES = _recipes()
