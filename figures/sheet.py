"""The sheet a plate is drawn on: 16:9, one axes in hundredths of an inch, panels in mm.

(0, 750) ------------------- (1333, 750)
   |     a Panel maps the view's       |
   |     mm onto a box of the sheet    |
(0, 0) --------------------- (1333, 0)
"""

import functools
from dataclasses import dataclass
from typing import Any

import matplotlib.patheffects as effects
import numpy as np
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.figure import Figure
from matplotlib.image import AxesImage
from matplotlib.text import Text
from PIL import ImageFont

from figures.fonts import font_folder, register_fonts
from figures.layers import View, Window
from figures.size import DPI, HEIGHT, WIDTH

INK, QUIET, LINE = "#222222", "#555555", "#444444"


@dataclass
class Panel:
    """A part of a view on the sheet: `window` in mm, its lower left corner at (x, y)."""

    view: View
    window: Window
    x: float
    y: float
    scale: float  # sheet units a mm
    dpi: int = DPI

    @property
    def pixels(self) -> int:
        """Pixels across for the resolution the sheet is drawn at."""
        return round((self.window[1] - self.window[0]) * self.scale / 100 * self.dpi)

    @property
    def box(self) -> Window:
        """Left, right, bottom, top on the sheet."""
        left, right, bottom, top = self.window
        return (
            self.x,
            self.x + (right - left) * self.scale,
            self.y,
            self.y + (top - bottom) * self.scale,
        )

    def place(self, points: Any) -> np.ndarray:
        """Positions in mm -> positions on the sheet."""
        points = np.asarray(points, float)
        return (points - [self.window[0], self.window[2]]) * self.scale + [self.x, self.y]

    def holds(self, point: Any, margin: float = 2.0) -> bool:
        """True when a position in mm lies inside the window."""
        left, right, bottom, top = self.window
        u, v = point
        return left + margin < u < right - margin and bottom + margin < v < top - margin


class Sheet:
    """A figure with its one axes and the helpers that draw on it."""

    def __init__(self, dpi: int = DPI) -> None:
        self.family, self.dpi = register_fonts(), dpi
        self.figure = Figure(figsize=(WIDTH / 100, HEIGHT / 100), dpi=dpi, facecolor="white")
        self.canvas = FigureCanvasAgg(self.figure)
        self.axes: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))
        self.axes.axis("off")
        self._pictures: list[Window] = []

    def image(self, panel: Panel, pixels: np.ndarray, gid: str, zorder: float = 1) -> None:
        """Show a picture in a panel."""
        shown = _Pixels(self.axes, extent=panel.box, interpolation="bilinear", zorder=zorder)
        shown.set_data((np.clip(pixels, 0, 1) * 255).astype(np.uint8))
        shown.set_clip_path(self.axes.patch)
        shown.set_gid(gid)
        self.axes.add_image(shown)
        self._pictures.append(panel.box)

    def text(self, x: float, y: float, words: str, size: float, **kw: Any) -> Text:
        """Text in the sheet's family, with a white halo on pictures; `size` in points."""
        options = {"color": INK, "va": "center", "ha": "left", "zorder": 30} | kw
        gid = options.pop("gid", None)
        halo = options.pop("halo", None)
        if halo is None:
            halo = self._on_picture(x, y, len(words) * size * 0.8)
        drawn = self.axes.text(x, y, words, fontsize=size, family=self.family, **options)
        if halo:
            drawn.set_path_effects([effects.withStroke(linewidth=2.6, foreground="white")])
        if gid:
            drawn.set_gid(gid)
        return drawn

    def _on_picture(self, x: float, y: float, reach: float) -> bool:
        """Whether text that starts or ends here may touch a picture; white on white needs none."""
        return any(
            left - reach < x < right + reach and bottom - 20 < y < top + 20
            for left, right, bottom, top in self._pictures
        )

    def wrap(self, words: str, size: float, width: float, weight: int = 400) -> list[str]:
        """The words in lines of at most `width` units."""
        found: list[str] = []
        used = 0.0
        for word in (part for whole in words.split() for part in _cut_word(whole)):
            long = text_width(word, weight) * size
            space = text_width(" ", weight) * size
            if found and used + space + long <= width:
                found[-1] += f" {word}"
                used += space + long
            else:
                found.append(word)
                used = long
        return found


class _Pixels(AxesImage):
    """A picture that has just the pixels it is shown with: drawn as it is, not resampled."""

    def draw(self, renderer: Any) -> None:
        """Put it on whole pixels; other sizes and vector files go matplotlib's way."""
        left, right, bottom, top = self.get_window_extent(renderer).extents[[0, 2, 1, 3]]
        rows, columns = self._A.shape[:2]
        fits = abs(right - left - columns) < 1.5 and abs(top - bottom - rows) < 1.5
        if not fits or not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        gc = renderer.new_gc()
        self._set_gc_clip(gc)
        renderer.draw_image(gc, round(left), round(bottom), self._A[::-1])
        gc.restore()


LONGEST_WORD = 24  # letters; a longer word is cut, so that it stays in its column


def _cut_word(word: str) -> list[str]:
    return [word[i : i + LONGEST_WORD] for i in range(0, len(word), LONGEST_WORD)]


@functools.lru_cache(maxsize=4096)
def text_width(word: str, weight: int = 400) -> float:
    """Width of a word in sheet units for type of one point."""
    name = "semibold" if weight > 500 else "regular"
    return _face(name).getlength(word) / 100 * 100 / 72


@functools.cache
def _face(name: str) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(font_folder() / f"source-sans-pro-{name}.ttf", 100)
