"""Rendering the layers of one view; imported by ``figures.bake`` only when it bakes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

import numpy as np
import trimesh
from PIL import Image
from scipy.spatial import cKDTree

from figures.atlas_index import ATLAS
from figures.bake import Baked, Layer, read_manifest
from figures.bake_anchors import bone_anchors, muscle_anchors, skin_anchors
from figures.body import REGIONS, load_body, region_at
from figures.bones.skeleton import Mesh, bones, recipes
from figures.muscles.belly import Belly
from figures.muscles.musculature import SIDES, as_mesh, author, belly, module_of, name_of
from figures.render import shading
from figures.render.scene import Camera, Scene, Surface, camera, look
from figures.views import View

OVERSAMPLE = 2
BAND, RIM = 64, 4  # picture pixels
REACH = 42.0  # mm over which surfaces take light from each other
SHADOW_REACH = 18.0  # mm around a muscle where its shadow falls on the bones
MARGIN = 6.0 + SHADOW_REACH  # mm around a muscle's crop
WEBP = {"quality": 91, "method": 6, "alpha_quality": 90}

Box = tuple[int, int, int, int]  # left, top, right, bottom in picture pixels


def webp(image: np.ndarray) -> bytes:
    """Encode a float RGBA picture."""
    image = np.clip(image, 0, 1)
    image[image[..., 3] < 1 / 255] = 0
    out = io.BytesIO()
    pixels = np.round(image * 255).astype(np.uint8)
    Image.fromarray(pixels, "RGBA").save(out, "WEBP", **WEBP)
    return out.getvalue()


def png(ids: np.ndarray) -> bytes:
    """Encode an 8-bit image without loss."""
    out = io.BytesIO()
    Image.fromarray(ids.astype(np.uint8), "L").save(out, "PNG", optimize=True)
    return out.getvalue()


@lru_cache(maxsize=2)
def bone_scene(wanted: tuple[str, ...]) -> Scene:
    """The bones of a view, in the order it names them."""
    found = {mesh.id: mesh for mesh in bones()}
    return Scene([found[name] for name in wanted])


@lru_cache(maxsize=2)
def bone_sky(wanted: tuple[str, ...]) -> np.ndarray:
    """How much light from around reaches the bones, at each vertex."""
    return bone_scene(wanted).open_sky(REACH, rays=44)


@lru_cache(maxsize=2)
def skin_scene(arms_forward: float, subdivisions: int = 2) -> Scene:
    """The skin."""
    body = load_body(arms_forward)
    vertices, faces = trimesh.remesh.subdivide_loop(
        body.vertices, body.faces, iterations=subdivisions
    )
    return Scene([Mesh("skin", "Skin", "skin", vertices, faces)])


@lru_cache(maxsize=2)
def skin_sky(arms_forward: float) -> np.ndarray:
    """How much light from around reaches the skin, at each vertex."""
    return skin_scene(arms_forward).open_sky(reach=115, rays=40)


def kinds_of(scene: Scene, seen: Surface) -> np.ndarray:
    """Kind of the structure at every hit."""
    return np.array([m.kind for m in scene.meshes])[seen.mesh[seen.hit]]


def bands(view: View, box: Box, paint: Callable[[Camera], tuple]) -> tuple[np.ndarray, ...]:
    """Run ``paint`` over strips of the picture and join what it gives.

    Strips keep the memory small. Each is painted with a rim, cut off again, so that ink and relief,
    which look at neighbouring pixels, do not see the strip's edge. Arrays of the oversampled size
    are brought to the picture's: pictures averaged, ids and depths sampled.
    """
    left, top, right, bottom = box
    rows = []
    for start in range(top, bottom, BAND):
        end = min(start + BAND, bottom)
        eye = camera(view, OVERSAMPLE, (left - RIM, start - RIM, right + RIM, end + RIM))
        strip = []
        for image in paint(eye):
            if image.ndim == 3:
                small = shading.shrunk(image, OVERSAMPLE)
            else:
                small = image[OVERSAMPLE // 2 :: OVERSAMPLE, OVERSAMPLE // 2 :: OVERSAMPLE]
            strip.append(small[RIM:-RIM, RIM:-RIM])
        rows.append(strip)
    return tuple(np.concatenate(column) for column in zip(*rows, strict=True))


def bone_picture(view: View) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shaded bones, structure number (0 for none) and depth (mm toward the viewer) per pixel."""
    scene, sky = bone_scene(view.bones), bone_sky(view.bones)

    def paint(eye: Camera) -> tuple:
        seen = look(scene, eye)
        kinds = kinds_of(scene, seen)
        coat = shading.bone_coat(seen, kinds)
        colours = shading.lit(seen, coat, seen.sample(sky), kinds, eye)
        return shading.drawing(seen, colours, eye, fog=view.fog), seen.mesh + 1, seen.depth

    return bands(view, (0, 0, *view.size), paint)


def skin_picture(view: View) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shaded skin, region number (0 for none) and depth (mm toward the viewer) per pixel."""
    scene, sky = skin_scene(view.arms_forward), skin_sky(view.arms_forward)
    body = load_body(view.arms_forward)
    ink = {"ink_colour": shading.SKIN_INK, "ink_strength": 0.85}

    def paint(eye: Camera) -> tuple:
        seen = look(scene, eye)
        colours = shading.skin_colours(seen, seen.sample(sky), eye)
        regions = np.zeros(seen.hit.shape, int)
        if not view.shows_bones:
            regions[seen.hit] = region_at(seen.points, body) + 1
        return shading.drawing(seen, colours, eye, **ink), regions, seen.depth

    return bands(view, (0, 0, *view.size), paint)


def crop_of(view: View, mesh: Mesh) -> Box:
    """Picture rectangle (left, top, right, bottom) that holds the mesh."""
    eye = camera(view, 1)
    u, v = eye.plane(mesh.vertices).T
    u_min, _, _, v_max = view.extent
    mm, (width, height) = view.mm_per_pixel, view.size
    left, right = (u.min() - MARGIN - u_min) / mm, (u.max() + MARGIN - u_min) / mm
    top, bottom = (v_max - v.max() - MARGIN) / mm, (v_max - v.min() + MARGIN) / mm
    box = (max(0, left), max(0, top), min(width, right), min(height, bottom))
    return tuple(int(n) for n in box)


def only(seen: Surface, number: int) -> Surface:
    """The surface with nothing but one mesh of the scene."""
    keep = seen.mesh[seen.hit] == number
    hit = seen.hit.copy()
    hit[seen.hit] = keep
    return Surface(
        hit,
        np.where(hit, number, -1),
        np.where(hit, seen.depth, np.nan),
        *(a[keep] for a in (seen.points, seen.normals, seen.corners, seen.weights)),
    )


def muscle_picture(view: View, muscle: Belly, mesh: Mesh, box: Box) -> np.ndarray:
    """One muscle over its crop: only where no bone hides it, other muscles left out.

    Around it, on the bones, lies its soft contact shadow (never more than half opaque).
    """
    bare = bone_scene(view.bones)
    scene = Scene([*bare.meshes, mesh])
    last = len(scene.meshes) - 1
    part = scene.part(last)
    sky = np.ones(len(scene.vertices))
    sky[part] = scene.occlusion(REACH, 48, part=part)
    shadow = contact_shadow(bare, scene)

    def paint(eye: Camera) -> tuple:
        full = look(scene, eye)
        seen = only(full, last)
        coat = shading.muscle_coat(muscle.fibre(seen.points), author(muscle.id).RED)
        kinds = np.full(len(seen.points), "muscle")
        colours = shading.lit(seen, coat, np.clip(seen.sample(sky), 0, 1), kinds, eye)
        image = shading.drawing(seen, colours, eye)
        under = full.hit & ~seen.hit
        image[under, :3] = shading.CONTACT_SHADOW
        image[under, 3] = full.sample(shadow)[full.mesh[full.hit] != last]
        if fade := author(muscle.id).FADE_TOP:
            end = min(mesh.vertices[:, 2].max() - 8, view.extent[3] + fade)
            image[full.hit, 3] *= np.clip((end - full.points[:, 2]) / fade, 0, 1)
        return (image,)

    return bands(view, box, paint)[0]


def contact_shadow(bare: Scene, scene: Scene) -> np.ndarray:
    """Opacity 0..0.5 per vertex of the shadow that the last mesh of ``scene`` casts on bone."""
    tree, count = cKDTree(scene.meshes[-1].vertices[::4]), len(bare.vertices)
    gap = tree.query(bare.vertices, distance_upper_bound=SHADOW_REACH, workers=2)[0]
    part = np.flatnonzero(np.isfinite(gap))
    shadow = np.zeros(len(scene.vertices))
    # the same rays with and without the muscle: what differs is the muscle's doing
    shadow[part] = bare.occlusion(SHADOW_REACH, 24, part=part)
    shadow[part] -= scene.occlusion(SHADOW_REACH, 24, part=part)
    for _ in range(3):
        shadow[:count] = bare.average @ shadow[:count]
    return np.clip(0.75 * shadow, 0, 0.5)


def muscle_layer(view: View, file: str) -> Baked:
    """The picture of one muscle and side, cut to where it shows."""
    name, side = muscle_of(file)
    muscle = belly(name, side)
    mesh = as_mesh(muscle, side)
    box = crop_of(view, mesh)
    picture = muscle_picture(view, muscle, mesh, box)
    rows, columns = (np.flatnonzero((picture[..., 3] > 0.02).any(a)) for a in (1, 0))
    top, left = rows[0], columns[0]
    picture = picture[top : rows[-1] + 1, left : columns[-1] + 1]
    return Baked({file: webp(picture)}, (int(box[0] + left), int(box[1] + top)))


def muscle_of(file: str) -> tuple[str, str]:
    """Muscle and side of a layer's file: ``muscles/psoas-major-left.webp``."""
    name, _, side = file.removeprefix("muscles/").removesuffix(".webp").rpartition("-")
    return name, side


def muscle_entry(view: View, file: str) -> dict:
    """What anchors.json says of a muscle's layer, from the picture as it is stored."""
    name, side = muscle_of(file)
    return {
        "file": file,
        "at_px": read_manifest()[f"{view.id}/{file}"]["at_px"],
        "size": list(Image.open(ATLAS / view.id / file).size),
        "depth": view.muscles.index(name) + 1,
        "muscle": name,
        "name": name_of(name),
        "side": side,
    }


def describe(view: View, structures: list, layers: dict, anchors: dict) -> bytes:
    """The view's anchors.json."""
    data = {
        "view": view.id,
        "title": view.title,
        "faces": view.faces,
        "description": view.description,
        "size": list(view.size),
        "mm_per_pixel": view.mm_per_pixel,
        "extent_mm": [round(n, 4) for n in view.extent],
        "image_right": view.image_right,
        "structures": structures,
        "layers": layers,
        "anchors": dict(sorted(anchors.items())),
    }
    return (json.dumps(data, indent=1, ensure_ascii=False) + "\n").encode()


def plan(view: View) -> list[Layer]:
    """The layers of a view in the order they are baked; anchors last, they look at the others."""
    if not view.shows_bones:
        return [Layer("bones", ("shade.webp", "ids.png")), Layer("anchors", ("anchors.json",))]
    under = bone_modules(view)
    own = {name: (*under, f"muscles/{module_of(name)}.py") for name in view.muscles}
    files = [(name, f"muscles/{name}-{side}.webp") for name in own for side in SIDES]
    return [
        Layer("bones", ("shade.webp", "ids.png"), under),
        Layer("skin", ("skin.webp",)),
        *(Layer("muscle", (file,), own[name]) for name, file in files),
        Layer("anchors", ("anchors.json",)),
    ]


def bone_modules(view: View) -> tuple[str, ...]:
    """The modules that the view's bones are made from."""
    wanted = {bone.removesuffix("-right").removesuffix("-left") for bone in view.bones}
    found = {m for recipe in recipes() if recipe.id in wanted for m in recipe.modules}
    return tuple(sorted(f"bones/{Path(module.__file__).name}" for module in found))


def bake(view: View, layer: Layer) -> Baked:
    """The files of one layer."""
    if layer.kind == "muscle":
        return muscle_layer(view, layer.files[0])
    if layer.kind == "skin":
        return Baked({"skin.webp": webp(skin_picture(view)[0])})
    if layer.kind == "anchors":
        return Baked({"anchors.json": anchors(view)})
    picture, ids, _ = (bone_picture if view.shows_bones else skin_picture)(view)
    return Baked({"shade.webp": webp(picture), "ids.png": png(ids)})


def anchors(view: View) -> bytes:
    """The view's anchors.json, from the pictures as they are stored."""
    ids = np.asarray(Image.open(ATLAS / view.id / "ids.png"))
    depth = depths(view)
    if not view.shows_bones:
        structures = [{"id": region, "name": spoken(region), "kind": "skin"} for region in REGIONS]
        return describe(view, structures, {}, skin_anchors(view, ids, depth, structures))
    scene = bone_scene(view.bones)
    structures = [{"id": m.id, "name": m.name, "kind": m.kind} for m in scene.meshes]
    found, layers = bone_anchors(view, ids, depth, structures), {}
    for name in view.muscles:
        for side in SIDES:
            layers[f"{name}-{side}"] = muscle_entry(view, f"muscles/{name}-{side}.webp")
            muscle = belly(name, side)
            found |= muscle_anchors(view, muscle, as_mesh(muscle, side), side)
    return describe(view, structures, layers, found)


def depths(view: View) -> np.ndarray:
    """How far toward the viewer the surface lies at each pixel, mm; nan where there is none."""
    scene = bone_scene(view.bones) if view.shows_bones else skin_scene(view.arms_forward)
    return bands(view, (0, 0, *view.size), lambda eye: (look(scene, eye).depth,))[0]


def spoken(slug: str) -> str:
    """A slug as words: ``upper-arm-right`` becomes ``Upper arm, right``."""
    for side in SIDES:
        if slug.endswith(f"-{side}"):
            return spoken(slug.removesuffix(f"-{side}")) + f", {side}"
    return slug.replace("-", " ").capitalize()
