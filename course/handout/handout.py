"""A pattern -> a one-page handout as tagged PDF (PDF/UA-1), typeset by Typst."""

import tempfile
from pathlib import Path
from typing import Any, Literal

import typst

from course.handout.content import client_page, therapist_page
from course.typeset import typeset
from figures.plate import plate
from patterns_data.files import write_bytes
from patterns_data.load import Course
from patterns_data.models import Pattern

TEMPLATE = Path(__file__).with_name("page.typ")
PICTURE = {"client": "pain", "therapist": "anatomy"}


class HandoutError(RuntimeError):
    """The page cannot be made; the message says what to change."""


def write_handout(
    path: Path,
    pattern: Pattern,
    course: Course,
    *,
    reader: Literal["client", "therapist"] = "client",
    side: Literal["right", "left"] = "right",
) -> Path:
    """Write the handout to `path`, whole or not at all.

    Raises HandoutError when the texts do not fit on one page at 6 pt.
    """
    write_bytes(path, handout(pattern, course, reader=reader, side=side))
    return path


def handout(pattern: Pattern, course: Course, *, reader: str, side: str) -> bytes:
    """The bytes of the PDF; the same data gives the same bytes."""
    page = (client_page if reader == "client" else therapist_page)(pattern, course)
    kinds = [spec.kind for spec in pattern.plates]
    kind = PICTURE[reader] if PICTURE[reader] in kinds else kinds[0]
    drawn = plate(pattern.id, kind=kind, scheme="plain", side=side, course=course)
    page |= {"reader": reader, "alt": drawn.alt}
    with tempfile.TemporaryDirectory(prefix="palpate-") as folder:
        root = Path(folder)
        (root / "plate.jpg").write_bytes(drawn.packed("jpg"))
        return _typeset(root, pattern.id, page)


def _typeset(root: Path, ident: str, page: dict[str, Any]) -> bytes:
    try:
        return typeset(root, TEMPLATE, page)
    except typst.TypstError as error:
        if "page-is-full" in str(error):
            raise HandoutError(
                f"the handout of '{ident}' does not fit on one page even at 6 pt; "
                "shorten the self-care or protocol texts"
            ) from error
        raise HandoutError(f"the handout of '{ident}' cannot be typeset: {error}") from error
