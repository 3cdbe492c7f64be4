"""Fan-shaped and sheet muscles: a row of fascicles between two rows of attachments on named bones.

World frame, mm, right side. Each fascicle may run over points between its ends. It is lifted off
the bones first in the direction that the sheet faces, then, where bone is still near, along the
bone's own normal, so that sheets wrap over the side of the pelvis as well as over its back.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from figures.muscles.attach import Bones
from figures.muscles.belly import Belly, Fascicle, fascicle, rise

FAR = 250.0  # mm: rays start so far outside the sheet
HOLD = 9.0  # mm from either end over which a fascicle climbs off its bone
PELVIS = ("hip-bone-right", "femur-right")


@dataclass
class SheetFascicle(Fascicle):
    """A fascicle whose flat side faces ``out`` (right side; mirrored with the line)."""

    out: tuple[float, float, float] = (0.0, 1.0, 0.0)

    def frame(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Tangent, across (in the sheet) and outward vectors at every point."""
        tangent = np.gradient(gaussian_filter1d(self.line, 4, axis=0, mode="nearest"), axis=0)
        tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
        side = 1 if self.line[:, 0].mean() > 0 else -1
        across = np.cross(tangent, np.multiply(self.out, (side, 1, 1)))
        across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-9
        return tangent, across, np.cross(across, tangent)


def row(points, count: int) -> np.ndarray:
    """``count`` points evenly along the polyline through ``points``."""
    points = np.asarray(points, float)
    if len(points) == 1:
        return np.repeat(points, count, axis=0)
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    return PchipInterpolator(at, points)(np.linspace(0, at[-1], count))


def _lifted(line, radius, bones: Bones, out, rest: float, most: float) -> np.ndarray:
    """Push needed (mm, along ``out``) to bring each point ``rest`` radii outside the bones."""
    found = bones._scene.cast(line + FAR * out, -out)
    push = FAR - found["tfar"] + rest * radius
    return np.where((found["primID"] >= 0) & (push > 0) & (push < most), push, 0)


def _held(line) -> np.ndarray:
    """0 at the ends of a line, 1 where it is free to leave the bone."""
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(line, axis=0), axis=1))]
    return rise(np.minimum(at, at[-1] - at) / HOLD)


def _off_bone(line, radius, bones: Bones, rest: float) -> np.ndarray:
    """The line moved along the normals of the nearest bone until it is clear of it."""
    scene = bones._scene
    tree = cKDTree(scene.vertices)
    for _ in range(3):
        near = tree.query(line)[1]
        normal = scene.normals[near]
        depth = rest * radius - ((line - scene.vertices[near]) * normal).sum(1)
        depth = np.where((depth > 0) & (depth < 20), depth, 0) * _held(line)
        line = line + gaussian_filter1d(normal * depth[:, None], 3, axis=0)
    return line


def wrapped(belly: Belly, bones: Bones, out=None, rest=0.85, most=30.0) -> Belly:
    """Lift all fascicles of a belly off the bones; ``out`` None uses the bones' normals only."""

    def move(line: np.ndarray, radius: np.ndarray) -> np.ndarray:
        if out is not None:
            way = np.asarray(out, float) / np.linalg.norm(out)
            push = _lifted(line, radius, bones, way, rest, most)
            push = gaussian_filter1d(np.maximum(push, gaussian_filter1d(push, 5)), 5)
            line = line + (push * _held(line))[:, None] * way
        return _off_bone(line, radius, bones, rest)

    return belly.reshape(move)


def sheet(name: str, low, high, bones: Bones, *, via=(), count=10, radius=6.0, out=(0, 1, 0),
          clear=True, rest=0.85, **shape) -> Belly:  # fmt: skip
    """A row of fascicles from ``low`` (caudal or lateral end) to ``high``.

    ``low`` and ``high`` are (points, bone) with bone None for an end in fascia; ``via`` are
    polylines that the fascicles run over, from low to high. ``radius`` is a number or a list that
    is spread over the row. ``out`` is where the sheet faces on the right side.
    """
    ends = []
    for points, bone in (low, high):
        placed = row(points, count)
        ends.append(placed if bone is None else np.array([bones.nearest(p, bone) for p in placed]))
    courses = np.stack([ends[0], *(row(points, count) for points in via), ends[1]], axis=1)
    radii = np.interp(
        np.linspace(0, 1, count), np.linspace(0, 1, np.size(radius)), np.atleast_1d(radius)
    )
    bundles = []
    for course, girth in zip(courses, radii, strict=True):
        plain = fascicle(course, float(girth), name=name, **shape)
        bundles.append(SheetFascicle(**vars(plain), out=tuple(float(n) for n in out)))
    made = Belly(name, bundles)
    return wrapped(made, bones, out if clear else None, rest)


def joined(name: str, *parts: Belly) -> Belly:
    """One belly of several sheets."""
    return Belly(name, [bundle for part in parts for bundle in part.fascicles])
