"""A scene of meshes, ray-cast orthographically into a buffer of surface points.

World frame: mm, x right, y back, z up (see ``figures/body.py``). Camera frame: image right, image
up, toward the viewer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import trimesh
from embreex import rtcore_scene
from embreex.mesh_construction import TriangleMesh
from scipy import sparse

from figures.bones.sculpt import neighbour_average
from figures.bones.skeleton import Mesh
from figures.views import View

FAR = 2000.0  # mm in front of the scene where rays start


@dataclass(frozen=True)
class Camera:
    """An orthographic camera over a rectangle of the view plane (mm)."""

    axes: np.ndarray  # rows: image right, image up, toward the viewer
    extent: tuple[float, float, float, float]  # u_min, u_max, v_min, v_max
    size: tuple[int, int]  # pixels, already multiplied by the oversampling
    mm_per_pixel: float

    def plane(self, points: np.ndarray) -> np.ndarray:
        """Plane coordinates (u, v) of world points."""
        return np.atleast_2d(points) @ self.axes[:2].T


# What lies to the image's right, up and toward the viewer, in the world frame.
AXES = {
    "posterior": ((1, 0, 0), (0, 0, 1), (0, 1, 0)),
    "anterior": ((-1, 0, 0), (0, 0, 1), (0, -1, 0)),
    "right": ((0, -1, 0), (0, 0, 1), (1, 0, 0)),
    "left": ((0, 1, 0), (0, 0, 1), (-1, 0, 0)),
}


def camera(view: View, oversample: int, crop: tuple[int, int, int, int] | None = None) -> Camera:
    """The camera of a view, or of a crop (left, top, right, bottom in picture pixels) of it."""
    axes = np.array(AXES[view.faces], float)
    left, top, right, bottom = crop or (0, 0, *view.size)
    u_min, _, _, v_max = view.extent
    mm = view.mm_per_pixel
    extent = (u_min + left * mm, u_min + right * mm, v_max - bottom * mm, v_max - top * mm)
    size = ((right - left) * oversample, (bottom - top) * oversample)
    return Camera(axes, extent, size, mm / oversample)


class Scene:
    """Meshes gathered for ray casting; vertex arrays of all meshes are stacked."""

    def __init__(self, meshes: list[Mesh]):
        self.meshes = meshes
        starts = np.cumsum([0, *(len(m.vertices) for m in meshes)])
        self.starts = starts
        self.vertices = np.vstack([m.vertices for m in meshes])
        self.faces = np.vstack([m.faces + s for m, s in zip(meshes, starts, strict=False)])
        self.face_mesh = np.concatenate([np.full(len(m.faces), i) for i, m in enumerate(meshes)])
        self.normals = np.vstack(
            [trimesh.Trimesh(m.vertices, m.faces, process=False).vertex_normals for m in meshes]
        )
        self._centre = self.vertices.mean(0)
        self._embree = rtcore_scene.EmbreeScene()
        corners = (self.vertices - self._centre)[self.faces].astype(np.float32)
        self._triangles = TriangleMesh(self._embree, corners)  # kept alive by this reference

    def part(self, number: int) -> slice:
        """The vertices of one mesh."""
        return slice(self.starts[number], self.starts[number + 1])

    def cast(self, origins: np.ndarray, directions: np.ndarray) -> dict[str, np.ndarray]:
        """First hits: primID (-1 for none), tfar (mm), u, v."""
        origins = np.ascontiguousarray(origins - self._centre, dtype=np.float32)
        directions = np.broadcast_to(directions, origins.shape)
        directions = np.ascontiguousarray(directions, dtype=np.float32)
        return self._embree.run(origins, directions, query="INTERSECT", output=True)

    def occlusion(
        self, reach: float, rays: int, part: slice | np.ndarray = slice(None)
    ) -> np.ndarray:
        """Openness 0..1 of the vertices: 1 sees the whole sky, less when surfaces are near."""
        random = np.random.default_rng(0)
        normal = self.normals[part]
        start = self.vertices[part] + normal * 0.4
        helper = np.where(np.abs(normal[:, [0]]) > 0.6, [0.0, 1, 0], [1.0, 0, 0])
        tangent = np.cross(normal, helper)
        tangent /= np.linalg.norm(tangent, axis=1, keepdims=True) + 1e-9
        bitangent = np.cross(normal, tangent)
        blocked = np.zeros(len(normal))
        for ray in range(rays):
            share = (ray + random.random()) / rays
            turn = 2 * np.pi * (ray * 0.618034 + random.random(len(normal)))
            out = np.sqrt(share)
            direction = (
                tangent * (out * np.cos(turn))[:, None]
                + bitangent * (out * np.sin(turn))[:, None]
                + normal * np.sqrt(1 - share)
            )
            found = self.cast(start, direction)
            near = np.where(found["primID"] >= 0, found["tfar"], 1e9)
            blocked += np.clip(1 - near / reach, 0, 1) ** 0.7
        return 1 - blocked / rays

    @cached_property
    def average(self) -> sparse.csr_matrix:
        """Matrix that replaces each vertex value by the mean of its neighbours'."""
        return neighbour_average(self.faces, len(self.vertices))

    def open_sky(self, reach: float, rays: int) -> np.ndarray:
        """Occlusion of every vertex, smoothed a little over the mesh."""
        value = self.occlusion(reach, rays)
        average = self.average
        for _ in range(2):
            value = 0.5 * value + 0.5 * (average @ value)
        return value


@dataclass
class Surface:
    """What the camera sees: per-pixel buffers (height, width) and per-hit arrays (n, ...)."""

    hit: np.ndarray  # bool image
    mesh: np.ndarray  # image of mesh numbers, -1 for none
    depth: np.ndarray  # image, mm toward the viewer, nan for none
    points: np.ndarray  # (n, 3) world
    normals: np.ndarray  # (n, 3) world, unit
    corners: np.ndarray  # (n, 3) vertex numbers
    weights: np.ndarray  # (n, 3) barycentric

    def sample(self, values: np.ndarray) -> np.ndarray:
        """Interpolate per-vertex values at every hit."""
        return _blend(values, self.corners, self.weights)


def _blend(values: np.ndarray, corners: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Barycentric interpolation without a large temporary."""
    shape = (-1, 1) if values.ndim > 1 else (-1,)
    total = values[corners[:, 0]] * weights[:, 0].reshape(shape)
    for k in (1, 2):
        total += values[corners[:, k]] * weights[:, k].reshape(shape)
    return total


def look(scene: Scene, eye: Camera) -> Surface:
    """Cast one ray through every pixel."""
    width, height = eye.size
    u = eye.extent[0] + (np.arange(width) + 0.5) * eye.mm_per_pixel
    v = eye.extent[3] - (np.arange(height) + 0.5) * eye.mm_per_pixel
    right, up, toward = eye.axes
    grid_u, grid_v = np.meshgrid(u, v)
    origins = grid_u.reshape(-1, 1) * right + grid_v.reshape(-1, 1) * up + FAR * toward
    found = scene.cast(origins, -toward)
    face = found["primID"].reshape(height, width)
    hit = face >= 0
    corners = scene.faces[face[hit]]
    a, b = (found[k].reshape(height, width)[hit] for k in "uv")
    weights = np.stack([1 - a - b, a, b], 1).astype(float)
    points = _blend(scene.vertices, corners, weights)
    normals = _blend(scene.normals, corners, weights)
    normals /= np.linalg.norm(normals, axis=1, keepdims=True) + 1e-12
    mesh = np.full((height, width), -1)
    mesh[hit] = scene.face_mesh[face[hit]]
    depth = np.full((height, width), np.nan)
    depth[hit] = points @ toward
    return Surface(hit, mesh, depth, points, normals, corners, weights)
