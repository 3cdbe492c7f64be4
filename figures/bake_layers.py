"""Rendering the layers of one view; imported by ``figures.bake`` only when it bakes."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from functools import lru_cache

import numpy as np
import trimesh
from PIL import Image
from scipy.spatial import cKDTree

from figures.bake_anchors import bone_anchors, muscle_anchors, skin_anchors
from figures.body import REGIONS, load_body, region_at
from figures.bones.skeleton import Mesh, bones
from figures.muscles.belly import Belly
from figures.muscles.musculature import NAMES, SIDES, as_mesh, belly
from figures.render import shading
from figures.render.scene import Camera, Scene, Surface, camera, look
from figures.views import View

OVERSAMPLE = 2
BAND, RIM = 64, 4  # picture pixels
REACH = 42.0  # mm over which surfaces take light from each other
SHADOW_REACH = 18.0  # mm around a muscle where its shadow falls on the bones
MARGIN = 6.0 + SHADOW_REACH  # mm around a muscle's crop
FADE_TOP = {"erector-spinae": 45.0}  # mm over which a muscle's upper end fades away
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
def bone_scene(wanted: tuple[str, ...]) -> tuple[Scene, np.ndarray]:
    """The bones and their occlusion."""
    scene = Scene([mesh for mesh in bones() if mesh.id in wanted])
    return scene, scene.open_sky(REACH, rays=44)


@lru_cache(maxsize=2)
def skin_scene(arms_forward: float, subdivisions: int = 2) -> tuple[Scene, np.ndarray]:
    """The skin and its occlusion."""
    body = load_body(arms_forward)
    vertices, faces = trimesh.remesh.subdivide_loop(
        body.vertices, body.faces, iterations=subdivisions
    )
    scene = Scene([Mesh("skin", "Skin", "skin", vertices, faces)])
    return scene, scene.open_sky(reach=115, rays=40)


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
    scene, sky = bone_scene(view.bones)

    def paint(eye: Camera) -> tuple:
        seen = look(scene, eye)
        kinds = kinds_of(scene, seen)
        coat = shading.bone_coat(seen, kinds)
        colours = shading.lit(seen, coat, seen.sample(sky), kinds, eye)
        return shading.drawing(seen, colours, eye, fog=view.fog), seen.mesh + 1, seen.depth

    return bands(view, (0, 0, *view.size), paint)


def skin_picture(view: View) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Shaded skin, region number (0 for none) and depth (mm toward the viewer) per pixel."""
    scene, sky = skin_scene(view.arms_forward)
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
    bare, _ = bone_scene(view.bones)
    scene = Scene([*bare.meshes, mesh])
    last = len(scene.meshes) - 1
    part = scene.part(last)
    sky = np.ones(len(scene.vertices))
    sky[part] = scene.occlusion(REACH, 48, part=part)
    shadow = contact_shadow(bare, scene)

    def paint(eye: Camera) -> tuple:
        full = look(scene, eye)
        seen = only(full, last)
        coat = shading.muscle_coat(muscle.fibre(seen.points), muscle.id)
        kinds = np.full(len(seen.points), "muscle")
        colours = shading.lit(seen, coat, np.clip(seen.sample(sky), 0, 1), kinds, eye)
        image = shading.drawing(seen, colours, eye)
        under = full.hit & ~seen.hit
        image[under, :3] = shading.CONTACT_SHADOW
        image[under, 3] = full.sample(shadow)[full.mesh[full.hit] != last]
        if muscle.id in FADE_TOP:
            fade = FADE_TOP[muscle.id]
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


def muscle_layers(view: View) -> Iterator[tuple[str, bytes, dict, dict]]:
    """File name, bytes, layer entry and anchors of every muscle of the view, both sides."""
    for depth, name in enumerate(view.muscles, start=1):
        for side in SIDES:
            muscle = belly(name, side)
            mesh = as_mesh(muscle, side)
            box = crop_of(view, mesh)
            picture = muscle_picture(view, muscle, mesh, box)
            rows, columns = (np.flatnonzero((picture[..., 3] > 0.02).any(a)) for a in (1, 0))
            top, left = rows[0], columns[0]
            picture = picture[top : rows[-1] + 1, left : columns[-1] + 1]
            file = f"muscles/{name}-{side}.webp"
            entry = {
                "file": file,
                "at_px": [int(box[0] + left), int(box[1] + top)],
                "size": [picture.shape[1], picture.shape[0]],
                "depth": depth,
                "muscle": name,
                "name": NAMES[name],
                "side": side,
            }
            yield file, webp(picture), entry, muscle_anchors(view, muscle, mesh, side)


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


def bake_bones(view: View, say) -> dict[str, bytes]:
    """All files of a view that shows bones."""
    picture, ids, depth = bone_picture(view)
    say("bones")
    scene, _ = bone_scene(view.bones)
    structures = [{"id": m.id, "name": m.name, "kind": m.kind} for m in scene.meshes]
    anchors = bone_anchors(view, ids, depth, structures)
    files = {"shade.webp": webp(picture), "ids.png": png(ids)}
    files["skin.webp"] = webp(skin_picture(view)[0])
    say("skin")
    layers = {}
    for file, data, entry, points in muscle_layers(view):
        files[file] = data
        layers[f"{entry['muscle']}-{entry['side']}"] = entry
        anchors |= points
        say(file)
    files["anchors.json"] = describe(view, structures, layers, anchors)
    return files


def bake_skin(view: View, say) -> dict[str, bytes]:
    """All files of a view that shows the skin."""
    picture, ids, depth = skin_picture(view)
    say("skin")
    structures = [{"id": region, "name": spoken(region), "kind": "skin"} for region in REGIONS]
    anchors = skin_anchors(view, ids, depth, structures)
    return {
        "shade.webp": webp(picture),
        "ids.png": png(ids),
        "anchors.json": describe(view, structures, {}, anchors),
    }


def spoken(slug: str) -> str:
    """A slug as words: ``upper-arm-right`` becomes ``Upper arm, right``."""
    for side in SIDES:
        if slug.endswith(f"-{side}"):
            return spoken(slug.removesuffix(f"-{side}")) + f", {side}"
    return slug.replace("-", " ").capitalize()


def bake(view: View, say) -> dict[str, bytes]:
    """All files of a view: name -> bytes."""
    return bake_bones(view, say) if view.shows_bones else bake_skin(view, say)
