"""Running a notebook's cells: in a plain IPython shell (deck/shell.py), or in a kernel.

What the shell cannot do (other languages, shell commands, input) goes to a kernel through nbclient.
"""

import json
import os
import re
from collections.abc import Callable
from pathlib import Path

from course.deck.errors import DeckError
from course.deck.widgets import FRAMES, STATE
from course.quick import nbformat

NEEDS_KERNEL = re.compile(r"^\s*(!|%%(?!time\b|capture\b))|\binput\(", re.MULTILINE)
TIMEOUT = 600  # s for the whole notebook


def run_notebook(
    notebook: nbformat.NotebookNode,
    folder: Path,
    *,
    allow_errors: bool = False,
    timeout: float = TIMEOUT,
    cores: int = 1,
    meanwhile: Callable[[], None] = lambda: None,
) -> nbformat.NotebookNode:
    """The notebook with fresh outputs; its cells run in `folder`, in this very process.

    `meanwhile` is called once while plates are drawn, for work that needs no outputs; `cores`
    processes may draw. The process should end afterwards: the cells may have changed anything.

    Raises DeckError naming the cell when one fails (unless `allow_errors`).
    """
    os.environ["PALPATE_ANSWERS"] = "off"  # a deck starts blank, whoever makes it
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    language = notebook.metadata.get("kernelspec", {}).get("language", "python")
    if language != "python" or any(NEEDS_KERNEL.search(cell.source) for cell in code):
        return _run_in_kernel(notebook, folder, allow_errors, timeout)
    from course.deck import shell
    from course.deck.later import Later, plain

    os.chdir(folder)
    found = shell.run([cell.source for cell in code], allow_errors)
    Later.draw(cores, meanwhile)
    for number, (cell, outputs) in enumerate(zip(code, found, strict=False), start=1):
        for output in outputs:
            if "data" in output:
                output["data"] = {kind: plain(value) for kind, value in output["data"].items()}
        cell.outputs = [nbformat.from_dict(output) for output in outputs]
        cell.execution_count = number
    states, frames = shell.widget_states(), shell.frames()
    if states:
        notebook.metadata["widgets"] = {STATE: {"state": states}}
    if frames:
        notebook.metadata[FRAMES] = json.loads(json.dumps(frames, default=plain))
    _refuse_errors(notebook, allow_errors)
    return notebook


def _run_in_kernel(
    notebook: nbformat.NotebookNode, folder: Path, allow_errors: bool, timeout: float
) -> nbformat.NotebookNode:
    from jupyter_client.kernelspec import NoSuchKernel
    from nbclient import NotebookClient
    from nbclient.exceptions import CellTimeoutError, DeadKernelError

    client = NotebookClient(
        notebook,
        timeout=timeout,
        allow_errors=True,
        resources={"metadata": {"path": str(folder)}},
    )
    try:
        client.execute()
    except NoSuchKernel as error:
        raise DeckError(f"there is no Jupyter kernel '{error.name}' here; install it") from error
    except (CellTimeoutError, DeadKernelError) as error:
        raise DeckError(f"the cells could not be run: {error}") from error
    _refuse_errors(notebook, allow_errors)
    return notebook


def _refuse_errors(notebook: nbformat.NotebookNode, allow_errors: bool) -> None:
    if allow_errors:
        return
    for number, cell in enumerate(notebook.cells, start=1):
        for output in cell.get("outputs", []):
            if output.output_type == "error":
                raise DeckError(
                    f"cell {number} fails: {output.ename}: {output.evalue}\n"
                    f"{_indented(cell.source)}\nmend the cell, or show errors: --allow-errors"
                )


def _indented(source: str) -> str:
    return "\n".join("    " + line for line in source.splitlines()[:8])
