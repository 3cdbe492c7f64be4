"""One notebook file -> one offline deck."""

from pathlib import Path

from course.deck.build import read_notebook
from course.deck.execute import TIMEOUT
from course.export.job import Built, Job
from course.export.workers import workers


def export_deck(
    notebook: Path,
    target: Path,
    *,
    show_code: bool = False,
    execute: bool = True,
    allow_errors: bool = False,
    timeout: float = TIMEOUT,
    reading: bool = False,
) -> Built:
    """Write the deck of the notebook file to `target`; return what was made.

    With `reading` it becomes one page to read instead of slides; `timeout` is in s.

    Raises DeckError when the notebook cannot be read or a cell fails, WriteError when the file
    cannot be written; an older deck then stays as it was.
    """
    job = Job(
        name=str(notebook),
        source=read_notebook(notebook),
        folder=str(notebook.resolve().parent),
        execute=execute,
        allow_errors=allow_errors,
        show_code=show_code,
        reading=reading,
        timeout=timeout,
        cores=2,
    )
    built = finished(job)
    built.write(target)
    return built


def finished(job: Job) -> Built:
    """Do one job in a process of its own; raises DeckError."""
    import os

    with workers(data=os.environ.get("PALPATE_DATA", "")) as found:
        return found.deck(job)
