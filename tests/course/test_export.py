"""Many decks: what is kept, what is made again, what happens when something goes wrong."""

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from filelock import FileLock
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, writes

from course.deck.errors import DeckError
from course.export import build as building
from course.export.build import How, Item, build
from course.export.inputs import DataInputs, digest, of_notebook
from course.export.job import Job
from course.export.record import NAME, Record
from course.export.workers import SpawnWorkers, Workers, close_all
from tests.benchmarks.lessons import write_lessons


def notebook(path, *sources):
    cells = [new_markdown_cell(f"# {path.stem}"), *map(new_code_cell, sources)]
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(writes(new_notebook(cells=cells)), encoding="utf-8")
    return path


@pytest.fixture
def items(tmp_path):
    out = tmp_path / "decks"
    paths = [notebook(tmp_path / f"n{i}" / f"n{i}.ipynb", f"print({i})") for i in range(4)]
    return [Item(str(path), out / f"{path.stem}.html", path) for path in paths]


def bytes_of(items):
    return {item.target.name: item.target.read_bytes() for item in items}


def test_only_what_changed_is_made_again(items):
    assert build(items, How(workers=2)).made == 4
    first = bytes_of(items)
    again = build(items, How(workers=2))
    assert (again.made, again.kept) == (0, 4)
    notebook(items[1].notebook, "print('new')")
    (items[2].notebook.parent / "data.csv").write_text("1", encoding="utf-8")
    items[3].target.write_bytes(b"edited by hand")
    assert build(items, How(workers=2)).made == 3
    now = bytes_of(items)
    assert now["n0.html"] == first["n0.html"]
    assert now["n3.html"] == first["n3.html"]
    assert now["n1.html"] != first["n1.html"]
    assert build(items, How(workers=2, cache=False)).made == 4
    assert build(items, How(workers=2, show_code=True)).made == 4


def test_decks_beside_their_notebooks_are_not_their_inputs(tmp_path):
    paths = [notebook(tmp_path / f"n{i}.ipynb", f"print({i})") for i in range(2)]
    for out in (tmp_path / "dist" / "decks", tmp_path):
        items = [Item(str(path), out / f"{path.stem}.html", path) for path in paths]
        assert build(items, How(workers=2)).made == 2
        assert build(items, How(workers=2)).made == 0
        assert build(items[:1], How(workers=2)).made == 0


def test_what_changes_during_a_build_is_made_again(tmp_path):
    source = "from pathlib import Path\nPath('data.txt').write_text('changed')"
    path = notebook(tmp_path / "n.ipynb", source)
    (tmp_path / "data.txt").write_text("before", encoding="utf-8")
    items = [Item(str(path), tmp_path / "out" / "n.html", path)]
    assert build(items, How(workers=1)).made == 1
    assert build(items, How(workers=1)).made == 1  # the cells changed what lay beside them
    assert build(items, How(workers=1)).made == 0


def test_a_clock_that_is_set_back_changes_nothing(items):
    build(items, How(workers=2))
    notebook(items[0].notebook, "print('new')")
    os.utime(items[0].notebook, (1, 1))
    assert build(items, How(workers=2)).made == 1


def test_parallel_and_serial_give_the_same_bytes(items):
    build(items, How(workers=3))
    parallel = bytes_of(items)
    build(items, How(workers=1, cache=False))
    assert bytes_of(items) == parallel


def test_notebooks_see_nothing_of_each_other(tmp_path):
    leave = (
        "import builtins, json, os, sys\n"
        "builtins.left = json.left = sys.left = 1\nos.environ['LEFT'] = '1'"
    )
    look = (
        "import builtins, json, os, sys\n"
        "print([hasattr(x, 'left') for x in (builtins, json, sys)], 'LEFT' in os.environ)"
    )
    paths = [notebook(tmp_path / "a.ipynb", leave), notebook(tmp_path / "b.ipynb", look)]
    items = [Item(str(p), tmp_path / "out" / f"{p.stem}.html", p) for p in paths]
    build(items, How(workers=1))
    assert "[False, False, False] False" in items[1].target.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("import os; os._exit(3)", "could not be run"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", "could not be run"),
        ("raise SystemExit(4)", "SystemExit"),
    ],
)
def test_one_that_fails_does_not_stop_the_others(items, source, said):
    notebook(items[1].notebook, source)
    outcome = build(items, How(workers=2))
    assert outcome.made == 3
    assert said in outcome.failed[items[1].name]
    assert not items[1].target.exists()
    notebook(items[1].notebook, "print('mended')")
    assert build(items, How(workers=2)).made == 1


def test_a_notebook_that_takes_too_long_is_stopped(tmp_path):
    text = writes(new_notebook(cells=[new_code_cell("import time\ntime.sleep(60)")]))
    start = time.monotonic()
    with Workers() as found, pytest.raises(DeckError, match=r"more than 0\.5 s"):
        found.deck(Job("slow", text, str(tmp_path), timeout=0.5))
    assert time.monotonic() - start < 20


def test_what_a_notebook_leaves_running_is_ended(tmp_path):
    source = "import subprocess\nchild = subprocess.Popen(['sleep', '300'])\nprint(child.pid)"
    text = writes(new_notebook(cells=[new_code_cell(source)]))
    with Workers() as found:
        html = found.deck(Job("a", text, str(tmp_path))).html.decode()
    pid = int(html.split('<pre class="stream stdout">')[1].split("<")[0])
    for _ in range(50):
        if not _runs(pid):
            return
        time.sleep(0.1)
    pytest.fail("the child still runs")


def _runs(pid):
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().split()[2] != "Z"


def test_a_worker_that_dies_is_told(tmp_path):
    text = writes(new_notebook(cells=[new_code_cell("import time\ntime.sleep(60)")]))
    with Workers() as found:
        threading.Timer(2, found._process.kill).start()
        with pytest.raises(DeckError, match="could not be run"):
            found.deck(Job("a", text, str(tmp_path)))
        with pytest.raises(DeckError, match="could not be run"):
            found.deck(Job("a", text, str(tmp_path)))


def test_where_processes_cannot_be_forked(tmp_path):
    text = writes(new_notebook(cells=[new_code_cell("print(6 * 7)")]))
    job = Job("a", text, str(tmp_path))
    with SpawnWorkers() as found:
        html = found.deck(job).html
    assert b">42<" in html
    with Workers() as found:
        assert found.deck(job).html == html


def test_two_builds_in_one_folder(items):
    build(items, How(workers=1))
    place = Path(building.lock_of(items[0].target.parent))
    with FileLock(place), pytest.raises(DeckError, match="another build"):
        build(items, How(workers=1))


def test_a_torn_record_costs_a_deck_not_the_build(items):
    build(items, How(workers=2))
    path = items[0].target.parent / NAME
    path.write_bytes(path.read_bytes()[:-20])
    assert build(items, How(workers=2)).made == 1
    assert build(items, How(workers=2)).made == 0
    path.write_text("{}\nnonsense\n[1]\n", encoding="utf-8")
    assert build(items, How(workers=2)).made == 4
    assert len(Record(path.parent).entries) == 4


def test_twenty_kills_and_every_resume_ends_right(tmp_path, items):
    build(items, How(workers=2))
    right = bytes_of(items)
    names = [item.name for item in items]
    command = [sys.executable, "-m", "course.cli", "deck", *names, "-o", str(tmp_path / "k")]
    dice = random.Random(7)
    for _ in range(20):
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(dice.uniform(0.05, 1.8))
        process.send_signal(dice.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
        process.wait()
        for item in items:  # whatever is there is whole
            made = tmp_path / "k" / item.target.name
            assert not made.exists() or made.read_bytes() == right[item.target.name]
        if dice.random() < 0.3:
            (tmp_path / "k" / items[0].target.name).unlink(missing_ok=True)
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert len(done.stdout.splitlines()) == 4
    found = {item.target.name: (tmp_path / "k" / item.target.name).read_bytes() for item in items}
    assert found == right
    left = sorted(path.name for path in (tmp_path / "k").iterdir())
    assert [name for name in left if not name.startswith(".")] == sorted(right)


def test_a_lesson_knows_what_it_is_made_from(tmp_path):
    slugs = write_lessons(tmp_path / "data", 3)
    before = DataInputs([tmp_path / "data"])
    path = tmp_path / "data" / "patterns" / "low_back" / f"{slugs[0]}.yaml"
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    after = DataInputs([tmp_path / "data"])
    assert before.of_lesson(slugs[0], ()) != after.of_lesson(slugs[0], ())
    assert before.of_lesson(slugs[1], ()) == after.of_lesson(slugs[1], ())
    assert before.of_lesson(slugs[1], slugs[:1]) != after.of_lesson(slugs[1], slugs[:1])
    assert before.of_lesson(slugs[1], ["new"]) == after.of_lesson(slugs[1], ["new"])
    (path.parent / "new.yaml").write_text("id: new", encoding="utf-8")
    written = DataInputs([tmp_path / "data"])
    assert after.of_lesson(slugs[1], ["new"]) != written.of_lesson(slugs[1], ["new"])
    (tmp_path / "data" / "muscles").mkdir()
    (tmp_path / "data" / "muscles" / "m.yaml").write_text("id: m", encoding="utf-8")
    assert DataInputs([tmp_path / "data"]).of_lesson(slugs[1], ()) != written.of_lesson(
        slugs[1], ()
    )


def test_too_much_beside_a_notebook_to_tell(tmp_path, monkeypatch):
    path = notebook(tmp_path / "a.ipynb", "1")
    data = DataInputs([])
    assert of_notebook(path, data) is not None
    monkeypatch.setattr("course.export.inputs.MOST", 10)
    assert of_notebook(path, data) is None


def test_hashes_tell_parts_apart():
    assert digest(["ab", "c"]) != digest(["a", "bc"])


def test_lessons_through_the_command(tmp_path, monkeypatch):
    slugs = write_lessons(tmp_path / "data", 2)
    command = [sys.executable, "-m", "course.cli", "deck", *slugs, "--data", tmp_path / "data"]
    command += ["-o", tmp_path / "out", "--jobs", "2"]
    first = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    assert first.stderr.count(" slides, ") == 2
    again = subprocess.run(list(map(str, command)), capture_output=True, text=True, check=True)
    assert "2 of 2 in step" in again.stderr
    lines = (tmp_path / "out" / NAME).read_text(encoding="utf-8").splitlines()
    assert "sacrum-down-to-tailbone" in json.loads(lines[0])["named"]


def test_a_cluster_gives_the_same_bytes(items):
    distributed = pytest.importorskip("distributed")
    build(items, How(workers=2))
    local = bytes_of(items)
    options = {"n_workers": 1, "threads_per_worker": 2, "dashboard_address": None}
    with distributed.LocalCluster(**options) as cluster:
        address = cluster.scheduler_address
        outcome = build(items, How(workers=2, cache=False, cluster=address))
    assert outcome.made == 4
    assert bytes_of(items) == local


def test_no_cluster_there(items):
    pytest.importorskip("distributed")
    with pytest.raises(DeckError, match="no Dask scheduler"):
        build(items, How(cluster="tcp://127.0.0.1:1"))


@pytest.fixture(autouse=True)
def _no_workers_left():
    yield
    close_all()
