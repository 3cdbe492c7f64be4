"""Cells -> outputs in a plain IPython shell inside this process, which is spent afterwards.

It takes a fraction of the time of a kernel and gives the same outputs: streams joined as Jupyter
joins them, rich results, late updates of a display, widgets and what is printed into them.
"""

import io
import sys
from collections.abc import Callable
from typing import Any, ClassVar

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell

from course.deck.later import Later, plain

Output = dict[str, Any]
DRAWN = ("figures.plate", "figures.chart", "figures.body_map")


class Outputs:
    """The outputs of the cell that is running, or of the Output widget it prints into."""

    cell: ClassVar[list[Output]] = []
    widgets: ClassVar[list[Any]] = []  # the Output widgets that are open, innermost last
    shown: ClassVar[dict[str, list[Output]]] = {}  # display id -> outputs to update

    @classmethod
    def add(cls, output: Output) -> None:
        """Keep an output where it belongs."""
        if not cls.widgets:
            cls.cell.append(output)
            return
        data = output.get("data", {})
        output |= {"data": {k: plain(v) for k, v in data.items()}} if data else {}
        cls.widgets[-1].outputs += (output,)

    @classmethod
    def stream(cls, name: str, text: str) -> None:
        """Add text to the stream, or begin a new stream output."""
        here = cls.widgets[-1].outputs if cls.widgets else cls.cell
        last = here[-1] if here else {}
        if last.get("output_type") != "stream" or last["name"] != name:
            cls.add({"output_type": "stream", "name": name, "text": text})
        elif cls.widgets:
            cls.widgets[-1].outputs = (*here[:-1], last | {"text": last["text"] + text})
        else:
            last["text"] += text

    @classmethod
    def clear(cls) -> None:
        """Forget what was shown so far."""
        if cls.widgets:
            cls.widgets[-1].outputs = ()
        else:
            cls.cell.clear()


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

    def publish(
        self,
        data: Any,
        metadata: Any = None,
        *,
        transient: Any = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        """Keep the mime bundle, or put it in the place of an older one with its display id."""
        ident = (transient or {}).get("display_id")
        for old in Outputs.shown.get(ident, []) if update else []:
            old.update(data=data, metadata=metadata or {})
        if update:
            return
        output = {"output_type": "display_data", "data": data, "metadata": metadata or {}}
        Outputs.add(output)
        if ident:
            Outputs.shown.setdefault(ident, []).append(output)

    def clear_output(self, wait: bool = False) -> None:
        """Forget what was shown so far."""
        Outputs.clear()


class Hook(DisplayHook):
    """The value of the last line: execute_result."""

    def __call__(self, result: Any = None) -> None:
        """Keep a figure of ours for later; show everything else at once."""
        if type(result).__module__ not in DRAWN or not hasattr(result, "bundle"):
            super().__call__(result)
            return
        self.update_user_ns(result)
        output = {"output_type": "execute_result", "execution_count": self.shell.execution_count}
        Outputs.add(output)
        Later.found.append((output, result))

    def write_output_prompt(self) -> None:
        """No prompt."""

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        """Keep the mime bundle."""
        if not format_dict:
            return
        Outputs.add(
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
        Outputs.add(
            {
                "output_type": "error",
                "ename": etype.__name__,
                "evalue": str(evalue),
                "traceback": list(stb),
            }
        )


def instance() -> Shell:
    """The shell of this process."""
    Shell.displayhook_class, Shell.display_pub_class = Hook, Publisher
    shell = Shell.instance()
    shell.colors = "nocolor"
    return shell


def run(sources: list[str], go_on: bool) -> list[list[Output]]:
    """The outputs of each cell, up to the first error unless `go_on`; plates wait in `Later`."""
    shell = instance()
    real = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    found = []
    if any("ipywidgets" in source for source in sources):
        _catch_output_widgets()
    try:
        for source in sources:
            Outputs.cell = []
            result = shell.run_cell(source, store_history=True)
            found.append(Outputs.cell)
            if not result.success and not go_on:
                break
    finally:
        sys.stdout, sys.stderr = real
    return found


def _catch_output_widgets() -> None:
    # `with Output():` asks the kernel to send its outputs there; here is no kernel.
    try:
        from ipywidgets import Output as Widget
    except ImportError:
        return  # the cell that needs it says so

    def enter(widget: Any) -> Any:
        Outputs.widgets.append(widget)
        return widget

    def leave(_: Any, *error: Any) -> bool:
        _flush_figures()
        if error[0] is not None:
            shell = InteractiveShell.instance()
            shell.showtraceback(error, tb_offset=0)
        Outputs.widgets.pop()
        return error[0] is not None  # as a kernel does: the error is shown there, the cell goes on

    Widget.__enter__, Widget.__exit__ = enter, leave


def frames() -> dict[str, Any]:
    """What each `interact` of the notebook shows for the values of its controls."""
    if "ipywidgets" not in sys.modules:
        return {}
    from course.deck.frames import collect

    real = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = Stream("stdout"), Stream("stderr")
    try:
        return collect(_shown)
    finally:
        sys.stdout, sys.stderr = real


def _shown(call: Callable[[], Any]) -> list[Output]:
    Outputs.cell = []
    try:
        result = call()
        if result is not None:
            InteractiveShell.instance().display_trap.hook(result)
        _flush_figures()
    except Exception as error:  # the notebook's own function: shown, as in Jupyter
        Outputs.stream("stderr", f"{type(error).__name__}: {error}\n")
    return Outputs.cell


def _flush_figures() -> None:
    """Show the figures of pyplot that are open, where the output goes just now."""
    if "matplotlib.pyplot" in sys.modules:
        from matplotlib_inline.backend_inline import flush_figures

        flush_figures()


def widget_states() -> dict[str, Any]:
    """The state of every widget the cells made, as a saved notebook keeps it."""
    if "ipywidgets" not in sys.modules:
        return {}
    from ipywidgets import Widget

    return Widget.get_manager_state()["state"]
