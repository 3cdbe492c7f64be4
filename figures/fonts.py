"""Source Sans Pro for plates and handouts, from the installed package sphinx-revealjs."""

import functools
import logging
from importlib.util import find_spec
from pathlib import Path

FAMILY = ["Source Sans Pro", "DejaVu Sans"]


@functools.cache
def reveal_folder() -> Path:
    """The folder of reveal.js with its fonts; the package is located, never imported."""
    spec = find_spec("sphinx_revealjs")
    folder = Path(spec.origin if spec and spec.origin else "").parent / "_static" / "revealjs"
    if not (folder / "dist" / "reveal.js").is_file():
        raise RuntimeError(
            "reveal.js and its fonts are missing; install them with: pip install sphinx-revealjs"
        )
    return folder


def font_folder() -> Path:
    """The folder of the Source Sans Pro files, TrueType and WOFF, with their licence."""
    return reveal_folder() / "dist" / "theme" / "fonts" / "source-sans-pro"


@functools.cache
def register_fonts() -> list[str]:
    """Make the fonts known to matplotlib; return the families to ask for."""
    from matplotlib import font_manager

    # The fallback has no semibold and takes bold instead; a notebook need not say so each time.
    logging.getLogger("matplotlib.font_manager").addFilter(
        lambda record: "Failed to find font weight" not in record.getMessage()
    )
    for path in sorted(font_folder().glob("*.ttf")):
        font_manager.fontManager.addfont(path)
    return FAMILY
