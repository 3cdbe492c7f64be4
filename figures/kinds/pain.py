"""The pain plate: essential and spillover zones on the skin, with where they come from."""

import numpy as np

from figures import compose
from figures.furniture import Entry, compass, legend, locator, scale_bar
from figures.kinds.skin import ground, window_around
from figures.labels import Label, column
from figures.layers import picture
from figures.request import Request
from figures.schemes import PAIN, SOURCE_WORDS
from figures.sheet import HEIGHT, QUIET, Panel, Sheet
from figures.zones import essential, outline, search_area, spillover
from patterns_data.models.pattern_body import Zone

KIND_WORDS = {
    "essential": "Essential zone: the pattern itself",
    "spillover": "Spillover zone: when it spreads",
}


def draw(sheet: Sheet, request: Request) -> None:
    """Draw the plate on the sheet."""
    zones = [z for z in request.pattern.referred_pain.zones if z.view == request.view.id]
    whole = request.view.id.startswith("body-")
    panel = _panel(request, zones, whole)
    image, skin = ground(request, panel, bones=0.42)
    sides = 34 if whole else 10  # arms and fingers at the edge of a close-up fade out
    sheet.image(panel, compose.soften(image, panel.window, (sides, sides, 16, 14)), "plate")
    _zones(sheet, request, panel, zones, skin)
    if whole:
        _whole_body(sheet, request, zones, panel)
    else:
        for point in request.pattern.referred_pain.trigger_points:
            if request.view.find(point.around, request.side):
                for side in request.searched:
                    search_area(sheet, panel, point, side, faint=True)
    _labels(sheet, request, panel, zones)
    _side(sheet, request, panel, zones, whole)


def _panel(request: Request, zones: list[Zone], whole: bool) -> Panel:
    lines = [outline(request.view, zone, request.side) for zone in zones]
    left, right, bottom, top = request.view.extent
    points = np.vstack(lines) if lines else np.array([[left, bottom], [right, top]])
    if request.view.both_sides:
        points = np.vstack([points, points * [-1, 1]])  # both sides, for comparison
    across = 470.0 if whole else 600.0
    window = window_around(request, points, 70 if whole else 62, across / HEIGHT)
    x = 214.0
    if whole:  # the labels stand on the painful side of the close-up
        x = 330.0 if request.view.right_is(request.side) > 0 else 570.0
    return Panel(request.view, window, x, 0, across / (window[1] - window[0]), request.dpi)


def _zones(
    sheet: Sheet, request: Request, panel: Panel, zones: list[Zone], skin: np.ndarray
) -> None:
    core = [outline(request.view, z, request.side) for z in zones if z.kind == "essential"]
    for zone in zones:
        if zone.kind == "essential":
            essential(sheet, panel, zone, request.side, skin)
        else:
            spillover(sheet, panel, zone, request.side, skin, core)


def _whole_body(sheet: Sheet, request: Request, zones: list[Zone], close_up: Panel) -> None:
    """The whole body at the left, with the same zones and a frame around the close-up."""
    from matplotlib.patches import Rectangle

    left, right, bottom, top = request.view.extent
    panel = Panel(
        request.view, (left, right, bottom, top), 24, 8, 722 / (top - bottom), request.dpi
    )
    image = picture(request.view, "shade.webp", panel.window, panel.pixels)
    sheet.image(panel, image, "body", zorder=1)
    _zones(sheet, request, panel, zones, image[..., 3])
    a, b = (close_up.window[0], close_up.window[2]), (close_up.window[1], close_up.window[3])
    corner, far = panel.place(a), panel.place(b)
    frame = Rectangle(tuple(corner), *(far - corner), fc="none", ec=QUIET, lw=1, ls=(0, (4, 3)))
    frame.set(zorder=9, gid="close-up-frame")
    sheet.axes.add_patch(frame)
    for letter, x in zip(request.view.edges, (panel.box[0] + 14, panel.box[1] - 14), strict=True):
        sheet.text(x, 24, letter, 12, ha="center", color=QUIET, gid=f"body-side:{letter}")


def _labels(sheet: Sheet, request: Request, panel: Panel, zones: list[Zone]) -> None:
    found = []
    for zone in zones:
        line = outline(request.view, zone, request.side)
        lateral = request.view.right_is(request.side)
        edge = line[np.argmax(line[:, 0] * lateral)] * 0.62 + line.mean(axis=0) * 0.38
        below = f"from {SOURCE_WORDS[zone.evidence.kind]}"
        found.append(Label(zone.id, zone.name, panel.place(edge), below=below, colour="#9c1026"))
    if request.view.right_is(request.side) > 0:
        column(sheet, found, panel.box[1] - 6, "left", 150, HEIGHT - 20, 220)
    else:
        room = 235 if request.view.id.startswith("body-") else 200
        column(sheet, found, panel.box[0] + 6, "right", 150, HEIGHT - 20, room)


def _side(sheet: Sheet, request: Request, panel: Panel, zones: list[Zone], whole: bool) -> None:
    swatches = {"essential": "filled", "spillover": "stipple"}
    kinds = [kind for kind in KIND_WORDS if any(zone.kind == kind for zone in zones)]
    entries = [Entry(swatches[kind], KIND_WORDS[kind], PAIN) for kind in kinds]
    if not whole:
        entries.append(Entry("ring", "Area to search, not a dot to press"))
    x = 1066.0
    y = legend(sheet, entries, x, 700, 256)
    words = (
        f"Pain {request.where}. Edges are soft on purpose: people differ, and no fixed "
        "place is to be expected."
    )
    for index, line in enumerate(sheet.wrap(words, 10.5, 246)):
        sheet.text(x, y - 16 - index * 17, line, 10.5, color=QUIET, gid="side-words")
    if not whole:
        locator(sheet, request.view, panel.window, 1120, 196, 230)
    compass(sheet, request.view, x + 42, 128)
    scale_bar(sheet, panel, x + 4, 48)
