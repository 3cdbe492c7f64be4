"""Gluteus maximus: coarse bundles from ilium, sacrum and coccyx to the iliotibial tract and femur.

The upper bundles run into the iliotibial tract, drawn as their tendon down the outer thigh; the
lower, deeper ones end on the gluteal tuberosity.
"""

from __future__ import annotations

import numpy as np

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.sheet import joined, sheet

NAME = "Gluteus maximus"
NEAR = ("sacrum", "coccyx", "hip-bone-right", "femur-right")
RED = "superficial"
VOXEL, BLEND = 1.2, 1.2  # mm
FADE_TOP = 0.0
LABELS = {"gluteus-maximus": ("gluteus-maximus", 8)}

# World frame, right side, mm, from above down.
CREST = [(70, -18, 1072), (60, -7, 1060), (51, 3, 1044), (43, 14, 1022)]
SACRUM = [(36, 4, 1000), (33, 1, 985), (30, 1, 970), (28, 0, 955), (24, -2, 941)]
COCCYX = [(10, -7, 931), (7, -10, 922), (5, -14, 911)]
TRACT_END = {"crest": [(139, -84, 706), (140, -80, 706)], "sacrum": [(140, -79, 706),
             (140, -72, 706)]}  # fmt: skip
TRACT = {"crest": [(145, -80, 842), (146, -74, 836)], "sacrum": [(146, -72, 832),
         (140, -60, 790)]}  # fmt: skip
EDGE = {"crest": [(146, -66, 925), (145, -54, 905)], "sacrum": [(145, -51, 897),
        (133, -40, 846)]}  # fmt: skip
BELLY = {"crest": [(114, -26, 1004), (100, -8, 972)], "sacrum": [(96, -5, 962),
         (82, 2, 905)]}  # fmt: skip
TUBEROSITY = [(125, -55, 852), (125, -55, 835), (124, -56, 815), (123, -58, 795)]
DEEP_BELLY = [(78, -1, 898), (72, 2, 884), (66, 3, 872)]
PROFILE = (0.16, 0.2, 0.26, 0.75, 1, 1, 0.85, 0.5)


def build(side: int, bones: Bones) -> Belly:
    """The gluteus maximus of the right side in the world frame, unmeshed."""
    upper = [
        sheet("gluteus-maximus", (TRACT_END[part], None), (start, bone), bones,
              via=[TRACT[part], EDGE[part], BELLY[part]], count=count, radius=radius,
              profile=PROFILE, tendon=(0.6, 0.05), flat=1.0, out=(0.45, 0.9, 0), rest=0.9)
        for part, start, bone, count, radius in (
            ("crest", CREST, "hip-bone-right", 8, [8.0, 9.0]),
            ("sacrum", SACRUM, "sacrum", 8, [9.5, 9.5]),
        )
    ]  # fmt: skip
    lower = sheet("gluteus-maximus", (TUBEROSITY, "femur-right"), (COCCYX, "coccyx"), bones,
                  via=[np.add(TUBEROSITY, (-8, 20, 12)), DEEP_BELLY], count=7, radius=[9.5, 8.5],
                  profile=(0.4, 0.75, 1, 1, 0.85, 0.45), tendon=(0.14, 0.06), flat=1.0,
                  out=(0, 1, 0))  # fmt: skip
    return joined("gluteus-maximus", *upper, lower)
