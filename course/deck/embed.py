"""Untrusted HTML -> safe HTML that loads nothing: tags on a list, pictures inside the file."""

import base64
import mimetypes
import re
import urllib.parse
from collections.abc import Callable
from pathlib import Path

import nh3

# The elements of MathML that the converter writes.
MATH = {
    *("math", "mrow", "mi", "mo", "mn", "ms", "mtext", "mspace", "mstyle", "mpadded", "mphantom"),
    *("msup", "msub", "msubsup", "mover", "munder", "munderover", "mmultiscripts", "mprescripts"),
    *("mfrac", "msqrt", "mroot", "mtable", "mtr", "mtd", "menclose", "none"),
}
TAGS = (nh3.ALLOWED_TAGS - {"map"}) | {
    *MATH,
    "section",
    "figure",
    "figcaption",
    "details",
    "summary",
}
ATTRIBUTES = {name: set(names) for name, names in nh3.ALLOWED_ATTRIBUTES.items()} | {
    "*": {"class", "dir", "title", "lang", "style"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan", "align"},
    "td": {"colspan", "rowspan", "align"},
    "col": {"span", "width"},
    "math": {"display"},
    "mo": {"stretchy", "fence", "separator", "movablelimits", "form", "lspace", "rspace"},
    "mi": {"mathvariant"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mspace": {"width"},
    "mfrac": {"linethickness"},
}
PICTURES = {"image/png", "image/jpeg", "image/gif", "image/webp", "image/svg+xml", "image/avif"}
_NO_SOURCE = re.compile(r"<img(?![^>]*\ssrc=)[^>]*>")
_ALT = re.compile(r'alt="([^"]*)"')

LARGE = 200_000  # characters of base64

Resolve = Callable[[str], str | None]


def clean(html: str, resolve: Resolve) -> str:
    """Safe HTML: no scripts, handlers or style sheets, nothing that loads from elsewhere.

    `resolve(address)` gives a data URI for the address of a picture, or None; a picture without
    one is replaced by a box with its alt text.
    """

    def attribute(tag: str, name: str, value: str) -> str | None:
        if tag == "img" and name == "src":
            return resolve(value)
        if value.strip().lower().startswith(("data:", "attachment:")):
            return None
        return value

    safe = nh3.clean(
        html,
        tags=TAGS,
        clean_content_tags={"script", "style"},
        attributes=ATTRIBUTES,
        attribute_filter=attribute,
        url_schemes={"http", "https", "mailto", "data", "attachment"},
        filter_style_properties={"text-align"},
        link_rel="noopener",
    )
    return _NO_SOURCE.sub(_box, safe)


def _box(match: re.Match[str]) -> str:
    alt = _ALT.search(match.group())
    words = f": {alt.group(1)}" if alt and alt.group(1) else ""
    return f'<span class="missing">Picture not included{words}</span>'


def resolver(folder: Path, attachments: dict, missing: list[str]) -> Resolve:
    """Addresses of pictures -> data URIs: attachments, files beside the notebook, data URIs.

    What cannot be had, such as a picture on the web, is added to `missing`.
    """

    def resolve(address: str) -> str | None:
        found = _resolve(address.strip(), folder, attachments)
        if found is None:
            missing.append(address[:80])
        return found

    return resolve


def _resolve(address: str, folder: Path, attachments: dict) -> str | None:
    if address.startswith("data:"):
        kind = address[5:].split(";", maxsplit=1)[0].split(",", maxsplit=1)[0]
        return address if kind in PICTURES else None
    if address.startswith("attachment:"):
        bundle = attachments.get(urllib.parse.unquote(address.removeprefix("attachment:")), {})
        for kind, data in bundle.items():
            if kind in PICTURES:
                return data_uri(kind, joined(data))
        return None
    if re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:|//", address):
        return None
    path = folder / urllib.parse.unquote(urllib.parse.urlsplit(address).path)
    kind = mimetypes.guess_type(path.name)[0]
    try:
        return data_uri(kind, path.read_bytes()) if kind in PICTURES else None
    except OSError:
        return None


def data_uri(kind: str, data: bytes | str) -> str:
    """A data URI from bytes, or from base64 text (SVG: from its source)."""
    if isinstance(data, str) and kind == "image/svg+xml":
        data = data.encode("utf-8")
    if isinstance(data, bytes):
        data = base64.b64encode(data).decode("ascii")
    return f"data:{kind};base64,{''.join(data.split())}"


def smaller(kind: str, data: str) -> tuple[str, str]:
    """A large PNG (base64) as WebP where that saves much and shows no difference."""
    if kind != "image/png" or len(data) < LARGE:
        return kind, data
    import io

    from PIL import Image, UnidentifiedImageError

    packed = io.BytesIO()
    try:
        image = Image.open(io.BytesIO(base64.b64decode(data)))
        image.save(packed, "WEBP", quality=90, method=3)
    except (UnidentifiedImageError, OSError, ValueError):
        return kind, data
    if packed.tell() > 0.6 * len(data) * 0.75:
        return kind, data
    return "image/webp", base64.b64encode(packed.getvalue()).decode("ascii")


def joined(value: str | list[str]) -> str:
    """Jupyter keeps long texts as lists of lines."""
    return "".join(value) if isinstance(value, list) else value
