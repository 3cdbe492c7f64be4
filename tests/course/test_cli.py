"""The command line as a user meets it: texts, files, exit codes."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from course.cli import COMMANDS, main

ROOT = Path(__file__).parents[2]


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)

    def go(*argv):
        try:
            code = main([str(word) for word in argv])
        except SystemExit as stop:
            code = stop.code
        out, err = capsys.readouterr()
        assert "Traceback" not in out + err
        return code, out, err

    return go


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"example: palpate {command}" in out


def test_readme_names_every_command():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for command in COMMANDS:
        assert f"palpate {command}" in text, command


def test_help_and_wrong_usage(run):
    assert run("--help")[0] == 0
    assert run()[0] == 2
    assert run("dekc")[0] == 2
    assert run("table", "bones")[0] == 2


def test_list(run):
    code, out, _ = run("list")
    assert code == 0
    assert "sacrum-one-side" in out
    assert "multifidus-lumborum" in run("list", "muscles")[1]
    assert "psis-right" in run("list", "anchors")[1]
    assert "lumbosacral-posterior" in run("list", "views")[1]
    planned = run("list", "planned")[1]
    written = run("list")[1].splitlines()
    assert planned.count("planned  ") == 122 - len(written)


def test_check_is_clean_and_says_so(run):
    code, out, _ = run("check")
    assert code == 0
    assert "no problems" in out


def test_check_reports_all_problems_with_exit_code_1(run, school):
    school.data["title"] = 12
    school.data["version"] = "one"
    school.write()
    code, out, _ = run("check", "--data", school.folder)
    assert code == 1
    assert "'12' is not text" in out
    assert "1.0.0" in out
    assert "2 problems" in out


def test_table_formats(run):
    code, out, _ = run("table", "muscles", "--format", "json")
    assert code == 0
    rows = json.loads(out)
    assert {row["id"] for row in rows} >= {"multifidus-lumborum", "rotatores-lumborum"}
    assert list(csv.DictReader(io.StringIO(run("table", "muscles")[1]))) == rows


def test_unknown_slug_offers_the_nearest(run):
    for command in ("deck", "handout", "plate", "build", "lab"):
        code, _, err = run(command, "sacrum-one-sid")
        assert code == 1, command
        assert "did you mean 'sacrum-one-side'" in err


def test_a_planned_slug_says_how_to_start(run):
    code, _, err = run("deck", "big-toe-and-shin")
    assert code == 1
    assert "palpate new big-toe-and-shin" in err


def test_missing_notebook(run):
    code, _, err = run("deck", "nowhere.ipynb")
    assert code == 1
    assert "there is no notebook" in err


def test_deck_of_saved_outputs_runs_nothing(run, tmp_path):
    import nbformat
    from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

    saved = [new_output("stream", name="stdout", text="as it was saved")]
    cells = [new_markdown_cell("# A"), new_code_cell("1 / 0", outputs=saved)]
    nbformat.write(new_notebook(cells=cells), tmp_path / "n.ipynb")
    assert run("deck", "n.ipynb")[0] == 1
    assert run("deck", "n.ipynb", "--saved-outputs")[0] == 0
    html = (tmp_path / "dist/decks/n.html").read_text(encoding="utf-8")
    assert "as it was saved" in html


def test_two_decks_never_take_the_same_name(run, tmp_path):
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "n.ipynb").write_text("{}", encoding="utf-8")
    code, _, err = run("deck", "a/n.ipynb", "b/n.ipynb")
    assert code == 1
    assert "the same file" in err


def test_build_writes_and_compares(run, tmp_path, school):
    school.write()
    assert run("build", "--data", school.folder)[0] == 0
    path = school.folder / "notebooks" / "patterns" / "low_back" / "our-pattern.ipynb"
    assert path.exists()
    assert run("build", "--check", "--data", school.folder)[0] == 0
    path.write_text("{}", encoding="utf-8")
    code, out, _ = run("build", "--check", "--data", school.folder)
    assert code == 1
    assert "differs" in out


def test_committed_build_is_in_step(run, monkeypatch):
    monkeypatch.chdir(ROOT)
    code, out, _ = run("build", "--check")
    assert code == 0, out


def test_new_pattern_from_the_catalogue_needs_only_filling_in(run, tmp_path):
    code, out, _ = run("new", "big-toe-and-shin", "--data", tmp_path / "ours")
    assert code == 0
    path = tmp_path / "ours" / "patterns" / "leg_ankle_foot" / "big-toe-and-shin.yaml"
    assert str(path) in out
    assert "region: leg-ankle-foot" in path.read_text(encoding="utf-8")
    code, out, _ = run("check", "--data", tmp_path / "ours")
    assert code == 1
    lines = [line for line in out.splitlines() if ".yaml:" in line]
    assert lines
    assert [line for line in lines if "still says TODO" not in line] == []


def test_new_never_writes_over_a_file(run, tmp_path):
    ours = tmp_path / "ours"
    assert run("new", "our-pain", "--region", "neck", "--data", ours)[0] == 0
    path = ours / "patterns" / "neck" / "our-pain.yaml"
    path.write_text("mine", encoding="utf-8")
    code, _, err = run("new", "our-pain", "--region", "neck", "--data", ours)
    assert code == 1
    assert "exists" in err
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("slug", ["Our Pain", "../etc", "a_b", "-"])
def test_new_refuses_what_is_not_a_slug(run, tmp_path, slug):
    code, _, err = run("new", "--data", tmp_path / "ours", "--", slug)
    assert code == 1
    assert "not a slug" in err
    assert not (tmp_path / "ours").exists()


def test_new_refuses_an_id_that_is_ours(run, tmp_path):
    code, _, err = run("new", "sacrum-one-side", "--data", tmp_path / "ours")
    assert code == 1
    assert "already used" in err


def test_data_folder_that_is_missing(run, tmp_path):
    code, out, _ = run("check", "--data", tmp_path / "nowhere")
    assert code == 1
    assert "is not a folder" in out


def test_broken_data_stop_every_command_without_writing(run, tmp_path, school):
    school.file.write_text("title: [", encoding="utf-8")
    for command in (("deck", "our-pattern"), ("handout", "our-pattern"), ("build",)):
        code, _, err = run(*command, "--data", school.folder)
        assert code == 1
        assert "our-pattern.yaml:" in err
    assert list(tmp_path.glob("dist/**/*")) == []


def test_plate_writes_a_picture_and_its_alt_text(run, tmp_path):
    code, out, _ = run(
        "plate", "sacrum-one-side", "--kind", "pain", "--side", "left", "-o", "p.png", "--alt"
    )
    assert code == 0
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")
    assert "left" in out


@pytest.mark.parametrize(
    "words",
    [("--kind", "muscles"), ("--scheme", "neon"), ("--side", "middle"), ("--view", "moon")],
)
def test_plate_names_what_is_allowed(run, words):
    code, _, err = run("plate", "sacrum-one-side", *words)
    assert code == 1
    assert words[1] in err


def test_plate_to_an_unknown_format(run, tmp_path):
    code, _, err = run("plate", "sacrum-one-side", "-o", "p.docx")
    assert code == 1
    assert "docx" in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", ["handout", "plate", "deck"])
@pytest.mark.parametrize("folder", ["taken", "/proc/palpate"])
def test_output_that_cannot_be_written_is_a_clear_message(run, tmp_path, command, folder):
    (tmp_path / "taken").write_text("")
    suffix = {"handout": "pdf", "plate": "png", "deck": "html"}[command]
    target = tmp_path / folder / f"x.{suffix}"
    code, _, err = run(command, "sacrum-one-side", "-o", target)
    assert code == 1
    assert "cannot write" in err


def test_interrupt_is_130_and_leaves_nothing(tmp_path):
    code = "import course.cli as c, course.commands.check_command as k\n"
    code += (
        "def stop(o): raise KeyboardInterrupt\nk.run = stop\nraise SystemExit(c.main(['check']))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, check=False
    )
    assert done.returncode == 130
    assert "stopped" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_bad_plan_is_told_by_line(run, tmp_path):
    path = tmp_path / "plan.yaml"
    path.write_text("title: A\nhours: 99\naudience: students\npatterns: [nothing]\n")
    code, _, err = run("workshop", path)
    assert code == 1
    assert "plan.yaml:2: hours" in err
    assert run("workshop", tmp_path / "new.yaml", "--new")[0] == 0
    code, _, err = run("workshop", tmp_path / "new.yaml", "--order")
    assert code == 0
    assert "180 min in all" in err
    assert run("workshop", tmp_path / "new.yaml", "--new")[0] == 1
    assert run("workshop", tmp_path / "none.yaml")[0] == 1
