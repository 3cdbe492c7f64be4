"""The import direction of CONTRIBUTING.md, and what may not be imported where."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BIN = Path(sys.executable).parent


def test_import_direction():
    done = subprocess.run(
        [BIN / "lint-imports", "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("course.cli", ("pydantic", "matplotlib", "numpy", "nbformat", "IPython")),
        ("patterns_data.load", ("numpy", "matplotlib", "nbformat", "IPython")),
        ("figures", ("matplotlib", "numpy", "trimesh")),
        ("figures.plate", ("matplotlib", "trimesh", "embreex", "skimage", "scipy")),
        ("course.lesson", ("matplotlib", "numpy")),
    ],
)
def test_import_stays_light(module, forbidden):
    code = f"import sys, {module}; print([m for m in {forbidden!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
