"""The anatomy behind the pattern: plates, muscles, layers."""

from course.cells import Cell, in_groups, part
from course.sections.claims import claim_cells
from course.sections.interactive import widget_cells
from course.sections.plates import plate_cells
from course.text import bullets, claim_lines, escape
from figures.atlas_index import muscles_by_view
from patterns_data.load import Course
from patterns_data.models import Muscle, Pattern

SECTION = "Anatomy"


def anatomy(pattern: Pattern, course: Course) -> list[Cell]:
    """Plates first, then the muscles one by one, then what matters in this pattern."""
    cells = plate_cells(
        pattern,
        "anatomy",
        SECTION,
        "Point, do not read. Ask first: which bone does the muscle start from, which does it move? "
        "Blue is the bone of origin, green the bone of insertion, hatched is both, yellow lies "
        "between. Change `scheme` to depth or plain, or `side` to left, and run the cell again.",
    )
    cells += plate_cells(
        pattern,
        "layers",
        SECTION,
        "Go from the skin inward, one layer at a time, and ask what the fingers have to pass.",
    )
    if _drawn(pattern):
        cells += widget_cells(
            pattern,
            "AnatomyExplorer",
            "Explore the layers",
            "Fade the layers one by one and ask what lies over and under a point.",
            SECTION,
            "Ask a student to find the muscle, take away what covers it, and name both ends.",
        )
    for muscle in (course.muscles[m] for m in pattern.muscles):
        cells += _muscle_cells(muscle, course)
    return cells + claim_cells(
        "anatomy",
        "What matters here",
        pattern.anatomy,
        course,
        SECTION,
        "Where a line says disputed, give both sides the same time.",
    )


def _drawn(pattern: Pattern) -> bool:
    """Whether a view of the pattern shows one of its muscles."""
    drawn = muscles_by_view()
    return any(drawn.get(view, set()) & set(pattern.muscles) for view in pattern.views)


def _muscle_cells(muscle: Muscle, course: Course) -> list[Cell]:
    heading = f"{escape(muscle.name)}"
    names = f"*{escape(muscle.latin)}*"
    if muscle.aliases:
        names += f" · also called {escape(', '.join(muscle.aliases))}"
    fixed = bullets(muscle.origin, course)
    moving = bullets(muscle.insertion, course)
    nerve = claim_lines(muscle.innervation, course, "Nerve.")
    ends = f"## {heading}: attachments\n\n{names}\n\n**Origin**\n\n{fixed}\n\n"
    ends += f"**Insertion**\n\n{moving}"
    work = f"## {heading}: nerve and action\n\n" + "\n".join(nerve)
    work += f"\n\n**Action**\n\n{bullets(muscle.actions, course)}"
    cells = [
        Cell(f"{muscle.id}-attachments", ends, section=SECTION, minutes=2, notes=_POINT),
        Cell(
            f"{muscle.id}-action", work, slide="subslide", section=SECTION, minutes=2, notes=_POINT
        ),
    ]
    more = [muscle.layer, *muscle.variation, *muscle.function_notes]
    groups = in_groups(more, 4)
    for index, group in enumerate(groups):
        title = part(f"{heading}: good to know", index, len(groups))
        text = f"## {title}\n\n{bullets(group, course)}"
        ident = f"{muscle.id}-more-{index + 1}"
        cells.append(Cell(ident, text, slide="subslide", section=SECTION, notes=_POINT))
    return cells


_POINT = "Go back to the plate for each attachment; let a student point before you do."
