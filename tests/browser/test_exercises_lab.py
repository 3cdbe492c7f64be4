"""Exercises in JupyterLab: answers reach the disk at once and outlive kernel, tab and folder."""

import json
import re
import shutil
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import Error, expect

pytestmark = [pytest.mark.browser, pytest.mark.lab]

GUIDE = Path(__file__).parents[2] / "notebooks/exercises.ipynb"
FIRST = "sacrum-one-side.runner-hop"


@pytest.fixture
def opened(lab, browser, request):
    """The notebook of exercises in Lab, its cells run; (page, folder)."""
    address, token, root = lab
    folder = root / request.node.name
    folder.mkdir()
    shutil.copy(GUIDE, folder / "exercises.ipynb")
    page = browser.new_page(viewport={"width": 1400, "height": 9000})
    visit(page, address, token, f"{folder.name}/exercises.ipynb")
    yield page, folder, address, token
    page.close()


def visit(page, address, token, path):
    page.goto(f"{address}/doc/tree/{path}?token={token}&reset")
    page.locator(".jp-NotebookPanel").wait_for()
    page.get_by_text(re.compile(r"\| Idle")).first.wait_for(timeout=60_000)
    run_all(page)


def run_all(page):
    for _ in range(3):
        page.get_by_role("menuitem", name="Run", exact=True).click()
        page.get_by_role("menuitem", name=re.compile("^Run All Cells")).click()
        try:
            page.locator(".palpate .ask").nth(10).wait_for(timeout=30_000)
            return
        except Error:
            continue
    pytest.fail("the notebook does not run")


def first(page):
    return page.locator(".palpate").filter(has_text="A runner doubled").first


def kept(folder, ident=FIRST):
    path = folder / "answers" / f"{ident}.json"
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else None


def wait_for(page, seen):
    for _ in range(100):
        if seen():
            return
        page.wait_for_timeout(50)
    pytest.fail("what was answered did not reach the disk")


def test_an_answer_is_on_disk_at_once_and_back_after_a_kill(opened):
    page, folder, address, token = opened
    assert page.locator(".palpate .problem").count() == 0
    first(page).locator("input").nth(1).check()
    wait_for(page, lambda: kept(folder))
    chosen = kept(folder)["answer"]["chosen"]
    _kill_kernels(address, token)  # as when the computer crashes
    first(page).locator("input").nth(2).check()  # answered without a kernel
    page.wait_for_timeout(500)
    assert kept(folder)["answer"]["chosen"] == chosen
    page.reload()
    page.locator(".jp-NotebookPanel").wait_for()
    page.get_by_text(re.compile(r"\| Idle")).first.wait_for(timeout=60_000)
    run_all(page)
    expect(first(page).locator("input").nth(2)).to_be_checked()
    wait_for(page, lambda: kept(folder)["answer"]["chosen"] != chosen)


def test_answers_travel_inside_the_notebook(opened):
    page, folder, _, _ = opened
    first(page).locator("input").nth(0).check()
    wait_for(page, lambda: kept(folder))
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    path = folder / "exercises.ipynb"
    marked = re.compile(r"vnd\.palpate\.answer(?s:.)*" + FIRST)
    wait_for(page, lambda: marked.search(path.read_text(encoding="utf-8")))


def _kill_kernels(address, token):
    headers = {"Authorization": f"token {token}"}
    for kernel in json.load(urllib.request.urlopen(
            urllib.request.Request(f"{address}/api/kernels", headers=headers))):  # fmt: skip
        urllib.request.urlopen(
            urllib.request.Request(
                f"{address}/api/kernels/{kernel['id']}", method="DELETE", headers=headers
            )
        )
