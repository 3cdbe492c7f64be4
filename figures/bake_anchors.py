"""Where landmarks, attachments and label points fall in a view."""

from __future__ import annotations

import numpy as np

from figures.body import load_body
from figures.bones.landmarks import landmarks
from figures.bones.skeleton import Mesh, bones
from figures.muscles.belly import Belly
from figures.muscles.musculature import author, name_of
from figures.render.scene import Scene, camera
from figures.views import View

SEEN_WITHIN = 5.0  # mm: a landmark farther behind what the camera sees is hidden
ON_SKIN = (  # bony landmarks also given as places on the skin of the whole-body views
    "psis", "iliac-crest", "asis", "l1-spinous-process", "l2-spinous-process",
    "l3-spinous-process", "l4-spinous-process", "l5-spinous-process", "s1-spinous-tubercle",
    "s2-spinous-tubercle", "s3-spinous-tubercle", "s4-spinous-tubercle", "sacral-hiatus",
    "sacral-sulcus", "inferior-lateral-angle", "coccyx-tip", "ischial-tuberosity",
    "greater-trochanter", "external-occipital-protuberance", "mastoid-process",
    "c2-spinous-process", "c7-spinous-process", "c1-transverse-process", "angle-of-mandible",
    "zygomatic-arch", "chin",
    "temporal-line", "patella", "tibial-tuberosity", "fibular-head", "medial-epicondyle",
    "lateral-epicondyle", "medial-malleolus", "lateral-malleolus", "calcaneal-tuberosity",
)  # fmt: skip
OF_THE_ARM = (  # the same, but the arm and its girdle move: only where it hangs as in the skeleton
    "acromion", "acromial-angle", "scapular-spine-root", "superior-angle", "inferior-angle",
    "medial-border-middle", "coracoid-process", "greater-tubercle", "deltoid-tuberosity",
    "medial-epicondyle-of-humerus", "lateral-epicondyle-of-humerus", "olecranon",
    "radial-styloid-process", "ulnar-styloid-process",
)  # fmt: skip


def pixel(view: View, at: np.ndarray) -> tuple[int, int]:
    """Column and row of plane coordinates, clamped to the picture."""
    u_min, _, _, v_max = view.extent
    width, height = view.size
    column = int((at[0] - u_min) / view.mm_per_pixel)
    row = int((v_max - at[1]) / view.mm_per_pixel)
    return min(max(column, 0), width - 1), min(max(row, 0), height - 1)


def inside(view: View, at: np.ndarray) -> bool:
    """Whether plane coordinates fall into the picture."""
    u_min, u_max, v_min, v_max = view.extent
    return u_min < at[0] < u_max and v_min < at[1] < v_max


def entry(
    at, depth: float, structure: str, name: str, *, surface: str = "bone", visible: bool = True
) -> dict:
    """One anchor as written to anchors.json."""
    return {
        "at": [round(float(n), 2) for n in at],
        "depth_mm": round(float(depth), 2),
        "structure": structure,
        "name": name,
        "surface": surface,
        "visible": visible,
    }


def bone_anchors(view: View, ids: np.ndarray, depths: np.ndarray, structures: list) -> dict:
    """All bony landmarks of the view's bones that fall inside the picture."""
    eye = camera(view, 1)
    meshes = [m for m in bones() if m.id in view.bones]
    out = {}
    for mark in landmarks(meshes).values():
        at, depth = eye.plane(mark.at)[0], float(mark.at @ eye.axes[2])
        if not inside(view, at):
            continue
        column, row = pixel(view, at)
        number = ids[row, column]
        visible = (
            number > 0
            and structures[number - 1]["id"] == mark.structure
            and abs(depths[row, column] - depth) < SEEN_WITHIN
        )
        out[mark.id] = entry(at, depth, mark.structure, mark.name, visible=bool(visible))
    return out


def muscle_anchors(view: View, muscle: Belly, mesh: Mesh, side: str) -> dict:
    """Label points on a belly, one for the muscle and one for each named part of it."""
    scene, eye = Scene([mesh]), camera(view, 1)
    out = {}
    for part, point in label_points(view, muscle).items():
        start = point + 500 * eye.axes[2]
        found = scene.cast(start[None], -eye.axes[2])
        if found["primID"][0] < 0:
            continue
        on_skin = start - eye.axes[2] * found["tfar"][0]
        name = f"{name_of(muscle.id)}, {side}" if part == muscle.id else f"{spoken(part)}, {side}"
        at = eye.plane(on_skin)[0]
        if inside(view, at):
            depth = float(on_skin @ eye.axes[2])
            out[f"{part}-{side}"] = entry(at, depth, muscle.id, name, surface="muscle")
    return out


def spoken(slug: str) -> str:
    """``rotatores-lumborum-brevis`` becomes ``Rotatores lumborum brevis``."""
    return slug.replace("-", " ").capitalize()


def label_points(view: View, muscle: Belly) -> dict[str, np.ndarray]:
    """A point in the middle of a well-placed fascicle: part name -> world point."""
    top, out = view.extent[3] - 25, {}
    for part, (name, number) in author(muscle.id).LABELS.items():
        bundle = [f for f in muscle.fascicles if f.name == name][number]
        line = bundle.line[bundle.line[:, 2] < top]
        out[part] = line[int(0.55 * len(line))]
    return out


def skin_anchors(view: View, ids: np.ndarray, depths: np.ndarray, structures: list) -> dict:
    """Bony landmarks and places of the body, projected on the skin as the camera sees it."""
    eye = camera(view, 1)
    points = {
        mark.id: (mark.name, mark.at)
        for mark in landmarks(bones()).values()
        if mark.id.removesuffix("-right").removesuffix("-left") in _given(view)
    } | body_places(view)
    out = {}
    for id_, (name, point) in points.items():
        at = eye.plane(point)[0]
        if not inside(view, at):
            continue
        column, row = pixel(view, at)
        depth = depths[row, column]
        near = abs(depth - float(point @ eye.axes[2])) < DEEP
        if not np.isnan(depth) and (near or id_ not in _facing(view)):
            structure = structures[int(ids[row, column]) - 1]["id"]
            out[id_] = entry(at, depth, structure, name, surface="skin")
    return out


DEEP = 60.0  # mm: a bone farther under the skin than this is not a landmark of that side


def _facing(view: View) -> set[str]:
    """Ids that are only given where the bone is near this side's skin."""
    return {f"{id_}{side}" for id_ in _given(view) for side in ("", "-right", "-left")}


def _given(view: View) -> tuple[str, ...]:
    return ON_SKIN if view.arms_forward else (*ON_SKIN, *OF_THE_ARM)


def body_places(view: View) -> dict[str, tuple[str, np.ndarray]]:
    """Named places of the skin from the joints of the body: id -> name, world point."""
    joints = load_body(view.arms_forward).joints
    out = {id_: (name, joints[joint] + np.array(shift)) for id_, (name, joint, shift)
           in MIDDLE.get(view.faces, {}).items()}  # fmt: skip
    sides = {"right": "r", "left": "l"}
    shown = {view.faces: sides[view.faces]} if view.faces in sides else sides
    for side, letter in shown.items():
        places = _limbs(view.faces, {name: joints[f"{letter}-{name}"] for name in JOINTS})
        out |= {f"{id_}-{side}": (f"{name}, {side}", p) for id_, (name, p) in places.items()}
    return out


JOINTS = ("upper-leg", "knee", "ankle", "shoulder", "elbow", "hand", "clavicle", "eye")

# Places in the midline: id -> name, joint of the body, shift in mm.
MIDDLE = {
    "posterior": {
        "posterior-neck": ("Nape of the neck", "neck", (0, 40, 45)),
        "occiput": ("Back of the head", "head", (0, 60, 60)),
        "between-shoulder-blades": ("Between the shoulder blades", "spine-1", (0, 40, 40)),
    },
    "anterior": {
        "anterior-neck": ("Front of the neck", "neck", (0, -40, 20)),
        "breastbone": ("Breastbone", "spine-1", (0, -60, 40)),
        "upper-abdomen": ("Upper abdomen", "spine-2", (0, -60, 60)),
        "lower-abdomen": ("Lower abdomen", "spine-4", (0, -60, 10)),
    },
}


def _limbs(faces: str, j: dict[str, np.ndarray]) -> dict[str, tuple[str, np.ndarray]]:
    """Places of one side of the body as they are called from where the view looks."""
    face = faces if faces in MIDDLE else "lateral"
    thigh, leg = j["knee"] - j["upper-leg"], j["ankle"] - j["knee"]
    places = {
        f"{face}-thigh-upper": (f"Upper {face} thigh", j["upper-leg"] + 0.28 * thigh),
        f"{face}-thigh": (f"Middle of the {face} thigh", j["upper-leg"] + 0.55 * thigh),
        f"{face}-knee": (_SPOKEN.get(f"{face}-knee", "Outer knee"), j["knee"]),
        f"{face}-lower-leg": (
            _SPOKEN.get(f"{face}-leg", "Outer lower leg"),
            j["knee"] + 0.35 * leg,
        ),
        f"{face}-shoulder": (f"{face.capitalize()} shoulder", j["shoulder"]),
        f"{face}-elbow": (f"{face.capitalize()} elbow", j["elbow"]),
        f"{face}-wrist": (f"{face.capitalize()} wrist", j["hand"]),
    }
    if face == "posterior":
        places["gluteal-fold"] = ("Gluteal fold", j["upper-leg"] * [0.72, 1, 1] + [0, 0, -83.0])
        places["buttock"] = ("Buttock", j["upper-leg"] * [0.85, 1, 1] + [0, 0, 10.0])
    if face == "anterior":
        places["groin"] = ("Groin", j["upper-leg"] * [0.66, 1, 1] + [0, 0, 8.0])
        places["forehead"] = ("Forehead", j["eye"] + [0, 0, 45.0])
        places["cheek"] = ("Cheek", j["eye"] + [8.0 * np.sign(j["eye"][0]), 0, -48.0])
        places["chest"] = ("Chest below the collarbone", j["clavicle"] * [3.4, 1, 1] - [0, 0, 40.0])
    if face == "lateral":
        places["lateral-hip"] = ("Outer hip", j["upper-leg"])
        places["flank"] = ("Flank", j["upper-leg"] + [0, 0, 170.0])
        places["lateral-neck"] = ("Side of the neck", j["eye"] + [0, 110.0, -120.0])
        places["temple"] = ("Temple", j["eye"] + [0, 40.0, 20.0])
        places["ear"] = ("Ear", j["eye"] + [0, 90.0, -20.0])
    return places


_SPOKEN = {
    "posterior-knee": "Back of the knee",
    "anterior-knee": "Knee",
    "posterior-leg": "Calf",
    "anterior-leg": "Shin",
}
