"""Cells of a lesson before they become a notebook: text or code, slide type, time, notes."""

from dataclasses import dataclass
from typing import Any, Literal

Layout = Literal[
    *("title", "map", "figure", "widgets", "text", "sources"),
    *("agenda", "poll", "practice", "break"),
]


@dataclass(frozen=True)
class Cell:
    """One cell. `minutes` is class time; `notes` is Markdown for the presenter."""

    id: str
    source: str
    kind: Literal["markdown", "code"] = "markdown"
    slide: Literal["slide", "subslide", "fragment", "skip", "-"] = "slide"
    layout: Layout = "text"
    section: str = ""
    minutes: float = 0
    notes: str = ""
    alt: str = ""

    def metadata(self) -> dict[str, Any]:
        """The metadata of the notebook cell; empty values are left out."""
        ours: dict[str, Any] = {"layout": self.layout}
        for name, value in (
            ("section", self.section),
            ("time", self.minutes),
            ("notes", self.notes),
            ("alt", self.alt),
        ):
            if value:
                ours[name] = value
        data: dict[str, Any] = {"palpate": ours, "slideshow": {"slide_type": self.slide}}
        if self.kind == "code":
            data["tags"] = ["widget" if self.layout == "widgets" else "plate"]
        return data


def below_first(index: int) -> Literal["slide", "subslide"]:
    """The first of several slides stands in the main line, the others below it.

    Presenters who press the right arrow stay in the main line; the down arrow shows the rest.
    """
    return "subslide" if index else "slide"


def in_groups(items: list[Any], size: int) -> list[list[Any]]:
    """The items in groups of at most `size`, as even as possible, order kept."""
    count = -(-len(items) // size)
    step, extra = divmod(len(items), count) if count else (0, 0)
    groups, start = [], 0
    for index in range(count):
        end = start + step + (index < extra)
        groups.append(items[start:end])
        start = end
    return groups


def part(title: str, index: int, count: int) -> str:
    """The title, with '(2 of 3)' where it takes several slides."""
    return f"{title} ({index + 1} of {count})" if count > 1 else title
