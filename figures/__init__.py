"""How it looks: the atlas of bones, muscles and views, and the plates drawn from it.

from figures import plate
plate("sacrum-one-side", kind="anatomy", scheme="depth", side="left")
"""

from typing import Any

__all__ = ["plate"]


def __getattr__(name: str) -> Any:
    # `figures.plate` is both the module and, for students, the function: the function wins.
    if name == "plate":
        from figures.plate import plate

        globals()["plate"] = plate
        return plate
    raise AttributeError(f"module 'figures' has no attribute '{name}'")
