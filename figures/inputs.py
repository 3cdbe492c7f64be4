"""What a plate is drawn from, as one hash: code, libraries, fonts, layers, data, what was asked."""

import functools
import sys
from importlib.metadata import version
from pathlib import Path

import patterns_data
from figures.atlas_index import ATLAS
from figures.request import Request
from patterns_data.kept import digest

LIBRARIES = ("matplotlib", "numpy", "pillow", "sphinx-revealjs")  # the last one brings the fonts

DRAWN = {"id", "title", "muscles", "side", "palpation", "referred_pain"}  # of a pattern


def drawn_from(request: Request) -> bytes:
    """The hash of everything that can change the picture of a request."""
    asked = (request.kind, request.scheme, request.side, str(request.dpi), request.view.id)
    return digest(
        _machine(),
        (ATLAS / request.view.id / "anchors.json").read_bytes(),
        request.course.drawn_from,
        request.pattern.model_dump_json(include=DRAWN).encode(),
        "/".join(asked).encode(),
    )


@functools.cache
def _machine() -> bytes:
    """Our code, the libraries by version, and the manifest, which holds a hash of each layer."""
    code = [
        part
        for folder in (Path(__file__).parent, Path(patterns_data.__file__).parent)
        for path in sorted(folder.rglob("*.py"))
        for part in (path.name.encode(), path.read_bytes())
    ]
    libraries = " ".join(f"{name} {version(name)}" for name in LIBRARIES)
    manifest = (ATLAS / "manifest.json").read_bytes()
    return digest(sys.version.encode(), libraries.encode(), manifest, *code)
