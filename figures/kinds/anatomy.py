"""The anatomy plate: tinted bones, the pattern's muscles, areas to search, labels, a deep inset."""

import numpy as np
from matplotlib.patches import Circle

from figures import compose
from figures.furniture import (
    Entry,
    compass,
    ghost_entry,
    legend,
    locator,
    muscle_entry,
    role_entries,
    scale_bar,
)
from figures.labels import Label, column
from figures.layers import Window, in_sight
from figures.request import Request
from figures.sheet import HEIGHT, INK, QUIET, Panel, Sheet
from figures.zones import search_area

MOST_LABELS = 7
SIDE_X = 1004.0
INSET_WIDE = 318.0
BESIDE = 12.0  # mm shown beside the muscles


def draw(sheet: Sheet, request: Request) -> None:
    """Draw the plate on the sheet."""
    panel = _main_panel(request)
    sheet.image(panel, _picture(request, panel), "plate", zorder=1)
    _rings(sheet, request, panel)
    for point in request.pattern.referred_pain.trigger_points:
        if request.view.find(point.around, request.side):
            search_area(sheet, panel, point, request.side)
    _labels(sheet, request, panel)
    compass(sheet, request.view, 62, 118)
    scale_bar(sheet, panel, 30, 46)
    top = _inset(sheet, request) if len(request.drawn) > 1 else HEIGHT - 40
    legend(sheet, _entries(request, panel), SIDE_X, top, 1326 - SIDE_X - 96)
    locator(sheet, request.view, panel.window, 1232, 22, 196)


def _main_panel(request: Request) -> Panel:
    """The middle of the view, as tall as the sheet; about 230 mm across, or as wide as it takes."""
    left, right, bottom, top = request.view.extent
    scale = HEIGHT / (top - bottom)
    half = min(max(118.0, request.reach + BESIDE), (right - left) / 2, 300 / scale)
    middle = (left + right) / 2
    return Panel(
        request.view,
        (middle - half, middle + half, bottom, top),
        x=500 - half * scale,
        y=0,
        scale=scale,
        dpi=request.dpi,
    )


def _picture(request: Request, panel: Panel) -> np.ndarray:
    window, width = panel.window, panel.pixels
    image = compose.bones(request.view, window, width, request.roles)
    for muscle in request.drawn:
        layer = request.view.layer(muscle.id, request.side)
        compose.lay(image, request.view, layer, window, request.colour(muscle.id))
    for name in request.ghosts:
        layer = request.view.layer(name, request.other)
        if layer:
            compose.lay(image, request.view, layer, window, opacity=0.36)
    return compose.soften(image, window, (20, 20, 24, 14))


def _rings(sheet: Sheet, request: Request, panel: Panel) -> None:
    """Rings around the local joints, on the painless side where they are not covered."""
    for joint in request.roles.joints if request.roles else []:
        anchor = request.course.joints[joint].anchor
        name = anchor and request.view.find(anchor, request.other)
        if name is None or not panel.holds(request.view.at(anchor, request.other), 6):
            continue
        centre = panel.place(request.view.at(anchor, request.other))
        for colour, width in (("white", 3.6), ("#111111", 1.5)):
            ring = Circle(tuple(centre), 5.2 * panel.scale, fc="none", ec=colour, lw=width)
            ring.set(zorder=9, gid=f"joint:{joint}")
            sheet.axes.add_patch(ring)


def _labels(sheet: Sheet, request: Request, panel: Panel) -> None:
    bony = [
        Label(mark.id, mark.name, panel.place(request.view.at(mark.anchor, request.other)))
        for mark in (request.course.landmarks[m] for m in request.pattern.palpation.landmarks)
        if request.view.find(mark.anchor, request.other)
        and panel.holds(request.view.at(mark.anchor, request.other), 8)
    ][:MOST_LABELS]
    soft = []
    hidden = request.drawn[:1] if len(request.drawn) > 1 else []  # the inset shows the deepest
    for muscle in (m for m in request.drawn if m not in hidden):
        at = panel.place(_belly(request, panel, muscle.id))
        soft.append(Label(muscle.id, muscle.name, at, below=muscle.latin))
    for name in request.ghosts:
        if request.view.find(name, request.other):
            at = panel.place(request.view.at(name, request.other))
            bony.append(Label(name, request.layer_name(name), at, below="shown pale"))
    left, right = (bony, soft) if request.view.right_is(request.side) > 0 else (soft, bony)
    column(sheet, left, 196, "right", 190, HEIGHT - 20, 176)
    column(sheet, right, 812, "left", 190, HEIGHT - 20, 176)


def _belly(request: Request, panel: Panel, muscle: str) -> np.ndarray:
    """A point on the muscle's belly, clear of the areas to search (mm)."""
    layer = request.view.layer(muscle, request.side)
    alpha = compose.coverage(request.view, layer, panel.window, 200)
    mm = (panel.window[1] - panel.window[0]) / alpha.shape[1]
    areas = [
        (request.view.beside(p.around, request.side, p.offset)[0], p.radius)
        for p in request.pattern.referred_pain.trigger_points
        if request.view.find(p.around, request.side)
    ]
    rows = np.flatnonzero(alpha.max(axis=1) > 0.8)
    best, room = np.array([panel.window[0], panel.window[3]]), -np.inf
    for row in rows[len(rows) // 8 : -len(rows) // 6 : 2]:
        columns = np.flatnonzero(alpha[row] > 0.8)
        at = np.array(
            [panel.window[0] + np.median(columns) * mm, panel.window[3] - (row + 0.5) * mm]
        )
        clear = min((float(np.hypot(*(at - c))) - r for c, r in areas), default=0.0)
        # Wide enough, clear of the areas, and not too far up: 12 mm are as good as more.
        score = min(clear, 12) + 0.25 * len(columns) * mm
        if score > room:
            best, room = at, score
    return best


def _inset(sheet: Sheet, request: Request) -> float:
    """The deepest muscle with the others lifted away; returns where the inset ends."""
    deepest = request.drawn[0]
    centre = request.view.at(deepest.id, request.side)
    u = request.view.right_is(request.side) * 12.0
    window: Window = (u - 58, u + 58, centre[1] - 52, centre[1] + 62)
    bottom, top = request.view.extent[2], request.view.extent[3]
    if window[3] > top:
        window = (window[0], window[1], top - 114, top)
    window = (window[0], window[1], max(window[2], bottom), window[3])
    panel = Panel(request.view, window, SIDE_X, 372, 316 / (window[1] - window[0]), request.dpi)
    width = panel.pixels
    image = compose.bones(request.view, window, width, request.roles)
    own = request.view.layer(deepest.id, request.side)
    compose.lay(image, request.view, own, window, request.colour(deepest.id))
    for muscle in request.drawn[1:]:
        layer = request.view.layer(muscle.id, request.side)
        compose.lay(image, request.view, layer, window, opacity=0.16)
    sheet.image(panel, compose.soften(image, window, (9, 9, 12, 9)), "inset", zorder=1)
    names = ", ".join(muscle.name for muscle in request.drawn[1:])
    title = f"Deep layer: {deepest.name}"
    size = 14 if sheet.wrap(title, 14, INSET_WIDE, weight=600)[1:] == [] else 11.5
    sheet.text(SIDE_X, 726, title, size, weight=600, gid="inset-title")
    for number, line in enumerate(sheet.wrap(f"{names} lifted away", 10.5, INSET_WIDE)[:2]):
        sheet.text(SIDE_X, 706 - 16 * number, line, 10.5, color=QUIET, gid="inset-words")
    scale_bar(sheet, panel, SIDE_X + 214, 396, mm=20)
    return 346.0


def _entries(request: Request, panel: Panel) -> list[Entry]:
    bones = request.roles.bones if request.roles else {}
    seen = {bone for bone in bones if in_sight(request.view, bone, panel.window)}
    entries = [
        muscle_entry(m.name, request.side, request.colour(m.id)) for m in reversed(request.drawn)
    ]
    missing = [m.name for m in request.muscles if m not in request.drawn]
    if request.roles:
        entries += role_entries(request.roles.bones, seen)
        anchors = [request.course.joints[j].anchor for j in request.roles.joints]
        if any(a and request.view.find(a, request.other) for a in anchors):
            entries.append(Entry("joint", "Local joint", INK))
    entries += [
        ghost_entry(request.layer_name(name), request.other)
        for name in request.ghosts
        if request.view.layer(name, request.other)
    ]
    entries.append(Entry("area", "Area to search, not a dot to press"))
    if missing:
        entries.append(Entry("–", f"Not drawn in this view: {', '.join(missing)}"))
    return entries
