"""Relief: plains, hills or mountains with valleys, and the local geometry that light and radar see."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .noise import Field, Shape, band, fractal, ridged, smoothstep, upper_share, warp


@dataclass(frozen=True)
class Relief:
    """Ground height.

    Attributes:
        height: (H, W) metres above the lowest water.
        mountains: (H, W) 0 in the plain, 1 in the mountains.
    """

    height: Field
    mountains: Field


def make_relief(
    shape: Shape, gsd: float, rng: np.random.Generator, mountain_share: float, amplitude: float, calm: Field
) -> Relief:
    """Fractal relief whose mountains rise from a nearly level plain.

    Args:
        shape: (H, W).
        gsd: metres per pixel.
        rng: source of randomness.
        mountain_share: share of the scene that is mountainous, 0 to 1.
        amplitude: height of the mountains above the plain, metres.
        calm: (H, W) metres to the nearest water body or river; the ground sinks towards it.
    """
    plain = 6.0 * fractal(shape, gsd, rng, 4000.0, 4.5) + 1.2 * fractal(shape, gsd, rng, 600.0, 3.5)
    height = plain - plain.min()
    mountains = np.zeros(shape, np.float32)
    if mountain_share > 0.01:
        where = fractal(shape, gsd, rng, 9000.0, 4.5)
        edge = upper_share(where, mountain_share)
        mountains = smoothstep(where, edge - 0.25, edge + 0.75)
        reach = rng.uniform(30.0, 90.0) / gsd
        shift = [reach * band(shape, gsd, rng, 900.0) for _ in range(2)]
        crests = warp(ridged(shape, gsd, rng, rng.uniform(1600.0, 3600.0), 6), *shift)
        broad = fractal(shape, gsd, rng, 6000.0, 4.5)
        height = height + amplitude * mountains * (0.25 + 0.9 * crests + 0.12 * broad)
    height = height * (0.03 + 0.97 * smoothstep(calm, 0.0, rng.uniform(500.0, 1500.0)))
    return Relief(height.astype(np.float32), mountains)


def slopes(height: Field, gsd: float) -> tuple[Field, Field]:
    """(dz/dx, dz/dy) with x to the right (east) and y down (south), metres per metre."""
    dz_dy, dz_dx = np.gradient(height, gsd)
    return np.asarray(dz_dx, dtype=np.float32), np.asarray(dz_dy, dtype=np.float32)


def illumination(height: Field, gsd: float, azimuth: float, elevation: float) -> Field:
    """Cosine of the angle between the ground's normal and the sun, 0 where the ground faces away.

    Args:
        height: (H, W) metres.
        gsd: metres per pixel.
        azimuth: of the sun, radians clockwise from north.
        elevation: of the sun above the horizon, radians.
    """
    dz_dx, dz_dy = slopes(height, gsd)
    east, north = np.sin(azimuth) * np.cos(elevation), np.cos(azimuth) * np.cos(elevation)
    cosine = (-dz_dx * east + dz_dy * north + np.sin(elevation)) / np.sqrt(1 + dz_dx**2 + dz_dy**2)
    return np.asarray(np.maximum(cosine, 0.0), dtype=np.float32)


def cast_shadow(surface: Field, gsd: float, azimuth: float, elevation: float, reach: float = 400.0) -> Field:
    """Share of the sun that higher ground or buildings within ``reach`` metres take away; 1 is shadow."""
    step = np.array([-np.cos(azimuth), np.sin(azimuth)])
    rise = gsd * np.tan(elevation)
    steepest = float(surface.max() - surface.min())
    count = int(min(reach / gsd, steepest / rise, 40)) + 1
    shadow = np.zeros(surface.shape, np.float32)
    for k in range(1, count + 1):
        dr, dc = np.rint(k * step).astype(int)
        # Looking from each pixel towards the sun: what stands k pixels away and reaches above the ray?
        rows = np.clip(np.arange(surface.shape[0]) + dr, 0, surface.shape[0] - 1)
        columns = np.clip(np.arange(surface.shape[1]) + dc, 0, surface.shape[1] - 1)
        excess = surface[rows][:, columns] - surface - np.float32(k * rise)
        np.maximum(shadow, np.clip(excess / np.float32(0.7 * rise) + 0.3, 0.0, 1.0), out=shadow)
    return shadow
