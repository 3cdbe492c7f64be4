"""All bones of the atlas as meshes in the world frame, cached by the hash of their source."""

from __future__ import annotations

import ast
import hashlib
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path

import fast_simplification
import numpy as np
import trimesh

from figures.bones import femur, frame, hip, sacrum, vertebrae

CACHE = Path(__file__).resolve().parents[2] / ".cache" / "meshes"
HERE = Path(__file__).resolve().parent


@dataclass(frozen=True)
class Mesh:
    """A named surface in the world frame (mm), triangles wound outward."""

    id: str
    name: str
    kind: str  # bone, disc, muscle, skin
    vertices: np.ndarray
    faces: np.ndarray


def source_text(folder: Path) -> dict[Path, bytes]:
    """The code of a folder's modules without comments and layout.

    Read once, at import, so that an edit during a run cannot mislead the cache.
    """
    return {
        path: ast.dump(ast.parse(path.read_bytes())).encode()
        for path in sorted(folder.glob("*.py"))
    }


SOURCES = source_text(HERE)


def cached(key: str, texts: list[bytes], build: Callable):
    """``build()`` or what it gave before, as long as the source ``texts`` are the same."""
    digest = hashlib.sha256(b"\0".join(texts)).hexdigest()[:16]
    path = CACHE / f"{key}-{digest}.pickle"
    if path.exists():
        return pickle.loads(path.read_bytes())
    result = build()
    CACHE.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(f".{os.getpid()}.tmp")
    part.write_bytes(pickle.dumps(result))
    part.replace(path)
    return result


def thinned(mesh: trimesh.Trimesh, triangles: int) -> tuple[np.ndarray, np.ndarray]:
    """The mesh with at most about ``triangles`` faces."""
    vertices, faces = np.asarray(mesh.vertices, np.float32), np.asarray(mesh.faces, np.int32)
    if len(faces) > triangles:
        share = 1 - triangles / len(faces)
        vertices, faces = fast_simplification.simplify(vertices, faces, target_reduction=share)
    return np.asarray(vertices, float), np.asarray(faces, np.int64)


def _pair(id_: str, name: str, vertices: np.ndarray, faces: np.ndarray) -> list[Mesh]:
    """The right bone and its mirror image."""
    left = vertices * [-1, 1, 1]
    return [
        Mesh(f"{id_}-right", f"{name}, right", "bone", vertices, faces),
        Mesh(f"{id_}-left", f"{name}, left", "bone", left, faces[:, ::-1]),
    ]


@dataclass(frozen=True)
class Recipe:
    """How one bone is made: ``build`` sculpts it at a multiple of its ``voxel`` size (mm)."""

    id: str
    name: str
    build: Callable[[float], trimesh.Trimesh]
    voxel: float
    triangles: int
    modules: tuple = ()
    paired: bool = False
    kind: str = "bone"


def recipes() -> list[Recipe]:
    """Every bone of the atlas, from the spine down."""
    spine = (vertebrae, frame)
    out = [
        Recipe(
            f"l{n}-vertebra", f"L{n} vertebra", partial(vertebrae.vertebra, n), 0.8, 34000, spine
        )
        for n in vertebrae.LEVELS
    ]
    for upper, lower in ((1, 2), (2, 3), (3, 4), (4, 5), (5, None)):
        below = f"l{lower}" if lower else "s1"
        name = f"Intervertebral disc L{upper}–{below.upper()}"
        build = partial(vertebrae.disc, upper, lower)
        id_ = f"intervertebral-disc-l{upper}-{below}"
        out.append(Recipe(id_, name, build, 1.0, 9000, spine, kind="disc"))
    return [
        *out,
        Recipe("sacrum", "Sacrum", sacrum.sacrum, 0.75, 95000, (sacrum, frame)),
        Recipe("coccyx", "Coccyx", sacrum.coccyx, 0.7, 9000, (sacrum, frame)),
        Recipe("hip-bone", "Hip bone", hip.hip_bone, 0.95, 110000, (hip,), paired=True),
        Recipe("femur", "Femur", femur.femur, 1.0, 40000, (femur, hip), paired=True),
    ]


def sculpted(coarser: float = 1.0) -> list[Mesh]:
    """All bones; ``coarser`` > 1 makes them quickly and roughly, and is never cached."""
    out = []
    for recipe in recipes():

        def build(recipe=recipe) -> tuple[np.ndarray, np.ndarray]:
            return thinned(recipe.build(recipe.voxel * coarser), recipe.triangles)

        modules = [Path(m.__file__).name for m in recipe.modules]
        texts = [SOURCES[HERE / name] for name in ("sculpt.py", "skeleton.py", *modules)]
        vertices, faces = cached(recipe.id, texts, build) if coarser == 1 else build()
        vertices = frame.to_world(vertices)
        if recipe.paired:
            out += _pair(recipe.id, recipe.name, vertices, faces)
        else:
            out.append(Mesh(recipe.id, recipe.name, recipe.kind, vertices, faces))
    return out


@lru_cache(maxsize=1)
def bones() -> list[Mesh]:
    """All bones as baked (a few minutes the first time, then from the cache)."""
    return sculpted()
