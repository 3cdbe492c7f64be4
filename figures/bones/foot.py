"""Talus, calcaneus and the other bones of the right foot, sculpted in the world frame (mm).

They fill the foot of the body surface. Every bone is first made a little too full and then loses
what comes nearer than a joint's width to the bones before it: so the joint surfaces match.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from itertools import pairwise

import numpy as np
import trimesh

from figures.bones import loft
from figures.bones.loft import lofted, oval, room
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import curve, ellipsoid, solid

ANKLE = np.array([145.8, -59.0, 66.0])  # axis of the talar dome
DOME = 20.0  # its radius
JOINT = 1.4  # left between two bones

# Cross-sections of the calcaneus: y, middle x, half width, lower and upper z.
HEEL = (
    (-9.0, 143.0, 8.0, 22.0, 42.0),
    (-12, 143.3, 11.0, 16.5, 49.5),
    (-17.5, 144.0, 12.4, 13.5, 53.0),
    (-25, 145.2, 12.2, 14.5, 53.5),
    (-33, 146.8, 11.6, 20.0, 52.5),
    (-42, 148.5, 12.8, 25.0, 58.0),
    (-50, 150.0, 13.6, 28.0, 61.0),
    (-58, 152.5, 13.2, 29.5, 55.0),
    (-66, 156.5, 11.8, 29.5, 50.5),
    (-75, 160.5, 10.4, 29.5, 51.0),
)
# Blocks of the tarsus: y of the back and of the front side, each with the x and z of its corners:
# upper inner, upper outer, lower outer, lower inner.
BLOCKS = {
    "medial-cuneiform": ((-98.0, ((122.5, 64.5), (134, 68.5), (130, 40), (119.5, 41))),
                         (-124.0, ((121, 57.5), (131.5, 62), (131, 31), (118.5, 31)))),
    "intermediate-cuneiform": ((-98.0, ((134, 72), (148, 72.5), (144, 52), (137, 52))),
                               (-115.5, ((132.5, 68.5), (146.5, 69.5), (143, 48), (136, 48)))),
    "lateral-cuneiform": ((-98.5, ((148.5, 71.5), (160.5, 67.5), (156, 46), (147.5, 48))),
                          (-118.5, ((147, 67), (159.5, 64), (155, 42), (146.5, 44)))),
    "cuboid": ((-77.0, ((151.5, 51.5), (171, 48), (172, 30), (152.5, 29))),
               (-103.0, ((159.5, 57), (174, 45), (174.5, 28.5), (159, 31)))),
}  # fmt: skip

# Cross-sections of the navicular: x, middle y and z, half depth and half height.
NAVICULAR = (
    (120.2, -90.5, 54.5, 3.6, 4.6),
    (123.5, -92.0, 56.5, 5.8, 7.8),
    (129.0, -94.2, 59.5, 7.6, 10.5),
    (136.0, -95.6, 62.0, 8.0, 11.6),
    (143.0, -95.4, 63.0, 7.8, 11.0),
    (148.5, -93.6, 63.5, 6.0, 8.6),
    (150.5, -92.5, 63.5, 3.6, 5.5),
)

# Rays of the foot: the joints from the metatarsal's base to the tip of the toe.
RAYS = (
    [(124.8, -125.0, 44.5), (113.8, -184.0, 22.0), (114.2, -214.5, 17.5), (116.5, -244.0, 13.0)],
    [(139.8, -116.5, 57.5), (132.8, -186.5, 20.5), (136.5, -213.0, 17.5), (137.6, -228.0, 15.0),
     (138.0, -243.5, 12.0)],
    [(152.0, -119.5, 54.0), (149.0, -181.0, 19.5), (152.5, -205.0, 16.5), (153.5, -219.0, 14.5),
     (153.5, -234.5, 12.0)],
    [(163.8, -104.0, 44.0), (164.0, -173.0, 18.0), (168.5, -194.0, 15.5), (169.0, -206.5, 14.0),
     (168.8, -220.0, 12.0)],
    [(172.8, -102.0, 35.5), (177.5, -161.5, 15.5), (182.3, -181.0, 15.5), (182.0, -191.5, 14.5),
     (181.5, -205.0, 11.5)],
)  # fmt: skip
# Half width and height of base, shaft and head: of the metatarsal, then phalanx by phalanx.
SIZES = (
    [(8.2, 13.4, 6.4, 7.0, 10.0, 9.6), (9.2, 8.2, 6.0, 5.4, 7.8, 5.8),
     (8.6, 6.0, 4.8, 3.8, 5.6, 3.2)],
    [(6.8, 10.0, 4.0, 4.6, 5.6, 7.4), (5.8, 5.6, 3.5, 3.5, 4.6, 4.0),
     (4.8, 4.0, 3.5, 3.0, 4.0, 3.2), (4.2, 3.4, 2.4, 2.2, 3.2, 2.2)],
    [(6.4, 10.0, 3.8, 4.5, 5.4, 7.2), (5.5, 5.4, 3.3, 3.4, 4.4, 3.8),
     (4.6, 3.9, 3.3, 2.9, 3.8, 3.0), (4.0, 3.2, 2.4, 2.2, 3.0, 2.2)],
    [(6.0, 8.8, 3.8, 4.4, 5.2, 7.0), (5.2, 5.2, 3.2, 3.3, 4.2, 3.7), (4.4, 3.8, 3.2, 2.9, 3.7, 3.0),
     (3.8, 3.1, 2.4, 2.2, 2.9, 2.2)],
    [(7.6, 7.4, 4.4, 3.8, 5.2, 6.6), (5.1, 5.0, 3.2, 3.2, 4.1, 3.6), (4.2, 3.7, 3.2, 2.9, 3.7, 3.0),
     (3.8, 3.0, 2.4, 2.2, 2.9, 2.2)],
)  # fmt: skip
# Along a small long bone: place 0..1 and share of base, shaft and head in its section.
PROFILE = ((0.0, 0.80, 0, 0), (0.05, 1, 0, 0), (0.13, 0.80, 0.15, 0), (0.30, 0.15, 0.85, 0),
           (0.52, 0, 1, 0), (0.72, 0, 0.80, 0.20), (0.85, 0, 0.15, 0.88), (0.93, 0, 0, 1),
           (0.98, 0, 0, 0.72), (1.0, 0, 0, 0.46))  # fmt: skip


def _long_bone(start, end, sizes, arch: float) -> np.ndarray:
    """Cloud of a small long bone between two joints; ``arch`` lifts its middle (mm)."""
    start, end = np.asarray(start, float), np.asarray(end, float)
    length = np.linalg.norm(end - start)
    along = (end - start) / length
    side = np.cross(along, [0, 0, 1.0])
    side /= np.linalg.norm(side)
    up = np.cross(side, along)
    sizes = np.reshape(sizes, (3, 2))
    ball = 0.42 * sizes.min()
    inset = (0.2 + ball) / length
    circle = oval((0, 0, 0), 1, 1, 2.5)
    rings = []
    for place, *shares in PROFILE:
        wide, tall = np.maximum(np.dot(shares, sizes), ball)
        t = inset + place * (1 - 2 * inset)
        middle = start + along * t * length + up * arch * np.sin(np.pi * place)
        rings.append(middle + circle[:, :1] * wide * side + circle[:, 1:2] * tall * up)
    return lofted(rings, ball, step=1.0)


def _block(back, front) -> np.ndarray:
    """Cloud of a six-sided bone between its back and its front side."""
    rings = []
    for y, given in (back, front):
        corners = np.array(given, float)
        middles = (corners + np.roll(corners, -1, 0)) / 2
        middles += (middles - corners.mean(0)) * 0.09
        around = np.stack([corners * 0.96 + corners.mean(0) * 0.04, middles], 1).reshape(-1, 2)
        rings.append([(x, y, z) for x, z in around])
    back_ring, front_ring = np.array(rings)
    waist = (back_ring + front_ring) / 2
    waist += (waist.mean(0) - waist) * 0.09
    return lofted(np.stack([back_ring, waist, front_ring]), 4.4, step=1.0)


def _talus() -> np.ndarray:
    """Cloud of the talus: dome, neck and head, lateral and posterior process."""
    sections = ((136.4, 0.93), (140, 0.975), (146, 0.955), (152, 0.98), (155.6, 0.95))
    rings = []
    for x, size in sections:
        arc = np.radians(np.linspace(-22, 205, 9))
        outline = [(DOME * size * np.cos(a), DOME * size * np.sin(a)) for a in arc]
        outline += [(-14, -9.5), (-4, -9), (6, -6.5), (14, -7.5)]
        rings.append([(x, ANKLE[1] + y, ANKLE[2] + z) for y, z in outline])
    neck = [(145.5, -67.5, 68.5), (142, -75, 65.5), (138.0, -80.0, 63)]
    return np.vstack([
        lofted(rings, 2.6),
        curve(neck, [13.4, 11, 9.8]),
        ellipsoid((137.2, -79.3, 62.8), (12.4, 9.4, 9.8), shell=0.6),
        curve([(151, -61, 63), (158.0, -60, 58)], [9, 4.2]),
        curve([(144, -46, 60), (142.5, -40.0, 58.5)], [7, 4.0]),
    ])  # fmt: skip


def _calcaneus() -> np.ndarray:
    """Cloud of the calcaneus with the shelf for the talus and the processes of the tuberosity."""
    rings = [
        oval((0, 0, 0), half, (high - low) / 2, 2.3)[:, [0, 2, 1]] + [x, y, (low + high) / 2]
        for y, x, half, low, high in HEEL
    ]
    return np.vstack([
        lofted(rings, [4, 4, 4, 4, 4, 4, 3.5, 3, 3, 3]),
        *(curve([(147, y, 47), (139, y - 2, 52), (133.0, y - 3, 54)], [8, 5.4, 4.2])
          for y in np.linspace(-50, -61, 7)),
        curve([(144, -36, 26), (140.5, -20, 20)], [8, 7.2]),
        curve([(149, -34, 27), (151, -21, 20)], [7, 6.0]),
        curve([(160, -52, 41), (164.5, -55, 38.5)], [5, 2.6]),
    ])  # fmt: skip


def _navicular() -> np.ndarray:
    """Cloud of the navicular: a boat round the head of the talus, its tuberosity inside."""
    rings = [
        oval((0, 0, 0), deep, high, 2.3)[:, [2, 0, 1]] + [x, y, z]
        for x, y, z, deep, high in NAVICULAR
    ]
    tuberosity = curve([(127, -93, 57), (121.0, -92.5, 53.5)], [8, 4.4])
    return np.vstack([lofted(rings, 3.0, step=1.0), tuberosity])


def _ray(number: int) -> list[np.ndarray]:
    """Clouds of the metatarsal and the phalanges of one ray."""
    bones = []
    for order, (ends, sizes) in enumerate(zip(pairwise(RAYS[number]), SIZES[number], strict=True)):
        arch = (2.0 if number == 0 else 3.0) if order == 0 else 0.7
        bones.append(_long_bone(*ends, sizes, arch))
    if number == 4:  # the tuberosity juts out and back
        spur = [(173.5, -112, 31), (175.5, -100, 27), (176.0, -91.5, 24)]
        bones[0] = np.vstack([bones[0], curve(spur, [5.0, 5.4, 3.6])])
    return bones


@lru_cache(maxsize=1)
def clouds() -> dict[str, np.ndarray]:
    """The clouds of all bones of the foot, in the order in which they make room."""
    out = {"talus": _talus(), "calcaneus": _calcaneus()}
    out["navicular"] = _navicular()
    out |= {name: _block(*sides) for name, sides in BLOCKS.items()}
    for number in range(5):
        first, *toes = _ray(number)
        out[f"metatarsal-{number + 1}"] = first
        out |= {f"phalanx-{number + 1}-{k + 1}": toe for k, toe in enumerate(toes)}
    for k, x in enumerate((108.0, 119.5), start=1):
        out[f"sesamoid-{k}"] = ellipsoid((x, -175.0, 12.2), (4.2, 5.8, 4.2))
    return out


def bone(name: str, voxel: float) -> trimesh.Trimesh:
    """One bone of the foot, leaving a joint's width to those before it."""
    names = list(clouds())
    before = [clouds()[other] for other in names[: names.index(name)]]
    own = clouds()[name]
    return solid([own], room(own, before, JOINT), voxel=voxel, blend=2.2, rounds=0)


def talus(voxel: float = 0.7) -> trimesh.Trimesh:
    """The right talus."""
    return bone("talus", voxel)


def calcaneus(voxel: float = 0.7) -> trimesh.Trimesh:
    """The right calcaneus."""
    return bone("calcaneus", voxel)


def foot(voxel: float = 0.6) -> trimesh.Trimesh:
    """All bones of the right foot but these two, each a closed surface of its own."""
    names = [name for name in clouds() if name not in ("talus", "calcaneus")]
    fine = min(voxel, 0.8)  # the smallest bones vanish on a coarser grid
    return trimesh.util.concatenate([bone(name, fine) for name in names])


MODULES = (sys.modules[__name__], loft)
RECIPES = [
    Recipe("talus", "Talus", talus, 0.7, 16000, MODULES, paired=True, world=True),
    Recipe("calcaneus", "Calcaneus", calcaneus, 0.7, 24000, MODULES, paired=True, world=True),
    Recipe("foot", "Bones of the foot", foot, 0.6, 90000, MODULES, paired=True, world=True),
]

# Landmarks, read once off the finished meshes by the rule that each names: id, name, bone,
# place, reach, rule.
PLACES = (
    ("ankle-joint", "Ankle joint", "talus", (145.8, -59.0, 86.3),
     "front", "middle of the gap over the talar dome"),
    ("calcaneal-tuberosity", "Calcaneal tuberosity", "calcaneus", (143.1, -5.1, 32.0),
     "behind", "most posterior point"),
    ("sustentaculum-tali", "Sustentaculum tali", "calcaneus", (129.2, -56.7, 53.7),
     "nearest", "most medial point of the shelf"),
    ("navicular-tuberosity", "Tuberosity of the navicular", "foot", (117.0, -92.2, 53.5),
     "nearest", "most medial point of the navicular"),
    ("base-of-fifth-metatarsal", "Base of the fifth metatarsal", "foot", (180.0, -93.5, 24.9),
     "side", "farthest out and back on its tuberosity"),
    ("first-metatarsal-head", "Head of the first metatarsal", "foot", (105.3, -176.4, 25.9),
     "nearest", "most medial point of the head"),
    ("fifth-metatarsal-head", "Head of the fifth metatarsal", "foot", (181.9, -154.7, 18.9),
     "side", "most lateral point of the head"),
)  # fmt: skip
MARKS = [
    Mark(id_, name, of, at, found, paired=True, reach=reach)
    for id_, name, of, at, reach, found in PLACES
]
