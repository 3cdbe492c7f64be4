"""Placing attachments on the bones and keeping bellies clear of them (world frame, mm)."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from figures.bones.skeleton import Mesh
from figures.muscles.belly import Belly, fascicle, rise
from figures.render.scene import Scene

# What the muscles of the low back rest on.
LOW_BACK = (
    *(f"l{n}-vertebra" for n in range(1, 6)),
    *(f"intervertebral-disc-l{n}-l{n + 1}" for n in range(1, 5)),
    *("intervertebral-disc-l5-s1", "sacrum", "coccyx", "hip-bone-right", "hip-bone-left"),
)
SLOPE = 9.0  # mm from the caudal end over which a bundle climbs off the bone
BEHIND = 300.0  # mm: rays start behind the body, at this y


class Bones:
    """The bones as something to attach to and to rest on."""

    def __init__(self, meshes: list[Mesh]):
        self._scene = Scene(meshes)
        self._trees = {m.id: cKDTree(m.vertices) for m in meshes}

    def back(self, points: np.ndarray) -> np.ndarray:
        """y of the hindmost bone at each (x, z); nan where there is none."""
        points = np.atleast_2d(np.asarray(points, float))
        origins = points.copy()
        origins[:, 1] = BEHIND
        found = self._scene.cast(origins, np.array([0.0, -1.0, 0.0]))
        return np.where(found["primID"] >= 0, BEHIND - found["tfar"], np.nan)

    def on_back(self, point, sink: float = 0.6) -> np.ndarray:
        """The point moved along y onto the hindmost bone, ``sink`` mm into it."""
        point = np.array(point, float)
        y = self.back(point)[0]
        if not np.isnan(y):
            point[1] = y - sink
        return point

    def nearest(self, point, bone: str) -> np.ndarray:
        """The surface point of one bone nearest to ``point``."""
        tree = self._trees[bone]
        return np.array(tree.data[tree.query(point)[1]])

    def gap(self, points: np.ndarray) -> np.ndarray:
        """Distance of each point to the nearest bone vertex."""
        return np.min([tree.query(points)[0] for tree in self._trees.values()], axis=0)

    def clear(self, line: np.ndarray, radius: np.ndarray, rest=0.30, most=14.0) -> np.ndarray:
        """Lift a centre line backwards off bone that would swallow it; the ends stay attached."""
        push = np.nan_to_num(self.back(line) + rest * radius - line[:, 1], nan=0.0)
        push = np.where((push > 0) & (push < most), push, 0)
        push = gaussian_filter1d(np.maximum(push, gaussian_filter1d(push, 5)), 6)
        at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
        push = push * rise(np.minimum(at / SLOPE, (at[-1] - at) / (0.30 * at[-1])))
        return line + np.c_[np.zeros(len(line)), push, np.zeros(len(line))]


def strap(name: str, ends, bones: Bones, attached: tuple[str, str], side: int, **shape) -> Belly:
    """A short flat muscle: one bundle for each pair of ``ends``, put on the two bones.

    ends: ((x, y, z), (x, y, z)) of the right side, mm, the caudal one first; ``shape`` as for
    :func:`figures.muscles.belly.fascicle`.
    """
    turn = np.array([side, 1, 1])
    bundles = []
    for low, high in ends:
        path = [bones.nearest(np.array(at) * turn, bone)
                for at, bone in zip((low, high), attached, strict=True)]  # fmt: skip
        bundles.append(fascicle(path, name=name, **shape))
    return Belly(name, bundles).reshape(bones.clear)
