"""A school's logo: checked, made small, as a data URI."""

import io
import warnings
from pathlib import Path
from xml.etree import ElementTree

from course.deck.embed import data_uri

MOST_BYTES = 5_000_000
MOST_SVG = 200_000
MOST_PIXELS = 40_000_000
TALL = 192  # px; it is shown up to 64 px tall, projectors and paper want more


class LogoError(ValueError):
    """The logo cannot be used; the message says why and what to do."""


def logo_uri(path: Path) -> str:
    """The logo as a data URI: SVG as it is, pictures as PNG at most 192 px tall.

    Raises LogoError when it is missing, no picture, or far too large.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise LogoError(f"'{path.name}' cannot be read: {error.strerror}") from error
    if len(data) > MOST_BYTES:
        size, most = len(data) / 1e6, MOST_BYTES / 1e6
        raise LogoError(f"'{path.name}' has {size:.0f} MB, at most {most:.0f} MB are allowed")
    return _svg(path, data) if path.suffix.lower() == ".svg" else _picture(path, data)


def _svg(path: Path, data: bytes) -> str:
    if len(data) > MOST_SVG:
        raise LogoError(f"'{path.name}' has over {MOST_SVG // 1000} kB; save it as PNG")
    if b"<!ENTITY" in data:
        raise LogoError(f"'{path.name}' holds entities, which are not allowed; save it as PNG")
    try:
        root = ElementTree.fromstring(data)  # no entities, and small
    except ElementTree.ParseError as error:
        raise LogoError(f"'{path.name}' is not an SVG picture: {error}") from error
    if not root.tag.endswith("svg"):
        raise LogoError(f"'{path.name}' is not an SVG picture")
    return data_uri("image/svg+xml", data)


def _picture(path: Path, data: bytes) -> str:
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "WEBP"))
            size = f"{image.width} by {image.height} pixels"
            if image.width * image.height <= MOST_PIXELS:
                image = image.convert("RGBA")
    except UnidentifiedImageError as error:
        message = f"'{path.name}' is not a PNG, JPEG, WebP or SVG picture"
        raise LogoError(message) from error
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise LogoError(f"'{path.name}' is far too large; make it 4000 by 4000 at most") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise LogoError(f"'{path.name}' cannot be read as a picture: {error}") from error
    if image.width * image.height > MOST_PIXELS:
        raise LogoError(f"'{path.name}' has {size}; make it 4000 by 4000 at most")
    if image.height > TALL:
        wide = max(round(image.width * TALL / image.height), 1)
        image = image.resize((wide, TALL), Image.Resampling.LANCZOS)
    packed = io.BytesIO()
    image.save(packed, "PNG", optimize=True)
    return data_uri("image/png", packed.getvalue())
