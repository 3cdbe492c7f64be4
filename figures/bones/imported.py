"""Bones from the myo-sim models, as a starting point to clean and to fit into the body.

myo-sim 0.2.4 (Apache-2.0) carries bone surfaces that come from OpenSim models (CC BY 3.0); NOTICE
names both. Only the surfaces in the wheel's mesh folder are read, and only when the atlas is baked;
nothing of the package is installed or run, and none of its muscle paths is used. Fetch the wheel
once with ``python -m figures.bones.imported``.

``placements.json`` says where each surface stands in the standing model: ``turn`` (3, 3) and
``move`` (3,) bring a raw point (m) to mm, x to the subject's right, y to the back, z up, the
midline at x = 0. The model's origin and size are its own: fit before use.
"""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import zipfile
from functools import lru_cache
from pathlib import Path

import numpy as np
import trimesh

CACHE = Path(__file__).resolve().parents[2] / ".cache"
WHEEL = CACHE / "myo_sim-0.2.4-py3-none-any.whl"
WHEEL_SHA256 = "d7a121c5a8623ba6663b6645e8f9e78300b2b1f214f485f6f65e0020fab51a97"
FOLDER = "myo_sim/models/meshes/"
PLACEMENTS = json.loads(Path(__file__).with_name("placements.json").read_text("utf-8"))


def fetch_wheel() -> Path:
    """Download the wheel into the git-ignored cache unless it is there, and check its hash."""
    if not WHEEL.exists():
        CACHE.mkdir(exist_ok=True)
        pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "myo-sim==0.2.4"]
        subprocess.run([*pip, "--dest", str(CACHE)], check=True)
    found = hashlib.sha256(WHEEL.read_bytes()).hexdigest()
    if found != WHEEL_SHA256:
        raise ValueError(
            f"{WHEEL.name}: sha256 is {found}, expected {WHEEL_SHA256}; delete the file and run "
            "`python -m figures.bones.imported` to fetch it again"
        )
    return WHEEL


@lru_cache(maxsize=64)
def imported(name: str) -> trimesh.Trimesh:
    """One surface (a key of ``PLACEMENTS``) placed in the model's own standing frame, mm."""
    with zipfile.ZipFile(fetch_wheel()) as wheel:
        data = wheel.read(f"{FOLDER}{name}.stl")
    mesh = trimesh.load_mesh(io.BytesIO(data), file_type="stl")
    mesh.merge_vertices()
    place = PLACEMENTS[name]
    turn, move = np.array(place["turn"]), np.array(place["move"])
    faces = mesh.faces if np.linalg.det(turn) > 0 else mesh.faces[:, ::-1]
    return trimesh.Trimesh(mesh.vertices @ turn.T + move, faces, process=False)


if __name__ == "__main__":
    fetch_wheel()
    for key in PLACEMENTS:
        surface = imported(key)
        low, high = surface.bounds.round(0)
        print(f"{key}: {len(surface.faces)} triangles, {low} to {high} mm")
