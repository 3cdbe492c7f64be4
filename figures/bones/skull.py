"""Skull, mandible and hyoid bone in the world frame (mm).

Skull and jaw start from imported surfaces (see ``imported.py``): the clean right half is mirrored,
smoothed, warped into the head of the body surface and made solid again on a voxel grid, where
condyles, nuchal and temporal lines, ear canal and styloid process are added. The hyoid is sculpted.
"""

from __future__ import annotations

import sys
from functools import lru_cache

import numpy as np
import trimesh
from scipy import ndimage, sparse
from scipy.interpolate import RBFInterpolator
from scipy.sparse import csgraph
from scipy.spatial import cKDTree
from skimage.measure import marching_cubes

from figures.bones import imported
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import (
    curve,
    distance,
    ellipsoid,
    mirrored,
    patch,
    smooth,
    solid,
)

# The imported frame to the world: nearly affine, because both heads are well proportioned.
SOURCE = np.array([0.0, 128.0, 1558.0])
TARGET = np.array([0.0, -179.0, 1529.0])
STRETCH = np.array([1.0, 1.167, 1.103])

# Where the affine fit must give: place on the right (world, mm), and how far it moves.
NUDGES = (
    ((0, -171, 1702), (0, 4.5, 0)), ((30, -167, 1702), (-0.5, 4.5, 0)),
    ((0, -155, 1724), (0, 4, -1)),
    ((55, -130, 1700), (-1, 3, 0)), ((0, -80, 1743), (0, 0, -0.5)), ((0, -30, 1729), (0, 2, 5)),
    ((0, 0, 1697), (0, 7, 3)), ((40, -30, 1712), (2, 3, 5)), ((0, 10, 1648), (0, -1, 0)),
    ((28, 3, 1645), (0, -1, 0)), ((0, 6, 1625), (0, -5, 0)), ((0, 2, 1610), (0, -7.5, -1)),
    ((30, -4, 1625), (0, -3, 0)), ((0, -20, 1602), (0, -4, 0)), ((35, -30, 1605), (0, -2, 0)),
    ((0, -186, 1631), (0, 6, 0)), ((9, -180, 1629), (0, 5, 0)), ((0, -178, 1655), (0, 1, 0)),
    ((44, -152, 1636), (-0.5, 4, 0)), ((32, -172, 1617), (0, 3, 0)), ((61, -136, 1610), (0, 1, 0)),
    ((67, -81, 1681), (-2, 0, 0)), ((65, -108, 1684), (-2, 0, 0)), ((66, -60, 1655), (-1, 0, 0)),
    ((50, -80, 1585), (0, 0, 2)), ((13, -84, 1597), (0, 0, 0)), ((48, -95, 1620), (0, 0, 0)),
    ((0, -163, 1529), (0, 0, 0)), ((44, -95, 1560), (0, 0, 0)), ((0, -179, 1570), (0, 1.5, 0)),
    ((20, -140, 1575), (0, 1, 0)), ((60, -112, 1618), (0, 0, 0)),
)  # fmt: skip

SEAL = 0.9  # mm by which a surface is thickened to find what is outside of it
GIVE_BACK = 0.55  # mm of it that are taken away again; the rest keeps thin plates whole


def to_head(points) -> np.ndarray:
    """Imported frame to world frame, mm."""
    points = (np.asarray(points, float) - SOURCE) * STRETCH + TARGET
    return points + _give()(points)


@lru_cache(maxsize=1)
def _give() -> RBFInterpolator:
    """Smooth displacement field through ``NUDGES`` of both sides."""
    at, by = (np.array(column, float) for column in zip(*NUDGES, strict=True))
    aside = at[:, 0] > 0
    both_at = np.vstack([at, mirrored(at[aside])])
    both_by = np.vstack([by, mirrored(by[aside])])
    return RBFInterpolator(both_at, both_by, kernel="thin_plate_spline", smoothing=0.5)


def _clean_half(name: str) -> trimesh.Trimesh:
    """The right half of an imported surface without the stray slivers under the base."""
    raw = imported.imported(name)
    corners = raw.triangles
    length = np.linalg.norm(corners - np.roll(corners, 1, 1), axis=2).max(1)
    sliver = (length > 25) & (2 * raw.area_faces / length < 3)
    below = (corners[:, :, 2].mean(1) < 1640) & (np.abs(corners[:, :, 1].mean(1) - 190) < 45)
    right = corners[:, :, 0].max(1) > 0.05  # those across the midline are pushed back to it
    return raw.submesh([np.flatnonzero(right & ~(sliver & below))], append=True)


def _whole(name: str, vault: bool) -> trimesh.Trimesh:
    """Both halves, subdivided, smoothed (the vault more, its triangles are large) and warped."""
    half = _clean_half(name)
    half.vertices[:, 0] = np.maximum(half.vertices[:, 0], 0)
    other = half.copy()
    other.vertices[:, 0] *= -1
    other.invert()
    both = trimesh.util.concatenate([half, other])
    both.merge_vertices(digits_vertex=3)
    vertices, faces = both.vertices, both.faces
    for _ in range(2):
        vertices, faces = trimesh.remesh.subdivide(vertices, faces)
    fine = smooth(vertices, faces, 10)
    if vault:
        y, z = fine[:, 1], fine[:, 2]
        share = np.clip((z - 1668 + np.clip(y - 175, 0, 30) * 0.9) / 12, 0, 1)[:, None]
        fine = fine + (smooth(fine, faces, 90) - fine) * share
    return trimesh.Trimesh(to_head(fine), faces, process=False)


def _plugs(surface: trimesh.Trimesh) -> list[np.ndarray]:
    """Points across every opening, through which the hollow inside would be found."""
    edges, count = np.unique(surface.edges_sorted, axis=0, return_counts=True)
    edges = edges[count == 1]
    links = sparse.coo_matrix((np.ones(len(edges)), edges.T), shape=(len(surface.vertices),) * 2)
    _, part = csgraph.connected_components(links, directed=False)
    share = np.linspace(0, 1, 28)[:, None, None, None]
    out = []
    for number in np.unique(part[edges]):
        rim = surface.vertices[np.flatnonzero(part == number)]
        out.append((rim[:, None] * share + rim[None] * (1 - share)).reshape(-1, 3))
    return out


def _near(points: np.ndarray, low, shape, voxel: float, steps: int) -> np.ndarray:
    """Grid mask of the voxels within ``steps`` of the points."""
    mask = np.zeros(shape, bool)
    mask[tuple(np.round((points - low) / voxel).astype(int).T)] = True
    return ndimage.binary_dilation(mask, iterations=steps)


def _sealed(points: np.ndarray, low, shape, voxel: float) -> trimesh.Trimesh:
    """Outer skin of the sampled surface thickened by ``SEAL``: closed, whatever its holes."""
    band = _near(points, low, shape, voxel, 4)
    gap = np.full(shape, 4.0)
    gap[band] = cKDTree(points).query(np.argwhere(band) * voxel + low, workers=2)[0]
    parts, _ = ndimage.label(gap > SEAL)
    outside = parts == parts[0, 0, 0]
    field = np.where(outside | (gap <= SEAL), gap - SEAL, -3.0)
    vertices, faces, _, _ = marching_cubes(field, 0, spacing=(voxel,) * 3)
    mesh = trimesh.Trimesh(vertices + low, faces, process=False)
    if mesh.volume < 0:
        mesh.invert()
    return mesh


def resolid(surface: trimesh.Trimesh, voxel: float, parts=(), cavities=()) -> trimesh.Trimesh:
    """A closed mesh of an open ``surface``, with clouds ``parts`` added and ``cavities`` cut."""
    size = 1.1
    fine, _ = trimesh.remesh.subdivide_to_size(surface.vertices, surface.faces, size, 12)
    points = np.vstack([fine, *_plugs(surface)])
    low = points.min(0) - 6
    shape = tuple(np.ceil((points.max(0) + 8 - low) / voxel).astype(int))
    skin = _sealed(points, low, shape, voxel)
    normal = skin.vertex_normals
    band = _near(skin.vertices, low, shape, voxel, 5)
    inside = ndimage.binary_fill_holes(band) & ~band
    for cloud in cavities:  # they may reach deeper than the band along the surface
        band |= _near(cloud[:, :3], low, shape, voxel, int(cloud[:, 3].max() / voxel) + 4)
    field = np.where(inside, -4.0, 4.0)
    grid = np.argwhere(band) * voxel + low
    _, near = cKDTree(skin.vertices).query(grid, workers=2)
    value = ((grid - skin.vertices[near]) * normal[near]).sum(1) + GIVE_BACK
    for cloud in parts:
        value = np.minimum(value, distance(cloud, grid))
    for cloud in cavities:
        value = np.maximum(value, -distance(cloud, grid))
    field[band] = np.clip(value, -4, 4)
    field = ndimage.gaussian_filter(field, 0.7)
    vertices, faces, _, _ = marching_cubes(field, 0, spacing=(voxel,) * 3)
    mesh = trimesh.Trimesh(vertices + low, faces[:, ::-1], process=True)
    mesh = max(mesh.split(only_watertight=False), key=lambda part: len(part.faces))
    if mesh.volume < 0:
        mesh.invert()
    return trimesh.Trimesh(smooth(mesh.vertices, mesh.faces, 6), mesh.faces, process=False)


def _both(cloud: np.ndarray) -> np.ndarray:
    """A cloud and its mirror image."""
    return np.vstack([cloud, mirrored(cloud)])


def _ridge(surface: trimesh.Trimesh, path, radius: float, proud: float) -> np.ndarray:
    """Cloud of a line along the surface nearest to ``path``, ``proud`` mm above it."""
    line = curve(path, radius, step=0.6)[:, :3]
    _, near = cKDTree(surface.vertices).query(line, k=12)
    normal = surface.vertex_normals[near].mean(1)
    normal /= np.linalg.norm(normal, axis=1, keepdims=True)
    foot = ndimage.gaussian_filter1d(surface.vertices[near].mean(1), 4, axis=0, mode="nearest")
    return np.c_[foot - normal * (radius - proud), np.full(len(foot), radius)]


# Lines of the skull on the right, near enough to its surface (world, mm).
SUPERIOR_NUCHAL = ((0, -4, 1610), (8, -2, 1613), (18, -3, 1616), (30, -12, 1615), (42, -27, 1610),
                   (51, -45, 1604))  # fmt: skip
INFERIOR_NUCHAL = ((0, -24, 1600), (10, -23, 1600), (22, -29, 1601), (32, -42, 1599))
TEMPORAL = ((51, -151, 1655), (55, -143, 1670), (59, -122, 1688), (62, -90, 1700), (63, -60, 1696),
            (62, -35, 1680), (58, -24, 1660), (57, -34, 1638))  # fmt: skip
STYLOID = ((36, -83, 1602), (35, -86, 1592), (32.5, -90, 1577))
TYMPANIC = ((56, -85.5, 1611.5), (44, -86.5, 1610.5))
EAR_CANAL = ((72, -85.8, 1611.8), (60, -85.8, 1611.8), (50, -86, 1611))


def _lines(surface: trimesh.Trimesh) -> list[np.ndarray]:
    """Nuchal and temporal lines, occipital protuberance, styloid and tympanic parts."""
    return [
        _both(_ridge(surface, SUPERIOR_NUCHAL, 4.0, 0.9)),
        _both(_ridge(surface, INFERIOR_NUCHAL, 3.5, 0.7)),
        _both(_ridge(surface, TEMPORAL, 5.0, 0.5)),
        _both(curve(STYLOID, [3.2, 2.4, 1.4])),
        ellipsoid((0, -10.5, 1611), (9, 5, 6), shell=0.6),
        _both(curve(TYMPANIC, [5.0, 5.0])),
    ]


def condyles() -> list[np.ndarray]:
    """The occipital condyles, convex downward, beside the front half of the foramen."""
    line = [(12.5, -91, 1596.5), (16, -84, 1595), (19, -77, 1595.5), (20.5, -71, 1598)]
    return [_both(curve(line, [4.2, 5.2, 5.2, 4.0]))]


def _foramen() -> np.ndarray:
    """What is cut out for the foramen magnum: a pit of about 29 by 35 mm."""
    return ellipsoid((0, -68, 1596), (14.5, 17.5, 12), shell=0.6)


def skull(voxel: float = 0.8) -> trimesh.Trimesh:
    """The cranium with the upper teeth, one closed mesh; the foramen magnum is a pit."""
    surface = _whole("hat_skull", vault=True)
    parts = [*condyles(), *_lines(surface)]
    fine = min(voxel, 1.2)  # the thin vault falls apart on a coarser grid
    return resolid(surface, fine, parts, [_foramen(), _fossa(), _both(curve(EAR_CANAL, 3.0))])


def mandible(voxel: float = 0.7) -> trimesh.Trimesh:
    """The mandible with the lower teeth, a little open as at rest."""
    return resolid(_jaw_surface(), voxel)


def _jaw_surface() -> trimesh.Trimesh:
    """The imported jaw in its place."""
    surface = _whole("hat_jaw", vault=False)
    surface.vertices = _at_rest(surface.vertices)
    return surface


def _fossa() -> np.ndarray:
    """Room for the heads of the mandible: their surface, thickened inward and outward."""
    jaw = _jaw_surface()
    at = jaw.vertices - jaw.vertex_normals * 2.2
    head = (jaw.vertices[:, 2] > 1604) & (jaw.vertices[:, 1] > -109)
    return np.c_[at[head], np.full(head.sum(), 2.2 + JAW_GAP)]


JAW_GAP = 1.3  # mm of joint space over the head of the mandible


HINGE = (0.0, -97.0, 1618.0)  # through both heads of the mandible
REST_DEG = 1.6
LOWER_BITE = 2.4  # mm by which the lower teeth are set down, to clear the upper ones


def _at_rest(points: np.ndarray) -> np.ndarray:
    """Set the tooth row down and open the jaw about its hinge."""
    out = points.copy()
    rise = np.clip((out[:, 2] - 1540) / 28, 0, 1)
    front = np.clip((-108 - out[:, 1]) / 18, 0, 1)
    ramus = np.clip((1606 - out[:, 2]) / 14, 0, 1)
    ease = [t * t * (3 - 2 * t) for t in (rise, front, ramus)]
    out[:, 2] -= LOWER_BITE * ease[0] * ease[1] * ease[2]
    out[:, 2] -= 2.2  # joint space
    angle = np.radians(REST_DEG)
    y, z = (out - HINGE)[:, 1], (out - HINGE)[:, 2]
    out[:, 1] = np.cos(angle) * y - np.sin(angle) * z + HINGE[1]
    out[:, 2] = np.cos(angle) * z + np.sin(angle) * y + HINGE[2]
    return out


def hyoid(voxel: float = 0.6) -> trimesh.Trimesh:
    """The hyoid bone: a shield-shaped body with two pairs of horns."""
    x, y, z = HYOID
    rows = [
        [(-11, 3.5, 3), (-6, 1, 3.6), (0, 0, 3.8), (6, 1, 3.6), (11, 3.5, 3)],
        [(-11, 2.5, -2), (-6, -0.5, -3.2), (0, -1.5, -3.6), (6, -0.5, -3.2), (11, 2.5, -2)],
    ]
    horn = [(10, 3, 0.5), (15.5, 8, 1.5), (20, 17, 4), (21.5, 27, 7)]
    lesser = [(11.5, 3.5, 2), (12.5, 5.5, 6), (13.0, 8, 9)]
    parts = [
        patch(np.array(rows, float), np.full((2, 5), 1.9), 0.6),
        _both(curve(horn, [2.8, 2.1, 1.8, 2.3])),
        _both(curve(lesser, [1.9, 1.5, 1.0])),
    ]
    return solid([np.add(part, [x, y, z, 0]) for part in parts], voxel=voxel)


HYOID = (0.0, -115.0, 1530.0)

# Sutures on the right: the world coordinate of each against another, mm.
LAMBDOID = ((0, 30, 57), (1680, 1656, 1622))  # z against x, from lambda to asterion
OCCIPITOMASTOID = ((0, 12, 25, 40, 57), (-106, -106, -88, -62, -40))  # y against x
SQUAMOUS = ((-122, -114, -97, -78, -60, -42), (1638, 1655, 1666, 1662, 1642, 1622))  # z against y
CORONAL = ((1655, 1680, 1710, 1743), (-134, -126, -112, -98))  # y against z
ZYGOMATICOMAXILLARY = ((1585, 1605, 1620, 1626), (46, 38, 28, 28))  # x against z
SPHENOSQUAMOUS, ZYGOMATICOTEMPORAL = -117.0, -129.0  # y
FRONTOZYGOMATIC, FRONTONASAL = 1651.0, 1656.0  # z


def part_of_skull(points) -> np.ndarray:
    """Which bone each world point (n, 3) on the skull lies on: ids of parts, paired with side."""
    points = np.atleast_2d(np.asarray(points, float))
    x, y, z = np.abs(points[:, 0]), points[:, 1], points[:, 2]
    behind_mastoid = y > np.interp(x, *OCCIPITOMASTOID)
    occipital = (z < np.interp(x, *LAMBDOID)) & behind_mastoid
    lateral_face = (y < -139) & (x > np.interp(z, *ZYGOMATICOMAXILLARY)) | (x > 56)
    zygomatic = lateral_face & (y < ZYGOMATICOTEMPORAL) & (z < FRONTOZYGOMATIC) & (z > 1583)
    squama = (y > SPHENOSQUAMOUS) & (z < np.interp(y, *SQUAMOUS))
    arch = (x > 52) & (z < 1630) & (y > ZYGOMATICOTEMPORAL)
    temporal = ((squama & (x > 17)) | arch) & ~behind_mastoid
    brow = np.where(x < 12, FRONTONASAL, FRONTOZYGOMATIC)
    frontal = (y < np.interp(z, *CORONAL)) & (z > brow)
    nose = (x < 9) & (y < -165) & (z > 1622)
    vomer = (x < 2.5) & (y > -160) & (z < 1615)
    palatine = (x < 15) & (y > -141) & (z > 1572)
    face = (y < -136) & (z < FRONTONASAL) & ~nose & ~vomer & ~palatine
    sphenoid = (y < -100) & (z < FRONTONASAL) & ~(nose | vomer | palatine & (y < -130))
    names = ["occipital-bone", "zygomatic-bone", "temporal-bone", "frontal-bone", "maxilla",
             "sphenoid-bone", "other"]  # fmt: skip
    maxilla = face & ((x < np.interp(z, *ZYGOMATICOMAXILLARY)) | (z < 1600))
    teeth = (y < -126) & (z < 1600) | (y < -116) & (z < 1582)
    maxilla |= teeth & (x > 14) & ~palatine
    other = (nose | vomer | palatine) & (z < FRONTONASAL)
    masks = [occipital, zygomatic, temporal, frontal, maxilla, sphenoid, other]
    part = np.select(masks, names, "parietal-bone")
    side = np.where(points[:, 0] >= 0, "-right", "-left")
    unpaired = np.isin(part, ["occipital-bone", "frontal-bone", "other"])
    return np.where(unpaired, part, np.char.add(part, side))


MODULES = (sys.modules[__name__], imported)
RECIPES = [
    Recipe("skull", "Skull", skull, 0.8, 160000, MODULES, world=True),
    Recipe("mandible", "Mandible", mandible, 0.7, 50000, MODULES, world=True),
    Recipe("hyoid-bone", "Hyoid bone", hyoid, 0.6, 10000, MODULES, world=True),
]

# Landmarks, read once off the finished meshes by the rule that each names: id, name, bone, place,
# reach, rule. Paired ones lie on the right (x > 0).
PLACES = (
    ("external-occipital-protuberance", "External occipital protuberance", "skull",
     (0.0, -4.4, 1610.9), "behind", "farthest back in the midline at its height"),
    ("superior-nuchal-line", "Superior nuchal line, middle", "skull", (28.0, -13.7, 1615.2),
     "behind", "middle of the line as it is sculpted"),
    ("inferior-nuchal-line", "Inferior nuchal line, middle", "skull", (18.3, -26.1, 1599.0),
     "nearest", "middle of the line as it is sculpted"),
    ("mastoid-process", "Mastoid process, tip", "skull", (45.6, -77.2, 1583.9),
     "nearest", "lowest point behind the ear canal"),
    ("temporal-line", "Temporal line, highest point", "skull", (64.1, -78.1, 1700.3),
     "side", "highest point of the line as it is sculpted"),
    ("zygomatic-arch", "Zygomatic arch, middle", "skull", (63.4, -117.4, 1613.7),
     "side", "most lateral point of the arch"),
    ("styloid-process", "Styloid process, tip", "skull", (32.9, -89.2, 1577.6),
     "nearest", "lowest point of the process"),
    ("temporomandibular-joint", "Temporomandibular joint", "mandible", (49.0, -98.6, 1620.4),
     "nearest", "top of the head of the mandible"),
    ("angle-of-mandible", "Angle of the mandible", "mandible", (43.5, -103.5, 1557.5),
     "side", "farthest back and down on the ramus"),
    ("coronoid-process", "Coronoid process of the mandible", "mandible", (43.0, -130.6, 1620.2),
     "nearest", "highest point in front of the notch"),
    ("chin", "Chin (mental protuberance)", "mandible", (0.0, -168.5, 1534.8),
     "front", "farthest forward below the teeth in the midline"),
    ("hyoid-bone", "Hyoid bone, body", "hyoid-bone", (0.0, -118.3, 1527.0),
     "front", "farthest forward in the midline"),
    ("greater-horn", "Greater horn of the hyoid bone, tip", "hyoid-bone", (21.3, -85.9, 1537.1),
     "nearest", "farthest back on the horn"),
)  # fmt: skip
MARKS = [
    Mark(id_, name, bone, at, found, paired=at[0] > 0, reach=reach)
    for id_, name, bone, at, reach, found in PLACES
]
