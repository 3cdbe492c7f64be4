"""A notebook that has its outputs -> the HTML of a deck."""

from dataclasses import dataclass, field
from pathlib import Path

from course.deck.assets import licences, scripts, styles
from course.deck.errors import DeckError
from course.deck.look import USUAL, Look
from course.deck.page import code_colours, deck_html
from course.deck.reading import reading_html
from course.deck.slides import Options, slides_of
from course.deck.widgets import FRAMES, Widgets
from course.quick import nbformat


@dataclass
class DeckReport:
    """What was made: the number of slides and what was fitted, split or left out."""

    slides: int = 0
    notes: list[str] = field(default_factory=list)


def read_notebook(path: Path) -> str:
    """The text of a notebook file, or a DeckError that says why it cannot be read."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise DeckError(f"{path} cannot be read: {error}") from error


def notebook_from(text: str, name: str) -> nbformat.NotebookNode:
    """The notebook as nbformat 4, or a DeckError that says what is wrong with it."""
    try:
        found = nbformat.reads(text, as_version=4)
    except Exception as error:  # nbformat raises many kinds for a broken file
        raise DeckError(f"{name} is not a notebook: {str(error)[:200]}") from error
    found.metadata.pop(FRAMES, None)  # ours alone: a file may not bring its own
    return found


def render(
    notebook: nbformat.NotebookNode,
    options: Options,
    name: str,
    *,
    reading: bool = False,
    look: Look = USUAL,
) -> tuple[str, DeckReport]:
    """The HTML of the deck from a notebook that has its outputs."""
    report = DeckReport()
    options.widgets = Widgets.of(notebook)
    slides = slides_of(notebook, options)
    if not slides:
        raise DeckError("the notebook has nothing to show")
    headings = [slide.heading for slide in slides if slide.heading is not None]
    first = " ".join(headings[0].get_text().split()) if headings else name
    title = str(notebook.metadata.get("title") or first or name)
    language = str(notebook.metadata.get("language", "en"))
    if reading:
        text, report.slides = reading_html(title, slides, language, options.widgets), 0
    else:
        text, report.slides = deck_html(
            title, slides, language, report.notes, options.widgets, look
        )
    for address in dict.fromkeys(options.missing):
        report.notes.append(f"picture left out, it is not beside the notebook: {address}")
    return text, report


def warm_up() -> None:
    """Read what every deck holds: scripts, styles, licences."""
    scripts(), styles(), licences(), code_colours()
