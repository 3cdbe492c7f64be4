"""The nbconvert exporter `palpate_deck`: `jupyter nbconvert --to palpate_deck any.ipynb`."""

from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import Exporter
from traitlets import Bool

from course.export.job import Job
from course.export.one import finished


class PalpateDeckExporter(Exporter):
    """One HTML file that opens without a network; see course/export."""

    export_from_notebook = "Palpate deck"
    output_mimetype = "text/html"

    show_code = Bool(False, help="Show the code cells as well.").tag(config=True)

    def _file_extension_default(self) -> str:
        return ".deck.html"

    def from_notebook_node(
        self, nb: nbformat.NotebookNode, resources: Any = None, **kw: Any
    ) -> tuple[str, Any]:
        """The deck as text. A lesson of ours without outputs is run first."""
        nb, resources = super().from_notebook_node(nb, resources, **kw)
        where = resources.get("metadata", {})
        folder = Path(where.get("path") or ".").resolve()
        job = Job(
            name=str(where.get("name", "notebook")),
            source=nbformat.writes(nb),
            folder=str(folder),
            execute="palpate" in nb.metadata and not _has_outputs(nb),
            show_code=self.show_code,
        )
        built = finished(job)
        for line in built.notes:
            self.log.info(line)
        return built.html.decode("utf-8"), resources


def _has_outputs(notebook: nbformat.NotebookNode) -> bool:
    return any(cell.get("outputs") for cell in notebook.cells)
