"""Descriptors of RIFT that do not change when an image is turned.

Turning an image turns the patch around a keypoint, and with it the orientations the index map holds: the numbers
themselves shift cyclically (Li, Hu and Ai, IEEE TIP 2020). Both are undone by the keypoint's direction, found as SIFT
finds one: the most frequent direction of the gradient, here of the phase congruency moment, which keeps its sign when
grey values are inverted. Angles between two orientations of the filter bank are shared among both.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

#: Directions told apart before the peak is placed between them, and spread of the weights around a keypoint, px.
_BINS, _SPREAD = 36, 12.0
#: Keypoints described at once: their patches take memory.
_BLOCK = 512


def directions(moment: NDArray[Any], xy: NDArray[np.float32]) -> NDArray[np.float64]:
    """Direction (N,) of keypoints (N, 2), radians from x towards the top of the image.

    Args:
        moment: (H, W), largest moment of phase congruency.
        xy: column and row.
    """
    smooth = cv2.GaussianBlur(moment, (0, 0), 2.0)
    right, down = cv2.Sobel(smooth, cv2.CV_64F, 1, 0), cv2.Sobel(smooth, cv2.CV_64F, 0, 1)
    angle = np.arctan2(-down, right) % (2 * math.pi) / (2 * math.pi) * _BINS
    strength = np.hypot(right, down)
    low = np.floor(angle).astype(int)
    places = np.round(xy).astype(int)
    counts = np.zeros((len(xy), _BINS))
    for number in range(_BINS):
        # Each angle belongs to the two bins around it.
        share = np.where(
            low == number, 1 - (angle - low), np.where((low + 1) % _BINS == number, angle - low, 0)
        )
        layer = cv2.GaussianBlur(strength * share, (0, 0), _SPREAD)
        counts[:, number] = layer[places[:, 1], places[:, 0]]
    counts = (np.roll(counts, 1, 1) + 2 * counts + np.roll(counts, -1, 1)) / 4
    top = counts.argmax(1)
    at = np.arange(len(xy))
    before, peak, after = counts[at, top - 1], counts[at, top], counts[at, (top + 1) % _BINS]
    bend = 2 * peak - before - after
    between = np.divide(after - before, 2 * bend, out=np.zeros(len(xy)), where=bend > 0)
    return np.asarray((top + between) * 2 * math.pi / _BINS)


def describe_turned(
    index: NDArray[np.int64],
    xy: NDArray[np.float32],
    towards: NDArray[np.float64],
    orientations: int,
    patch: int,
    cells: int,
) -> NDArray[np.float32]:
    """Histograms (N, orientations * cells * cells) of an index map in patches turned by the keypoints' directions.

    Args:
        index: (H, W), 0 to ``orientations`` - 1; number i is i * 180 / ``orientations`` degrees.
        xy: (N, 2) column and row.
        towards: (N,) of :func:`directions`.
        orientations: of the index map.
        patch: side of a patch, px; patches lie within the map.
        cells: along a side.
    """
    steps = np.arange(patch) - (patch - 1) / 2
    down, right = (part.ravel() for part in np.meshgrid(steps, steps, indexing="ij"))
    cell = np.arange(patch) * cells // patch
    cell_of = (cell[:, None] * cells + cell[None]).ravel()
    found = np.zeros((len(xy), orientations, cells * cells), np.float32)
    for start in range(0, len(xy), _BLOCK):
        part = slice(start, min(start + _BLOCK, len(xy)))
        cos, sin = np.cos(towards[part])[:, None], np.sin(towards[part])[:, None]
        cols = np.round(xy[part, :1] + right * cos + down * sin).astype(int)
        rows = np.round(xy[part, 1:] - right * sin + down * cos).astype(int)
        numbers = index[rows.clip(0, index.shape[0] - 1), cols.clip(0, index.shape[1] - 1)]
        count = part.stop - part.start
        where = (np.arange(count)[:, None] * orientations + numbers) * cells * cells + cell_of
        counts = np.bincount(where.ravel(), minlength=count * orientations * cells * cells)
        found[part] = counts.reshape(count, orientations, cells * cells)
    return _shifted(found, towards * orientations / math.pi).reshape(len(xy), orientations * cells * cells)


def _shifted(counts: NDArray[np.float32], by: NDArray[np.float64]) -> NDArray[np.float32]:
    """Histograms (N, orientations, cells) with orientation i moved to i - by, cyclically."""
    orientations = counts.shape[1]
    whole = np.floor(by).astype(int)
    share = (by - whole).astype(np.float32)[:, None, None]
    row = np.arange(len(counts))[:, None]
    low = counts[row, (np.arange(orientations) + whole[:, None]) % orientations]
    high = counts[row, (np.arange(orientations) + whole[:, None] + 1) % orientations]
    return np.asarray((1 - share) * low + share * high, np.float32)
