"""Obliquus capitis inferior.

From the spinous process of the axis it runs outwards and a little upwards to the transverse
process of the atlas.
"""

from __future__ import annotations

from figures.muscles.attach import Bones, strap
from figures.muscles.belly import Belly

NAME = "Obliquus capitis inferior"
NEAR = ("skull", *(f"c{n}-vertebra" for n in range(1, 5)))
RED = "middle"
VOXEL, BLEND = 0.4, 0.7  # mm
FADE_TOP = 0  # mm over which the upper end fades away
LABELS = {"obliquus-capitis-inferior": ("obliquus-capitis-inferior", 1)}

# Spinous process of the axis,
# and transverse process of the atlas: right side, world frame, mm.
ENDS = (
    ((5.0, -43.0, 1560.0), (37.0, -75.0, 1583.0)),
    ((6.5, -44.5, 1558.0), (38.0, -75.5, 1581.0)),
    ((7.5, -46.5, 1556.0), (38.0, -76.5, 1579.0)),
)


def build(side: int, bones: Bones) -> Belly:
    """The muscle of one side (1 right, -1 left) in the world frame, unmeshed."""
    shape = {
        "radius": 3.2,
        "profile": (0.45, 0.85, 1, 1, 0.85, 0.45),
        "bulge": (0, 3.2, 0),
        "tendon": (0.14, 0.12),
        "flat": 1.35,
    }
    return strap(
        "obliquus-capitis-inferior", ENDS, bones, ("c2-vertebra", "c1-vertebra"), side, **shape
    )
