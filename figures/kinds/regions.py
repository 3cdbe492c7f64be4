"""The body with the zones of every pattern, a number for each region, and the key at the right."""

from collections import Counter

import numpy as np

from figures.layers import View, picture
from figures.layers import view as load_view
from figures.sheet import INK, QUIET, Panel, Sheet
from figures.zones import essential, number, outline
from patterns_data.load import Course
from patterns_data.models.pattern_body import Zone

VIEWS = ("body-anterior", "body-right-lateral", "body-posterior")
SIDE = "right"
TALL, LEFT, KEY = 690.0, 20.0, 985.0  # height of a body, first body and key on the sheet
APART = 34.0  # of two numbers, at least


def draw(sheet: Sheet, course: Course) -> None:
    """Draw the sheet."""
    panels, x = {}, LEFT
    for name in VIEWS:
        view = load_view(name)
        left, right, bottom, top = view.extent
        panel = Panel(view, (left, right, bottom, top), x, 44, TALL / (top - bottom), sheet.dpi)
        panels[name] = panel
        _body(sheet, panel, _zones(course, view))
        x = panel.box[1] + 12
    counts = Counter(pattern.region for pattern in course.patterns.values())
    regions = [region for region in course.regions if counts[region]]
    taken: list[np.ndarray] = []
    for index, region in enumerate(regions, start=1):
        place = _place(course, region, panels)
        if place is None:
            continue
        while any(np.hypot(*(place - other)) < APART for other in taken):
            place = place - [0, 4]
        taken.append(place)
        number(sheet, place, str(index), f"region:{region}", 12)
    _key(sheet, [(course.regions[region].name, counts[region]) for region in regions])


def _zones(course: Course, view: View, region: str = "") -> list[Zone]:
    return [
        zone
        for pattern in course.patterns.values()
        for zone in pattern.referred_pain.zones
        if zone.view == view.id and zone.kind == "essential" and region in ("", pattern.region)
    ]


def _body(sheet: Sheet, panel: Panel, zones: list[Zone]) -> None:
    image = picture(panel.view, "shade.webp", panel.window, panel.pixels)
    sheet.image(panel, image, f"body:{panel.view.id}")
    for zone in zones:
        essential(sheet, panel, zone, SIDE, image[..., 3] * 0.6)
    words = panel.view.id.removeprefix("body-").replace("right-lateral", "from the right")
    words = {"anterior": "from the front", "posterior": "from behind"}.get(words, words)
    sheet.text(sum(panel.box[:2]) / 2, 26, words, 12, ha="center", color=QUIET)


def _place(course: Course, region: str, panels: dict[str, Panel]) -> np.ndarray | None:
    """Where the number of a region stands: amid its zones, in the view that shows most of them."""
    found = {name: _zones(course, panel.view, region) for name, panel in panels.items()}
    best = max(found, key=lambda name: len(found[name]))
    if not found[best]:
        return None
    panel = panels[best]
    middles = [outline(panel.view, zone, SIDE).mean(axis=0) for zone in found[best]]
    return panel.place(np.mean(middles, axis=0))


def _key(sheet: Sheet, rows: list[tuple[str, int]]) -> None:
    sheet.text(KEY, 690, "Regions with lessons", 17, weight=600)
    for index, (name, count) in enumerate(rows, start=1):
        y = 690 - index * 48
        number(sheet, np.array([KEY + 12, y]), str(index), f"key:{name}", 12)
        sheet.text(KEY + 36, y + 8, name, 15, color=INK)
        sheet.text(KEY + 36, y - 11, f"{count} lesson" + ("s" if count > 1 else ""), 12)
    y = 690 - len(rows) * 48 - 52
    words = "Red: where the pain of these lessons is felt, drawn on the right side only."
    for index, line in enumerate(sheet.wrap(words, 12, 300)):
        sheet.text(KEY, y - index * 19, line, 12, color=QUIET)
