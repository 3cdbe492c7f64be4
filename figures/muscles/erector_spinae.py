"""Erector spinae of the loin: iliocostalis lumborum (lateral) and longissimus thoracis (medial).

Authored from the attachments: below, the iliac crest, the back of the ilium and, through the broad
common tendon, the dorsal sacrum; above, it runs on to ribs and thoracic vertebrae, which the atlas
does not draw, so the bundles simply go on beyond L1 and are faded out there.
"""

from __future__ import annotations

import numpy as np

from figures.bones.frame import to_world
from figures.muscles.attach import LOW_BACK, Bones
from figures.muscles.belly import Belly, fascicle

NAME = "Erector spinae"
NEAR = LOW_BACK
RED = "superficial"
VOXEL, BLEND = 0.85, 1.0  # mm
FADE_TOP = 45.0  # mm over which the upper end fades away
# Label points: for each part the name of the fascicles and which of them to take.
LABELS = {
    "erector-spinae": ("longissimus", 0),
    "longissimus-thoracis": ("longissimus", 2),
    "iliocostalis-lumborum": ("iliocostalis", 2),
}

# Drawing frame, right side: (x, z) of the origin on the pelvis, then (x, y) of the course at the
# heights COURSE_Z. The bundles lie side by side, from lateral to medial.
COURSE_Z = (1120, 1205, 1300)
ILIOCOSTALIS = (
    ((79, 1097), (75, 222), (79, 214), (86, 210)),
    ((71, 1091), (69, 226), (73, 219), (79, 215)),
    ((64, 1083), (63, 230), (66, 223), (72, 219)),
    ((58, 1074), (57, 234), (60, 227), (65, 223)),
)
LONGISSIMUS = (
    ((53, 1066), (51, 237), (53, 231), (58, 227)),
    ((47.5, 1056), (45.5, 241), (47, 235), (51, 231)),
    ((43.5, 1044), (40, 245), (40.5, 239), (44, 235)),
    ((41, 1031), (34.5, 248), (34, 242), (37, 238)),
)
COMMON_TENDON = (  # the sacral part of the longissimus: a sheet of tendon over the sacrum
    ((29, 1010), (26, 252), (24.5, 245), (27, 242)),
    ((22, 1000), (21.5, 254), (20, 247), (22, 244)),
    ((15, 992), (17, 255.5), (15.5, 248), (17.5, 245)),
    ((8, 985), (12.5, 257), (11, 249), (12.5, 247)),
)
PROFILE = (0.26, 0.68, 0.92, 1.04, 1.0, 0.95)
TENDON_PROFILE = (0.30, 0.64, 0.80, 0.98, 1.0, 0.95)
SINK = 2.0  # mm: how far the ends reach into the bone, so that no cut end is seen


def _course(levels, side: int, bones: Bones) -> np.ndarray:
    """Points of one bundle from the pelvis to beyond L1, world frame."""
    (x, z), *rest = levels
    start = bones.on_back(to_world((side * x, 250, z)), SINK)
    points = [(side * px, py, pz) for (px, py), pz in zip(rest, COURSE_Z, strict=True)]
    return np.vstack([start, to_world(np.array(points))])


def build(side: int, bones: Bones) -> Belly:
    """The lumbar erector spinae of one side (1 right, -1 left) in the world frame, unmeshed."""
    parts = (
        (ILIOCOSTALIS, 5.0, PROFILE, 0.11, 1.55, "iliocostalis"),
        (LONGISSIMUS, 4.5, PROFILE, 0.21, 1.55, "longissimus"),
        (COMMON_TENDON, 3.5, TENDON_PROFILE, 0.48, 2.0, "common tendon"),
    )
    bundles = [
        fascicle(
            _course(levels, side, bones), radius, profile, tendon=(end, 0.0), flat=flat, name=name
        )
        for courses, radius, profile, end, flat, name in parts
        for levels in courses
    ]
    return Belly("erector-spinae", bundles).reshape(bones.clear)
