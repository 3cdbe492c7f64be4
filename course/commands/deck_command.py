"""palpate deck: lessons or any notebooks -> offline decks, one HTML file each."""

from __future__ import annotations

import argparse
import contextlib
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands import data
from course.commands.errors import CommandError

if TYPE_CHECKING:
    from course.deck.execute import ShellProcess

EXAMPLE = "palpate deck sacrum-one-side -o dist/decks"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to export and where to."""
    parser.add_argument("what", nargs="+", metavar="SLUG|NOTEBOOK", help="patterns or notebooks")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="PATH", help="folder, or a .html file for one deck"
    )
    parser.add_argument(
        "--page", action="store_true", help="one page to read from top to bottom instead of slides"
    )
    parser.add_argument("--show-code", action="store_true", help="show the code cells as well")
    parser.add_argument(
        "--saved-outputs",
        action="store_true",
        help="do not run the cells of notebooks; show the outputs they were saved with",
    )
    parser.add_argument(
        "--allow-errors", action="store_true", help="show the errors of cells instead of stopping"
    )


def run(options: argparse.Namespace) -> int:
    """Export one deck after the other; the first failure ends the run with its message."""
    from course.deck.execute import ShellProcess

    notebooks = [item for item in options.what if item.endswith(".ipynb")]
    for item in notebooks:
        if not Path(item).is_file():
            raise CommandError(f"there is no notebook '{item}'")
    # The process that runs the first lesson gets ready while the data are read.
    shells = [ShellProcess(lesson=True)] if options.what[0] not in notebooks else []
    with contextlib.ExitStack() as stack:
        for shell in shells:
            stack.enter_context(shell)
        course = data.course() if len(notebooks) < len(options.what) else None
        names = [item for item in options.what if item not in notebooks]
        chosen = {item: data.pattern(course, item) for item in names}
        targets = _targets(options)
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="palpate-")))
        for number, item in enumerate(options.what, start=1):
            source = Path(item)
            if item in chosen:
                from course.lesson import write_lesson

                source = write_lesson(folder, chosen[item], course)
            print(f"[{number}/{len(options.what)}] {item} …", end="", file=sys.stderr, flush=True)
            shell = shells.pop() if shells else None
            execute = item in chosen or not options.saved_outputs
            _export(source, targets[item], options, execute=execute, shell=shell)
    return 0


def _targets(options: argparse.Namespace) -> dict[str, Path]:
    output = options.output or Path("dist/decks")
    if output.suffix == ".html":
        if len(options.what) > 1:
            raise CommandError("-o names one file; give a folder for several decks")
        return {options.what[0]: output}
    targets = {item: output / f"{Path(item).stem}.html" for item in options.what}
    if len(set(targets.values())) < len(options.what):
        raise CommandError(
            "two of these would become the same file; export them one by one with -o"
        )
    return targets


def _export(
    source: Path,
    target: Path,
    options: argparse.Namespace,
    *,
    execute: bool,
    shell: ShellProcess | None,
) -> None:
    from course.deck.build import export_deck

    start = time.perf_counter()
    report = export_deck(
        source,
        target,
        show_code=options.show_code,
        execute=execute,
        allow_errors=options.allow_errors,
        shell=shell,
        reading=options.page,
    )
    seconds, size = time.perf_counter() - start, target.stat().st_size / 1e6
    made = f"{report.slides} slides" if report.slides else "one page"
    print(f" {made}, {size:.1f} MB, {seconds:.1f} s", file=sys.stderr)
    for line in report.notes:
        print(f"      {line}", file=sys.stderr)
    print(target)
