"""palpate handout: one page as PDF."""

import argparse
from pathlib import Path

from course.commands import data

EXAMPLE = "palpate handout sacrum-one-side --for client"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which pattern, for whom."""
    parser.add_argument("slug", metavar="SLUG", help="a pattern; see `palpate list`")
    parser.add_argument(
        "--for", dest="reader", choices=("client", "therapist"), default="client", help="the reader"
    )
    parser.add_argument("--side", choices=("right", "left"), default="right", help="painful side")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="a .pdf file")


def run(options: argparse.Namespace) -> int:
    """Write the page; print its path."""
    from course.handout.handout import write_handout

    course = data.course()
    pattern = data.pattern(course, options.slug)
    name = f"{pattern.id}-{options.reader}.pdf"
    path = options.output or Path("dist/handouts") / name
    write_handout(path, pattern, course, reader=options.reader, side=options.side)
    print(path)
    return 0
