"""The deck of a foundation lesson as a class sees it: nothing cut off, notes, links to decks."""

import subprocess
import sys

import pytest

pytestmark = pytest.mark.browser
CUT = """() => {
  const found = [];
  document.querySelectorAll('.slides section:not(:has(> section)) > .body').forEach((body) => {
    if (body.scrollHeight > body.clientHeight + 2) found.push(body.textContent.trim().slice(0, 40));
  });
  return found;
}"""


@pytest.fixture(scope="module")
def decks(tmp_path_factory):
    folder = tmp_path_factory.mktemp("decks")
    command = [sys.executable, "-m", "course.cli", "deck", "start-here", "safety", "-o", folder]
    subprocess.run(command, check=True, capture_output=True)
    return folder


@pytest.mark.parametrize("name", ["start-here", "safety"])
def test_nothing_is_cut_off_and_nothing_fails(browser, decks, name):
    page = browser.new_page(viewport={"width": 1280, "height": 720})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.goto((decks / f"{name}.html").as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    assert page.evaluate(CUT) == []
    assert page.locator(".slides aside.notes").count() > 20
    assert page.locator(".evidence").count() > 4
    assert errors == []
    page.close()


def test_start_here_leads_to_the_deck_beside_it(browser, decks):
    page = browser.new_page()
    page.goto((decks / "start-here.html").as_uri())
    page.wait_for_function("window.Reveal && Reveal.isReady()")
    links = page.eval_on_selector_all(".slides a[href$='.html']", "all => all.map((a) => a.href)")
    assert (decks / "safety.html").as_uri() in links
    page.close()
