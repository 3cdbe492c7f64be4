"""palpate plate: one plate to a file."""

import argparse
from pathlib import Path

from course.commands import data

EXAMPLE = "palpate plate sacrum-one-side --kind pain --side left -o pain.png"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which plate."""
    parser.add_argument("slug", metavar="SLUG", help="a pattern; see `palpate list`")
    parser.add_argument("--kind", default="anatomy", help="anatomy, layers, palpation or pain")
    parser.add_argument("--view", help="default: the pattern's first plate of that kind")
    parser.add_argument("--scheme", default="attachments", help="attachments, depth or plain")
    parser.add_argument("--side", default="right", help="the painful side: right or left")
    parser.add_argument("--dpi", type=int, default=120, help="dots an inch; 300 for print")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="PNG, SVG, PDF or WebP")
    parser.add_argument("--alt", action="store_true", help="print the alt text as well")


def run(options: argparse.Namespace) -> int:
    """Draw and write the file; print its path."""
    from figures.plate import plate, save

    course = data.course()
    pattern = data.pattern(course, options.slug)
    drawn = plate(
        pattern.id,
        kind=options.kind,
        view=options.view,
        scheme=options.scheme,
        side=options.side,
        course=course,
        dpi=options.dpi,
    )
    name = f"{pattern.id}-{options.kind}-{options.side}.png"
    path = options.output or Path("dist/plates") / name
    save(drawn, path)
    print(path)
    if options.alt:
        print(drawn.alt)
    return 0
