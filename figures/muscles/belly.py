"""Muscle bellies: bundles of tapered fascicles between two attachments.

A belly is meshed as the blended union of its fascicles. The fibres themselves are not geometry:
:meth:`Belly.fibre` gives, at any surface point, the streak, the cleft between fascicles and the
share of tendon, from the nearest fascicle's course.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.ndimage import gaussian_filter1d
from scipy.spatial import cKDTree

from figures.bones.sculpt import solid
from figures.render.noise import value_noise

SPINDLE = (0.35, 0.8, 1, 1, 0.8, 0.38)


@dataclass
class Fascicle:
    """One bundle: centre line (n, 3) mm, radius (n,) mm and position 0..1 along it (n,).

    ``tendon`` is the tendinous share at either end; ``flat`` the width of the section over its
    thickness.
    """

    line: np.ndarray
    radius: np.ndarray
    along: np.ndarray
    tendon: tuple[float, float]
    flat: float
    length: float
    name: str = ""

    def frame(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Tangent, across (in the plane facing the viewer) and outward vectors at every point."""
        tangent = np.gradient(gaussian_filter1d(self.line, 4, axis=0, mode="nearest"), axis=0)
        tangent /= np.linalg.norm(tangent, axis=1, keepdims=True)
        across = np.cross(tangent, [0, 1, 0])
        across /= np.linalg.norm(across, axis=1, keepdims=True) + 1e-9
        return tangent, across, np.cross(across, tangent)

    def cloud(self) -> np.ndarray:
        """Balls filling the fascicle: side by side where it is flat."""
        across = self.frame()[1]
        shifts = np.linspace(-1, 1, 5) if self.flat > 1.01 else (0,)
        spread = (self.flat - 1) * self.radius
        return np.vstack(
            [np.c_[self.line + across * (s * spread)[:, None], self.radius] for s in shifts]
        )


def fascicle(
    path,
    radius: float,
    profile=SPINDLE,
    *,
    bulge=(0, 0, 0),
    tendon=(0.10, 0.14),
    flat=1.0,
    name="",
) -> Fascicle:
    """A fascicle along ``path`` (caudal end first); ``bulge`` moves its middle by so many mm."""
    path = np.asarray(path, float)
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(path, axis=0), axis=1))]
    along = np.linspace(0, 1, max(24, int(1.7 * at[-1])))
    if len(path) > 2:
        line = CubicSpline(at / at[-1], path, axis=0)(along)
    else:
        line = path[0] + (path[1] - path[0]) * along[:, None]
    line = line + np.sin(np.pi * along)[:, None] * np.asarray(bulge, float)
    girth = radius * PchipInterpolator(np.linspace(0, 1, len(profile)), profile)(along)
    return Fascicle(line, girth, along, tendon, flat, float(at[-1]), name)


@dataclass
class Belly:
    """A muscle of one side: its fascicles, mesh and fibre index."""

    id: str
    fascicles: list[Fascicle]
    vertices: np.ndarray = field(default_factory=lambda: np.zeros((0, 3)))
    faces: np.ndarray = field(default_factory=lambda: np.zeros((0, 3), int))

    def reshape(self, move: Callable[[np.ndarray, np.ndarray], np.ndarray]) -> Belly:
        """Replace every centre line by ``move(line, radius)``."""
        for bundle in self.fascicles:
            bundle.line = move(bundle.line, bundle.radius)
        return self

    def skin(self, voxel: float = 0.65, blend: float = 0.8) -> Belly:
        """Compute the surface mesh."""
        clouds = [f.cloud() for f in self.fascicles]
        mesh = solid(clouds, voxel=voxel, blend=blend, rounds=6, pad=4.0, pieces=True)
        self.vertices, self.faces = np.asarray(mesh.vertices), np.asarray(mesh.faces)
        return self

    def ends(self) -> np.ndarray:
        """Both ends of every fascicle: (n, 2, 3), caudal first."""
        return np.array([[f.line[0], f.line[-1]] for f in self.fascicles])

    @cached_property
    def _gathered(self) -> tuple[dict[str, np.ndarray], cKDTree]:
        """Per-point arrays over all fascicles, and a search tree of the points."""
        frames = [f.frame() for f in self.fascicles]
        count = [len(f.line) for f in self.fascicles]
        out = {
            "line": np.vstack([f.line for f in self.fascicles]),
            "radius": np.concatenate([f.radius for f in self.fascicles]),
            "along": np.concatenate([f.along for f in self.fascicles]),
            "tangent": np.vstack([f[0] for f in frames]),
            "across": np.vstack([f[1] for f in frames]),
            "outward": np.vstack([f[2] for f in frames]),
            "bundle": np.repeat(np.arange(len(count)), count),
        }
        return out, cKDTree(out["line"])

    def fibre(self, points: np.ndarray, nearest: int = 44) -> dict[str, np.ndarray]:
        """Streak, edge, tendon (each 0..1) and fascicle number at surface points."""
        if not len(points):
            return dict.fromkeys(("streak", "edge", "tendon", "fascicle"), np.zeros(0))
        g, tree = self._gathered
        flat = np.array([f.flat for f in self.fascicles])
        _, index = tree.query(points, k=min(nearest, len(g["line"])), workers=2)
        arm = points[:, None] - g["line"][index]
        a = (arm * g["across"][index]).sum(-1) / flat[g["bundle"][index]]
        b = (arm * g["outward"][index]).sum(-1)
        t = (arm * g["tangent"][index]).sum(-1)
        outside = np.sqrt(a * a + b * b) - g["radius"][index] + 0.02 * t * t
        row, best = np.arange(len(points)), outside.argmin(1)
        mine = g["bundle"][index[row, best]]
        others = np.where(g["bundle"][index] == mine[:, None], 1e3, outside).min(1)
        gap = others - outside[row, best]
        return self._streaks(points, g, index[row, best], mine, gap)

    def _streaks(self, points, g, at, mine, gap) -> dict[str, np.ndarray]:
        """Noise drawn out along the fibres, converging with the belly toward its ends."""
        arm = points - g["line"][at]
        length = np.array([f.length for f in self.fascicles])[mine]
        along = g["along"][at] * length + (arm * g["tangent"][at]).sum(1)
        narrow = np.clip(g["radius"][at] / g["radius"].max(), 0.35, 1)
        x = (arm * g["across"][at]).sum(1) / narrow
        y = (arm * g["outward"][at]).sum(1) / narrow
        shift = mine * 13.7
        middle = value_noise(np.c_[x / 1.15 + shift, y / 1.15, along / 34 + shift], 1)
        fine = value_noise(np.c_[x / 0.55 + shift, y / 0.55, along / 22], 2)
        broad = value_noise(np.c_[x / 2.8 + shift, y / 2.8, along / 60], 3)
        streak = np.clip((0.45 * middle + 0.25 * fine + 0.30 * broad - 0.28) / 0.44, 0, 1)
        share = np.clip(along / length, 0, 1)
        return {
            "streak": streak,
            "edge": np.exp(-((gap / 0.55) ** 2)),
            "tendon": self._tendon(share, (middle - 0.5) * 0.10, mine),
            "fascicle": mine,
        }

    def _tendon(self, share: np.ndarray, jitter: np.ndarray, mine: np.ndarray) -> np.ndarray:
        """Share of tendon 0..1; the jitter lets muscle and tendon interdigitate."""
        low, high = np.array([f.tendon for f in self.fascicles])[mine].T
        start = 1 - rise((share + jitter) / np.maximum(low, 1e-3))
        end = rise((share - 1 + high + jitter) / np.maximum(high, 1e-3))
        return np.maximum(np.where(low > 0, start, 0), np.where(high > 0, end, 0))


def rise(x) -> np.ndarray:
    """Smooth step from 0 to 1."""
    x = np.clip(x, 0, 1)
    return x * x * (3 - 2 * x)
