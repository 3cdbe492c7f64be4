"""palpate slides: make slides of a notebook's cells without knowing metadata."""

import argparse
from pathlib import Path

from course.commands.errors import CommandError

EXAMPLE = "palpate slides my-notebook.ipynb --note 3 'Ask before you show this.'"
KINDS = ("slide", "subslide", "fragment", "skip", "notes", "-")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which notebook, and what to change in it."""
    parser.add_argument("notebook", type=Path, metavar="NOTEBOOK")
    parser.add_argument(
        "--auto", action="store_true", help="a slide at every heading, deeper ones below"
    )
    parser.add_argument(
        "--set",
        nargs=2,
        action="append",
        default=[],
        metavar=("CELL", "KIND"),
        help=f"make cell number CELL a {', '.join(KINDS[:-1])} or - (goes with the one before)",
    )
    parser.add_argument(
        "--note", nargs=2, action="append", default=[], metavar=("CELL", "TEXT"),
        help="what only the presenter sees with cell number CELL",
    )  # fmt: skip
    parser.add_argument(
        "--time", nargs=2, action="append", default=[], metavar=("CELL", "MINUTES"),
        help="minutes of class for cell number CELL",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Change the notebook, whole or not at all, and show what its cells have become."""
    from course.deck.build import notebook_from, read_notebook
    from course.deck.edit import auto, number_of, outline, set_kind
    from course.quick import nbformat
    from patterns_data.files import write_text

    node = notebook_from(read_notebook(options.notebook), str(options.notebook))
    if options.auto:
        auto(node)
    for cell, kind in options.set:
        if kind not in KINDS:
            raise CommandError(f"'{kind}' is no kind of slide; allowed: {', '.join(KINDS)}")
        set_kind(node.cells[number_of(node, cell)], kind)
    for cell, text in options.note:
        node.cells[number_of(node, cell)].metadata.setdefault("palpate", {})["notes"] = text
    for cell, minutes in options.time:
        try:
            value = float(minutes)
        except ValueError as error:
            raise CommandError(f"'{minutes}' is not a number of minutes") from error
        node.cells[number_of(node, cell)].metadata.setdefault("palpate", {})["time"] = value
    if options.auto or options.set or options.note or options.time:
        write_text(options.notebook, nbformat.writes(node) + "\n")
    print("\n".join(outline(node)))
    return 0
