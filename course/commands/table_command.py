"""palpate table: the data as flat rows."""

import argparse
import sys

from course.commands import data

EXAMPLE = "palpate table muscles --format json"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Which table, in which format."""
    parser.add_argument("name", choices=("muscles", "landmarks", "patterns", "references"))
    parser.add_argument("--format", choices=("csv", "json"), default="csv")


def run(options: argparse.Namespace) -> int:
    """Print the table as UTF-8."""
    from patterns_data.tables import TABLES, as_csv, as_json

    rows = TABLES[options.name](data.course())
    sys.stdout.write((as_json if options.format == "json" else as_csv)(rows))
    return 0
