"""Gemellus superior: a short slip from the ischial spine along the obturator internus."""

from __future__ import annotations

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import PELVIS, sheet

NAME = "Gemellus superior"
NEAR = PELVIS
RED = "deep"
VOXEL, BLEND = 0.7, 0.8  # mm
FADE_TOP = 0.0
LABELS = {"gemellus-superior": ("gemellus-superior", 1)}

# World frame, right side, mm, from above down.
FEMUR = [(118, -62, 920), (118, -61, 918)]
MIDDLE = [(80, -34, 934), (80, -33, 929)]
HIP = [(47, -31, 938), (50, -32, 932)]


def build(side: int, bones: Bones) -> Belly:
    """The muscle of the right side in the world frame, unmeshed."""
    return sheet("gemellus-superior", (FEMUR, "femur-right"), (HIP, "hip-bone-right"), bones,
                 via=[MIDDLE], count=3, radius=4.0, clear=False,
                 profile=(0.4, 0.75, 1, 1, 0.85, 0.5), tendon=(0.2, 0.05),
                 out=(0, 1, 0))  # fmt: skip
