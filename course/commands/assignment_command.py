"""palpate assignment make: a plan -> a notebook to hand out, and the key that is kept."""

import argparse
import sys
from pathlib import Path

from course.commands import data
from course.commands.errors import CommandError

EXAMPLE = "palpate assignment make homework.yaml -o our-course"
TEMPLATE = Path(__file__).parents[1] / "grading" / "plan_template.yaml"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The plan, and where to."""
    parser.add_argument("action", choices=("make", "new"), help="new: write a plan to fill in")
    parser.add_argument("plan", type=Path, metavar="PLAN", help="a .yaml file")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", default=Path("class"),
        help="folder of the class, as nbgrader knows it (default: class)",
    )  # fmt: skip


def run(options: argparse.Namespace) -> int:
    """Write the plan's notebook, what it shows, and its key."""
    if options.action == "new":
        return _new(options.plan)
    from course.exercises.bank import build_bank
    from course.grading.assignment import write_assignment
    from course.grading.plan import read_assignment

    if not options.plan.is_file():
        raise CommandError(
            f"there is no plan '{options.plan}'; palpate assignment new {options.plan}"
        )
    course = data.course()
    plan, items = read_assignment(options.plan, course, build_bank(course))
    for path in write_assignment(options.output, plan, items):
        print(path)
    total = sum(points for _, points in items) + sum(one.points for one in plan.written)
    count = data.count(len(items), "exercise")
    print(f"{count}, {len(plan.written)} in words, {total:g} points", file=sys.stderr)
    print(f"keep {options.output / 'key'} to yourself", file=sys.stderr)
    return 0


def _new(path: Path) -> int:
    from patterns_data.files import write_text

    if path.exists():
        raise CommandError(f"{path} exists; nothing was changed")
    write_text(path, TEMPLATE.read_text(encoding="utf-8"))
    print(f"{path}\nfill it in, then run: palpate assignment make {path}")
    return 0
