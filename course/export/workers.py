"""Decks, and other work, made in children of a warm process (course/export/warm.py)."""

import atexit
import contextlib
import json
import multiprocessing
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterable
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import asdict
from itertools import count
from pathlib import Path
from typing import Any

from course.deck.errors import DeckError
from course.deck.execute import TIMEOUT
from course.export.job import Built, Job
from course.export.warm import TIMED_OUT, function

DECK = "course.export.job:deck"


Found = tuple[bytes, dict[str, Any]]


class Workers:
    """A warm process; it does as many orders at once as there are cores, until `close`."""

    def __init__(self, modules: Iterable[str] = (), data: str = "", most: int = 0):
        self._scratch = tempfile.TemporaryDirectory(prefix="palpate-")
        self._folder, most = Path(self._scratch.name), most or os.cpu_count() or 1
        self._waiting: dict[str, tuple[float, Future[Found]]] = {}
        self._numbers, self._lock, self._ended = count(1), threading.Lock(), False
        self._log = (self._folder / "log").open("wb")
        env = {"MPLBACKEND": "module://matplotlib_inline.backend_inline", "PALPATE_DATA": data}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "course.export.warm", str(self._folder), str(most), *modules],
            env=os.environ | env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._log,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(self, function: str, given: dict[str, Any], timeout: float = TIMEOUT) -> Future[Found]:
        """Call 'module:name' in a child; the future gives bytes and facts, or a DeckError."""
        future: Future[Found] = Future()
        with self._lock:
            ident = str(next(self._numbers))
            order = {"id": ident, "call": function, "given": given, "timeout": timeout}
            try:
                if self._ended:
                    raise BrokenPipeError
                self._process.stdin.write(json.dumps(order).encode() + b"\n")
                self._process.stdin.flush()
                self._waiting[ident] = (timeout, future)
            except OSError:
                future.set_exception(DeckError(f"the cells could not be run: {self._last()}"))
        return future

    def deck(self, job: Job) -> Built:
        """The deck of a job, when it is finished; raises DeckError."""
        html, facts = self.call(DECK, asdict(job), job.timeout).result()
        return Built(html, facts["slides"], tuple(facts["notes"]))

    def close(self) -> None:
        """End the process and whatever still runs in it."""
        with contextlib.suppress(OSError):  # it may have died with an order half sent
            self._process.stdin.close()
        try:
            self._process.wait(2)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._reader.join()
        self._process.stdout.close()
        self._log.close()
        self._scratch.cleanup()

    def _read(self) -> None:
        for line in self._process.stdout:
            found = json.loads(line)
            with self._lock:
                timeout, future = self._waiting.pop(found["id"])
            try:
                future.set_result(
                    self._result(self._folder / found["id"], found["status"], timeout)
                )
            except (DeckError, OSError, ValueError) as error:
                future.set_exception(error)
        with self._lock:  # the process has ended
            self._ended = True
            for _, future in self._waiting.values():
                future.set_exception(DeckError(f"the cells could not be run: {self._last()}"))

    def _result(self, path: Path, status: int, timeout: float) -> Found:
        data, facts, log = (path.with_suffix(end) for end in (".bytes", ".json", ".log"))
        try:
            if status == TIMED_OUT:
                raise DeckError(f"the cells took more than {timeout:g} s; nothing was written")
            if status or not facts.exists():
                raise DeckError(f"the cells could not be run: {_last_line(log)}")
            found = json.loads(facts.read_text(encoding="utf-8"))
            if "error" in found:
                raise DeckError(found["error"])
            return data.read_bytes(), found
        finally:
            for used in (data, facts, log):
                used.unlink(missing_ok=True)

    def _last(self) -> str:
        return _last_line(self._folder / "log")


class SpawnWorkers:
    """The same where a process cannot be forked (Windows): a new process for every notebook."""

    def __init__(self, modules: Iterable[str] = (), data: str = "", most: int = 0):
        context = multiprocessing.get_context("spawn")
        self._pool = ProcessPoolExecutor(
            most or None,
            mp_context=context,
            max_tasks_per_child=1,
            initializer=_set_data,
            initargs=(data,),
        )

    __enter__, __exit__ = Workers.__enter__, Workers.__exit__

    def call(self, name: str, given: dict[str, Any], timeout: float = TIMEOUT) -> Future[Found]:
        """Call 'module:name' in a process of its own."""
        return self._pool.submit(_called, name, given)

    deck = Workers.deck

    def close(self) -> None:
        """Wait for what runs, drop the rest."""
        self._pool.shutdown(cancel_futures=True)


def _called(name: str, given: dict[str, Any]) -> Found:
    return function(name)(**given)


def _set_data(data: str) -> None:
    os.environ["PALPATE_DATA"] = data


def workers(modules: Iterable[str] = (), data: str = "", most: int = 0) -> Workers | SpawnWorkers:
    """The workers this machine can have, `most` at once (0: one for each core)."""
    return (Workers if hasattr(os, "fork") else SpawnWorkers)(modules, data, most)


_KEPT: dict[tuple[tuple[str, ...], str], Workers | SpawnWorkers] = {}
_KEPT_LOCK = threading.Lock()


def of_this_process(modules: tuple[str, ...], data: str, most: int = 0) -> Workers | SpawnWorkers:
    """Workers that last as long as this process, or until `close_all`."""
    with _KEPT_LOCK:
        if not _KEPT:
            atexit.register(close_all)
        if (modules, data) not in _KEPT:
            _KEPT[modules, data] = workers(modules, data, most)
        return _KEPT[modules, data]


def close_all() -> None:
    """End the workers of this process and whatever runs in them."""
    with _KEPT_LOCK:
        while _KEPT:
            _KEPT.popitem()[1].close()


def _last_line(log: Path) -> str:
    try:
        lines = log.read_text(encoding="utf-8", errors="replace").strip().splitlines()
    except OSError:
        lines = []
    return lines[-1] if lines else "no reason given"
