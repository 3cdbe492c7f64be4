"""Multifidus lumborum, fascicle by fascicle.

From the spinous process of each lumbar vertebra fascicles run down and outwards to the mammillary
processes two to four levels lower, to the back of the ilium at the posterior superior iliac spine
and to the dorsal sacrum, the deepest and most medial down to the fourth posterior foramen.
"""

from __future__ import annotations

import numpy as np

from figures.bones.frame import to_world
from figures.bones.vertebrae import lamina, mammillary, spinous_tip
from figures.muscles.attach import LOW_BACK, Bones
from figures.muscles.belly import Belly, fascicle

NAME = "Multifidus lumborum"
NEAR = LOW_BACK
RED = "middle"
VOXEL, BLEND = 0.6, 0.8  # mm
FADE_TOP = 0  # mm over which the upper end fades away
# Label points: for each part the name of the fascicles and which of them to take.
LABELS = {"multifidus-lumborum": ("L3", 2)}

PROFILE = (0.22, 0.62, 0.92, 1, 0.97, 0.74, 0.34)

# Caudal ends on the pelvis, right side, drawing frame: x, z (y is found on the bone), by level of
# the spinous process they come from, lateral to medial
PELVIC_ENDS = {
    1: ((37.5, 1046),),
    2: ((25, 1053), (37.5, 1033)),
    3: ((28, 1043), (36.5, 1021), (35, 1010)),
    4: ((22, 1048), (31, 1012), (28.5, 1003), (25.5, 993)),
    5: ((15, 1041), (17, 1022), (16.5, 1006), (14.0, 990), (10.5, 974)),
}
MAMMILLARY_ENDS = {1: (3, 4, 5), 2: (4, 5), 3: (5,)}
LAMINAR = {1: 3, 2: 4, 3: 5}  # short deep fascicles from the lamina, two levels down


def _targets(level: int, side: int, bones: Bones) -> list[np.ndarray]:
    """Caudal ends (world) of the fascicles of one spinous process, upper ends first."""
    ends = [to_world(mammillary(lower, side)) for lower in MAMMILLARY_ENDS.get(level, ())]
    for x, z in PELVIC_ENDS[level]:
        ends.append(bones.on_back(to_world((side * x, 250, z))))
    return ends


def build(side: int, bones: Bones) -> Belly:
    """The multifidus lumborum of one side (1 right, -1 left) in the world frame, unmeshed."""
    bundles = []
    for level in PELVIC_ENDS:
        tip = bones.nearest(to_world(spinous_tip(level, side)), f"l{level}-vertebra")
        for number, end in enumerate(_targets(level, side, bones)):
            length = float(np.linalg.norm(tip - end))
            bundles.append(
                fascicle(
                    (end, tip),
                    radius=3.3 + 0.019 * min(length, 112),
                    profile=PROFILE,
                    bulge=(side * 1.5 * (number > 0), 2.3 + 0.021 * length, 0),
                    tendon=(0.12, 0.20),
                    flat=1.28,
                    name=f"L{level}",
                )
            )
    for level, lower in LAMINAR.items():
        ends = (to_world(mammillary(lower, side)), to_world(lamina(level, side, 5, -11)))
        name = f"L{level} deep"
        bundles.append(
            fascicle(ends, 3.0, PROFILE, bulge=(0, 2.5, 0), tendon=(0.1, 0.12), flat=1.2, name=name)
        )
    return Belly("multifidus-lumborum", bundles).reshape(bones.clear)
