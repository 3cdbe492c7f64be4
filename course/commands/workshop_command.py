"""palpate workshop: a plan -> a timed workshop in one folder."""

import argparse
import sys
import time
from pathlib import Path

from course.commands import data
from course.commands.errors import CommandError

EXAMPLE = "palpate workshop saturday.yaml"
TEMPLATE = Path(__file__).parents[1] / "workshop" / "plan_template.yaml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The plan, and where to."""
    parser.add_argument("plan", type=Path, metavar="PLAN", help="a .yaml file; start with --new")
    parser.add_argument("--new", action="store_true", help="write a commented plan to fill in")
    parser.add_argument("--order", action="store_true", help="only show the running order")
    parser.add_argument("-o", "--output", type=Path, metavar="DIR", help="the folder to write")
    parser.add_argument("--lessons", action="store_true", help="add each whole lesson as a deck")
    parser.add_argument("--zip", action="store_true", help="write a .zip beside the folder as well")


def run(options: argparse.Namespace) -> int:
    """Show the running order with its warnings, then write the folder."""
    if options.new:
        return _new(options.plan)
    from course.workshop.order import running_order
    from course.workshop.plan import read_plan

    if not options.plan.is_file():
        raise CommandError(
            f"there is no plan '{options.plan}'; palpate workshop {options.plan} --new"
        )
    course = data.course()
    plan, look = read_plan(options.plan, course)
    order = running_order(plan, course)
    _show(order)
    if options.order:
        return 0
    from course.workshop.bundle import write_bundle, zipped
    from patterns_data.files import write_bytes

    folder = options.output or Path("dist/workshops") / options.plan.stem
    begin = time.perf_counter()
    text = options.plan.read_text(encoding="utf-8")
    files = write_bundle(folder, plan, order, course, look, text, options.lessons)
    size = sum(path.stat().st_size for path in files) / 1e6
    seconds = time.perf_counter() - begin
    print(f"{len(files)} files, {size:.1f} MB, {seconds:.1f} s", file=sys.stderr)
    print(folder / "index.html")
    if options.zip:
        packed = folder.with_name(f"{folder.name}.zip")
        write_bytes(packed, zipped(folder))
        print(packed)
    return 0


def _new(path: Path) -> int:
    from patterns_data.files import write_text

    if path.exists():
        raise CommandError(f"{path} exists; nothing was changed")
    write_text(path, TEMPLATE.read_text(encoding="utf-8"))
    print(f"{path}\nfill it in, then run: palpate workshop {path}")
    return 0


def _show(order) -> None:
    for block in order.blocks:
        name = f" ({block.pattern})" if block.pattern else ""
        print(f"{block.start} {block.minutes:4d} min  {block.title}{name}", file=sys.stderr)
    print(f"      {order.minutes:4d} min in all", file=sys.stderr)
    for warning in order.warnings:
        print(f"warning: {warning}", file=sys.stderr)
