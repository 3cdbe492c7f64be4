"""Ink: lines at silhouettes, at borders between structures and in creases."""

from __future__ import annotations

import numpy as np
from scipy import ndimage

from figures.render.scene import Surface

BACKGROUND_DEPTH = -900.0  # mm, far behind everything


def ink_lines(seen: Surface, mm_per_pixel: float) -> np.ndarray:
    """Strength of ink 0..1 at every pixel."""
    depth = np.where(seen.hit, np.nan_to_num(seen.depth), BACKGROUND_DEPTH)
    ink = np.zeros(depth.shape)
    border = np.zeros(depth.shape, bool)
    for axis in (0, 1):
        before, after = np.roll(depth, 1, axis) - depth, np.roll(depth, -1, axis) - depth
        fold = -(before + after) / mm_per_pixel  # large where a near edge hides something far
        ink = np.maximum(ink, np.clip((fold - 1.6) / 3.2, 0, 1))
        border |= seen.mesh != np.roll(seen.mesh, 1, axis)
    ink = np.maximum(ink, 0.55 * border)
    silhouette = ndimage.binary_dilation(~seen.hit) & seen.hit
    ink = np.maximum(ink, silhouette)
    return ndimage.gaussian_filter(ndimage.maximum_filter(ink, size=2), 0.75)
