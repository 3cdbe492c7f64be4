"""Patella, tibia and fibula of the right leg, sculpted in the world frame (mm).

The tibia stands between the knee and the ankle of the body surface; its shin border and the
malleoli lie under the skin.
"""

from __future__ import annotations

import sys
from functools import lru_cache

import numpy as np
import trimesh

from figures.bones import foot, frame, hip, loft, thigh
from figures.bones.loft import lofted, oval, room
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import curve, ellipsoid, solid

PATELLA = np.array([125.3, -107.8, 509.0])
# Left for cartilage (mm).
KNEE_GAP, PATELLA_GAP, ANKLE_GAP, TIBIA_GAP = 3.0, 3.0, 1.8, 1.2

# The tibia's shaft, level by level: z, then x and y of its shin border, the middle of its medial
# surface, its medial border, the middle of its back, its interosseous border and the middle of its
# lateral surface.
SHAFT = (
    (456, (128.0, -84.0), (116.0, -79.0), (109.0, -66.0), (127.5, -52.0), (146.0, -60.0),
     (142.0, -78.0)),
    (436, (130.5, -97.0), (113.0, -84.5), (105.0, -66.0), (127.0, -50.5), (150.0, -61.0),
     (145.5, -82.0)),
    (415, (134.5, -94.5), (117.0, -83.0), (110.5, -68.0), (127.5, -54.0), (146.5, -65.5),
     (143.0, -82.0)),
    (390, (137.0, -92.0), (121.5, -81.5), (114.5, -68.0), (128.5, -56.0), (144.5, -67.5),
     (142.5, -81.5)),
    (350, (139.0, -90.0), (124.5, -79.5), (117.0, -67.0), (130.5, -56.0), (144.5, -67.5),
     (143.0, -79.5)),
    (300, (140.5, -86.8), (127.0, -77.0), (119.5, -65.0), (132.5, -54.5), (146.0, -65.5),
     (145.0, -76.5)),
    (250, (142.5, -83.2), (129.5, -74.0), (122.0, -62.5), (134.5, -52.5), (148.0, -62.5),
     (147.5, -73.0)),
    (200, (144.0, -79.5), (131.5, -71.0), (124.0, -60.0), (136.5, -50.5), (150.0, -59.5),
     (149.5, -70.0)),
    (160, (144.0, -77.0), (131.0, -70.5), (124.5, -59.5), (138.0, -48.5), (152.0, -57.0),
     (151.5, -68.0)),
    (130, (143.0, -76.0), (130.0, -71.0), (124.0, -60.0), (138.5, -46.0), (153.5, -54.0),
     (152.5, -67.5)),
)  # fmt: skip


def _levels(rows) -> np.ndarray:
    """Rings from rows of z and (x, y) pairs."""
    return np.array([[(x, y, z) for x, y in points] for z, *points in rows])


def _plateau() -> list[np.ndarray]:
    """Both tibial condyles with their articular surfaces and the eminence between them."""
    medial = [
        oval((120.0, -67, 429), 9, 10),
        oval((117.0, -66, 442.5), 13.4, 14.5, 2.2),
        oval((113.2, -64.5, 453), 16.0, 17.8, 2.3),
        oval((110.3, -63.5, 464), 18.3, 22.6, 2.3),
        oval((110.3, -63.5, 472.3), 17.8, 22.6, 2.3),
    ]
    lateral = [
        oval((136.0, -68, 430), 9, 10),
        oval((140.0, -67, 443), 13.4, 14.0, 2.2),
        oval((144.2, -65, 454.5), 17.6, 18, 2.3),
        oval((147.0, -64, 464), 19, 21, 2.3),
        oval((146.5, -64, 473.4), 18.5, 20.5, 2.3),
    ]
    between = [
        oval((129.0, -77, 428), 9, 14),
        oval((128.5, -75, 441), 15, 18),
        oval((127.5, -70.5, 456), 22, 20, 2.6),
        oval((127.0, -67.5, 464), 22, 20, 2.6),
        oval((127.0, -66.0, 469.0), 20, 17, 2.6),
    ]
    ball = [6, 6, 5, 4, 3]
    return [
        *(lofted(rings, ball) for rings in (medial, lateral, between)),
        curve([(122.0, -62, 466), (122.4, -62, 473), (122.9, -62.5, 479.5)], [8, 5.6, 2.4]),
        curve([(131.5, -60, 466), (131.2, -60, 473), (130.6, -60, 478.5)], [8, 5.6, 2.4]),
        # tuberosity: broad above, running down into the shin border
        curve([(130, -84, 450), (130.0, -90.5, 440), (131, -91.5, 430), (133, -89, 415)],
              [8, 7.5, 7, 4.5]),
        ellipsoid((146.0, -79.5, 459.5), (8, 7.5, 8)),  # tubercle of the iliotibial tract
    ]  # fmt: skip


def _ankle_end() -> list[np.ndarray]:
    """Flaring lower end with the medial malleolus, hollow for the fibula outside."""
    flare = _levels(
        (
            *SHAFT[-2:],
            (112, (142.5, -77.0), (129.5, -72.5), (124.0, -60.0), (139.0, -42.5), (156.0, -50.5),
             (155.0, -67.0)),
            (100, (142.0, -77.5), (128.5, -72.5), (124.0, -59.0), (139.5, -40.5), (157.2, -49.0),
             (156.8, -67.0)),
            (88.0, (142.0, -76.5), (128.5, -72.0), (124.0, -58.5), (140.0, -40.5), (157.2, -48.0),
             (156.8, -67.0)),
        )
    )  # fmt: skip
    malleolus = [
        oval((132.0, -60.0, 114), 6.0, 11.5, 2.2),
        oval((129.7, -60.5, 101), 6.6, 13, 2.2),
        oval((128.0, -61.0, 90), 5.7, 12.2, 2.2),
        oval((126.8, -62.0, 82), 5.0, 9.5, 2.2),
        oval((126.4, -63.0, 78.4), 3.6, 6.0),
    ]
    return [lofted(flare, [3, 3, 3.5, 4, 3]), lofted(malleolus, [4, 4, 4, 3.5, 2.4])]


@lru_cache(maxsize=1)
def _tibia() -> list[np.ndarray]:
    """Clouds of the tibia."""
    soleal = [(143, -67, 434), (136, -59.5, 408), (126, -57.5, 380), (118.5, -65, 350)]
    border = [(row[1][0] * 0.985 + 2.0, row[1][1] + 3.0, row[0]) for row in SHAFT[2:-2]]
    return [
        lofted(_levels(SHAFT), 3.0),
        *_plateau(),
        *_ankle_end(),
        curve(soleal, [2.2, 2.7, 2.7, 2.0]),
        curve(border, [3.0, 2.8, 2.8, 2.6, 2.6, 3.0]),
    ]


def tibia(voxel: float = 0.9) -> trimesh.Trimesh:
    """The right tibia."""
    cloud = np.vstack(_tibia())
    cavities = room(cloud, thigh.knee_end(), KNEE_GAP)
    cavities += room(cloud, [foot.clouds()["talus"]], ANKLE_GAP)
    return solid([cloud], cavities, voxel=voxel, blend=1.8, rounds=0)


def fibula(voxel: float = 0.8) -> trimesh.Trimesh:
    """The right fibula."""
    shaft = [(161.5, -46, 449), (160.5, -45.5, 430), (160, -46, 400), (160.5, -48, 330),
             (161.0, -48.5, 260), (162.5, -47.5, 190), (164.5, -48, 130),
             (165.0, -49.5, 104)]  # fmt: skip
    malleolus = [
        oval((165.0, -49.5, 108), 6.0, 7.0),
        oval((165.6, -50.0, 93), 5.8, 10.0),
        oval((165.8, -49.5, 82), 5.6, 10.8, 2.2),
        oval((165.6, -48.5, 73), 4.8, 9.0),
        oval((165.0, -47.5, 68.0), 3.0, 4.6),
        oval((164.8, -47.3, 66.5), 1.6, 2.4),
    ]
    crest = [(159.5, -48, 418), (157, -54.0, 340), (158, -54.5, 260), (162.5, -49, 172)]
    cloud = np.vstack([
        curve(shaft, [8.6, 5.6, 5.4, 6.2, 6.2, 5.6, 5.6, 6.2]),
        ellipsoid((161.5, -46.5, 449), (10.0, 11.5, 9.5), shell=0.5),
        curve([(164, -43, 452), (165, -41, 459)], [6.0, 3.4]),  # apex
        curve(crest, [1.6, 1.8, 1.8, 1.6]),
        lofted(malleolus, [4, 4, 4, 3.5, 2.6, 1.5]),
    ])  # fmt: skip
    cavities = room(cloud, _tibia(), TIBIA_GAP) + room(cloud, [foot.clouds()["talus"]], ANKLE_GAP)
    return solid([cloud], cavities, voxel=voxel, blend=1.6, rounds=0)


def patella(voxel: float = 0.7) -> trimesh.Trimesh:
    """The right patella: a rounded triangle with two facets that meet in a ridge behind."""
    plate = [
        oval((0, -2.5, -19), 3.0, 3.5),
        oval((0, -2.5, -14), 9.5, 6.0),
        oval((0, -1.5, -6), 17.5, 7.8, 2.2),
        oval((0.2, -1.0, 3), 20.5, 8.8, 2.2),
        oval((0.2, -0.5, 11), 19.0, 8.6, 2.2),
        oval((0, 0, 17), 13.5, 7.0, 2.2),
        oval((0, 0, 20), 8.0, 5.0),
    ]
    rings = np.array(plate) * 1.04
    rings[..., 1] += 0.010 * rings[..., 0] ** 2  # the front is rounded from side to side
    rings += PATELLA
    ridge = np.array([(-1.5, 5.0, -9), (-2.0, 7.2, 0), (-2.0, 7.0, 8), (-1.0, 4.5, 15)]) + PATELLA
    plate_cloud = lofted(rings, [2.5, 3.5, 4, 4.5, 4.5, 4, 3])
    cloud = np.vstack([plate_cloud, curve(ridge, [3.0, 3.6, 3.6, 3.0])])
    cavities = room(cloud, thigh.knee_end(), PATELLA_GAP)
    return solid([cloud], cavities, voxel=voxel, blend=2.4, rounds=0)


MODULES = (sys.modules[__name__], thigh, foot, loft, hip, frame)
RECIPES = [
    Recipe("patella", "Patella", patella, 0.7, 14000, MODULES, paired=True, world=True),
    Recipe("tibia", "Tibia", tibia, 0.9, 60000, MODULES, paired=True, world=True),
    Recipe("fibula", "Fibula", fibula, 0.8, 24000, MODULES, paired=True, world=True),
]

# Landmarks, read once off the finished meshes by the rule that each names: id, name, bone,
# place, reach, rule.
PLACES = (
    ("patella", "Patella", "patella", (125.5, -117.9, 511.5),
     "front", "most anterior point"),
    ("patella-base", "Base of the patella", "patella", (125.5, -107.9, 532.7),
     "nearest", "highest point"),
    ("patella-apex", "Apex of the patella", "patella", (125.5, -110.7, 487.4),
     "nearest", "lowest point"),
    ("knee-joint", "Knee joint, from behind", "tibia", (126.5, -47.5, 475.0),
     "behind", "between the condyles, over the back edge of the plateau"),
    ("tibial-tuberosity", "Tibial tuberosity", "tibia", (131.0, -98.5, 433.6),
     "front", "most anterior point between z 425 and 450"),
    ("gerdys-tubercle", "Tubercle of the iliotibial tract", "tibia", (149.9, -85.6, 459.7),
     "nearest", "farthest out to the front and side at z 460"),
    ("pes-anserinus", "Pes anserinus, on the tibia", "tibia", (117.8, -86.7, 422.8),
     "nearest", "placed by hand, 50 mm below the plateau on the medial surface"),
    ("tibial-crest", "Anterior border of the tibia, middle", "tibia", (139.1, -86.6, 300.4),
     "front", "most anterior point at z 300"),
    ("soleal-line", "Soleal line", "tibia", (128.3, -55.7, 392.2),
     "behind", "placed by hand where it is sculpted"),
    ("medial-malleolus", "Medial malleolus", "tibia", (122.0, -61.5, 83.5),
     "nearest", "most medial point below z 95"),
    ("medial-malleolus-tip", "Tip of the medial malleolus", "tibia", (126.5, -63.3, 76.3),
     "nearest", "lowest point"),
    ("fibular-head", "Head of the fibula", "fibula", (171.3, -46.2, 449.4),
     "side", "most lateral point above z 435"),
    ("lateral-malleolus", "Lateral malleolus", "fibula", (171.3, -49.4, 84.6),
     "side", "most lateral point below z 100"),
    ("lateral-malleolus-tip", "Tip of the lateral malleolus", "fibula", (164.7, -47.0, 65.6),
     "nearest", "lowest point"),
)  # fmt: skip
MARKS = [
    Mark(id_, name, of, at, found, paired=True, reach=reach)
    for id_, name, of, at, reach, found in PLACES
]
