"""How a deck looks: the school's name, logo and colour, the shape of the slides, the room."""

import html
import io
from dataclasses import dataclass

from course.deck.measure import MARGINS, Box

ACCENT = "#9e2a2b"
PAPERS = ("#ffffff", "#f6f1ea")  # what words in the accent colour stand on
LEAST = 4.5  # contrast of text, WCAG 2.2 AA
SIZES = {"16:9": (1280, 720), "4:3": (1280, 960)}
LARGE = 0.8  # in a large room a slide is smaller paper, so everything on it is larger


@dataclass(frozen=True)
class Look:
    """The look of a deck. `logo` is a data URI; `address` goes into a QR code."""

    school: str = ""
    logo: str = ""
    accent: str = ACCENT
    aspect: str = "16:9"
    large_room: bool = False
    high_contrast: bool = False
    address: str = ""

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of a slide in px."""
        scale = LARGE if self.large_room else 1
        return tuple(round(side * scale) for side in SIZES[self.aspect])

    @property
    def box(self) -> Box:
        """The text area of a slide."""
        width, height = self.size
        return Box(width - MARGINS[0], height - MARGINS[1])

    def style(self) -> str:
        """The style sheet rules that differ from the usual ones."""
        width, height = self.size
        rules = f":root{{--slide-width:{width}px;--slide-height:{height}px"
        if self.accent != ACCENT:
            rules += f";--accent:{self.accent};--deep:{darker(self.accent, 0.8)}"
        return rules + f"}}\n@page{{size:{width}px {height}px;margin:0}}"

    def mark(self) -> str:
        """The school's logo and name, for the foot of every slide."""
        logo = f'<img class="logo" alt="" src="{self.logo}">' if self.logo else ""
        return logo + html.escape(self.school)

    def title_mark(self) -> str:
        """The mark on the title slide, with the code to photograph where there is an address."""
        parts = []
        if self.school or self.logo:
            parts.append(f'<p class="school">{self.mark()}</p>')
        if self.address:
            words = html.escape(self.address)
            parts.append(f'<div class="code">{_code(self.address)}<span>{words}</span></div>')
        return "\n".join(parts)


USUAL = Look()


def _code(address: str) -> str:
    import segno

    raw = io.BytesIO()
    made = segno.make(address, error="m", micro=False)
    made.save(
        raw, kind="svg", xmldecl=False, svgns=False, title=f"Code for {address}", omitsize=True
    )
    return raw.getvalue().decode("utf-8")


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours '#rrggbb' (WCAG 2.2): 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def least_contrast(accent: str) -> float:
    """The lower of the contrasts of an accent colour with the papers it stands on."""
    return min(contrast(accent, paper) for paper in PAPERS)


def readable(accent: str) -> str:
    """The accent colour itself, or the lightest darker shade of it that can be read."""
    for share in range(100, -1, -2):
        found = darker(accent, share / 100)
        if least_contrast(found) >= LEAST:
            return found
    return ACCENT


def darker(colour: str, share: float) -> str:
    """The colour with its light reduced to `share`."""
    return "#" + "".join(f"{round(part * share):02x}" for part in _parts(colour))


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[i : i + 2], 16) for i in (1, 3, 5))


def _luminance(colour: str) -> float:
    parts = [part / 255 for part in _parts(colour)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
