"""The one place where windows of a registered pair become descriptors for an evaluation."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ...models.imagery.radiometry import Modality
from ...models.networks.dfcnn import TILE_SIZE
from ...models.progress import Progress, no_progress
from ...models.retrieval.tiles import Encoder
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
    progress: Progress = no_progress,
) -> NDArray[np.float32]:
    """Descriptors of windows of one image of a pair.

    Args:
        encoder: describes them.
        pair: the pair.
        corners: (N, 2) row, column of the windows' first pixels.
        modality: which image.
        turns: quarter turns anticlockwise by which each window is turned about its centre before it is encoded.
        progress: may cancel.

    Returns:
        (N, D) float32, rows of length 1.

    Raises:
        Cancelled: by ``progress``.
    """
    image = pair.optical if modality == "optical" else pair.sar
    mask = np.ones(pair.sar.shape, np.bool_) if pair.valid is None else pair.valid
    out = np.zeros((len(corners), encoder.dimension), np.float32)
    for start in range(0, len(corners), _BATCH):
        part = corners[start : start + _BATCH]
        tiles = np.rot90(cut(image, part), turns, axes=(2, 3))
        valid = np.stack([mask[r : r + TILE_SIZE, c : c + TILE_SIZE] for r, c in part])
        out[start : start + len(part)] = encoder.encode(
            np.ascontiguousarray(tiles), np.ascontiguousarray(np.rot90(valid, turns, axes=(1, 2))), modality
        )
        progress((start + len(part)) / len(corners), "")
    return out
