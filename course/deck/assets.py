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
def type_faces() -> str:
    """The @font-face rules, the fonts inside."""
    faces = []
    for name, (weight, style) in WEIGHTS.items():
        data = base64.b64encode(
            (font_folder() / f"source-sans-pro-{name}.woff").read_bytes()
        ).decode()
        faces.append(
            f"@font-face{{font-family:'Source Sans Pro';font-weight:{weight};font-style:{style};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )
    return "\n".join(faces)


@functools.cache
def styles() -> str:
    """All style sheets of a deck with the fonts inside."""
    dist = reveal_folder() / "dist"
    parts = [_read(dist / "reset.css"), _read(dist / "reveal.css"), type_faces()]
    return "\n".join([*parts, _read(HERE / "theme.css")])


@functools.cache
def scripts() -> list[str]:
    """reveal.js, the notes plugin, the widgets' host, ours; each safe inside a script element."""
    folder = reveal_folder()
    files = (folder / "dist" / "reveal.js", folder / "plugin" / "notes" / "notes.js")
    return [*map(_script, files), host(), _script(HERE / "deck.js")]


@functools.cache
def host() -> str:
    """What runs widgets without a kernel; safe inside a script element."""
    return _script(HERE / "host.js")


@functools.cache
def extras() -> str:
    """What answers the controls of an interact and draws plotly figures."""
    return _script(HERE / "extras.js")


def licences() -> str:
    """The licence texts of what is inside a deck, as HTML comments."""
    return _comment("reveal.js", reveal_folder()) + "\n" + font_licence()


def font_licence() -> str:
    """The licence text of the fonts, as an HTML comment."""
    return _comment("Source Sans Pro", font_folder())


def _comment(name: str, folder: Path) -> str:
    text = _read(folder / "LICENSE").replace("--", "- -")
    return f"<!--\n{name}\n\n{text}\n-->"


def _script(path: Path) -> str:
    return _read(path).replace("</script", "<\\/script")


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
