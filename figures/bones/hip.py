"""The hip bone of the right side, sculpted in the drawing frame (mm; see ``frame.py``)."""

from __future__ import annotations

import sys

import numpy as np
import trimesh

from figures.bones import frame
from figures.bones.recipe import Recipe
from figures.bones.sculpt import Patch, curve, ellipsoid, patch, solid, sphere_directions

HIP_CENTRE = np.array([88.0, 163.0, 929.0])
SOCKET_AXIS = np.array([0.80, -0.34, -0.48]) / np.linalg.norm([0.80, -0.34, -0.48])

# The iliac wing: rows from the crest down to the body, columns from the back to the front.
WING = np.array(
    [
        [[43, 258, 1062], [56, 241, 1083], [78, 219, 1101], [104, 190, 1110], [127, 158, 1106],
         [138, 130, 1090], [131, 108, 1062]],
        [[45, 250, 1050], [58, 235, 1066], [79, 213, 1083], [102, 186, 1091], [122, 157, 1087],
         [131, 132, 1072], [127, 112, 1049]],
        [[46, 243, 1034], [58, 230, 1047], [77, 209, 1061], [97, 184, 1068], [114, 159, 1065],
         [122, 137, 1053], [121, 118, 1034]],
        [[47, 237, 1017], [58, 226, 1026], [73, 206, 1038], [89, 185, 1043], [104, 163, 1041],
         [112, 143, 1032], [114, 125, 1018]],
        [[50, 229, 1003], [59, 221, 1007], [70, 206, 1014], [82, 188, 1017], [94, 168, 1015],
         [102, 149, 1008], [106, 132, 1000]],
        [[60, 216, 988], [65, 212, 990], [71, 204, 992], [79, 191, 992], [88, 174, 990],
         [95, 158, 985], [99, 143, 980]],
        [[65, 207, 968], [68, 204, 968], [73, 198, 968], [78, 189, 968], [85, 177, 966],
         [90, 165, 964], [94, 151, 962]],
        [[67, 199, 946], [70, 196, 946], [73, 191, 946], [77, 184, 946], [81, 176, 944],
         [84, 168, 943], [87, 160, 942]],
    ],
    float,
)  # fmt: skip
WING_RADII = [
    [8.5, 7.0, 6.2, 6.0, 6.8, 7.2, 5.8],
    [8.8, 6.0, 4.2, 3.6, 4.2, 5.2, 5.0],
    [8.6, 6.2, 4.0, 3.0, 3.4, 4.4, 4.8],
    [8.4, 7.0, 4.6, 3.4, 3.8, 4.8, 5.4],
    [7.0, 7.4, 6.6, 6.2, 6.8, 7.2, 6.8],
    [6.8, 8.8, 11.0, 13.0, 13.5, 12.5, 9.4],
    [7.5, 10.5, 13.0, 15.0, 16, 14.5, 10],
    [8, 10, 12, 14, 15, 13, 9],
]
CREST = np.array(
    [[42, 261, 1050], [44, 258, 1063], [56, 242, 1084], [78, 220, 1102], [104, 191, 1111],
     [127, 158, 1107], [138.5, 130, 1090], [133, 109, 1064], [127.5, 105, 1050],
     [123, 110, 1040]],
    float,
)  # fmt: skip
CREST_RADII = np.array([6.6, 6.8, 5.6, 4.6, 4.4, 5.4, 6.8, 5.2, 5.0, 3.6])
# The crest has an outer and an inner lip: how far apart (mm) and in which direction, point by point
LIP_GAP = np.array([0.5, 1, 1.8, 2.3, 2.4, 2.2, 2.0, 1.4, 0.8, 0]) * 1.5
LIP_DIRECTION = np.array(
    [[0.55, 0.5, 0], [0.6, 0.6, 0], [0.6, 0.75, 0], [0.6, 0.78, 0], [0.75, 0.6, 0],
     [0.9, 0.3, 0], [1, -0.1, 0], [1, -0.2, 0], [1, 0, 0], [1, 0, 0]],
    float,
)  # fmt: skip
GLUTEAL_LINES = (
    ([[0.08, 0.20], [0.25, 0.215], [0.42, 0.20], [0.55, 0.14], [0.62, 0.08]], 0.55, 3.4),
    (
        [[0.07, 0.66], [0.20, 0.55], [0.36, 0.44], [0.52, 0.33], [0.66, 0.24], [0.74, 0.14]],
        0.5,
        3.2,
    ),
    ([[0.62, 0.86], [0.70, 0.70], [0.77, 0.52], [0.80, 0.36], [0.82, 0.22]], 0.5, 3.2),
)


def _rise(x) -> np.ndarray:
    """Smooth step from 0 to 1."""
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)


def levelled(points) -> np.ndarray:
    """Lower the back of the ilium (PSIS to the level of S2) and the crest (top to L4)."""
    out = np.array(points, float)
    y, z = out[..., 1], out[..., 2].copy()
    out[..., 2] -= 17 * _rise((y - 208) / 44) * _rise((z - 985) / 45)
    out[..., 2] -= 7 * (1 - _rise((y - 208) / 44)) * _rise((z - 1000) / 80)
    return out


PSIS = (41.5, 266, 1047)
PIIS = (43, 250, 1017)
ASIS = (126.5, 102, 1052)
CREST_TOP = (107, 190, 1113)
ISCHIAL_TUBEROSITY = (61, 209, 893)


def landmark(point) -> np.ndarray:
    """Drawing-frame place of a right-sided landmark given before levelling."""
    return levelled(np.asarray(point, float))


def _ilium() -> list[np.ndarray]:
    """Wing, crest, posterior and anterior borders and spines."""
    wing = Patch(WING, WING_RADII)
    lips = LIP_DIRECTION * LIP_GAP[:, None]
    parts = [wing.cloud(0.9), curve(CREST + lips, CREST_RADII), curve(CREST - lips, CREST_RADII)]
    parts += [wing.ridge(path, h, r, outward=(1, 0.6, 0)) for path, h, r in GLUTEAL_LINES]
    back = [(42, 258, 1049), (41.5, 251, 1036), (42.5, 246, 1021), (46, 240, 1010)]
    notch = [(45, 242, 1011), (55, 227, 1000), (64, 213, 984), (65, 206, 966), (60, 207, 950),
             (54, 212, 941)]  # fmt: skip
    front = [(107, 124, 1004), (104, 128, 996), (101, 137, 984), (98, 148, 972)]
    return [
        *parts,
        ellipsoid((126.5, 106, 1052), (5.5, 6.0, 9)),  # anterior superior spine
        ellipsoid((41.5, 262, 1049), (7.0, 6.8, 9.0)),  # posterior superior spine
        curve(back, [7.2, 6.0, 6.2, 5.6]),
        ellipsoid((43, 246, 1017), (5.6, 5.4, 6.4)),  # posterior inferior spine
        curve(notch, [5.6, 6.6, 8.4, 9.6, 9.0, 5.0]),  # greater sciatic notch
        curve([(123, 110, 1040), (118, 120, 1026), (110, 126, 1009)], [4.0, 4.2, 5.2]),
        curve(front, [4.6, 6.2, 7.0, 7.5]),  # anterior inferior spine
    ]


def _socket() -> list[np.ndarray]:
    """The acetabulum: a thick bowl open toward ``SOCKET_AXIS``, with its notch below."""
    wall = sphere_directions(9000)
    wall = wall[wall @ SOCKET_AXIS < 0.12]
    wall = wall[wall @ np.array([0.1, -0.25, -0.96]) <= 0.93]
    return [
        ellipsoid((79, 174, 940), (24, 29, 31)),
        np.c_[HIP_CENTRE + wall * 29.5, np.full(len(wall), 4.6)],
        curve([(72, 187, 940), (82, 188, 928), (86, 184, 912)], [11, 7, 5]),
        # from the wing over the roof of the socket down to the ischium, without a step
        curve([(83, 180, 1002), (90, 170, 974), (91, 172, 950)], [4, 11.5, 14]),
        curve([(77, 190, 996), (78, 188, 966), (76, 191, 936), (71, 196, 908)], [6, 13, 15, 14]),
    ]


def _ischium_and_pubis() -> list[np.ndarray]:
    """Ischial spine, tuberosity and ramus; pubic rami and body."""
    body = [(72, 190, 950), (69, 195, 928), (65, 199, 907), (60, 198, 891), (54, 189, 880)]
    ramus = [(54, 190, 880), (44, 172, 877), (32, 148, 884), (20, 122, 897), (12, 106, 908)]
    upper = [(84, 152, 952), (66, 132, 949), (46, 114, 944), (28, 103, 938), (13, 98, 930)]
    pubis = [
        [(24, 104, 936), (12, 99, 934)],
        [(22, 110, 920), (10, 101, 918)],
        [(20, 118, 904), (10, 105, 906)],
    ]
    return [
        curve([(60, 207, 950), (52, 214, 944), (47, 218, 940)], [7.0, 4.6, 2.2]),  # ischial spine
        curve(body, [18, 17, 15.5, 14.0, 10.5]),
        ellipsoid((65, 203, 900), (15, 12.5, 21)),
        ellipsoid((57, 196, 886), (12.5, 12, 12)),
        curve(ramus, [9.6, 6.6, 5.6, 5.8, 6.6]),
        curve(upper, [12.5, 8.4, 7.0, 7.0, 8.0]),
        patch(pubis, [[7, 7], [6, 6.5], [5.5, 6]], degrees=(2, 1)),
    ]


def hip_bone(voxel: float = 0.95) -> trimesh.Trimesh:
    """The right hip bone."""
    parts = [*_ilium(), *_socket(), *_ischium_and_pubis()]
    socket = ellipsoid(HIP_CENTRE, (25, 25, 25), shell=0.85, count=600)
    mesh = solid(parts, [socket], voxel, blend=1.6, rounds=10)
    return trimesh.Trimesh(levelled(mesh.vertices), mesh.faces, process=False)


MODULES = (sys.modules[__name__], frame)
RECIPES = [Recipe("hip-bone", "Hip bone", hip_bone, 0.95, 110000, MODULES, paired=True)]
