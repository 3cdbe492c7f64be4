"""Every real data file: loads, links, and keeps the course's promises."""

import csv
import json
import re

import pytest

from figures.atlas_index import anchors_by_view
from patterns_data.links import links_check
from patterns_data.load import HOME, read_course
from patterns_data.models import claims_of
from patterns_data.rules import rules_check

FILES = sorted(HOME.rglob("*.yaml"))


def test_no_problem_in_any_file():
    course, problems = read_course(checks=(links_check(anchors_by_view()), rules_check))
    assert [str(problem) for problem in problems] == []
    assert course.files >= len(FILES)


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.name)
def test_file_is_plain_utf8_with_a_final_newline(path):
    text = path.read_text(encoding="utf-8")
    assert text.endswith("\n")
    assert "\t" not in text
    assert "TODO" not in text


def test_references_are_ids_used_once_with_where_they_were_seen():
    items = json.loads((HOME / "references.json").read_text(encoding="utf-8"))
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids))
    assert all(item["note"] for item in items)


def test_catalogue_holds_every_pattern_and_its_region(course):
    rows = list(csv.DictReader((HOME / "catalogue.csv").open(encoding="utf-8", newline="")))
    assert len(rows) == 122
    assert {row["region"] for row in rows} <= set(course.regions)
    assert set(course.patterns) <= {row["slug"] for row in rows}


def test_seed_has_every_section_filled(seed, course):
    assert len(seed.red_flags) >= 6
    assert {flag.action for flag in seed.red_flags} == {"emergency", "refer", "care"}
    assert len(seed.look_alikes) >= 8
    assert {item.kind for item in seed.self_care} == {
        "change",
        "quick_relief",
        "stretch",
        "strengthen",
    }
    assert len(seed.protocol.steps) >= 4
    assert seed.exercises
    decisions = {case.decision for case in course.cases_of(seed.id)}
    assert decisions & {"refer", "emergency"}
    assert decisions & {"treat", "treat_with_care"}


def test_seed_shows_both_sides_of_disputes(seed, course):
    disputed = [
        path for path, claim in claims_of(seed) if getattr(claim, "disputed", None) is not None
    ]
    assert len(disputed) >= 4


def test_origin_claim_of_early_wasting_is_not_repeated(seed):
    early = [
        c for _, c in claims_of(seed) if "waste" in c.text.lower() and "early" in c.text.lower()
    ]
    assert early
    for claim in early:
        assert claim.kind == "practice"
        assert "not supported" in claim.disputed.text


def test_provocation_cluster_figures_are_those_of_the_studies(seed):
    figures = [figure for test in seed.tests for figure in test.figures]
    found = {(f.study, f.sensitivity, f.specificity, f.lr_positive) for f in figures}
    assert found >= {
        ("laslett2005sij", 94, 78, 4.29),
        ("laslett2003sij", 91, 78, 4.16),
        ("laslett2003sij", 91, 87, 6.97),
        ("vanderwurff2006multitest", 85, 79, 4.02),
    }


@pytest.mark.parametrize("name", ["multifidus-lumborum", "rotatores-lumborum"])
def test_seed_muscles_say_what_an_anatomist_signs(course, name):
    muscle = course.muscles[name]
    nerve = muscle.innervation.nerve.lower()
    assert "medial branches" in nerve
    assert "posterior rami" in nerve or "dorsal rami" in nerve
    insertion = " ".join(part.text.lower() for part in muscle.insertion)
    assert "spinous" in insertion
    assert any(part.bones for part in muscle.origin)
    for end in (*muscle.origin, *muscle.insertion, muscle.innervation):
        assert end.sources


def test_lumbar_rotatores_are_called_inconsistent(course):
    text = " ".join(claim.text.lower() for claim in course.muscles["rotatores-lumborum"].variation)
    assert "inconsistent" in text or "absent" in text


def test_every_technique_says_when_not_to_and_where_its_dose_comes_from(course):
    assert set(course.techniques) >= {
        "trigger-point-pressure-release",
        "anterior-sacral-pressure",
        "post-isometric-relaxation",
        "supine-twist",
        "walking-lunge",
        "ice-and-stretch",
        "active-isolated-stretching",
    }
    for technique in course.techniques.values():
        assert len(technique.contraindications) >= 2, technique.id
        assert technique.evidence, technique.id


def test_no_sentence_stands_in_two_patterns(course):
    """Each pattern is written for itself; a sentence of seven words or more stands once."""
    where = {}
    for slug, pattern in course.patterns.items():
        for sentence in set(_sentences(pattern.model_dump())):
            where.setdefault(sentence, []).append(slug)
    assert {sentence: found for sentence, found in where.items() if len(found) > 1} == {}


def _sentences(data):
    if isinstance(data, str):
        for sentence in re.split(r"(?<=[.!?])\s+", data):
            if len(sentence.split()) >= 7:
                yield sentence
    elif isinstance(data, dict):
        for value in data.values():
            yield from _sentences(value)
    elif isinstance(data, list):
        for value in data:
            yield from _sentences(value)
