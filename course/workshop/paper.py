"""Blocks of plain data -> a tagged PDF (PDF/UA-1), typeset by Typst."""

import tempfile
from base64 import b64decode
from pathlib import Path
from typing import Any

from course.deck.look import Look
from course.typeset import typeset

Block = dict[str, Any]
TEMPLATE = Path(__file__).with_name("paper.typ")
SUFFIXES = {"image/png": "png", "image/svg+xml": "svg", "image/jpeg": "jpg"}


def paper(
    title: str,
    blocks: list[Block],
    look: Look,
    *,
    kicker: str = "",
    footer: str = "",
    pictures: dict[str, bytes] | None = None,
    **options: Any,
) -> bytes:
    """The bytes of the PDF; the same content gives the same bytes.

    A block has one key that says what it is (see paper.typ). `pictures` maps the file names that
    image blocks use to their bytes; `flipped=True` lays the paper on its side.
    """
    document = {
        "title": title,
        "kicker": kicker,
        "blocks": blocks,
        "school": look.school,
        "accent": look.accent,
        "logo": "",
        "footer": footer or title,
        **options,
    }
    with tempfile.TemporaryDirectory(prefix="palpate-") as folder:
        root = Path(folder)
        if look.logo:
            kind, data = look.logo.removeprefix("data:").split(";base64,")
            document["logo"] = f"logo.{SUFFIXES[kind]}"
            (root / document["logo"]).write_bytes(b64decode(data))
        for name, data in (pictures or {}).items():
            (root / name).write_bytes(data)
        return typeset(root, TEMPLATE, document)
