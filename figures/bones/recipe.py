"""What a module of this folder says about its bones: how each is made, and its landmarks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

import trimesh


@dataclass(frozen=True)
class Recipe:
    """How one bone is made: ``build`` gives it at a multiple of its ``voxel`` size (mm).

    Paired bones are built on the right. ``world`` tells that ``build`` works in the world frame;
    else it works in the drawing frame (see ``frame.py``). ``modules`` are the modules it is made
    from: the cached mesh is made again when one of them changes.
    """

    id: str
    name: str
    build: Callable[[float], trimesh.Trimesh]
    voxel: float
    triangles: int
    modules: tuple = ()
    paired: bool = False
    kind: str = "bone"
    world: bool = False


@dataclass(frozen=True)
class Mark:
    """A named place on a bone before it is put on the surface; paired ones on the right.

    ``reach`` says how a finger comes to it: along a line from behind, from the front or from the
    (subject's right) side, or, for ``nearest``, at the nearest point of the bone.
    ``found`` notes the rule it was found by, or that it was placed by hand.
    """

    id: str
    name: str
    bone: str
    at: tuple[float, float, float]
    found: str
    paired: bool = False
    reach: Literal["behind", "front", "side", "nearest"] = "behind"
