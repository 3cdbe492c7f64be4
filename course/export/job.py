"""One notebook to export, as plain values that can go to another process, and what became of it."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from course.deck.execute import TIMEOUT
from course.deck.look import USUAL, Look


@dataclass(frozen=True)
class Job:
    """A notebook (its JSON text) and how it becomes a deck.

    `folder` is where its cells run and its pictures lie; `cores` how many processes may draw its
    plates; `data` the folders of PALPATE_DATA; `timeout` is in s.
    """

    name: str
    source: str
    folder: str
    execute: bool = True
    allow_errors: bool = False
    show_code: bool = False
    reading: bool = False
    cores: int = 1
    data: str = ""
    look: Look = USUAL
    timeout: float = TIMEOUT


@dataclass(frozen=True)
class Built:
    """A finished deck: the bytes of its file, the slides, what was fitted, split or left out."""

    html: bytes
    slides: int = 0
    notes: tuple[str, ...] = ()

    def write(self, target: Path) -> None:
        """Write the file whole or not at all; raises WriteError."""
        from patterns_data.files import write_bytes

        write_bytes(target, self.html)


def deck(**given: Any) -> tuple[bytes, dict[str, Any]]:
    """The deck of a job given as plain values: its bytes, its slides and notes."""
    built = make(Job(**(given | {"look": Look(**given["look"])})))
    return built.html, {"slides": built.slides, "notes": built.notes}


def make(job: Job) -> Built:
    """Run and render the notebook in the process at hand, which is spent afterwards.

    Raises DeckError when the notebook cannot be read or a cell fails.
    """
    from course.deck.build import notebook_from, render
    from course.deck.execute import run_notebook
    from course.deck.slides import Options, prepare

    node = notebook_from(job.source, job.name)
    options = Options(Path(job.folder), job.show_code)
    if job.execute:
        node = run_notebook(
            node,
            options.folder,
            allow_errors=job.allow_errors,
            timeout=job.timeout,
            cores=job.cores,
            meanwhile=lambda: prepare(node, options),
        )
    text, report = render(node, options, Path(job.name).stem, reading=job.reading, look=job.look)
    return Built(text.encode("utf-8"), report.slides, tuple(report.notes))
