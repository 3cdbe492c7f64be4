"""Plates that a notebook shows, drawn after its cells have run, several at once."""

import base64
import gc
import multiprocessing
import os
from collections.abc import Callable
from typing import Any, ClassVar


class Later:
    """The outputs that wait for their plate; a plate depends on nothing but itself."""

    found: ClassVar[list[tuple[dict[str, Any], Any]]] = []

    @classmethod
    def draw(cls, cores: int, meanwhile: Callable[[], None]) -> None:
        """Fill the outputs that wait, in `cores` processes; call `meanwhile` while they draw."""
        workers = min(len(cls.found), cores)
        if workers > 1 and hasattr(os, "fork"):
            with multiprocessing.get_context("fork").Pool(workers) as pool:
                waiting = pool.map_async(cls._bundle, range(len(cls.found)), chunksize=1)
                meanwhile()
                bundles = waiting.get()
        else:
            meanwhile()
            bundles = [cls._bundle(index) for index in range(len(cls.found))]
        for (output, _), (data, metadata) in zip(cls.found, bundles, strict=True):
            output.update(data=data, metadata=metadata)

    @classmethod
    def _bundle(cls, index: int) -> tuple[dict[str, Any], dict[str, Any]]:
        plate = cls.found[index][1]
        data, metadata = plate.bundle("webp")
        plate.forget()  # the notebook's variables may keep the plate, not its pictures
        gc.collect()
        return {kind: plain(value) for kind, value in data.items()}, metadata


def plain(value: Any) -> Any:
    """Bytes as base64, as nbformat keeps them; what JSON can hold as it is; else its words."""
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return value if isinstance(value, str | dict | list) else repr(value)
