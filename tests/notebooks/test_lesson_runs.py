"""The built lesson run for real, in a kernel of its own."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[2] / "notebooks"
LESSONS = sorted((ROOT / "patterns").rglob("*.ipynb"))
FOUNDATIONS = sorted([*ROOT.glob("0*.ipynb"), *(ROOT / "foundations").glob("*.ipynb")])


@pytest.mark.parametrize("path", LESSONS, ids=lambda p: p.stem)
def test_every_cell_runs_and_every_plate_has_alt_text(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    plates = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and cell.source.startswith("plate(")
    ]
    assert plates
    for cell in plates:
        images = [o for o in cell.outputs if "image/png" in o.get("data", {})]
        assert len(images) == 1, cell.id
        assert len(images[0].metadata["image/png"]["alt"].split()) > 20, cell.id


@pytest.mark.parametrize("path", FOUNDATIONS, ids=lambda p: p.stem)
def test_every_cell_of_a_foundation_lesson_runs(path):
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(
        notebook, timeout=120, resources={"metadata": {"path": str(path.parent)}}
    ).execute()
    for cell in notebook.cells:
        if cell.cell_type == "code" and cell.source.startswith(("plate(", "chart(", "body_map(")):
            (image,) = [o for o in cell.outputs if "image/png" in o.get("data", {})]
            assert len(image.metadata["image/png"]["alt"].split()) > 20, cell.id
            assert "<img alt=" in image.data["text/html"]


def test_there_are_lessons():
    assert LESSONS
    assert FOUNDATIONS
