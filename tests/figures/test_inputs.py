"""The hash of a plate's inputs: what it reads changes it, what it does not read does not."""

import ast
from pathlib import Path

import pytest

from figures.inputs import DRAWN, drawn_from
from figures.plate import plate
from patterns_data.models import Pattern

FIGURES = Path(__file__).parents[2] / "figures"
DRAWN_ANEW = {"body_map.py", "regions.py"}  # the body map is not a plate, and is never kept


def read_of_a_pattern():
    """Every field of a pattern that the code of figures/ names after '.pattern'."""
    found = set()
    for path in FIGURES.rglob("*.py"):
        if path.name in DRAWN_ANEW:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute | ast.Name):
                owner = node.value
                name = owner.attr if isinstance(owner, ast.Attribute) else owner.id
                if name == "pattern" and node.attr in Pattern.model_fields:
                    found.add(node.attr)
    return found


def test_all_that_plates_read_of_a_pattern_is_hashed():
    assert read_of_a_pattern() <= DRAWN | {"plates"}  # plates: captions and alt texts, not drawn


def test_what_is_asked_changes_the_hash(course):
    asked = [
        plate("sacrum-one-side", kind="pain", course=course),
        plate("sacrum-one-side", kind="pain", side="left", course=course),
        plate("sacrum-one-side", kind="pain", view="body-posterior", course=course),
        plate("sacrum-one-side", kind="anatomy", course=course),
        plate("sacrum-one-side", kind="anatomy", scheme="depth", course=course),
        plate("sacrum-one-side", kind="anatomy", dpi=60, course=course),
    ]
    assert len({drawn_from(drawn.request) for drawn in asked}) == len(asked)


def test_data_change_the_hash(course, monkeypatch):
    before = drawn_from(plate("sacrum-one-side", course=course).request)
    seed = course.patterns["sacrum-one-side"]
    other = seed.model_copy(update={"summary": "Something else."})
    monkeypatch.setitem(course.patterns, seed.id, other)
    assert drawn_from(plate(seed.id, course=course).request) == before
    other = seed.model_copy(update={"muscles": seed.muscles[:1]})
    monkeypatch.setitem(course.patterns, seed.id, other)
    assert drawn_from(plate(seed.id, course=course).request) != before


def test_kept_bytes_are_the_drawn_bytes(course, monkeypatch, tmp_path):
    monkeypatch.setenv("PALPATE_CACHE", str(tmp_path))
    first = plate("sacrum-one-side", kind="pain", course=course, dpi=40)
    made = first.packed("webp")
    again = plate("sacrum-one-side", kind="pain", course=course, dpi=40)
    assert again.packed("webp") == made
    assert "figure" not in again.__dict__  # it was not drawn
    (path,) = (tmp_path / "plates").iterdir()
    path.write_bytes(path.read_bytes()[:-5])
    third = plate("sacrum-one-side", kind="pain", course=course, dpi=40)
    assert third.packed("webp") == made
    assert "figure" in third.__dict__


@pytest.mark.parametrize("text", ["a: 1\nb: [x, 2.5, true]\n", "a: 2026-11-23\n", "a: 1\na: 2\n"])
def test_kept_data_are_the_read_data(text, monkeypatch, tmp_path):
    from patterns_data.yaml_lines import Document

    path = tmp_path / "a.yaml"
    path.write_text(text, encoding="utf-8")
    plain = Document(path)
    monkeypatch.setenv("PALPATE_CACHE", str(tmp_path / "kept"))
    for _ in range(2):
        found = Document(path)
        assert found.data == plain.data
        assert found.lines == plain.lines
        assert found.problems == plain.problems


def test_the_cache_has_an_end(monkeypatch, tmp_path):
    from patterns_data.kept import digest, kept, prune

    monkeypatch.setenv("PALPATE_CACHE", str(tmp_path))
    for number in range(10):
        kept("plates", digest(bytes([number])), lambda: bytes(1000))
    prune(most=5000)
    assert 0 < len(list((tmp_path / "plates").iterdir())) < 5
