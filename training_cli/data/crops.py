"""Cutting geometrically transformed windows out of images that are held in memory."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Matrix = NDArray[np.float64]


def window_matrix(
    centre: tuple[float, float],
    size: int,
    *,
    angle_deg: float = 0.0,
    scale: float = 1.0,
    turns: int = 0,
    mirror: bool = False,
) -> Matrix:
    """Affine map from the pixels of a square window to the pixels of the image it is cut from.

    Args:
        centre: x, y in the image on which the window's centre falls; the centre of the first pixel is (0, 0).
        size: side of the window in pixels.
        angle_deg: rotation of the window's axes in the image.
        scale: image pixels per window pixel.
        turns: quarter turns, applied before ``angle_deg``.
        mirror: whether the window is mirrored left to right first.

    Returns:
        (2, 3) float64.
    """
    angle = np.deg2rad(angle_deg + 90.0 * turns)
    rotation = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]]) * scale
    if mirror:
        rotation = rotation @ np.diag([-1.0, 1.0])
    middle = (size - 1) / 2
    offset = np.asarray(centre, dtype=np.float64) - rotation @ np.array([middle, middle])
    return np.column_stack([rotation, offset])


def warp_crop(
    image: NDArray[np.uint8], matrix: Matrix, size: int, *, reflect: bool = False
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Cut a window.

    Args:
        image: (H, W) or (H, W, C).
        matrix: (2, 3), window pixels to image pixels.
        size: side of the window.
        reflect: mirror the image beyond its border instead of marking the outside as invalid.

    Returns:
        The window (C, size, size) float32 and its mask of pixels that lie inside the image.
    """
    corners = np.array([[0, 0], [size - 1, 0], [0, size - 1], [size - 1, size - 1]], dtype=np.float64)
    mapped = corners @ matrix[:, :2].T + matrix[:, 2]
    height, width = image.shape[:2]
    low = np.maximum(np.floor(mapped.min(0)).astype(int) - 2, 0)
    high = np.minimum(np.ceil(mapped.max(0)).astype(int) + 3, [width, height])
    if reflect:
        # Reflection needs the whole neighbourhood of the border, and such images are small anyway.
        low, high = np.array([0, 0]), np.array([width, height])
    if np.any(high - low < 2):
        channels = image.shape[2] if image.ndim == 3 else 1
        return np.zeros((channels, size, size), np.float32), np.zeros((size, size), bool)
    part = np.ascontiguousarray(image[low[1] : high[1], low[0] : high[0]])
    local = matrix.copy()
    local[:, 2] -= low
    flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
    border = cv2.BORDER_REFLECT_101 if reflect else cv2.BORDER_CONSTANT
    out = cv2.warpAffine(part, local, (size, size), flags=flags, borderMode=border).astype(np.float32)
    if reflect:
        valid = np.ones((size, size), bool)
    else:
        cols, rows = np.meshgrid(np.arange(size), np.arange(size))
        x = local[0, 0] * cols + local[0, 1] * rows + local[0, 2]
        y = local[1, 0] * cols + local[1, 1] * rows + local[1, 2]
        valid = (x >= 0) & (y >= 0) & (x <= part.shape[1] - 1) & (y <= part.shape[0] - 1)
    return (out[None] if out.ndim == 2 else np.ascontiguousarray(out.transpose(2, 0, 1))), valid
