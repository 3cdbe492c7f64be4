"""YAML with line numbers: data, the line of every key, and duplicate keys."""

import contextlib
import json
import sys
from pathlib import Path
from typing import Any

import yaml

from patterns_data.kept import digest, kept
from patterns_data.problems import Problem, shown

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
Location = tuple[Any, ...]


class _Unkept(Exception):
    """What cannot be kept as JSON, or holds a problem."""


def _refused(value: Any) -> Any:
    raise _Unkept(value)


class Document:
    """One YAML file: its data and where each key stands."""

    def __init__(self, path: Path):
        self.path = path
        self.data: Any = None
        self.problems: list[Problem] = []
        self._lines: dict[Location, int] = {(): 1}
        self._text = ""
        self._read()

    @property
    def lines(self) -> dict[Location, int]:
        """The line of every key; needed, and so worked out, only where there is a problem."""
        if self._text:
            text, self._text = self._text, ""
            loader = _Loader(text)
            self._walk(loader.get_single_node(), ())
            loader.dispose()
        return self._lines

    def problem(self, location: Location, message: str) -> Problem:
        """A problem at `location`, with the line of the nearest known key above it."""
        known = tuple(location)
        while known not in self.lines:
            known = known[:-1]
        key = ".".join(str(part) for part in location)
        return Problem(shown(self.path), self.lines[known], key, message)

    def _read(self) -> None:
        try:
            text = self.path.read_text(encoding="utf-8")
        except UnicodeDecodeError as error:
            self._fail(1, f"is not UTF-8 text (byte {error.start}); save the file as UTF-8")
            return
        except OSError as error:
            self._fail(1, f"cannot be read: {error.strerror}")
            return
        key = digest(text.encode(), yaml.__version__.encode(), sys.version.encode())
        with contextlib.suppress(_Unkept, ValueError):
            self.data = json.loads(kept("yaml", key, lambda: self._packed(text)))
            self._text = text

    def _packed(self, text: str) -> bytes:
        """The data as JSON, to be kept; raises _Unkept where JSON cannot say all there is."""
        self._parse(text)
        if self.problems or self.data is None:
            raise _Unkept
        packed = json.dumps(self.data, default=_refused)
        if json.loads(packed) != self.data:
            raise _Unkept
        return packed.encode()

    def _parse(self, text: str) -> None:
        loader = _Loader(text)
        try:
            node = loader.get_single_node()
            if node is None:
                self._fail(1, "is empty; start from `palpate new SLUG`")
                return
            self._walk(node, ())
            self.data = loader.construct_document(node)
        except yaml.MarkedYAMLError as error:
            self._fail(*_said(error))
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            self._fail(1, f"is not readable YAML: {error}")
        finally:
            loader.dispose()

    def _walk(self, node: yaml.Node, location: Location) -> None:
        self._lines.setdefault(location, node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            seen: dict[str, int] = {}
            for key, value in node.value:
                line = key.start_mark.line + 1
                if key.value in seen:
                    where = ".".join(map(str, (*location, key.value)))
                    message = f"duplicate key, first used in line {seen[key.value]}; keep one"
                    self.problems.append(Problem(shown(self.path), line, where, message))
                seen.setdefault(key.value, line)
                self._lines[(*location, key.value)] = line
                self._walk(value, (*location, key.value))
        elif isinstance(node, yaml.SequenceNode):
            for index, item in enumerate(node.value):
                self._walk(item, (*location, index))

    def _fail(self, line: int, message: str) -> None:
        self.problems.append(Problem(shown(self.path), line, "", message))


def _said(error: yaml.MarkedYAMLError) -> tuple[int, str]:
    mark = error.problem_mark or error.context_mark
    line = mark.line + 1 if mark else 1
    what = error.problem or error.context or "broken"
    return line, f"is not readable YAML: {what}; check indentation, quotes and colons here"
