"""Source Sans Pro for plates and handouts, from the installed package sphinx-revealjs."""

import functools
import logging
from importlib.util import find_spec
from pathlib import Path

FAMILY = ["Source Sans Pro", "DejaVu Sans"]


@functools.cache
def font_folder() -> Path:
    """The folder of the TrueType files; the package is located, never imported."""
    spec = find_spec("sphinx_revealjs")
    if spec is None or spec.origin is None:
        raise RuntimeError("the fonts are missing; install them with: pip install sphinx-revealjs")
    reveal = Path(spec.origin).parent / "_static" / "revealjs"
    return reveal / "dist" / "theme" / "fonts" / "source-sans-pro"


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
