"""Winding lines (rivers, highways, country roads) and the distance of every pixel to them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from .noise import Field, Shape

Polyline = NDArray[np.float64]


def crossing(shape: Shape, rng: np.random.Generator, bend: float, detail: int = 6) -> Polyline:
    """A line that enters the scene at one side and leaves it at another.

    Args:
        shape: (H, W) in pixels.
        rng: source of randomness.
        bend: sideways amplitude as a share of the scene's size; 0.02 is a highway, 0.1 a river.
        detail: number of sinusoids; more wind more.

    Returns:
        (N, 2) points as (row, column) in pixels, about one a pixel.
    """
    size = float(max(shape))
    angle = rng.uniform(0, np.pi)
    through = np.array([rng.uniform(0.15, 0.85) * shape[0], rng.uniform(0.15, 0.85) * shape[1]])
    along = np.array([np.sin(angle), np.cos(angle)])
    t = np.linspace(-1.5, 1.5, int(3.2 * size))
    side = np.zeros_like(t)
    for order in range(1, detail + 1):
        side += (
            rng.normal()
            / order**1.1
            * np.sin(np.pi * order * t * rng.uniform(0.8, 1.2) + rng.uniform(0, 2 * np.pi))
        )
    normal = np.array([along[1], -along[0]])
    return np.asarray(through + size * (t[:, None] * along + bend * side[:, None] * normal))


def link(
    start: NDArray[np.float64], end: NDArray[np.float64], rng: np.random.Generator, bend: float = 0.08
) -> Polyline:
    """A gently curved road between two (row, column) points; returns (N, 2) points, about one a pixel."""
    length = float(np.hypot(*(end - start)))
    t = np.linspace(0, 1, max(int(1.5 * length), 2))
    normal = np.array([end[1] - start[1], start[0] - end[0]])
    side = bend * (rng.normal() * np.sin(np.pi * t) + 0.5 * rng.normal() * np.sin(2 * np.pi * t))
    return np.asarray(start + t[:, None] * (end - start) + side[:, None] * normal)


def draw(shape: Shape, lines: list[Polyline]) -> NDArray[np.bool_]:
    """(H, W) mask of the pixels the lines pass."""
    mask = np.zeros(shape, bool)
    for line in lines:
        points = np.rint(line).astype(int)
        inside = np.all((points >= 0) & (points < np.array(shape)), axis=1)
        mask[tuple(points[inside].T)] = True
    return mask


def distance(mask: NDArray[np.bool_], gsd: float) -> Field:
    """(H, W) metres to the nearest set pixel; a large number where no pixel is set."""
    if not mask.any():
        return np.full(mask.shape, 1e6, np.float32)
    return np.asarray(ndimage.distance_transform_edt(~mask), dtype=np.float32) * np.float32(gsd)
