"""A pattern and the atlas -> a plate.

    plate("sacrum-one-side", kind="pain", side="left")

In a notebook the returned Plate shows itself once, with its alt text.
"""

import base64
import functools
import html
import io
import sys
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from figures.alt import alt_text
from figures.errors import PlateError
from figures.inputs import drawn_from
from figures.layers import OTHER
from figures.layers import view as load_view
from figures.request import Request
from figures.schemes import SCHEMES
from figures.size import DPI, WIDTH
from patterns_data.files import replacing
from patterns_data.kept import digest, kept
from patterns_data.load import Course, load_course
from patterns_data.models.pattern_body import PLATE_KINDS
from patterns_data.problems import did_you_mean

if TYPE_CHECKING:  # matplotlib is imported when the first plate is drawn
    from matplotlib.figure import Figure

SIDES = ("right", "left")
PAPER_DPI = 110  # 1470 px across for a picture of about 11 cm: over 300 px an inch
FORMATS = ("png", "svg", "pdf", "webp", "jpg")


class Plate:
    """A plate: its matplotlib figure, drawn when it is first asked for, and its alt text."""

    def __init__(self, request: Request):
        self.request = request
        self.alt = alt_text(request)

    @functools.cached_property
    def figure(self) -> "Figure":
        """The drawn sheet."""
        from figures.sheet import Sheet

        sheet = Sheet(self.request.dpi)
        _drawer(self.request.kind)(sheet, self.request)
        return sheet.figure

    def encoded(self, kind: str = "png") -> bytes:
        """The plate as bytes of a PNG or WebP picture."""
        if kind == "png":
            raw = io.BytesIO()
            self.figure.savefig(raw, format="png", pil_kwargs={"compress_level": 4})
            return raw.getvalue()
        import numpy as np
        from PIL import Image

        self.figure.canvas.draw()
        image = Image.fromarray(np.asarray(self.figure.canvas.buffer_rgba())).convert("RGB")
        packed = io.BytesIO()
        image.save(packed, "WEBP", quality=90, method=2)
        return packed.getvalue()

    def packed(self, kind: str) -> bytes:
        """The picture for a notebook (png, 256 colours), a deck (webp) or a sheet of paper (jpg).

        It is drawn once: another process that asks for the same plate, made from the same data,
        layers, code and libraries, gets the kept bytes.
        """

        def draw() -> bytes:
            if kind == "jpg":
                return self._jpeg()
            return _fewer_colours(self.encoded()) if kind == "png" else self.encoded(kind)

        return kept("plates", digest(drawn_from(self.request), kind.encode()), draw)

    def _jpeg(self) -> bytes:
        raw = io.BytesIO()
        self.figure.savefig(raw, format="jpg", dpi=PAPER_DPI, pil_kwargs={"quality": 86})
        return raw.getvalue()

    def forget(self) -> None:
        """Let go of the drawn figure, tens of MB; it is drawn again when it is asked for."""
        self.__dict__.pop("figure", None)

    def bundle(self, kind: str = "png") -> tuple[dict[str, Any], dict[str, Any]]:
        """The mime bundle and its metadata, for a notebook (png) or a deck (webp)."""
        size = {"width": round(WIDTH * 0.72), "alt": self.alt}
        data = {f"image/{kind}": self.packed(kind), "text/plain": self.alt}
        return data, {f"image/{kind}": size}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        # JupyterLab drops the alt text of image outputs, so it gets an img element; everybody else
        # takes the PNG.
        data, metadata = self.bundle()
        small = base64.b64encode(self.packed("webp")).decode("ascii")
        data["text/html"] = (
            f'<img alt="{html.escape(self.alt)}" style="max-width:100%" '
            f'width="{metadata["image/png"]["width"]}" src="data:image/webp;base64,{small}">'
        )
        return data, metadata


def plate(
    pattern: str,
    kind: str = "anatomy",
    view: str | None = None,
    scheme: str = "attachments",
    side: str = "right",
    course: Course | None = None,
    dpi: int = DPI,
) -> Plate:
    """Draw one plate of a pattern.

    kind: anatomy, layers, palpation or pain. view: default the pattern's first plate of that kind.
    scheme: attachments, depth or plain. side: the painful side, right or left; everything that
    belongs to the pattern is mirrored. course: other data than our own and PALPATE_DATA. dpi: dots
    an inch of the 13.3 by 7.5 inch sheet.

    Raises PlateError (a ValueError) naming what is allowed.
    """
    course = course or load_course()
    for name, value, allowed in (
        ("pattern", pattern, course.patterns),
        ("kind", kind, PLATE_KINDS),
        ("scheme", scheme, SCHEMES),
        ("side", side, SIDES),
    ):
        if value not in allowed:
            raise PlateError(f"unknown {name} '{value}'; {did_you_mean(str(value), allowed)}")
    found = course.patterns[pattern]
    if view is None:
        specs = [spec for spec in found.plates if spec.kind == kind] or found.plates
        view = specs[0].view
    return Plate(Request(found, course, load_view(_seen_from(view, side)), kind, scheme, side, dpi))


def _seen_from(view: str, side: str) -> str:
    """A view from one side is drawn from the side that hurts: the given one or its mirror."""
    return view.replace(f"-{OTHER[side]}-lateral", f"-{side}-lateral")


def save(drawn: Plate, path: Path | str) -> None:
    """Write a plate, whole or not at all; the suffix names the format.

    Raises PlateError for an unknown format and WriteError when the file cannot be written.
    """
    from matplotlib import rc_context

    path = Path(path)
    kind = path.suffix.lower().removeprefix(".")
    if kind not in FORMATS:
        raise PlateError(f"unknown format '{path.suffix}'; allowed: {', '.join(FORMATS)}")
    with replacing(path) as temporary:
        if kind in ("png", "webp"):
            temporary.write_bytes(drawn.encoded(kind))
            return
        # A fixed salt and no date: the same plate gives the same bytes.
        no_date = {"svg": {"Date": None}, "pdf": {"CreationDate": None, "ModDate": None}}
        with rc_context({"svg.hashsalt": "palpate", "svg.fonttype": "path"}):
            options = {"metadata": no_date[kind]} if kind in no_date else {}
            if kind == "jpg":
                options = {"pil_kwargs": {"quality": 88}}
            drawn.figure.savefig(temporary, format=kind, **options)


def _fewer_colours(png: bytes) -> bytes:
    # A notebook keeps the picture as text: 256 dithered colours take a third of the room.
    from PIL import Image

    image = Image.open(io.BytesIO(png)).convert("RGB")
    few = image.quantize(256, method=Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    packed = io.BytesIO()
    image.quantize(palette=few, dither=Image.Dither.FLOYDSTEINBERG).save(packed, "PNG")
    return packed.getvalue()


def _drawer(kind: str) -> Any:
    from figures.kinds import anatomy, layers, pain, palpation

    modules = {"anatomy": anatomy, "layers": layers, "palpation": palpation, "pain": pain}
    return modules[kind].draw


class _Callable(ModuleType):
    """`from figures import plate` gives this module; calling it draws a plate."""

    def __call__(self, *given: Any, **named: Any) -> Plate:
        return plate(*given, **named)


sys.modules[__name__].__class__ = _Callable
