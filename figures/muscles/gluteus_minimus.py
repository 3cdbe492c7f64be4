"""Gluteus minimus: a deep fan from the ilium to the anterior facet of the greater trochanter."""

from __future__ import annotations

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import PELVIS, sheet

NAME = "Gluteus minimus"
NEAR = PELVIS
RED = "deep"
VOXEL, BLEND = 0.9, 1.0  # mm
FADE_TOP = 0.0
LABELS = {"gluteus-minimus": ("gluteus-minimus", 7)}

# World frame, right side, mm, from the front to the back.
TROCHANTER = [(131, -84, 896), (132, -82, 902), (130, -79, 908), (127, -77, 912)]
ILIUM = [(112, -108, 1008), (112, -96, 1022), (104, -80, 1028), (94, -65, 1022), (84, -52, 1010),
         (76, -42, 994), (67, -34, 976)]  # fmt: skip
BELLY = [(119, -101, 950), (118, -95, 962), (114, -86, 968), (110, -77, 966), (106, -70, 960),
         (104, -65, 953), (103, -62, 945)]  # fmt: skip


def build(side: int, bones: Bones) -> Belly:
    """The gluteus minimus of the right side in the world frame, unmeshed."""
    return sheet("gluteus-minimus", (TROCHANTER, "femur-right"), (ILIUM, "hip-bone-right"), bones,
                 via=[BELLY], count=13, radius=[5.5, 6.5, 6.5, 5.5],
                 profile=(0.3, 0.6, 0.95, 1, 0.95, 0.6), tendon=(0.22, 0.04), flat=1.3,
                 out=(0.9, 0.5, 0.1))  # fmt: skip
