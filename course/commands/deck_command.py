"""palpate deck: lessons or any notebooks -> offline decks, one HTML file each."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands.errors import CommandError

if TYPE_CHECKING:
    from course.deck.look import Look

EXAMPLE = "palpate deck sacrum-one-side -o dist/decks"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to export and where to."""
    parser.add_argument("what", nargs="*", metavar="SLUG|NOTEBOOK", help="lessons or notebooks")
    parser.add_argument("--all", action="store_true", help="every lesson of the course")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="PATH", help="folder, or a .html file for one deck"
    )
    parser.add_argument(
        "--page", action="store_true", help="one page to read from top to bottom instead of slides"
    )
    parser.add_argument(
        "--look", type=Path, metavar="FILE", help="the school's name, logo, colour; 4:3; large room"
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
    parser.add_argument(
        "--jobs", type=int, metavar="N", help="notebooks at a time (default: one for each core)"
    )
    parser.add_argument(
        "--no-cache", action="store_true", help="make every deck, also those that are in step"
    )
    parser.add_argument(
        "--cluster", metavar="ADDRESS", default="", help="the Dask scheduler that shares the work"
    )


def run(options: argparse.Namespace) -> int:
    """Make the decks; those that fail are told at the end, the others are made all the same."""
    from course.export.build import How, build

    if options.jobs is not None and options.jobs < 1:
        raise CommandError(f"--jobs is {options.jobs}; it must be 1 or more")
    if options.no_cache:
        os.environ["PALPATE_CACHE"] = "off"  # for the processes that draw as well
    items = _items(options)
    how = How(
        workers=options.jobs or os.cpu_count() or 1,
        cache=not options.no_cache,
        cluster=options.cluster,
        data=os.environ.get("PALPATE_DATA", ""),
        execute=not options.saved_outputs,
        allow_errors=options.allow_errors,
        show_code=options.show_code,
        reading=options.page,
        look=_look(options.look),
    )
    outcome = build(items, how, say=lambda line: print(line, file=sys.stderr, flush=True))
    for item in items:
        if item.name not in outcome.failed:
            print(item.target)
    for name, error in outcome.failed.items():
        print(f"palpate deck: {name}: {error}", file=sys.stderr)
    return 1 if outcome.failed else 0


def _look(path: Path | None) -> Look:
    from course.deck.look import USUAL

    if path is None:
        return USUAL
    from course.workshop.plan import read_look

    if not path.is_file():
        raise CommandError(f"there is no file '{path}'; README.md shows what it holds")
    return read_look(path)


def _items(options: argparse.Namespace) -> list:
    from course.export.build import Item

    what = list(dict.fromkeys([*options.what, *(_all_patterns() if options.all else [])]))
    if not what:
        raise CommandError("name a lesson or a notebook, or give --all; `palpate list` shows them")
    notebooks = {name: Path(name) for name in what if name.endswith(".ipynb")}
    for name, path in notebooks.items():
        if not path.is_file():
            raise CommandError(f"there is no notebook '{name}'")
    targets = _targets(what, options.output or Path("dist/decks"))
    return [Item(name, targets[name], notebooks.get(name)) for name in what]


def _all_patterns() -> list[str]:
    """Slugs are file names, so nothing needs to be read."""
    from course.export.inputs import data_folders, lesson_slugs

    folders = data_folders(os.environ.get("PALPATE_DATA", ""))
    patterns = sorted({path.stem for f in folders for path in (f / "patterns").rglob("*.yaml")})
    return [*lesson_slugs(), *patterns]


def _targets(what: list[str], output: Path) -> dict[str, Path]:
    if output.suffix == ".html":
        if len(what) > 1:
            raise CommandError("-o names one file; give a folder for several decks")
        return {what[0]: output}
    targets = {name: output / f"{Path(name).stem}.html" for name in what}
    if len(set(targets.values())) < len(what):
        raise CommandError(
            "two of these would become the same file; export them one by one with -o"
        )
    return targets
