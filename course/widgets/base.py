"""The base of every widget: one ES module, the facts it shows, the state it keeps.

All that is seen changes in the browser. Python hands over ``data`` (JSON) and the views of the
atlas, and sees what the student does as ``state``: a dict that can be read and set at any time.
"""

import base64
import functools
from pathlib import Path
from typing import Any

import anywidget
import traitlets

from course.widgets.atlas import atlas_view
from patterns_data.kept import digest, kept

HERE = Path(__file__).parent


def module(*names: str) -> str:
    """The ES module of a widget: what all share, then its own parts."""
    parts = [(HERE / f"{name}.js").read_text(encoding="utf-8") for name in ("kit", *names)]
    return "\n".join(parts)


@functools.cache
def style() -> str:
    """The style sheet all widgets share."""
    return (HERE / "kit.css").read_text(encoding="utf-8")


class PalpateWidget(anywidget.AnyWidget):
    """A widget with facts, views of the atlas and kept state.

    ``still`` is the sentence that stands for it where nothing runs, and ``picture`` the view and
    file of the atlas shown with it.
    """

    data = traitlets.Dict().tag(sync=True)
    state = traitlets.Dict().tag(sync=True)
    atlas = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        data: dict[str, Any],
        views: list[str],
        still: str,
        picture: tuple[str, str] | None = None,
        state: dict[str, Any] | None = None,
    ):
        self.still, self._picture = still, picture
        self._views = {view: atlas_view(view) for view in dict.fromkeys(views)}  # kept alive
        places = {view: f"IPY_MODEL_{model.model_id}" for view, model in self._views.items()}
        super().__init__(data=data, atlas=places, state=state or {})

    def set(self, **values: Any) -> None:
        """Change some of the kept state, such as ``widget.set(side="left")``."""
        self.state = {"v": 1, **self.state, **values}

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict, dict] | None:
        """The live widget and, where JavaScript is off, a still picture and a sentence."""
        found = super()._repr_mimebundle_(**kwargs)
        if not found:
            return found
        data, metadata = found
        data["text/plain"] = self.still
        if self._picture:
            data["image/jpeg"] = still_picture(*self._picture)
            metadata = metadata | {"image/jpeg": {"alt": self.still}}
        return data, metadata


@functools.cache
def still_picture(view: str, file: str) -> str:
    """A picture of the atlas on white as JPEG, base64, at most 640 pixels wide."""
    from figures.atlas_index import ATLAS

    layer = (ATLAS / view / file).read_bytes()
    picture = kept("stills", digest(b"640 px, JPEG 80", layer), lambda: _on_white(layer))
    return base64.b64encode(picture).decode("ascii")


def _on_white(layer: bytes) -> bytes:
    import io

    from PIL import Image

    image = Image.open(io.BytesIO(layer)).convert("RGBA")
    image.thumbnail((640, 640))
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    out = io.BytesIO()
    white.save(out, "JPEG", quality=80)
    return out.getvalue()
