"""The right femur: the sculpted upper end, the shaft and the knee end as one solid.

The upper end is sculpted in the drawing frame (see ``frame.py``) around the hip joint; all below
the trochanters is laid out in the world frame (mm), down to the knee joint of the body surface.
"""

from __future__ import annotations

import sys
from functools import lru_cache

import numpy as np
import trimesh

from figures.bones import frame, hip, loft
from figures.bones.hip import HIP_CENTRE
from figures.bones.loft import lofted, oval, profile
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import curve, ellipsoid, solid

# Drawing frame.
HEAD_RADIUS = 23.5
GREATER_TROCHANTER = (147, 186, 914)
LESSER_TROCHANTER = (113, 196, 871)
KNEE = np.array([125.5, -66.0, 504.0])  # between the epicondyles, world
MEAN_SCALE = float(frame.SCALE.mean())

# The shaft bows forward; it stands upright because the legs are apart. World: x, y, z.
SHAFT = np.array(
    [[117.4, -71.0, 856], [118.2, -75.5, 800], [119.0, -80.5, 735], [119.8, -83.5, 670],
     [120.8, -84.0, 610], [122.0, -82.5, 560]]
)  # fmt: skip
SHAFT_RADIUS = [15.0, 13.6, 13.0, 13.0, 13.6, 14.6]

# Sagittal outlines of the condyles about KNEE: y (back) and z.
MEDIAL = [(23, 18), (31, 4), (29, -11), (19.5, -22.5), (4, -28), (-12, -25), (-24, -14),
          (-30, 0), (-31, 14), (-26, 28), (-8, 31), (10, 26)]  # fmt: skip
LATERAL = [(22, 18), (30.5, 4), (28.5, -10), (19, -20.5), (4, -26), (-13, -23), (-26, -12),
           (-32.5, 2), (-33, 16), (-28, 32), (-8, 33), (10, 26)]  # fmt: skip
# The patellar groove lies between them; its front lip roofs the notch.
GROOVE = [(-25, 18), (-25.5, 3), (-21, -10.5), (-14, -18), (-8, -16), (-4, -6), (4, 5), (8, 14),
          (2, 24), (-18, 30)]  # fmt: skip


def _down(cloud: np.ndarray) -> np.ndarray:
    """A world-frame cloud in the drawing frame, where the solid is made."""
    return np.c_[frame.from_world(cloud[:, :3]), cloud[:, 3] / MEAN_SCALE]


def _at_knee(points) -> np.ndarray:
    """Points about the knee centre in the world frame."""
    return np.asarray(points, float) + KNEE


def _upper_end() -> list[np.ndarray]:
    """Head, neck and trochanters (drawing frame)."""
    neck = [tuple(HIP_CENTRE), (106, 166, 916.5), (119.5, 170, 905), (130, 172, 896)]
    crest = [(139, 187, 915), (132, 189.5, 900), (123, 190, 884), (116, 188, 874)]
    below = frame.from_world(SHAFT[:2])
    return [
        ellipsoid(HIP_CENTRE, (HEAD_RADIUS,) * 3, shell=0.5),
        curve(neck, [17.5, 15, 17, 19]),
        curve([(131, 172, 892), *below], [19.5, 17, 14.8]),
        # greater trochanter: a broad block whose top leans inwards over the neck
        ellipsoid((139, 175, 908), (13, 17, 24)),
        curve([(140, 180, 905), (140, 181, 920), (137, 182.5, 929)], [12, 9.5, 6.5]),
        # lesser trochanter: a cone toward the inside of the back
        curve([(122, 182, 870), (116, 188, 871), (111, 192, 871)], [13, 9, 5.0]),
        curve(crest, [8, 7.5, 7.5, 8]),  # intertrochanteric crest
    ]


def _shaft() -> list[np.ndarray]:
    """Shaft with the gluteal tuberosity, the linea aspera and the lines it splits into (world)."""
    back = SHAFT + np.c_[np.zeros(6), np.add(SHAFT_RADIUS, 1.1), np.zeros(6)]
    outer = [[123.5, -62.0, 872], [125.3, -56.2, 842], [122.8, -58.2, 805], *back[2:4]]
    inner = [[112.5, -60.0, 858], [113.8, -56.5, 834], [116.5, -59.5, 795], *back[2:4]]
    medial_line = [back[3], [118.6, -69.2, 625], [109.5, -68, 572], [104.0, -70.0, 536]]
    lateral_line = [back[3], [121.6, -69.2, 625], [133.5, -67.5, 570], [143.5, -69.0, 534]]
    return [
        curve(SHAFT, SHAFT_RADIUS),
        curve(outer, [3.4, 3.2, 3.0, 2.4, 2.5]),
        curve(inner, [1.6, 1.6, 1.8, 2.2, 2.5]),
        curve(medial_line, [2.5, 2.0, 1.8, 2.0]),
        curve(lateral_line, [2.5, 2.2, 2.0, 2.2]),
    ]


@lru_cache(maxsize=1)
def knee_end() -> list[np.ndarray]:
    """Flaring shaft end, condyles with the patellar groove, epicondyles (world)."""
    flare = [
        oval((120.8, -84.0, 610), 12.4, 12.4),
        oval((122.0, -82.3, 570), 15.8, 13.6),
        oval((123.4, -80.2, 542), 23.5, 15.2, 2.2),
        oval((125.0, -77.5, 525), 30.5, 17.5, 2.4),
        oval((125.5, -75.0, 510), 33, 19, 2.4),
        oval((125.5, -73.0, 497), 24, 14, 2.2),
    ]
    medial = profile(_yz(MEDIAL), lambda y: KNEE[0] - 22.5 - 0.16 * (y - KNEE[1]), 12.5)
    lateral = profile(_yz(LATERAL), lambda y: KNEE[0] + 20.5 + 0.14 * (y - KNEE[1]), 13.0)
    middle = np.array([-5.0, 0.0])  # sagittal centre the groove's facets grow from
    facets = []
    for aside, growth in ((-1.0, 1.0), (-9.0, 1.07), (8.0, 1.11)):
        outline = (np.array(GROOVE) - middle) * growth + middle
        facets.append(profile(_yz(outline), lambda y, x=aside: KNEE[0] + x + 0 * y, 10.0))
    bumps = [
        ellipsoid(_at_knee((-27.0, 3, 4)), (12.4, 19, 20), shell=0.5),
        ellipsoid(_at_knee((26.5, 3.5, 3)), (12.4, 18, 18.5), shell=0.5),
        # adductor tubercle above the medial epicondyle, and its fellow of the other side
        curve(_at_knee([(-20, -5, 38), (-27, 1, 28), (-32.5, 5.5, 17)]), [3, 5.5, 4.6]),
        curve(_at_knee([(18, -4, 36), (25, 1, 24), (30, 4, 12)]), [3, 6, 5.0]),
    ]
    return [lofted(flare, [9, 10, 10, 8, 8, 8]), medial, lateral, *facets, *bumps]


def _yz(outline) -> np.ndarray:
    """An outline about the knee in world y and z."""
    return np.asarray(outline, float) + KNEE[1:]


def femur(voxel: float = 1.0) -> trimesh.Trimesh:
    """The right femur in the world frame."""
    parts = _upper_end() + [_down(cloud) for cloud in _shaft() + knee_end()]
    mesh = solid(parts, voxel=voxel, blend=2.5, rounds=0)
    return trimesh.Trimesh(frame.to_world(mesh.vertices), mesh.faces, process=False)


MODULES = (sys.modules[__name__], loft, hip, frame)
RECIPES = [Recipe("femur", "Femur", femur, 1.0, 70000, MODULES, paired=True, world=True)]

# Landmarks, read once off the finished meshes by the rule that each names: id, name, place,
# reach, rule.
PLACES = (
    ("greater-trochanter", "Greater trochanter", (138.5, -63.1, 899.1),
     "side", "most lateral point of the upper femur"),
    ("greater-trochanter-tip", "Tip of the greater trochanter", (125.4, -59.6, 923.5),
     "nearest", "highest point lateral to the neck"),
    ("lesser-trochanter", "Lesser trochanter", (99.0, -49.2, 864.4),
     "behind", "farthest point inward and back between z 840 and 880"),
    ("gluteal-tuberosity", "Gluteal tuberosity", (124.5, -55.7, 818.5),
     "behind", "farthest back on its ridge at z 818"),
    ("linea-aspera", "Linea aspera, middle", (119.0, -67.7, 707.0),
     "behind", "farthest back halfway from hip to knee"),
    ("adductor-tubercle", "Adductor tubercle", (89.5, -58.7, 522.4),
     "nearest", "placed by hand where it is sculpted"),
    ("medial-epicondyle", "Medial epicondyle of the femur", (86.3, -63.1, 508.3),
     "nearest", "most medial point of the knee end"),
    ("lateral-epicondyle", "Lateral epicondyle of the femur", (164.2, -62.3, 507.4),
     "side", "most lateral point of the knee end"),
    ("medial-condyle-back", "Medial condyle of the femur, back", (99.9, -35.2, 503.7),
     "behind", "farthest back on the medial condyle"),
    ("lateral-condyle-back", "Lateral condyle of the femur, back", (149.1, -35.7, 503.7),
     "behind", "farthest back on the lateral condyle"),
    ("hip-joint", "Hip joint", (80.3, -77.0, 918.5),
     "front", "centre of the femoral head"),
)  # fmt: skip
MARKS = [
    Mark(id_, name, "femur", at, found, paired=True, reach=reach)
    for id_, name, at, reach, found in PLACES
]
