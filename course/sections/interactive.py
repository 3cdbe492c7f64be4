"""The widgets of a lesson: a heading with one sentence, and the cell that makes it."""

from course.cells import Cell
from patterns_data.models import Pattern


def widget_cells(
    pattern: Pattern, widget: str, title: str, text: str, section: str, notes: str
) -> list[Cell]:
    """The two cells of one widget of ``course.widgets``."""
    ident = title.lower().replace(" ", "-")
    ident = f"widget-{''.join(c for c in ident if c.isalnum() or c == '-')}"
    call = f'widgets.{widget}("{pattern.id}")'
    return [
        Cell(
            f"{ident}-text",
            f"## {title}\n\n{text}",
            layout="widgets",
            section=section,
            minutes=3,
            notes=notes,
        ),
        Cell(ident, call, kind="code", slide="-", layout="widgets"),
    ]
