"""Workshops: plans and what is wrong with them, the running order, every sheet of the folder."""

import io
import itertools
import zipfile

import pytest
from PIL import Image
from pypdf import PdfReader

from course.deck.look import ACCENT, Look, contrast, least_contrast, readable
from course.workshop.bundle import bundle_files, write_bundle, zipped
from course.workshop.order import running_order, shared_out
from course.workshop.plan import read_plan
from course.workshop.slides import workshop_cells
from course.workshop.workbook import shuffled
from patterns_data.files import WriteError
from patterns_data.problems import DataError

PLAN = """
title: Low back on a Saturday
hours: 3
start: "09:30"
audience: students
patterns: [sacrum-one-side, spot-beside-lumbar-spine]
exam: 15
"""


@pytest.fixture
def read(tmp_path, course):
    def go(text):
        path = tmp_path / "plan.yaml"
        path.write_text(text, encoding="utf-8")
        return read_plan(path, course)

    return go


@pytest.fixture(scope="module")
def bundle(tmp_path_factory, course):
    path = tmp_path_factory.mktemp("plan") / "plan.yaml"
    path.write_text(PLAN, encoding="utf-8")
    plan, look = read_plan(path, course)
    order = running_order(plan, course)
    return plan, order, look, bundle_files(plan, order, course, look)


def words(pdf):
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("hours", [1, 1.75, 3, 4.5, 8])
@pytest.mark.parametrize("audience", ["clients", "students", "therapists"])
@pytest.mark.parametrize("practice", [0, 40, 80])
def test_times_add_up_and_safety_comes_first(read, course, hours, audience, practice):
    text = PLAN.replace("hours: 3", f"hours: {hours}").replace("students", audience)
    plan, _ = read(f"{text}practice: {practice}\n".replace("exam: 15", "exam: 0"))
    order = running_order(plan, course)
    assert order.minutes == round(hours * 60)
    assert all(block.minutes >= 1 for block in order.blocks)
    starts = [int(b.start[:2]) * 60 + int(b.start[3:]) for b in order.blocks]
    for (one, begin), (_, end) in itertools.pairwise(zip(order.blocks, starts, strict=True)):
        assert (end - begin) % (24 * 60) == one.minutes
    for slug in plan.patterns:
        segments = [b.segment for b in order.blocks if b.pattern == slug]
        touching = [i for i, s in enumerate(segments) if s in ("hands", "care", "self-care")]
        assert segments.index("safety") < min(touching, default=99)
    minutes = sum(cell.minutes for cell in workshop_cells(plan, order, course))
    assert minutes == pytest.approx(order.minutes, abs=0.01)


def test_breaks_part_the_day(read, course):
    plan, _ = read(PLAN.replace("hours: 3", "hours: 7"))
    order = running_order(plan, course)
    assert [b.title for b in order.blocks].count("Lunch") == 1
    assert not any("without a break" in warning for warning in order.warnings)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("hours: 3", "hours: 1\npractice: 80"), "red flags and look-alikes have"),
        (("hours: 3", "hours: 0.9"), "more than fits"),
        (("exam: 15", "practice: 0"), "no practice"),
        (("exam: 15", "breaks: {every: 180}"), "without a break"),
    ],
)
def test_warnings(read, course, change, said):
    text = PLAN.replace("exam: 15", "exam: 0") if "exam" not in change[0] else PLAN
    plan, _ = read(text.replace(*change))
    assert any(said in warning for warning in running_order(plan, course).warnings)


def test_a_missing_prerequisite_is_told(read, course, monkeypatch):
    pattern = course.patterns["spot-beside-lumbar-spine"]
    changed = pattern.model_copy(update={"prerequisites": ["sacrum-down-to-tailbone"]})
    monkeypatch.setitem(course.patterns, pattern.id, changed)
    plan, _ = read(PLAN)
    assert any("builds on" in warning for warning in running_order(plan, course).warnings)
    plan, _ = read(PLAN + "known: [sacrum-down-to-tailbone]\n")
    assert not any("builds on" in warning for warning in running_order(plan, course).warnings)


def test_nothing_left_to_teach_is_an_error(read, course):
    plan, _ = read(PLAN.replace("hours: 3", "hours: 0.5"))
    with pytest.raises(DataError, match="too short"):
        running_order(plan, course)


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        (("sacrum-one-side", "sacrum-one-sid"), 6, "did you mean 'sacrum-one-side'"),
        (("sacrum-one-side", "stiff-coat"), 6, "no pattern"),
        (("hours: 3", "hours: -1"), 3, "greater than 0"),
        (("hours: 3", "hours: 99"), 3, "less than or equal to 12"),
        (("hours: 3", "hours: soon"), 3, "'soon'"),
        (('"09:30"', '"25:00"'), 4, "'25:00'"),
        (("students", "everybody"), 5, "allowed"),
        (("exam: 15", "exams: 15"), 7, "did you mean 'exam'"),
        (("[sacrum-one-side, spot-beside-lumbar-spine]", "[]"), 6, "at least 1"),
        (("spot-beside-lumbar-spine", "sacrum-one-side"), 6, "stands twice"),
        (("title: Low", "title: [Low"), 0, "not readable YAML"),
        (("exam: 15", 'school: {name: A, accent: "#ffee00"}'), 7, "too light"),
        (("exam: 15", 'school: {name: A, accent: "teal"}'), 7, "'teal'"),
        (("exam: 15", "school: {name: A, logo: none.png}"), 7, "cannot be read"),
        (("exam: 15", 'school: {name: A, address: "javascript:alert(1)"}'), 7, "javascript"),
    ],
)
def test_bad_plans_name_line_and_remedy(read, change, line, said):
    with pytest.raises(DataError) as caught:
        read(PLAN.replace(*change))
    message = str(caught.value)
    assert said in message
    assert f"plan.yaml:{line}:" in message or not line


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("logo.png", b"not a picture", "is not a PNG"),
        ("logo.svg", b"<html/>", "is not an SVG"),
        ("logo.svg", b'<!DOCTYPE a [<!ENTITY b "c">]><svg/>', "entities"),
        ("logo.svg", b"<svg", "is not an SVG"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + bytes(6_000_000), "at most 5 MB"),
    ],
)
def test_bad_logos(read, tmp_path, name, data, said):
    (tmp_path / name).write_bytes(data)
    with pytest.raises(DataError, match=said):
        read(PLAN + f"school: {{name: A, logo: {name}}}\n")


def test_a_huge_logo_is_refused_and_a_large_one_made_small(read, tmp_path):
    Image.new("L", (9000, 9000)).save(tmp_path / "huge.png")
    with pytest.raises(DataError, match="4000 by 4000"):
        read(PLAN + "school: {name: A, logo: huge.png}\n")
    Image.new("RGB", (1200, 900), "red").save(tmp_path / "large.png")
    _, look = read(PLAN + "school: {name: A, logo: large.png}\n")
    assert look.logo.startswith("data:image/png;base64,")
    assert len(look.logo) < 5000


def test_a_deck_in_the_schools_dress(tmp_path, capsys, monkeypatch):
    from course.cli import main

    monkeypatch.chdir(tmp_path)
    (tmp_path / "n.ipynb").write_text(
        '{"cells": [{"cell_type": "markdown", "id": "a", "metadata": {}, "source": "# A"}], '
        '"metadata": {}, "nbformat": 4, "nbformat_minor": 5}',
        encoding="utf-8",
    )
    (tmp_path / "look.yaml").write_text(
        'school: {name: "Hands & Co", accent: "#0b5d5a"}\nslides: {aspect: "4:3"}\n',
        encoding="utf-8",
    )
    assert main(["deck", "n.ipynb", "-o", "a.html", "--look", "look.yaml"]) == 0
    text = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert "Hands &amp; Co" in text
    assert "--accent:#0b5d5a" in text
    assert "--slide-height:960px" in text
    (tmp_path / "look.yaml").write_text("school: {nam: A}\n", encoding="utf-8")
    assert main(["deck", "n.ipynb", "-o", "a.html", "--look", "look.yaml"]) == 1
    assert "look.yaml:1: school.nam" in capsys.readouterr().err
    assert main(["deck", "n.ipynb", "-o", "a.html", "--look", "none.yaml"]) == 1


def test_a_poor_colour_gets_a_better_one():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    for colour in ("#ffee00", "#00ff88", "#ff7700", "#777777"):
        better = readable(colour)
        assert least_contrast(better) >= 4.5 > least_contrast(colour)
    assert readable(ACCENT) == ACCENT


def test_minutes_are_shared_out_exactly():
    assert shared_out(10, [1, 1, 1]) == [4, 3, 3]
    assert sum(shared_out(97, [2, 3, 4, 1.5])) == 97


def test_the_shuffled_protocol_is_never_the_answer():
    for length in range(2, 8):
        items = [f"step {i}" for i in range(length)]
        assert shuffled(items, "x") != items
        assert sorted(shuffled(items, "x")) == items


def test_every_sheet_is_there_and_says_what_it_must(bundle, course):
    _, order, _, files = bundle
    papers = {name: words(data) for name, data in files.items() if name.endswith(".pdf")}
    assert {"workbook.pdf", "feedback.pdf", "exam/exam.pdf"} < set(papers)
    assert "sacrum-one-side" in " ".join(papers)
    assert "Certificate of attendance" in papers["for-the-instructor/certificate.pdf"]
    assert "2 h 50 min" in papers["for-the-instructor/certificate.pdf"]
    notes = papers["for-the-instructor/presenter-notes.pdf"]
    for block in order.blocks:
        assert block.start in notes
    station = " ".join(papers["checklists/sacrum-one-side.pdf"].split())
    assert station.index("Safety") < station.index("Technique") < station.index("Recheck")
    assert "twitch is not scored" in station
    assert files["sources.txt"].decode().count("\n") > 40


def test_the_key_is_not_in_what_students_get(bundle, course):
    plan, _, _, files = bundle
    given = [n for n in files if not n.startswith(("for-the-instructor/", "slides"))]
    texts = [words(files[n]) if n.endswith(".pdf") else files[n].decode() for n in given]
    told = " ".join(" ".join(texts).split())
    reasons = [
        " ".join(course.cases[c].next_step.split())[:60]
        for c in course.cases
        if course.cases[c].pattern in plan.patterns
    ]
    assert reasons
    assert not [reason for reason in reasons if reason in told]
    exam = " ".join(words(files["exam/exam.pdf"]).split())
    for slug in plan.patterns:
        for item in course.patterns[slug].exercises:
            assert not any(" ".join(o.feedback.split())[:50] in exam for o in item.options)
            assert not any(" ".join(o.feedback.split())[:40] in told for o in item.options)
    assert "Show the answer" not in told
    assert "Question 1" in told


def test_links_of_the_start_page_exist(bundle):
    from bs4 import BeautifulSoup

    _, _, _, files = bundle
    soup = BeautifulSoup(files["index.html"], "html.parser")
    links = [a["href"] for a in soup.find_all("a")]
    assert len(links) > 10
    assert [link for link in links if link not in files] == []


def test_bytes_are_the_same_again(bundle, course):
    plan, order, look, files = bundle
    again = bundle_files(plan, order, course, look)
    assert [name for name in files if again[name] != files[name]] == []


def test_the_folder_is_replaced_whole_and_others_are_refused(bundle, course, tmp_path):
    plan, order, look, _ = bundle
    folder = tmp_path / "saturday"
    first = write_bundle(folder, plan, order, course, look, PLAN)
    (folder / "left-over.txt").write_text("old", encoding="utf-8")
    assert write_bundle(folder, plan, order, course, look, PLAN) == first
    assert not (folder / "left-over.txt").exists()
    assert [p.name for p in tmp_path.iterdir()] == ["saturday"]
    with zipfile.ZipFile(io.BytesIO(zipped(folder))) as packed:
        assert len(packed.namelist()) == len(first)
    assert zipped(folder) == zipped(folder)
    other = tmp_path / "other"
    other.mkdir()
    (other / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(WriteError, match="not a workshop"):
        write_bundle(other, plan, order, course, Look(), PLAN)
    assert (other / "thesis.txt").read_text(encoding="utf-8") == "mine"
