"""The pictures of exercises as files: the skin of a view with pins, rings or zones drawn on it."""

import io
from dataclasses import dataclass, replace
from functools import lru_cache
from math import ceil

from PIL import Image, ImageDraw, ImageFont

from course.exercises.item import Item
from course.exercises.places import Place, facts
from course.exercises.zone import smooth
from figures.atlas_index import ATLAS

WIDTH, HEIGHT = 720, 640  # px at most
ZONE, PIN, RING = (160, 13, 37), (11, 61, 145), (31, 122, 61)
MARGIN = 120.0  # mm of body shown around a drawing of zones


@dataclass(frozen=True)
class Picture:
    """A JPEG, what it shows in words, and how mm of the view become its pixels."""

    name: str
    data: bytes
    alt: str
    left: float
    top: float
    mm: float
    size: tuple[int, int]

    def pixel(self, place: Place) -> tuple[int, int]:
        """[u, v] mm as x, y px."""
        return round((place[0] - self.left) / self.mm), round((self.top - place[1]) / self.mm)


def view_of(item: Item) -> str | None:
    """The view an exercise is drawn on, if any."""
    return item.ask.get("view") or item.ask.get("picture", {}).get("view")


def asked(item: Item) -> Picture | None:
    """The picture that goes with the question; nothing of the answer is on it."""
    view = view_of(item)
    if view is None:
        return None
    zones = item.ask.get("picture", {}).get("zones", [])
    pins = [(pin["text"].removeprefix("Pin "), pin["at"]) for pin in item.ask.get("pins", ())]
    alt = facts(view)["description"]
    if pins:
        alt += f" Numbered pins 1 to {len(pins)}."
    if zones:
        alt += " Zones of pain are drawn on the skin."
    drawn = [(zone["corners"], zone["kind"] == "essential") for zone in zones]
    return _draw(item.id, view, alt, zones=drawn, pins=pins)


def answered(item: Item) -> Picture | None:
    """The picture with the answer, for landmarks and zones."""
    if item.kind == "landmark":
        alt = f"The place is ringed: {item.prompt}"
        return _draw(f"{item.id}.answer", item.ask["view"], alt, rings=(item.key["at"],
                     item.key["rings"]))  # fmt: skip
    if item.kind == "zone":
        core = item.key["essential"]
        zones = [(c, c in core) for c in item.key["widest"]]
        alt = f"The published zones. {item.key['explain'][0]}"
        return _draw(f"{item.id}.answer", item.ask["view"], alt, zones=zones)
    return None


def _draw(name, view, alt, *, zones=(), pins=(), rings=None) -> Picture:
    """The view with what is drawn on it; the bare view has the same name for every exercise."""
    about = facts(view)
    left, _, bottom, top = about["extent_mm"]
    high, low = top, bottom
    if zones:  # a whole body is too small to see them on
        vs = [v for corners, _ in zones for _, v in corners]
        high, low = min(top, max(vs) + MARGIN), max(bottom, min(vs) - MARGIN)
    image, mm, high = _skin(view, round(top - high), round(top - low))
    if not (zones or pins or rings):
        name = view
    shown = Picture(f"{name}.jpg", b"", alt, left, high, mm, image.size)
    image = image.copy()
    _marks(image, shown, zones, pins, rings)
    out = io.BytesIO()
    image.convert("RGB").save(out, "JPEG", quality=82)
    return replace(shown, data=out.getvalue())


@lru_cache(maxsize=64)
def _skin(view: str, start: int, end: int) -> tuple[Image.Image, float, float]:
    """The skin on white between two distances in mm from the top, mm a pixel, and its top's v."""
    about = facts(view)
    top = about["extent_mm"][3]
    across = about["mm_per_pixel"]
    box = (0, int(start / across), about["size"][0], ceil(end / across))
    image = _layer(view).crop(box)
    scale = min(WIDTH / image.width, HEIGHT / image.height)
    size = (round(image.width * scale), round(image.height * scale))
    white = Image.new("RGBA", size, "white")
    white.alpha_composite(image.resize(size, Image.Resampling.LANCZOS))
    return white, across / scale, top - box[1] * across


@lru_cache(maxsize=4)
def _layer(view: str) -> Image.Image:
    skin = ATLAS / view / "skin.webp"
    return Image.open(skin if skin.exists() else ATLAS / view / "shade.webp").convert("RGBA")


def _marks(image: Image.Image, at: Picture, zones, pins, rings) -> None:
    """Draw on the picture."""
    over = Image.new("RGBA", image.size)
    pen = ImageDraw.Draw(over)
    for corners, core in zones:
        line = [at.pixel(list(point)) for point in smooth(tuple(map(tuple, corners)))]
        pen.polygon(line, fill=(*ZONE, 96 if core else 36))
        pen.line([*line, line[0]], fill=(*ZONE, 255), width=3 if core else 1)
    for words, place in pins:
        x, y = at.pixel(place)
        pen.ellipse((x - 11, y - 11, x + 11, y + 11), fill="white", outline=(*PIN, 255), width=2)
        pen.text((x, y), words, fill=(*PIN, 255), anchor="mm", font=ImageFont.load_default(14))
    if rings:
        x, y = at.pixel(rings[0])
        for radius in rings[1]:
            r = radius / at.mm
            pen.ellipse((x - r, y - r, x + r, y + r), outline=(*RING, 255), width=2)
        pen.ellipse((x - 3, y - 3, x + 3, y + 3), fill=(*RING, 255))
    image.alpha_composite(over)
