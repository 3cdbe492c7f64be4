"""The code cells a lesson may hold: one short line that draws a plate, a chart or a widget."""

import ast

from course.widgets import WIDGETS
from patterns_data.load import Course
from patterns_data.problems import did_you_mean

LONGEST = 110  # characters: a line a student can read
ALLOWED = 'plate("…"), chart("…"), body_map() or widgets.Name(…)'


def layout_of(source: str) -> str:
    """'widgets' or 'figure'."""
    return "widgets" if source.startswith("widgets.") else "figure"


def mistake(source: str, course: Course) -> str:
    """What is wrong with the line of code, or nothing."""
    if "\n" in source or len(source) > LONGEST:
        return f"code is one line of at most {LONGEST} characters: {ALLOWED}"
    try:
        call = ast.parse(source, mode="eval").body
    except SyntaxError as error:
        return f"'{source}' is not Python: {error.msg}"
    if not isinstance(call, ast.Call):
        return f"'{source}' is not a call; allowed: {ALLOWED}"
    name, first = ast.unparse(call.func), _first(call)
    if name == "plate":
        return _unknown("pattern", first, course.patterns)
    if name == "chart":
        return _unknown("chart", first, course.charts)
    if name == "body_map":
        return ""
    if name.startswith("widgets."):
        return _unknown("widget", name.removeprefix("widgets."), WIDGETS) or (
            _unknown("pattern", first, course.patterns) if call.args else ""
        )
    return f"'{name}' is not allowed in a lesson; allowed: {ALLOWED}"


def alt_of(source: str, course: Course) -> str:
    """Words for the picture that the line draws, as far as the data hold them."""
    call = ast.parse(source, mode="eval").body
    if not isinstance(call, ast.Call):
        return ""
    name, first = ast.unparse(call.func), _first(call)
    if name == "chart":
        from figures.chart import alt_text

        return alt_text(course.charts[first])
    if name == "body_map":
        from figures import body_map

        return body_map.alt_text(course)
    if name != "plate":
        return ""
    given = {k.arg: k.value.value for k in call.keywords if isinstance(k.value, ast.Constant)}
    specs = [s for s in course.patterns[first].plates if s.kind == given.get("kind", "anatomy")]
    named = [s for s in specs if s.view == given.get("view", s.view)]
    return named[0].alt if named else ""


def _first(call: ast.Call) -> str:
    found = call.args[0] if call.args else None
    return str(found.value) if isinstance(found, ast.Constant) else ""


def _unknown(what: str, name: str, allowed: object) -> str:
    names = list(allowed)  # type: ignore[call-overload]
    return "" if name in names else f"unknown {what} '{name}'; {did_you_mean(name, names)}"
