"""Rectus capitis posterior minor.

From the posterior tubercle of the atlas it fans upwards to the inner part of the inferior nuchal
line and the bone below it.
"""

from __future__ import annotations

from figures.muscles.attach import Bones, strap
from figures.muscles.belly import Belly

NAME = "Rectus capitis posterior minor"
NEAR = ("skull", *(f"c{n}-vertebra" for n in range(1, 5)))
RED = "deep"
VOXEL, BLEND = 0.4, 0.7  # mm
FADE_TOP = 0  # mm over which the upper end fades away
LABELS = {"rectus-capitis-posterior-minor": ("rectus-capitis-posterior-minor", 1)}

# Posterior tubercle of the atlas,
# and inner part of the inferior nuchal line: right side, world frame, mm.
ENDS = (
    ((1.8, -46.0, 1583.5), (4.5, -28.0, 1597.5)),
    ((3.0, -46.5, 1583.5), (9.5, -29.0, 1597.5)),
    ((4.2, -47.0, 1583.0), (14.5, -31.0, 1597.0)),
)


def build(side: int, bones: Bones) -> Belly:
    """The muscle of one side (1 right, -1 left) in the world frame, unmeshed."""
    shape = {
        "radius": 2.2,
        "profile": (0.5, 0.85, 1, 1, 1, 0.8),
        "bulge": (0, 1.2, 0),
        "tendon": (0.14, 0.12),
        "flat": 1.5,
    }
    return strap(
        "rectus-capitis-posterior-minor", ENDS, bones, ("c1-vertebra", "skull"), side, **shape
    )
