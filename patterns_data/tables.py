"""What the data hold, as flat rows for spreadsheets and other programs."""

import csv
import io
import json
from collections.abc import Callable

from patterns_data.load import Course
from patterns_data.models import Muscle

Row = dict[str, str]


def muscles(course: Course) -> list[Row]:
    """One row a muscle: names, attachments, nerve, actions and referral as text."""
    return [
        {
            "id": muscle.id,
            "name": muscle.name,
            "latin": muscle.latin,
            "aliases": "; ".join(muscle.aliases),
            "region": muscle.region,
            "origin": _joined(muscle.origin),
            "insertion": _joined(muscle.insertion),
            "innervation": f"{muscle.innervation.nerve} ({muscle.innervation.roots})",
            "actions": _joined(muscle.actions),
            "referral": _joined(muscle.referral),
            "sources": "; ".join(_sources(muscle)),
        }
        for muscle in course.muscles.values()
    ]


def landmarks(course: Course) -> list[Row]:
    """One row a landmark."""
    return [
        {
            "id": mark.id,
            "name": mark.name,
            "short": mark.short or "",
            "bone": course.bones[mark.bone].name if mark.bone in course.bones else mark.bone,
            "paired": "yes" if mark.paired else "no",
            "find": mark.find,
            "level": mark.level.text if mark.level else "",
            "reliability": _joined(mark.reliability),
        }
        for mark in course.landmarks.values()
    ]


def patterns(course: Course) -> list[Row]:
    """One row a pattern that has a lesson."""
    return [
        {
            "id": pattern.id,
            "title": pattern.title,
            "region": pattern.region,
            "muscles": "; ".join(pattern.muscles),
            "side": pattern.side,
            "views": "; ".join(pattern.views),
            "red_flags": str(len(pattern.red_flags)),
            "look_alikes": str(len(pattern.look_alikes)),
            "cases": str(len(course.cases_of(pattern.id))),
            "version": pattern.version,
            "reviewed": pattern.reviewed,
        }
        for pattern in course.patterns.values()
    ]


def references(course: Course) -> list[Row]:
    """One row a work that may be cited."""
    return [
        {
            "id": work.id,
            "type": work.type,
            "title": work.title,
            "authors": "; ".join(a.get("family") or a.get("literal", "") for a in work.author),
            "year": work.year,
            "doi": work.DOI or "",
            "pmid": work.PMID or "",
            "url": work.URL or "",
            "seen": work.note,
        }
        for work in course.references.values()
    ]


TABLES: dict[str, Callable[[Course], list[Row]]] = {
    "muscles": muscles,
    "landmarks": landmarks,
    "patterns": patterns,
    "references": references,
}


def as_csv(rows: list[Row]) -> str:
    """The rows as CSV with a header line."""
    out = io.StringIO()
    if rows:
        writer = csv.DictWriter(out, fieldnames=list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return out.getvalue()


def as_json(rows: list[Row]) -> str:
    """The rows as a JSON list."""
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _joined(claims: list) -> str:
    return " ".join(claim.text.rstrip(".") + "." for claim in claims)


def _sources(muscle: Muscle) -> list[str]:
    ends = [*muscle.origin, *muscle.insertion, muscle.innervation, *muscle.actions]
    return sorted({source for claim in ends for source in claim.sources})
