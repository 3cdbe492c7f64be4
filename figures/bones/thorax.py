"""Sternum and costal cartilages in the world frame (mm): they close the rib cage in front.

Cartilages 1 to 7 reach the sternum, 8 to 10 the cartilage above. Vertebrae and ribs are made in
``thoracic.py`` and ``ribs.py``.
"""

from __future__ import annotations

import sys
from functools import lru_cache, partial

import numpy as np
import trimesh

from figures.bones import cervical, loft, ribs, thoracic
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import curve, mirrored, patch, solid

# The sternum's middle plane from above down: z, y, half width, half thickness.
MANUBRIUM = ((1417.5, -102.5, 24.0, 5.0), (1406, -110.5, 29.0, 5.6), (1390, -122.0, 21.0, 5.2),
             (1377.5, -131.0, 16.5, 4.9))  # fmt: skip
BODY = ((1373.5, -133.8, 16.5, 4.9), (1350, -142.5, 14.5, 4.6), (1322, -149.5, 17.0, 4.5),
        (1298, -154.0, 18.5, 4.4), (1283, -156.5, 12.5, 4.2))  # fmt: skip
XIPHOID = [(0, -157.0, 1281), (0, -158.0, 1266), (0, -157.5, 1250)]
NOTCH = [(0, -101.5, 1429.5), (0, -101.5, 1424.0)]  # jugular notch, cut as a round hollow
CLAVICLE_SEAT = (25.0, -99.0, 1426.5)  # the sternal end rests here
JOINT_GAP = 1.2  # mm between a cartilage and its neighbours

# Where a cartilage goes after the front end of its rib; the last point is where it ends.
COURSE = {
    1: [(36, -106.5, 1404), (23, -111, 1404.5)],
    2: [(42, -131, 1370.5), (13.5, -133.5, 1376)],
    3: [(46, -145, 1342), (12, -142.5, 1352.5)],
    4: [(50, -151, 1315), (13, -147.5, 1331)],
    5: [(60, -155, 1287), (38, -157, 1296), (14.5, -151.0, 1315)],
    6: [(70, -156, 1254), (42, -159, 1274), (14.0, -153.5, 1301)],
    7: [(80, -152, 1224), (50, -160.5, 1249), (9.0, -156.5, 1287)],
    8: [(99, -138, 1200), (80, -151, 1214), (68, -156.5, 1228)],
    9: [(110, -123, 1181), (99, -138, 1192), (89, -145.5, 1206)],
    10: [(114, -101, 1162), (109, -122, 1173), (100, -134, 1187)],
}


def _plate(rows) -> np.ndarray:
    """Cloud of one piece of the sternum: bowed a little, thinner at its edges."""
    grid, radius = [], []
    for z, y, half, thick in rows:
        across = np.array([-1.0, -0.5, 0.0, 0.5, 1.0])
        edge = thick * 0.8
        grid.append([((half - edge) * s, y + 2.0 * s * s, z) for s in across])
        radius.append([edge, thick * 0.95, thick, thick * 0.95, edge])
    return patch(grid, radius, step=0.9)


@lru_cache(maxsize=1)
def sternum_cloud() -> np.ndarray:
    """Cloud of manubrium, body and xiphoid process; a low ridge marks the sternal angle."""
    ridge = curve([(-13, -132.6, 1375.5), (0, -134.0, 1375.5), (13, -132.6, 1375.5)], 4.7)
    xiphoid = np.vstack([curve(np.add(XIPHOID, [x, 0, 0.25 * abs(x)]),
                               [3.0, 2.8, 2.2]) for x in (-4, -2, 0, 2, 4)])  # fmt: skip
    return np.vstack([_plate(MANUBRIUM), _plate(BODY), ridge, xiphoid])


def sternum(voxel: float = 0.8) -> trimesh.Trimesh:
    """The sternum as one bone, hollowed for the neck's notch and the clavicles."""
    seat = np.array([[*CLAVICLE_SEAT, 11.5]])
    hollow = np.vstack([curve(np.add(NOTCH, [x, 0, x * x / 40]), 7.0) for x in range(-9, 10, 1)])
    return solid([sternum_cloud()], [seat, mirrored(seat), hollow], voxel=voxel, blend=1.5)


@lru_cache(maxsize=16)
def cartilage_cloud(number: int) -> np.ndarray:
    """Cloud of one right cartilage, an upright oval that narrows toward the midline."""
    end = np.array(ribs.RIBS[number].end)
    course = ribs.line(number)
    lead = (course[-1] - course[-8]) / np.linalg.norm(course[-1] - course[-8])
    points = [end + lead * 0.8, end + lead * 6, *COURSE[number]]
    thick = [4.2, 4.0, *np.linspace(4.0, 3.6, len(COURSE[number]))]
    flat = 1.8 if number > 1 else 0.8
    one = curve(points, thick)
    return np.vstack([np.add(one, [0, 0, dz, 0]) for dz in np.linspace(-flat, flat, 5)])


def cartilage(number: int, voxel: float = 0.8) -> trimesh.Trimesh:
    """One right costal cartilage, kept off the sternum or the cartilage above."""
    own = cartilage_cloud(number)
    other = sternum_cloud() if number < 8 else cartilage_cloud(number - 1)
    rooms = loft.room(own, [other], 0.4) + loft.room(own, [ribs.cloud(number)], 0.2)
    return solid([own], rooms, voxel=voxel, blend=1.6, rounds=0)


MODULES = (sys.modules[__name__], ribs, thoracic, cervical, loft)
RECIPES = [Recipe("sternum", "Sternum", sternum, 0.8, 26000, MODULES, world=True)] + [
    Recipe(
        f"costal-cartilage-{n}", f"Costal cartilage of the {ribs.NAMES[n - 1].lower()} rib",
        partial(cartilage, n), 0.8, 9000, MODULES, paired=True, kind="cartilage", world=True,
    )
    for n in COURSE
]  # fmt: skip

MARKS: list[Mark] = [
    Mark("jugular-notch", "Jugular notch", "sternum", (0, -102, 1417), "lowest point of the notch",
         reach="nearest"),
    Mark("sternal-angle", "Sternal angle", "sternum", (0, -138.7, 1375.5),
         "ridge between manubrium and body", reach="front"),
    Mark("xiphoid-tip", "Xiphoid process, tip", "sternum", (0, -157.5, 1247.5), "lowest point",
         reach="nearest"),
    Mark("costal-margin", "Costal margin, lowest point", "costal-cartilage-10",
         (116, -92, 1156), "lowest edge of the tenth cartilage", True, "nearest"),
]  # fmt: skip
