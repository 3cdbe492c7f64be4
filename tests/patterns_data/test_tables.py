"""Tables for other programs: the same content as JSON and CSV."""

import csv
import io
import json

import pytest

from patterns_data.tables import TABLES, as_csv, as_json


@pytest.mark.parametrize("name", TABLES)
def test_json_and_csv_hold_the_same_rows(course, name):
    rows = TABLES[name](course)
    assert rows
    assert json.loads(as_json(rows)) == rows
    assert list(csv.DictReader(io.StringIO(as_csv(rows)))) == rows


def test_muscle_rows_have_what_a_table_of_muscles_needs(course):
    row = next(r for r in TABLES["muscles"](course) if r["id"] == "multifidus-lumborum")
    for key in ("name", "aliases", "origin", "insertion", "innervation", "actions", "referral"):
        assert row[key], key
    assert "sacrum" in row["origin"].lower()
    assert "spinous process" in row["insertion"].lower()


def test_no_rows_make_an_empty_table():
    assert as_csv([]) == ""
    assert as_json([]) == "[]\n"
