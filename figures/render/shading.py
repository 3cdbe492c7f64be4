"""Light and colour: from what the camera sees to a drawing of ivory bone, skin or muscle."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from figures.render.ink import ink_lines
from figures.render.noise import layered_noise
from figures.render.scene import Camera, Surface

LIGHT = np.array([-0.42, 0.52, 0.74]) / np.linalg.norm([-0.42, 0.52, 0.74])
FILL = np.array([0.75, -0.15, 0.45])
FOG_COLOUR = np.array([0.99, 0.98, 0.965])
INK_COLOUR = np.array([0.27, 0.17, 0.13])
CONTACT_SHADOW = np.array([0.16, 0.09, 0.06])
SKIN_INK = np.array([0.30, 0.29, 0.33])

BONE_DARK, BONE_LIGHT = np.array([0.935, 0.890, 0.795]), np.array([0.965, 0.932, 0.860])
DISC_COLOUR = np.array([0.78, 0.83, 0.85])
SKIN_COLOUR = np.array([0.945, 0.905, 0.868])
TENDON_DARK, TENDON_LIGHT = np.array([0.80, 0.74, 0.66]), np.array([0.965, 0.935, 0.885])
SHADOW = {"bone": (0.50, 0.38, 0.28), "disc": (0.30, 0.25, 0.28), "muscle": (0.30, 0.08, 0.09)}

# Dark, middle and glinting fibre: deep muscles are a darker, cooler red.
FIBRES = {
    "superficial": ((0.62, 0.21, 0.17), (0.82, 0.41, 0.33), (0.94, 0.68, 0.58)),
    "middle": ((0.55, 0.13, 0.11), (0.79, 0.33, 0.26), (0.94, 0.62, 0.52)),
    "deep": ((0.46, 0.09, 0.13), (0.74, 0.28, 0.28), (0.92, 0.60, 0.55)),
}


@dataclass
class Coat:
    """Colour (n, 3), relief (n,) mm and gloss (n,) of the surface points."""

    colour: np.ndarray
    relief: np.ndarray
    gloss: np.ndarray


def mix(a, b, share: np.ndarray) -> np.ndarray:
    """Blend two colours."""
    a, b = np.asarray(a, float), np.asarray(b, float)
    return a + (b - a) * share[..., None]


def bone_coat(seen: Surface, kinds: np.ndarray) -> Coat:
    """Ivory with faint periosteal mottling; discs a cool grey. ``kinds`` per hit."""
    count = len(seen.points)
    colour, relief = np.tile(DISC_COLOUR, (count, 1)), np.zeros(count)
    bone = kinds == "bone"
    at = seen.points[bone]
    mottle = layered_noise(at / [10.3, 10.3, 12.2], 3, 5)
    grain = layered_noise(at / [1.4, 1.4, 2.1], 2, 9)
    colour[bone] = mix(BONE_DARK, BONE_LIGHT, np.clip((mottle - 0.3) / 0.4, 0, 1))
    relief[bone] = grain * 0.11 + mottle * 0.25
    return Coat(colour, relief, np.zeros(count))


def muscle_coat(fibre: dict[str, np.ndarray], red: str) -> Coat:
    """Fibre streaks, paler tendinous ends, dark clefts between fascicles."""
    dark, middle, glint = FIBRES[red]
    streak, edge = fibre["streak"], fibre["edge"]
    tendon = np.clip(fibre["tendon"], 0, 1) * 0.92
    colour = mix(dark, middle, streak)
    shine = 0.55 * np.clip((streak - 0.72) / 0.28, 0, 1)
    colour += (np.asarray(glint) - colour) * shine[:, None]
    pale = mix(TENDON_DARK, TENDON_LIGHT, np.clip(streak * 1.1, 0, 1))
    colour = colour * (1 - tendon[:, None]) + pale * tendon[:, None]
    colour *= (1 - 0.42 * edge * (1 - 0.6 * tendon))[:, None]
    relief = streak * 0.34 * (1 - 0.4 * tendon) - 0.5 * edge
    return Coat(colour, relief, 0.22 * (1 - 0.5 * tendon))


def bumped(seen: Surface, relief: np.ndarray, eye: Camera) -> np.ndarray:
    """Camera-frame normals, tilted by the relief (mm) where neighbours are the same structure."""
    image = np.zeros(seen.hit.shape)
    image[seen.hit] = relief
    inside = np.ones(seen.hit.shape, bool)
    for axis in (0, 1):
        for step in (1, -1):
            inside &= seen.mesh == np.roll(seen.mesh, step, axis)
    down, right = np.gradient(image / eye.mm_per_pixel)
    normals = seen.normals @ eye.axes.T
    facing = 0.55 * np.clip(normals[:, 2], 0.2, 1)
    normals[:, 0] -= np.where(inside, right, 0)[seen.hit] * facing
    normals[:, 1] += np.where(inside, down, 0)[seen.hit] * facing
    return normals / np.linalg.norm(normals, axis=1, keepdims=True)


def lit(seen: Surface, coat: Coat, sky: np.ndarray, kinds: np.ndarray, eye: Camera) -> np.ndarray:
    """Colours (n, 3) under a soft key light from the upper left, a fill and occlusion ``sky``."""
    normals = bumped(seen, coat.relief, eye)
    key = np.clip(normals @ LIGHT * 0.5 + 0.5, 0, 1) ** 1.55
    fill = np.clip(normals @ FILL, 0, 1) * 0.16
    light = np.clip(0.30 + 0.74 * key + fill, 0, 1.12) * (0.28 + 0.72 * sky**1.15)
    shade = np.array([SHADOW[k] for k in ("bone", "disc", "muscle")])
    tint = shade[np.select([kinds == "bone", kinds == "disc"], [0, 1], 2)]
    dark = 0.28 * np.clip(1 - light, 0, 1)[:, None]
    colour = coat.colour * light[:, None] * (1 - dark) + tint * dark
    halfway = LIGHT + np.array([0, 0, 1.0])
    halfway /= np.linalg.norm(halfway)
    colour += (coat.gloss * np.clip(normals @ halfway, 0, 1) ** 28 * sky)[:, None]
    rim = np.clip(1 - (seen.normals @ eye.axes[2]), 0, 1) ** 3
    return colour * (1 - 0.20 * rim)[:, None]


def skin_colours(seen: Surface, sky: np.ndarray, eye: Camera) -> np.ndarray:
    """Colours (n, 3) of plain, softly lit skin."""
    normals = seen.normals @ eye.axes.T
    key = np.clip(normals @ LIGHT * 0.5 + 0.5, 0, 1) ** 1.45
    light = np.clip(0.40 + 0.66 * key, 0, 1.08) * (0.45 + 0.55 * sky)
    dark = 0.25 * np.clip(1 - light, 0, 1)[:, None]
    colour = SKIN_COLOUR * light[:, None] * (1 - dark) + np.array([0.46, 0.36, 0.34]) * dark
    return colour * (1 - 0.22 * np.clip(1 - normals[:, 2], 0, 1) ** 3)[:, None]


def drawing(
    seen: Surface,
    colours: np.ndarray,
    eye: Camera,
    *,
    fog: tuple[float, float] | None = None,
    ink_colour: np.ndarray = INK_COLOUR,
    ink_strength: float = 0.80,
) -> np.ndarray:
    """RGBA picture (height, width, 4), floats 0..1: colours, haze with depth, ink on top."""
    image = np.zeros((*seen.hit.shape, 4))
    ink = ink_lines(seen, eye.mm_per_pixel)[seen.hit]
    if fog:
        start, reach = fog
        haze = 0.80 * np.clip((start - seen.depth[seen.hit]) / reach, 0, 1)
        colours = colours * (1 - haze[:, None]) + FOG_COLOUR * haze[:, None]
        ink = ink * (1 - 0.8 * haze)
    ink = (ink_strength * ink)[:, None]
    image[seen.hit, :3] = np.clip(colours * (1 - ink) + ink_colour * ink, 0, 1)
    image[seen.hit, 3] = 1
    return image


def shrunk(image: np.ndarray, factor: int) -> np.ndarray:
    """Average ``factor`` x ``factor`` pixels, colours weighted by their opacity."""
    height, width = image.shape[0] // factor, image.shape[1] // factor
    alpha = image[..., 3:]
    stacked = np.concatenate([image[..., :3] * alpha, alpha], -1)
    mean = stacked.reshape(height, factor, width, factor, 4).mean((1, 3))
    mean[..., :3] /= np.maximum(mean[..., 3:], 1e-4)
    return mean
