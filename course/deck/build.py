"""A notebook file -> an offline deck: read, run, fit, write whole or not at all."""

from dataclasses import dataclass, field
from pathlib import Path

from course.deck.errors import DeckError
from course.deck.execute import TIMEOUT, ShellProcess, run_notebook
from course.deck.page import deck_html
from course.deck.reading import reading_html
from course.deck.slides import Options, prepare, slides_of
from course.deck.widgets import Widgets
from course.quick import nbformat
from patterns_data.files import write_text


@dataclass
class DeckReport:
    """What was made: the number of slides and what was fitted, split or left out."""

    slides: int = 0
    notes: list[str] = field(default_factory=list)


def export_deck(
    notebook: Path,
    target: Path,
    *,
    show_code: bool = False,
    execute: bool = True,
    allow_errors: bool = False,
    timeout: float = TIMEOUT,
    shell: ShellProcess | None = None,
    reading: bool = False,
) -> DeckReport:
    """Write the deck of the notebook file to `target`; return what was done.

    With `reading` it becomes one page to read instead of slides.

    Raises DeckError when the notebook cannot be read or a cell fails, WriteError when the file
    cannot be written; an older deck then stays as it was.
    """
    node = read_notebook(notebook)
    options = Options(notebook.resolve().parent, show_code)
    if execute:
        node = run_notebook(
            node,
            options.folder,
            allow_errors=allow_errors,
            timeout=timeout,
            meanwhile=lambda: prepare(node, options),
            shell=shell,
        )
    text, report = render(node, options, notebook.stem, reading=reading)
    write_text(target, text)
    return report


def read_notebook(path: Path) -> nbformat.NotebookNode:
    """The notebook as nbformat 4, or a DeckError that says what is wrong with the file."""
    try:
        return nbformat.read(path, as_version=4)
    except (OSError, UnicodeDecodeError) as error:
        raise DeckError(f"{path} cannot be read: {error}") from error
    except Exception as error:  # nbformat raises many kinds for a broken file
        raise DeckError(f"{path} is not a notebook: {str(error)[:200]}") from error


def render(
    notebook: nbformat.NotebookNode, options: Options, name: str, *, reading: bool = False
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
        text, report.slides = deck_html(title, slides, language, report.notes, options.widgets)
    for address in dict.fromkeys(options.missing):
        report.notes.append(f"picture left out, it is not beside the notebook: {address}")
    return text, report
