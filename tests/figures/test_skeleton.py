"""The skeleton: whole surfaces, joints that meet, bones inside the skin, sizes as published."""

import numpy as np
import pytest

for module in ("trimesh", "embreex", "skimage", "scipy", "fast_simplification"):
    pytest.importorskip(module)

# ruff: noqa: E402
import trimesh
from scipy.spatial import cKDTree

from figures.body import STATURE, load_body
from figures.bones.skeleton import recipes

# Joints of leg, neck and arm: two bones, the least and the greatest gap between them, mm. At the
# size of these tests surfaces lie up to 1 mm off.
JOINTS = [
    ("hip-bone-right", "femur-right", 0.2, 6.0),
    ("femur-right", "tibia-right", 0.8, 6.0),
    ("femur-right", "patella-right", 0.8, 7.0),
    ("tibia-right", "fibula-right", 0.2, 4.0),
    ("tibia-right", "talus-right", 0.4, 5.0),
    ("talus-right", "calcaneus-right", 0.2, 4.0),
    ("calcaneus-right", "foot-right", 0.2, 6.0),
    ("skull", "c1-vertebra", 0.3, 5.0),
    ("skull", "mandible", 0.0, 4.0),
    ("c1-vertebra", "c2-vertebra", 0.3, 5.0),
    ("scapula-right", "humerus-right", 2.0, 7.0),
    ("scapula-right", "clavicle-right", 0.8, 5.0),
    ("humerus-right", "ulna-right", 0.5, 5.0),
    ("humerus-right", "radius-right", 0.8, 6.0),
    ("ulna-right", "radius-right", 0.3, 4.0),
    ("radius-right", "hand-right", 0.3, 5.0),
    *((f"c{n}-vertebra", f"c{n + 1}-vertebra", 0.2, 4.0) for n in range(2, 7)),
]

MOUTH = 1535.0  # mm above the floor: the lowest point of the mouth's cavity


@pytest.fixture(scope="module")
def by_id(bones):
    return {mesh.id: mesh for mesh in bones}


def surface(mesh):
    return trimesh.Trimesh(mesh.vertices, mesh.faces, process=False)


@pytest.mark.parametrize("id_", [r.id + "-right" * r.paired for r in recipes()])
def test_every_bone_is_closed_and_wound_outward(by_id, id_):
    found = surface(by_id[id_])
    assert found.is_watertight
    assert found.volume > 0


@pytest.mark.parametrize("id_", [r.id for r in recipes() if r.paired])
def test_the_left_mirrors_the_right(by_id, id_):
    right, left = by_id[f"{id_}-right"], by_id[f"{id_}-left"]
    assert np.allclose(right.vertices * [-1, 1, 1], left.vertices)
    assert surface(left).volume == pytest.approx(surface(right).volume)


def test_every_bone_lies_inside_the_skin(bones):
    body = load_body()
    skin = trimesh.Trimesh(body.vertices, body.faces, process=False)
    outside = {}
    for mesh in bones:
        if mesh.vertices[:, 2].max() > MOUTH:
            continue  # the body's surface goes in at the mouth and ends there
        some = mesh.vertices[:: max(len(mesh.vertices) // 400, 1)]
        share = 1 - skin.contains(some).mean()
        if share > 0.01:
            outside[mesh.id] = round(float(share), 3)
    assert outside == {}


@pytest.mark.parametrize(("one", "two", "least", "most"), JOINTS)
def test_joints_meet_and_nothing_cuts_through(by_id, one, two, least, most):
    first, second = by_id[one], by_id[two]
    gap = cKDTree(first.vertices).query(second.vertices)[0].min()
    assert least <= gap <= most
    assert surface(first).contains(second.vertices[::5]).mean() < 0.002
    assert surface(second).contains(first.vertices[::5]).mean() < 0.002


def test_the_thigh_bone_has_the_published_size(by_id, marks):
    femur = by_id["femur-right"].vertices
    length = np.ptp(femur[:, 2])
    assert 0.255 * STATURE < length < 0.28 * STATURE  # about 26.7 % of stature
    wide = marks["lateral-epicondyle-right"].at - marks["medial-epicondyle-right"].at
    assert 72 < np.linalg.norm(wide) < 84  # 72.5 in women to 82.7 in men


def test_the_ankle_is_where_it_should_be(by_id, marks):
    tips = by_id["tibia-right"].vertices[:, 2].min() - by_id["fibula-right"].vertices[:, 2].min()
    assert 5 < tips < 20  # the outer ankle reaches lower
    lateral, medial = marks["lateral-malleolus-right"].at, marks["medial-malleolus-right"].at
    assert lateral[0] > medial[0]
    head = marks["fibular-head-right"].at
    assert head[2] < marks["lateral-epicondyle-right"].at[2]
    assert marks["greater-trochanter-right"].at[0] > marks["lesser-trochanter-right"].at[0]


def test_the_arm_has_the_published_size(by_id, marks):
    def longest(bone):
        points = by_id[bone].vertices
        axis = np.linalg.svd(points - points.mean(axis=0), full_matrices=False)[2][0]
        return np.ptp(points @ axis)

    assert 0.17 * STATURE < longest("humerus-right") < 0.195 * STATURE  # about 18.2 % of stature
    assert 230 < longest("radius-right") < 255
    assert longest("ulna-right") > longest("radius-right")
    assert 130 < longest("clavicle-right") < 165
    height = marks["superior-angle-right"].at - marks["inferior-angle-right"].at
    assert 125 < np.linalg.norm(height) < 165  # 139 ± 11 in 92 Thai shoulder blades, larger in men
    assert marks["acromion-right"].at[0] > marks["scapular-spine-root-right"].at[0] + 60


def test_the_head_has_the_published_size(by_id, marks):
    skull = by_id["skull"].vertices
    assert 170 < np.ptp(skull[:, 1]) < 200  # length about 175 to 190
    assert 128 < np.ptp(skull[:, 0]) < 148  # breadth about 135 to 142
    c1 = marks["c1-transverse-process-right"].at - marks["c1-transverse-process-left"].at
    assert 72 < np.linalg.norm(c1) < 84  # width of the atlas about 75 to 80
    heights = [marks[f"c{n}-spinous-process"].at[2] for n in range(2, 8)]
    assert heights == sorted(heights, reverse=True)
    backs = [marks[f"c{n}-spinous-process"].at[1] for n in range(3, 8)]
    assert max(backs) == backs[-1]  # C7 stands out
