"""A process that has everything imported and forks a child for every notebook.

`python -m course.export.warm SCRATCH MOST [MODULE ...]` imports what decks need and the modules,
then reads an order from each line of its standard input: {"id": str, "call": "module:function",
"given": {...}, "timeout": s}. Its child (MOST of them at once) calls the function, which returns
bytes and facts about them, and writes SCRATCH/id.bytes and SCRATCH/id.json; when it has ended, a
line {"id": str, "status": int} comes out: its exit status (negative: the signal; TIMED_OUT: it took
too long). A child is a fork: no notebook sees what another did, and nothing is imported twice. When
the standard input ends, so do the children and the process.
"""

import contextlib
import gc
import json
import os
import pkgutil
import selectors
import signal
import sys
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

TIMED_OUT = -1000
GRACE = 5.0  # s that a child may take beyond the time of its cells
ATLAS = "atlas:"  # in place of a module, before a view: decode its layers
AHEAD = 130.0  # MB of decoded layers, shared by all children; more is left to who draws it
# What notebooks import most; ready before the first one asks.
LIBRARIES = ("numpy", "pandas", "matplotlib.pyplot", "scipy", "ipywidgets", "plotly", "sympy")


@dataclass
class Child:
    """A running child: the end of its pipe closes when it ends."""

    ident: str
    pid: int
    deadline: float


class Nursery:
    """Starts children, as many as may run at once, waits for them, stops those that are late."""

    def __init__(self, scratch: Path, most: int):
        self.scratch, self.most = scratch, most
        self.orders: deque[dict[str, Any]] = deque()
        self.children: dict[int, Child] = {}
        self.selector = selectors.DefaultSelector()

    def serve(self) -> None:
        """Take jobs until the standard input ends."""
        self.selector.register(0, selectors.EVENT_READ)
        text = b""
        while True:
            for key, _ in self.selector.select(self._patience()):
                if key.fd != 0:
                    self._ended(key.fd)
                    continue
                more = os.read(0, 1 << 20)
                if not more:
                    return
                *lines, text = (text + more).split(b"\n")
                self.orders += map(json.loads, lines)
            self._stop_late()
            while self.orders and len(self.children) < self.most:
                self._start(self.orders.popleft())

    def stop(self) -> None:
        """End every child that still runs."""
        for child in self.children.values():
            _kill(child.pid)

    def _start(self, order: dict[str, Any]) -> None:
        reading, writing = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.close(reading)
            _run(order, self.scratch)
        os.close(writing)
        late = time.monotonic() + order["timeout"] + GRACE
        self.children[reading] = Child(order["id"], pid, late)
        self.selector.register(reading, selectors.EVENT_READ)

    def _ended(self, pipe: int, status: int | None = None) -> None:
        child = self.children.pop(pipe)
        self.selector.unregister(pipe)
        os.close(pipe)
        found = os.waitstatus_to_exitcode(os.waitpid(child.pid, 0)[1])
        _kill(child.pid)  # what the notebook left running
        line = {"id": child.ident, "status": found if status is None else status}
        os.write(1, json.dumps(line).encode() + b"\n")

    def _patience(self) -> float | None:
        if not self.children:
            return None
        return max(min(c.deadline for c in self.children.values()) - time.monotonic(), 0)

    def _stop_late(self) -> None:
        now = time.monotonic()
        for pipe, child in list(self.children.items()):
            if child.deadline < now:
                _kill(child.pid)
                self._ended(pipe, TIMED_OUT)


def _kill(group: int) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(group, signal.SIGKILL)


def _run(order: dict[str, Any], scratch: Path) -> None:
    """The life of a child; it never returns."""
    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGINT, signal.default_int_handler)
        path = scratch / order["id"]
        _streams_to(path.with_suffix(".log"))
        work(order["call"], order["given"], path)
        status = 0
    except BaseException:  # the log says it; the child must end here whatever happens
        import traceback

        traceback.print_exc()
    finally:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.flush()
        os._exit(status)


def work(call: str, given: dict[str, Any], path: Path) -> None:
    """Call the function; leave .bytes and .json at `path`, or the message of what went wrong."""
    try:
        data, facts = function(call)(**given)
    except (RuntimeError, ValueError, OSError, LookupError) as error:
        facts = {"error": str(error) or type(error).__name__}
    else:
        path.with_suffix(".bytes").write_bytes(data)
    path.with_suffix(".json").write_text(json.dumps(facts), encoding="utf-8")


def function(call: str) -> Callable[..., tuple[bytes, dict[str, Any]]]:
    """The function that 'module:name' means."""
    module, name = call.split(":")
    return getattr(import_module(module), name)


def _streams_to(log: Path) -> None:
    """What the cells write past Python goes to a file, never to our own lines."""
    handle = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    nothing = os.open(os.devnull, os.O_RDONLY)
    for target, source in ((0, nothing), (1, handle), (2, handle)):
        os.dup2(source, target)
    sys.stdin = Path(os.devnull).open(encoding="utf-8")  # noqa: SIM115


def get_ready(modules: list[str]) -> None:
    """Import what every deck needs, and the modules that are there."""
    from course.deck import build, shell

    import_module("course.deck.markdown")
    shell.instance()
    build.warm_up()
    for name in (m for m in modules if not m.startswith(ATLAS)):
        with contextlib.suppress(Exception):  # a notebook that needs it says so itself
            import_module(name)
    if "course.widgets" in modules:
        for found in pkgutil.iter_modules(
            import_module("course.widgets").__path__, "course.widgets."
        ):
            import_module(found.name)
    if "figures" in modules:
        from patterns_data.load import load_course

        with contextlib.suppress(Exception):  # broken data: the command says so
            _ = load_course().drawn_from  # worked out once, before the children
    if views := [m.removeprefix(ATLAS) for m in modules if m.startswith(ATLAS)]:
        import_module("figures.kinds.anatomy")
        import_module("figures.layers").open_ahead(views, AHEAD)


def main() -> None:
    """Get ready, then serve."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the process that started us decides
    nursery = Nursery(Path(sys.argv[1]), int(sys.argv[2]))
    get_ready(sys.argv[3:])
    gc.collect()
    gc.freeze()
    try:
        nursery.serve()
    finally:
        nursery.stop()
        os._exit(0)  # nothing is left to tidy up, and tidying takes time


if __name__ == "__main__":
    main()
