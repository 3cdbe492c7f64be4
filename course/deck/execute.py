"""Running a notebook's cells: a plain IPython shell in a process of its own, or a kernel.

The shell takes a fraction of the time of a kernel and gives the same outputs. What it cannot do
(other languages, shell commands, input, widgets) goes to a kernel through nbclient.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from course.deck.errors import DeckError
from course.deck.widgets import STATE
from course.quick import nbformat

NEEDS_KERNEL = re.compile(r"^\s*(!|%%(?!time\b|capture\b))|\binput\(|\bipywidgets\b", re.MULTILINE)
TIMEOUT = 600  # s for the whole notebook


def run_notebook(
    notebook: nbformat.NotebookNode,
    folder: Path,
    *,
    allow_errors: bool = False,
    timeout: float = TIMEOUT,
    meanwhile: Callable[[], None] = lambda: None,
    shell: "ShellProcess | None" = None,
) -> nbformat.NotebookNode:
    """The notebook with fresh outputs; its cells run in `folder`.

    `meanwhile` is called once while the shell runs, for work that needs no outputs; `shell` may be
    one that was started before.

    Raises DeckError naming the cell when one fails (unless `allow_errors`) or time runs out.
    """
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    language = notebook.metadata.get("kernelspec", {}).get("language", "python")
    if language != "python" or any(NEEDS_KERNEL.search(cell.source) for cell in code):
        return _run_in_kernel(notebook, folder, allow_errors, timeout)
    with shell or ShellProcess() as process:
        sources = [cell.source for cell in code]
        found = process.run(sources, folder, allow_errors, timeout, meanwhile)
    for number, (cell, outputs) in enumerate(zip(code, found["cells"], strict=False), start=1):
        cell.outputs = [nbformat.from_dict(output) for output in outputs]
        cell.execution_count = number
    if found["widgets"]:
        notebook.metadata["widgets"] = {STATE: {"state": found["widgets"]}}
    _refuse_errors(notebook, allow_errors)
    return notebook


class ShellProcess:
    """A Python process that imports what lessons need and then waits for cells to run.

    Started early it gets ready while the lesson is still being put together; it runs one notebook.
    """

    def __init__(self, *, lesson: bool = False):
        self._scratch = tempfile.TemporaryDirectory(prefix="palpate-run-")
        self._log = Path(self._scratch.name, "log").open("w+b")  # noqa: SIM115
        self.results = Path(self._scratch.name, "results.json")
        command = [sys.executable, "-m", "course.deck.shell", str(self.results)]
        env = os.environ | {"MPLBACKEND": "module://matplotlib_inline.backend_inline"}
        self._process = subprocess.Popen(
            command + ["--lesson"] * lesson,
            env=env,
            stdin=subprocess.PIPE,
            stdout=self._log,
            stderr=self._log,
        )

    def __enter__(self) -> "ShellProcess":
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        if self._process.stdin:
            self._process.stdin.close()
        self._log.close()
        self._scratch.cleanup()

    def run(
        self,
        sources: list[str],
        folder: Path,
        allow_errors: bool,
        timeout: float,
        meanwhile: Callable[[], None],
    ) -> dict[str, Any]:
        """Outputs of each cell and states of widgets; `meanwhile` is called while they run."""
        job = {"sources": sources, "folder": str(folder), "go_on": allow_errors}
        try:
            self._process.stdin.write(json.dumps(job).encode() + b"\n")
            self._process.stdin.close()
            meanwhile()
            self._process.wait(timeout)
        except subprocess.TimeoutExpired as error:
            message = f"the cells took more than {timeout:g} s; nothing was written"
            raise DeckError(message) from error
        except BrokenPipeError:
            self._process.wait()
        if self._process.returncode or not self.results.exists():
            self._log.seek(0)
            last = self._log.read().decode(errors="replace").strip().splitlines()[-1:]
            raise DeckError("the cells could not be run: " + ("".join(last) or "no reason given"))
        return json.loads(self.results.read_text(encoding="utf-8"))


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
