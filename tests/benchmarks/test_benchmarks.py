"""Speed and size, measured as ratios and limits in one run: `make bench`.

Nothing here runs in `make test`: a wall clock says as much about the machine as about the code.
"""

import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
LESSON = ROOT / "notebooks/patterns/low_back/sacrum-one-side.ipynb"
PAIRS = 3


def seconds(*command, cwd):
    start = time.perf_counter()
    subprocess.run([str(word) for word in command], cwd=cwd, check=True, capture_output=True)
    return time.perf_counter() - start


def median_of_pairs(first, second):
    """Median of the ratios second/first over interleaved pairs, after one warm-up each."""
    first(), second()
    pairs = [(first(), second()) for _ in range(PAIRS)]
    ratio = statistics.median(b / a for a, b in pairs)
    print(f"\n  ours {pairs[-1][0]:.2f} s, theirs {pairs[-1][1]:.2f} s, ratio {ratio:.2f}")
    return ratio


def test_deck_against_nbconvert_slides(tmp_path):
    ours = [BIN / "palpate", "deck", "sacrum-one-side", "-o", tmp_path / "ours.html", "--no-cache"]
    theirs = [BIN / "jupyter", "nbconvert", "--to", "slides", "--execute", LESSON]
    theirs += ["--output-dir", tmp_path]
    ratio = median_of_pairs(
        lambda: seconds(*ours, cwd=tmp_path), lambda: seconds(*theirs, cwd=tmp_path)
    )
    assert ratio >= 2


def test_deck_size(tmp_path):
    seconds(BIN / "palpate", "deck", "sacrum-one-side", "-o", tmp_path / "d.html", cwd=tmp_path)
    size = (tmp_path / "d.html").stat().st_size / 1e6
    print(f"\n  deck {size:.2f} MB")
    assert size <= 4


def test_plate_time_and_memory(course):
    from figures.plate import plate

    _ = plate("sacrum-one-side", course=course).figure  # imports and fonts apart
    times = []
    for kind in ("anatomy", "layers", "palpation", "pain"):
        start = time.perf_counter()
        _ = plate("sacrum-one-side", kind=kind, course=course).figure
        times.append(time.perf_counter() - start)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print("\n  plates " + ", ".join(f"{t:.2f}" for t in times) + f" s, peak {peak:.0f} MB")
    assert statistics.median(times) < 0.5
    assert peak < 300


def test_check_time_a_file(tmp_path):
    whole = min(seconds(BIN / "palpate", "check", cwd=tmp_path) for _ in range(PAIRS))
    start = min(seconds(BIN / "palpate", "--help", cwd=tmp_path) for _ in range(PAIRS))
    files = len(list((ROOT / "patterns_data").rglob("*.yaml")))
    each = (whole - start) / files
    print(f"\n  check {whole:.2f} s, help {start:.2f} s, {each * 1000:.0f} ms a file")
    assert each < 0.1
    assert start < 0.3


def test_two_thousand_interacts_without_one_stall(tmp_path):
    from nbformat.v4 import new_code_cell, new_notebook, writes

    source = (
        "from ipywidgets import interact\n@interact(n=(0, 3))\ndef f{0}(n=1):\n    print({0}, n)"
    )
    cells = [new_code_cell(source.format(number)) for number in range(2000)]
    path = tmp_path / "many.ipynb"
    path.write_text(writes(new_notebook(cells=cells)), encoding="utf-8")
    took = seconds(BIN / "palpate", "deck", path, "-o", tmp_path / "many.html", cwd=tmp_path)
    text = (tmp_path / "many.html").read_text(encoding="utf-8")
    print(f"\n  2,000 cells with interact {took:.1f} s, {len(text) / 1e6:.1f} MB")
    assert all(f">{number} 1" in text for number in (0, 999, 1999))


def test_handout_time_and_size(tmp_path):
    path = tmp_path / "page.pdf"
    took = min(
        seconds(BIN / "palpate", "handout", "sacrum-one-side", "-o", path, cwd=tmp_path)
        for _ in range(PAIRS)
    )
    print(f"\n  handout {took:.2f} s, {path.stat().st_size / 1000:.0f} kB")
    assert path.stat().st_size < 500_000
    assert took < 2
