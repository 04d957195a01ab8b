"""Retrieval figures: exact search over a gallery of tiles, both directions (DFCNN paper, section 2.3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from ...models.networks.dfcnn import TILE_SIZE
from ..data.pairs import ImagePair
from ..data.screening import SMALLEST_SPREAD, Screen, Thresholds, slide

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


@dataclass(frozen=True)
class Ranks:
    """How a gallery was ranked for each query.

    Attributes:
        first: (Q,) rank from 1 of the first right answer.
        precision: (Q,) average precision over the whole ranking.
        positives: (Q,) number of right answers.
    """

    first: NDArray[np.int64]
    precision: NDArray[np.float64]
    positives: NDArray[np.int64]


@dataclass(frozen=True)
class Screened:
    """Windows of a pair.

    Attributes:
        corners: (N, 2) row, column of the first pixel of those that carry an answer.
        positions: of the sliding window.
        refused: how many of them were refused, by reason.
    """

    corners: NDArray[np.int64]
    positions: int
    refused: dict[str, int]


def screen_windows(
    pair: ImagePair, stride: int = 90, smallest_spread: float = SMALLEST_SPREAD, cell: int = 1
) -> Screened:
    """Keep the windows that carry an answer.

    With a ``cell`` above 1 each window begins at the nearest multiple of it, as dense encoding needs.

    A window is kept when it lies inside the valid area and the spread of grey values, in digital numbers of the 8-bit
    pictures, reaches ``smallest_spread`` in both images: open sea and bare slopes look the same everywhere.
    """
    screen = Screen(pair)
    # Black pixels are grey values like others here; those without a measurement are counted apart.
    texture = Thresholds(1.0, smallest_spread, smallest_spread)
    positions = slide(screen.shape, TILE_SIZE, stride)
    last = (np.array(screen.shape) - TILE_SIZE) // cell * cell
    positions = np.minimum((positions + cell // 2) // cell * cell, last)
    kept = []
    refused: dict[str, int] = {}
    for row, col in positions:
        window = screen.measure((row, col), (row, col))
        reason = "nodata" if window.nodata else texture.reason(window)
        if reason is None:
            kept.append((row, col))
        else:
            refused[reason] = refused.get(reason, 0) + 1
    return Screened(np.array(kept, np.int64).reshape(-1, 2), len(positions), refused)


def screened_windows(
    pair: ImagePair, stride: int = 90, smallest_spread: float = SMALLEST_SPREAD
) -> NDArray[np.int64]:
    """Top-left corners (N, 2) row, column of the windows that :func:`screen_windows` keeps."""
    return screen_windows(pair, stride, smallest_spread).corners


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
    return summarise(rank_answers(queries @ gallery.T, right), len(gallery))


def rank_answers(scores: NDArray[np.float32], right: NDArray[np.bool_]) -> Ranks:
    """Where the right answers stand when the whole gallery is sorted by score.

    Args:
        scores: (Q, G).
        right: (Q, G) which tiles answer which query; every query has at least one.
    """
    order = np.argsort(-scores, axis=1, kind="stable")
    hits = np.take_along_axis(right, order, axis=1)
    positives = hits.sum(1)
    precision = np.cumsum(hits, axis=1) / np.arange(1, hits.shape[1] + 1)
    return Ranks(hits.argmax(1) + 1, (precision * hits).sum(1) / positives, positives)


def summarise(ranks: Ranks, gallery: int) -> RetrievalFigures:
    """Means over the queries; ``gallery`` is the number of tiles that were ranked."""
    return RetrievalFigures(
        len(ranks.first),
        gallery,
        float(ranks.positives.mean()),
        float(ranks.precision.mean()),
        {k: float((ranks.first <= k).mean()) for k in (1, 5, 10)},
    )


def answers(
    scene: NDArray[np.int64], corners: NDArray[np.int64], queries: NDArray[np.int64] | None = None
) -> NDArray[np.bool_]:
    """Which windows answer which query: those within half a tile of its centre, in its own scene.

    Other scenes are taken for other ground.

    Args:
        scene: (N,) number of each window's scene.
        corners: (N, 2) row, column of its first pixel.
        queries: (Q,) rows of the windows that are asked with; None for all.

    Returns:
        (Q, N).
    """
    asking = np.arange(len(scene)) if queries is None else queries
    result = np.zeros((len(asking), len(scene)), np.bool_)
    for number in np.unique(scene[asking]):
        asked, own = np.flatnonzero(scene[asking] == number), np.flatnonzero(scene == number)
        result[np.ix_(asked, own)] = near(corners[asking[asked]], corners[own])
    return result


def near(
    corners: NDArray[np.int64], others: NDArray[np.int64] | None = None, reach: float = TILE_SIZE / 2
) -> NDArray[np.bool_]:
    """(N, M): which of the other windows have their centres within ``reach`` px (half a tile) of each window's.

    Without ``others`` the windows are compared with each other.
    """
    against = corners if others is None else others
    away = np.linalg.norm((corners[:, None] - against[None]).astype(np.float64), axis=2)
    result: NDArray[np.bool_] = away <= reach
    return result
