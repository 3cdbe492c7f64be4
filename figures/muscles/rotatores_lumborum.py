"""Rotatores lumborum: the short, deep rotators from vertebra to vertebra.

From the mammillary region of a vertebra (for the lowest, of the sacrum) upwards and inwards to the
lamina at the base of the spinous process: brevis of the next vertebra, longus of the next but one.
"""

from __future__ import annotations

import numpy as np

from figures.bones.frame import to_world
from figures.bones.vertebrae import lamina, on_vertebra
from figures.muscles.attach import LOW_BACK, Bones
from figures.muscles.belly import Belly, fascicle

NAME = "Rotatores lumborum"
NEAR = LOW_BACK
RED = "deep"
VOXEL, BLEND = 0.5, 0.8  # mm
FADE_TOP = 0  # mm over which the upper end fades away
# Label points: for each part the name of the fascicles and which of them to take.
LABELS = {
    "rotatores-lumborum": ("brevis", 4),
    "rotatores-lumborum-brevis": ("brevis", 2),
    "rotatores-lumborum-longus": ("longus", 2),
}

SACRAL_END = (24.0, 236.0, 1058.0)  # beside the upper articular process of the sacrum, right


def _caudal_end(level: int, side: int) -> np.ndarray:
    """Where the rotatores of one segment start: behind the root of the transverse process."""
    if level == 6:  # the sacrum
        return to_world(np.array(SACRAL_END) * [side, 1, 1])
    return to_world(on_vertebra(level, (23.5, 30, 6.5), side))


def build(side: int, bones: Bones) -> Belly:
    """The rotatores lumborum of one side (1 right, -1 left) in the world frame, unmeshed."""
    bundles = []
    for level in range(2, 7):
        start = _caudal_end(level, side)
        bone = "sacrum" if level == 6 else f"l{level}-vertebra"
        start = bones.nearest(start, bone)
        above = bones.nearest(to_world(lamina(level - 1, side, 4.5, -8)), f"l{level - 1}-vertebra")
        bundles.append(
            fascicle(
                (start, above),
                2.2,
                (0.42, 0.9, 1, 0.95, 0.5),
                bulge=(0, 1.9, 0),
                tendon=(0.12, 0.16),
                flat=1.75,
                name="brevis",
            )
        )
        if level > 2:
            high = to_world(lamina(level - 2, side, 3.6, -12))
            high = bones.nearest(high, f"l{level - 2}-vertebra")
            bundles.append(
                fascicle(
                    (start + np.array([side, 1.0, 1.5]), high),
                    2.1,
                    (0.42, 0.9, 1, 0.9, 0.42),
                    bulge=(0, 3.8, 0),
                    tendon=(0.10, 0.18),
                    flat=1.6,
                    name="longus",
                )
            )
    return Belly("rotatores-lumborum", bundles).reshape(bones.clear)
