"""Decks opened as their users open them: from a file, with no network."""

import io
import subprocess
import sys
from pathlib import Path

import foreign
import pytest
from axe_playwright_python.sync_playwright import Axe
from pypdf import PdfReader

from course.export.one import export_deck

pytestmark = pytest.mark.browser

SIZES = [(1280, 720), (1920, 1080), (1024, 768)]
LESSON = Path(__file__).parents[2] / "notebooks/patterns/low_back/sacrum-one-side.ipynb"
# What sticks out of its slide: the body itself, or anything in it that is seen.
OVERFLOW = """() => {
  const slide = Reveal.getCurrentSlide(), body = slide.querySelector('.body');
  const box = body.getBoundingClientRect(), found = [];
  const more = body.scrollHeight - body.clientHeight;
  if (more > 1) found.push('too tall by ' + more);
  for (const e of body.querySelectorAll('*')) {
    if (e.closest('.body-of-widget')) continue; // a widget scrolls inside its frame
    const b = e.getBoundingClientRect();
    const out = b.right > box.right + 1.5 || b.bottom > box.bottom + 1.5 || b.left < box.left - 1.5;
    if (b.width && out)
      found.push(e.tagName + ' ' + (e.textContent || '').slice(0, 40));
  }
  return found.slice(0, 3);
}"""


# What stands on a slide: one slide of each kind is enough for axe.
KIND = """() => {
  const slide = Reveal.getCurrentSlide();
  const parts = ['table', 'ol', 'ul', 'pre', 'img', 'math', 'details', 'blockquote'];
  const layout = slide.className.replace(/present|past|future/g, '').trim();
  return [layout, ...parts.filter(part => slide.querySelector(part))].join(' ');
}"""


@pytest.fixture(scope="module")
def deck(tmp_path_factory):
    path = tmp_path_factory.mktemp("deck") / "lesson.html"
    export_deck(LESSON, path)
    return path


def test_page_to_read_is_accessible_and_fetches_nothing(tmp_path, offline):
    path = tmp_path / "page.html"
    export_deck(LESSON, path, reading=True)
    watched = offline(1000, 900)
    page = watched.page
    page.goto(path.as_uri())
    page.wait_for_function("() => document.documentElement.dataset.widgets === 'ready'")
    found = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found] == []
    levels = page.evaluate("() => [...document.querySelectorAll('h1, h2')].map(e => e.textContent)")
    assert levels[:3] == ["Pain along one side of the sacrum", "Start", "Your client's story"]
    for width in (1000, 500, 360):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert watched.wrong == []


@pytest.fixture(scope="module")
def foreign_deck(tmp_path_factory):
    """Made the way its owner would: by nbconvert."""
    folder = tmp_path_factory.mktemp("foreign")
    source = foreign.write(folder)
    command = [sys.executable, "-m", "nbconvert", "--to", "palpate_deck", source.name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    (found,) = folder.glob("*.html")
    return found


@pytest.fixture(params=["deck", "foreign_deck"])
def any_deck(request):
    return request.getfixturevalue(request.param)


def slides(page):
    """Go through every slide; yields its number and heading."""
    total = page.evaluate("Reveal.getTotalSlides()")
    page.evaluate("Reveal.slide(0, 0)")
    for number in range(1, total + 1):
        yield (
            number,
            page.evaluate("(Reveal.getCurrentSlide().querySelector('h2') || {}).innerText"),
        )
        page.evaluate("Reveal.next()")
        while page.evaluate("Reveal.getCurrentSlide().querySelector('.fragment:not(.visible)')"):
            page.evaluate("Reveal.next()")


def test_opens_offline_without_error_or_request(any_deck, offline):
    watched = offline()
    page = watched.open(any_deck)
    for _ in slides(page):
        pass
    assert watched.wrong == []


def test_first_slide_is_there_soon(deck, offline):
    page = offline().open(deck)
    print(f"laid out after {page.evaluate('performance.now()'):.0f} ms")
    box = page.locator("section.present h2").first.bounding_box()
    assert box["height"] > 40
    assert 0 < box["x"] < 1000
    assert 0 < box["y"] < 600


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_nothing_overflows(any_deck, offline, width, height):
    page = offline(width, height).open(any_deck)
    wrong = {}
    for number, heading in slides(page):
        found = page.evaluate(OVERFLOW)
        if found:
            wrong[f"{number} {heading}"] = found
    assert wrong == {}


def test_axe_finds_nothing_on_any_kind_of_slide(any_deck, offline):
    page = offline().open(any_deck)
    seen = set()
    for number, heading in slides(page):
        kind = page.evaluate(KIND)
        if kind in seen:
            continue
        seen.add(kind)
        results = Axe().run(page)
        problems = [
            (v["id"], [n["html"][:120] for n in v["nodes"]][:3])
            for v in results.response["violations"]
        ]
        assert problems == [], f"slide {number} {heading}"
    assert len(seen) >= 4


def test_lesson_has_its_slides_and_sections(deck, offline):
    page = offline().open(deck)
    headings = [heading for _, heading in slides(page)]
    assert len(headings) >= 14
    text = " | ".join(heading or "" for heading in headings)
    for words in (
        "Pain along one side of the sacrum",
        "Lesson map",
        "How people describe it",
        "What sets it off",
        "Red flags",
        "Look-alikes",
        "The anatomy behind it",
        "Palpation, step by step",
        "Where it is felt",
        "Step 1 of",
        "Ice-and-Stretch",
        "What is disputed",
        "Case 1",
        "Question 1",
        "Related patterns",
        "Sources",
    ):
        assert words in text, words


def test_figures_fill_their_slides_and_say_what_they_show(deck, offline):
    page = offline().open(deck)
    seen = 0
    for _, heading in slides(page):
        images = page.evaluate(
            """[...Reveal.getCurrentSlide().querySelectorAll('img')].map(i => ({alt: i.alt,
            height: i.getBoundingClientRect().height, ready: i.complete && i.naturalWidth > 0}))"""
        )
        for image in images:
            seen += 1
            assert image["ready"], heading
            assert image["height"] > 430, heading
            assert len(image["alt"].split()) > 20, heading
    assert seen == 6


def test_keys_move_and_show_the_overview(deck, offline):
    page = offline().open(deck)
    page.keyboard.press("ArrowRight")
    assert page.evaluate("Reveal.getIndices().h") == 1
    page.keyboard.press("Escape")
    assert page.evaluate("Reveal.isOverview()")
    page.keyboard.press("Escape")
    page.keyboard.press("End")
    assert page.evaluate("Reveal.getIndices().h") == page.evaluate(
        "Reveal.getHorizontalSlides().length - 1"
    )
    assert "/" in page.locator(".slide-number").inner_text()


def test_notes_open_offline_with_time_and_words(deck, offline):
    watched = offline()
    page = watched.open(deck)
    page.keyboard.press("ArrowRight")
    with page.expect_popup() as popup:
        page.keyboard.press("s")
    notes = popup.value
    notes.get_by_text("Safety comes before technique").wait_for(timeout=20_000)
    assert "1 min" in notes.locator("body").inner_text()
    assert watched.wrong == []


def test_prints_one_slide_a_page(any_deck, offline):
    page = offline().open(any_deck, "?print-pdf")
    page.wait_for_timeout(600)
    total = page.evaluate("document.querySelectorAll('.slides .body').length")
    pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True, print_background=True)))
    assert len(pdf.pages) == total
    box = pdf.pages[0].mediabox
    assert abs(float(box.width / box.height) - 16 / 9) < 0.02
    empty = [i for i, p in enumerate(pdf.pages, 1) if not p.extract_text().strip() and not p.images]
    assert empty == []


def test_the_print_key_opens_the_print_layout(deck, offline):
    watched = offline()
    watched.page.add_init_script("window.print = () => { window.printed = true; }")
    page = watched.open(deck)
    page.keyboard.press("Control+p")
    page.wait_for_url("**print-pdf**")
    page.wait_for_timeout(2000)
    assert page.evaluate("window.printed === true")


def test_foreign_notebook_loses_nothing(foreign_deck, offline):
    page = offline().open(foreign_deck)
    words, math, images = "", 0, []
    for _ in slides(page):
        slide = page.locator("section.present:not(:has(section))").last
        words += slide.inner_text() + "\n"
        math += slide.locator("math").count()
        images += slide.evaluate("s => [...s.querySelectorAll('img')].map(i => i.alt)")
    assert all(f"item {i} with" in words for i in range(40))
    assert all(f"word {i}" in words for i in range(60))
    assert all(f"cell {i}" in words for i in range(30))
    assert words.count("line of output") == 90
    assert words.count("sentence.") == 220
    assert math >= 4
    assert "brokencommand" in words
    assert "Picture not included: a remote picture" in words
    assert "interactive widget" in words
    assert "ValueError: no" in words
    assert "العضلة" in words
    assert "Figure from cell 8 of the notebook: a line goes up and down" in images
    assert {"beside", "attached"} <= set(images)


def test_hostile_parts_are_gone(foreign_deck, offline):
    html = foreign_deck.read_text(encoding="utf-8").split('<div class="slides">')[1]
    html = html.split("<script>")[0]
    for words in ("alert(1)", "alert(2)", "alert(4)", "alert(5)", "<iframe", "body{display:none}"):
        assert words not in html, words
    watched = offline()
    dialogs = []
    watched.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    for _ in slides(watched.open(foreign_deck)):
        pass
    assert dialogs == []
