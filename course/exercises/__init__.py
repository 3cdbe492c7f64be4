"""Exercises: what is asked, what is right, and how an answer is marked.

Pure Python without numpy, pandas and matplotlib; one module for each kind in ``KINDS``.
``from course import exercises`` is quick; what shows an exercise is imported when first used.
"""

from importlib import import_module
from typing import Any

SHOWN = {
    "Cards": "course.widgets.cards",
    "Exercise": "course.widgets.exercise",
    "Graded": "course.widgets.exercise",
    "Practice": "course.widgets.exercise",
    "progress": "course.widgets.progress",
}


def __getattr__(name: str) -> Any:
    if name in SHOWN:
        return getattr(import_module(SHOWN[name]), name)
    raise AttributeError(f"module '{__name__}' has no '{name}'; there are {', '.join(SHOWN)}")


def __dir__() -> list[str]:
    return sorted([*globals(), *SHOWN])
