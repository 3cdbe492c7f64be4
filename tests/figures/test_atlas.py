"""The committed atlas: complete, consistent, in step with its sources; no geometry library."""

import json
import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from figures import bake
from figures.views import VIEWS

BONE_VIEWS = [view.id for view in VIEWS.values() if view.shows_bones]
PELVIC_VIEWS = ["lumbosacral-posterior", "pelvis-posterior"]
SKIN_VIEWS = [view.id for view in VIEWS.values() if not view.shows_bones]
SIDES = {"right": "left", "left": "right"}


def atlas(view: str) -> dict:
    return json.loads((bake.ATLAS / view / "anchors.json").read_text("utf-8"))


def ids_of(view: str) -> np.ndarray:
    return np.array(Image.open(bake.ATLAS / view / "ids.png"))


def pixel(data: dict, at: list[float]) -> tuple[int, int]:
    u_min, _, _, v_max = data["extent_mm"]
    mm = data["mm_per_pixel"]
    return int((v_max - at[1]) / mm), int((at[0] - u_min) / mm)


@pytest.fixture(params=list(VIEWS))
def view(request) -> str:
    return request.param


def test_every_layer_is_in_step_with_its_sources():
    assert bake.problems() == []


def test_check_needs_the_standard_library_only():
    code = (
        "import sys; sys.modules.update(dict.fromkeys(('numpy', 'scipy', 'trimesh', 'PIL', "
        "'matplotlib', 'skimage', 'embreex'))); from figures.bake import problems; problems()"
    )
    root = Path(bake.HERE).parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_check_notices_a_changed_source_and_a_changed_layer(tmp_path, monkeypatch):
    name = next(iter(bake.read_manifest()))
    manifest = bake.read_manifest()
    manifest[name] = {**manifest[name], "inputs": "0" * 64}
    path = tmp_path / "manifest.json"
    path.write_text(json.dumps(manifest))
    monkeypatch.setattr(bake, "MANIFEST", path)
    assert any(name in line and "changed since" in line for line in bake.problems())
    manifest[name] = {**manifest[name], "sha256": "0" * 64}
    path.write_text(json.dumps(manifest))
    assert any(name in line and "not the file" in line for line in bake.problems())


def test_inputs_hash_depends_on_the_camera_and_the_sources(monkeypatch):
    first, second = [bake.inputs_hash(v, "bones", ()) for v in list(VIEWS.values())[:2]]
    assert first != second
    assert bake.inputs_hash(next(iter(VIEWS.values())), "bones", ("bones/hip.py",)) != first
    monkeypatch.setitem(bake.ALWAYS, "bones", ())
    assert bake.inputs_hash(next(iter(VIEWS.values())), "bones", ()) != first


def test_a_source_is_read_without_comments(tmp_path):
    path = tmp_path / "a.py"
    path.write_text("x = 1\n\n# why\ny = 2  \n")
    text = bake.text_of(path)
    path.write_text("x = 1\ny = 2\n")
    assert bake.text_of(path) == text
    path.write_text("x = 1\ny = 3\n")
    assert bake.text_of(path) != text


def test_pictures_have_the_size_they_say(view):
    data = atlas(view)
    size = tuple(data["size"])
    assert Image.open(bake.ATLAS / view / "shade.webp").size == size
    assert Image.open(bake.ATLAS / view / "ids.png").size == size
    u_min, u_max, v_min, v_max = data["extent_mm"]
    assert (u_max - u_min) / data["mm_per_pixel"] == pytest.approx(size[0], abs=0.01)
    assert (v_max - v_min) / data["mm_per_pixel"] == pytest.approx(size[1], abs=0.01)
    if view in BONE_VIEWS:
        assert Image.open(bake.ATLAS / view / "skin.webp").size == size


def test_ids_name_existing_structures_and_match_the_picture(view):
    data, ids = atlas(view), ids_of(view)
    assert ids.dtype == np.uint8
    assert ids.max() <= len(data["structures"])
    assert (ids > 0).mean() > 0.15
    alpha = np.array(Image.open(bake.ATLAS / view / "shade.webp").convert("RGBA"))[..., 3]
    assert (alpha[ids > 0] > 100).mean() > 0.995
    assert (alpha[ids == 0] < 160).mean() > 0.995


def test_ids_are_slugs_with_a_name(view):
    data = atlas(view)
    entries = [*data["structures"], *({"id": k, **a} for k, a in data["anchors"].items())]
    for entry in entries:
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry["id"])
        assert entry["name"]


def test_layers_lie_inside_the_picture(view):
    data = atlas(view)
    for layer in data["layers"].values():
        picture = Image.open(bake.ATLAS / view / layer["file"])
        assert picture.mode == "RGBA"
        (x, y), (width, height) = layer["at_px"], picture.size
        assert 0 <= x < x + width <= data["size"][0]
        assert 0 <= y < y + height <= data["size"][1]


@pytest.mark.parametrize("view", BONE_VIEWS)
def test_every_muscle_has_both_sides(view):
    layers = atlas(view)["layers"]
    wanted = {f"{m}-{side}" for m in VIEWS[view].muscles for side in SIDES}
    assert set(layers) == wanted


def test_anchors_lie_inside_the_extent(view):
    data = atlas(view)
    u_min, u_max, v_min, v_max = data["extent_mm"]
    for name, anchor in data["anchors"].items():
        u, v = anchor["at"]
        assert u_min < u < u_max and v_min < v < v_max, name


def test_visible_anchors_land_on_their_structure(view):
    data, ids = atlas(view), ids_of(view)
    names = ["", *(s["id"] for s in data["structures"])]
    checked = 0
    for name, anchor in data["anchors"].items():
        if anchor["visible"] and anchor["surface"] != "muscle":
            row, column = pixel(data, anchor["at"])
            # The position is rounded to 0.01 mm: look one pixel around, too.
            near = ids[row - 1 : row + 2, column - 1 : column + 2]
            assert anchor["structure"] in {names[index] for index in near.ravel()}, name
            checked += 1
    assert checked >= 14


@pytest.mark.parametrize("view", BONE_VIEWS)
def test_muscle_anchors_land_on_their_muscle(view):
    data = atlas(view)
    anchors = {k: a for k, a in data["anchors"].items() if a["surface"] == "muscle"}
    assert len(anchors) >= 2 * len(VIEWS[view].muscles)
    for name, anchor in anchors.items():
        layer = data["layers"][f"{anchor['structure']}-{name.rsplit('-', 1)[1]}"]
        row, column = pixel(data, anchor["at"])
        x, y = layer["at_px"]
        picture = Image.open(bake.ATLAS / view / layer["file"])
        assert picture.getpixel((column - x, row - y))[3] > 100, name


def test_left_anchors_mirror_the_right_ones(view):
    anchors = atlas(view)["anchors"]
    others = atlas(view.replace("right", "left"))["anchors"]  # a view from one side has a twin
    pairs = [n for n in anchors if n.endswith("-right")]
    assert len(pairs) >= 8 or view == "body-left-lateral"
    for name in pairs:
        twin = others[name.removesuffix("right") + "left"]
        assert twin["at"][0] == pytest.approx(-anchors[name]["at"][0], abs=1.0), name
        assert twin["at"][1] == pytest.approx(anchors[name]["at"][1], abs=1.0), name


def test_the_subjects_right_is_where_the_view_says(view):
    data = atlas(view)
    if data["faces"] in SIDES:
        own = [n for n in data["anchors"] if n.endswith(f"-{data['faces']}")]
        assert len(own) >= 12
        assert not any(n.endswith(f"-{SIDES[data['faces']]}") for n in data["anchors"])
        front = 1 if data["image_right"] == "front" else -1
        at = {n: data["anchors"][f"{n}-{data['faces']}"]["at"][0] for n in ("asis", "ear")}
        assert front * at["asis"] > front * at["ear"]  # the hip spine lies in front of the ear
        assert front == (1 if data["faces"] == "right" else -1)
        return
    sign = 1 if data["image_right"] == "right" else -1
    assert data["faces"] == ("posterior" if sign == 1 else "anterior")
    some = next(n for n in ("psis-right", "asis-right", "mastoid-process-right", "acromion-right")
                if n in data["anchors"])  # fmt: skip
    assert sign * data["anchors"][some]["at"][0] > 20


@pytest.mark.parametrize("view", PELVIC_VIEWS)
def test_palpation_levels(view):
    at = {name: anchor["at"] for name, anchor in atlas(view)["anchors"].items()}
    for side in SIDES:
        assert abs(at[f"psis-{side}"][1] - at["s2-spinous-tubercle"][1]) < 4
        crest = at[f"iliac-crest-{side}"][1]
        assert at["l5-spinous-process"][1] < crest < at["l4-spinous-process"][1] + 6
        sulcus, psis = at[f"sacral-sulcus-{side}"], at[f"psis-{side}"]
        assert abs(sulcus[0]) < abs(psis[0])
    order = ["l4-spinous-process", "l5-spinous-process",
             *(f"s{n}-spinous-tubercle" for n in range(1, 5)),
             "sacral-hiatus", "coccyx-tip"]  # fmt: skip
    heights = [at[name][1] for name in order]
    assert heights == sorted(heights, reverse=True)


@pytest.mark.parametrize("view", PELVIC_VIEWS)
def test_the_landmarks_a_plate_may_ask_for_are_there(view):
    anchors = atlas(view)["anchors"]
    paired = ["psis", "iliac-crest", "piis", "sacral-sulcus", "sacral-base", "sacral-cornu",
              "inferior-lateral-angle", "l5-transverse-process", "l4-mammillary-process",
              "multifidus-lumborum", "rotatores-lumborum", "rotatores-lumborum-brevis",
              "rotatores-lumborum-longus", "erector-spinae",
              *(f"sacral-foramen-{n}" for n in range(1, 5))]  # fmt: skip
    single = ["l3-spinous-process", "l4-spinous-process", "l5-spinous-process", "sacral-hiatus",
              "coccyx-tip", *(f"s{n}-spinous-tubercle" for n in range(1, 5))]  # fmt: skip
    wanted = {*single, *(f"{name}-{side}" for name in paired for side in SIDES)}
    assert wanted - set(anchors) == set()
    assert all(anchors[name]["visible"] for name in wanted if not name.startswith("sacral-base"))


@pytest.mark.parametrize("view", SKIN_VIEWS)
def test_skin_views_name_places_of_the_body(view):
    anchors = atlas(view)["anchors"]
    face = VIEWS[view].faces
    if face in SIDES:
        wanted = ("lateral-thigh-upper", "flank", "lateral-hip", "temple", "asis")
        assert {f"{place}-{face}" for place in wanted} <= set(anchors)
        return
    assert {f"{face}-thigh-upper-right", f"{face}-thigh-upper-left"} <= set(anchors)
    if face == "posterior":
        assert {"psis-right", "gluteal-fold-left", "l5-spinous-process"} <= set(anchors)
    else:
        assert "asis-right" in anchors
    assert all(anchor["surface"] == "skin" for anchor in anchors.values())


def test_the_short_muscles_of_the_neck_lie_between_their_bones():
    data = atlas("suboccipital-posterior")
    at = {name: anchor["at"] for name, anchor in data["anchors"].items()}
    skull, axis = at["inferior-nuchal-line-right"], at["c2-spinous-process"]
    tip = at["c1-transverse-process-right"]
    assert skull[1] > tip[1] > axis[1]
    major = at["rectus-capitis-posterior-major-right"]
    assert axis[1] < major[1] < skull[1] and axis[0] < major[0] < tip[0]
    lower = at["obliquus-capitis-inferior-right"]
    assert axis[1] < lower[1] < tip[1] and axis[0] < lower[0] < tip[0]
    upper = at["obliquus-capitis-superior-right"]
    assert upper[1] > tip[1] and upper[0] > major[0]
    depth = {layer["muscle"]: layer["depth"] for layer in data["layers"].values()}
    assert depth["rectus-capitis-posterior-minor"] == max(depth.values())  # the deepest of them


def test_the_atlas_stays_small():
    size = sum(p.stat().st_size for p in bake.ATLAS.rglob("*") if p.is_file())
    assert size < 4 * 2**20
