"""The palpation plate: numbered landmarks on the skin, and how to find each."""

import numpy as np

from figures import compose
from figures.furniture import Entry, compass, legend, locator, scale_bar
from figures.kinds.skin import ground, window_around
from figures.request import Request
from figures.sheet import HEIGHT, QUIET, Panel, Sheet
from figures.zones import arrow_across, number, search_area

ACROSS = 640.0
LIST_X = 26.0


def draw(sheet: Sheet, request: Request) -> None:
    """Draw the plate on the sheet."""
    marks = [
        mark
        for mark in (request.course.landmarks[m] for m in request.pattern.palpation.landmarks)
        if request.view.find(mark.anchor, request.side)
    ]
    points = [
        p
        for p in request.pattern.referred_pain.trigger_points
        if request.view.find(p.around, request.side)
    ]
    spots = [request.view.at(mark.anchor, request.side) for mark in marks]
    spots += [request.view.beside(p.around, request.side, p.offset)[0] for p in points]
    around = np.array(spots) if spots else np.array([request.view.extent[0::2]])
    if request.view.both_sides:
        around = np.vstack([around, around * [-1, 1]])
    window = window_around(request, around, 42, ACROSS / HEIGHT)
    panel = Panel(request.view, window, 420, 0, ACROSS / (window[1] - window[0]), request.dpi)
    image, _ = ground(request, panel)
    sheet.image(panel, compose.soften(image, window, (12, 12, 14, 12)), "plate")
    for point in points:
        for side in request.searched:
            search_area(sheet, panel, point, side, faint=True, numbered=False)
    stroke = request.pattern.palpation.stroke
    if points and stroke is not None:
        arrow_across(sheet, panel, points, request.side, stroke)
    for index, mark in enumerate(marks, start=1):
        at = panel.place(request.view.at(mark.anchor, request.side))
        number(sheet, at, str(index), gid=f"landmark:{mark.id}")
    _list(sheet, request, marks)
    _side(sheet, request, panel, bool(points))


def _list(sheet: Sheet, request: Request, marks: list) -> None:
    """Number, name and how to find it, at the left."""
    sheet.text(LIST_X, 726, "Find in this order", 14, weight=600, gid="list-title")
    size = 9.6 if len(marks) > 8 else 10.6
    rows = [(m, sheet.wrap(_first_sentence(m.find), size, 344)) for m in marks]
    need = sum(24 + len(lines) * size * 1.52 for _, lines in rows)
    gap = min(max((690 - need) / max(len(rows), 1), 0), 14)
    y = 700.0
    for index, (mark, lines) in enumerate(rows, start=1):
        number(sheet, np.array([LIST_X + 12, y - 6]), str(index), gid=f"list:{mark.id}", size=10)
        name = (
            mark.name
            if not mark.short or mark.short in mark.name
            else f"{mark.name} ({mark.short})"
        )
        shown = sheet.wrap(name, 11.6, 344, weight=600)
        for line in shown:
            sheet.text(LIST_X + 32, y - 6, line, 11.6, weight=600, gid=f"name:{mark.id}")
            y -= 18
        for line in lines:
            sheet.text(LIST_X + 32, y - 6, line, size, color=QUIET, gid=f"find:{mark.id}")
            y -= size * 1.52
        y -= 6 + gap


def _side(sheet: Sheet, request: Request, panel: Panel, areas: bool) -> None:
    entries = [Entry("1", "Landmark, in the order of search")]
    if areas:
        entries.append(Entry("ring", "Area to search, not a dot to press"))
        if request.pattern.palpation.stroke is not None:
            entries.append(Entry("arrow", "Move slowly across the fibres", "#14507a"))
    words = f"Pain {request.where}."
    if request.view.shows_bones:
        words = f"Bones are faded in under the skin. {words}"
    y = legend(sheet, entries, 1088, 700, 236)
    for index, line in enumerate(sheet.wrap(words, 10.5, 226)):
        sheet.text(1088, y - 16 - index * 17, line, 10.5, color=QUIET, gid="side-words")
    locator(sheet, request.view, panel.window, 1140, 196, 230)
    compass(sheet, request.view, 1130, 128)
    scale_bar(sheet, panel, 1092, 48)


def _first_sentence(text: str) -> str:
    head, dot, _ = text.partition(". ")
    return head + ("." if dot else "")
