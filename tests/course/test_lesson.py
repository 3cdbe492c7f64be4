"""The notebook of a lesson: order, ids, metadata, bytes."""

import json
import re

import nbformat
import pytest

from course.cells import in_groups
from course.lesson import (
    lesson_cells,
    lesson_notebook,
    lesson_path,
    lesson_text,
    stale_lessons,
    write_lesson,
)
from patterns_data.load import load_course


@pytest.fixture(scope="module")
def cells(seed, course):
    return lesson_cells(seed, course)


def test_ids_are_slugs_used_once(cells):
    ids = [cell.id for cell in cells]
    assert len(ids) == len(set(ids))
    assert all(re.fullmatch(r"[a-z0-9-]{1,64}", ident) for ident in ids), ids


def test_safety_comes_before_hands_and_care(cells):
    sections = list(dict.fromkeys(cell.section for cell in cells if cell.section))
    assert sections.index("Safety first") < sections.index("Hands") < sections.index("Care")


PARTS = """
    title map objectives client-words activation perpetuating red-flags-emergency look-alikes
    test-1-figures plate-anatomy plate-layers attachments palpation-setup palpation-steps
    palpation-reliability plate-palpation plate-pain trigger-point-areas protocol-before
    protocol-after self-care evidence-known evidence-disputed evidence-unknown case- question-
    related sources-1
"""


@pytest.mark.parametrize("part", PARTS.split())
def test_every_section_of_the_model_is_there(cells, part):
    assert any(part in cell.id for cell in cells)


def test_the_lesson_fits_a_class_and_most_slides_have_notes(cells):
    minutes = sum(cell.minutes for cell in cells)
    assert 40 <= minutes <= 200
    slides = [cell for cell in cells if cell.slide == "slide"]
    assert len(slides) >= 14
    assert all(cell.notes for cell in slides)


def test_code_cells_are_short_and_readable(cells):
    code = [cell.source for cell in cells if cell.kind == "code"]
    assert code[0] == "from course import exercises, widgets\nfrom figures import plate"
    assert all(len(source) < 160 and source.count("\n") == 0 for source in code[1:])
    assert all(cell.alt for cell in cells if cell.kind == "code" and cell.layout == "figure")


def test_notebook_is_valid_and_has_no_outputs(seed, course):
    notebook = lesson_notebook(seed, course)
    nbformat.validate(notebook)
    assert notebook.metadata.palpate.pattern == seed.id
    for cell in notebook.cells:
        assert cell.metadata.slideshow.slide_type
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None


def test_same_data_same_bytes(seed):
    assert lesson_text(seed, load_course()) == lesson_text(seed, load_course())


def test_committed_notebooks_are_in_step(course):
    from pathlib import Path

    root = Path(__file__).parents[2] / "notebooks"
    assert stale_lessons(root, course, list(course.patterns.values())) == []


def test_stale_lessons_tells_missing_changed_and_left_over(tmp_path, seed, course):
    assert "is missing" in stale_lessons(tmp_path, course, [seed])[0]
    path = write_lesson(tmp_path, seed, course)
    assert path == lesson_path(tmp_path, seed)
    assert stale_lessons(tmp_path, course, [seed]) == []
    notebook = json.loads(path.read_text(encoding="utf-8"))
    notebook["cells"][3]["source"] = "changed"
    path.write_text(json.dumps(notebook), encoding="utf-8")
    (path.parent / "old-lesson.ipynb").write_text("{}", encoding="utf-8")
    stale = stale_lessons(tmp_path, course, [seed])
    assert "differs" in stale[0]
    assert "belongs to no pattern" in stale[1]


def test_untrusted_text_stays_text(school):
    bad = "<script>alert(1)</script> **bold** $x$"
    school.data["title"] = bad
    school.data["client_description"]["gesture"]["text"] = bad
    school.data["red_flags"][0]["finding"] = bad
    school.write()
    course = load_course(school.folder)
    cells = lesson_cells(course.patterns["our-pattern"], course)
    text = "\n".join(cell.source + cell.notes for cell in cells)
    assert "<script>" not in text
    assert "**bold**" not in text


@pytest.mark.parametrize(("count", "sizes"), [(0, []), (3, [3]), (5, [3, 2]), (9, [3, 3, 3])])
def test_groups_are_even(count, sizes):
    assert [len(group) for group in in_groups(list(range(count)), 4 if count != 3 else 3)] == sizes
