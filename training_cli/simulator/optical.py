"""The optical sensor: reflectance by season, sun and shadow, haze, blur, noise, and a stretch to 8 bits."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .canvas import Cover, Landscape
from .noise import Field, fractal, shape_of
from .parcels import attribute, mix
from .terrain import cast_shadow, illumination

Season = Literal["spring", "summer", "autumn", "winter"]
SEASONS: tuple[Season, ...] = ("spring", "summer", "autumn", "winter")

# Reflectance in red, green, blue.
_BASE: dict[Cover, tuple[float, float, float]] = {
    Cover.WATER: (0.030, 0.045, 0.055),
    Cover.SAND: (0.330, 0.300, 0.240),
    Cover.BARE: (0.210, 0.165, 0.125),
    Cover.SCRUB: (0.125, 0.105, 0.070),
    Cover.GRASS: (0.085, 0.115, 0.055),
    Cover.CROP: (0.100, 0.110, 0.060),
    Cover.FOREST: (0.032, 0.052, 0.030),
    Cover.ROAD: (0.165, 0.165, 0.160),
    Cover.PAVED: (0.200, 0.200, 0.190),
    Cover.GARDEN: (0.085, 0.095, 0.065),
    Cover.HOUSE: (0.170, 0.155, 0.140),
    Cover.HALL: (0.360, 0.360, 0.350),
}
_FOREST: dict[Season, tuple[float, float, float]] = {
    "spring": (0.045, 0.068, 0.033),
    "summer": (0.030, 0.052, 0.028),
    "autumn": (0.085, 0.065, 0.032),
    "winter": (0.065, 0.055, 0.042),
}
# What stands on fields in the season: colours, and how common each is.
_CROPS = np.array(
    [
        (0.045, 0.090, 0.035),
        (0.075, 0.115, 0.045),
        (0.270, 0.230, 0.140),
        (0.190, 0.165, 0.100),
        (0.125, 0.095, 0.070),
        (0.240, 0.200, 0.160),
        (0.200, 0.200, 0.040),
        (0.150, 0.140, 0.125),
    ]
)
_CROP_SHARE: dict[Season, tuple[float, ...]] = {
    "spring": (0.40, 0.20, 0.02, 0.05, 0.15, 0.10, 0.06, 0.02),
    "summer": (0.25, 0.20, 0.25, 0.12, 0.07, 0.06, 0.02, 0.03),
    "autumn": (0.10, 0.12, 0.12, 0.20, 0.22, 0.16, 0.00, 0.08),
    "winter": (0.15, 0.12, 0.02, 0.12, 0.30, 0.17, 0.00, 0.12),
}
_ROOFS = np.array(
    [(0.16, 0.15, 0.15), (0.24, 0.15, 0.11), (0.33, 0.32, 0.31), (0.10, 0.10, 0.10), (0.22, 0.21, 0.19)]
)


def _choose(
    ids: NDArray[np.uint32], rng: np.random.Generator, colours: NDArray[np.float64], share: tuple[float, ...]
) -> Field:
    """(H, W, 3): one of ``colours`` for each id."""
    ends = np.cumsum(np.array(share) / np.sum(share))[:-1]
    return np.asarray(colours[np.searchsorted(ends, attribute(ids, rng))], dtype=np.float32)


def reflectance(land: Landscape, rng: np.random.Generator, season: Season) -> Field:
    """(H, W, 3) surface reflectance, red green blue."""
    table = np.array([_BASE[cover] for cover in Cover], np.float32)
    table[Cover.FOREST] = _FOREST[season]
    dryness = rng.uniform(0.0, 0.8)
    table[Cover.GRASS] = (1 - dryness) * table[Cover.GRASS] + dryness * np.array(
        [0.20, 0.17, 0.10], np.float32
    )
    table[Cover.SCRUB] *= rng.uniform(0.7, 1.3)
    table[Cover.WATER] *= np.array(
        [rng.uniform(0.6, 2.2), rng.uniform(0.8, 1.8), rng.uniform(0.9, 1.5)], np.float32
    )
    table[Cover.ROAD] *= rng.uniform(0.9, 1.7)
    colour = table[land.cover]
    crop, roof = land.cover == Cover.CROP, (land.cover == Cover.HOUSE) | (land.cover == Cover.HALL)
    colour = np.where(crop[..., None], _choose(land.parcel, rng, _CROPS, _CROP_SHARE[season]), colour)
    roofs = _choose(mix(land.parcel, 9), rng, _ROOFS, tuple(rng.uniform(0.1, 1.0, len(_ROOFS))))
    bright = np.where(land.cover == Cover.HALL, np.float32(1.5), np.float32(1.0))[..., None]
    colour = np.where(roof[..., None], roofs * bright, colour)
    per_parcel = attribute(land.parcel, rng, 0.78, 1.25)
    vegetated = (land.cover >= Cover.SAND) & (land.cover <= Cover.FOREST) & ~crop
    colour = colour * np.where(land.cover == Cover.WATER, 1.0, per_parcel)[..., None]
    colour = colour * (1 + 0.10 * fractal(shape_of(land.cover), land.gsd, rng, 400.0, 2.0))[..., None].clip(
        0.5, 1.6
    )
    period = attribute(land.parcel, rng, 25.0, 70.0)
    strength = attribute(mix(land.parcel, 4), rng, -0.10, 0.12).clip(0, None)
    rows = np.where(crop, strength * np.sin(2 * np.pi * land.rows / period), 0)
    grain = 0.13 * vegetated * rng.standard_normal(land.cover.shape, dtype=np.float32)
    grey = colour.mean(axis=-1, keepdims=True)
    colour = grey + rng.uniform(0.55, 0.9) * (colour - grey)
    return np.asarray(colour * (1 + rows + grain)[..., None], dtype=np.float32)


def render_optical(land: Landscape, rng: np.random.Generator, season: Season) -> NDArray[np.uint8]:
    """Render a true-colour image.

    Args:
        land: the landscape.
        rng: source of randomness for colours, sun, haze and noise.
        season: sets crops, leaves and the height of the sun.

    Returns:
        (3, H, W) uint8, red green blue.
    """
    shape, gsd = shape_of(land.cover), land.gsd
    colour = reflectance(land, rng, season)
    azimuth = np.deg2rad(rng.uniform(110.0, 175.0))
    elevation = np.deg2rad(
        rng.uniform(*{"summer": (50.0, 66.0), "winter": (20.0, 35.0)}.get(season, (35.0, 52.0)))
    )
    sun = illumination(land.ground, gsd, azimuth, elevation) / np.sin(elevation)
    shadow = cast_shadow(land.ground + land.objects, gsd, azimuth, elevation)
    light = 0.22 + 0.78 * np.minimum(sun, 1.7) * (1 - 0.85 * shadow)
    radiance = colour * light[..., None]
    haze = rng.uniform(0.01, 0.10) * (1 + 0.25 * fractal(shape, gsd, rng, 8000.0, 4.0)).clip(0, 2)
    radiance = radiance * (1 - haze[..., None]) + haze[..., None] * np.array([0.75, 0.9, 1.15], np.float32)
    blur = rng.uniform(0.45, 0.75) * max(10.0 / gsd, 1.0) ** 0.5
    bright = float(np.quantile(radiance[::5, ::5], 0.97)) * rng.uniform(1.0, 1.6)
    gamma = rng.uniform(0.75, 1.05)
    bands = []
    for number in range(3):
        band = ndimage.gaussian_filter(radiance[..., number], blur) / bright * rng.uniform(0.92, 1.08)
        band = 255 * np.clip(band, 0, 1) ** gamma + rng.uniform(0.5, 2.0) * rng.standard_normal(
            shape, dtype=np.float32
        )
        bands.append(np.clip(np.rint(band), 0, 255).astype(np.uint8))
    return np.stack(bands)
