"""Positive and negative SAR partners of optical windows."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from ....models.networks.dfcnn import TILE_SIZE

Corner = tuple[int, int]
#: Partners are positive up to this distance of centres, px: the window itself and its four neighbours at stride 90.
HALF_TILE = TILE_SIZE / 2
_TRIES = 12


def grid_positives(
    window: int, corners: NDArray[np.int64], candidates: NDArray[np.int64], wanted: int
) -> list[int]:
    """Numbers of the windows within half a tile, the window itself first, then the nearest.

    Args:
        window: number of the optical window.
        corners: (N, 2) row, column of all windows.
        candidates: numbers of the windows of the same scene and set.
        wanted: how many at most.
    """
    away = np.linalg.norm((corners[candidates] - corners[window]).astype(np.float64), axis=1)
    order = np.lexsort((candidates, away))
    return [int(candidates[i]) for i in order[:wanted] if away[i] <= HALF_TILE]


def drawn_positives(
    corner: Corner,
    shape: tuple[int, int],
    taken: set[Corner],
    missing: int,
    allowed: Callable[[Corner], bool],
    rng: np.random.Generator,
) -> list[Corner]:
    """Further windows within half a tile, off the grid, for a window whose neighbours were not kept.

    Args:
        corner: row, column of the optical window.
        shape: rows and columns of the scene, which all windows lie in.
        taken: corners of the positives it has.
        missing: how many more are wanted.
        allowed: whether the window at a corner belongs to the set, and shows something.
        rng: draws them.

    Returns:
        At most ``missing`` corners, fewer where the surroundings do not yield them.
    """
    here, reach = np.array(corner), int(HALF_TILE)
    low, high = np.maximum(here - reach, 0), np.minimum(here + reach, np.array(shape) - TILE_SIZE)
    found: list[Corner] = []
    for _ in range(_TRIES * missing):
        if len(found) == missing:
            break
        row, col = rng.integers(low, high + 1).tolist()
        near = np.hypot(row - corner[0], col - corner[1]) <= HALF_TILE
        if near and (row, col) not in taken and (row, col) not in found and allowed((row, col)):
            found.append((row, col))
    return found


def draw_negatives(
    window: int,
    pool: NDArray[np.int64],
    wanted: int,
    frames: NDArray[np.int64],
    places: NDArray[np.int64],
    groups: NDArray[np.int64],
    rng: np.random.Generator,
) -> list[int]:
    """Numbers of windows that share no ground with a window.

    Windows on one grid are compared by position. Windows on different grids that belong to one place (neighbouring
    patches of one acquisition, say) may overlap without anybody knowing: they are never negatives of each other.

    Args:
        window: number of the optical window.
        pool: numbers of the windows of the same set.
        wanted: how many.
        frames: (N,) frame of every window.
        places: (N, 2) first pixel of every window in its frame.
        groups: (N,) place of every window.
        rng: draws them.

    Returns:
        At most ``wanted`` numbers, fewer where the set does not yield them.
    """
    if not len(pool):
        return []
    # Some more than are wanted, to make up for those refused; the whole pool only where that was not enough.
    first = list(dict.fromkeys(rng.integers(len(pool), size=4 * wanted).tolist()))
    found = _apart(window, pool[first], frames, places, groups)
    if len(found) < wanted:
        found = _apart(window, rng.permutation(pool), frames, places, groups)
    return [int(i) for i in found[:wanted]]


def _apart(
    window: int,
    others: NDArray[np.int64],
    frames: NDArray[np.int64],
    places: NDArray[np.int64],
    groups: NDArray[np.int64],
) -> NDArray[np.int64]:
    same = frames[others] == frames[window]
    overlap = (np.abs(places[others] - places[window]) < TILE_SIZE).all(1)
    unknown = ~same & (groups[others] == groups[window])
    return np.asarray(others[~(same & overlap) & ~unknown], np.int64)
