"""Every muscle of the atlas ends on the bones its data file names and stays out of bone."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import yaml

pytest.importorskip("embreex", reason="the geometry needs the extra packages for baking")

import trimesh
from scipy.spatial import cKDTree

from figures.bones import skeleton
from figures.muscles import musculature

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "patterns_data" / "muscles"
ON_BONE = 3.0  # mm: an end farther off is not attached
INSIDE = 2.0  # mm: how deep a belly may lie in bone
# what is drawn since the first plates and has not been drawn again
DEEPER = {"erector-spinae": 2.5, "multifidus-lumborum": 3.5, "obliquus-capitis-superior": 3.0}
NEAR_END = 12.0  # mm around an end where a belly sinks into its bone
# muscles drawn as one whose data files tell of their parts
PARTS = {"erector-spinae": ("iliocostalis-lumborum", "longissimus-thoracis")}
MUSCLES = sorted(
    path.stem.replace("_", "-")
    for path in (ROOT / "figures" / "muscles").glob("*.py")
    if "def build(" in path.read_text("utf-8")
)


def _skip(*_args, **_keywords):
    """Stands in for what makes a mesh: the test only looks at what is cached."""
    pytest.skip("meshes are not cached: run `python -m figures.bake` first")


@pytest.fixture
def cached_only(monkeypatch):
    """Skip instead of making meshes for minutes."""
    monkeypatch.setattr(skeleton, "thinned", _skip)
    monkeypatch.setattr(musculature, "_build", _skip)


def _bones() -> dict[str, skeleton.Mesh]:
    return {mesh.id: mesh for mesh in skeleton.bones()}


def _named(muscle: str) -> tuple[set[str], bool]:
    """Ids (without sides) of the named bones; whether it also ends on what is not drawn."""
    files = [DATA / f"{name}.yaml" for name in PARTS.get(muscle, (muscle,))]
    data = [yaml.safe_load(file.read_text("utf-8")) for file in files]
    places = [place for part in data for end in ("origin", "insertion") for place in part[end]]
    drawn = {id_.removesuffix("-right").removesuffix("-left") for id_ in _bones()}
    named = {bone for place in places for bone in place["bones"]}
    free = any(not place["bones"] for place in places) or bool(named - drawn)
    return named & drawn, free


def _of_side(names: set[str]) -> list[skeleton.Mesh]:
    """The right (or single) bones of these names."""
    found = _bones()
    ids = [id_ for name in sorted(names) for id_ in (name, f"{name}-right")]
    return [found[id_] for id_ in ids if id_ in found]


@pytest.mark.parametrize("muscle", MUSCLES)
def test_ends_lie_on_the_named_bones(muscle, cached_only):
    names, free = _named(muscle)
    tree = cKDTree(np.vstack([mesh.vertices for mesh in _of_side(names)]))
    ends = musculature.belly(muscle, "right").ends()
    gaps = tree.query(ends.reshape(-1, 3))[0].reshape(-1, 2)
    # an end on fascia, or on a bone that is not drawn, is free; then the other one must hold
    gaps = gaps.min(axis=1) if free else gaps.max(axis=1)
    assert gaps.max() <= ON_BONE


@pytest.mark.parametrize("muscle", MUSCLES)
def test_belly_lies_outside_the_bones(muscle, cached_only):
    found = _bones()
    belly = musculature.belly(muscle, "right")
    away = cKDTree(belly.ends().reshape(-1, 3)).query(belly.vertices)[0] > NEAR_END
    points = belly.vertices[away]
    for id_ in musculature.author(muscle).NEAR:
        bone = found[id_]
        normals = trimesh.Trimesh(bone.vertices, bone.faces, process=False).vertex_normals
        near = cKDTree(bone.vertices).query(points)[1]
        height = ((points - bone.vertices[near]) * normals[near]).sum(1)
        assert height.min() >= -DEEPER.get(muscle, INSIDE), f"{-height.min():.1f} mm inside {id_}"
