"""Measuring the displacement of two registered images on a lattice, coarse first, until it settles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage

from ...imagery.radiometry import Modality
from ...progress import Progress, no_progress, subprogress
from .correlate import Peaks, find_peaks, window_cover
from .smooth import Smoothed, choose_stiffness, smooth, uncertainty
from .structure import structure

Block = tuple[NDArray[np.float32], NDArray[np.bool_]]
#: Reads (x, y, width, height) px of an image: (C, H, W) values and (H, W) mask; outside the image nothing is valid.
Reader = Callable[[int, int, int, int], Block]


class Describe(Protocol):
    """Feature maps of a block: (C, H, W), 0 outside the mask."""

    def __call__(
        self, image: NDArray[np.float32], valid: NDArray[np.bool_], modality: Modality
    ) -> NDArray[np.float32]:
        """Describe a block."""


@dataclass(frozen=True)
class Method:
    """How the displacement is measured.

    Attributes:
        describe: feature maps.
        step: px between places.
        windows: sides of the windows in px, one for each round; the last one is repeated.
        reaches: largest displacements in px, from the field of the round before, likewise.
        rounds: largest number of rounds.
        settled: px of median change below which no further round is made.
        least_cover: share of a window that must hold data.
        least_score: correlation below which a peak is chance.
        least_margin: by how much it must exceed the best one elsewhere.
        agreement: px between the ways there and back.
    """

    describe: Describe = structure
    step: int = 32
    windows: tuple[int, ...] = (96, 64)
    reaches: tuple[int, ...] = (16, 8)
    rounds: int = 4
    settled: float = 0.1
    least_cover: float = 0.9
    least_score: float = 0.1
    least_margin: float = 0.02
    agreement: float = 1.0


@dataclass
class Measured:
    """What was measured at the places of a lattice, and the field fitted to it.

    Attributes:
        displacement: (2, rows, cols) x, y px, as measured.
        covered: (rows, cols) places with data in both images.
        usable: (rows, cols) places at which the measurement passed its own checks.
        smoothed: the fitted field, and which measurements agree with it.
        uncertainty: (rows, cols) px.
        stiffness: of the fitted field.
        step: px between places.
        changes: median change of the field in each round after the first, px.
    """

    displacement: NDArray[np.float64]
    covered: NDArray[np.bool_]
    usable: NDArray[np.bool_]
    smoothed: Smoothed
    uncertainty: NDArray[np.float64]
    stiffness: float
    step: int
    changes: list[float] = field(default_factory=list)


# Places of a block along each axis, and px around its windows that filters and networks see.
_BLOCK, _CONTEXT = 24, 32
_STIFF = 30.0


def measure(
    optical: Reader,
    sar: Reader,
    size: tuple[int, int],
    method: Method | None = None,
    progress: Progress = no_progress,
) -> Measured:
    """Measure where the SAR image shows what the optical image shows.

    Args:
        optical: reads blocks of the optical image.
        sar: reads blocks of the SAR image, on the same grid.
        size: width and height of the grid in px.
        method: how.
        progress: reported to after each block.

    Raises:
        Cancelled: by ``progress``.
    """
    method = method or Method()
    cols, rows = max(size[0] // method.step, 1), max(size[1] // method.step, 1)
    prior = np.zeros((2, rows, cols))
    state = _State(np.zeros((2, rows, cols)), np.zeros((rows, cols), bool), np.zeros((rows, cols), bool))
    wanted = np.ones((rows, cols), np.bool_)
    changes: list[float] = []
    for turn in range(method.rounds):
        window = method.windows[min(turn, len(method.windows) - 1)]
        reach = method.reaches[min(turn, len(method.reaches) - 1)]
        part = subprogress(progress, turn / method.rounds, (turn + 1) / method.rounds)
        _round(optical, sar, prior, state, wanted, (window, reach), method, part)
        # The first round is there to find the way: a stiff field, so that clusters of chance peaks do not bend it.
        stiffness = _STIFF if turn == 0 else choose_stiffness(state.found, state.usable)
        fitted = smooth(state.found, state.usable, stiffness)
        moved = np.hypot(*(fitted.values - prior))
        prior = fitted.values
        if turn:
            changes.append(float(np.median(moved[state.covered])) if state.covered.any() else 0.0)
        if not state.covered.any() or (changes and changes[-1] < method.settled):
            break
        wanted = ndimage.binary_dilation(state.covered, iterations=2)
        if turn + 1 >= len(method.windows):
            # The same window searched from nearly the same place finds the same peak again.
            wanted &= (moved > 1.0) | ~fitted.kept
    fitted = Smoothed(fitted.values, fitted.kept & state.usable, fitted.spread)
    sigma = np.where(state.covered, uncertainty(state.found, fitted), np.inf)
    return Measured(state.found, state.covered, state.usable, fitted, sigma, stiffness, method.step, changes)


@dataclass
class _State:
    """What is known at every place: displacement (2, rows, cols), data in both images, own checks passed."""

    found: NDArray[np.float64]
    covered: NDArray[np.bool_]
    usable: NDArray[np.bool_]


def _round(
    optical: Reader,
    sar: Reader,
    prior: NDArray[np.float64],
    state: _State,
    wanted: NDArray[np.bool_],
    reach: tuple[int, int],
    method: Method,
    progress: Progress,
) -> None:
    """Measure at the wanted places with a window and a reach in px, searching around ``prior``."""
    rows, cols = wanted.shape
    blocks = [(r, c) for r in range(0, rows, _BLOCK) for c in range(0, cols, _BLOCK)]
    for done, (row, col) in enumerate(blocks):
        part = subprogress(progress, done / len(blocks), (done + 1) / len(blocks))
        places = np.argwhere(wanted[row : row + _BLOCK, col : col + _BLOCK]) + np.array([row, col])
        if len(places):
            r, c = places.T
            found, seen, sound = _block(optical, sar, places[:, ::-1], prior[:, r, c].T, reach, method, part)
            state.found[:, r, c], state.covered[r, c], state.usable[r, c] = found.T, seen, sound
        part(1.0, "Measuring the displacement")


def _block(
    optical: Reader,
    sar: Reader,
    places: NDArray[np.int64],
    prior: NDArray[np.float64],
    search: tuple[int, int],
    method: Method,
    progress: Progress,
) -> tuple[NDArray[np.float64], NDArray[np.bool_], NDArray[np.bool_]]:
    """Displacement (N, 2) px, cover and soundness (N,) at places (N, 2) x, y of the lattice that lie close together."""
    (window, reach), step = search, method.step
    # The way back starts where the way there ended, and searches as far again.
    room = window // 2 + 2 * reach + int(np.ceil(np.abs(prior).max())) + _CONTEXT
    # Sides that a network need not fill up.
    room += -room % 8
    first, last = places.min(axis=0), places.max(axis=0)
    (left, top), (width, height) = first * step - room, (last - first + 1) * step + 2 * room
    area = int(left), int(top), int(width), int(height)
    corners = (places - first) * step + step // 2 - window // 2 + room
    start = np.rint(prior).astype(np.int64)
    (ours, our_mask), (theirs, their_mask) = optical(*area), sar(*area)
    cover = np.minimum(
        window_cover(our_mask, corners, window),
        window_cover(their_mask, corners + start, window),
    )
    seen = cover >= method.least_cover
    found, sound = prior.copy(), np.zeros(len(corners), bool)
    if seen.any():
        first_maps = torch.from_numpy(method.describe(ours, our_mask, "optical"))
        second_maps = torch.from_numpy(method.describe(theirs, their_mask, "sar"))
        at, begun = corners[seen], start[seen]
        out, home = subprogress(progress, 0.0, 0.5), subprogress(progress, 0.5, 1.0)
        there = find_peaks(first_maps, second_maps, at, begun, window, reach, out)
        arrived = np.rint(there.displacement).astype(np.int64)
        back = find_peaks(second_maps, first_maps, at + arrived, -arrived, window, reach, home)
        found[seen] = (there.displacement - back.displacement) / 2
        sound[seen] = _sound(there, method) & _sound(back, method)
        sound[seen] &= np.hypot(*(there.displacement + back.displacement).T) < method.agreement
    return found, seen, sound


def _sound(peaks: Peaks, method: Method) -> NDArray[np.bool_]:
    return (peaks.score >= method.least_score) & (peaks.margin >= method.least_margin)
