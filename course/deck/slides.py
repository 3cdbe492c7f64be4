"""Notebook cells -> slides: by their slideshow metadata, or at headings where there is none."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from course.deck.embed import resolver
from course.deck.fit import parse
from course.deck.markdown import code_block, to_html
from course.deck.outputs import output_html
from course.deck.widgets import Widgets
from course.quick import nbformat

LONG = 12  # blocks without a heading after which a notebook without metadata gets a new slide


@dataclass
class Slide:
    """One slide before it is fitted: blocks below an optional heading."""

    below: bool = False  # stands below the slide before it, reached with the down arrow
    layout: str = "text"
    section: str = ""
    minutes: float = 0
    heading: Tag | None = None
    blocks: list[Tag] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """True when there is nothing to show."""
        return self.heading is None and not self.blocks


@dataclass
class Options:
    """How cells are shown; `ready` holds the blocks of cells that were prepared before."""

    folder: Path
    show_code: bool = False
    missing: list[str] = field(default_factory=list)
    widgets: Widgets = field(default_factory=Widgets)
    ready: dict[int, list[Tag]] = field(default_factory=dict)


def prepare(notebook: nbformat.NotebookNode, options: Options) -> None:
    """Turn the Markdown cells into blocks, which needs no outputs."""
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "markdown":
            resolve = resolver(options.folder, cell.get("attachments", {}), options.missing)
            options.ready[number] = parse(to_html(cell.source, resolve))


def slides_of(notebook: nbformat.NotebookNode, options: Options) -> list[Slide]:
    """The slides of a notebook; `options.missing` gets the addresses of pictures left out."""
    if not options.ready:
        prepare(notebook, options)
    planned = any(cell.metadata.get("slideshow", {}).get("slide_type") for cell in notebook.cells)
    slides: list[Slide] = [Slide()]
    for number, cell in enumerate(notebook.cells, start=1):
        if cell.cell_type == "raw":
            continue
        kind = cell.metadata.get("slideshow", {}).get("slide_type", "-") if planned else None
        ours = cell.metadata.get("palpate", {})
        if kind == "skip":
            continue
        resolve = resolver(options.folder, cell.get("attachments", {}), options.missing)
        if kind == "notes":
            slides[-1].notes.append(to_html(cell.source, resolve))
            continue
        blocks = _blocks(cell, number, options, resolve)
        if kind in ("slide", "subslide"):
            slides.append(Slide(below=kind == "subslide"))
        if kind == "fragment":
            for block in blocks:
                block["class"] = [*block.get("class", []), "fragment"]
        (_add if planned else _add_by_headings)(slides, blocks)
        _describe(slides[-1], ours, resolve)
    return [slide for slide in slides if not slide.empty]


def _add(slides: list[Slide], blocks: list[Tag]) -> None:
    slide = slides[-1]
    for block in blocks:
        if slide.heading is None and not slide.blocks and _level(block):
            slide.heading = block
        else:
            slide.blocks.append(block)


def _add_by_headings(slides: list[Slide], blocks: list[Tag]) -> None:
    for block in blocks:
        level = _level(block)
        if level in (1, 2, 3):
            slides.append(Slide(below=level == 3 and len(slides) > 1, heading=block))
        elif len(slides[-1].blocks) >= LONG:
            heading = slides[-1].heading
            slides.append(Slide(below=True, heading=_again(heading), blocks=[block]))
        else:
            slides[-1].blocks.append(block)


def _again(heading: Tag | None) -> Tag | None:
    return BeautifulSoup(str(heading), "html.parser").find(True) if heading else None


def _level(block: Tag) -> int:
    return int(block.name[1]) if block.name in ("h1", "h2", "h3", "h4", "h5", "h6") else 0


def _describe(slide: Slide, ours: dict[str, Any], resolve: Any) -> None:
    if ours.get("layout", "text") != "text":
        slide.layout = str(ours["layout"])
    slide.section = str(ours.get("section", slide.section))
    minutes = ours.get("time", 0)
    slide.minutes += minutes if isinstance(minutes, int | float) else 0
    if ours.get("notes"):
        slide.notes.append(to_html(str(ours["notes"]), resolve))


def _blocks(cell: Any, number: int, options: Options, resolve: Any) -> list[Tag]:
    if cell.cell_type == "markdown":
        return options.ready[number]
    html = code_block(cell.source) if options.show_code and cell.source.strip() else ""
    alt = _alt(cell, number)
    html += "\n".join(output_html(output, alt, resolve, options.widgets) for output in cell.outputs)
    return parse(html)


def _alt(cell: Any, number: int) -> str:
    """Words for a picture that brings none: the author's, else what the cell says it does."""
    own = cell.metadata.get("palpate", {}).get("alt")
    if own:
        return str(own)
    lines = [line.strip() for line in cell.source.splitlines() if line.strip()]
    comment = next((line.lstrip("# ") for line in lines if line.startswith("#")), "")
    what = comment or (lines[-1][:100] if lines else "no code")
    return f"Figure from cell {number} of the notebook: {what}"
