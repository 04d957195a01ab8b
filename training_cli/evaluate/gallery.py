"""A gallery for retrieval: the windows of registered pairs that carry an answer, and their descriptors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...models.errors import InputError
from ...models.imagery.radiometry import MODALITIES, Modality
from ...models.progress import Progress, no_progress, subprogress
from ...models.retrieval.tiles import Encoder, Mode
from ..data.registered import RegisteredPair
from ..data.screening import SMALLEST_SPREAD
from .retrieval import near, screen_windows
from .windows import describe_windows

#: Quarter turns a window can have.
TURNS = 4


@dataclass(frozen=True)
class Gallery:
    """All windows of some pairs; each optical window is a query for the SAR windows and the other way round.

    Attributes:
        name: for people.
        pairs: where the windows come from.
        pair: (N,) position in ``pairs`` of each window.
        corners: (N, 2) row, column of its first pixel.
        positions: of the sliding window in all pairs.
        refused: positions that the screening refused, by reason.
    """

    name: str
    pairs: Sequence[RegisteredPair]
    pair: NDArray[np.int64]
    corners: NDArray[np.int64]
    positions: int
    refused: dict[str, int]

    def __len__(self) -> int:
        return len(self.corners)

    def right(self, queries: NDArray[np.int64]) -> NDArray[np.bool_]:
        """(Q, N): windows within half a tile of the queries' centres; other pairs are taken for other ground."""
        answers = np.zeros((len(queries), len(self)), np.bool_)
        for number in np.unique(self.pair[queries]):
            asked, own = np.flatnonzero(self.pair[queries] == number), np.flatnonzero(self.pair == number)
            answers[np.ix_(asked, own)] = near(self.corners[queries[asked]], self.corners[own])
        return answers

    def label(self, window: int) -> str:
        """Name of a window: pair, row and column."""
        row, col = self.corners[window]
        return f"{self.pairs[int(self.pair[window])].name}:{row}:{col}"


@dataclass(frozen=True)
class Described:
    """Descriptors of a gallery.

    Attributes:
        upright: (N, D) of all windows, by modality.
        queries: (Q,) windows that are asked with.
        turned: (3, Q, D) of the queries after one, two and three quarter turns, by modality; empty where nobody asked.
    """

    upright: dict[Modality, NDArray[np.float32]]
    queries: NDArray[np.int64]
    turned: dict[Modality, NDArray[np.float32]]


def survey(
    name: str,
    pairs: Sequence[RegisteredPair],
    stride: int = 90,
    smallest_spread: float = SMALLEST_SPREAD,
    progress: Progress = no_progress,
) -> Gallery:
    """Find the windows of some pairs that carry an answer.

    Raises:
        InputError: a pair cannot be read, or none of them holds such a window.
        Cancelled: by ``progress``.
    """
    numbers, corners, positions = [], [], 0
    refused: dict[str, int] = {}
    for number, pair in enumerate(pairs):
        progress(number / len(pairs), f"Screening {pair.name}")
        found = screen_windows(pair.load().image, stride, smallest_spread)
        positions += found.positions
        for reason, count in found.refused.items():
            refused[reason] = refused.get(reason, 0) + count
        numbers.append(np.full(len(found.corners), number, np.int64))
        corners.append(found.corners)
    if not sum(len(part) for part in corners):
        raise InputError(
            f"{name} holds no window of a tile's size with something in it.",
            "Choose other scenes, or lower --min-spread.",
        )
    return Gallery(name, pairs, np.concatenate(numbers), np.concatenate(corners), positions, refused)


def draw_queries(gallery: Gallery, count: int, seed: int) -> NDArray[np.int64]:
    """``count`` windows drawn by a seed, in order; all of them when there are no more, or ``count`` is 0."""
    if not 0 < count < len(gallery):
        return np.arange(len(gallery))
    return np.sort(np.random.default_rng(seed).permutation(len(gallery))[:count])


def describe(
    gallery: Gallery,
    encoder: Encoder,
    queries: NDArray[np.int64],
    *,
    turned: bool,
    mode: Mode = "tile",
    progress: Progress = no_progress,
) -> Described:
    """Encode all windows, and the queries turned if wanted.

    Args:
        gallery: what to search.
        encoder: describes windows.
        queries: windows that are asked with, in order.
        turned: whether queries are also needed after one, two and three quarter turns.
        mode: whether windows are seen by themselves or with their surroundings.
        progress: may cancel.

    Raises:
        InputError: a pair cannot be read.
        Cancelled: by ``progress``.
    """
    shape = (TURNS - 1, len(queries) if turned else 0, encoder.dimension)
    described = Described(
        {m: np.zeros((len(gallery), encoder.dimension), np.float32) for m in MODALITIES},
        queries,
        {m: np.zeros(shape, np.float32) for m in MODALITIES},
    )
    total = len(MODALITIES) * (len(gallery) + shape[0] * shape[1])
    done = 0
    for number in np.unique(gallery.pair):
        own = np.flatnonzero(gallery.pair == number)
        asked = np.flatnonzero(np.isin(queries, own)) if turned else np.empty(0, np.int64)
        image = gallery.pairs[int(number)].load().image
        for modality in MODALITIES:
            for turns in range(TURNS if len(asked) else 1):
                windows = queries[asked] if turns else own
                step = subprogress(progress, done / total, (done + len(windows)) / total)
                text = f"{gallery.name}: {done} of {total} windows encoded"
                found = describe_windows(
                    encoder,
                    image,
                    gallery.corners[windows],
                    modality,
                    turns,
                    mode,
                    lambda share, _text, step=step, text=text: step(share, text),  # type: ignore[misc]
                )
                if turns:
                    described.turned[modality][turns - 1, asked] = found
                else:
                    described.upright[modality][own] = found
                done += len(windows)
    progress(1.0, f"{gallery.name}: {total} windows encoded")
    return described
