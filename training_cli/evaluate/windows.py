"""The one place where windows of a registered pair become descriptors for an evaluation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...models.imagery.radiometry import CELL, Modality
from ...models.networks.dfcnn import TILE_SIZE
from ...models.progress import Progress, no_progress
from ...models.retrieval.tiles import BLOCK_SIDE, Encoder, Mode, surroundings
from ..data.pairs import ImagePair
from .retrieval import cut

#: Windows cut at a time.
_BATCH = 32


def describe_windows(
    encoder: Encoder,
    pair: ImagePair,
    corners: NDArray[np.int64],
    modality: Modality,
    turns: int = 0,
    mode: Mode = "tile",
    progress: Progress = no_progress,
) -> NDArray[np.float32]:
    """Descriptors of windows of one image of a pair.

    Args:
        encoder: describes them.
        pair: the pair.
        corners: (N, 2) row, column of the windows' first pixels; dense mode is fast where multiples of 16 apart.
        modality: which image.
        turns: quarter turns anticlockwise by which each window is turned about its centre before it is encoded.
        mode: whether windows are seen by themselves or with what surrounds them in the image.
        progress: may cancel.

    Returns:
        (N, D) float32, rows of length 1.

    Raises:
        Cancelled: by ``progress``.
    """
    image = pair.optical if modality == "optical" else pair.sar
    mask = np.ones(pair.sar.shape, np.bool_) if pair.valid is None else pair.valid
    corners = _turned(corners, mask.shape, turns)
    image, mask = np.rot90(image, turns), np.rot90(mask, turns)
    out = np.zeros((len(corners), encoder.dimension), np.float32)
    done = 0
    for part in _parts(corners, mode):
        chosen = corners[part]
        if mode == "tile":
            valid = np.stack([mask[r : r + TILE_SIZE, c : c + TILE_SIZE] for r, c in chosen])
            out[part] = encoder.encode(cut(image, chosen), valid, modality)
        else:
            (top, left), (height, width) = surroundings(chosen.astype(np.int32), TILE_SIZE)
            around = _cut_out(image, mask, top, left, height, width)
            out[part] = encoder.encode_within(*around, chosen - (top, left), modality)
        done += len(part)
        progress(done / len(corners), "")
    return out


def _parts(corners: NDArray[np.int64], mode: Mode) -> list[NDArray[np.int64]]:
    """Numbers of the windows that are encoded together."""
    numbers = np.arange(len(corners))
    if mode == "tile":
        return np.split(numbers, range(_BATCH, len(corners), _BATCH))
    # Windows that lie on one lattice of cells share their surroundings' convolutions.
    groups = np.concatenate([corners % CELL, corners // BLOCK_SIDE[mode]], axis=1)
    which = np.unique(groups, axis=0, return_inverse=True)[1].reshape(-1)
    return [numbers[which == group] for group in range(int(which.max()) + 1)]


def _turned(corners: NDArray[np.int64], shape: tuple[int, ...], turns: int) -> NDArray[np.int64]:
    """Where windows at ``corners`` begin once an image of a shape is turned by quarter turns anticlockwise."""
    height, width = shape
    for _ in range(turns % 4):
        corners = np.stack([width - TILE_SIZE - corners[:, 1], corners[:, 0]], axis=1)
        height, width = width, height
    return corners


def _cut_out(
    image: NDArray[np.uint8], mask: NDArray[np.bool_], top: int, left: int, height: int, width: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """A part (C, height, width) of an image that may reach beyond it, and its mask."""
    layers = (image[..., None] if image.ndim == 2 else image).transpose(2, 0, 1)
    data, valid = np.zeros((len(layers), height, width), np.float32), np.zeros((height, width), np.bool_)
    rows, cols = slice(max(top, 0), max(top + height, 0)), slice(max(left, 0), max(left + width, 0))
    inside = mask[rows, cols]
    first, second = rows.start - top, cols.start - left
    spot = np.s_[first : first + inside.shape[0], second : second + inside.shape[1]]
    data[(slice(None), *spot)], valid[spot] = layers[:, rows, cols], inside
    return data, valid
