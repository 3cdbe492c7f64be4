"""The handout: one page, tagged, with a picture that has alt text, doses, flags and sources."""

import io

import pytest
from pypdf import PdfReader

from course.handout.handout import HandoutError, handout
from patterns_data.load import load_course


@pytest.fixture(scope="module", params=["client", "therapist"])
def page(request, seed, course):
    data = handout(seed, course, reader=request.param, side="right")
    return request.param, data, PdfReader(io.BytesIO(data))


def squeeze(text):
    return " ".join(text.split())


def test_one_page_below_500_kb(page):
    _, data, pdf = page
    assert len(pdf.pages) == 1
    assert len(data) < 500_000


def test_tagged_with_language_and_title(page, seed):
    _, _, pdf = page
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("en")
    assert pdf.metadata.title == seed.title
    assert "/StructTreeRoot" in root


def _figures(node, found):
    node = node.get_object()
    if isinstance(node, list):
        for kid in node:
            _figures(kid, found)
    elif isinstance(node, dict):
        if node.get("/S") == "/Figure":
            found.append(str(node.get("/Alt", "")))
        if "/K" in node:
            _figures(node["/K"], found)
    return found


def test_figure_has_an_alt_text_that_says_something(page):
    _, _, pdf = page
    alts = _figures(pdf.trailer["/Root"]["/StructTreeRoot"], [])
    assert alts
    assert all(len(alt.split()) > 20 for alt in alts)


def test_text_holds_flags_doses_and_stop_rules(page, seed):
    reader, _, pdf = page
    text = squeeze(pdf.pages[0].extract_text())
    assert squeeze(seed.red_flags[0].finding)[:30] in text
    assert "Sources:" in text
    if reader == "client":
        for item in seed.self_care:
            assert item.title[:20] in text
        assert "Not when" in text
    else:
        for step in seed.protocol.steps:
            assert step.title.split()[0] in text
        assert "Stop when" in text


def test_type_is_large_enough_to_read(page):
    _, _, pdf = page
    sizes = []

    def visit(text, cm, tm, font, size):
        if text.strip():
            sizes.append(abs(size * tm[3] * cm[3]) if tm[3] else size)

    pdf.pages[0].extract_text(visitor_text=visit)
    assert sorted(sizes)[len(sizes) // 2] >= 7


def test_same_data_same_bytes(page, seed, course):
    reader, data, _ = page
    assert handout(seed, course, reader=reader, side="right") == data


def test_markup_in_data_is_only_text(school):
    bad = "#panic(1) <script>alert(1)</script> *bold* $x$"
    school.data["self_care"][0]["title"] = bad
    school.write()
    course = load_course(school.folder)
    data = handout(course.patterns["our-pattern"], course, reader="client", side="left")
    text = squeeze(PdfReader(io.BytesIO(data)).pages[0].extract_text())
    assert "#panic(1)" in text
    assert "*bold*" in text


def test_very_long_words_stay_in_their_column(school):
    school.data["self_care"][0]["title"] = "pain" * 60
    school.write()
    course = load_course(school.folder)
    data = handout(course.patterns["our-pattern"], course, reader="client", side="left")
    page = PdfReader(io.BytesIO(data)).pages[0]
    right = []
    page.extract_text(visitor_text=lambda text, cm, tm, font, size: right.append(tm[4]))
    assert max(right) < float(page.mediabox.width)
    assert (page.extract_text().count("pain")) >= 55


def test_too_much_text_is_an_error_that_says_what_to_do(school):
    school.data["self_care"][0]["how"] = ["A very long step. " * 60] * 20
    school.write()
    course = load_course(school.folder)
    with pytest.raises(HandoutError, match="shorten"):
        handout(course.patterns["our-pattern"], course, reader="client", side="right")
