"""A pattern -> a one-page handout as tagged PDF (PDF/UA-1), typeset by Typst."""

import io
import json
import re
import tempfile
from pathlib import Path
from typing import Literal

import typst

from course.handout.content import client_page, therapist_page
from figures.fonts import font_folder
from figures.plate import plate
from patterns_data.files import write_bytes
from patterns_data.load import Course
from patterns_data.models import Pattern

TEMPLATE = Path(__file__).with_name("page.typ")
PICTURE = {"client": "pain", "therapist": "anatomy"}
DPI = 110  # 1470 px across for a picture of about 11 cm: over 300 px an inch


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
        picture = io.BytesIO()
        drawn.figure.savefig(picture, format="jpg", dpi=DPI, pil_kwargs={"quality": 86})
        (root / "plate.jpg").write_bytes(picture.getvalue())
        (root / "page.typ").write_text(TEMPLATE.read_text(encoding="utf-8"), encoding="utf-8")
        return _typeset(root, pattern.id, _breakable(json.dumps(page, ensure_ascii=False)))


def _breakable(text: str) -> str:
    """The same text with a chance to break inside words of more than 28 letters."""
    return re.sub(r"([^\W_]{28})(?=[^\W_])", "\\1\u200b", text)


def _typeset(root: Path, ident: str, content: str) -> bytes:
    try:
        return typst.compile(
            root / "page.typ",
            root=root,
            font_paths=[font_folder()],
            ignore_system_fonts=True,
            sys_inputs={"content": content},
            pdf_standards="ua-1",
            timestamp=0,
        )
    except typst.TypstError as error:
        if "page-is-full" in str(error):
            raise HandoutError(
                f"the handout of '{ident}' does not fit on one page even at 6 pt; "
                "shorten the self-care or protocol texts"
            ) from error
        raise HandoutError(f"the handout of '{ident}' cannot be typeset: {error}") from error
