"""JupyterLab as a student uses it: open the lesson, run all, see the plates."""

import json
import re
import shutil
from pathlib import Path

import pytest

pytestmark = [pytest.mark.browser, pytest.mark.lab]

LESSON = Path(__file__).parents[2] / "notebooks/patterns/low_back/sacrum-one-side.ipynb"


@pytest.fixture
def lesson_page(lab, browser):
    """The seed lesson opened in Lab, ready to run."""
    address, token, root = lab
    shutil.copy(LESSON, root / "lesson.ipynb")
    page = browser.new_page(viewport={"width": 1300, "height": 1400})
    page.goto(f"{address}/doc/tree/lesson.ipynb?token={token}&reset")
    page.locator(".jp-NotebookPanel").wait_for()
    page.get_by_text(re.compile(r"\| Idle")).first.wait_for(timeout=60_000)
    yield page
    page.close()


def test_prose_reads_without_running_anything(lesson_page):
    lesson_page.get_by_role("heading", name=re.compile("Lesson map")).wait_for()
    text = lesson_page.locator(".jp-Notebook").inner_text()
    assert "never a diagnosis" in text
    assert "<small" not in text


def test_run_all_shows_every_plate_with_alt_text(lesson_page):
    # Lab draws cells as they scroll into view; turn that off by its own setting in the page.
    lesson_page.get_by_role("menuitem", name="Run", exact=True).click()
    lesson_page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
    wanted = sum(
        "".join(cell["source"]).startswith("plate(")
        for cell in json.loads(LESSON.read_text(encoding="utf-8"))["cells"]
    )
    seen = set()
    for _ in range(200):
        for image in lesson_page.locator(".jp-OutputArea img").all():
            alt = image.get_attribute("alt") or ""
            if image.evaluate("i => i.complete && i.naturalWidth > 800"):
                seen.add(alt)
        if len(seen) >= wanted:
            break
        lesson_page.locator(".jp-WindowedPanel-outer").first.evaluate("e => e.scrollBy(0, 900)")
        lesson_page.wait_for_timeout(150)
    assert len(seen) == wanted
    assert all(len(alt.split()) > 20 for alt in seen)
    assert lesson_page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count() == 0
