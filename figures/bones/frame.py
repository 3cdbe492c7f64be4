"""Where the sculpted bones stand in the world frame.

World frame, mm, origin between the heels on the floor, seen from behind::

            z up
            |   / y to the back, toward the viewer of a posterior view
            |  /
            | /
            +-------- x to the subject's right

Bones are sculpted in a *drawing frame* of their own (mm; x to the subject's right, y to the back,
z up, a tall male pelvis); :func:`to_world` puts them into the body of the atlas. It is the only
place where the two frames meet.
"""

from __future__ import annotations

import numpy as np

# The body is 1.75 m tall and lean; the drawing frame belongs to a larger man. Width and depth are
# chosen so that crest and spines lie a few millimetres under the skin.
SCALE = np.array([0.912, 0.88, 0.937])
HIP_IN_DRAWING = np.array([0.0, 163.0, 929.0])  # between the hip joint centres
HIP_IN_WORLD = np.array([0.0, -77.0, 918.5])


def to_world(points) -> np.ndarray:
    """Drawing frame to world frame, mm; works on (3,) and (n, 3)."""
    return (np.asarray(points, float) - HIP_IN_DRAWING) * SCALE + HIP_IN_WORLD


def from_world(points) -> np.ndarray:
    """World frame to drawing frame, mm."""
    return (np.asarray(points, float) - HIP_IN_WORLD) / SCALE + HIP_IN_DRAWING


def tilted(points, origin, tilt_deg: float) -> np.ndarray:
    """Turn local points (or a cloud) about x, positive tips the top backwards, and move them."""
    angle = np.radians(tilt_deg)
    cos, sin = np.cos(angle), np.sin(angle)
    out = np.array(points, float)
    y, z = out[..., 1].copy(), out[..., 2].copy()
    out[..., 1], out[..., 2] = cos * y + sin * z, cos * z - sin * y
    out[..., :3] += np.asarray(origin, float)
    return out
