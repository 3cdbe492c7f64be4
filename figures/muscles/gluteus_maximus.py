"""Gluteus maximus: coarse bundles from ilium, sacrum and coccyx to the iliotibial tract and femur.

The upper bundles run into the iliotibial tract, drawn as their tendon on the outer thigh; the
lowest ones end on the gluteal tuberosity.
"""

from __future__ import annotations

import numpy as np

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import joined, row, sheet

NAME = "Gluteus maximus"
NEAR = ("sacrum", "coccyx", "hip-bone-right", "femur-right")
RED = "superficial"
VOXEL, BLEND = 1.0, 1.6  # mm
FADE_TOP = 0.0
LABELS = {"gluteus-maximus": ("gluteus-maximus", 7)}

# World frame, right side, mm: lines across the fibres, from the upper edge to the lower one.
ORIGIN = ((66, 6, 1052), (44, 13, 1020), (32, 6, 985), (20, 0, 948), (8, -8, 922))
INNER = ((98, 12, 1006), (84, 36, 950), (68, 42, 902), (56, 30, 872))
OUTER = ((138, -14, 957), (129, 12, 908), (116, 20, 868), (104, 2, 834))
EDGE = ((151, -46, 926), (149, -38, 880), (140, -38, 846), (133, -42, 826))
TRACT = ((147, -70, 850), (147, -66, 826), (143, -62, 804), (138, -58, 796))
TUBEROSITY = ((126, -55, 832), (124, -56, 812), (122, -58, 790))
BONES = ("hip-bone-right", "sacrum", "coccyx")
DEEP = 0.72  # of the lines: below it the bundles end on the bone
TRACT_BUNDLES, BONE_BUNDLES = 10, 4


def across(line, start: float, end: float, count: int) -> np.ndarray:
    """``count`` points of a polyline between two shares of its length, evenly inside them."""
    points = row(line, 201)
    shares = start + (end - start) * (np.arange(count) + 0.5) / count
    return points[np.round(shares * 200).astype(int)]


def on_any(points: np.ndarray, bones: Bones) -> np.ndarray:
    """Each point moved to the nearest of the bones of origin."""
    near = np.array([[bones.nearest(p, bone) for bone in BONES] for p in points])
    best = np.linalg.norm(near - points[:, None], axis=2).argmin(axis=1)
    return near[np.arange(len(points)), best]


def build(side: int, bones: Bones) -> Belly:
    """The gluteus maximus of the right side in the world frame, unmeshed."""
    shape = {"flat": 1.5, "radius": 9.6, "clear": False, "rest": 0.9}

    def bundles(start: float, end: float, count: int, low, via, **more) -> Belly:
        origin = on_any(across(ORIGIN, start, end, count), bones)
        courses = [across(line, start, end, count) for line in via]
        return sheet("gluteus-maximus", low, (origin, None), bones, via=courses, count=count,
                     **shape, **more)  # fmt: skip

    tract = across(TRACT, 0, 1, TRACT_BUNDLES)
    upper = bundles(0, DEEP, TRACT_BUNDLES, (tract, None), (EDGE, OUTER, INNER),
                    profile=(0.3, 0.5, 0.85, 1, 1, 0.85, 0.5), tendon=(0.3, 0.03))  # fmt: skip
    tuberosity = across(TUBEROSITY, 0, 1, BONE_BUNDLES)
    lower = bundles(DEEP, 1, BONE_BUNDLES, (tuberosity, "femur-right"), (OUTER, INNER),
                    profile=(0.5, 0.85, 1, 1, 0.85, 0.5), tendon=(0.08, 0.05))  # fmt: skip
    return joined("gluteus-maximus", upper, lower)
