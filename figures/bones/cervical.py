"""Cervical vertebrae C1 to C7 and their discs, sculpted in the world frame (mm).

C2 to C7 are modelled around the centre of the body, spinous process toward +y, and stacked from
below into a gentle lordosis; C1 is cut to fit between the axis and the occipital condyles.
The column stands on the thoracic spine: C7-T1 disc centre (0, -62.0, 1479.7), 4.2 mm high, T1's
upper endplate tipped forward by 20 degrees. The tip of C7 lies 6 to 7 mm under the skin.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np
import trimesh

from figures.bones import frame, skull
from figures.bones.frame import tilted
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import curve, disc_cloud, ellipsoid, mirrored, patch, solid

C7_CENTRE = np.array([0.0, -65.0, 1488.0])
DISC = 4.2  # mm, height of a cervical disc
FACET_GAP = 2.0  # mm between joint surfaces
BONE_GAP = 1.3  # mm at least between neighbours anywhere
AXIS_DOWN = 8.0  # mm from the centre of the axis to its lower endplate
DENS = 25.0  # mm from there up to the tip of the dens


@dataclass(frozen=True)
class Level:
    """What is particular to one level, C2 to C7 (mm and degrees)."""

    tilt: float  # positive tips the top backwards
    height: float  # of the body (of the axis: twice AXIS_DOWN)
    half_width: float
    half_depth: float
    transverse: float  # half span of the transverse processes
    spinous: float  # how far back the spinous process reaches from the body's centre
    drop: float  # height of its tip
    fork: float  # half distance of its two tips, 0 for a single one


LEVELS = {
    2: Level(-1, 2 * AXIS_DOWN, 9.4, 7.6, 27.0, 41.0, -11.5, 5.4),
    3: Level(-4, 11.8, 9.6, 7.6, 26.5, 35.0, -9.5, 3.8),
    4: Level(-8, 11.5, 10.0, 7.7, 27.0, 35.5, -9.5, 4.0),
    5: Level(-12, 11.3, 10.5, 7.8, 28.0, 37.5, -9.5, 4.2),
    6: Level(-16, 11.6, 11.2, 8.0, 29.0, 43.0, -9.5, 3.6),
    7: Level(-20, 12.8, 12.2, 8.3, 33.5, 51.0, -10.0, 0.0),
}


@lru_cache(maxsize=1)
def centres() -> dict[int, np.ndarray]:
    """World centre of each body, stacked upward from C7."""
    out = {7: C7_CENTRE}
    for level in (6, 5, 4, 3, 2):
        below, own = LEVELS[level + 1], LEVELS[level]
        top = tilted((0, 0, below.height / 2), out[level + 1], below.tilt)
        middle = tilted((0, 0, DISC), top, (below.tilt + own.tilt) / 2)
        out[level] = tilted((0, 0, own.height / 2), middle, own.tilt)
    return out


def on_vertebra(level: int, point, side: int = 1) -> np.ndarray:
    """World position of points given on the vertebra; ``side`` is 1 right, -1 left."""
    local = np.array(point, float)
    local[..., 0] *= side
    return tilted(local, centres()[level], LEVELS[level].tilt)


def off_vertebra(level: int, point) -> np.ndarray:
    """The inverse of :func:`on_vertebra`."""
    flat = np.asarray(point, float) - centres()[level]
    return tilted(flat, (0, 0, 0), -LEVELS[level].tilt)


# Articular pillars: centre of the upper facet on C3 to C7, and how its plane leans back (degrees).
UPPER_FACET = (18.2, 11.0, 6.4)
LEAN = {3: 42.0, 4: 42.0, 5: 44.0, 6: 48.0, 7: 54.0, 8: 60.0}  # 8: the first thoracic


def facet(level: int) -> np.ndarray:
    """World centre of the right joint between vertebra ``level`` and the one below."""
    if level == 7:
        return on_vertebra(7, (17.0, 14.0, -9.0))
    below = level + 1
    lean = np.radians(LEAN[below])
    out = np.array([0, np.sin(lean), np.cos(lean)]) * FACET_GAP / 2
    return on_vertebra(below, np.array(UPPER_FACET) + out)


def _facet_disc(centre, lean: float, half_x: float = 5.4, half_y: float = 5.8) -> np.ndarray:
    """A plate under an articular surface, in the vertebra's frame."""
    return tilted(disc_cloud(half_x, half_y, 0.0, 1.6), centre, lean)


def _pillar(level: int) -> list[np.ndarray]:
    """Right articular pillar: a stack of plates between its joint surfaces."""
    low_lean = LEAN[level + 1] - (LEVELS[level].tilt - LEVELS[min(level + 1, 7)].tilt)
    down = np.array([0, np.sin(np.radians(low_lean)), np.cos(np.radians(low_lean))])
    low = off_vertebra(level, facet(level)) + down * (FACET_GAP / 2 + 1.6)
    if level == 2:
        upper, lean = np.add(low, [-1.0, -4.0, 6.0]), low_lean
    else:
        lean = LEAN[level]
        up = np.array([0, np.sin(np.radians(lean)), np.cos(np.radians(lean))])
        upper = np.array(UPPER_FACET) - up * 1.6
    shares = np.linspace(0, 1, 12)
    return [_facet_disc(upper + (low - upper) * s, lean + (low_lean - lean) * s) for s in shares]


def _body(shape: Level) -> list[np.ndarray]:
    """The vertebral body: a slightly waisted block with a lip at either side of its top."""
    half = shape.height / 2
    rings = []
    for z in np.linspace(-half + 1.5, half - 1.5, 9):
        waist = 1 - (z / half) ** 2
        rings.append(
            disc_cloud(shape.half_width - 1.2 * waist, shape.half_depth - 0.8 * waist, z, 1.6)
        )
    x = shape.half_width - 1.6
    lip = [(x, -2.5, half - 1.5), (x + 0.4, 1.5, half + 0.6), (x - 0.4, 5, half - 0.2)]
    return [*rings, curve(lip, [1.5, 1.6, 1.5]), mirrored(curve(lip, [1.5, 1.6, 1.5]))]


def _transverse_process(level: int, shape: Level) -> list[np.ndarray]:
    """Right transverse process: two bars that end in tubercles, with a gutter between."""
    tip, x = shape.transverse - 2.2, shape.half_width - 1
    front = {6: 3.1, 7: 1.6}.get(level, 2.3)
    reach = tip - (7 if level == 7 else 1.5)
    y_back = 12.0 if level == 7 else 8.5
    fore = [(x, -1.5, -1.0), (x + 5, -1.0, -1.5), (reach, 0.5, -3.0)]
    back = [(18, 11, 0), (21.5, 10, -1.5), (tip, y_back, -3.5)]
    gutter = [(reach, 0.5, -3.6), (reach - 0.5, 4, -4.6), (tip - 1.5, y_back - 1, -4.0)]
    return [
        curve(fore, [2.6, 1.9, front]),
        curve(back, [3.8, 2.8, 2.9 if level == 7 else 2.3]),
        curve(gutter, [1.8, 1.8, 1.8]),
    ]


def _arch(level: int, shape: Level) -> list[np.ndarray]:
    """Right pedicle and lamina."""
    back = shape.half_depth + 15.5
    thick = 2.9 if level == 2 else 2.1
    low = -10.0 if level == 2 else -6.5
    lamina = [
        [(15.5, 14.0, 2.0), (15.5, 15.5, -3.0), (15.0, 17.0, low + 1)],
        [(9, back - 3.5, 2.0), (9, back - 2, -3.0), (8.5, back, low)],
        [(1, back + 0.5, 1.5), (1, back + 2, -3.0), (1, back + 4, low)],
    ]
    return [
        curve([(8, 4.5, 1.2), (13, 8, 1.0), (17.5, 11, 0.5)], [3.4, 3.0, 4.0]),
        patch(lamina, np.full((3, 3), thick)),
    ]


def _spinous_process(level: int, shape: Level) -> list[np.ndarray]:
    """The spinous process, forked but for C7's."""
    root, end, drop = shape.half_depth + 16.5, shape.spinous, shape.drop
    if not shape.fork:
        keel = [
            [(0, root, 2), (0, root + 1, -3), (0, root + 2, -8.5)],
            [(0, (root + end) / 2, -2), (0, (root + end) / 2, -6), (0, (root + end) / 2, -10)],
            [(0, end - 4, drop + 1.5), (0, end - 3.6, drop), (0, end - 4.2, drop - 2.5)],
        ]
        return [patch(keel, [[2.6, 2.6, 2.4], [2.3, 2.2, 2.4], [3.6, 3.8, 3.4]])]
    stout = 1.3 if level == 2 else 1.0
    thick = np.array([2.4, 2.3, 2.2]) * stout
    middle = (root + end) / 2
    keel = [
        [(0, root, 2), (0, root + 1, -2.5), (0, root + 2, -8)],
        [(0, middle, drop * 0.2), (0, middle, drop * 0.6), (0, middle + 1, drop - 1)],
    ]
    prong = [
        (0.8, middle - 1, drop * 0.55),
        (shape.fork * 0.55, middle + (end - middle) * 0.5, drop * 0.8),
        (shape.fork, end - 2.2 * stout, drop),
    ]
    tine = curve(prong, [2.6 * stout, 2.4 * stout, 2.2 * stout])
    return [patch(keel, [thick, thick]), tine, mirrored(tine)]


def _axis_top() -> list[np.ndarray]:
    """Dens of the axis, and the right half of what carries the atlas."""
    dens = [(0, 0, 2), (0, -0.4, 10), (0, -0.3, 16), (0, 0.6, DENS - 3.4)]
    table = tilted(disc_cloud(8.0, 8.4, 0.0, 2.0), (0, 0, 0), -4)
    x, z = table[:, 0].copy(), table[:, 2].copy()
    slant = np.radians(24)
    table[:, 0], table[:, 2] = np.cos(slant) * x, z - np.sin(slant) * x
    layers = [np.add(table, [15.0, 0.5 + k * 0.6, 6.2 - k * 1.6, 0]) for k in range(4)]
    return [curve(dens, [7.5, 4.9, 5.2, 3.4]), *layers]


@lru_cache(maxsize=8)
def _cloud(level: int) -> np.ndarray:
    """World cloud of C2 to C7."""
    shape = LEVELS[level]
    right = [*_pillar(level), *_arch(level, shape)]
    middle = [*_body(shape), *_spinous_process(level, shape)]
    if level == 2:
        dens, *tables = _axis_top()
        middle.append(dens)
        right += tables
        bar = [(15, 5, 0), (21, 7, -2), (shape.transverse - 2.6, 8.5, -5.5)]
        right.append(curve(bar, [5, 3.4, 2.6]))
        right.append(curve([(14, 4, 2), (16.5, 9, -3), (17.5, 12, -8)], [5.5, 5.5, 5]))
    else:
        right += _transverse_process(level, shape)
    parts = [*middle, *right, *(mirrored(part) for part in right)]
    return tilted(np.vstack(parts), centres()[level], shape.tilt)


def _canals(level: int) -> list[np.ndarray]:
    """Vertebral canal and the holes for the vertebral arteries (world)."""
    shape = LEVELS[level]
    y = shape.half_depth + 7.6
    turn = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    cores = []
    for z in np.arange(-24, 24, 1.2):
        for share in (1.0, 0.5, 0.0):
            at = [4.6 * np.cos(turn) * share, 0.4 * np.sin(turn) * share + y]
            cores.append(np.c_[at[0], at[1], np.full(40, z), np.full(40, 7.0)])
    x = shape.half_width + (4.2 if level > 2 else 9.0)
    radius = {7: 2.0, 2: 2.6}.get(level, 2.8)
    line = [(x, 3.6, -14), (x, 3.6, 14)] if level > 2 else [(x, 4.4, -14), (x, 5.0, 3)]
    hole = curve(line, radius)
    out = [np.vstack(cores), hole, mirrored(hole)]
    return [tilted(cloud, centres()[level], shape.tilt) for cloud in out]


def _vertebra(level: int, voxel: float) -> trimesh.Trimesh:
    """One vertebra, C2 to C7, kept off the one below."""
    cavities = _canals(level)
    if level < 7:
        cavities.append(_grown(_cloud(level + 1), BONE_GAP))
    return solid([_cloud(level)], cavities, voxel=voxel, blend=1.1, rounds=8)


def _grown(cloud: np.ndarray, gap: float) -> np.ndarray:
    """The cloud with larger balls."""
    return np.add(cloud, [0, 0, 0, gap])


def atlas_origin() -> np.ndarray:
    """World centre of the atlas: in the dens, level with the arches."""
    return on_vertebra(2, (0, -0.3, 15.0))


def atlas(voxel: float = 0.6) -> trimesh.Trimesh:
    """C1: a ring of two arches between lateral masses, cut to fit the axis and the condyles."""
    right = [
        ellipsoid((17.0, 0.5, 0.0), (9.0, 11.0, 11.0), shell=0.5),
        curve([(15, -5, -0.5), (8.5, -9.6, -0.5), (0, -11.3, -0.5)], [4.2, 3.0, 3.4]),
        curve([(0, -12.0, 0.8), (0, -12.0, -2.4)], 3.0),
        curve([(18, 8, 0.5), (16.5, 18, 1.5), (9, 27, 1), (0, 29.8, 0)], [4.0, 2.9, 3.2, 3.5]),
        curve([(0, 29.5, 0.5), (0, 31, -1.5)], [3.3, 2.8]),
        curve([(21, -3, 0), (29, -3.5, -1), (35.5, 2.0, -1.5)], [4.2, 2.3, 3.2]),
        curve([(21, 7, 0), (29, 7.5, -1), (35.5, 3.5, -1.5)], [4.2, 2.3, 3.2]),
    ]
    cloud = np.vstack([*right, *(mirrored(part) for part in right)])
    cloud[:, :3] += atlas_origin()
    rooms = [_grown(_cloud(2), FACET_GAP), _grown(np.vstack(skull.condyles()), FACET_GAP)]
    hole = curve(np.array([(28.2, 2.0, -12), (28.2, 2.0, 12)]) + atlas_origin(), 2.9)
    return solid([cloud], [*rooms, hole, mirrored(hole)], voxel=voxel, blend=1.1, rounds=8)


def vertebra(level: int, voxel: float = 0.6) -> trimesh.Trimesh:
    """One cervical vertebra in its place in the world."""
    return atlas(voxel) if level == 1 else _vertebra(level, voxel)


def disc(upper: int, voxel: float = 0.7) -> trimesh.Trimesh:
    """The disc under vertebra ``upper``."""
    top = LEVELS[upper]
    first = on_vertebra(upper, (0, 0, -top.height / 2))
    if upper == 7:
        low_tilt, last = top.tilt, on_vertebra(7, (0, 0, -top.height / 2 - DISC))
    else:
        low_tilt = LEVELS[upper + 1].tilt
        last = on_vertebra(upper + 1, (0, 0, LEVELS[upper + 1].height / 2))
    slices = []
    for share in np.linspace(0.22, 0.78, 6):
        bulge = 1 + 0.03 * np.sin(np.pi * share)
        ring = disc_cloud((top.half_width - 1.0) * bulge, (top.half_depth - 0.2) * bulge, 0, 1.3)
        at = first + (last - first) * share
        slices.append(tilted(ring, at, top.tilt + (low_tilt - top.tilt) * share))
    neighbours = [_cloud(level) for level in (upper, upper + 1) if level in LEVELS]
    return solid(slices, neighbours, voxel=voxel, blend=1.0)


MODULES = (sys.modules[__name__], skull, frame)
NAMES = {1: "C1 vertebra (atlas)", 2: "C2 vertebra (axis)"}
RECIPES = [
    Recipe(
        f"c{n}-vertebra", NAMES.get(n, f"C{n} vertebra"), partial(vertebra, n), 0.6, 30000,
        MODULES, world=True,
    )
    for n in range(1, 8)
]  # fmt: skip
for _upper in range(2, 8):
    _below = f"c{_upper + 1}" if _upper < 7 else "t1"
    RECIPES.append(
        Recipe(
            f"intervertebral-disc-c{_upper}-{_below}",
            f"Intervertebral disc C{_upper}–{_below.upper()}",
            partial(disc, _upper), 0.7, 6000, MODULES, kind="disc", world=True,
        )
    )  # fmt: skip


def _marks() -> list[Mark]:
    """Landmarks, where the parts of the vertebrae are sculpted."""
    origin = atlas_origin()
    out = [
        _mark("c1-posterior-tubercle", "Posterior tubercle of the atlas", 1,
              np.add(origin, [0, 33.6, -0.8]), "end of the posterior arch in the midline"),
        _mark("c1-transverse-process", "Transverse process of C1, tip", 1,
              np.add(origin, [38.5, 2.8, -1.5]), "most lateral point of the atlas", "side"),
        _mark("atlanto-occipital-joint", "Atlanto-occipital joint", 1, (17.0, -80.5, 1589.0),
              "under the middle of the condyle", "nearest"),
        _mark("c1-c2-joint", "Lateral atlanto-axial joint", 2, on_vertebra(2, (16.0, 6.0, 8.0)),
              "back of the upper joint surface of the axis", "nearest"),
    ]  # fmt: skip
    for level, shape in LEVELS.items():
        tip = on_vertebra(level, (0, shape.spinous, shape.drop))
        rule = "between its two tips" if shape.fork else "its tip"
        out.append(
            _mark(f"c{level}-spinous-process", f"Spinous process of C{level}", level, tip, rule)
        )
        back = {2: (8.5, -5.5), 7: (12.0, -3.5)}.get(level, (8.5, -3.5))
        end = on_vertebra(level, (shape.transverse, *back))
        name = f"Transverse process of C{level}, tip"
        rule = "end of the posterior tubercle"
        out.append(_mark(f"c{level}-transverse-process", name, level, end, rule, "side"))
        below = f"c{level + 1}" if level < 7 else "t1"
        joint = np.add(facet(level), [0, 2.4, -2.6])
        name = f"Zygapophysial joint C{level}–{below.upper()}"
        rule = "back of the joint line"
        out.append(_mark(f"c{level}-{below}-joint", name, level, joint, rule, "nearest"))
    return out


def _mark(id_: str, name: str, level: int, at, found: str, reach: str = "behind") -> Mark:
    """A mark on vertebra ``level``; what lies off the midline is paired."""
    at = tuple(float(n) for n in np.round(at, 1))
    return Mark(id_, name, f"c{level}-vertebra", at, found, paired=at[0] > 0, reach=reach)


MARKS: list[Mark] = _marks()
