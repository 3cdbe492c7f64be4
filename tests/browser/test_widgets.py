"""Each widget's module in a blank page: pointer, keyboard, state, bad input, accessibility."""

import dataclasses
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from drives import DRIVES, frame, said
from playwright.sync_api import expect
from widget_page import open_widgets, page_of

from course import widgets

pytestmark = pytest.mark.browser

SEED = "sacrum-one-side"
SMALL = """() => [...document.querySelectorAll('.palpate :is(button, select, input[type=text], '
    + 'input[type=range], summary, label:has(input))')]
  .filter(e => e.checkVisibility())
  .map(e => [e.textContent.slice(0, 20), e.getBoundingClientRect()])
  .filter(([, box]) => box.height < 24 || box.width < 24)
  .map(([text, box]) => `${text} ${box.width} x ${box.height}`)"""


def make(name, **options):
    """A widget on the seed pattern; the finder takes no pattern."""
    kind = getattr(widgets, name)
    return kind(**options) if name == "PainFinder" else kind(SEED, **options)


@pytest.fixture
def opened(browser, tmp_path):
    """Opens widgets in a page; fails on anything the page complains about."""
    pages, wrong = [], []

    def go(*shown, quiet=True, **options):
        page = open_widgets(browser, tmp_path, *shown, **options)
        pages.append(page)
        if quiet:
            page.on("pageerror", lambda error: wrong.append(str(error)))
            page.on("console", lambda m: wrong.append(m.text) if m.type == "error" else None)
        return page

    yield go
    for page in pages:
        page.context.close()
    assert wrong == []


@pytest.mark.parametrize("how", [0, 1], ids=["pointer", "keyboard"])
@pytest.mark.parametrize("name", DRIVES)
def test_does_what_it_is_for(opened, name, how):
    page = opened(make(name))
    DRIVES[name][how](page, frame(page, name))


@pytest.mark.parametrize("name", DRIVES)
def test_axe_finds_nothing(opened, name):
    page = opened(make(name))
    found = Axe().run(page).response["violations"]
    assert [f"{v['id']}: {v['nodes'][0]['html'][:160]}" for v in found] == []


@pytest.mark.parametrize("name", DRIVES)
def test_keys_do_not_leak_and_escape_gives_them_back(opened, name):
    page = opened(make(name))
    page.evaluate(
        "() => { window.keys = []; "
        "document.addEventListener('keydown', e => window.keys.push(e.key)); }"
    )
    frame(page, name).get_by_role("button", name="Reset").focus()
    page.keyboard.press("a")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => window.keys") == []
    page.keyboard.press("Escape")
    assert page.evaluate("() => document.activeElement === document.body")
    page.keyboard.press("a")
    assert page.evaluate("() => window.keys") == ["a"]


@pytest.mark.parametrize("name", DRIVES)
def test_targets_are_large_enough_and_nothing_sticks_out(opened, name):
    page = opened(make(name))
    small = page.evaluate(SMALL)
    assert small == []
    for width in (1200, 600, 380):  # 600 px is 1200 px at 200 %
        page.set_viewport_size({"width": width, "height": 900})
        page.wait_for_timeout(60)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("name", DRIVES)
def test_state_of_another_version_starts_anew_and_says_so(opened, name):
    page = opened(make(name, state={"v": 99, "view": "nowhere"}))
    said(frame(page, name), "another version")


@pytest.mark.parametrize("name", DRIVES)
def test_odd_values_in_the_state_do_no_harm(opened, name):
    odd = {
        "v": 1,
        "view": "nowhere",
        "step": 1e9,
        "place": -4,
        "strokes": None,
        "chosen": "x",
        "ticked": 7,
        "flags": {},
        "tries": [],
        "numbers": None,
        "selected": "no-such-thing",
        "opacity": None,
        "region": 3,
        "side": "up",
    }
    page = opened(make(name, state=odd))
    root = frame(page, name)
    assert root.locator(".problem").count() == 0
    expect(root.get_by_role("button", name="Reset")).to_be_visible()


def test_state_is_seen_and_set_from_outside(opened):
    page = opened(make("AnatomyExplorer"))
    root = frame(page, "AnatomyExplorer")
    root.get_by_role("radio", name="Left").check()
    page.wait_for_function(
        "() => palpateWidgets.find('w1').then(m => m.get('state').side === 'left')"
    )
    page.evaluate(
        "() => palpateWidgets.find('w1').then(m => m.set('state',"
        " {...m.get('state'), side: 'both', scheme: 'plain'}))"
    )
    expect(root.get_by_role("radio", name="Both")).to_be_checked()
    expect(root.get_by_role("radio", name="Plain")).to_be_checked()


def test_two_views_of_one_model_agree(opened):
    widget = make("ContraindicationCheck")
    page = opened(widget, widget)
    first, second = page.locator(".palpate").all()
    first.get_by_role("checkbox", name=re.compile("^Fever, chills")).check()
    expect(second.get_by_role("checkbox", name=re.compile("^Fever, chills"))).to_be_checked()


def test_a_picture_that_fails_is_named_and_the_rest_lives(opened):
    widget = make("AnatomyExplorer")
    atlas = widget._views["lumbosacral-posterior"]
    whole = atlas.pictures
    try:
        atlas.pictures = whole | {"muscles/erector-spinae-right.webp": b"not a picture"}
        page = opened(widget, make("ContraindicationCheck"))
        root = frame(page, "AnatomyExplorer")
        said(root, "erector-spinae-right.webp.*could not be read")
        expect(root.get_by_role("slider", name="Lumbar multifidus")).to_be_visible()
        atlas.pictures = {}
        page = opened(widget, make("ContraindicationCheck"))
        expect(page.get_by_role("alert")).to_contain_text("missing")
        DRIVES["ContraindicationCheck"][0](page, frame(page, "ContraindicationCheck"))
    finally:
        atlas.pictures = whole


def test_text_of_the_data_stays_text(opened, course):
    pattern = course.patterns[SEED]
    evil = "<img src=x onerror=alert(1)></script><b>bold</b> & “quoted”"
    story = pattern.model_copy(update={"title": evil})
    school = dataclasses.replace(course, patterns={SEED: story})
    page = opened(widgets.PainFinder(course=school), widgets.AnatomyExplorer(SEED, course=school))
    assert page.locator("img").count() == 0
    assert page.locator(".palpate b").count() == 0
    assert evil in frame(page, "AnatomyExplorer").locator("h3").inner_text()


def test_explorer_reads_well_as_a_list(opened):
    page = opened(make("AnatomyExplorer"))
    tree = frame(page, "AnatomyExplorer").get_by_role("listbox").aria_snapshot()
    names = re.findall(r'option "([^"]+)"', tree)
    assert names[:3] == [
        "Erector spinae, right",
        "Lumbar multifidus, right",
        "Lumbar rotatores, right",
    ]
    assert "Sacrum" in names and "Hip bone, left" in names
    assert len(names) == len(set(names))


def test_finder_ranks_each_pattern_by_its_own_essential_zone(opened, course):
    seed = course.patterns[SEED]
    twin = seed.model_copy(update={"id": "on-both-sides", "title": "Both", "side": "both"})
    both = dataclasses.replace(course, patterns={**course.patterns, twin.id: twin})
    widget = widgets.PainFinder(course=both)
    page = opened(widget)
    root = frame(page, "PainFinder")
    root.get_by_label("None of these").check()
    for pattern in widget.data["patterns"]:
        for signs in ((1,), (-1,)) if pattern["side"] == "one-sided" else ((1, -1),):
            core = [zone for zone in pattern["zones"] if zone["kind"] == "essential"]
            strokes = {}
            for view, facts in _facts(widget).items():
                for zone in core:
                    if zone["faces"] == facts["faces"]:
                        for sign in signs:
                            strokes.setdefault(view, []).extend(_filled(zone["corners"], sign))
            page.evaluate(
                "(strokes) => palpateWidgets.find('w1').then(m => m.set('state',"
                " {...m.get('state'), strokes}))",
                strokes,
            )
            first = root.locator(".results ol > li strong").all_inner_texts()[:3]
            assert pattern["title"] in first, pattern["id"]
            if pattern["id"] == twin.id:
                assert first[0] == "Both"


def _facts(widget):
    return {view: model.facts for view, model in widget._views.items()}


def _filled(corners, side):
    """Dabs on a grid inside the outline."""
    us, vs = [u for u, _ in corners], [v for _, v in corners]
    out = []
    for u in range(int(min(us)), int(max(us)), 6):
        for v in range(int(min(vs)), int(max(vs)), 6):
            if _inside(u, v, corners):
                out.append([4, side * u, v])
    return out


def _inside(u, v, corners):
    odd = False
    for (u1, v1), (u2, v2) in zip(corners, [*corners[1:], corners[0]], strict=True):
        if (v1 > v) != (v2 > v) and u < (u2 - u1) * (v - v1) / (v2 - v1) + u1:
            odd = not odd
    return odd


@pytest.mark.parametrize("name", DRIVES)
def test_code_of_a_widget_stays_small(name):
    kind = getattr(widgets, name)
    assert len(kind._esm.encode()) + len(kind._css.encode()) <= 60_000


def test_pictures_are_kept_once(course):
    one = page_of(make("LandmarkTrainer"))
    two = page_of(make("LandmarkTrainer"), make("ProtocolPlayer"))
    assert len(two) - len(one) < 120_000  # code, facts and a still, no second atlas


@pytest.mark.parametrize(
    ("name", "options", "words"),
    [
        ("AnatomyExplorer", {"pattern": "sacrum-one-sid"}, "sacrum-one-side"),
        ("ProtocolPlayer", {"pattern": SEED, "audience": "students"}, "therapist"),
        ("LookAlikeComparer", {"pattern": SEED, "chosen": ["nobody"]}, "nobody"),
        ("PainFinder", {"region": "moon"}, "moon"),
    ],
)
def test_wrong_arguments_are_named(name, options, words):
    with pytest.raises(ValueError, match=words):
        getattr(widgets, name)(**options)


def test_a_still_stands_where_nothing_runs():
    data, metadata = make("LandmarkTrainer")._repr_mimebundle_()
    assert "JavaScript" in data["text/plain"]
    assert data["image/jpeg"]
    assert metadata["image/jpeg"]["alt"] == data["text/plain"]
