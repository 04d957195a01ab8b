"""A gallery for retrieval: the windows of registered pairs that carry an answer, and their descriptors."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ...models.errors import InputError
from ...models.imagery.radiometry import CELL, MODALITIES, Modality
from ...models.networks.dfcnn import TILE_SIZE
from ...models.progress import Progress, no_progress, subprogress
from ...models.retrieval.tiles import Encoder, Mode
from ..data.registered import RegisteredPair
from ..data.screening import SMALLEST_SPREAD
from .retrieval import answers, screen_windows
from .windows import describe_windows

#: Quarter turns a window can have.
TURNS = 4
_STEP = 32
#: Places around a query that are asked for as well: row and column, every 32 px within half a tile.
MOVES = np.array(
    [
        (row, col)
        for row in range(-3 * _STEP, 3 * _STEP + 1, _STEP)
        for col in range(-3 * _STEP, 3 * _STEP + 1, _STEP)
        if 0 < np.hypot(row, col) <= TILE_SIZE / 2
    ],
    np.int64,
)


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
        """(Q, N): which windows answer which query, see :func:`~.retrieval.answers`."""
        return answers(self.pair, self.corners, queries)

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
        moved: (M, Q, D) of the places around the queries (:data:`MOVES`), by modality, zeros where the image ends;
            empty where nobody asked.
    """

    upright: dict[Modality, NDArray[np.float32]]
    queries: NDArray[np.int64]
    turned: dict[Modality, NDArray[np.float32]]
    moved: dict[Modality, NDArray[np.float32]]


def survey(
    name: str,
    pairs: Sequence[RegisteredPair],
    stride: int = 90,
    smallest_spread: float = SMALLEST_SPREAD,
    mode: Mode = "tile",
    progress: Progress = no_progress,
) -> Gallery:
    """Find the windows of some pairs that carry an answer.

    For the dense mode they are moved onto its lattice, by half a cell (8 px) at most.

    Raises:
        InputError: a pair cannot be read, or none of them holds such a window.
        Cancelled: by ``progress``.
    """
    numbers, corners, positions = [], [], 0
    refused: dict[str, int] = {}
    cell = CELL if mode == "dense" else 1
    for number, pair in enumerate(pairs):
        progress(number / len(pairs), f"Screening {pair.name}")
        found = screen_windows(pair.load().image, stride, smallest_spread, cell)
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
    moved: bool = False,
    mode: Mode = "tile",
    progress: Progress = no_progress,
) -> Described:
    """Encode all windows, and the queries turned and moved if wanted.

    Args:
        gallery: what to search.
        encoder: describes windows.
        queries: windows that are asked with, in order.
        turned: whether queries are also needed after one, two and three quarter turns.
        moved: whether the places around the queries are needed.
        mode: whether windows are seen by themselves or with their surroundings.
        progress: may cancel.

    Raises:
        InputError: a pair cannot be read.
        Cancelled: by ``progress``.
    """

    def empty(variants: int, *, wanted: bool) -> dict[Modality, NDArray[np.float32]]:
        shape = (variants, len(queries) if wanted else 0, encoder.dimension)
        return {modality: np.zeros(shape, np.float32) for modality in MODALITIES}

    upright = {m: np.zeros((len(gallery), encoder.dimension), np.float32) for m in MODALITIES}
    turns, moves = empty(TURNS - 1, wanted=turned), empty(len(MOVES), wanted=moved)
    jobs = _jobs(gallery, queries, turned=turned, moved=moved)
    total, done = sum(len(job.corners) for job in jobs) * len(MODALITIES), 0
    loaded, image = -1, None
    for job in jobs:
        if job.pair != loaded or image is None:
            loaded, image = job.pair, gallery.pairs[job.pair].load().image
        inside = (job.corners + TILE_SIZE <= image.sar.shape).all(1) & (job.corners >= 0).all(1)
        for modality in MODALITIES:
            step = subprogress(progress, done / total, (done + len(job.corners)) / total)
            text = f"{gallery.name}: {done} of {total} windows encoded"
            done += len(job.corners)
            if not inside.any():
                continue
            found = describe_windows(
                encoder,
                image,
                job.corners[inside],
                modality,
                job.turns,
                mode,
                lambda share, _text, step=step, text=text: step(share, text),  # type: ignore[misc]
            )
            if job.moved:
                moves[modality].reshape(-1, encoder.dimension)[job.slots[inside]] = found
            elif job.turns:
                turns[modality][job.turns - 1, job.slots[inside]] = found
            else:
                upright[modality][job.slots[inside]] = found
    progress(1.0, f"{gallery.name}: {total} windows encoded")
    return Described(upright, queries, turns, moves)


@dataclass(frozen=True)
class _Job:
    """Windows of one pair that are encoded alike, and where their descriptors go."""

    pair: int
    corners: NDArray[np.int64]
    slots: NDArray[np.int64]
    turns: int = 0
    moved: bool = False


def _jobs(gallery: Gallery, queries: NDArray[np.int64], *, turned: bool, moved: bool) -> list[_Job]:
    """Everything that is to be encoded, pair by pair."""
    jobs = []
    for number in np.unique(gallery.pair).tolist():
        own = np.flatnonzero(gallery.pair == number)
        asked = np.flatnonzero(np.isin(queries, own))
        corners = gallery.corners[queries[asked]]
        jobs.append(_Job(number, gallery.corners[own], own))
        if turned and len(asked):
            jobs += [_Job(number, corners, asked, turns=turns) for turns in range(1, TURNS)]
        if moved and len(asked):
            places = (corners[None] + MOVES[:, None]).reshape(-1, 2)
            slots = (np.arange(len(MOVES))[:, None] * len(queries) + asked).reshape(-1)
            jobs.append(_Job(number, places, slots, moved=True))
    return jobs
