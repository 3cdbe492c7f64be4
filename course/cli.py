"""The command `palpate`: reads the arguments, then hands over to one module of commands/.

Everything heavy is imported by the command that needs it, so `palpate --help` is quick.
Exit codes: 0 done, 1 something is wrong (said in one message), 2 wrong usage, 130 stopped.
"""

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path

COMMANDS = {
    "list": "show what the course holds",
    "check": "check every data file and report all problems at once",
    "build": "write the lessons as notebooks, the data dictionary and the schemas",
    "deck": "make an offline deck: one HTML file that just opens",
    "preview": "show a deck in the browser, made again when its notebook or data change",
    "slides": "make slides, notes and times of a notebook's cells",
    "handout": "make a one-page PDF for clients or therapists",
    "workshop": "make a timed workshop from a plan: slides, notes, workbook, handouts, exam",
    "bank": "check or list the question bank, or write it for another system",
    "assignment": "make graded work from a plan: a notebook for students and its key",
    "grade": "mark a folder of returned notebooks or answer files",
    "plate": "draw one plate to a PNG, SVG, PDF or WebP file",
    "new": "write a commented data file to fill in",
    "table": "print what the data hold as CSV or JSON",
    "lab": "open JupyterLab on a lesson",
}


def parser() -> argparse.ArgumentParser:
    """The argument parser of all commands, without importing what they need to run."""
    main_parser = argparse.ArgumentParser(
        prog="palpate",
        description="A trigger-point course in notebooks: lessons, plates, offline decks.",
        epilog="example: palpate deck sacrum-one-side",
    )
    main_parser.add_argument("--version", action="version", version=f"palpate {version()}")
    subparsers = main_parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument(
        "--data",
        metavar="DIR",
        action="append",
        type=Path,
        help="read this data folder beside ours (also: PALPATE_DATA)",
    )
    for name, summary in COMMANDS.items():
        module = import_module(f"course.commands.{name}_command")
        sub = subparsers.add_parser(
            name,
            parents=[shared],
            help=summary,
            description=summary[0].upper() + summary[1:] + ".",
            epilog=f"example: {module.EXAMPLE}",
        )
        module.add_arguments(sub)
    return main_parser


def version() -> str:
    """The installed version."""
    from importlib.metadata import version as installed

    return installed("palpate")


def main(argv: list[str] | None = None) -> int:
    """Run one command; print one clear message instead of a traceback."""
    options = parser().parse_args(argv)
    if options.data:
        # Notebooks run in a process of their own and find the folders here.
        os.environ["PALPATE_DATA"] = os.pathsep.join(str(p.resolve()) for p in options.data)
    from course.commands.errors import EXPECTED, message_of

    try:
        return import_module(f"course.commands.{options.command}_command").run(options) or 0
    except KeyboardInterrupt:
        print("palpate: stopped; nothing half-written was left behind", file=sys.stderr)
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except EXPECTED as error:
        print(f"palpate {options.command}: {message_of(error)}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
