"""A small sculpting kit: solids are clouds of balls, blended into one smooth closed mesh.

A *cloud* is an (n, 4) array: centre x, y, z and radius, in mm. Clouds are laid along curves,
patches and ellipsoids; :func:`solid` turns their union (less some cavities) into a mesh by way of
a narrow-band signed distance field, a Gaussian blend and marching cubes.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import trimesh
from scipy import ndimage, sparse
from scipy.interpolate import CubicSpline, PchipInterpolator, RectBivariateSpline
from scipy.spatial import cKDTree
from skimage.measure import marching_cubes

# Balls are searched by size class, so that a near small ball never hides a farther large one.
RADIUS_CLASSES = (0, 2, 3.2, 4.5, 6.5, 9, 12, 16, 22, 1e3)
CRUMB = 200  # triangles: separate parts smaller than this are dropped
COARSE = 4  # the far field is sampled at this multiple of the voxel size


def curve(points, radius, step: float = 0.5) -> np.ndarray:
    """Cloud along a spline through ``points`` (mm) with ``radius`` (mm, one or one per point)."""
    points = np.asarray(points, float)
    radius = np.broadcast_to(np.asarray(radius, float), (len(points),))
    at = np.r_[0, np.cumsum(np.linalg.norm(np.diff(points, axis=0), axis=1))]
    t = np.linspace(0, at[-1], max(2, int(at[-1] / step) + 1))
    if len(points) > 2:
        centres, radii = CubicSpline(at, points)(t), PchipInterpolator(at, radius)(t)
    else:
        share = (t / at[-1])[:, None]
        centres = points[0] + (points[1] - points[0]) * share
        radii = np.interp(t, at, radius)
    return np.c_[centres, np.maximum(radii, 0.05)]


class Patch:
    """A spline surface through an (m, n) grid of control points, with a radius at each."""

    def __init__(self, grid, radius, degrees: tuple[int, int] = (3, 3)):
        self.grid = np.asarray(grid, float)
        rows, columns = self.grid.shape[:2]
        u, v = np.linspace(0, 1, rows), np.linspace(0, 1, columns)
        ku, kv = min(degrees[0], rows - 1), min(degrees[1], columns - 1)
        self._xyz = [RectBivariateSpline(u, v, self.grid[..., k], kx=ku, ky=kv) for k in range(3)]
        self._radius = RectBivariateSpline(
            u, v, np.asarray(radius, float), kx=min(ku, 2), ky=min(kv, 2)
        )

    def cloud(self, step: float = 0.8) -> np.ndarray:
        """Balls over the whole patch, about ``step`` mm apart."""
        tall = np.linalg.norm(np.diff(self.grid, axis=0), axis=2).sum(0).max()
        wide = np.linalg.norm(np.diff(self.grid, axis=1), axis=2).sum(1).max()
        u, v = np.linspace(0, 1, int(tall / step) + 2), np.linspace(0, 1, int(wide / step) + 2)
        out = np.stack([spline(u, v) for spline in (*self._xyz, self._radius)], -1)
        out[..., 3] = np.maximum(out[..., 3], 0.3)
        return out.reshape(-1, 4)

    def ridge(self, path, height: float, radius: float, outward) -> np.ndarray:
        """Cloud of a ridge that stands ``height`` mm proud of the patch along a (u, v) path."""
        path = np.asarray(path, float)
        t = np.linspace(0, 1, 90)
        u, v = np.clip(CubicSpline(np.linspace(0, 1, len(path)), path)(t), 0, 1).T
        points = np.stack([s(u, v, grid=False) for s in self._xyz], 1)
        across_u = np.stack([s(u, v, dx=1, grid=False) for s in self._xyz], 1)
        across_v = np.stack([s(u, v, dy=1, grid=False) for s in self._xyz], 1)
        normal = np.cross(across_u, across_v)
        normal /= np.linalg.norm(normal, axis=1, keepdims=True)
        normal *= np.sign(normal @ np.asarray(outward, float))[:, None]
        lift = self._radius(u, v, grid=False) + height - radius
        return np.c_[points + normal * lift[:, None], np.full(len(t), radius)]


def patch(grid, radius, step: float = 0.8, degrees: tuple[int, int] = (3, 3)) -> np.ndarray:
    """Cloud over a spline patch (see :class:`Patch`)."""
    return Patch(grid, radius, degrees).cloud(step)


def sphere_directions(count: int) -> np.ndarray:
    """Evenly spread unit vectors (Fibonacci sphere)."""
    k = np.arange(count) + 0.5
    polar, turn = np.arccos(1 - 2 * k / count), np.pi * (1 + 5**0.5) * k
    return np.stack([np.cos(turn) * np.sin(polar), np.sin(turn) * np.sin(polar), np.cos(polar)], 1)


def ellipsoid(centre, semi_axes, count: int = 900, shell: float = 0.35) -> np.ndarray:
    """Cloud filling an axis-aligned ellipsoid; ``shell`` is the ball size over the least axis."""
    semi_axes = np.asarray(semi_axes, float)
    radius = semi_axes.min() * shell
    surface = sphere_directions(count) * (semi_axes - radius)
    layers = [np.c_[surface * s, np.full(count, radius * k)] for s, k in _SHELLS]
    cloud = np.vstack(layers)
    cloud[:, :3] += np.asarray(centre, float)
    return cloud


_SHELLS = ((1.0, 1.0), (0.66, 1.1), (0.33, 1.2))


RINGS = (1, 0.86, 0.72, 0.58, 0.44, 0.3, 0.16, 0.02)


def disc_cloud(radius_x: float, radius_y: float, z: float, ball: float, rings=RINGS):
    """Cloud filling an elliptical disc in the local xy plane at height ``z``."""
    turn = np.linspace(0, 2 * np.pi, 64, endpoint=False)
    x, y = (radius_x - ball) * np.cos(turn), (radius_y - ball) * np.sin(turn)
    full = np.full(64, 1.0)
    return np.vstack([np.c_[x * s, y * s, full * z, full * ball] for s in rings])


def mirrored(cloud: np.ndarray) -> np.ndarray:
    """The cloud (or points) on the other side of the body."""
    out = np.array(cloud, float)
    out[..., 0] *= -1
    return out


def distance(cloud: np.ndarray, points: np.ndarray, nearest: int = 14) -> np.ndarray:
    """Signed distance (mm, negative inside) from ``points`` to the union of the balls."""
    out = np.full(len(points), 1e3)
    for low, high in pairwise(RADIUS_CLASSES):
        balls = cloud[(cloud[:, 3] > low) & (cloud[:, 3] <= high)]
        if len(balls):
            near = list(range(1, min(nearest, len(balls)) + 1))
            gap, index = cKDTree(balls[:, :3]).query(points, k=near, workers=2)
            out = np.minimum(out, (gap - balls[index, 3]).min(1))
    return out


def smooth(vertices: np.ndarray, faces: np.ndarray, rounds: int) -> np.ndarray:
    """Taubin smoothing: takes the voxel steps out without shrinking the bone."""
    average = neighbour_average(faces, len(vertices))
    for _ in range(rounds):
        for weight in (0.5, -0.53):
            vertices = vertices + weight * (average @ vertices - vertices)
    return vertices


def neighbour_average(faces: np.ndarray, count: int) -> sparse.csr_matrix:
    """Matrix that replaces each vertex value by the mean of its neighbours'."""
    edges = np.vstack([faces[:, [0, 1]], faces[:, [1, 2]], faces[:, [2, 0]]])
    rows, columns = np.r_[edges[:, 0], edges[:, 1]], np.r_[edges[:, 1], edges[:, 0]]
    links = sparse.coo_matrix((np.ones(len(rows)), (rows, columns)), shape=(count, count)).tocsr()
    links.data[:] = 1
    return sparse.diags(1 / np.maximum(np.asarray(links.sum(1)).ravel(), 1)) @ links


def _field(clouds: np.ndarray, cavities: list, low, shape, voxel: float) -> np.ndarray:
    """Signed distance on the voxel grid, exact only near the surface."""
    coarse_shape = np.ceil(np.array(shape) / COARSE).astype(int) + 2
    coarse_grid = np.stack(np.indices(coarse_shape), -1).reshape(-1, 3) * voxel * COARSE + low
    coarse = distance(clouds, coarse_grid, nearest=6)
    for cavity in cavities:  # also far from the surface, or a deep cavity keeps a core
        coarse = np.maximum(coarse, -distance(cavity, coarse_grid, nearest=6))
    coarse = coarse.reshape(coarse_shape)
    where = np.stack(np.indices(shape)) / COARSE
    field = ndimage.map_coordinates(coarse, where, order=1, mode="nearest")
    band = np.abs(field) < 1.9 * COARSE * voxel
    points = np.argwhere(band) * voxel + low
    near = distance(clouds, points)
    for cavity in cavities:
        near = np.maximum(near, -distance(cavity, points))
    field[band] = near
    return np.clip(field, -4 * voxel - 4, 4 * voxel + 4)


def solid(
    clouds, cavities=(), voxel=1.0, *, blend=1.15, rounds=8, pad=6.0, pieces=False
) -> trimesh.Trimesh:
    """Mesh of the union of ``clouds`` less ``cavities``; ``voxel`` in mm, ``blend`` in voxels.

    Only the largest connected part is kept, unless ``pieces`` asks for all but crumbs.
    """
    cloud = np.vstack(clouds)
    low = (cloud[:, :3] - cloud[:, 3:]).min(0) - pad
    high = (cloud[:, :3] + cloud[:, 3:]).max(0) + pad
    shape = tuple(np.ceil((high - low) / voxel).astype(int) + 1)
    field = ndimage.gaussian_filter(_field(cloud, list(cavities), low, shape, voxel), blend)
    vertices, faces, _, _ = marching_cubes(field, 0, spacing=(voxel,) * 3)
    mesh = trimesh.Trimesh(vertices + low, faces[:, ::-1], process=True)
    parts = mesh.split(only_watertight=False)
    if len(parts) > 1:
        parts = sorted(parts, key=lambda part: -len(part.faces))
        kept = [part for part in parts if len(part.faces) >= CRUMB] if pieces else parts[:1]
        mesh = trimesh.util.concatenate(kept)
    if mesh.volume < 0:
        mesh.invert()
    return trimesh.Trimesh(smooth(mesh.vertices, mesh.faces, rounds), mesh.faces, process=False)
