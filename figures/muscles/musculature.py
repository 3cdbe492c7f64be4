"""All muscles of the atlas as bellies in the world frame, cached by the hash of their source."""

from __future__ import annotations

from pathlib import Path

from figures.bones.skeleton import SOURCES as BONE_SOURCES
from figures.bones.skeleton import Mesh, bones, cached, source_text
from figures.muscles.attach import Bones
from figures.muscles.belly import Belly
from figures.muscles.erector_spinae import erector_spinae
from figures.muscles.multifidus import multifidus
from figures.muscles.rotatores import rotatores

AUTHORED = {
    "erector-spinae": erector_spinae,
    "multifidus-lumborum": multifidus,
    "rotatores-lumborum": rotatores,
}
NAMES = {
    "erector-spinae": "Erector spinae",
    "multifidus-lumborum": "Multifidus lumborum",
    "rotatores-lumborum": "Rotatores lumborum",
}
MODULES = {
    "erector-spinae": "erector_spinae.py",
    "multifidus-lumborum": "multifidus.py",
    "rotatores-lumborum": "rotatores.py",
}
COMMON = ("belly.py", "attach.py", "musculature.py")
SIDES = {"right": 1, "left": -1}
VOXELS = {"erector-spinae": 0.85, "multifidus-lumborum": 0.6, "rotatores-lumborum": 0.5}  # mm
SOURCES = source_text(Path(__file__).resolve().parent)


def belly(muscle: str, side: str) -> Belly:
    """One muscle of one side ("right" or "left"); built on the right, mirrored to the left."""
    mine = [text for path, text in SOURCES.items() if path.name in {*COMMON, MODULES[muscle]}]
    right = cached(muscle, [*BONE_SOURCES.values(), *mine], lambda: _build(muscle))
    return right if side == "right" else mirrored(right)


def _build(muscle: str) -> Belly:
    """Author and mesh a muscle of the right side."""
    blend = 1.0 if muscle == "erector-spinae" else 0.8
    return AUTHORED[muscle](1, Bones(bones())).skin(VOXELS[muscle], blend)


def mirrored(right: Belly) -> Belly:
    """The same muscle on the left."""
    left = Belly(right.id, [])
    for bundle in right.fascicles:
        line = bundle.line * [-1, 1, 1]
        left.fascicles.append(type(bundle)(**{**vars(bundle), "line": line}))
    left.vertices, left.faces = right.vertices * [-1, 1, 1], right.faces[:, ::-1]
    return left


def as_mesh(muscle: Belly, side: str) -> Mesh:
    """The belly's surface as a mesh of the scene."""
    name = f"{NAMES[muscle.id]}, {side}"
    return Mesh(f"{muscle.id}-{side}", name, "muscle", muscle.vertices, muscle.faces)
