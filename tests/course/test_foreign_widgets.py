"""Notebooks from elsewhere: interact, trees of widgets, plotly, wide tables, late updates."""

import json

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output, writes

from course.deck.fit import parse
from course.deck.frames import COMBINATIONS, IN_ALL
from course.deck.tables import narrow_enough
from course.export.job import Job
from course.export.one import finished


def deck_of(tmp_path, *sources, metadata=None, execute=True):
    cells = [new_markdown_cell("# A"), *map(new_code_cell, sources)]
    text = writes(new_notebook(cells=cells, metadata=metadata or {}))
    built = finished(Job("a.ipynb", text, str(tmp_path), execute=execute))
    return BeautifulSoup(built.html, "html.parser")


INTERACT = """
from ipywidgets import interact
@interact(n=(0, 3), loud=True, word=["a", "b"])
def show(n=1, loud=True, word="b"):
    print("frame", n, loud, word)
"""


def test_interact_answers_for_every_value(tmp_path):
    soup = deck_of(tmp_path, INTERACT)
    frames = soup.select("[data-frames] > .frame")
    assert [control.select_one("input")["max"] for control in soup.select(".control")] == [
        *("3", "1", "1")
    ]
    assert len(frames) == 4 * 2 * 2
    shown = [frame.get_text(strip=True) for frame in frames if not frame.has_attr("hidden")]
    assert shown == ["frame 1 True b"]
    assert len({frame.get_text() for frame in frames}) == 16


def test_a_plot_of_interact_stands_once(tmp_path):
    source = (
        "import matplotlib.pyplot as plt\nfrom ipywidgets import interact\n"
        "@interact(n=(1, 3))\ndef show(n=2):\n    plt.plot([0, n])"
    )
    soup = deck_of(tmp_path, source)
    assert len(soup.select(".frame img")) == 3
    assert len(soup.select(".slides img")) == 3


def test_long_ranges_and_many_controls_are_thinned(tmp_path):
    source = (
        "from ipywidgets import interact\n@interact(a=(0, 1000), b=(0.0, 1.0), c=(0, 9))\n"
        "def show(a=400, b=0.5, c=3):\n    print(a, b, c)"
    )
    frames = deck_of(tmp_path, source).select(".frame")
    assert 1 < len(frames) <= COMBINATIONS


def test_there_is_an_end_to_frames(tmp_path):
    cells = [
        f"from ipywidgets import interact\n@interact(n=(0, 8))\ndef f{i}(n=1):\n    print({i}, n)"
        for i in range(80)
    ]
    soup = deck_of(tmp_path, *cells)
    assert len(soup.select(".frame")) <= IN_ALL
    text = soup.get_text()
    assert "79 1" in text  # the last one as it stood


def test_an_error_inside_interact_is_shown(tmp_path):
    source = "from ipywidgets import interact\n@interact(n=(0, 2))\ndef f(n=1):\n    print(1 / n)"
    frames = deck_of(tmp_path, source).select(".frame")
    assert "ZeroDivisionError" in frames[0].get_text()


TREE = """
from ipywidgets import HTML, Checkbox, Dropdown, IntSlider, Label, Output, Tab, VBox
out = Output()
with out:
    print("inside the output")
    1 / 0
box = VBox([
    IntSlider(value=7, description="Dose"), Checkbox(value=True, description="Asked"),
    Dropdown(options=[("low", 1), ("high", 2)], value=2, description="Pressure"),
    Label("<i>plain</i>"), HTML("<b>bold</b><script>alert(1)</script>"),
])
tab = Tab([box, out])
tab.titles = ("First", "Second")
tab
"""


def test_a_tree_of_widgets_is_kept_as_it_stood(tmp_path):
    still = deck_of(tmp_path, TREE).select_one(".still")
    words = " ".join(still.get_text(" ").split())
    for part in ("First", "Dose 7", "Asked yes", "Pressure high", "<i>plain</i>", "Second"):
        assert part in words
    assert "inside the output" in words
    assert "ZeroDivisionError" in words
    assert still.select_one("b").get_text() == "bold"
    assert not still.select("script")


def test_a_saved_file_cannot_bring_frames_of_its_own(tmp_path):
    evil = {
        "x": {"controls": [{"name": "n", "values": ["1"], "chosen": '"><script>'}], "frames": []}
    }
    view = {"application/vnd.jupyter.widget-view+json": {"model_id": "x"}, "text/plain": "w"}
    cell = new_code_cell("w")
    cell.outputs = [new_output("display_data", data=view)]
    text = writes(new_notebook(cells=[cell], metadata={"palpate_frames": evil}))
    built = finished(Job("a.ipynb", text, str(tmp_path), execute=False))
    assert b"data-frames" not in built.html.split(b"<script>")[0]


def test_plotly_figures_keep_their_data(tmp_path):
    pytest.importorskip("plotly")
    soup = deck_of(
        tmp_path,
        "import plotly.graph_objects as go\n"
        "go.Figure(go.Scatter(x=[1, 2], y=[4, 9]), layout={'title': {'text': 'Weeks <b>'}})",
    )
    place = soup.select_one(".plotly-figure")
    assert place["aria-label"] == "Weeks <b>"
    assert json.loads(place["data-plotly"])["data"][0]["type"] == "scatter"
    assert any("plotly.js v" in script.get_text()[:400] for script in soup.find_all("script"))


def test_a_display_is_updated_in_its_place(tmp_path):
    source = "h = display('first', display_id=True)\nprint('between')\nh.update('second')"
    words = deck_of(tmp_path, source).get_text()
    assert "first" not in words
    assert words.index("second") < words.index("between")


def test_wide_tables_are_parted_by_columns():
    head = "".join(f"<th>heading{i}</th>" for i in range(30))
    row = "".join(f"<td>{i * 1001}</td>" for i in range(30))
    table = parse(f"<table><thead><tr>{head}</tr></thead><tbody><tr>{row}</tr></tbody></table>")
    assert len(table) > 1
    cells = [c.get_text() for part in table for c in part.find_all("td")]
    assert set(cells) == {str(i * 1001) for i in range(30)}
    assert all(part.find("td").get_text() == "0" for part in table)
    small = parse("<table><tr><td>a</td><td>b</td><td>c</td></tr></table>")
    assert len(small) == 1
    assert narrow_enough(small[0]) == small
