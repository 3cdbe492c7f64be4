"""Cells -> outputs in a plain IPython shell: `python -m course.deck.shell RESULTS [--lesson]`.

One line of JSON comes in on standard input, {"sources": [...], "folder": str, "go_on": bool};
RESULTS becomes JSON, {"cells": nbformat outputs of each cell that ran, "widgets": state of each
widget model}. Without `go_on` the first error ends the run, as it does in a notebook. With --lesson
the plates are imported beforehand.
"""

import io
import json
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, ClassVar

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from course.deck.later import Later, plain


class Outputs:
    """The outputs of the cell that is running; streams are joined as Jupyter joins them."""

    cell: ClassVar[list[dict[str, Any]]] = []

    @classmethod
    def stream(cls, name: str, text: str) -> None:
        """Add text to the stream, or begin a new stream output."""
        last = cls.cell[-1] if cls.cell else {}
        if last.get("output_type") == "stream" and last["name"] == name:
            last["text"] += text
        else:
            cls.cell.append({"output_type": "stream", "name": name, "text": text})


class Stream(io.TextIOBase):
    """stdout or stderr of a cell."""

    def __init__(self, name: str):
        self.name = name

    def write(self, text: str) -> int:
        """Keep the text."""
        if text:
            Outputs.stream(self.name, text)
        return len(text)


class Publisher(DisplayPublisher):
    """display(...): display_data."""

    def publish(self, data: Any, metadata: Any = None, **_: Any) -> None:
        """Keep the mime bundle."""
        Outputs.cell.append(
            {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        )

    def clear_output(self, wait: bool = False) -> None:
        """Forget what the cell has shown so far."""
        Outputs.cell.clear()


class Hook(DisplayHook):
    """The value of the last line: execute_result."""

    def __call__(self, result: Any = None) -> None:
        """Keep a plate for later; show everything else at once."""
        if type(result).__module__ != "figures.plate" or not hasattr(result, "bundle"):
            super().__call__(result)
            return
        self.update_user_ns(result)
        output = {"output_type": "execute_result", "execution_count": self.shell.execution_count}
        Outputs.cell.append(output)
        Later.found.append((output, result))

    def write_output_prompt(self) -> None:
        """No prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep the mime bundle."""
        if not format_dict:
            return
        Outputs.cell.append(
            {
                "output_type": "execute_result",
                "data": format_dict,
                "metadata": md_dict or {},
                "execution_count": self.shell.execution_count,
            }
        )

    def finish_displayhook(self) -> None:
        """Nothing to flush."""


class Shell(InteractiveShell):
    """A shell without history file, prompts or colours."""

    def init_history(self) -> None:
        """Keep no history file."""
        from IPython.core.history import HistoryManager

        self.history_manager = HistoryManager(shell=self, parent=self, enabled=False)

    def enable_gui(self, gui: Any = None) -> None:
        """No event loop."""

    def _showtraceback(self, etype: Any, evalue: Any, stb: list[str]) -> None:
        Outputs.cell.append(
            {
                "output_type": "error",
                "ename": etype.__name__,
                "evalue": str(evalue),
                "traceback": list(stb),
            }
        )


def run(sources: list[str], go_on: bool) -> list[list[dict[str, Any]]]:
    """The outputs of each cell, up to the first error unless `go_on`."""
    Shell.displayhook_class, Shell.display_pub_class = Hook, Publisher
    shell = Shell.instance()
    shell.colors = "nocolor"
    found = []
    for source in sources:
        Outputs.cell = []
        result = shell.run_cell(source, store_history=True)
        found.append(Outputs.cell)
        if not result.success and not go_on:
            break
    Later.draw()
    return found


def widget_states() -> dict[str, Any]:
    """The state of every widget the cells made, as a saved notebook keeps it."""
    if "ipywidgets" not in sys.modules:
        return {}
    from ipywidgets import Widget

    return Widget.get_manager_state()["state"]


def main(results: str, *flags: str) -> None:
    """Get ready, read the job from standard input, run it with the streams caught."""
    if "--lesson" in flags:
        import_module("figures.kinds.anatomy")  # what lessons draw with, while the data are read
    line = sys.stdin.readline()
    if not line:
        return
    job = json.loads(line)
    os.chdir(job["folder"])
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115
    real = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    try:
        cells = run(job["sources"], job["go_on"])
        found = {"cells": cells, "widgets": widget_states()}
    finally:
        sys.stdout, sys.stderr = real
    Path(results).write_text(json.dumps(found, default=plain), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
