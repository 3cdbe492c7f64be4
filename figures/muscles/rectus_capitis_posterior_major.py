"""Rectus capitis posterior major.

From the spinous process of the axis it widens upwards and outwards to the outer part of the
inferior nuchal line.
"""

from __future__ import annotations

from figures.muscles.attach import Bones, strap
from figures.muscles.belly import Belly

NAME = "Rectus capitis posterior major"
NEAR = ("skull", *(f"c{n}-vertebra" for n in range(1, 5)))
RED = "superficial"
VOXEL, BLEND = 0.4, 0.7  # mm
FADE_TOP = 0  # mm over which the upper end fades away
LABELS = {"rectus-capitis-posterior-major": ("rectus-capitis-posterior-major", 1)}

# Spinous process of the axis,
# and outer part of the inferior nuchal line: right side, world frame, mm.
ENDS = (
    ((4.0, -41.5, 1560.0), (19.0, -29.0, 1598.5)),
    ((5.5, -42.5, 1559.0), (24.5, -32.0, 1598.5)),
    ((6.5, -44.0, 1558.0), (30.0, -37.0, 1598.0)),
)


def build(side: int, bones: Bones) -> Belly:
    """The muscle of one side (1 right, -1 left) in the world frame, unmeshed."""
    shape = {
        "radius": 2.7,
        "profile": (0.5, 0.85, 1, 1, 0.95, 0.7),
        "bulge": (0, 2.4, 0),
        "tendon": (0.14, 0.12),
        "flat": 1.5,
    }
    return strap(
        "rectus-capitis-posterior-major", ENDS, bones, ("c2-vertebra", "skull"), side, **shape
    )
