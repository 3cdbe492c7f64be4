"""Colour schemes: roles computed from attachments, colours told apart by everybody."""

from itertools import combinations

import numpy as np
import pytest
from matplotlib.colors import to_rgb

from figures.schemes import BONE, DEPTHS, MUSCLE, chain, roles

# Full simulation matrices of Machado, Oliveira & Fernandes 2009 (severity 1.0), for linear RGB.
BLINDNESS = {
    "none": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}


def lab(colour, matrix):
    """CIE L*a*b* (D65) of a colour as seen through a simulation matrix."""
    rgb = np.array(to_rgb(colour))
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(np.asarray(matrix) @ linear, 0, 1)
    xyz = (
        np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
        @ seen
        / [0.9505, 1.0, 1.089]
    )
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("name", BLINDNESS)
def test_roles_of_bones_can_be_told_apart(name):
    colours = [*BONE.values(), MUSCLE]
    for a, b in combinations(colours, 2):
        distance = np.linalg.norm(lab(a, BLINDNESS[name]) - lab(b, BLINDNESS[name]))
        assert distance > 10, f"{a} and {b} under {name}: {distance:.1f}"


@pytest.mark.parametrize("name", BLINDNESS)
def test_depths_can_be_told_apart_and_grow_darker(name):
    light = [lab(colour, BLINDNESS[name])[0] for colour in DEPTHS]
    assert light == sorted(light, reverse=True)
    assert light[0] - light[1] > 10
    assert light[1] - light[2] > 8


def test_chain_runs_along_the_joints(course):
    bones, joints = chain("l3-vertebra", "sacrum", course)
    assert bones == ["l3-vertebra", "l4-vertebra", "l5-vertebra", "sacrum"]
    assert joints == ["l3-l4-joint", "l4-l5-joint", "lumbosacral-joint"]


def test_chain_without_a_way_is_empty(course):
    assert chain("sacrum", "no-such-bone", course) == ([], [])


def test_roles_of_the_seed(course):
    found = roles([course.muscles["multifidus-lumborum"]], course)
    assert found.bones["sacrum"] == "origin"
    assert found.bones["hip-bone"] == "origin"
    assert found.bones["l1-vertebra"] == "insertion"
    assert found.bones["l4-vertebra"] == "both"
    assert "lumbosacral-joint" in found.joints
    assert "sacroiliac-joint" in found.joints
    assert "hip-joint" not in found.joints


def test_roles_are_taken_muscle_by_muscle(course):
    model = course.muscles["multifidus-lumborum"]

    def lone(start, end):
        ends = {"origin": [(model.origin[0], start)], "insertion": [(model.insertion[0], end)]}
        return model.model_copy(
            update={
                name: [part.model_copy(update={"bones": [bone]}) for part, bone in parts]
                for name, parts in ends.items()
            }
        )

    found = roles([lone("sacrum", "l5-vertebra"), lone("l2-vertebra", "l1-vertebra")], course)
    assert "between" not in found.bones.values()
    assert "l3-l4-joint" not in found.joints


def test_a_bone_between_is_yellow(course):
    muscle = course.muscles["multifidus-lumborum"]
    lone = muscle.model_copy(
        update={
            "origin": [muscle.origin[0].model_copy(update={"bones": ["sacrum"]})],
            "insertion": [muscle.insertion[0].model_copy(update={"bones": ["l3-vertebra"]})],
        }
    )
    found = roles([lone], course)
    assert found.bones == {
        "sacrum": "origin",
        "l3-vertebra": "insertion",
        "l4-vertebra": "between",
        "l5-vertebra": "between",
    }
