"""The one place where windows of a registered pair become descriptors for an evaluation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...models.imagery.radiometry import CELL, Modality
from ...models.networks.dfcnn import TILE_SIZE
from ...models.progress import Progress, no_progress
from ...models.retrieval.tiles import BLOCK_SIDE, CONTEXT, Encoder, Mode, span, surroundings
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
    out = np.zeros((len(corners), encoder.dimension), np.float32)
    done = 0
    for part in _parts(corners, mode, turns):
        chosen = corners[part]
        if mode == "tile":
            tiles = np.rot90(cut(image, chosen), turns, axes=(2, 3))
            valid = np.stack([mask[r : r + TILE_SIZE, c : c + TILE_SIZE] for r, c in chosen])
            turned = np.ascontiguousarray(np.rot90(valid, turns, axes=(1, 2)))
            out[part] = encoder.encode(np.ascontiguousarray(tiles), turned, modality)
        elif turns % 4 == 0:
            (top, left), (height, width) = surroundings(chosen.astype(np.int32), TILE_SIZE)
            around = _cut_out(image, mask, top, left, height, width)
            out[part] = encoder.encode_within(*around, chosen - (top, left), modality)
        else:
            out[part] = _turned(encoder, image, mask, chosen[0], modality, turns)
        done += len(part)
        progress(done / len(corners), "")
    return out


def _parts(corners: NDArray[np.int64], mode: Mode, turns: int) -> list[NDArray[np.int64]]:
    """Numbers of the windows that are encoded together."""
    numbers = np.arange(len(corners))
    if mode == "tile":
        return np.split(numbers, range(_BATCH, len(corners), _BATCH))
    if turns % 4:
        return np.split(numbers, range(1, len(corners)))
    # Windows that lie on one lattice of cells share their surroundings' convolutions.
    groups = np.concatenate([corners % CELL, corners // BLOCK_SIDE[mode]], axis=1)
    which = np.unique(groups, axis=0, return_inverse=True)[1].reshape(-1)
    return [numbers[which == group] for group in range(int(which.max()) + 1)]


def _turned(
    encoder: Encoder,
    image: NDArray[np.uint8],
    mask: NDArray[np.bool_],
    corner: NDArray[np.int64],
    modality: Modality,
    turns: int,
) -> NDArray[np.float32]:
    """Descriptor (1, D) of a window turned about its centre, together with its surroundings."""
    # The window is in the middle of what is cut out, and a whole number of cells from its border once that is trimmed.
    spare = span(TILE_SIZE) - TILE_SIZE
    margin, side = CONTEXT + spare, TILE_SIZE + 2 * (CONTEXT + spare)
    data, valid = _cut_out(image, mask, corner[0] - margin, corner[1] - margin, side, side)
    data, valid = np.rot90(data, turns, axes=(1, 2)), np.rot90(valid, turns)
    around = np.ascontiguousarray(data[:, spare:, spare:]), np.ascontiguousarray(valid[spare:, spare:])
    return encoder.encode_within(*around, np.array([[CONTEXT, CONTEXT]]), modality)


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
