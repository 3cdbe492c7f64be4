"""Live preview, presenting from a notebook, and slide types without knowing metadata."""

import time
import urllib.error
import urllib.request

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course.cli import main
from course.present import present


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    cells = [new_markdown_cell("# One"), new_code_cell("print(1)"), new_markdown_cell("### Below")]
    nbformat.write(new_notebook(cells=cells), tmp_path / "n.ipynb")
    return tmp_path / "n.ipynb"


def get(address):
    with urllib.request.urlopen(address, timeout=20) as answer:
        return answer.read().decode()


def wait_for(test):
    for _ in range(600):
        if test():
            return
        time.sleep(0.1)
    pytest.fail("nothing changed")


def test_a_saved_change_is_shown_and_an_error_is_told(path):
    shown = present("n.ipynb")
    try:
        page = get(shown.address)
        assert "<h2>One</h2>" in page
        assert "connect-src 'self'" in page
        assert shown.address in shown._repr_html_()
        before = get(shown.address + "version")
        path.write_text(path.read_text().replace("# One", "# Two"))
        wait_for(lambda: get(shown.address + "version") != before)
        assert "<h2>Two</h2>" in get(shown.address)
        path.write_text("broken <b>")
        wait_for(lambda: "cannot be shown yet" in get(shown.address))
        with pytest.raises(urllib.error.HTTPError):
            get(shown.address + "../../etc/passwd")
    finally:
        shown.stop()


def test_the_notebook_at_hand(path, monkeypatch):
    monkeypatch.setenv("JPY_SESSION_NAME", "some/folder/n.ipynb")
    shown = present()
    shown.stop()
    monkeypatch.delenv("JPY_SESSION_NAME")
    with pytest.raises(ValueError, match="not known which notebook"):
        present()
    with pytest.raises(ValueError, match="no notebook"):
        present("other.ipynb")


def test_slides_at_headings_notes_and_times(path, capsys):
    assert (
        main(["slides", str(path), "--auto", "--note", "1", "Ask <b>", "--time", "1", "2.5"]) == 0
    )
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].endswith("▶ # One  [2.5 min, notes]")
    assert "▼ ### Below" in shown[2]
    node = nbformat.read(path, as_version=4)
    kinds = [cell.metadata["slideshow"]["slide_type"] for cell in node.cells]
    assert kinds == ["slide", "-", "subslide"]
    assert node.cells[0].metadata["palpate"] == {"notes": "Ask <b>", "time": 2.5}
    assert main(["slides", str(path), "--set", "2", "skip"]) == 0
    assert nbformat.read(path, as_version=4).cells[1].metadata["slideshow"]["slide_type"] == "skip"


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--set", "9", "slide"], "from 1 to 3"),
        (["--set", "one", "slide"], "from 1 to 3"),
        (["--set", "1", "page"], "allowed: slide"),
        (["--time", "1", "soon"], "not a number"),
    ],
)
def test_wrong_words_change_nothing(path, capsys, argv, said):
    before = path.read_bytes()
    assert main(["slides", str(path), *argv]) == 1
    assert said in capsys.readouterr().err
    assert path.read_bytes() == before
