"""reveal.js, its notes plugin and Source Sans Pro, from the installed package sphinx-revealjs."""

import base64
import functools
from importlib.util import find_spec
from pathlib import Path

from course.deck.errors import DeckError

HERE = Path(__file__).parent
WEIGHTS = {"regular": (400, "normal"), "semibold": (600, "normal"), "italic": (400, "italic")}


@functools.cache
def reveal_folder() -> Path:
    """The folder of reveal.js; the package is located, never imported."""
    spec = find_spec("sphinx_revealjs")
    if spec is None or spec.origin is None:
        raise DeckError("reveal.js is missing; install it with: pip install sphinx-revealjs")
    folder = Path(spec.origin).parent / "_static" / "revealjs"
    if not (folder / "dist" / "reveal.js").is_file():
        raise DeckError(f"{folder} holds no reveal.js; install sphinx-revealjs 3 again")
    return folder


def font_file(name: str) -> str:
    """Path of a Source Sans Pro TrueType font: regular, semibold, italic."""
    return str(_fonts() / f"source-sans-pro-{name}.ttf")


def _fonts() -> Path:
    return reveal_folder() / "dist" / "theme" / "fonts" / "source-sans-pro"


@functools.cache
def styles() -> str:
    """All style sheets with the fonts inside."""
    faces = []
    for name, (weight, style) in WEIGHTS.items():
        data = base64.b64encode((_fonts() / f"source-sans-pro-{name}.woff").read_bytes()).decode()
        faces.append(
            f"@font-face{{font-family:'Source Sans Pro';font-weight:{weight};font-style:{style};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )
    dist = reveal_folder() / "dist"
    parts = [_read(dist / "reset.css"), _read(dist / "reveal.css"), *faces]
    return "\n".join([*parts, _read(HERE / "theme.css")])


@functools.cache
def scripts() -> list[str]:
    """reveal.js, the notes plugin, ours; each safe inside a script element."""
    folder = reveal_folder()
    files = (folder / "dist" / "reveal.js", folder / "plugin" / "notes" / "notes.js")
    return [_read(path).replace("</script", "<\\/script") for path in (*files, HERE / "deck.js")]


def licences() -> str:
    """The licence texts of what is inside a deck, as an HTML comment."""
    texts = [_read(reveal_folder() / "LICENSE"), _read(_fonts() / "LICENSE")]
    inner = "\n\n".join(["reveal.js", texts[0], "Source Sans Pro", texts[1]])
    return "<!--\n" + inner.replace("--", "- -") + "\n-->"


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8")
