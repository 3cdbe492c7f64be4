"""palpate new: a commented data file that passes the check but for what must be filled in."""

from __future__ import annotations

import argparse
import datetime
import json
import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

from course.commands import data
from course.commands.errors import CommandError

if TYPE_CHECKING:
    from patterns_data.load import Course

EXAMPLE = "palpate new big-toe-and-shin --data our-patterns"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What to start, and where."""
    parser.add_argument("slug", metavar="SLUG", help="id: lower-case letters, digits, hyphens")
    parser.add_argument(
        "--kind", choices=("pattern", "muscle", "technique", "case"), default="pattern"
    )
    parser.add_argument("--title", help="the pain in the client's words")
    parser.add_argument("--region", help="region id; see `palpate list regions`")


def run(options: argparse.Namespace) -> int:
    """Write the file, never over another one; print its path."""
    from patterns_data.files import write_text
    from patterns_data.load import HOME
    from patterns_data.template import FOLDERS, template

    slug = options.slug
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug):
        raise CommandError(f"'{slug}' is not a slug: use lower-case letters, digits and hyphens")
    course = data.read()[0]
    if slug in getattr(course, FOLDERS[options.kind]):
        raise CommandError(f"'{slug}' is already used; choose another id")
    known = _known(options, course)
    region = known.get("region", "").replace("-", "_")
    folder = _home(options) / FOLDERS[options.kind]
    path = (folder / region if options.kind == "pattern" and region else folder) / f"{slug}.yaml"
    if path.exists():
        raise CommandError(f"{path} exists; nothing was changed")
    schema = os.path.relpath(HOME / "schema" / f"{options.kind}.schema.json", path.parent)
    write_text(path, template(options.kind, known, _allowed(course), schema))
    print(f"{path}\nfill in every TODO, then run: palpate check{_data_option()}")
    return 0


def _home(options: argparse.Namespace) -> Path:
    """A school's own folder (made when missing), or the course's data in a checkout."""
    from patterns_data.load import HOME

    own = data.own_folder()
    if own is not None:
        return own
    if not os.access(HOME, os.W_OK) or "site-packages" in HOME.parts:
        raise CommandError("name a folder for your own files, such as: --data our-patterns")
    return HOME


def _data_option() -> str:
    own = data.own_folder()
    return f" --data {os.path.relpath(own)}" if own else ""


def _known(options: argparse.Namespace, course: Course) -> dict[str, str]:
    planned = course.catalogue.get(options.slug, {}) if options.kind == "pattern" else {}
    known = {"id": options.slug, "reviewed": f"'{datetime.date.today().isoformat()}'"}
    title = options.title or planned.get("title")
    region = options.region or planned.get("region")
    if title:
        known["title"] = json.dumps(title, ensure_ascii=False)
    if region:
        if region not in course.regions:
            raise CommandError(f"unknown region '{region}'; see `palpate list regions`")
        known["region"] = region
    return known


def _allowed(course: Course) -> dict[str, list[str]]:
    from figures.atlas_index import anchors_by_view

    return {
        "region": sorted(course.regions),
        "muscles": sorted(course.muscles),
        "muscle": sorted(course.muscles),
        "landmarks": sorted(course.landmarks),
        "technique": sorted(course.techniques),
        "view": sorted(anchors_by_view()),
    }
