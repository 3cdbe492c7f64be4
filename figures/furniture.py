"""What every plate carries: orientation cross, millimetre scale, body locator, legend."""

from dataclasses import dataclass

import numpy as np
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Polygon, Rectangle

from figures.layers import View, Window, picture, view
from figures.schemes import BONE, GHOST, MUSCLE, PAIN, ROLE_WORDS
from figures.sheet import INK, QUIET, Panel, Sheet, text_width

LOCATORS = {
    "posterior": "body-posterior",
    "anterior": "body-anterior",
    "right": "body-right-lateral",
    "left": "body-left-lateral",
}


@dataclass
class Entry:
    """One line of a legend: what the swatch looks like, and the words."""

    swatch: str
    words: str
    colour: str = MUSCLE


def compass(sheet: Sheet, of: View, x: float, y: float, r: float = 24) -> None:
    """An orientation cross with the subject's own sides, and which way the plate faces."""
    left, right = of.edges
    style = {"arrowstyle": "-|>,head_length=.32,head_width=.17", "lw": 1.0, "color": "#333"}
    for dx, dy, letter in ((0, 1, "S"), (0, -1, "I"), (-1, 0, left), (1, 0, right)):
        sheet.axes.annotate(
            "",
            (x + dx * r, y + dy * r),
            (x, y),
            arrowprops=style | {"shrinkA": 0, "shrinkB": 0},
            zorder=20,
        )
        spot = (x + dx * (r + 10), y + dy * (r + 11))
        # Without a halo: as outlines, L and I are snapped to whole pixels and turn thin.
        name = f"compass:{letter}"
        sheet.text(*spot, letter, 9.5, ha="center", weight=600, gid=name, halo=False)
    sheet.text(x + r + 26, y, of.words, 10.5, color=QUIET, gid="facing")


def scale_bar(sheet: Sheet, panel: Panel, x: float, y: float, mm: int = 50) -> None:
    """A bar of `mm` millimetres at the panel's scale."""
    length = mm * panel.scale
    bar = Line2D([x, x + length], [y, y], color=INK, lw=2.4, solid_capstyle="butt", zorder=20)
    bar.set_gid("scale")
    sheet.axes.add_line(bar)
    for tick in (0, 0.5, 1):
        sheet.axes.add_line(
            Line2D([x + length * tick] * 2, [y - 4, y + 4], color=INK, lw=1.1, zorder=20)
        )
    sheet.text(x + length / 2, y - 15, f"{mm} mm", 9.5, ha="center", gid="scale-words")


def locator(sheet: Sheet, of: View, window: Window, x: float, y: float, height: float) -> None:
    """A small body with a frame around the part that the plate shows."""
    name = LOCATORS.get(of.data["faces"])
    if name is None:
        return
    body = view(name)
    part = (-310.0, 310.0, 560.0, 1775.0)
    panel = Panel(body, part, x, y, height / (part[3] - part[2]))
    image = picture(body, "shade.webp", part, max(panel.pixels, 60)).copy()
    fade = np.clip(np.linspace(6, 0, image.shape[0]), 0, 1)[:, None]
    image[..., 3] *= fade
    grey = image[..., :3].mean(axis=2, keepdims=True)
    image[..., :3] = grey * 0.75 + 0.25 * image[..., :3]
    sheet.image(panel, image, "locator", zorder=3)
    a, b = panel.place((window[0], window[2])), panel.place((window[1], window[3]))
    frame = Rectangle(tuple(a), *(b - a), fc="none", ec="#b3261e", lw=1.5, zorder=5)
    frame.set_gid("locator-frame")
    sheet.axes.add_patch(frame)


def legend(sheet: Sheet, entries: list[Entry], x: float, top: float, width: float) -> float:
    """The legend downward from `top`; returns where it ends."""
    y = top
    for entry in entries:
        lines = sheet.wrap(entry.words, 10.8, width - 44)
        height = max(len(lines) * 17.0, 22.0) + 5
        _swatch(sheet, entry, x, y - height / 2)
        for index, line in enumerate(lines):
            middle = y - height / 2 + (len(lines) - 1) * 8.5 - index * 17
            sheet.text(x + 44, middle, line, 10.8, gid=f"legend:{entry.swatch}")
        y -= height
    return y


def _swatch(sheet: Sheet, entry: Entry, x: float, y: float) -> None:
    box = {"xy": (x, y - 7), "width": 32, "height": 14, "zorder": 18}
    kind, colour = entry.swatch, entry.colour
    if kind == "both":
        sheet.axes.add_patch(Rectangle(**box, fc=BONE["insertion"], ec="none"))
        for start in range(-8, 32, 12):
            corners = [(start, -7), (start + 6, -7), (start + 20, 7), (start + 14, 7)]
            clipped = [(x + min(max(cx, 0), 32), y + cy) for cx, cy in corners]
            sheet.axes.add_patch(Polygon(clipped, fc=BONE["origin"], ec="none", zorder=19))
        sheet.axes.add_patch(Rectangle(**box | {"zorder": 20}, fc="none", ec="#444", lw=0.6))
    elif kind in BONE or kind in ("muscle", "ghost", "filled"):
        alpha = 0.66 if kind == "filled" else 1
        sheet.axes.add_patch(Rectangle(**box, fc=colour, ec="#444", lw=0.6, alpha=alpha))
    elif kind == "stipple":
        spots = [(4 + 6 * i, 4 * ((i % 2) * 2 - 1)) for i in range(5)]
        spots += [(7 + 6 * i, -3 * ((i % 2) * 2 - 1)) for i in range(4)]
        xs, ys = zip(*spots, strict=True)
        sheet.axes.scatter([x + a for a in xs], [y + b for b in ys], s=7, c=PAIN, lw=0, zorder=19)
    elif kind == "joint":
        sheet.axes.add_patch(Circle((x + 16, y), 9, fc="none", ec="#111", lw=1.6, zorder=19))
    elif kind in ("area", "ring"):
        disc = Circle((x + 16, y), 10, fc="white", ec="#1b1b1b", lw=1.3, zorder=19)
        disc.set(linestyle=(0, (3, 2)), hatch="...." if kind == "area" else None)
        disc.set_hatch_linewidth(0.5)
        sheet.axes.add_patch(disc)
    elif kind == "arrow":
        style = {"arrowstyle": "<|-|>,head_length=.4,head_width=.22", "lw": 1.6, "color": colour}
        sheet.axes.annotate(
            "", (x, y), (x + 32, y), arrowprops=style | {"shrinkA": 0, "shrinkB": 0}
        )
    else:  # a number
        sheet.axes.add_patch(Circle((x + 16, y), 10, fc="white", ec="#1b1b1b", lw=1, zorder=19))
        sheet.text(x + 16, y - 0.6, kind, 10.5, ha="center", weight=600, halo=False)


def role_entries(bones: dict[str, str], drawn: set[str]) -> list[Entry]:
    """Legend lines for the roles of bones that are in the picture."""
    seen = {role for bone, role in bones.items() if bone in drawn}
    return [
        Entry(role, words, BONE.get(role, MUSCLE))
        for role, words in ROLE_WORDS.items()
        if role in seen
    ]


def muscle_entry(name: str, side: str, colour: str | None) -> Entry:
    """Legend line for a muscle in the colour it is drawn in."""
    return Entry("muscle", f"{name} ({side})", colour or MUSCLE)


def row_width(entries: list[Entry]) -> float:
    """How wide `legend_row` becomes."""
    return sum(60 + text_width(entry.words) * 10.5 for entry in entries) - 20


def legend_row(sheet: Sheet, entries: list[Entry], x: float, y: float) -> None:
    """The legend as one row from `x` to the right."""
    for entry in entries:
        _swatch(sheet, entry, x, y)
        sheet.text(x + 40, y, entry.words, 10.5, gid=f"legend:{entry.swatch}")
        x += 60 + text_width(entry.words) * 10.5


def ghost_entry(name: str, side: str) -> Entry:
    """Legend line for a muscle drawn as a ghost."""
    return Entry("ghost", f"{name} ({side}, shown pale)", GHOST)
