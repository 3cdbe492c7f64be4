"""Gemellus inferior: a short slip from above the sit bone along the obturator internus."""

from __future__ import annotations

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import PELVIS, sheet

NAME = "Gemellus inferior"
NEAR = PELVIS
RED = "deep"
VOXEL, BLEND = 0.7, 0.8  # mm
FADE_TOP = 0.0
LABELS = {"gemellus-inferior": ("gemellus-inferior", 1)}

# World frame, right side, mm, from above down.
FEMUR = [(118, -59, 911), (118, -58, 908)]
MIDDLE = [(86, -38, 914), (86, -37, 909)]
HIP = [(60, -30, 912), (64, -31, 906)]


def build(side: int, bones: Bones) -> Belly:
    """The muscle of the right side in the world frame, unmeshed."""
    return sheet("gemellus-inferior", (FEMUR, "femur-right"), (HIP, "hip-bone-right"), bones,
                 via=[MIDDLE], count=3, radius=4.2, clear=False,
                 profile=(0.4, 0.75, 1, 1, 0.85, 0.5), tendon=(0.2, 0.05),
                 out=(0, 1, 0))  # fmt: skip
