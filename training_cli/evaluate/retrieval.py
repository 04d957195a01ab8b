"""Retrieval figures: exact search over a gallery of tiles, both directions (DFCNN paper, section 2.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from ...models.networks.dfcnn import TILE_SIZE
from ..data.pairs import ImagePair
from ..data.screening import SMALLEST_SPREAD, Screen, slide

Encode = Callable[[NDArray[np.float32], str], NDArray[np.float32]]


@dataclass(frozen=True)
class RetrievalFigures:
    """Figures of one direction.

    Attributes:
        queries: number of queries.
        gallery: number of tiles searched.
        positives: mean number of right answers per query.
        mean_average_precision: mAP over the whole ranking.
        recall: share of queries with a right answer among the first 1, 5, 10.
    """

    queries: int
    gallery: int
    positives: float
    mean_average_precision: float
    recall: dict[int, float]

    def to_json(self) -> dict[str, object]:
        """Plain values for JSON."""
        return asdict(self)


def screened_windows(
    pair: ImagePair, stride: int = 90, smallest_spread: float = SMALLEST_SPREAD
) -> NDArray[np.int64]:
    """Top-left corners (N, 2) row, column of the windows that carry an answer.

    A window is kept when it lies inside the valid area and the spread of grey values, in digital numbers of the 8-bit
    pictures, reaches ``smallest_spread`` in both images: open sea and bare slopes look the same everywhere.
    """
    screen = Screen(pair)
    kept = []
    for row, col in slide(screen.shape, TILE_SIZE, stride):
        window = screen.measure((row, col), (row, col))
        if window.nodata == 0 and min(window.optical_spread, window.sar_spread) >= smallest_spread:
            kept.append((row, col))
    return np.array(kept, np.int64).reshape(-1, 2)


def cut(image: NDArray[np.uint8], corners: NDArray[np.int64]) -> NDArray[np.float32]:
    """Windows (N, C, 227, 227) of an (H, W) or (H, W, C) image at top-left corners (row, column)."""
    layers = image[..., None] if image.ndim == 2 else image
    windows = [layers[r : r + TILE_SIZE, c : c + TILE_SIZE].transpose(2, 0, 1) for r, c in corners]
    return np.asarray(np.stack(windows), np.float32)


def retrieval_figures(
    queries: NDArray[np.float32], gallery: NDArray[np.float32], right: NDArray[np.bool_]
) -> RetrievalFigures:
    """Rank the whole gallery for every query, exactly.

    Args:
        queries: (Q, D) descriptors of length 1.
        gallery: (G, D) descriptors of length 1.
        right: (Q, G) which tiles answer which query; every query has at least one.
    """
    order = np.argsort(-(queries @ gallery.T), axis=1, kind="stable")
    hits = np.take_along_axis(right, order, axis=1)
    found = np.cumsum(hits, axis=1)
    precision = found / np.arange(1, hits.shape[1] + 1)
    average = (precision * hits).sum(1) / hits.sum(1)
    return RetrievalFigures(
        len(queries),
        len(gallery),
        float(right.sum(1).mean()),
        float(average.mean()),
        {k: float(hits[:, :k].any(1).mean()) for k in (1, 5, 10)},
    )


def near(corners: NDArray[np.int64], reach: float = TILE_SIZE / 2) -> NDArray[np.bool_]:
    """(N, N): windows whose centres lie within ``reach`` px of each other (half a tile)."""
    away = np.linalg.norm((corners[:, None] - corners[None]).astype(np.float64), axis=2)
    result: NDArray[np.bool_] = away <= reach
    return result
