"""Scapula, clavicle and humerus of the right side in the world frame (mm).

They start from imported surfaces (see ``imported.py``): each is welded, smoothed and set into the
body as one piece, by two axes and a stretch, then made solid again on a voxel grid, where the head
of the humerus, the socket and the joint gaps are cut to size. The blade lies on the back of the
rib cage, the arm hangs a little away from the side, turned inward as the hand demands.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import trimesh
from scipy import sparse
from scipy.sparse import csgraph
from scipy.spatial import cKDTree

from figures.bones import imported, skull
from figures.bones.recipe import Mark, Recipe
from figures.bones.sculpt import smooth, sphere_directions

WELD = 0.8  # mm: corners of an imported surface that are nearer than this are one

# The joints in the body (mm): chosen from its skin, which hides them.
HEAD = np.array([183.2, -48.0, 1403.0])  # centre of the humeral head
ELBOW = np.array([236.0, -62.0, 1125.0])  # on the hinge, between capitulum and trochlea
WRIST = np.array([280.1, -150.4, 895.1])  # between radius and lunate
HEAD_RADIUS, SOCKET_GAP = 22.0, 4.0

# The same places in the imported frame, and the hinge of its elbow.
RAW_HEAD = np.array([170.2, 199.8, 1475.3])
RAW_ELBOW = np.array([160.0, 193.8, 1184.3])
RAW_WRIST = np.array([203.0, 171.0, 934.0])
RAW_HEAD_AXIS = np.array([-0.70, 0.50, 0.50])  # square to the anatomical neck
RAW_HINGE = np.array([1.0, 0.0, 0.0])  # medial to lateral


def unit(vector) -> np.ndarray:
    """The vector at length 1."""
    return np.asarray(vector, float) / np.linalg.norm(vector)


def frame_of(along, aside) -> np.ndarray:
    """Rows: unit ``along``, the part of ``aside`` square to it, and their cross product."""
    first = unit(along)
    second = unit(aside - first * (np.asarray(aside, float) @ first))
    return np.stack([first, second, np.cross(first, second)])


@dataclass(frozen=True)
class Pose:
    """How an imported bone is set into the body: its frame and stretch about one point."""

    source: np.ndarray  # the point, imported frame
    target: np.ndarray  # the point, world
    source_frame: np.ndarray  # rows: three directions in the imported frame
    target_frame: np.ndarray  # rows: the same in the world
    stretch: tuple[float, float, float]  # along each of the three

    def __call__(self, points) -> np.ndarray:
        """Imported points (n, 3) or (3,) in the world, mm."""
        local = (np.asarray(points, float) - self.source) @ self.source_frame.T
        return (local * self.stretch) @ self.target_frame + self.target


def welded(name: str) -> trimesh.Trimesh:
    """An imported surface with its cracks closed by joining near corners."""
    raw = imported.imported(name)
    count = len(raw.vertices)
    pairs = cKDTree(raw.vertices).query_pairs(WELD, output_type="ndarray")
    links = sparse.coo_matrix((np.ones(len(pairs)), pairs.T), shape=(count, count))
    number, part = csgraph.connected_components(links, directed=False)
    sums = np.zeros((number, 3))
    np.add.at(sums, part, raw.vertices)
    faces = part[raw.faces]
    whole = (faces != np.roll(faces, 1, 1)).all(1)
    return trimesh.Trimesh(sums / np.bincount(part)[:, None], faces[whole], process=False)


def softened(name: str, rounds: int = 8) -> trimesh.Trimesh:
    """An imported surface, welded, subdivided at the midpoints and smoothed, where it was."""
    mesh = welded(name)
    vertices, faces = mesh.vertices, mesh.faces
    for _ in range(2):
        vertices, faces = trimesh.remesh.subdivide(vertices, faces)
    return trimesh.Trimesh(smooth(vertices, faces, rounds), faces, process=False)


def placed(name: str, pose: Pose, rounds: int = 8) -> trimesh.Trimesh:
    """An imported bone in its place in the body, not yet closed."""
    mesh = softened(name, rounds)
    return trimesh.Trimesh(pose(mesh.vertices), mesh.faces, process=False)


def closed(surface: trimesh.Trimesh, voxel: float, parts=(), cavities=()) -> trimesh.Trimesh:
    """A closed mesh of a surface; thin plates need a grid of 1 mm at the most."""
    return skull.resolid(surface, min(voxel, 1.0), parts, cavities)


def ball(centre, radius: float) -> np.ndarray:
    """Cloud of one ball."""
    return np.array([[*centre, radius]], float)


def cap(centre, radius: float, axis, half_angle: float, thick: float = 4.0) -> np.ndarray:
    """Cloud of the part of a ball that lies within ``half_angle`` degrees of ``axis``."""
    directions = sphere_directions(4000)
    within = directions @ unit(axis) > np.cos(np.radians(half_angle))
    shell = directions[within] * (radius - thick) + np.asarray(centre, float)
    return np.c_[shell, np.full(len(shell), thick)]


def bridge(surface: trimesh.Trimesh, at, reach: float, size: float) -> np.ndarray:
    """Cloud of a disc of radius ``size`` that closes a hole of a thin plate.

    It lies halfway between both faces of the plate, as far as they go within ``reach`` of ``at``.
    """
    near = surface.vertices[np.linalg.norm(surface.vertices - at, axis=1) < reach]
    centre = near.mean(0)
    axes = np.linalg.svd(near - centre, full_matrices=False)[2]
    u, v, height = axes @ (near - centre).T
    bend = np.linalg.lstsq(_quadratic(u, v), height, rcond=None)[0]
    radius = max(0.8, float(np.std(height - _quadratic(u, v) @ bend)) - 0.3)
    grid = np.stack(np.meshgrid(*[np.arange(-size, size, 0.5)] * 2), -1).reshape(-1, 2)
    own = axes[:2] @ (np.asarray(at) - centre)
    u, v = grid[(grid**2).sum(1) < size**2].T + own[:, None]
    points = np.stack([u, v, _quadratic(u, v) @ bend], 1) @ axes + centre
    return np.c_[points, np.full(len(points), radius)]


def _quadratic(u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Terms of a surface of second degree over a plane."""
    return np.stack([np.ones_like(u), u, v, u * u, u * v, v * v], 1)


def soothed(mesh: trimesh.Trimesh, at, reach: float, rounds: int) -> trimesh.Trimesh:
    """The mesh smoothed more within ``reach`` of a point, fading out."""
    share = np.clip(1.6 - 1.6 * np.linalg.norm(mesh.vertices - at, axis=1) / reach, 0, 1)
    soft = smooth(mesh.vertices, mesh.faces, rounds)
    vertices = mesh.vertices + (soft - mesh.vertices) * share[:, None]
    return trimesh.Trimesh(vertices, mesh.faces, process=False)


def room_for(
    mesh: trimesh.Trimesh, own: trimesh.Trimesh, gap: float, thick: float = 2.0
) -> np.ndarray:
    """Cloud of a neighbour's surface, grown outward by ``gap``, where it is near the ``own`` bone.

    Cut it out of the bone to leave a joint space.
    """
    fine, faces = trimesh.remesh.subdivide_to_size(mesh.vertices, mesh.faces, 1.6, 12)
    fine = trimesh.Trimesh(fine, faces, process=False)
    inward = fine.vertices - fine.vertex_normals * thick
    low, high = own.bounds + np.array([[-5.0], [5.0]])
    near = ((inward > low) & (inward < high)).all(1)
    return np.c_[inward[near], np.full(near.sum(), thick + gap)]


# Cosine between hinge and forearm: 0.17 in the imported arm would turn this one in by 36 degrees.
CARRY = 0.03


@lru_cache(maxsize=1)
def hinge() -> np.ndarray:
    """World direction of the elbow's hinge, to the side.

    With the upper arm it makes the angle of the imported arm, with the forearm the one that
    ``CARRY`` says: so the joint fits, and the arm is turned inward as far as the hand demands.
    """
    arm, forearm = unit(ELBOW - HEAD), unit(WRIST - ELBOW)
    on_arm = RAW_HINGE @ unit(RAW_ELBOW - RAW_HEAD)
    within = np.linalg.lstsq(np.stack([arm, forearm]), [on_arm, CARRY], rcond=None)[0]
    across = unit(np.cross(arm, forearm))
    across *= np.sign(across[0])
    return within + across * np.sqrt(1 - within @ within)


ARM_LONG = float(np.linalg.norm(ELBOW - HEAD) / np.linalg.norm(RAW_ELBOW - RAW_HEAD))
ARM_WIDE = 0.92


@lru_cache(maxsize=1)
def humerus_pose() -> Pose:
    """The humerus between the shoulder's and the elbow's centre."""
    return Pose(
        RAW_HEAD,
        HEAD,
        frame_of(RAW_ELBOW - RAW_HEAD, RAW_HINGE),
        frame_of(ELBOW - HEAD, hinge()),
        (ARM_LONG, ARM_WIDE, ARM_WIDE),
    )


# The blade: the root of its spine is the point that is set, then it is turned (degrees).
RAW_ROOT = np.array([61.0, 273.0, 1493.0])
ROOT = np.array([72.0, 26.0, 1414.0])
RAW_PLANE = np.array([0.857, -0.515, 0.0])  # along the blade, from the root to the socket
BLADE_FORWARD = 2.5  # more than in the imported model, which stands at 31 degrees
BLADE_UP = 6.0  # the socket is lifted
BLADE_BACK = 9.0  # the upper angle goes back: the imported blade is tipped 19 degrees forward
BLADE_SIZE = 1.05
RAW_SOCKET = np.array([147.0, 219.0, 1472.0])  # middle of the socket
SOCKET_RADIUS = 34.0  # the socket is flatter than the head
# Where the imported surface is rough: place, reach (mm), rounds of smoothing.
SOFT_PLACES = (
    ((89.5, 241.0, 1501.0), 16.0, 60),
    ((170.9, 207.5, 1507.9), 12.0, 40),
    ((147.0, 219.0, 1472.0), 14.0, 40),
    ((67.3, 276.1, 1465.5), 8.0, 40),
    ((169.6, 219.8, 1507.2), 8.0, 40),
)
RAW_HOLE = np.array([89.5, 241.0, 1501.0])  # a gap of the imported surface above the spine
ACROMION_GAP = 2.5


def turned(direction, axis, degrees: float) -> np.ndarray:
    """Directions (..., 3) turned about an axis."""
    angle, axis = np.radians(degrees), unit(axis)
    direction = np.asarray(direction, float)
    along = (direction @ axis)[..., None] * axis
    return along + (direction - along) * np.cos(angle) + np.cross(axis, direction) * np.sin(angle)


@lru_cache(maxsize=1)
def scapula_pose() -> Pose:
    """The blade on the back of the rib cage."""
    plane, up = RAW_PLANE, np.array([0.0, 0.0, 1.0])
    start = np.stack([plane, np.cross(up, plane), up])
    end = turned(start, start[1], -BLADE_UP)
    end = turned(end, plane, -BLADE_BACK)
    end = turned(end, up, -BLADE_FORWARD)
    return Pose(RAW_ROOT, ROOT, start, end, (BLADE_SIZE,) * 3)


# The ends of the clavicle: middle of its face on the sternum and of its face on the acromion.
RAW_STERNAL, RAW_ACROMIAL = np.array([25.0, 177.0, 1484.5]), np.array([148.0, 196.0, 1507.0])
STERNAL, ACROMIAL = np.array([24.0, -101.0, 1425.0]), np.array([166.0, -50.2, 1444.0])
CLAVICLE_WIDE = 0.95


@lru_cache(maxsize=1)
def clavicle_pose() -> Pose:
    """The clavicle from the sternum to the acromion."""
    raw, own = RAW_ACROMIAL - RAW_STERNAL, ACROMIAL - STERNAL
    up = np.array([0.0, 0.0, 1.0])
    stretch = float(np.linalg.norm(own) / np.linalg.norm(raw))
    return Pose(
        RAW_STERNAL,
        STERNAL,
        frame_of(raw, up),
        frame_of(own, up),
        (stretch, CLAVICLE_WIDE, CLAVICLE_WIDE),
    )


def scapula(voxel: float = 0.7) -> trimesh.Trimesh:
    """The right scapula; its socket is hollowed about the centre of the humeral head."""
    surface = placed("scapula", scapula_pose())
    pose = scapula_pose()
    plate = bridge(surface, pose(RAW_HOLE), 15.0, 9.0)
    out = unit(HEAD - pose(RAW_SOCKET))
    socket = ball(HEAD + out * (SOCKET_RADIUS - HEAD_RADIUS - SOCKET_GAP), SOCKET_RADIUS)
    mesh = closed(surface, voxel, [plate], [socket])
    for place, reach, rounds in SOFT_PLACES:
        mesh = soothed(mesh, pose(np.array(place)), reach, rounds)
    return mesh


def clavicle(voxel: float = 0.7) -> trimesh.Trimesh:
    """The right clavicle."""
    surface = placed("clavicle", clavicle_pose(), 12)
    acromion = placed("scapula", scapula_pose())
    return closed(surface, voxel, cavities=[room_for(acromion, surface, ACROMION_GAP)])


def humerus(voxel: float = 0.8) -> trimesh.Trimesh:
    """The right humerus; its head is rounded where it meets the socket."""
    axis = humerus_pose()(RAW_HEAD + RAW_HEAD_AXIS) - HEAD
    head = cap(HEAD, HEAD_RADIUS - 0.4, axis, 58)
    mesh = closed(placed("humerus", humerus_pose()), voxel, [head])
    return soothed(mesh, HEAD + unit(axis) * 12, 26.0, 30)


MODULES = (sys.modules[__name__], imported, skull)
RECIPES = [
    Recipe("scapula", "Scapula", scapula, 0.7, 90000, MODULES, paired=True, world=True),
    Recipe("clavicle", "Clavicle", clavicle, 0.7, 30000, MODULES, paired=True, world=True),
    Recipe("humerus", "Humerus", humerus, 0.8, 70000, MODULES, paired=True, world=True),
]

# Landmarks, read once off the finished meshes by the rule that each names: id, name, bone,
# place, reach, rule. All lie on the right.
PLACES = (
    ("acromion", "Acromion, lateral edge", "scapula", (184.5, -42.6, 1442.4),
     "nearest", "most lateral point"),
    ("acromial-angle", "Acromial angle", "scapula", (181.1, -16.3, 1436.0),
     "behind", "farthest back and out on the acromion"),
    ("scapular-spine-root", "Spine of the scapula, inner end (root)", "scapula",
     (73.5, 26.0, 1413.9), "behind", "placed by hand where the spine meets the border"),
    ("scapular-spine-middle", "Spine of the scapula, middle", "scapula", (125.6, 6.5, 1432.6),
     "nearest", "placed by hand on the crest, halfway along"),
    ("superior-angle", "Superior angle of the scapula", "scapula", (85.3, 2.3, 1451.4),
     "nearest", "highest point along the blade"),
    ("inferior-angle", "Inferior angle of the scapula", "scapula", (95.7, 27.5, 1296.5),
     "nearest", "lowest point"),
    ("medial-border-middle", "Medial border of the scapula, middle", "scapula",
     (68.1, 32.3, 1353.9), "nearest", "on the border, halfway between root and inferior angle"),
    ("coracoid-process", "Coracoid process, tip", "scapula", (146.9, -80.0, 1407.5),
     "nearest", "farthest forward, out and down on the process"),
    ("glenoid-cavity", "Glenoid cavity, middle", "scapula", (159.0, -35.6, 1403.8),
     "nearest", "placed by hand, middle of the socket"),
    ("supraglenoid-tubercle", "Supraglenoid tubercle", "scapula", (150.4, -44.8, 1422.2),
     "nearest", "highest point of the socket's rim"),
    ("infraglenoid-tubercle", "Infraglenoid tubercle", "scapula", (156.7, -36.2, 1384.4),
     "nearest", "lowest point of the socket's rim"),
    ("acromioclavicular-joint", "Acromioclavicular joint", "clavicle", (161.3, -48.2, 1443.0),
     "nearest", "placed by hand in the gap"),
    ("sternoclavicular-joint", "Sternoclavicular joint", "clavicle", (20.5, -97.0, 1424.5),
     "nearest", "placed by hand, just medial to the sternal end"),
    ("sternal-end-of-clavicle", "Clavicle, sternal end", "clavicle", (21.6, -90.9, 1422.2),
     "nearest", "most medial point"),
    ("glenohumeral-joint", "Shoulder joint", "scapula", (161.2, -36.7, 1403.7),
     "nearest", "placed by hand in the gap"),
    ("greater-tubercle", "Greater tubercle of the humerus", "humerus", (201.5, -57.1, 1418.3),
     "side", "farthest out and up on the upper end"),
    ("lesser-tubercle", "Lesser tubercle of the humerus", "humerus", (182.0, -71.7, 1405.0),
     "front", "farthest forward on the upper end"),
    ("intertubercular-groove", "Intertubercular groove", "humerus", (190.8, -64.4, 1396.0),
     "front", "deepest place between the tubercles at z 1396"),
    ("deltoid-tuberosity", "Deltoid tuberosity", "humerus", (216.2, -53.6, 1293.4),
     "side", "most lateral point at 43 % of the way from shoulder to elbow"),
    ("medial-epicondyle-of-humerus", "Medial epicondyle of the humerus", "humerus",
     (206.6, -48.5, 1124.1), "nearest", "most medial point along the elbow's hinge"),
    ("lateral-epicondyle-of-humerus", "Lateral epicondyle of the humerus", "humerus",
     (261.9, -62.5, 1138.8), "side", "most lateral point along the elbow's hinge"),
    ("elbow-joint", "Elbow joint", "humerus", (236.0, -62.0, 1125.0),
     "nearest", "placed by hand on the hinge"),
)  # fmt: skip
MARKS = [
    Mark(id_, name, bone, at, found, paired=True, reach=reach)
    for id_, name, bone, at, reach, found in PLACES
]
