"""The table of timings: `make timings` measures and writes docs/timings.md.

Every row compares two ways in the same run, on the same notebooks, in interleaved pairs; what
counts is the ratio. Wall time and CPU time (user and system, children included) in s; memory is the
proportional set size of all processes together, its highest value, in MB.
"""

import argparse
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import psutil
import yaml

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks.lessons import write_lessons  # noqa: E402

BIN = Path(sys.executable).parent
TARGET = ROOT / "docs" / "timings.md"


@dataclass
class Spent:
    """What a command took."""

    wall: float
    cpu: float
    peak: float


def spent(*command: object, cwd: Path, env: dict[str, str] | None = None) -> Spent:
    """Run a command to its end; raises where it fails."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(
        [str(word) for word in command],
        cwd=cwd,
        env=os.environ | (env or {}),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
    )
    peak, done = [0.0], threading.Event()
    watcher = threading.Thread(target=_watch, args=(process.pid, peak, done))
    watcher.start()
    error = process.communicate()[1]
    wall = time.perf_counter() - start
    done.set()
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{error.decode()[-2000:]}")
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime
    return Spent(wall, cpu, peak[0])


def _watch(pid: int, peak: list[float], done: threading.Event) -> None:
    while not done.wait(0.1):
        total = 0
        try:
            family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
        except psutil.NoSuchProcess:
            return
        for member in family:
            try:
                total += member.memory_full_info().pss
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        peak[0] = max(peak[0], total / 1e6)


def decks(data: Path, slugs: list[str], out: Path, *more: str) -> Spent:
    """Our decks of generated lessons, two at a time."""
    command = [BIN / "palpate", "deck", *slugs, "--data", data, "-o", out, "--jobs", "2", *more]
    return spent(*command, cwd=data)


def each_by_nbconvert(data: Path, slugs: list[str], out: Path) -> Spent:
    """One call of nbconvert for each lesson."""
    total = Spent(0, 0, 0)
    for slug in slugs:
        path = data / "notebooks" / "patterns" / "low_back" / f"{slug}.ipynb"
        command = [BIN / "jupyter", "nbconvert", "--to", "slides", "--execute", path]
        env = {"PALPATE_DATA": str(data), "PALPATE_CACHE": "off"}
        one = spent(*command, "--output-dir", out, cwd=data, env=env)
        total = Spent(total.wall + one.wall, total.cpu + one.cpu, max(total.peak, one.peak))
    return total


def each_by_marimo(data: Path, slugs: list[str], out: Path) -> Spent:
    """marimo: notebook to its own format, run, exported to HTML."""
    total = Spent(0, 0, 0)
    env = {"PALPATE_DATA": str(data), "PALPATE_CACHE": "off"}
    convert, export = [BIN / "marimo", "convert"], [BIN / "marimo", "export", "html"]
    for slug in slugs:
        path = data / "notebooks" / "patterns" / "low_back" / f"{slug}.ipynb"
        script, page = out / f"{slug}.py", out / f"{slug}.html"
        for command in ([*convert, path, "-o", script], [*export, script, "-o", page, "-f"]):
            one = spent(*command, cwd=data, env=env)
            total = Spent(total.wall + one.wall, total.cpu + one.cpu, max(total.peak, one.peak))
    return total


def all_by_sphinx(data: Path, slugs: list[str], out: Path) -> Spent:
    """sphinx-revealjs with myst-nb, all notebooks in one project."""
    source = out / "source"
    source.mkdir(parents=True)
    for slug in slugs:
        path = data / "notebooks" / "patterns" / "low_back" / f"{slug}.ipynb"
        shutil.copy(path, source / f"{slug}.ipynb")
    names = "\n   ".join(slugs)
    (source / "index.rst").write_text(f"Lessons\n=======\n\n.. toctree::\n\n   {names}\n")
    (source / "conf.py").write_text(
        'extensions = ["myst_nb", "sphinx_revealjs"]\nnb_execution_mode = "force"\n'
        "nb_execution_timeout = 600\nsuppress_warnings = ['*']\n"
    )
    env = {"PALPATE_DATA": str(data), "PALPATE_CACHE": "off"}
    command = [BIN / "sphinx-build", "-q", "-j", "2", "-b", "revealjs", source, out / "html"]
    return spent(*command, cwd=data, env=env)


def compared(name: str, ours, theirs, pairs: int) -> str:
    """One row: medians of interleaved pairs."""
    found = [(ours(), theirs()) for _ in range(pairs)]
    mine, other = ([pair[i] for pair in found] for i in (0, 1))
    wall = statistics.median(b.wall / a.wall for a, b in found)
    cpu = statistics.median(b.cpu / a.cpu for a, b in found)
    a, b = (statistics.median(x.wall for x in side) for side in (mine, other))
    c, d = (statistics.median(x.cpu for x in side) for side in (mine, other))
    return f"| {name} | {a:.1f} | {b:.1f} | **{wall:.1f}** | {c:.1f} | {d:.1f} | **{cpu:.1f}** |"


def peers(data: Path, slugs: list[str], place: Path, pairs: int) -> list[str]:
    """Rows against the other ways, everything made anew and with kept plates."""

    def fresh(name: str) -> Path:
        out = place / name
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        return out

    def anew() -> Spent:
        return decks(data, slugs, fresh("ours"), "--no-cache")

    def again() -> Spent:
        return decks(data, slugs, fresh("ours"))

    def nbconvert() -> Spent:
        return each_by_nbconvert(data, slugs, fresh("nbconvert"))

    count = len(slugs)
    anew(), again()
    return [
        compared(f"{count} lessons, plates drawn; nbconvert, a call each", anew, nbconvert, pairs),
        compared(f"{count} lessons, plates kept; nbconvert, a call each", again, nbconvert, pairs),
        compared(f"{count} lessons; sphinx-revealjs with myst-nb", anew,
                 lambda: all_by_sphinx(data, slugs, fresh("sphinx")), 1),
        compared(f"{count} lessons; marimo, convert and export", anew,
                 lambda: each_by_marimo(data, slugs, fresh("marimo")), 1),
    ]  # fmt: skip


def growth(place: Path, counts: list[int]) -> list[str]:
    """Rows for more and more lessons: time a lesson, memory; then nothing and one changed."""
    rows = []
    for count in counts:
        data, out = place / f"data{count}", place / f"out{count}"
        slugs = write_lessons(data, count)
        made = decks(data, slugs, out, "--no-cache")
        nothing = min((decks(data, slugs, out) for _ in range(3)), key=lambda s: s.wall)
        start = min(spent(BIN / "palpate", "--version", cwd=data).wall for _ in range(3))
        path = data / "patterns" / "low_back" / f"{slugs[0]}.yaml"
        decks(data, slugs[:1], place / "warm")  # its plates are kept, as after an earlier build
        text = path.read_text(encoding="utf-8").replace("clearly the worst", "plainly the worst")
        path.write_text(text, encoding="utf-8")
        one = decks(data, slugs, out)
        rows.append(
            f"| {count} | {made.wall:.1f} | {made.wall / count:.2f} | {made.peak:.0f} | "
            f"{nothing.wall - start:.2f} | {one.wall - start:.2f} |"
        )
        shutil.rmtree(out)
    return rows


def bundle(place: Path) -> str:
    """One row: a workshop of six patterns."""
    data = place / "six"
    slugs = write_lessons(data, 6)
    plan = {"title": "Six", "hours": 7, "audience": "students", "patterns": slugs, "exam": 20}
    (place / "six.yaml").write_text(yaml.safe_dump(plan), encoding="utf-8")
    out = place / "bundle"
    command = [BIN / "palpate", "workshop", place / "six.yaml", "--data", data, "-o", out]
    took = spent(*command, cwd=place, env={"PALPATE_CACHE": "off"})
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file()) / 1e6
    return f"| {took.wall:.1f} | {size:.1f} | {took.peak:.0f} |"


def main() -> None:
    """Measure and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--lessons", type=int, default=10, help="lessons for the comparisons")
    parser.add_argument("--pairs", type=int, default=3)
    parser.add_argument("--growth", type=int, nargs="*", default=[10, 100])
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="palpate-timings-") as name:
        place = Path(name)
        data = place / "data"
        slugs = write_lessons(data, options.lessons)
        os.environ["PALPATE_CACHE"] = str(place / "cache")
        subprocess.run([BIN / "palpate", "build", "--data", data], check=True, capture_output=True)
        rows = peers(data, slugs, place, options.pairs)
        grown = growth(place, options.growth)
        six = bundle(place)
    python = f"Python {platform.python_version()}, {os.cpu_count()} cores"
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text(TABLE.format(
        python=python, rows="\n".join(rows), growth="\n".join(grown), bundle=six,
        pairs=options.pairs), encoding="utf-8")  # fmt: skip
    print(TARGET.read_text(encoding="utf-8"))


TABLE = """# Timings

Made by `make timings` ({python}). Lessons are the seed lesson under other names, six plates
and six widgets each. Times in s, medians of {pairs} interleaved pairs (one pair for
sphinx-revealjs and marimo); a ratio says how many times longer the other way takes.

| what | ours, wall | theirs, wall | ratio | ours, CPU | theirs, CPU | ratio |
| --- | --- | --- | --- | --- | --- | --- |
{rows}

sphinx-revealjs and marimo write files that load scripts from elsewhere; ours are one file each.

| lessons | all made, s | s a lesson | peak, MB | nothing changed, s | one changed, s |
| --- | --- | --- | --- | --- | --- |
{growth}

The start of the interpreter is taken off the last two columns.

| workshop of six patterns, s | MB | peak memory, MB |
| --- | --- | --- |
{bundle}
"""


if __name__ == "__main__":
    main()
