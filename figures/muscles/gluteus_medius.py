"""Gluteus medius: a fan from the outer ilium to the lateral facet of the greater trochanter."""

from __future__ import annotations

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import PELVIS, sheet

NAME = "Gluteus medius"
NEAR = PELVIS
RED = "superficial"
VOXEL, BLEND = 0.9, 1.0  # mm
FADE_TOP = 0.0
LABELS = {"gluteus-medius": ("gluteus-medius", 8)}

# World frame, right side, mm, from the front to the back.
TROCHANTER = [(138, -74, 894), (139, -66, 902), (134, -60, 912), (127, -54, 918)]
ILIUM = [(127, -114, 1040), (130, -100, 1062), (122, -82, 1076), (110, -66, 1077),
         (97, -50, 1073), (86, -35, 1062), (75, -29, 1045), (64, -27, 1020)]  # fmt: skip
BELLY = [(132, -100, 985), (133, -88, 992), (129, -75, 996), (122, -62, 996), (113, -51, 994),
         (104, -43, 988), (96, -38, 978), (88, -36, 966)]  # fmt: skip


def build(side: int, bones: Bones) -> Belly:
    """The gluteus medius of the right side in the world frame, unmeshed."""
    return sheet("gluteus-medius", (TROCHANTER, "femur-right"), (ILIUM, "hip-bone-right"), bones,
                 via=[BELLY], count=15, radius=[8.5, 9.5, 9.5, 8.5, 7.5],
                 profile=(0.28, 0.55, 0.95, 1, 0.95, 0.6), tendon=(0.17, 0.04), flat=1.25,
                 out=(0.9, 0.5, 0.1))  # fmt: skip
