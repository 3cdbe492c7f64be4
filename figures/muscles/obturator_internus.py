"""Obturator internus: from inside the pelvis around the lesser sciatic notch to the trochanter."""

from __future__ import annotations

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import PELVIS, sheet

NAME = "Obturator internus"
NEAR = PELVIS
RED = "deep"
VOXEL, BLEND = 0.8, 0.9  # mm
FADE_TOP = 0.0
LABELS = {"obturator-internus": ("obturator-internus", 2)}

# World frame, right side, mm, from above down.
FOSSA = [(117, -62, 917), (117, -60, 913)]
OUTSIDE = [(88, -42, 924), (88, -42, 918)]
CORNER = [(61, -27, 926), (61, -26, 917)]
NOTCH = [(45, -36, 926), (45, -37, 914)]
INSIDE = [(35, -62, 934), (34, -62, 918), (33, -62, 900)]
ORIGIN = [(40, -82, 932), (34, -88, 922), (32, -84, 908), (36, -74, 894)]


def build(side: int, bones: Bones) -> Belly:
    """The obturator internus of the right side in the world frame, unmeshed."""
    return sheet("obturator-internus", (FOSSA, "femur-right"), (ORIGIN, "hip-bone-right"), bones,
                 via=[OUTSIDE, CORNER, NOTCH, INSIDE], count=8, radius=5.0, clear=False,
                 profile=(0.4, 0.5, 0.65, 0.8, 1, 1, 0.4), tendon=(0.6, 0.04),
                 out=(-0.3, 1, 0))  # fmt: skip
