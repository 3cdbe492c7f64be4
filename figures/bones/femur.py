"""The upper half of the right femur, sculpted in the drawing frame (mm; see ``frame.py``)."""

from __future__ import annotations

import trimesh

from figures.bones.hip import HIP_CENTRE
from figures.bones.sculpt import curve, ellipsoid, solid

HEAD_RADIUS = 23.5
GREATER_TROCHANTER = (147, 186, 914)
LESSER_TROCHANTER = (113, 196, 871)


def femur(voxel: float = 1.0) -> trimesh.Trimesh:
    """Head, neck, trochanters and the shaft down to the middle of the thigh."""
    shaft = [(131, 172, 892), (129, 170, 862), (129, 165, 800), (127, 158, 700), (124, 152, 590)]
    neck = [tuple(HIP_CENTRE), (107, 166, 922), (121, 170, 910), (130, 172, 896)]
    crest = [(139, 187, 915), (132, 189.5, 900), (123, 190, 884), (116, 188, 874)]
    linea_aspera = [(122, 184, 862), (127, 179.5, 830), (127, 174, 770), (126, 168, 690)]
    parts = [
        ellipsoid(HIP_CENTRE, (HEAD_RADIUS,) * 3, shell=0.5),
        curve(neck, [17.5, 15, 17, 19]),
        curve(shaft, [19.5, 17, 14.6, 14.0, 14.2]),
        # greater trochanter: a broad block whose top leans inwards over the neck
        ellipsoid((139, 175, 908), (13, 17, 24)),
        curve([(140, 180, 905), (140, 181, 920), (137, 182.5, 929)], [12, 9.5, 6.5]),
        # lesser trochanter: a cone toward the inside of the back
        curve([(122, 182, 870), (116, 188, 871), (111, 192, 871)], [13, 9, 5.0]),
        curve(crest, [8, 7.5, 7.5, 8]),  # intertrochanteric crest
        curve(linea_aspera, [2.4, 2.0, 2.0, 2.2]),
    ]
    return solid(parts, voxel=voxel, blend=2.3, rounds=12)
