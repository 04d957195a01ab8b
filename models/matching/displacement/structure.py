"""What an optical and a SAR image have in common pixel by pixel: the orientation of edges.

Channels of orientated gradients, as published by Ye et al. (2019), "Fast and robust matching for multimodal remote
sensing image registration" (CFOG).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from ...imagery.radiometry import Modality

_ORIENTATIONS = 9
# Standard deviation, px, of the smoothing before the gradient; speckle needs more.
_BEFORE: dict[str, float] = {"optical": 1.0, "sar": 1.5}
_AFTER = 0.8


def structure(
    image: NDArray[np.float32], valid: NDArray[np.bool_], modality: Modality
) -> NDArray[np.float32]:
    """Strength of edges by orientation, of nearly the same total at every pixel.

    Args:
        image: (C, H, W) canonical values; the bands are averaged.
        valid: (H, W) mask; the channels are 0 outside it and at its border.
        modality: of the image. SAR is taken to the logarithm first: speckle is multiplicative.

    Returns:
        (9, H, W) float32.
    """
    if not valid.any():
        return np.zeros((_ORIENTATIONS, *valid.shape), np.float32)
    grey = image.mean(axis=0)
    if modality == "sar":
        # Decibel may lie below zero: the darkest ground is what counts from zero then.
        grey = np.log(np.maximum(grey - min(float(np.percentile(grey[valid], 1)), 0.0), 0) + 4.0)
    # The fill has no edge of its own at the border of the data that the erosion below does not remove.
    grey = np.where(valid, grey, grey[valid].mean()).astype(np.float32)
    smooth = ndimage.gaussian_filter(grey, _BEFORE[modality])
    right, down = ndimage.sobel(smooth, axis=1), ndimage.sobel(smooth, axis=0)
    angles = np.arange(_ORIENTATIONS) * np.pi / _ORIENTATIONS
    maps = np.stack([np.abs(right * np.cos(a) + down * np.sin(a)) for a in angles]).astype(np.float32)
    maps = ndimage.gaussian_filter(maps, (0, _AFTER, _AFTER))
    maps = 0.5 * maps + 0.25 * (np.roll(maps, 1, axis=0) + np.roll(maps, -1, axis=0))
    strength = np.sqrt(np.square(maps).sum(axis=0))
    inner = ndimage.binary_erosion(valid, iterations=6, border_value=1)
    # Weak edges keep little weight: without the floor, noise of flat ground would count as much as a coast line.
    floor = float(np.median(strength[inner])) if inner.any() else 1.0
    maps /= strength + max(floor, 1e-6)
    return np.asarray(maps * inner, np.float32)
