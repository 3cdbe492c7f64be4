"""Decks without a browser: slides, safety, fitting, running cells, writing."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from course.deck.embed import clean
from course.deck.errors import DeckError
from course.deck.fit import paginate, parse
from course.deck.markdown import tex, to_html
from course.export.one import export_deck
from patterns_data.files import WriteError


def nothing(address):
    return None


def deck_of(tmp_path, *cells, **options):
    """Export a notebook of these cells; returns (soup, report, path)."""
    for number, cell in enumerate(cells):
        cell["id"] = f"c{number}"
    source = tmp_path / "n.ipynb"
    nbformat.write(new_notebook(cells=list(cells)), source)
    target = tmp_path / "out" / "n.html"
    report = export_deck(source, target, **options)
    return BeautifulSoup(target.read_text(encoding="utf-8"), "html.parser"), report, target


def text_of(soup):
    return [body.get_text(" ", strip=True) for body in soup.select(".slides .body")]


@pytest.mark.parametrize(
    ("bad", "gone"),
    [
        ("<script>x()</script>ok", "script"),
        ("<img src=x onerror=x()>ok", "onerror"),
        ("<a href='javascript:x()'>ok</a>", "javascript"),
        ("<iframe src='https://e.org'></iframe>ok", "iframe"),
        ("<div style='background:url(https://e.org/a)'>ok</div>", "url("),
        ("<link rel=stylesheet href='https://e.org/a.css'>ok", "stylesheet"),
        ("<svg><use href='https://e.org'/></svg>ok", "e.org"),
        ("<object data='https://e.org'></object>ok", "object"),
        ("<form action='https://e.org'><input></form>ok", "form"),
        ("<math><mtext><img src=x onerror=x()></mtext></math>ok", "onerror"),
        ("<img src='data:text/html,<script>x()</script>'>ok", "data:text/html"),
    ],
)
def test_unsafe_html_is_cleaned(bad, gone):
    found = clean(bad, nothing)
    assert gone not in found
    assert "ok" in found


def test_plain_html_and_tables_stay():
    html = "<p>a <strong>b</strong></p><table><tr><td style='text-align:right'>1</td></tr></table>"
    found = clean(html, nothing)
    assert "<strong>b</strong>" in found
    assert "text-align" in found


def test_mathematics_becomes_mathml_or_stays_readable():
    assert "<mfrac>" in to_html("$\\frac{1}{2}$", nothing)
    assert 'display="block"' in to_html("$$x^2$$", nothing)
    assert "<math" in to_html("\\begin{align}\na &= b\n\\end{align}", nothing)
    assert "\\frac{" in tex("\\frac{1}{") or "<math" in tex("\\frac{1}{")


def test_a_price_is_not_mathematics():
    assert "<math" not in to_html("It costs 5 $ or 6 $ a day.", nothing)


def test_breaks_at_headings_without_metadata(tmp_path):
    soup, report, _ = deck_of(
        tmp_path, new_markdown_cell("# One\n\nfirst\n\n## Two\n\nsecond"), new_markdown_cell("more")
    )
    assert report.slides == 2
    assert text_of(soup) == ["One first", "Two second more"]


def test_slide_types_of_the_metadata(tmp_path):
    def cell(text, kind):
        return new_markdown_cell(text, metadata={"slideshow": {"slide_type": kind}})

    soup, _, _ = deck_of(
        tmp_path,
        cell("# A", "slide"),
        cell("on A", "-"),
        cell("piece", "fragment"),
        cell("## B", "subslide"),
        cell("say this", "notes"),
        cell("hidden", "skip"),
        cell("## C", "slide"),
    )
    assert text_of(soup) == ["A on A piece", "B", "C"]
    assert soup.select_one(".fragment").get_text() == "piece"
    assert soup.select_one("aside.notes").get_text(strip=True) == "say this"
    assert "hidden" not in soup.select_one(".slides").get_text()
    assert len(soup.select(".slides > section")) == 2


def test_code_is_hidden_unless_asked_for(tmp_path):
    cells = (new_markdown_cell("# A"), new_code_cell("secret = 6 * 7\nprint(secret)"))
    soup, _, _ = deck_of(tmp_path, *cells)
    assert "secret" not in soup.select_one(".slides").get_text()
    assert "42" in soup.select_one(".slides").get_text()
    soup, _, _ = deck_of(tmp_path, *cells, show_code=True)
    assert "secret" in soup.select_one(".slides pre.code").get_text()


def test_cells_run_as_in_a_notebook(tmp_path):
    soup, _, _ = deck_of(
        tmp_path,
        new_markdown_cell("# A"),
        new_code_cell("import sys\nx = 2"),
        new_code_cell("print('out'); print('err', file=sys.stderr)\nx + 1"),
        new_code_cell("%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);"),
        new_code_cell("from IPython.display import HTML, Markdown\nHTML('<b>bold</b>')"),
        new_code_cell("display(Markdown('*slanted*'))"),
        new_code_cell("%%time\ny = 1"),
    )
    text = " ".join(text_of(soup))
    assert all(word in text for word in ("out", "err", "3"))
    assert len(soup.select("img.figure")) == 1
    assert soup.select_one(".html b").get_text() == "bold"
    assert soup.select_one("em").get_text() == "slanted"


def test_what_the_shell_cannot_do_goes_to_a_kernel(tmp_path):
    soup, _, _ = deck_of(tmp_path, new_markdown_cell("# A"), new_code_cell("!echo from the system"))
    assert "from the system" in " ".join(text_of(soup))


def test_a_failing_cell_is_named_and_nothing_is_written(tmp_path):
    cells = (new_markdown_cell("# A"), new_code_cell("1 / 0"))
    with pytest.raises(
        DeckError, match=r"(?s)cell 2 fails: ZeroDivisionError.*1 / 0.*allow-errors"
    ):
        deck_of(tmp_path, *cells)
    assert not (tmp_path / "out").exists()
    soup, _, _ = deck_of(tmp_path, *cells, allow_errors=True)
    assert "ZeroDivisionError" in " ".join(text_of(soup))


def test_cells_that_take_too_long_are_stopped(tmp_path):
    with pytest.raises(DeckError, match="took more than"):
        deck_of(tmp_path, new_code_cell("import time; time.sleep(60)"), timeout=2)


def test_cells_that_end_the_process_are_an_error(tmp_path):
    with pytest.raises(DeckError, match="could not be run"):
        deck_of(tmp_path, new_code_cell("import os; os._exit(3)"))


def test_alt_texts_say_something(tmp_path):
    plot = "import matplotlib.pyplot as plt\n# a rising line\nplt.plot([1, 2]);"
    own = new_code_cell(plot, metadata={"palpate": {"alt": "My own words."}})
    soup, _, _ = deck_of(tmp_path, new_markdown_cell("# A"), new_code_cell(plot), own)
    first, second = (image["alt"] for image in soup.select("img.figure"))
    assert first == "Figure from cell 2 of the notebook: a rising line"
    assert second == "My own words."


def test_long_lists_tables_and_outputs_are_split_not_cut():
    for html in (
        "<ol>" + "".join(f"<li>item {i}</li>" for i in range(60)) + "</ol>",
        "<table><thead><tr><th>n</th></tr></thead><tbody>"
        + "".join(f"<tr><td>row {i}</td></tr>" for i in range(80))
        + "</tbody></table>",
        "<pre>" + "\n".join(f"line {i}" for i in range(150)) + "</pre>",
        "<p>" + "word " * 3000 + "</p>",
    ):
        before = BeautifulSoup(html, "html.parser").get_text(" ").split()
        pages = paginate(parse(html), 60)
        assert len(pages) > 1
        after = " ".join(block.get_text(" ") for page in pages for block in page.blocks).split()
        if "thead" in html:
            assert after.count("n") == len(pages)
            after = [w for i, w in enumerate(after) if w != "n" or i == 0]
        assert after == before


def test_numbered_lists_go_on_counting():
    html = "<ol>" + "".join(f"<li>item {i}</li>" for i in range(60)) + "</ol>"
    pages = paginate(parse(html), 60)
    first = len(pages[0].blocks[0].find_all("li"))
    assert pages[1].blocks[0]["start"] == str(first + 1)


def test_a_bold_line_goes_with_what_follows():
    html = "".join(
        f"<p><strong>Part {i}</strong></p><ul><li>{'words ' * 60}</li></ul>" for i in range(6)
    )
    for page in paginate(parse(html), 60):
        assert page.blocks[-1].name == "ul"


def test_what_was_fitted_is_reported(tmp_path):
    items = "\n".join(f"- item {i} with some words" for i in range(60))
    _, report, _ = deck_of(tmp_path, new_markdown_cell(f"# Long\n\n{items}"))
    assert any(line.startswith("Long: split into") for line in report.notes)


def test_one_file_that_loads_nothing(tmp_path):
    _, _, path = deck_of(tmp_path, new_markdown_cell("# A\n\n![x](https://e.org/x.png)"))
    html = re.sub(r"(?s)<script>.*?</script>", "", path.read_text(encoding="utf-8"))
    loads = re.findall(
        r"""(?:src|href|srcset|poster|action)\s*=\s*["']?(?!data:|#)([^"'\s>]+)""", html
    )
    outside = [a for a in loads if a.startswith(("http", "//", "/"))]
    assert outside == []
    assert not re.search(r"url\(\s*['\"]?(?!data:)(https?:|//)", html)
    assert "@import" not in html
    assert "Permission is hereby granted, free of charge" in html
    assert "SIL OPEN FONT LICENSE" in html.upper()


def test_widgets_give_the_same_bytes_in_every_process(tmp_path):
    guide = Path(__file__).parents[2] / "notebooks/widgets.ipynb"
    made = []
    for seed in ("1", "2"):  # the order of sets differs from seed to seed
        target = tmp_path / f"{seed}.html"
        command = [sys.executable, "-m", "course.cli", "deck", str(guide), "-o", str(target)]
        env = os.environ | {"PYTHONHASHSEED": seed}
        subprocess.run(command, check=True, capture_output=True, env=env)
        made.append(target.read_bytes())
    assert made[0] == made[1]


def test_same_notebook_same_bytes(tmp_path):
    cells = (new_markdown_cell("# A"), new_code_cell("print(6 * 7)"))
    first = deck_of(tmp_path, *cells)[2].read_bytes()
    assert deck_of(tmp_path, *cells)[2].read_bytes() == first


@pytest.mark.parametrize("content", ["", "{", "[]", '{"cells": 3}', "not json"])
def test_files_that_are_no_notebooks(tmp_path, content):
    path = tmp_path / "bad.ipynb"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(DeckError, match=r"bad\.ipynb"):
        export_deck(path, tmp_path / "bad.html")


def test_an_empty_notebook_is_an_error(tmp_path):
    with pytest.raises(DeckError, match="nothing to show"):
        deck_of(tmp_path)


def test_an_old_deck_survives_a_failure(tmp_path):
    _, _, path = deck_of(tmp_path, new_markdown_cell("# A"))
    before = path.read_bytes()
    with pytest.raises(DeckError):
        deck_of(tmp_path, new_code_cell("1 / 0"))
    assert path.read_bytes() == before


def test_a_folder_that_is_not_writable(tmp_path):
    source = tmp_path / "n.ipynb"
    nbformat.write(new_notebook(cells=[new_markdown_cell("# A")]), source)
    with pytest.raises(WriteError, match="cannot write"):
        export_deck(source, Path("/proc/palpate/n.html"))


def test_nbconvert_knows_the_exporter():
    from nbconvert.exporters import get_exporter

    assert get_exporter("palpate_deck").__name__ == "PalpateDeckExporter"


def test_odd_metadata_of_a_cell_do_no_harm(tmp_path):
    cell = new_markdown_cell("# A", metadata={"palpate": {"layout": 'x"><script>', "time": "soon"}})
    soup, _, _ = deck_of(tmp_path, cell)
    assert not soup.select(".slides script")
    assert json.dumps(soup.select_one(".slides section")["class"])
