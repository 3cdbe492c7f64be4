"""Obliquus capitis superior.

From the transverse process of the atlas it runs upwards and backwards to the occipital bone
between the two nuchal lines.
"""

from __future__ import annotations

from figures.muscles.attach import Bones, strap
from figures.muscles.belly import Belly

NAME = "Obliquus capitis superior"
NEAR = ("skull", *(f"c{n}-vertebra" for n in range(1, 5)))
RED = "middle"
VOXEL, BLEND = 0.4, 0.7  # mm
FADE_TOP = 0  # mm over which the upper end fades away
LABELS = {"obliquus-capitis-superior": ("obliquus-capitis-superior", 1)}

# Transverse process of the atlas,
# and occipital bone between the nuchal lines: right side, world frame, mm.
ENDS = (
    ((36.5, -74.5, 1584.0), (28.5, -27.0, 1606.0)),
    ((38.0, -75.0, 1584.0), (33.5, -30.0, 1605.0)),
    ((39.0, -76.0, 1583.5), (38.5, -34.5, 1604.0)),
)


def build(side: int, bones: Bones) -> Belly:
    """The muscle of one side (1 right, -1 left) in the world frame, unmeshed."""
    shape = {
        "radius": 2.8,
        "profile": (0.45, 0.8, 1, 1, 0.95, 0.7),
        "bulge": (1.5, 2.2, 0),
        "tendon": (0.14, 0.12),
        "flat": 1.45,
    }
    return strap("obliquus-capitis-superior", ENDS, bones, ("c1-vertebra", "skull"), side, **shape)
