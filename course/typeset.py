"""A Typst template and its content -> a tagged PDF (PDF/UA-1) that screen readers can read."""

import json
import re
from pathlib import Path
from typing import Any

import typst

from figures.fonts import font_folder


def typeset(root: Path, template: Path, content: dict[str, Any]) -> bytes:
    """The bytes of the PDF; the same content gives the same bytes.

    `root` is a folder with the pictures that the content names. Raises typst.TypstError.
    """
    (root / "page.typ").write_text(template.read_text(encoding="utf-8"), encoding="utf-8")
    return typst.compile(
        root / "page.typ",
        root=root,
        font_paths=[font_folder()],
        ignore_system_fonts=True,
        sys_inputs={"content": _breakable(json.dumps(content, ensure_ascii=False))},
        pdf_standards="ua-1",
        timestamp=0,
    )


def _breakable(text: str) -> str:
    """The same text with a chance to break inside words of more than 28 letters."""
    return re.sub(r"([^\W_]{28})(?=[^\W_])", "\\1\u200b", text)
