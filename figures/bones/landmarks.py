"""The palpable and named places on the bones, in the world frame (mm).

Each is written down where it is sculpted (drawing frame, right side) and then moved to the nearest
point of its bone's surface, so that it lies on the bone whatever the smoothing did.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import trimesh
from scipy.spatial import cKDTree

from figures.bones import hip, sacrum, vertebrae
from figures.bones.frame import to_world
from figures.bones.recipe import Mark
from figures.bones.skeleton import Mesh, modules

ORDINALS = ("first", "second", "third", "fourth")


@dataclass(frozen=True)
class Landmark:
    """A named point of one bone."""

    id: str
    name: str
    structure: str
    at: np.ndarray


def _middle() -> dict[str, tuple[str, str, tuple]]:
    """Landmarks in the midline: id -> name, structure, drawing-frame point."""
    out = {}
    for level in vertebrae.LEVELS:
        out[f"l{level}-spinous-process"] = (
            f"Spinous process of L{level}",
            f"l{level}-vertebra",
            tuple(vertebrae.spinous_tip(level)),
        )
    for number, (y, z, depth) in enumerate(sacrum.TUBERCLES, start=1):
        out[f"s{number}-spinous-tubercle"] = (
            f"Spinous tubercle of S{number}, on the median sacral crest",
            "sacrum",
            (0, y + depth, z),
        )
    out["sacral-hiatus"] = ("Sacral hiatus", "sacrum", sacrum.HIATUS)
    out["coccyx-tip"] = ("Tip of the coccyx", "coccyx", sacrum.COCCYX_TIP)
    out["sacrococcygeal-joint"] = ("Sacrococcygeal joint", "coccyx", (0, 252, 945))
    return out


def _vertebral() -> dict[str, tuple[str, str, tuple]]:
    """Paired landmarks of the lumbar vertebrae, right side."""
    out = {}
    for level in vertebrae.LEVELS:
        structure = f"l{level}-vertebra"
        for part, point in (
            ("transverse-process", vertebrae.transverse_tip(level, 1) - np.array([3, 0, 0])),
            ("mammillary-process", vertebrae.mammillary(level, 1) + np.array([0, 2.5, 0])),
            ("lamina", vertebrae.on_vertebra(level, (9, 40, -6))),
        ):
            name = f"{part.replace('-', ' ').capitalize()} of L{level}"
            out[f"l{level}-{part}"] = (name, structure, tuple(point))
    return out


def _paired() -> dict[str, tuple[str, str, tuple]]:
    """Paired landmarks, right side; a structure ending in "-" takes the side too."""
    out = _vertebral()
    for number, (x, y, z, _) in enumerate(sacrum.FORAMINA, start=1):
        name = f"{ORDINALS[number - 1].capitalize()} posterior sacral foramen"
        out[f"sacral-foramen-{number}"] = (name, "sacrum", (x + 0.4, y + 2, z - 0.5))
    # The joints of the articular processes lie just medial to the mammillary process below them.
    for level in sorted(vertebrae.LEVELS)[1:]:
        point = vertebrae.mammillary(level, 1) + np.array([-4.0, 2.0, 1.5])
        name = f"Zygapophysial joint L{level - 1}-L{level}"
        out[f"l{level - 1}-l{level}-joint"] = (name, f"l{level}-vertebra", tuple(point))
    out["l5-s1-joint"] = ("Zygapophysial joint L5-S1", "sacrum", (22.0, 233, 1064))
    out["sacroiliac-joint"] = ("Sacroiliac joint, its back edge", "sacrum", (36.0, 244, 1016))
    hip_points = {
        "psis": ("Posterior superior iliac spine", hip.PSIS),
        "piis": ("Posterior inferior iliac spine", hip.PIIS),
        "asis": ("Anterior superior iliac spine", hip.ASIS),
        "iliac-crest": ("Iliac crest, highest point", hip.CREST_TOP),
        "ischial-tuberosity": ("Ischial tuberosity", hip.ISCHIAL_TUBEROSITY),
        "ischial-spine": ("Ischial spine", (49, 220, 941)),
    }
    for id_, (name, point) in hip_points.items():
        out[id_] = (name, "hip-bone-", tuple(hip.landmark(point)))
    out["sacral-sulcus"] = ("Sacral sulcus", "sacrum", (31, 250, 1031))
    out["sacral-base"] = ("Base of the sacrum", "sacrum", sacrum.BASE)
    out["sacral-cornu"] = ("Sacral cornu", "sacrum", sacrum.CORNU)
    out["inferior-lateral-angle"] = (
        "Inferior lateral angle of the sacrum",
        "sacrum",
        sacrum.INFERIOR_LATERAL_ANGLE,
    )
    return out


# Not touched from behind: these go to the nearest point of the bone instead.
FROM_THE_SIDE = ("asis", "sacral-base")
REACH = 25.0  # mm: how far along the ray from behind the bone may be


class Surfaces:
    """The bones as surfaces to put a point on."""

    def __init__(self, bones: list[Mesh]):
        self.ids = {m.id for m in bones}
        self._meshes = {m.id: trimesh.Trimesh(m.vertices, m.faces, process=False) for m in bones}
        self._trees = {m.id: cKDTree(m.vertices) for m in bones}

    def nearest(self, bone: str, point: np.ndarray) -> np.ndarray:
        """The nearest vertex."""
        tree = self._trees[bone]
        return np.array(tree.data[tree.query(point)[1]])

    def from_behind(self, bone: str, point: np.ndarray) -> np.ndarray:
        """Where a finger coming straight from behind meets the bone, else the nearest vertex."""
        start = np.array([[point[0], 300.0, point[2]]])
        hits, _, _ = self._meshes[bone].ray.intersects_location(start, [[0.0, -1.0, 0.0]])
        if len(hits):
            first = hits[np.argmax(hits[:, 1])]
            if abs(first[1] - point[1]) < REACH:
                return first
        return self.nearest(bone, point)

    def reached(self, mark: Mark, bone: str) -> np.ndarray:
        """Where the finger of a mark meets the bone; a joint's centre stays where it is."""
        point = np.array(mark.at, float)
        if mark.id.endswith("-joint"):
            return point
        behind = mark.reach == "behind"
        return self.from_behind(bone, point) if behind else self.nearest(bone, point)

    def put(self, id_: str, bone: str, point: np.ndarray) -> np.ndarray:
        """The point on the bone's surface."""
        aside = any(part in id_ for part in FROM_THE_SIDE)
        return self.nearest(bone, point) if aside else self.from_behind(bone, point)


def landmarks(bones: list[Mesh]) -> dict[str, Landmark]:
    """All landmarks of the given bones, on their surfaces; the left ones mirror the right."""
    surfaces, out = Surfaces(bones), {}
    for id_, (name, structure, point) in _middle().items():
        if structure in surfaces.ids:
            at = surfaces.put(id_, structure, to_world(point)) * [0, 1, 1]
            out[id_] = Landmark(id_, name, structure, at)
    for id_, (name, structure, point) in _paired().items():
        own = structure.endswith("-")
        right = structure + "right" if own else structure
        if right in surfaces.ids:
            at = surfaces.put(id_, right, to_world(point))
            for side, sign in (("right", 1), ("left", -1)):
                bone = structure + side if own else structure
                named = f"{name}, {side}"
                out[f"{id_}-{side}"] = Landmark(f"{id_}-{side}", named, bone, at * [sign, 1, 1])
    for mark in (mark for module in modules() for mark in getattr(module, "MARKS", ())):
        own = f"{mark.bone}-right" in surfaces.ids  # the bone itself is paired
        bone = f"{mark.bone}-right" if own else mark.bone
        if bone in surfaces.ids:
            out |= _sides(mark, surfaces.reached(mark, bone), own)
    return out


def _sides(mark: Mark, at: np.ndarray, own: bool) -> dict[str, Landmark]:
    """The landmark of a mark in the midline, or its right one and the mirror image."""
    if not mark.paired:
        return {mark.id: Landmark(mark.id, mark.name, mark.bone, at * [0, 1, 1])}
    found = {}
    for side, sign in (("right", 1), ("left", -1)):
        id_, name = f"{mark.id}-{side}", f"{mark.name}, {side}"
        bone = f"{mark.bone}-{side}" if own else mark.bone
        found[id_] = Landmark(id_, name, bone, at * [sign, 1, 1])
    return found
