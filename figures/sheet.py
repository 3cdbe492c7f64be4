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
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from PIL import ImageFont

from figures.fonts import font_folder, register_fonts
from figures.layers import View, Window

WIDTH, HEIGHT = 1333.3, 750.0
DPI = 120
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

    def image(self, panel: Panel, pixels: np.ndarray, gid: str, zorder: float = 1) -> None:
        """Show a picture in a panel."""
        shown = self.axes.imshow(
            (np.clip(pixels, 0, 1) * 255).astype(np.uint8),
            extent=panel.box,
            interpolation="bilinear",
            zorder=zorder,
            aspect="auto",
        )
        shown.set_gid(gid)
        self.axes.set(xlim=(0, WIDTH), ylim=(0, HEIGHT))

    def text(self, x: float, y: float, words: str, size: float, **kw: Any) -> Text:
        """Text in the sheet's family with a white halo; `size` in points."""
        options = {"color": INK, "va": "center", "ha": "left", "zorder": 30} | kw
        gid = options.pop("gid", None)
        halo = options.pop("halo", True)
        drawn = self.axes.text(x, y, words, fontsize=size, family=self.family, **options)
        if halo:
            drawn.set_path_effects([effects.withStroke(linewidth=2.6, foreground="white")])
        if gid:
            drawn.set_gid(gid)
        return drawn

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
