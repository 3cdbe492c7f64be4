"""Skin with the bones faded through it: the ground of palpation and pain plates."""

import numpy as np

from figures import compose
from figures.layers import Window, picture
from figures.request import Request
from figures.sheet import Panel


def ground(request: Request, panel: Panel, bones: float = 0.5) -> tuple[np.ndarray, np.ndarray]:
    """The picture of a panel and where there is skin (floats 0 to 1, unfaded)."""
    window, width = panel.window, panel.pixels
    if not request.view.shows_bones:
        image = picture(request.view, "shade.webp", window, width)
        return image, image[..., 3]
    image = picture(request.view, "skin.webp", window, width)
    skin = image[..., 3]
    if bones:
        # In their own colour: the zones and numbers need the contrast.
        through = compose.bones(request.view, window, width, None)
        through = through.copy()
        through[..., 3] *= skin
        image = compose.over(image, through, bones)
    return image, skin


def window_around(request: Request, points: np.ndarray, margin: float, aspect: float) -> Window:
    """A window of the view around `points` (mm), `aspect` = width / height, inside the view."""
    left, right, bottom, top = request.view.extent
    low, high = points.min(axis=0) - margin, points.max(axis=0) + margin
    tall = max(high[1] - low[1], (high[0] - low[0]) / aspect)
    tall = min(tall, top - bottom, (right - left) / aspect)
    wide = tall * aspect
    u = np.clip((low[0] + high[0]) / 2, left + wide / 2, right - wide / 2)
    v = np.clip((low[1] + high[1]) / 2, bottom + tall / 2, top - tall / 2)
    return tuple(float(x) for x in (u - wide / 2, u + wide / 2, v - tall / 2, v + tall / 2))
