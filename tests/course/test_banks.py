"""The bank in other systems: what independent readers make of it."""

import base64
import csv
import dataclasses
import io
import zipfile
from xml.etree import ElementTree as ET

import pytest
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from PIL import Image

from course.banks.anki import write_anki
from course.banks.moodle import moodle_xml
from course.banks.picture import answered, asked
from course.banks.qti import qti_package
from course.banks.table import bank_csv
from course.banks.words import LEFT_OUT
from course.exercises.bank import items_for

NOW = 1_790_000_000  # s
TITLES = {"sacrum-one-side": "Pain <along> one side & more"}


@pytest.fixture(scope="module")
def items(course):
    return items_for("sacrum-one-side", course)


@pytest.fixture(scope="module")
def given(items):
    return [item for item in items if item.kind not in LEFT_OUT]


def import_into(collection, path):
    request = ImportAnkiPackageRequest(
        package_path=str(path), options=ImportAnkiPackageOptions(merge_notetypes=True)
    )
    return collection.import_anki_package(request).log


def test_anki_imports_it_twice_without_duplicates(tmp_path, items, given):
    write_anki(tmp_path / "a.apkg", items, TITLES, NOW)
    collection = Collection(str(tmp_path / "anki.anki2"))
    try:
        assert len(import_into(collection, tmp_path / "a.apkg").new) == len(given)
        card = collection.get_card(collection.find_cards("tag:sacrum-one-side.zone")[0])
        card.start_timer()
        collection.sched.answerCard(card, 3)
        write_anki(tmp_path / "b.apkg", items, TITLES, NOW + 3600)
        again = import_into(collection, tmp_path / "b.apkg")
        assert not again.new
        assert collection.note_count() == len(given)
        assert collection.get_card(card.id).reps == 1  # what was learnt is kept
        texts = [collection.get_note(n).fields for n in collection.find_notes("")]
        pictures = [field for fields in texts for field in fields if "<img" in field]
        assert pictures
        assert all('alt="' in field for field in pictures)
        assert not list(collection.media.check().missing)
    finally:
        collection.close()


def test_a_changed_question_updates_its_note(tmp_path, items):
    write_anki(tmp_path / "a.apkg", items, TITLES, NOW)
    changed = [dataclasses.replace(items[0], prompt="Reworded?"), *items[1:]]
    write_anki(tmp_path / "b.apkg", changed, TITLES, NOW + 3600)
    collection = Collection(str(tmp_path / "anki.anki2"))
    try:
        import_into(collection, tmp_path / "a.apkg")
        count = collection.note_count()
        import_into(collection, tmp_path / "b.apkg")
        assert collection.note_count() == count
        assert len(collection.find_notes("Reworded?")) == 1
    finally:
        collection.close()


def test_moodle_xml_has_a_right_answer_and_feedback_everywhere(items, given):
    quiz = ET.fromstring(moodle_xml(items, TITLES))
    questions = [q for q in quiz.iter("question") if q.get("type") != "category"]
    assert len(questions) == len(given)
    assert {q.get("type") for q in questions} == {
        "multichoice", "shortanswer", "matching", "ordering", "ddmarker",
    } - ({"shortanswer"} - {q.get("type") for q in questions})  # fmt: skip
    assert len({q.findtext("idnumber") for q in questions}) == len(questions)
    for question in questions:
        kind = question.get("type")
        if kind in ("multichoice", "shortanswer"):
            shares = [float(a.get("fraction")) for a in question.iter("answer")]
            assert sum(share for share in shares if share > 0) >= 99.99
            assert all(a.findtext("feedback/text") for a in question.iter("answer"))
        if kind == "ddmarker":
            picture = base64.b64decode(question.find("file").text)
            width, height = Image.open(io.BytesIO(picture)).size
            for drop in question.iter("drop"):
                numbers = drop.findtext("coords").replace(";", ",").split(",")
                x, y = map(int, numbers[:2])
                assert 0 <= x <= width
                assert 0 <= y <= height
        assert question.findtext("generalfeedback/text")


@pytest.mark.parametrize("version", ["2.1", "3.0"])
def test_qti_packages_are_whole(items, given, version):
    with zipfile.ZipFile(io.BytesIO(qti_package(items, version))) as packed:
        names = set(packed.namelist())
        manifest = ET.fromstring(packed.read("imsmanifest.xml"))
        listed = {e.get("href") for e in manifest.iter() if e.tag.endswith("}file")}
        assert listed | {"imsmanifest.xml"} == names
        roots = [ET.fromstring(packed.read(n)) for n in names if n.startswith("items/") and
                 n.endswith(".xml")]  # fmt: skip
    assert len(roots) == len(given)
    for root in roots:
        tags = {element.tag.split("}")[1] for element in root.iter()}
        own = {"p", "em", "table", "tr", "td", "img", "object", "div", "value"}
        if version == "3.0":
            assert all(tag.startswith("qti-") for tag in tags - own)
        assert [tag for tag in tags if tag.lower().endswith("interaction")]
        assert any(tag.replace("qti-", "").replace("-", "").lower() == "correctresponse"
                   for tag in tags)  # fmt: skip


def test_the_same_bank_gives_the_same_bytes(items):
    assert qti_package(items, "3.0") == qti_package(items, "3.0")
    assert moodle_xml(items, TITLES) == moodle_xml(items, TITLES)


def test_pictures_show_what_they_should(items):
    landmark = next(item for item in items if item.kind == "landmark")
    plain, ringed = asked(landmark), answered(landmark)
    assert plain.name == f"{landmark.ask['view']}.jpg"  # one file for all landmarks of a view
    assert plain.data != ringed.data
    x, y = ringed.pixel(landmark.key["at"])
    red, green, blue = Image.open(io.BytesIO(ringed.data)).convert("RGB").getpixel((x, y))
    assert green > red
    assert green > blue


def test_the_table_holds_every_exercise(items):
    rows = list(csv.DictReader(io.StringIO(bank_csv(items))))
    assert [row["id"] for row in rows] == [item.id for item in items]
    assert all(row["answer"] for row in rows)
