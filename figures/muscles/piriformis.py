"""Piriformis: from the front of the sacrum through the greater sciatic notch to the trochanter."""

from __future__ import annotations

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import sheet

NAME = "Piriformis"
NEAR = ("sacrum", "hip-bone-right", "femur-right")
RED = "deep"
VOXEL, BLEND = 0.8, 0.9  # mm
FADE_TOP = 0.0
LABELS = {"piriformis": ("piriformis", 2)}

# World frame, right side, mm, from above down.
TIP = [(124, -61, 925), (125, -58, 922)]
NECK = [(104, -47, 938), (103, -46, 931)]
BELLY = [(74, -22, 961), (73, -20, 943)]
NOTCH = [(49, -15, 974), (45, -12, 952)]
SACRUM = [(24, -24, 1000), (22, -20, 985), (20, -16, 968)]


def build(side: int, bones: Bones) -> Belly:
    """The piriformis of the right side in the world frame, unmeshed."""
    return sheet("piriformis", (TIP, "femur-right"), (SACRUM, "sacrum"), bones,
                 via=[NECK, BELLY, NOTCH], count=6, radius=6.0, clear=False,
                 profile=(0.3, 0.42, 0.75, 1, 1, 0.9, 0.5), tendon=(0.24, 0.03),
                 out=(0.2, 1, 0.2))  # fmt: skip
