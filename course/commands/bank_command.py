"""palpate bank: check, list or export the question bank."""

import argparse
import os
import sys
import time
from collections import Counter
from pathlib import Path

from course.commands import data
from course.commands.errors import CommandError

EXAMPLE = "palpate bank anki sacrum-one-side -o sacrum.apkg"
FORMATS = {
    "anki": "apkg", "moodle": "xml", "qti3": "zip", "qti2": "zip", "csv": "csv",
}  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to do, with which patterns."""
    parser.add_argument("action", choices=("check", "list", *FORMATS), help="what to do")
    parser.add_argument("slugs", nargs="*", metavar="SLUG", help="patterns; default: everything")
    parser.add_argument("-o", "--output", type=Path, metavar="FILE", help="the file to write")


def run(options: argparse.Namespace) -> int:
    """Check, list or write."""
    from course.exercises.bank import build_bank, items_for

    course = data.course()
    for slug in options.slugs:
        data.pattern(course, slug)
    if options.slugs:
        bank = {item.id: item for slug in options.slugs for item in items_for(slug, course)}
    else:
        bank = build_bank(course)
    if options.action == "check":
        return _check(bank)
    if options.action == "list":
        for item in bank.values():
            print(f"{item.id}  {item.kind}  {item.topic}  {item.prompt[:80]}")
        return 0
    titles = {slug: pattern.title for slug, pattern in course.patterns.items()}
    path = options.output or Path("dist") / f"palpate-{options.action}.{FORMATS[options.action]}"
    _write(options.action, path, list(bank.values()), titles)
    print(path)
    return 0


def _check(bank) -> int:
    from course.exercises.check import check_bank

    found = list(check_bank(bank))
    for ident, message in found:
        print(f"{ident}: {message}")
    kinds = ", ".join(f"{n} {kind}" for kind, n in Counter(i.kind for i in bank.values()).items())
    print(f"{len(bank)} exercises: {kinds}; {data.count(len(found), 'problem')}", file=sys.stderr)
    return 1 if found else 0


def _write(action: str, path: Path, items: list, titles: dict[str, str]) -> None:
    from course.banks.words import LEFT_OUT
    from patterns_data.files import write_bytes

    if path.is_dir():
        raise CommandError(f"{path} is a folder; name a file with -o")
    if action == "anki":
        from course.banks.anki import write_anki

        # the date that builds which must give the same bytes agree on, else now
        when = float(os.environ.get("SOURCE_DATE_EPOCH") or time.time())
        write_anki(path, items, titles, when)
    else:
        write_bytes(path, _bytes(action, items, titles))
    left = Counter(item.kind for item in items if item.kind in LEFT_OUT and action != "csv")
    for kind, count in left.items():
        print(f"left out: {count} {kind}, which need hands and a partner", file=sys.stderr)


def _bytes(action: str, items: list, titles: dict[str, str]) -> bytes:
    if action == "moodle":
        from course.banks.moodle import moodle_xml

        return moodle_xml(items, titles)
    if action == "csv":
        from course.banks.table import bank_csv

        return bank_csv(items).encode("utf-8")
    from course.banks.qti import qti_package

    return qti_package(items, {"qti2": "2.1", "qti3": "3.0"}[action])
