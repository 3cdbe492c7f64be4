"""The code cells that draw plates: one short call a student can read."""

from course.cells import Cell
from course.text import escape
from patterns_data.models import Pattern
from patterns_data.models.pattern_body import PlateSpec

TITLES = {
    "anatomy": "The anatomy behind it",
    "layers": "Layer by layer",
    "palpation": "Landmarks for the hands",
    "pain": "Where it is felt",
}


def plate_cells(pattern: Pattern, kind: str, section: str, notes: str) -> list[Cell]:
    """A heading with caption, and the cell that draws it, for each plate of one kind."""
    cells = []
    for plate in (p for p in pattern.plates if p.kind == kind):
        ident = f"plate-{kind}-{plate.view}"
        title = TITLES[kind] if kind != "pain" else f"{TITLES[kind]}: {_view_words(plate)}"
        text = f"## {title}\n\n{escape(plate.caption)}"
        cells.append(
            Cell(f"{ident}-text", text, layout="figure", section=section, minutes=1.5, notes=notes)
        )
        cells.append(
            Cell(
                ident, _call(pattern, plate), kind="code", slide="-", layout="figure", alt=plate.alt
            )
        )
    return cells


def _view_words(plate: PlateSpec) -> str:
    where, _, facing = plate.view.partition("-")
    return f"{where}, {facing.replace('-', ' ')}"


def _call(pattern: Pattern, plate: PlateSpec) -> str:
    scheme = "attachments" if plate.kind == "anatomy" else "plain"
    scheme = "depth" if plate.kind == "layers" else scheme
    return (
        f'plate("{pattern.id}", kind="{plate.kind}", view="{plate.view}", scheme="{scheme}", '
        'side="right")'
    )
