"""Radius, ulna and the bones of the hand of the right side in the world frame (mm).

Imported surfaces (see ``imported.py``): the forearm is set between the elbow and the wrist of the
body surface, bent about the hinge of the humerus; the wrist follows, and metacarpals and phalanges
are laid one after another along the fingers of the surface, the palm to the thigh.
"""

from __future__ import annotations

import sys
from functools import lru_cache

import numpy as np
import trimesh

from figures.bones import imported, shoulder, skull
from figures.bones.recipe import Mark, Recipe
from figures.bones.shoulder import Pose, closed, frame_of, placed, room_for, unit

ELBOW_GAP, RADIOULNAR_GAP = 2.0, 1.4
FOREARM_WIDE = 0.88

CARPALS = ("scaphoid", "lunate", "triquetrum", "pisiform",
           "trapezium", "trapezoid", "capitate", "hamate")  # fmt: skip
FINGERS = {
    1: ("1mc", "thumbprox", "thumbdist"),
    **{n: (f"{n}mc", f"{n}proxph", f"{n}midph", f"{n}distph") for n in (2, 3, 4, 5)},
}
# Joints of the surface's right hand (mm): each finger's knuckle, two joints and tip; the thumb's
# first is the base of its metacarpal. Kept here, so that the bones depend on nothing else.
FINGER_JOINTS = {
    1: ((277.1, -183.3, 883.8), (253.4, -205.1, 877.7),
        (234.7, -233.1, 858.7), (220.5, -248.7, 837.6)),
    2: ((284.4, -214.7, 821.4), (279.5, -228.7, 798.2),
        (270.4, -238.9, 777.7), (256.5, -249.5, 755.0)),
    3: ((293.5, -189.9, 811.7), (286.4, -198.8, 777.6),
        (277.5, -207.0, 750.8), (265.5, -213.3, 725.5)),
    4: ((296.3, -168.7, 808.9), (291.9, -171.5, 777.7),
        (284.8, -175.2, 752.5), (274.2, -176.7, 726.2)),
    5: ((293.0, -146.3, 809.1), (288.3, -145.3, 786.9),
        (282.2, -145.2, 771.4), (274.9, -144.7, 751.6)),
}  # fmt: skip
RAW_ULNAWARD = np.array([-15.4, 44.6, 0.0])  # across the hand, from index to little finger
CARPUS_WIDE = 1.06  # the surface's hand is broader than the imported one
KNUCKLES_IN = 0.92  # the surface's knuckles stand wider than its bones would
PALMWARD = np.array([4.5, 3.0, 2.0, 1.0])  # mm, at knuckle, joints and tip: clear of the skin
THUMB = np.array([0.5, 3.0, -1.5])  # mm, the same for the thumb
JOINT = 2.0  # mm left between the bones of a finger
PULP = 4.5  # mm of soft tissue over the tip of a finger


@lru_cache(maxsize=1)
def forearm_pose() -> Pose:
    """The forearm, bent about the hinge of the elbow until it points to the wrist."""
    raw = shoulder.RAW_WRIST - shoulder.RAW_ELBOW
    own = shoulder.WRIST - shoulder.ELBOW
    stretch = float(np.linalg.norm(own) / np.linalg.norm(raw))
    return Pose(
        shoulder.RAW_ELBOW,
        shoulder.ELBOW,
        frame_of(raw, shoulder.RAW_HINGE),
        frame_of(own, shoulder.hinge()),
        (stretch, FOREARM_WIDE, FOREARM_WIDE),
    )


def _humerus_end() -> trimesh.Trimesh:
    """The lower end of the humerus as a surface."""
    mesh = placed("humerus", shoulder.humerus_pose())
    mesh.update_faces(mesh.triangles_center[:, 2] < shoulder.ELBOW[2] + 50)
    return mesh


def ulna(voxel: float = 0.6) -> trimesh.Trimesh:
    """The right ulna; its notch leaves room for the trochlea."""
    surface = placed("ulna", forearm_pose())
    return closed(surface, voxel, cavities=[room_for(_humerus_end(), surface, ELBOW_GAP)])


def radius(voxel: float = 0.6) -> trimesh.Trimesh:
    """The right radius; it keeps clear of humerus and ulna."""
    surface = placed("radius", forearm_pose())
    others = ((_humerus_end(), ELBOW_GAP), (placed("ulna", forearm_pose()), RADIOULNAR_GAP))
    cavities = [room_for(mesh, surface, gap) for mesh, gap in others]
    return closed(surface, voxel, cavities=cavities)


@lru_cache(maxsize=32)
def ends(name: str) -> tuple[np.ndarray, np.ndarray]:
    """Upper and lower end of an imported hand bone, on its long axis."""
    points = imported.imported(name).vertices
    centre = points.mean(0)
    axis = np.linalg.svd(points - centre, full_matrices=False)[2][0]
    axis *= -np.sign(axis[2])  # the hand hangs
    along = (points - centre) @ axis
    return centre + axis * along.min(), centre + axis * along.max()


@lru_cache(maxsize=1)
def wrist_pose() -> Pose:
    """The carpal bones, turned with the surface's hand."""
    index, middle, little = (np.array(FINGER_JOINTS[n][0]) for n in (2, 3, 5))
    own = middle - shoulder.WRIST
    raw = ends("3mc")[1] - shoulder.RAW_WRIST
    size = float(np.linalg.norm(own) / np.linalg.norm(raw))
    return Pose(
        shoulder.RAW_WRIST,
        shoulder.WRIST + unit(own) * 1.2,  # the joint space
        frame_of(raw, RAW_ULNAWARD),
        frame_of(own, little - index),
        (size, size * CARPUS_WIDE, size),
    )


def _path(finger: int, start: np.ndarray) -> np.ndarray:
    """Points along a finger of the surface: the base of its metacarpal, knuckle, joints, tip."""
    points = np.array(FINGER_JOINTS[finger])
    if finger > 1:
        points -= wrist_pose().target_frame[2] * PALMWARD[:, None]
        inward = (np.array(FINGER_JOINTS[3][0]) - points[0]) * (1 - KNUCKLES_IN)
        points += inward * np.array([1, 0.15, 0, 0])[:, None]
        return np.vstack([start, points])
    return np.vstack([start, points[1:] + THUMB])


def _at(path: np.ndarray, length: float) -> np.ndarray:
    """The point of a broken line at a length from its start."""
    steps = np.linalg.norm(np.diff(path, axis=0), axis=1)
    place = np.r_[0, np.cumsum(steps)]
    return np.stack([np.interp(length, place, path[:, k]) for k in range(3)])


def _ray(finger: int) -> list[trimesh.Trimesh]:
    """Metacarpal and phalanges of one finger, each between its joints."""
    names = FINGERS[finger]
    path = _path(finger, wrist_pose()(ends(names[0])[0]))
    raw = [float(np.linalg.norm(np.subtract(*ends(name)))) for name in names]
    whole = float(np.linalg.norm(np.diff(path, axis=0), axis=1).sum()) - PULP
    if finger > 1:  # the metacarpal ends at the knuckle
        first = float(np.linalg.norm(path[1] - path[0]))
        rest = (whole - first) / sum(raw[1:])
        lengths = [first, *(n * rest for n in raw[1:])]
    else:
        lengths = [n * whole / sum(raw) for n in raw]
    stops = np.r_[0, np.cumsum(lengths)]
    turn = wrist_pose()
    ulnaward = turn(turn.source + RAW_ULNAWARD) - turn.target
    out = []
    for name, start, stop in zip(names, stops[:-1], stops[1:], strict=True):
        low, high = _at(path, start + JOINT / 2), _at(path, stop - JOINT / 2)
        raw_low, raw_high = ends(name)
        long = float(np.linalg.norm(high - low) / np.linalg.norm(raw_high - raw_low))
        wide = 0.45 + 0.45 * long  # the surface's fingers are slim
        pose = Pose(
            raw_low,
            low,
            frame_of(raw_high - raw_low, RAW_ULNAWARD),
            frame_of(high - low, ulnaward),
            (long, wide, wide),
        )
        out.append(_bone(name, pose))
    return out


def _bone(name: str, pose: Pose) -> trimesh.Trimesh:
    """One closed bone of the hand in its place."""
    mesh = imported.imported(name).copy()
    mesh.vertices = pose(mesh.vertices)
    return mesh if mesh.is_watertight else closed(mesh, 0.4)


def hand(_voxel: float = 0.6) -> trimesh.Trimesh:
    """The bones of the right hand from the wrist to the finger tips, as one mesh of parts."""
    wrist = [_bone(name, wrist_pose()) for name in CARPALS]
    fingers = [mesh for finger in FINGERS for mesh in _ray(finger)]
    return trimesh.util.concatenate([*wrist, *fingers])


MODULES = (sys.modules[__name__], shoulder, imported, skull)
RECIPES = [
    Recipe("radius", "Radius", radius, 0.6, 40000, MODULES, paired=True, world=True),
    Recipe("ulna", "Ulna", ulna, 0.6, 45000, MODULES, paired=True, world=True),
    Recipe("hand", "Bones of the hand", hand, 0.6, 90000, MODULES, paired=True, world=True),
]

# Landmarks, read once off the finished meshes by the rule that each names: id, name, bone,
# place, reach, rule. All lie on the right.
PLACES = (
    ("olecranon", "Olecranon", "ulna", (236.7, -36.6, 1125.1),
     "behind", "farthest back and up"),
    ("olecranon-tip", "Olecranon, tip", "ulna", (230.2, -45.1, 1132.4),
     "nearest", "uppermost point along the forearm"),
    ("ulnar-styloid-process", "Styloid process of the ulna", "ulna", (287.9, -129.8, 893.4),
     "nearest", "lowest point along the forearm"),
    ("radial-head", "Head of the radius", "radius", (260.6, -72.1, 1117.1),
     "side", "most lateral point along the elbow's hinge"),
    ("radial-tuberosity", "Radial tuberosity", "radius", (248.1, -78.0, 1085.5),
     "nearest", "most medial point 35 to 45 mm below the elbow's hinge"),
    ("radial-styloid-process", "Styloid process of the radius", "radius", (275.7, -166.1, 894.6),
     "nearest", "lowest point along the forearm"),
    ("wrist-joint", "Wrist joint", "radius", (280.1, -150.4, 895.1),
     "nearest", "between radius and lunate, where the hand is set"),
)  # fmt: skip
MARKS = [
    Mark(id_, name, bone, at, found, paired=True, reach=reach)
    for id_, name, bone, at, reach, found in PLACES
]
