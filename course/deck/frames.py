"""`interact` without a kernel: what it shows for each value of its controls, worked out beforehand.

Sliders get at most nine values, spread over their range; an interact at most 27 combinations and a
notebook 600 (more would make a file nobody wants to wait for). What does not fit stays as it was
saved, and says so.
"""

import itertools
import sys
from collections.abc import Callable, Iterator
from typing import Any

VALUES, COMBINATIONS, IN_ALL = 9, 27, 600


def collect(show: Callable[[Callable[[], Any]], list[dict[str, Any]]]) -> dict[str, Any]:
    """The controls and frames of every interact, by the id of its model.

    `show(call)` runs the call and gives its outputs.
    """
    found: dict[str, Any] = {}
    left = IN_ALL
    for ident, widget in _interactives():
        controls = [c for c in widget.kwargs_widgets if hasattr(c, "description")]
        axes = _axes(controls)
        size = 1
        for axis in axes:
            size *= len(axis)
        if not 1 < size <= min(COMBINATIONS, left) or getattr(widget, "manual", False):
            continue
        left -= size
        frames = []
        for values in itertools.product(*axes):
            given = {c._kwarg: value for c, (value, _) in zip(controls, values, strict=True)}
            frames.append(show(lambda call=widget.f, given=given: call(**given)))
        found[ident] = {
            "controls": [_control(c, axis) for c, axis in zip(controls, axes, strict=True)],
            "frames": frames,
        }
    return found


def _interactives() -> Iterator[tuple[str, Any]]:
    if "ipywidgets" not in sys.modules:
        return
    from ipywidgets import interactive
    from ipywidgets.widgets.widget import _instances

    for ident, widget in list(_instances.items()):
        if isinstance(widget, interactive):
            yield ident, widget


def _axes(controls: list[Any]) -> list[list[tuple[Any, str]]]:
    """The values of each control with their words, fewer where there are many controls."""
    most = VALUES
    while True:
        axes = [_values(control, most) for control in controls]
        size = 1
        for axis in axes:
            size *= len(axis)
        if size <= COMBINATIONS or most <= 2:
            return axes
        most -= 1


def _values(control: Any, most: int) -> list[tuple[Any, str]]:
    if hasattr(control, "options"):
        pairs = zip(control._options_labels, control._options_values, strict=True)
        return [(value, str(label)) for label, value in pairs][:most]
    if isinstance(control.value, bool):
        return [(False, "no"), (True, "yes")]
    low, high, step = (getattr(control, name, None) for name in ("min", "max", "step"))
    if not all(isinstance(part, int | float) for part in (low, high, step, control.value)):
        return [(control.value, str(control.value))]
    count = round((high - low) / step) + 1 if step else 1
    if count <= most:
        values = [low + i * step for i in range(count)]
    else:
        values = [low + round(i * (count - 1) / (most - 1)) * step for i in range(most)]
    kind = type(control.value)
    return [(v, f"{v:g}") for v in dict.fromkeys(kind(round(v, 10)) for v in values)]


def _control(control: Any, axis: list[tuple[Any, str]]) -> dict[str, Any]:
    """Name, words of each value, and the index of the value that is set (or the nearest)."""
    values = [value for value, _ in axis]
    if control.value in values:
        chosen = values.index(control.value)
    elif isinstance(control.value, int | float):
        chosen = min(range(len(values)), key=lambda i: abs(values[i] - control.value))
    else:
        chosen = 0
    name = str(control.description or control._kwarg)
    return {"name": name, "values": [words for _, words in axis], "chosen": chosen}
