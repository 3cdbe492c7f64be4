"""More clouds for :mod:`figures.bones.sculpt`: lofts, thick profiles, room for neighbours.

All lengths in mm; a cloud is an (n, 4) array of balls (centre and radius). The bones made of
these ask :func:`figures.bones.sculpt.solid` for a strong blend and no smoothing rounds: on long
slanting ridges the rounds leave scales, because the raw mesh has slivers (thinning removes them).
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator
from scipy.spatial import cKDTree
from skimage.measure import points_in_poly


def oval(centre, half_x: float, half_y: float, square: float = 2.0, count: int = 16) -> np.ndarray:
    """Closed horizontal ring (count, 3); ``square`` above 2 fills the corners of the ellipse."""
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    cos, sin = np.cos(turn), np.sin(turn)
    x = np.sign(cos) * np.abs(cos) ** (2 / square) * half_x
    y = np.sign(sin) * np.abs(sin) ** (2 / square) * half_y
    return np.stack([x, y, np.zeros(count)], 1) + np.asarray(centre, float)


def closed_curve(points, count: int) -> np.ndarray:
    """``count`` points along the closed spline through ``points`` (k, d)."""
    points = np.asarray(points, float)
    ends = np.vstack([points, points[:1]])
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(ends, axis=0), axis=1))]
    return CubicSpline(at, ends, bc_type="periodic")(np.linspace(0, at[-1], count, endpoint=False))


def lofted(rings, ball, step: float = 1.4) -> np.ndarray:
    """Cloud filling the solid whose skin passes through closed ``rings`` (n, k, 3).

    ``ball`` (one or one per ring) is the roundness of the edges; the ends bulge by as much.
    """
    rings = np.asarray(rings, float)
    ball = np.broadcast_to(np.asarray(ball, float), (len(rings),))
    centres = rings.mean(1)
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(centres, axis=0), axis=1))]
    around = int(np.linalg.norm(np.diff(rings, axis=1), axis=2).sum(1).max() / step) + 8
    fine = np.stack([closed_curve(ring, around) for ring in rings])
    t = np.linspace(0, at[-1], int(at[-1] / step) + 2)
    skin, radius = PchipInterpolator(at, fine)(t), PchipInterpolator(at, ball)(t)
    centre = skin.mean(1, keepdims=True)
    radius = np.minimum(radius, 0.95 * np.linalg.norm(skin - centre, axis=2).min(1))
    edge = skin + inward(skin) * radius[:, None, None]
    arm = edge - centre
    length = np.linalg.norm(arm, axis=2)
    layers, depth = [], 0.0
    while True:
        share = np.clip(1 - depth * radius[:, None] / length, 0, 1)[..., None]
        layer = centre + arm * share
        coarse = 2 if depth and radius.min() > step * 1.6 else 1  # only the outer layer shows
        layers += [
            np.c_[row, np.minimum(size, clearance(row, ring))]
            for row, size, ring in zip(
                layer[::coarse, ::coarse], radius[::coarse], skin[::coarse], strict=True
            )
        ]
        if not share.any():
            return np.vstack(layers)
        depth += 0.9


def clearance(points: np.ndarray, ring: np.ndarray) -> np.ndarray:
    """Distance from each point to the closed line through ``ring``, so that no ball pokes out."""
    start, line = ring, np.roll(ring, -1, 0) - ring
    offset = points[:, None] - start
    share = np.clip((offset * line).sum(2) / (line * line).sum(1), 0, 1)
    return np.linalg.norm(offset - share[..., None] * line, axis=2).min(1)


def inward(rings: np.ndarray) -> np.ndarray:
    """Unit vectors into each of the closed rings (n, k, 3), square to its line."""
    along = np.roll(rings, -1, 1) - np.roll(rings, 1, 1)
    arm = rings - rings.mean(1, keepdims=True)
    face = np.cross(arm, np.roll(arm, -1, 1)).sum(1, keepdims=True)
    normal = np.cross(face, along)
    return normal / np.linalg.norm(normal, axis=2, keepdims=True)


def profile(outline, across, half_width: float, step: float = 1.0) -> np.ndarray:
    """Cloud of a cushion that fills a sagittal ``outline`` (k, 2) of y and z.

    ``across`` gives the x of its middle plane from y; it is at most ``half_width`` thick to either
    side and thins out roundly toward the outline.
    """
    edge = closed_curve(outline, 400)
    low, high = edge.min(0), edge.max(0)
    y, z = np.meshgrid(*(np.arange(a, b, step) for a, b in zip(low, high, strict=True)))
    grid = np.stack([y.ravel(), z.ravel()], 1)
    grid = grid[points_in_poly(grid, edge)]
    radius = np.minimum(cKDTree(edge).query(grid)[0], half_width)
    cloud = np.c_[across(grid[:, 0]), grid, radius]
    return cloud[radius > 1]


def room(own: np.ndarray, others: list[np.ndarray], gap: float) -> list[np.ndarray]:
    """The neighbours' clouds grown by ``gap``, as far as they matter to ``own``: its cavities."""
    if not others:
        return []
    cloud = np.vstack(others)
    low, high = own[:, :3].min(0) - 25, own[:, :3].max(0) + 25
    near = ((cloud[:, :3] > low) & (cloud[:, :3] < high)).all(1)
    return [cloud[near] + [0, 0, 0, gap]] if near.any() else []
