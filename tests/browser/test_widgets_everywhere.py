"""The same widgets, driven the same way, in JupyterLab, Notebook 7, the deck and the page."""

import json
import re
import shutil
from pathlib import Path

import pytest
from drives import DRIVES, frame, said
from playwright.sync_api import Error

from course.export.one import export_deck

pytestmark = [pytest.mark.browser, pytest.mark.lab]

GUIDE = Path(__file__).parents[2] / "notebooks/widgets.ipynb"
HOSTS = ("lab", "notebook", "deck", "page")


@pytest.fixture(scope="module")
def guide_deck(tmp_path_factory):
    path = tmp_path_factory.mktemp("guide") / "widgets.html"
    export_deck(GUIDE, path)
    return path


@pytest.fixture(scope="module")
def guide_page(tmp_path_factory):
    path = tmp_path_factory.mktemp("page") / "widgets.html"
    export_deck(GUIDE, path, reading=True)
    return path


@pytest.fixture(scope="module")
def jupyter_page(lab, browser):
    """The guide opened and run in Lab or in Notebook 7; one page each."""
    address, token, root = lab
    pages = {}

    def go(app):
        if app in pages:
            return pages[app]
        shutil.copy(GUIDE, root / f"{app}.ipynb")
        page = browser.new_page(viewport={"width": 1400, "height": 6000})
        where = "doc/tree" if app == "lab" else "notebooks"
        page.goto(f"{address}/{where}/{app}.ipynb?token={token}" + "&reset" * (app == "lab"))
        page.locator(".jp-NotebookPanel").wait_for()
        idle = (
            page.get_by_text(re.compile(r"\| Idle"))
            if app == "lab"
            else page.locator(".jp-Notebook-ExecutionIndicator[data-status=idle]")
        )
        idle.first.wait_for(timeout=60_000)
        _run_all(page)
        pages[app] = page
        return page

    yield go
    for page in pages.values():
        page.close()


def _run_all(page):
    """Run all cells; again when the page took the order before it had a kernel."""
    for _ in range(3):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
        try:
            page.get_by_text(re.compile(r"\[\d+\]:")).first.wait_for(timeout=20_000)
            return
        except Error:
            continue
    pytest.fail("the notebook does not run")


@pytest.mark.parametrize("how", [0, 1], ids=["pointer", "keyboard"])
@pytest.mark.parametrize("name", DRIVES)
@pytest.mark.parametrize("host", HOSTS)
def test_behaves_the_same(host, name, how, jupyter_page, offline, guide_deck, guide_page):
    watched = None
    if host == "page":
        watched = offline(1280, 900)
        page = watched.page
        page.goto(guide_page.as_uri())
        page.wait_for_function("() => document.documentElement.dataset.widgets === 'ready'")
    elif host == "deck":
        watched = offline(1280, 900)
        page = watched.open(guide_deck)
        page.wait_for_function("() => document.documentElement.dataset.widgets === 'ready'")
        _to_slide_of(page, name)
    else:
        page = jupyter_page(host)
    root = frame(page, name)
    root.get_by_role("button", name="Reset").click()
    DRIVES[name][how](page, root)
    root.get_by_role("button", name="Reset").click()
    if watched is not None:
        assert watched.wrong == []


def _to_slide_of(page, name):
    page.evaluate(
        """(name) => {
      const titles = {AnatomyExplorer: 'Anatomy explorer', PainFinder: 'Pain finder',
        LandmarkTrainer: 'Landmark trainer', ZonePainter: 'Pain-zone painter',
        ProtocolPlayer: 'Protocol player', LookAlikeComparer: 'Look-alike comparer',
        ContraindicationCheck: 'Contraindication check'};
      const named = s => s.querySelector('h2')?.textContent === titles[name];
      const slide = Reveal.getSlides().find(named);
      const at = Reveal.getIndices(slide);
      Reveal.slide(at.h, at.v);
    }""",
        name,
    )


def test_python_sees_and_sets_the_state(jupyter_page):
    page = jupyter_page("lab")
    root = frame(page, "AnatomyExplorer")
    root.get_by_role("radio", name="Left").check()
    page.get_by_text("explorer.state").last.click()
    page.keyboard.press("Control+a")
    page.keyboard.type('explorer.set(scheme="plain"); print(explorer.state["side"])')
    page.keyboard.press("Shift+Enter")
    page.locator(".jp-OutputArea-output pre", has_text="left").first.wait_for()
    page.wait_for_function("() => document.querySelector('.palpate input[value=plain]').checked")


def test_saved_notebook_keeps_a_still(lab, jupyter_page):
    _, _, root = lab
    page = jupyter_page("notebook")
    for name in DRIVES:
        frame(page, name)
    page.get_by_role("menuitem", name="File", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Save Notebook(?! As)")).click()
    for _ in range(50):  # an earlier save may have caught the notebook half run
        notebook = json.loads((root / "notebook.ipynb").read_text(encoding="utf-8"))
        found = [out["data"] for cell in notebook["cells"] for out in cell.get("outputs", [])]
        words = ["".join(data.get("text/plain", "")) for data in found]
        if sum("It needs JavaScript" in text for text in words) == len(DRIVES):
            break
        page.wait_for_timeout(200)
    else:
        pytest.fail(f"{len(words)} outputs saved: {words}")
    assert sum("image/jpeg" in data for data in found) == len(DRIVES)


def test_a_restarted_kernel_is_told_and_the_widget_lives(jupyter_page):
    page = jupyter_page("lab")  # the last test with this page: its Python is gone afterwards
    root = frame(page, "ContraindicationCheck")
    page.get_by_role("menuitem", name="Kernel", exact=True).click()
    page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    said(root, "Python was stopped or restarted")
    root.get_by_role("checkbox", name=re.compile("^Fever, chills")).check()
    said(root, "7 stop")
