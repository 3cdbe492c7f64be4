"""Present a lesson or the notebook at hand from JupyterLab.

    from course.present import present
    present()                       # this notebook, as it is saved
    present("sacrum-one-side")      # a lesson

The deck appears below the cell and, by its link, in a window of its own; it is made again whenever
the notebook is saved.
"""

import html
import os
import threading
from pathlib import Path

from course.export.build import How
from course.export.preview import Preview


class Presented:
    """A running preview; `stop()` ends it."""

    def __init__(self, preview: Preview):
        self._preview = preview
        self.address = preview.address
        threading.Thread(target=preview.serve, daemon=True).start()

    def stop(self) -> None:
        """End the preview."""
        self._preview.stop()
        self._preview.__exit__()

    def _repr_html_(self) -> str:
        address = html.escape(self.address)
        return (
            f'<p><a href="{address}" target="_blank" rel="noopener">Open the slides in a window of '
            f"their own</a> (then S for the presenter view, F for the whole screen)</p><iframe "
            f'title="Slides" src="{address}" style="width:100%;aspect-ratio:16/9;border:1px solid '
            '#d9d4cc" allow="fullscreen"></iframe>'
        )


def present(what: str | None = None) -> Presented:
    """Show a pattern (its id) or a notebook (its path; default: the one this is called from).

    Raises ValueError when it is not known which notebook is meant.
    """
    name = what or os.environ.get("JPY_SESSION_NAME", "")
    if not name:
        raise ValueError(
            "it is not known which notebook this is; give its path: present('my.ipynb')"
        )
    path = Path(name) if name.endswith(".ipynb") else None
    if path is not None and not path.is_file():
        path = Path(path.name)  # the server counts from its own folder, the kernel from here
    if path is not None and not path.is_file():
        raise ValueError(f"there is no notebook '{name}'")
    data = os.environ.get("PALPATE_DATA", "")
    how = How(workers=os.cpu_count() or 1, data=data, allow_errors=True)
    return Presented(Preview(str(path or name), path, how).__enter__())
