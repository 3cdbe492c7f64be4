"""Quadratus lumborum.

From the iliac crest beside the iliolumbar ligament to the transverse processes of L1 to L4 and to
the lower edge of the twelfth rib.
"""

from __future__ import annotations

from figures.muscles.attach import LOW_BACK, Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import joined, sheet

NAME = "Quadratus lumborum"
NEAR = (*LOW_BACK, "rib-12-right")
RED = "deep"
VOXEL, BLEND = 0.9, 1.2  # mm
FADE_TOP = 0.0  # mm
LABELS = {"quadratus-lumborum": ("quadratus-lumborum", 6)}

# Right side, mm, world frame; from the inner edge to the outer one.
CREST = ((52, -14, 1066), (72, -22, 1080), (92, -42, 1087))
LOIN = ((50, -30, 1140), (64, -27, 1144), (80, -31, 1146))
RIB = ((35, -9, 1201), (47, -8, 1196), (60, -8, 1190))
# A bundle to the tip of each transverse process: its end, and where it starts on the crest.
TIPS = (
    ((43, -42, 1190), (68, -20, 1078)),
    ((47, -38, 1157), (63, -17, 1074)),
    ((48, -33, 1124), (58, -15, 1070)),
    ((46, -27, 1095), (53, -14, 1066)),
)
BACK = 6.0  # mm: the bundles bow backwards, away from the tips


def build(side: int, bones: Bones) -> Belly:
    """The quadratus lumborum of the right side in the world frame, unmeshed."""
    name, shape = "quadratus-lumborum", {"profile": (0.5, 0.85, 1, 1, 0.85, 0.6), "flat": 1.5}
    outer = sheet(name, (CREST, "hip-bone-right"), (RIB, "rib-12-right"), bones, via=[LOIN],
                  count=6, radius=6.0, tendon=(0.08, 0.06), rest=0.8, **shape)  # fmt: skip
    inner = [
        sheet(name, ([start], "hip-bone-right"), ([end], f"l{level}-vertebra"), bones, count=1,
              radius=3.6, tendon=(0.1, 0.14), rest=0.5, bulge=(0, BACK, 0), clear=False, **shape)
        for level, (end, start) in enumerate(TIPS, start=1)
    ]  # fmt: skip
    return joined(name, outer, *inner)
