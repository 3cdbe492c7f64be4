"""Layers -> one picture: tinted bones, muscles in order of depth, ghosts, soft edges."""

import numpy as np
from matplotlib.colors import to_rgb

from figures.layers import View, Window, mask, muscle_picture, picture
from figures.schemes import BONE, Roles

IVORY = np.array([0.93, 0.89, 0.80], np.float32)  # the bones' own colour in the baked layers
HATCH_MM = 7.0


def bones(view: View, window: Window, width: int, found: Roles | None) -> np.ndarray:
    """The bones, tinted by their roles; a bone that is both is hatched in both colours."""
    image = picture(view, "shade.webp", window, width).copy()
    if found is None:
        return image
    for role in ("origin", "insertion", "between", "both"):
        ids = {
            f"{b}{s}" for b, r in found.bones.items() if r == role for s in ("", "-right", "-left")
        }
        where = mask(view, ids, window, width) if ids else None
        if where is not None and where.any():
            tint(image, where, _role_colour(role, where > 0, window))
    return image


def tint(image: np.ndarray, where: np.ndarray, colour: np.ndarray, strength: float = 0.7) -> None:
    """Colour the picture in place where `where` is 1; light and shade stay."""
    seen = where > 0  # a bone fills a small part of the picture
    before = image[seen, :3]
    light = (before @ (1 / IVORY / 3))[:, None]
    lit = np.clip(light * colour, 0, 1) ** np.float32(0.96)
    weight = where[seen][:, None] * np.float32(strength)
    image[seen, :3] = before * (1 - weight) + lit * weight


def _role_colour(role: str, seen: np.ndarray, window: Window) -> np.ndarray:
    """The colour of a role: one for all, or one for each pixel of `seen` where it is hatched."""
    if role != "both":
        return np.array(to_rgb(BONE[role]), np.float32)
    mm = (window[1] - window[0]) / seen.shape[1]
    rows, columns = (axis.astype(np.float32) * mm for axis in np.nonzero(seen))
    wave = np.sin((rows + columns) * (2 * np.pi / (HATCH_MM * np.sqrt(2))))
    share = np.clip(wave * HATCH_MM / mm / 6 + 0.5, 0, 1)[:, None]
    blue, green = (np.array(to_rgb(BONE[r]), np.float32) for r in ("origin", "insertion"))
    return blue * share + green * (1 - share)


def lay(
    image: np.ndarray,
    view: View,
    layer: dict,
    window: Window,
    colour: str | None = None,
    opacity: float = 1.0,
) -> None:
    """Lay a muscle over the picture of `window` in place, tinted unless `colour` is None."""
    own, (rows, columns) = muscle_picture(view, layer, window, image.shape[1])
    if own.size:
        if colour is not None:
            _tinted(own, colour)
        image[rows, columns] = over(image[rows, columns], own, opacity)


def coverage(view: View, layer: dict, window: Window, width: int) -> np.ndarray:
    """How far a muscle covers each pixel of a window, `width` pixels across: floats 0 to 1."""
    left, right, bottom, top = window
    found = np.zeros((max(round(width * (top - bottom) / (right - left)), 1), width), np.float32)
    own, (rows, columns) = muscle_picture(view, layer, window, width)
    if own.size:
        found[rows, columns] = own[..., 3]
    return found


def _tinted(image: np.ndarray, colour: str) -> None:
    grey = image[..., :3] @ np.array([0.3, 0.59, 0.11], np.float32)
    seen = grey[image[..., 3] > 0.5]
    light = np.clip(grey / max(float(np.median(seen)) if seen.size else 1, 0.05), 0, 1.6)
    tone = np.array(to_rgb(colour), np.float32)
    image[..., :3] = np.clip(tone * (0.4 + 0.6 * light[..., None]), 0, 1)


def over(below: np.ndarray, above: np.ndarray, opacity: float = 1.0) -> np.ndarray:
    """Porter-Duff 'over' of two RGBA pictures."""
    top = above[..., 3:] * opacity
    under = below[..., 3:] * (1 - top)
    alpha = top + under
    colour = (above[..., :3] * top + below[..., :3] * under) / np.maximum(alpha, 1e-4)
    return np.concatenate([colour, alpha], axis=2)


def soften(image: np.ndarray, window: Window, edges: Window) -> np.ndarray:
    """Fade the edges to nothing over `edges` mm (left, right, bottom, top)."""
    height, width = image.shape[:2]
    mm = (window[1] - window[0]) / width
    across, down = np.arange(width) * mm, np.arange(height) * mm
    left, right, bottom, top = edges
    row = _ramp(across, left) * _ramp(across[-1] - across, right)
    column = _ramp(down, top) * _ramp(down[-1] - down, bottom)
    faded = image.copy()
    faded[..., 3] *= row[None, :] * column[:, None]
    return faded


def _ramp(distance: np.ndarray, width: float) -> np.ndarray:
    if width <= 0:
        return np.ones_like(distance, np.float32)
    share = np.clip(distance / width, 0, 1)
    return (share * share * (3 - 2 * share)).astype(np.float32)
