"""Published numbers -> a chart: a dot for a value, a line for its range, the source at the right.

chart("agreement-on-signs")
"""

import base64
import functools
import html
import io
import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

from figures.errors import PlateError
from figures.size import DPI, WIDTH
from patterns_data.load import Course, load_course
from patterns_data.models import Chart as Numbers
from patterns_data.models.chart import ChartRow
from patterns_data.problems import did_you_mean

if TYPE_CHECKING:  # matplotlib is imported when the first chart is drawn
    from matplotlib.figure import Figure


class Picture:
    """A figure that shows itself with its alt text; `draw` makes it when it is first asked for."""

    alt = ""

    def draw(self) -> "Figure":
        """The drawn sheet."""
        raise NotImplementedError

    @functools.cached_property
    def figure(self) -> "Figure":
        """The drawn sheet, made once."""
        return self.draw()

    def forget(self) -> None:
        """Let go of the drawn figure; it is drawn again when it is asked for."""
        self.__dict__.pop("figure", None)

    def packed(self, kind: str = "png") -> bytes:
        """The figure as bytes of a PNG or WebP picture."""
        from PIL import Image

        raw = io.BytesIO()
        self.figure.savefig(raw, format="png", metadata={"Software": None})
        if kind == "png":
            return raw.getvalue()
        packed = io.BytesIO()
        Image.open(raw).convert("RGB").save(packed, "WEBP", quality=92, method=2)
        return packed.getvalue()

    def bundle(self, kind: str = "png") -> tuple[dict[str, Any], dict[str, Any]]:
        """The mime bundle and its metadata, for a notebook (png) or a deck (webp)."""
        size = {"width": round(WIDTH * 0.72), "alt": self.alt}
        data = {f"image/{kind}": self.packed(kind), "text/plain": self.alt}
        return data, {f"image/{kind}": size}

    def _repr_mimebundle_(self, include: Any = None, exclude: Any = None) -> Any:
        # JupyterLab drops the alt text of image outputs, so it gets an img element.
        data, metadata = self.bundle()
        small = base64.b64encode(self.packed("webp")).decode("ascii")
        data["text/html"] = (
            f'<img alt="{html.escape(self.alt)}" style="max-width:100%" '
            f'width="{metadata["image/png"]["width"]}" src="data:image/webp;base64,{small}">'
        )
        return data, metadata


class Chart(Picture):
    """A chart of published numbers."""

    def __init__(self, numbers: Numbers, course: Course, dpi: int = DPI):
        self.numbers, self.course, self.dpi = numbers, course, dpi
        self.alt = alt_text(numbers)

    def draw(self) -> "Figure":
        """The drawn sheet."""
        from figures.kinds.numbers import draw
        from figures.sheet import Sheet

        sheet = Sheet(self.dpi)
        draw(sheet, self.numbers, self.course)
        return sheet.figure


def chart(name: str, course: Course | None = None, dpi: int = DPI) -> Chart:
    """Draw the published numbers in `patterns_data/charts/<name>.yaml`.

    Raises PlateError (a ValueError) naming the charts there are.
    """
    course = course or load_course()
    if name not in course.charts:
        raise PlateError(f"unknown chart '{name}'; {did_you_mean(name, course.charts)}")
    return Chart(course.charts[name], course, dpi)


def alt_text(numbers: Numbers) -> str:
    """The whole chart in words: nothing is in the picture alone."""
    rows = "; ".join(f"{row.name}: {in_words(row)}" for row in numbers.rows)
    return f"{numbers.title}. {numbers.axis}. {rows}. {key_of(numbers)}"


def key_of(numbers: Numbers) -> str:
    """What dot and line stand for."""
    if not numbers.range_means:
        return "Each dot is one published number."
    return f"Dot: the number. Line: {numbers.range_means}."


def in_words(row: ChartRow) -> str:
    """'0.45 (0.36 to 0.54)', or the part of it that was published."""
    span = "" if row.low is None else f"{row.low:g} to {row.high:g}"
    found = span
    if row.value is not None:
        found = f"{row.value:g} ({span})" if span else f"{row.value:g}"
    return found.replace("-", "−")


class _Callable(ModuleType):
    """`from figures import chart` gives this module; calling it draws a chart."""

    def __call__(self, *given: Any, **named: Any) -> Chart:
        return chart(*given, **named)


sys.modules[__name__].__class__ = _Callable
