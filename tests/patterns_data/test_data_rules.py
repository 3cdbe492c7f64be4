"""Each rule of the data with an example that breaks it: file, line, key, value, next step."""

import pytest


def one(problems, *words):
    found = [p for p in problems if all(word in p for word in words)]
    assert found, "\n".join(problems) or "no problems at all"
    return found[0]


def test_a_copy_of_the_seed_is_clean(school):
    assert school.problems() == []


def test_unknown_key_offers_the_nearest(school):
    school.data["red_flag"] = school.data.pop("red_flags")
    problems = school.problems()
    one(problems, "red_flag:", "unknown key 'red_flag'", "did you mean 'red_flags'")
    one(problems, "'red_flags' is missing", "stop or change the session")


def test_unknown_key_deep_inside_names_its_place(school):
    school.data["client_description"]["gesture"]["sorces"] = []
    one(school.problems(), "client_description.gesture.sorces", "'sources'")


def test_duplicate_key_is_caught_with_both_lines(school):
    text = school.write().read_text(encoding="utf-8")
    school.file.write_text(text + "title: Another title\n", encoding="utf-8")
    line = len(text.splitlines()) + 1
    one(school.problems(), f"our-pattern.yaml:{line}: title: duplicate key", "line 2")


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("title",), 12, ("title", "'12' is not text", "in quotes")),
        (("title",), "", ("title", "is empty")),
        (("region",), "lower-back", ("unknown region 'lower-back'", "'low-back'")),
        (("muscles",), [], ("muscles", "needs at least 1 entry, has 0")),
        (("muscles", 0), "multifidus-lumborom", ("unknown muscle", "'multifidus-lumborum'")),
        (("red_flags",), [], ("red_flags", "needs at least 1 entry")),
        (("side",), "left", ("'left' is not allowed", "'one-sided'")),
        (("reviewed",), "yesterday", ("reviewed", "not a date")),
        (("version",), "one", ("version", "1.0.0")),
        (("palpation", "landmarks", 0), "psiss", ("unknown landmark 'psiss'", "'psis'")),
        (("protocol", "steps", 0, "technique"), "pressing", ("unknown technique 'pressing'",)),
        (("plates", 0, "view"), "lumbo-posterior", ("unknown view", "lumbosacral-posterior")),
        (("plates", 0, "alt"), "", ("plates.0.alt", "is empty")),
        (("referred_pain", "zones", 0, "around"), "psiss", ("unknown anchor", "'psis'")),
        (("referred_pain", "trigger_points", 0, "around"), "moon", ("unknown anchor 'moon'",)),
        (("related", 0, "pattern"), "no-such-pattern", ("unknown pattern",)),
        (("client_description", "gesture", "kind"), "rumour", ("'rumour' is not allowed",)),
        (("client_description", "gesture", "sources"), [], ("needs at least one source",)),
        (
            ("client_description", "gesture", "sources"),
            ["laslett2005"],
            ("not in references.json", "laslett2005sij"),
        ),
        (("id",), "Our Pattern", ("must be the file name",)),
        (("self_care", 0, "not_when"), [], ("not_when", "at least 1")),
        (("look_alikes",), None, ("look_alikes", "nothing is not a list")),
        (("summary",), "TODO: write", ("summary", "still says TODO", "what this lesson is about")),
    ],
)
def test_rule(school, path, value, words):
    target = school.data
    for key in path[:-1]:
        target = target[key]
    target[path[-1]] = value
    problem = one(school.problems(), *words)
    place, line, _ = problem.split(":", 2)
    assert place.endswith("our-pattern.yaml")
    assert int(line) >= 1


def test_the_line_is_the_line_of_the_key(school):
    school.data["reviewed"] = "yesterday"
    lines = school.write().read_text(encoding="utf-8").splitlines()
    number = next(i for i, line in enumerate(lines, 1) if line.startswith("reviewed:"))
    one(school.problems(), f"our-pattern.yaml:{number}: reviewed:")


def test_all_problems_come_at_once(school):
    school.data["title"] = 12
    school.data["version"] = "one"
    school.data["muscles"] = []
    assert len(school.problems()) >= 3


def test_an_id_used_twice_in_a_list(school):
    school.data["self_care"][1]["id"] = school.data["self_care"][0]["id"]
    one(school.problems(), "self_care.1.id", "is used twice")


def test_red_flags_without_a_doctor(school):
    for flag in school.data["red_flags"]:
        flag["action"] = "care"
    one(school.problems(), "red_flags", "no finding leads to a doctor")


def test_a_zone_that_no_plate_shows(school):
    school.data["plates"] = [p for p in school.data["plates"] if p["kind"] != "pain"]
    one(school.problems(), "zones.0.view", "no plate of kind pain")


def test_an_id_that_is_ours_already(school):
    school.data["id"] = "sacrum-one-side"
    school.file = school.file.with_name("sacrum-one-side.yaml")
    one(school.problems(), "already used in", "choose another id")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"title: [unclosed\n", "not readable YAML"),
        (b"title: a: b\n", "not readable YAML"),
        (b"- just\n- a list\n", "must be a block of keys"),
        (b"\xff\xfe\x00", "UTF-8"),
        (b"!!python/object/apply:os.system ['true']\n", "not readable YAML"),
    ],
)
def test_broken_files_are_problems_not_tracebacks(school, content, words):
    school.file.write_bytes(content)
    one(school.problems(), "our-pattern.yaml:", words)


def test_broken_references_name_their_line(school):
    school.write()
    (school.folder / "references.json").write_text('[\n {"id": "a1",\n', encoding="utf-8")
    one(school.problems(), "references.json:", "not readable JSON")


def test_a_school_adds_its_own_reference(school):
    school.data["client_description"]["gesture"]["sources"] = ["our-work-2026"]
    school.write()
    (school.folder / "references.json").write_text(
        '[{"id": "our-work-2026", "type": "book", "title": "Our book", "note": "on our shelf"}]',
        encoding="utf-8",
    )
    assert school.problems() == []


def test_html_right_to_left_and_very_long_words_are_just_text(school):
    school.data["title"] = "<script>alert(1)</script> كتف ألم äöü " + "x" * 400
    assert school.problems() == []


def test_a_folder_that_is_missing(tmp_path):
    from patterns_data.load import read_course

    problems = [str(p) for p in read_course(tmp_path / "nowhere")[1]]
    one(problems, "is not a folder")
