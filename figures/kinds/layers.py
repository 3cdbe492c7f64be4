"""The layer plate: the same view peeled from the surface to the bone, side by side."""

import numpy as np

from figures import compose
from figures.furniture import compass, legend_row, role_entries, row_width, scale_bar
from figures.layers import in_sight
from figures.request import Request
from figures.sheet import QUIET, Panel, Sheet

GAP = 22.0
BESIDE = 8.0  # mm shown beside the muscles


def draw(sheet: Sheet, request: Request) -> None:
    """Draw the plate on the sheet."""
    steps = _steps(request)
    left, right, bottom, top = request.view.extent
    across = (1333 - 2 * 30 - GAP * (len(steps) - 1)) / len(steps)
    tall = 560.0
    scale = tall / (top - bottom)
    half = min(max(across / scale / 2, request.reach + BESIDE), (right - left) / 2)
    scale = min(scale, across / (2 * half))
    window = ((left + right) / 2 - half, (left + right) / 2 + half, bottom, top)
    low = 78 + 0.7 * (tall - scale * (top - bottom))  # low pictures stand nearer to their words
    bare = None
    for index, (title, below, names) in enumerate(steps):
        x = 30 + index * (across + GAP)
        panel = Panel(request.view, window, x, low, scale, request.dpi)
        if bare is None:  # the same bones under every layer
            bare = compose.bones(request.view, window, panel.pixels, request.roles)
        sheet.image(panel, _picture(request, panel, names, bare), f"layer-panel:{index}")
        sheet.text(x, 722, f"{index + 1}  {title}", 15, weight=600, gid=f"layer:{index}")
        for number, line in enumerate(sheet.wrap(below, 11, across - 6)[:4]):
            sheet.text(x, 694 - number * 18, line, 11, color=QUIET, gid=f"layer-words:{index}")
        if index == 0:
            scale_bar(sheet, panel, 236, 46)
    compass(sheet, request.view, 62, 42, r=17)
    words = f"Muscles on the painful side ({request.side}) in full, the other side left bare."
    sheet.text(1303, 22, words, 10.5, color=QUIET, ha="right", gid="side-words")
    if request.roles:
        seen = {b for b in request.roles.bones if in_sight(request.view, b, window)}
        entries = role_entries(request.roles.bones, seen)
        legend_row(sheet, entries, 1303 - row_width(entries), 50)


def _steps(request: Request) -> list[tuple[str, str, list[str]]]:
    """Title, words and the layers that are still there, from the surface down."""
    order = sorted(
        (n for n in [*request.ghosts, *(m.id for m in request.drawn)]),
        key=lambda name: (
            request.view.layer(name, request.side)["depth"]
            if request.view.layer(name, request.side)
            else 0
        ),
    )
    order = [name for name in order if request.view.layer(name, request.side)]
    steps = []
    for index, name in enumerate(order):
        rest = order[index + 1 :]
        under = request.layer_name(rest[0]) if rest else "the bones"
        words = f"Layer {index + 1} from the surface. Under it: {under}."
        if name not in request.pattern.muscles:
            words = f"Covers the muscles of this pattern. Under it: {under}."
        steps.append((request.layer_name(name), words, order[index:]))
    steps.append(("Bones", "What the fingers may feel through everything above.", []))
    return steps[-5:]


def _picture(request: Request, panel: Panel, names: list[str], bare: np.ndarray) -> np.ndarray:
    image = bare.copy()
    for name in reversed(names):
        layer = request.view.layer(name, request.side)
        compose.lay(image, request.view, layer, panel.window, request.colour(name))
    return compose.soften(image, panel.window, (10, 10, 14, 14))
