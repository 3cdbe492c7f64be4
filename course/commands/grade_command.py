"""palpate grade: a folder of returned work -> marks, feedback, how the exercises did."""

import argparse
import contextlib
import sys
import time
from pathlib import Path

from course.commands import data
from course.commands.errors import CommandError

EXAMPLE = "palpate grade returned --key class/key/homework-1.json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The folder, the key, and where to."""
    parser.add_argument(
        "folder", type=Path, metavar="FOLDER",
        help="one file or folder a student: notebooks, answer files or .zip, under any name",
    )  # fmt: skip
    parser.add_argument("--key", type=Path, required=True, help="the key of the assignment")
    parser.add_argument(
        "-o", "--output", type=Path, metavar="DIR", default=Path("marks"), help="default: marks"
    )
    parser.add_argument("--jobs", type=int, default=-1, metavar="N", help="default: every core")
    parser.add_argument("--cluster", metavar="ADDRESS", help="mark on this Dask cluster")


def run(options: argparse.Namespace) -> int:
    """Mark every submission; nothing that was returned is run."""
    from course.export.many import on_cluster
    from course.grading.assignment import KeyFileError, read_key
    from course.grading.marking import mark_folder
    from course.grading.report import write_reports

    if not options.folder.is_dir():
        raise CommandError(f"there is no folder '{options.folder}' with returned work")
    try:
        title, items = read_key(options.key)
    except KeyFileError as error:
        raise CommandError(str(error)) from error
    begin = time.perf_counter()
    with on_cluster(options.cluster) if options.cluster else contextlib.nullcontext():
        marked = mark_folder(options.folder, items, options.jobs)
        found = write_reports(options.output, title, items, marked)
    seconds = time.perf_counter() - begin
    for one in found:
        for remark in one.remarks:
            print(f"{one.student}: {remark}", file=sys.stderr)
    print(f"{data.count(len(found), 'student')}, {seconds:.1f} s", file=sys.stderr)
    for name in ("marks.csv", "class.html", "items.csv", "feedback"):
        print(options.output / name)
    return 0
