"""A workshop in its room: the folder opened from a stick, presented, spotlit, voted in, printed."""

import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader
from test_deck_browser import KIND, OVERFLOW, slides

from course.deck.look import Look
from course.export.job import Job
from course.export.one import finished
from course.quick import nbformat
from course.workshop.bundle import write_bundle
from course.workshop.order import running_order
from course.workshop.plan import read_plan
from course.workshop.slides import workshop_notebook

pytestmark = pytest.mark.browser

PLAN = """
title: Low back and sacrum on a Saturday
hours: 3
start: "09:30"
audience: students
patterns: [sacrum-one-side, spot-beside-lumbar-spine]
exam: 15
school:
  name: School of Hands
  accent: "#0b5d5a"
  address: https://example.org/low-back
"""


@pytest.fixture(scope="module")
def planned(tmp_path_factory, course):
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    plan, look = read_plan(path, course)
    return plan, running_order(plan, course), look


@pytest.fixture(scope="module")
def folder(tmp_path_factory, planned, course):
    plan, order, look = planned
    place = tmp_path_factory.mktemp("stick") / "saturday"
    write_bundle(place, plan, order, course, look, PLAN)
    return place


@pytest.fixture(scope="module")
def small_paper(tmp_path_factory, planned, course):
    """The same slides for an old projector in a large room."""
    plan, order, _ = planned
    look = Look(aspect="4:3", large_room=True, high_contrast=True)
    text = nbformat.writes(workshop_notebook(plan, order, course))
    place = tmp_path_factory.mktemp("large")
    path = place / "slides.html"
    finished(Job("slides", text, str(place), look=look, cores=2)).write(path)
    return path


def test_the_stick_opens_and_every_link_leads_somewhere(folder, offline):
    watched = offline()
    page = watched.page
    page.goto((folder / "index.html").as_uri())
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    assert page.get_by_text("09:30").count() == 1
    page.get_by_role("link", name="Open the slides").click()
    page.wait_for_function("() => document.documentElement.dataset.deck === 'ready'")
    assert page.locator("section.present h2").inner_text() == "Low back and sacrum on a Saturday"
    assert page.locator("section.present .code svg").count() == 1
    colour = page.evaluate("getComputedStyle(document.querySelector('.kicker')).color")
    assert colour == "rgb(11, 93, 90)"
    assert watched.wrong == []


@pytest.mark.parametrize("which", ["folder", "small_paper"])
def test_nothing_overflows_and_axe_finds_nothing(which, request, offline):
    found = request.getfixturevalue(which)
    watched = offline(1024, 768) if which == "small_paper" else offline()
    page = watched.open(found / "slides.html" if which == "folder" else found)
    wrong, seen = {}, set()
    for number, heading in slides(page):
        sticking = page.evaluate(OVERFLOW)
        if sticking:
            wrong[f"{number} {heading}"] = sticking
        kind = page.evaluate(KIND)
        if kind not in seen:
            seen.add(kind)
            wrong |= {
                f"{number} {heading} {v['id']}": v["nodes"][0]["html"][:120]
                for v in Axe().run(page).response["violations"]
            }
    assert wrong == {}
    assert {"poll ul details", "break"} <= seen
    assert watched.wrong == []


def test_large_type_on_an_old_projector(small_paper, offline):
    page = offline(1024, 768).open(small_paper)
    size = page.evaluate("[Reveal.getConfig().width, Reveal.getConfig().height]")
    assert size == [1024, 768]
    assert "high-contrast" in page.evaluate("document.documentElement.className")


def test_menu_jumps_to_a_plate_by_keyboard(folder, offline):
    page = offline().open(folder / "slides.html")
    page.keyboard.press("m")
    dialog = page.get_by_role("dialog")
    assert [v["id"] for v in Axe().run(page).response["violations"]] == []
    link = dialog.get_by_role("link", name="The anatomy behind it").first
    link.focus()
    page.keyboard.press("Enter")
    assert not dialog.is_visible()
    assert page.locator("section.present h2").last.inner_text() == "The anatomy behind it"
    page.get_by_role("button", name="Menu").click()
    assert dialog.is_visible()
    page.keyboard.press("Escape")
    assert not dialog.is_visible()


def test_spotlight_follows_and_contrast_changes(folder, offline):
    page = offline().open(folder / "slides.html")
    page.keyboard.press("q")
    page.mouse.move(300, 200)
    light = page.locator(".spotlight")
    assert light.is_visible()
    assert light.evaluate("e => e.style.getPropertyValue('--x')") == "300px"
    page.keyboard.press("q")
    assert not light.is_visible()
    page.keyboard.press("c")
    assert "high-contrast" in page.evaluate("document.documentElement.className")
    page.keyboard.press("b")
    assert page.evaluate("Reveal.isPaused()")


def to(page, selector):
    page.evaluate(
        "s => { const at = Reveal.getIndices(document.querySelector(s));"
        " Reveal.slide(at.h, at.v); }",
        selector,
    )


def test_hands_are_counted(folder, offline):
    page = offline().open(folder / "slides.html")
    to(page, "section.poll")
    more = page.locator("section.present").last.get_by_role("button", name="One hand more for B")
    for _ in range(3):
        more.click()
    page.locator("section.present").last.get_by_role("button", name="One hand less for B").click()
    assert page.locator("section.present output").all_inner_texts()[:3] == ["0", "2", "0"]
    assert page.locator("section.present meter").nth(1).evaluate("e => e.value") == 2


def test_the_clock_of_practice_counts_down(folder, offline):
    page = offline().open(folder / "slides.html")
    to(page, "section.practice")
    clock = page.locator("section.present .clock")
    assert clock.inner_text() == "12:00"
    page.locator("section.present").get_by_role("button", name="Start").click()
    page.wait_for_function(
        "() => document.querySelector('section.present .clock').textContent < '11:59'"
    )
    page.locator("section.present").get_by_role("button", name="Again").click()
    assert clock.inner_text() == "12:00"


def test_presenter_view_tells_the_time_left(folder, offline):
    watched = offline()
    page = watched.open(folder / "slides.html")
    to(page, "section.practice")
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    notes = popup.value
    notes.get_by_text("Start the clock").wait_for(timeout=20_000)
    assert notes.locator(".pacing").is_visible()
    assert watched.wrong == []


@pytest.mark.parametrize(("count", "query"), [(2, "?sheets=2"), (6, "?sheets=6")])
def test_sheets_for_paper_hold_every_slide_and_its_notes(folder, offline, count, query):
    plain = offline().open(folder / "slides.html")
    total = plain.evaluate("Reveal.getTotalSlides()")
    watched = offline(900, 1200)
    page = watched.open(folder / "slides.html", query)
    page.wait_for_selector(".sheet")
    assert page.locator(".cell").count() == total
    clipped = page.evaluate(
        "() => [...document.querySelectorAll('.words')].filter(w => w.scrollHeight > "
        "w.clientHeight + 2).length"
    )
    assert clipped == 0
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(pdf.pages) == -(-total // count)
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "Start the clock" in text
    assert watched.wrong == []


def test_the_workbook_prints(folder):
    pdf = PdfReader(folder / "workbook.pdf")
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(page.extract_text() for page in pdf.pages)
    assert "Before we touch anybody" in text
    assert len(pdf.pages) >= 6


def mixed(tmp_path):
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

    cells = [
        new_markdown_cell("# Mixed"),
        new_markdown_cell("## Interact"),
        new_code_cell(
            "from ipywidgets import interact\n"
            "@interact(n=(1, 4))\ndef f(n=2):\n    print('n is', n)"
        ),
        new_markdown_cell("## Plotly"),
        new_code_cell(
            "import plotly.graph_objects as go\n"
            "go.Figure(go.Bar(x=['a', 'b'], y=[1, 2]), layout={'title': {'text': 'Bars'}})"
        ),
        new_markdown_cell("## Wide"),
        new_code_cell(
            "import pandas as pd\n"
            "pd.DataFrame([range(10000, 10030)], columns=[f'column {i}' for i in range(30)])"
        ),
        new_markdown_cell("## Formula"),
        new_code_cell("from IPython.display import Math\nMath(r'\\sum_{i=1}^n i')"),
        new_markdown_cell("## Long"),
        new_code_cell("print('\\n'.join('word ' * 60 for _ in range(60)))"),
    ]
    text = nbformat.writes(new_notebook(cells=cells))
    path = tmp_path / "mixed.html"
    finished(Job("mixed", text, str(tmp_path), show_code=True)).write(path)
    return path


def test_a_mixed_notebook_works_without_a_kernel(tmp_path, offline):
    watched = offline()
    page = watched.open(mixed(tmp_path))
    wrong = {}
    for number, heading in slides(page):
        page.wait_for_timeout(30)
        sticking = page.evaluate(OVERFLOW)
        if sticking:
            wrong[f"{number} {heading}"] = sticking
    assert wrong == {}
    to(page, "section:has(.frames)")
    shown = page.locator("section.present .frame:visible")
    assert shown.inner_text() == "n is 2"
    page.get_by_role("slider", name="n").fill("3")
    assert shown.inner_text() == "n is 4"
    page.get_by_role("slider", name="n").press("ArrowLeft")
    assert shown.inner_text() == "n is 3"
    page.locator("section.present select").select_option("1")
    assert shown.inner_text() == "n is 1"
    to(page, "section:has(.plotly-figure)")
    page.wait_for_selector("section.present .plotly-figure .bars path")
    assert page.locator("section.present .gtitle").text_content() == "Bars"
    assert watched.wrong == []
