"""Sacrum and coccyx, sculpted in the drawing frame (mm; see ``frame.py``)."""

from __future__ import annotations

import sys

import numpy as np
import trimesh

from figures.bones import frame
from figures.bones.frame import tilted
from figures.bones.recipe import Recipe
from figures.bones.sculpt import curve, disc_cloud, ellipsoid, patch, solid

# Tips of the four spinous tubercles of the median sacral crest, from S1 down: y, z, depth.
TUBERCLES = ((249, 1050, 4.2), (263, 1028, 4.3), (271.5, 1005, 4.0), (272, 984, 3.4))
# Posterior foramina of the right side, from the first down: x, y, z, radius.
FORAMINA = ((24, 245, 1033, 4.7), (22, 254, 1011, 4.3), (18, 260, 990, 3.8), (14.5, 258, 972, 3.1))
CORNU = (7.4, 264, 960)
HIATUS = (0, 262, 962)
INFERIOR_LATERAL_ANGLE = (22, 248, 955)
BASE = (30, 219, 1066)  # the upper surface of the ala, seen from behind
COCCYX_TIP = (0, 232, 912.5)


def _segments() -> list[np.ndarray]:
    """The five fused bodies and the upper endplate."""
    middle = ((206, 1050, 15), (226, 1024, 12.5), (238, 999, 10.5), (242, 976, 9), (238, 955, 7.2))
    widths = (26, 20, 16, 13, 10.5)
    parts = [
        ellipsoid((0, y, z), (width, depth, 13.5))
        for (y, z, depth), width in zip(middle, widths, strict=True)
    ]
    parts.append(curve([(0, y, z) for y, z, _ in middle], [14, 11.5, 9.5, 8, 6.5]))
    endplate = disc_cloud(25.6, 16.6, 0.0, 2.6)
    parts.append(tilted(endplate, (0, 204, 1059), 38))
    return parts


def _wing(place) -> list[np.ndarray]:
    """The lateral mass of one side, from the ala down to the inferior lateral angle."""
    grid = [
        [(18, 214, 1058), (32, 214, 1060), (46, 216, 1055), (52, 220, 1046)],
        [(18, 226, 1040), (31, 226, 1042), (45, 226, 1037), (51, 229, 1028)],
        [(16, 238, 1018), (27, 237, 1020), (38, 236, 1016), (44, 238, 1008)],
        [(14, 246, 996), (23, 245, 997), (30, 244, 994), (34, 244, 988)],
        [(12, 249, 974), (19, 248, 974), (25, 247, 972), (28.5, 246, 967)],
        [(9, 246, 955), (15, 246, 955), (20, 245, 954), (23, 244, 953)],
    ]
    radii = [
        [11, 11, 9.5, 7],
        [10.5, 10.5, 9.5, 7.5],
        [9, 8.5, 8, 6.5],
        [7.5, 7, 6.2, 4.8],
        [6, 5.6, 4.8, 3.6],
        [4.8, 4.6, 3.8, 3.0],
    ]
    return [
        patch(place(grid), radii),
        curve(place([(21.5, 245.5, 955), (11, 243, 945)]), [3.6, 3.4]),
    ]


def _dorsal_plate(place) -> list[np.ndarray]:
    """Fused laminae between the median crest and the lateral mass."""
    grid = [
        [(1.5, 241, 1054), (9, 237.5, 1055), (17, 230, 1054)],
        [(1.5, 254.5, 1031), (9, 251, 1032), (18, 243.5, 1032)],
        [(1.5, 263.5, 1007), (9, 260, 1007), (17, 253, 1006)],
        [(1.5, 266.5, 985), (8, 263, 985), (14, 257, 985)],
        [(3.5, 262, 969), (7.5, 261, 967), (11, 257, 966)],
    ]
    radii = [[3.2, 3.4, 4.0], [3.2, 3.4, 4], [3, 3.2, 3.6], [2.8, 3, 3.2], [2.4, 2.8, 3]]
    return [patch(place(grid), radii)]


def _crests_of_one_side(place) -> list[np.ndarray]:
    """Intermediate and lateral crest, upper articular process, cornu."""
    intermediate = ((15.0, 249.5, 1036), (14.0, 258.5, 1010), (12, 262.5, 988))
    lateral = (
        (33, 238, 1043, 5.2),
        (35, 243, 1022, 5.4),
        (29, 250, 1000, 4.8),
        (22.5, 252, 978, 4),
    )
    ridge = [
        (34, 228, 1053),
        (34.5, 236.5, 1043),
        (35, 241, 1029),
        (32.5, 245, 1012),
        (28, 248.5, 998),
        (23, 250.5, 984),
        (19, 250, 972),
    ]
    parts = [ellipsoid(place(p), (2.8, 3.7, 5.0)) for p in intermediate]
    for x, y, z, r in lateral:
        parts.append(ellipsoid(place((x, y - 1.2, z)), (r * 1.15, r * 0.75, r * 1.7)))
    parts.append(curve(place(ridge), [4.6, 5.4, 5.0, 4.8, 4.4, 3.8, 3.2]))
    upper = [(21, 228, 1050), (23.5, 229, 1062), (24.5, 227.5, 1072)]
    parts.append(curve(place(upper), [6.5, 5.4, 3.6]))
    parts.append(curve(place([(24.5, 228, 1068), (21, 222.5, 1070)]), [3.4, 2.8]))
    shoulder = [(22.5, 230, 1058), (19, 237.5, 1048), (15, 247, 1037)]  # down to the plate
    parts.append(curve(place(shoulder), [4.6, 4.2, 3.0]))
    parts.append(
        curve(place([(8.5, 262, 972), (7.5, 264, 962), (7.2, 262.5, 955)]), [2.6, 2.7, 1.8])
    )
    return parts


def _foramina(place) -> list[np.ndarray]:
    """Channels of the posterior foramina of one side, widening backwards."""
    channels = []
    for x, y, z, r in FORAMINA:
        path = [
            (x - 1.2, y - 9.5, z + 2),
            (x, y - 4, z),
            (x + 1.0, y + 1, z - 1),
            (x + 2.2, y + 13, z - 3),
        ]
        channels.append(curve(place(path), [r * 0.75, r * 0.9, r * 1.1, r * 1.9]))
    return channels


def _median_crest() -> list[np.ndarray]:
    """The median crest with its four tubercles."""
    path = [
        (242, 1056, 3.0),
        (248.5, 1050, 3.6),
        (254, 1040, 2.4),
        (262.5, 1029, 3.6),
        (264.5, 1018, 2.4),
        (271.5, 1006, 3.4),
        (270, 996, 2.2),
        (272, 985, 3.0),
        (267, 977, 2.0),
    ]
    ridge = curve([(0, y, z) for y, z, _ in path], [r for _, _, r in path])
    return [ridge, *(ellipsoid((0, y, z), (3.3, r, 6.2)) for y, z, r in TUBERCLES)]


def sacrum(voxel: float = 0.8) -> trimesh.Trimesh:
    """The sacrum."""
    parts, cavities = [*_segments(), *_median_crest()], []
    for side in (1, -1):

        def place(points, side=side) -> np.ndarray:
            return np.asarray(points, float) * [side, 1, 1]

        parts += [*_wing(place), *_dorsal_plate(place), *_crests_of_one_side(place)]
        cavities += _foramina(place)
    cavities.append(curve([(0, 228, 1075), (0, 232, 1062), (0, 244, 1040)], [8, 7.2, 5.0]))
    cavities.append(curve([(0, 258, 975), (0, 262, 966), (0, 266, 950)], [2.5, 4.6, 5.2]))
    return solid(parts, cavities, voxel=voxel, blend=1.25)


def coccyx(voxel: float = 0.7) -> trimesh.Trimesh:
    """The coccyx: four fused pieces and the two horns of the first."""
    parts = [
        ellipsoid((0, 247, 942), (9, 5.5, 5.5)),
        curve([(-8, 247, 943), (0, 247, 941), (8, 247, 943)], [3.2, 4.4, 3.2]),
        ellipsoid((0, 243, 931), (6.5, 4.4, 5.0)),
        ellipsoid((0, 237, 921.5), (4.8, 3.8, 4.4)),
        ellipsoid((0, 230, 914), (3.4, 3.0, 3.6)),
        curve([(0, 246, 943), (0, 243, 931), (0, 237, 921), (0, 230, 914)], [4, 3.6, 3.2, 2.6]),
    ]
    parts += [curve([(s * 6, 249, 946), (s * 6.2, 252, 950.5)], [2.0, 1.3]) for s in (1, -1)]
    return solid(parts, voxel=voxel, blend=1.2)


MODULES = (sys.modules[__name__], frame)
RECIPES = [
    Recipe("sacrum", "Sacrum", sacrum, 0.75, 95000, MODULES),
    Recipe("coccyx", "Coccyx", coccyx, 0.7, 9000, MODULES),
]
