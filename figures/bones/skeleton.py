"""All bones of the atlas as meshes in the world frame, cached by the hash of their source."""

from __future__ import annotations

import ast
import hashlib
import os
import pickle
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

import fast_simplification
import numpy as np
import trimesh

from figures.bones import frame
from figures.bones.recipe import Recipe

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
ALWAYS = ("sculpt.py", "skeleton.py", "recipe.py")  # every bone is made from these


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


@lru_cache(maxsize=1)
def modules() -> tuple[ModuleType, ...]:
    """The modules of this folder that make bones, by name."""
    names = (path.stem for path in sorted(HERE.glob("*.py")) if path.stem != "skeleton")
    found = [import_module(f"figures.bones.{name}") for name in names if name != "__init__"]
    return tuple(module for module in found if hasattr(module, "RECIPES"))


def recipes() -> list[Recipe]:
    """Every bone of the atlas."""
    return [recipe for module in modules() for recipe in module.RECIPES]


def sources_of(ids: tuple[str, ...]) -> list[bytes]:
    """The code that the named meshes (with their sides) are made from."""
    bare = {id_.removesuffix("-right").removesuffix("-left") for id_ in ids}
    return [text for recipe in recipes() if recipe.id in bare for text in _sources(recipe)]


def _sources(recipe: Recipe) -> list[bytes]:
    names = [*ALWAYS, *(Path(module.__file__).name for module in recipe.modules)]
    return [SOURCES[HERE / name] for name in names]


def sculpted(coarser: float = 1.0) -> list[Mesh]:
    """All bones; ``coarser`` > 1 makes them quickly and roughly, and is never cached."""
    out = []
    for recipe in recipes():

        def build(recipe=recipe) -> tuple[np.ndarray, np.ndarray]:
            return thinned(recipe.build(recipe.voxel * coarser), recipe.triangles)

        vertices, faces = cached(recipe.id, _sources(recipe), build) if coarser == 1 else build()
        vertices = vertices if recipe.world else frame.to_world(vertices)
        if recipe.paired:
            out += _pair(recipe.id, recipe.name, vertices, faces)
        else:
            out.append(Mesh(recipe.id, recipe.name, recipe.kind, vertices, faces))
    return out


@lru_cache(maxsize=1)
def bones() -> list[Mesh]:
    """All bones as baked (a few minutes the first time, then from the cache)."""
    return sculpted()
