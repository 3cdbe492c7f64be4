"""All muscles of the atlas as bellies in the world frame, cached by the hash of their source."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from figures.bones.skeleton import Mesh, bones, cached, source_text, sources_of
from figures.muscles.attach import Bones
from figures.muscles.belly import Belly

COMMON = ("belly.py", "attach.py", "musculature.py")
SIDES = {"right": 1, "left": -1}
SOURCES = source_text(Path(__file__).resolve().parent)


def module_of(muscle: str) -> str:
    """The module of this folder that builds a muscle: its id with underscores."""
    return muscle.replace("-", "_")


def author(muscle: str) -> ModuleType:
    """The module itself: NAME, NEAR, LABELS, RED, VOXEL, BLEND, FADE_TOP (mm), build()."""
    return import_module(f"figures.muscles.{module_of(muscle)}")


def name_of(muscle: str) -> str:
    """The Latin name that stands in the atlas."""
    return author(muscle).NAME


def belly(muscle: str, side: str) -> Belly:
    """One muscle of one side ("right" or "left"); built on the right, mirrored to the left."""
    names = {*COMMON, f"{module_of(muscle)}.py"}
    mine = [text for path, text in SOURCES.items() if path.name in names]
    right = cached(muscle, [*sources_of(author(muscle).NEAR), *mine], lambda: _build(muscle))
    return right if side == "right" else mirrored(right)


def _build(muscle: str) -> Belly:
    """Author and mesh a muscle of the right side."""
    made = author(muscle)
    near = [mesh for mesh in bones() if mesh.id in made.NEAR]
    return made.build(1, Bones(near)).skin(made.VOXEL, made.BLEND)


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
    name = f"{name_of(muscle.id)}, {side}"
    return Mesh(f"{muscle.id}-{side}", name, "muscle", muscle.vertices, muscle.faces)
