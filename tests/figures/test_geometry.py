"""The geometry behind the atlas, sculpted coarsely; runs where the extra `atlas` is installed."""

from itertools import pairwise

import numpy as np
import pytest

for module in ("trimesh", "embreex", "skimage", "scipy", "fast_simplification"):
    pytest.importorskip(module)

# ruff: noqa: E402
from figures.bones.frame import from_world, to_world
from figures.bones.sculpt import curve, ellipsoid, solid
from figures.muscles.attach import Bones
from figures.muscles.musculature import author, mirrored


@pytest.fixture(scope="module")
def rest(bones):
    return Bones(bones)


def test_a_ball_has_the_volume_of_a_ball():
    mesh = solid([ellipsoid((0, 0, 0), (10, 10, 10))], voxel=0.8)
    assert mesh.is_watertight
    assert mesh.volume == pytest.approx(4 / 3 * np.pi * 1000, rel=0.06)


def test_a_cavity_is_taken_away():
    rod = [curve([(0, 0, 0), (0, 0, 40)], 8)]
    whole, drilled = solid(rod), solid(rod, [curve([(0, 0, -20), (0, 0, 60)], 3)])
    assert drilled.volume < whole.volume - 500
    assert drilled.euler_number == 0  # a tube


def test_separate_pieces_are_kept_when_asked():
    two = [ellipsoid((0, 0, 0), (6, 6, 6)), ellipsoid((30, 0, 0), (6, 6, 6))]
    assert np.ptp(solid(two).vertices[:, 0]) < 16
    assert np.ptp(solid(two, pieces=True).vertices[:, 0]) > 38


def test_frames_invert_each_other():
    points = np.array([[1.0, 2, 3], [-40, 250, 1000]])
    assert from_world(to_world(points)) == pytest.approx(points)


def test_bones_are_closed_and_face_outward(bones):
    import trimesh

    for bone in bones:
        mesh = trimesh.Trimesh(bone.vertices, bone.faces, process=False)
        assert mesh.volume > 100, bone.id  # mm³; the last rib is thin, and sculpted coarsely here
        assert mesh.is_winding_consistent, bone.id


def test_paired_bones_mirror_each_other(bones):
    by_id = {bone.id: bone for bone in bones}
    for name in [n for n in by_id if n.endswith("-right")]:
        left = by_id[name.removesuffix("right") + "left"]
        assert left.vertices == pytest.approx(by_id[name].vertices * [-1, 1, 1])
        assert by_id[name].vertices[:, 0].mean() > 20


def test_dimensions_are_those_of_an_adult(bones, marks):
    by_id = {bone.id: bone for bone in bones}
    spread = marks["psis-right"].at[0] - marks["psis-left"].at[0]
    assert 65 < spread < 105
    hips = by_id["hip-bone-right"].vertices[:, 0].max() * 2
    assert 240 < hips < 300
    assert 85 < np.ptp(by_id["sacrum"].vertices[:, 0]) < 125
    heights = [marks[f"l{n}-spinous-process"].at[2] for n in range(1, 6)]
    assert all(22 < a - b < 40 for a, b in pairwise(heights))


def test_spine_and_crest_levels(marks):
    assert marks["psis-right"].at[2] == pytest.approx(marks["s2-spinous-tubercle"].at[2], abs=4)
    crest = marks["iliac-crest-right"].at[2]
    assert marks["l5-spinous-process"].at[2] < crest < marks["l4-spinous-process"].at[2] + 6


def test_landmarks_lie_on_their_bone(bones, marks):
    from scipy.spatial import cKDTree

    trees = {bone.id: cKDTree(bone.vertices) for bone in bones}
    for mark in marks.values():
        # the middle of a joint lies between two bones, that of hip and elbow inside the bone
        inside = {"hip-joint": 26, "elbow-joint": 9}
        name = mark.id.removesuffix("-right").removesuffix("-left")
        off = inside.get(name, 6 if "joint" in name else 4)
        assert trees[mark.structure].query(mark.at)[0] < off, mark.id


@pytest.mark.parametrize("name", ["multifidus-lumborum", "rotatores-lumborum"])
def test_fascicles_end_on_bone(name, rest):
    ends = author(name).build(1, rest).ends()
    assert rest.gap(ends.reshape(-1, 3)).max() < 4


def test_erector_spinae_starts_on_the_pelvis(rest):
    starts = author("erector-spinae").build(1, rest).ends()[:, 0]
    assert rest.gap(starts).max() < 4


def test_multifidus_runs_down_and_outwards_two_to_four_levels(rest):
    muscle = author("multifidus-lumborum").build(1, rest)
    for bundle in muscle.fascicles:
        low, high = bundle.line[0], bundle.line[-1]
        assert high[2] - low[2] > 25, bundle.name
        assert low[0] > high[0] + 3, bundle.name
    assert {bundle.name[:2] for bundle in muscle.fascicles} == {"L1", "L2", "L3", "L4", "L5"}


def test_multifidus_reaches_the_fourth_foramen_and_no_further(rest, marks):
    lowest = author("multifidus-lumborum").build(1, rest).ends()[..., 2].min()
    assert marks["sacral-hiatus"].at[2] < lowest < marks["sacral-foramen-3-right"].at[2]


def test_rotatores_cross_one_or_two_levels_upwards_to_the_midline(rest):
    for bundle in author("rotatores-lumborum").build(1, rest).fascicles:
        low, high = bundle.line[0], bundle.line[-1]
        rise = high[2] - low[2]
        assert (10 < rise < 38) if bundle.name == "brevis" else (38 < rise < 80), bundle.name
        assert 0 < high[0] < 9 < low[0]


def test_the_left_muscle_is_the_mirror_image(rest):
    right = author("multifidus-lumborum").build(1, rest)
    left = mirrored(right)
    assert left.ends() == pytest.approx(right.ends() * [-1, 1, 1])
