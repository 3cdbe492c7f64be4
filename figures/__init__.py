"""How it looks: the atlas of bones, muscles and views, and the plates drawn from it.

from figures import plate
plate("sacrum-one-side", kind="anatomy", scheme="depth", side="left")
chart("agreement-on-signs")
body_map()
"""

from importlib import import_module
from typing import Any

__all__ = ["body_map", "chart", "plate"]


def __getattr__(name: str) -> Any:
    # `figures.plate` is a module that can be called, so that it is the same thing in every order
    # of imports: plate(...) draws, plate.save(...) writes. So are the others.
    if name in __all__:
        return import_module(f"figures.{name}")
    raise AttributeError(f"module 'figures' has no attribute '{name}'")
