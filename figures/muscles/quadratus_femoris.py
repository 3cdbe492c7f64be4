"""Quadratus femoris: a square sheet from the sit bone to the intertrochanteric crest."""

from __future__ import annotations

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import PELVIS, sheet

NAME = "Quadratus femoris"
NEAR = PELVIS
RED = "deep"
VOXEL, BLEND = 0.7, 0.8  # mm
FADE_TOP = 0.0
LABELS = {"quadratus-femoris": ("quadratus-femoris", 1)}

# World frame, right side, mm, from above down.
FEMUR = [(123, -48, 899), (119, -47, 888), (112, -46, 874), (110, -48, 862)]
MIDDLE = [(96, -40, 898), (92, -40, 869)]
HIP = [(75, -37, 903), (73, -38, 893), (69, -40, 880), (66, -42, 873)]


def build(side: int, bones: Bones) -> Belly:
    """The muscle of the right side in the world frame, unmeshed."""
    return sheet("quadratus-femoris", (FEMUR, "femur-right"), (HIP, "hip-bone-right"), bones,
                 via=[MIDDLE], count=9, radius=4.4, clear=False,
                 profile=(0.7, 0.9, 1, 1, 0.9, 0.7), tendon=(0.06, 0.05),
                 out=(0, 1, 0))  # fmt: skip
