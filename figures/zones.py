"""Zones of pain and areas to search, in mm of the view's plane."""

import hashlib

import numpy as np
from matplotlib.patches import Circle, Polygon
from matplotlib.path import Path
from PIL import Image, ImageDraw, ImageFilter

from figures.layers import View, Window
from figures.schemes import PAIN
from figures.sheet import Panel, Sheet
from patterns_data.models.pattern_body import TriggerPoint, Zone

STEP = 4.6  # mm between the dots of a spillover zone, where they are closest


def outline(view: View, zone: Zone, side: str, points: int = 16) -> np.ndarray:
    """The closed outline of a zone in mm, smooth through its corner points (Catmull-Rom)."""
    corners = view.beside(zone.around, side, zone.outline)
    before, after = np.roll(corners, 1, axis=0), np.roll(corners, -1, axis=0)
    t = np.linspace(0, 1, points, endpoint=False)[:, None, None]
    one, two = (after - before) / 2, (np.roll(corners, -2, axis=0) - corners) / 2
    h00, h10 = 2 * t**3 - 3 * t**2 + 1, t**3 - 2 * t**2 + t
    h01, h11 = -2 * t**3 + 3 * t**2, t**3 - t**2
    curve = h00 * corners + h10 * one + h01 * after + h11 * two
    return curve.transpose(1, 0, 2).reshape(-1, 2)


def essential(sheet: Sheet, panel: Panel, zone: Zone, side: str, skin: np.ndarray) -> None:
    """A filled zone with a soft edge, only where there is skin."""
    line = outline(panel.view, zone, side)
    alpha = _soft_mask(line, panel.window, skin.shape, blur_mm=3.0) * skin
    red = np.array([int(PAIN[i : i + 2], 16) / 255 for i in (1, 3, 5)], np.float32)
    picture = np.dstack([np.broadcast_to(red, (*alpha.shape, 3)), alpha * 0.66])
    sheet.image(panel, picture, f"zone:{zone.id}", zorder=6)
    placed = panel.place(line)
    edge = Polygon(placed, fc="none", ec=PAIN, lw=0.8, alpha=0.3, zorder=7)
    edge.set_gid(f"zone-edge:{zone.id}")
    sheet.axes.add_patch(edge)


def spillover(
    sheet: Sheet, panel: Panel, zone: Zone, side: str, skin: np.ndarray, core: list[np.ndarray]
) -> None:
    """A stippled zone: dots that stand further apart away from the essential zones `core`."""
    line = outline(panel.view, zone, side)
    dots = stipple(line, core, seed=zone.id, step=max(STEP, 4.2 / panel.scale))
    dots = dots[_on_skin(dots, panel.window, skin)]
    if not len(dots):
        return
    placed = panel.place(dots)
    size = np.clip(2.1 * panel.scale, 2.2, 12.0)
    drawn = sheet.axes.scatter(
        placed[:, 0], placed[:, 1], s=size, c=PAIN, linewidths=0, zorder=8, alpha=0.92
    )
    drawn.set_gid(f"zone:{zone.id}")


def stipple(line: np.ndarray, core: list[np.ndarray], seed: str, step: float) -> np.ndarray:
    """Dots inside an outline, none closer than `step` mm, the same for the same seed."""
    rng = np.random.default_rng(int.from_bytes(hashlib.sha256(seed.encode()).digest()[:4], "big"))
    low, high = line.min(axis=0), line.max(axis=0)
    area = float(np.prod(high - low))
    tries = low + rng.random((int(np.clip(area / step**2 * 14, 200, 9000)), 2)) * (high - low)
    inside = Path(line).contains_points(tries)
    away = np.full(len(tries), 0.0)
    for inner in core:
        inside &= ~Path(inner).contains_points(tries, radius=-1.2)
        distance = np.linalg.norm(tries[:, None] - inner[None, ::4], axis=2).min(axis=1)
        away = np.where(away == 0, distance, np.minimum(away, distance))
    need = step * (0.9 + np.minimum(0.02 * away[inside], 0.5))
    return _apart(tries[inside], need)


def _apart(tries: np.ndarray, need: np.ndarray) -> np.ndarray:
    """Of the points, in order, those that keep their `need` (mm) from all that were kept before."""
    if not len(tries):
        return tries
    # Only the neighbours in a grid as wide as the largest need can be too close.
    cell = float(need.max())
    kept: dict[tuple[int, int], list[tuple[float, float]]] = {}
    found = []
    for (x, y), room in zip(tries.tolist(), need.tolist(), strict=True):
        column, row = int(x // cell), int(y // cell)
        near = (
            other
            for i in (column - 1, column, column + 1)
            for j in (row - 1, row, row + 1)
            for other in kept.get((i, j), ())
        )
        if all((x - a) ** 2 + (y - b) ** 2 > room**2 for a, b in near):
            kept.setdefault((column, row), []).append((x, y))
            found.append((x, y))
    return np.array(found)


def search_area(
    sheet: Sheet,
    panel: Panel,
    point: TriggerPoint,
    side: str,
    faint: bool = False,
    numbered: bool = True,
) -> np.ndarray:
    """A ringed, hatched disc with its number: an area to search. Returns its place on the sheet."""
    centre = panel.place(panel.view.beside(point.around, side, point.offset))[0]
    radius = point.radius * panel.scale
    if faint:
        ring = Circle(centre, radius, fc="none", ec="white", lw=2.6, zorder=11)
        sheet.axes.add_patch(ring)
    disc = Circle(
        centre,
        radius,
        fc=(1, 1, 1, 0.0 if faint else 0.26),
        ec="#1b1b1b",
        lw=1.1 if faint else 1.5,
        ls=(0, (3, 2)),
        hatch=None if faint else "....",
        zorder=12,
    )
    disc.set_hatch_linewidth(0.5)
    disc.set_gid(f"trigger-point:{point.id}")
    sheet.axes.add_patch(disc)
    if numbered:
        gid = f"trigger-label:{point.id}"
        number(sheet, centre, point.label, gid=gid, size=9.5 if faint else 12)
    return centre


def number(sheet: Sheet, at: np.ndarray, words: str, gid: str, size: float = 11) -> None:
    """A number or letter in a small white disc."""
    disc = Circle(at, size * 0.92, fc="white", ec="#1b1b1b", lw=1.0, zorder=26)
    sheet.axes.add_patch(disc)
    sheet.text(
        at[0],
        at[1] - size * 0.06,
        words,
        size,
        ha="center",
        weight=600,
        gid=gid,
        halo=False,
        zorder=27,
    )


def arrow_across(
    sheet: Sheet, panel: Panel, points: list[TriggerPoint], side: str, stroke: float
) -> None:
    """A double arrow across the fibres, beside the areas; `stroke` in degrees, outward to up."""
    spots = np.array([panel.view.beside(p.around, side, p.offset)[0] for p in points[-2:]])
    middle = spots.mean(axis=0) + np.array([panel.view.right_is(side) * 15, 0])
    along = np.array([np.cos(np.radians(stroke)), np.sin(np.radians(stroke))])
    half = 14.0 * along * [panel.view.right_is(side), 1]
    a, b = panel.place(middle - half), panel.place(middle + half)
    style = {"arrowstyle": "<|-|>,head_length=.5,head_width=.26", "lw": 1.8, "color": "#14507a"}
    drawn = sheet.axes.annotate("", a, b, arrowprops=style | {"shrinkA": 0, "shrinkB": 0})
    drawn.set(zorder=20, gid="direction")


def _soft_mask(
    line: np.ndarray, window: Window, shape: tuple[int, ...], blur_mm: float
) -> np.ndarray:
    height, width = shape[:2]
    k = width / (window[1] - window[0])
    xy = np.column_stack([(line[:, 0] - window[0]) * k, (window[3] - line[:, 1]) * k])
    image = Image.new("L", (width, height), 0)
    ImageDraw.Draw(image).polygon([tuple(p) for p in xy], fill=255)
    image = image.filter(ImageFilter.GaussianBlur(max(float(blur_mm * k), 0.6)))
    return np.asarray(image, np.float32) / 255


def _on_skin(points: np.ndarray, window: Window, skin: np.ndarray) -> np.ndarray:
    height, width = skin.shape
    k = width / (window[1] - window[0])
    column = ((points[:, 0] - window[0]) * k).astype(int)
    row = ((window[3] - points[:, 1]) * k).astype(int)
    held = (column >= 0) & (column < width) & (row >= 0) & (row < height)
    found = np.zeros(len(points), bool)
    found[held] = skin[row[held], column[held]] > 0.5
    return found
