"""The atlas as pictures: a view, its baked layers at the size that is needed, its anchors.

Positions are plane coordinates of the view in mm, [u, v]: u grows to the right of the picture,
v upward; `View.extent` gives the edges as (left, right, bottom, top).
"""

import functools
import json
from dataclasses import dataclass
from typing import Any

import numpy as np
from PIL import Image

from figures.atlas_index import ATLAS
from figures.errors import PlateError

Window = tuple[float, float, float, float]
OTHER = {"right": "left", "left": "right"}


@dataclass(frozen=True)
class View:
    """One baked camera."""

    id: str
    data: dict[str, Any]

    @property
    def extent(self) -> Window:
        """Edges of the picture in mm."""
        return tuple(self.data["extent_mm"])

    @property
    def mm(self) -> float:
        """Millimetres a pixel."""
        return self.data["mm_per_pixel"]

    @property
    def words(self) -> str:
        """Which way it faces, such as 'Posterior view'."""
        return self.data["faces"].replace("-", " ").capitalize() + " view"

    def right_is(self, side: str) -> int:
        """+1 when the subject's `side` is at the right of the picture, -1 when at the left.

        In a view from one side it is the subject's back that counts: there the first number of an
        offset grows toward the back.
        """
        if self.one_side:
            return 1 if self.data["image_right"] == "back" else -1
        return 1 if self.data["image_right"] == side else -1

    @property
    def one_side(self) -> bool:
        """True for a view from the right or the left."""
        return self.data["faces"] in OTHER

    @property
    def both_sides(self) -> bool:
        """True when the right and the left of the body stand side by side in the picture."""
        left, right, _, _ = self.extent
        return not self.one_side and left < 0 < right

    @property
    def edges(self) -> tuple[str, str]:
        """Letters for the left and the right of the picture: R, L, A (front), P (back)."""
        letters = {"right": "LR", "left": "RL", "front": "PA", "back": "AP"}
        return tuple(letters[self.data["image_right"]])

    @property
    def shows_bones(self) -> bool:
        """True where the shaded layer is bone and the skin a layer of its own."""
        return (ATLAS / self.id / "skin.webp").exists()

    def find(self, anchor: str, side: str) -> str | None:
        """The id of an anchor written without its side, or None when the view lacks it."""
        names = (anchor, f"{anchor}-{side}")
        return next((name for name in names if name in self.data["anchors"]), None)

    def at(self, anchor: str, side: str) -> np.ndarray:
        """Position of an anchor in mm."""
        name = self.find(anchor, side)
        if name is None:
            raise PlateError(f"the view '{self.id}' has no anchor '{anchor}'")
        return np.array(self.data["anchors"][name]["at"], float)

    def beside(self, anchor: str, side: str, offset: Any) -> np.ndarray:
        """Positions [lateral, up] mm from an anchor; lateral grows toward the painful side."""
        points = np.atleast_2d(np.asarray(offset, float))
        return self.at(anchor, side) + points * [self.right_is(side), 1]

    def layer(self, muscle: str, side: str) -> dict[str, Any] | None:
        """What is known of a muscle's layer, or None when it is not drawn in this view."""
        return self.data["layers"].get(f"{muscle}-{side}")


@functools.cache
def view(name: str) -> View:
    """A view by its id."""
    path = ATLAS / name / "anchors.json"
    if not path.exists():
        from patterns_data.problems import did_you_mean

        names = [p.parent.name for p in ATLAS.glob("*/anchors.json")]
        raise PlateError(f"there is no view '{name}'; {did_you_mean(name, names)}")
    return View(name, json.loads(path.read_text(encoding="utf-8")))


def picture(of: View, file: str, window: Window, width: int) -> np.ndarray:
    """The part of a layer inside `window` (mm), as RGBA floats 0 to 1, `width` pixels across."""
    return _cut(of, _opened(of.id, file), (0, 0), window, width)


def muscle_picture(
    of: View, layer: dict[str, Any], window: Window, width: int
) -> tuple[np.ndarray, tuple[slice, slice]]:
    """A muscle's crop at the size of `window`, as RGBA floats, and the rows and columns it fills.

    A muscle takes a small part of most windows; what lies around it is not computed.
    """
    image, at_px = _opened(of.id, layer["file"]), tuple(layer["at_px"])
    left, right, bottom, top = window
    mm = (right - left) / width
    height = max(round((top - bottom) / mm), 1)
    u, v = of.extent[0] + at_px[0] * of.mm, of.extent[3] - at_px[1] * of.mm
    wide, tall = (n * of.mm for n in image.size)
    columns = _between((u - left) / mm, (u + wide - left) / mm, width)
    rows = _between((top - v) / mm, (top - v + tall) / mm, height)
    part = (
        left + columns.start * mm,
        left + columns.stop * mm,
        top - rows.stop * mm,
        top - rows.start * mm,
    )
    if columns.stop == columns.start or rows.stop == rows.start:
        return np.zeros((0, 0, 4), np.float32), (slice(0, 0), slice(0, 0))
    return _cut(of, image, at_px, part, columns.stop - columns.start), (rows, columns)


def _between(low: float, high: float, size: int) -> slice:
    """Whole pixels from `low` to `high` with one to spare, inside a picture of `size` pixels."""
    start = min(max(int(low) - 1, 0), size)
    return slice(start, max(min(int(high) + 2, size), start))


def mask(of: View, structures: set[str], window: Window, width: int) -> np.ndarray:
    """Where the structures are seen inside `window`: floats 0 to 1 with smooth edges."""
    wanted = np.zeros(256, np.uint8)
    for index, structure in enumerate(of.data["structures"], start=1):
        wanted[index] = 255 * (structure["id"] in structures)
    ids, (u0, _, _, v1) = _ids(of.id), of.extent
    # The part of the picture that the window shows, with a margin for the smooth edges.
    x0, x1 = ((edge - u0) / of.mm for edge in window[:2])
    y0, y1 = ((v1 - edge) / of.mm for edge in (window[3], window[2]))
    columns, rows = _between(x0 - 8, x1 + 8, ids.shape[1]), _between(y0 - 8, y1 + 8, ids.shape[0])
    found = Image.fromarray(wanted[ids[rows, columns]])
    return _cut(of, found, (columns.start, rows.start), window, width)


def in_sight(of: View, bone: str, window: Window) -> bool:
    """True when a bone (id without side) shows more than a sliver inside `window`."""
    wanted = [
        index
        for index, structure in enumerate(of.data["structures"], start=1)
        if structure["id"] in (bone, f"{bone}-right", f"{bone}-left")
    ]
    u0, _, _, v1 = of.extent
    rows = slice(int((v1 - window[3]) / of.mm), int((v1 - window[2]) / of.mm), 6)
    columns = slice(int((window[0] - u0) / of.mm), int((window[1] - u0) / of.mm), 6)
    return int(np.isin(_ids(of.id)[rows, columns], wanted).sum()) * (6 * of.mm) ** 2 > 60


def open_ahead(views: list[str], most: float) -> list[str]:
    """Decode the layers of some views, for a process whose children will draw many plates.

    Stops before the pictures take more than `most` MB; returns the views that were opened.
    """
    done, taken = [], 0.0
    for name in views:
        found = view(name)
        files = [file for file in ("shade.webp", "skin.webp") if (ATLAS / name / file).exists()]
        sizes = [found.data["size"]] * len(files)
        for layer in found.data["layers"].values():
            files.append(layer["file"])
            sizes.append(layer["size"])
        taken += sum(4 * width * height for width, height in sizes) / 1e6
        if taken > most:
            break
        _ids(name)
        for file in files:
            _opened(name, file)
        done.append(name)
    return done


@functools.lru_cache(maxsize=256)
def _opened(view_id: str, file: str) -> Image.Image:
    # Resampling reads premultiplied colours, else transparent pixels darken the edges.
    return Image.open(ATLAS / view_id / file).convert("RGBA").convert("RGBa")


@functools.cache
def _ids(view_id: str) -> np.ndarray:
    return np.asarray(Image.open(ATLAS / view_id / "ids.png"))


def _cut(
    of: View, image: Image.Image, at_px: tuple[int, int], window: Window, width: int
) -> np.ndarray:
    left, right, bottom, top = window
    u0, _, _, v1 = of.extent
    size = (width, max(round(width * (top - bottom) / (right - left)), 1))
    scale = (right - left) / of.mm / width
    first = ((left - u0) / of.mm - at_px[0], (v1 - top) / of.mm - at_px[1])
    if scale > 1:
        step = max(int(scale), 1)
        image = image.reduce(step) if step > 1 else image
        scale, first = scale / step, (first[0] / step, first[1] / step)
    matrix = (scale, 0, first[0], 0, scale, first[1])
    found = image.transform(size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR)
    if found.mode == "RGBa":
        found = found.convert("RGBA")
    return np.asarray(found, np.float32) / 255
