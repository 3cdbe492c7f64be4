"""Seeded value noise in space, for mottled bone and muscle fibres."""

from __future__ import annotations

import numpy as np


def _hash(x: np.ndarray, y: np.ndarray, z: np.ndarray, seed: int) -> np.ndarray:
    """A repeatable random number in 0..1 for each lattice point."""
    n = (x * 374761393 + y * 668265263 + z * 2147483647 + seed * 144665) & 0xFFFFFFFF
    n = ((n ^ (n >> 13)) * 1274126177) & 0xFFFFFFFF
    return ((n ^ (n >> 16)) & 0xFFFF).astype(np.float32) / np.float32(65535)


def value_noise(points: np.ndarray, seed: int = 0) -> np.ndarray:
    """Smooth noise in 0..1 at (n, 3) points; one feature per unit length."""
    cell = np.floor(points).astype(np.int64)
    f = (points - cell).astype(np.float32)
    f = f * f * (3 - 2 * f)
    total = np.zeros(len(points), np.float32)
    for corner in np.ndindex(2, 2, 2):
        weight = np.ones(len(points), np.float32)
        for axis, upper in enumerate(corner):
            weight *= f[:, axis] if upper else 1 - f[:, axis]
        total += weight * _hash(*(cell + corner).T, seed)
    return total


def layered_noise(points: np.ndarray, octaves: int, seed: int = 0) -> np.ndarray:
    """Sum of ever finer, ever weaker noise, in 0..1."""
    total, weight = np.zeros(len(points), np.float32), 0.0
    for octave in range(octaves):
        total += 0.5**octave * value_noise(points * 2**octave, seed + octave)
        weight += 0.5**octave
    return total / weight
