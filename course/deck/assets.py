"""reveal.js, its notes plugin and Source Sans Pro, from the installed package sphinx-revealjs."""

import base64
import functools
from pathlib import Path

from figures.fonts import font_folder, reveal_folder

HERE = Path(__file__).parent
WEIGHTS = {"regular": (400, "normal"), "semibold": (600, "normal"), "italic": (400, "italic")}


def font_file(name: str) -> str:
    """Path of a Source Sans Pro TrueType font: regular, semibold, italic."""
    return str(font_folder() / f"source-sans-pro-{name}.ttf")


@functools.cache
def styles() -> str:
    """All style sheets with the fonts inside."""
    faces = []
    for name, (weight, style) in WEIGHTS.items():
        data = base64.b64encode(
            (font_folder() / f"source-sans-pro-{name}.woff").read_bytes()
        ).decode()
        faces.append(
            f"@font-face{{font-family:'Source Sans Pro';font-weight:{weight};font-style:{style};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )
    dist = reveal_folder() / "dist"
    parts = [_read(dist / "reset.css"), _read(dist / "reveal.css"), *faces]
    return "\n".join([*parts, _read(HERE / "theme.css")])


@functools.cache
def scripts() -> list[str]:
    """reveal.js, the notes plugin, the widgets' host, ours; each safe inside a script element."""
    folder = reveal_folder()
    files = (folder / "dist" / "reveal.js", folder / "plugin" / "notes" / "notes.js")
    files += (HERE / "host.js", HERE / "deck.js")
    return [_read(path).replace("</script", "<\\/script") for path in files]


def licences() -> str:
    """The licence texts of what is inside a deck, as an HTML comment."""
    texts = [_read(reveal_folder() / "LICENSE"), _read(font_folder() / "LICENSE")]
    inner = "\n\n".join(["reveal.js", texts[0], "Source Sans Pro", texts[1]])
    return "<!--\n" + inner.replace("--", "- -") + "\n-->"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
