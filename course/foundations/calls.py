"""The code cells a lesson may hold: one short line that draws a plate, a chart or a widget."""

import ast

from course.widgets import WIDGETS
from patterns_data.load import Course
from patterns_data.models.pattern_body import PlateSpec
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
        return _unknown("pattern", first, course.patterns) or _no_plate(call, course)
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
    found = _spec(call, course)
    return found.alt if found else ""


def _spec(call: ast.Call, course: Course) -> PlateSpec | None:
    """The pattern's own plate that the call asks for."""
    given = {k.arg: k.value.value for k in call.keywords if isinstance(k.value, ast.Constant)}
    kind, plates = given.get("kind", "anatomy"), course.patterns[_first(call)].plates
    found = (p for p in plates if p.kind == kind and p.view == given.get("view", p.view))
    return next(found, None)


def _no_plate(call: ast.Call, course: Course) -> str:
    if _spec(call, course):
        return ""
    plates = course.patterns[_first(call)].plates
    there = ", ".join(f'kind="{plate.kind}", view="{plate.view}"' for plate in plates)
    return f"'{_first(call)}' has no such plate; it has: {there}"


def _first(call: ast.Call) -> str:
    found = call.args[0] if call.args else None
    return str(found.value) if isinstance(found, ast.Constant) else ""


def _unknown(what: str, name: str, allowed: object) -> str:
    names = list(allowed)  # type: ignore[call-overload]
    return "" if name in names else f"unknown {what} '{name}'; {did_you_mean(name, names)}"
