"""A chart of published numbers on the sheet: names left, dots and lines, sources right."""

import textwrap
from collections.abc import Callable

from figures.chart import in_words, key_of
from figures.sheet import INK, QUIET, Sheet
from figures.size import WIDTH
from patterns_data.load import Course
from patterns_data.models import Chart, Reference
from patterns_data.models.chart import ChartRow

LEFT, RIGHT = 330.0, 985.0  # of the axis on the sheet
BOTTOM = 120.0
ACCENT = "#9e2a2b"
Place = Callable[[float], float]  # a number -> x on the sheet
SHADES = ("#f6f1ea", "#ece4d8")


def draw(sheet: Sheet, chart: Chart, course: Course) -> None:
    """Draw the chart."""

    def place(value: float) -> float:
        return LEFT + (value - chart.start) / (chart.end - chart.start) * (RIGHT - LEFT)

    shared = len({tuple(row.sources) for row in chart.rows}) == 1
    tall = not shared and any(_source_lines(sheet, row, course)[1:] for row in chart.rows)
    height = 208 + (78 if tall else 64) * max(len(chart.rows), 4)
    sheet.figure.set_size_inches(WIDTH / 100, height / 100)
    sheet.axes.set_ylim(0, height)
    top = height - 88
    sheet.text(40, height - 34, chart.title, 21, weight=600, gid="title")
    _bands(sheet, chart, place, top)
    _axis(sheet, chart, place, top)
    step = (top - 30 - BOTTOM) / len(chart.rows)
    for index, row in enumerate(chart.rows):
        y = top - 30 - (index + 0.5) * step
        _row(sheet, row, y, place)
        _beside(sheet, row, y, [] if shared else _source_lines(sheet, row, course))
    sheet.text(LEFT, 46, key_of(chart), 13, color=QUIET, gid="key")
    if shared:
        works = " ".join(_source_lines(sheet, chart.rows[0], course))
        sheet.text(LEFT, 22, f"Source: {works}", 13, color=QUIET, gid="source")


def _bands(sheet: Sheet, chart: Chart, place: Place, top: float) -> None:
    from matplotlib.patches import Rectangle

    for index, band in enumerate(chart.bands):
        left, right = place(band.low), place(band.high)
        box = Rectangle((left, BOTTOM), right - left, top - BOTTOM, fc=SHADES[index % 2], lw=0)
        box.set(zorder=1, gid=f"band:{band.name}")
        sheet.axes.add_patch(box)
        sheet.text((left + right) / 2, top - 14, band.name, 12, ha="center", color=QUIET)


def _axis(sheet: Sheet, chart: Chart, place: Place, top: float) -> None:
    sheet.axes.plot([LEFT, RIGHT], [BOTTOM, BOTTOM], color=QUIET, lw=1, zorder=2)
    for tick in _ticks(chart.start, chart.end):
        x = place(tick)
        sheet.axes.plot([x, x], [BOTTOM, BOTTOM - 6], color=QUIET, lw=1, zorder=2)
        sheet.text(x, BOTTOM - 20, f"{tick:g}".replace("-", "−"), 12, ha="center", color=QUIET)
    sheet.text((LEFT + RIGHT) / 2, 74, chart.axis, 15, ha="center")
    if chart.line is not None:
        x = place(chart.line)
        dashes = (0, (5, 4))
        sheet.axes.plot([x, x], [BOTTOM, top], color=INK, lw=1.2, ls=dashes, zorder=3)


def _ticks(start: float, end: float) -> list[float]:
    """Five to eleven round numbers from `start` to `end`."""
    span = end - start
    for step in (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100):
        if span / step <= 10:
            first = -(-start // step)
            count = int((end - first * step) / step + 1e-9) + 1
            return [round((first + i) * step, 6) for i in range(count)]
    return [start, end]


def _row(sheet: Sheet, row: ChartRow, y: float, place: Place) -> None:
    lines = sheet.wrap(row.name, 16, LEFT - 62)
    for index, line in enumerate(lines):
        sheet.text(LEFT - 18, y + (len(lines) - 1) * 11 - index * 22, line, 16, ha="right")
    if row.low is not None:
        ends = [place(row.low), place(row.high)]
        (line,) = sheet.axes.plot(ends, [y, y], color=ACCENT, lw=3.2, zorder=4)
        line.set(gid=f"range:{row.name}", solid_capstyle="round")
        sheet.axes.plot(ends, [y, y], "|", color=ACCENT, ms=13, mew=2, zorder=4)
    if row.value is not None:
        (dot,) = sheet.axes.plot([place(row.value)], [y], "o", color=ACCENT, ms=12, zorder=5)
        dot.set(gid=f"value:{row.name}", mec="white", mew=1.6)


def _beside(sheet: Sheet, row: ChartRow, y: float, sources: list[str]) -> None:
    sheet.text(RIGHT + 22, y + (10 if sources else 0), in_words(row), 16, weight=600)
    for index, line in enumerate(sources):
        sheet.text(RIGHT + 22, y - 14 - index * 18, line, 13, color=QUIET)


def _source_lines(sheet: Sheet, row: ChartRow, course: Course) -> list[str]:
    works = "; ".join(_short(course.references[source]) for source in row.sources)
    return sheet.wrap(works, 13, 310)


def _short(work: Reference) -> str:
    first = work.author[0] if work.author else {}
    name = first.get("family") or first.get("literal")
    if not name:
        name = textwrap.shorten(work.title.strip("[]"), 52, placeholder=" …")
    return f"{name} {work.year}" if work.year != "n.d." else name
