"""Dividing windows into training, validation and test sets that share no ground."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ....models.errors import InputError
from ....models.networks.dfcnn import TILE_SIZE

SplitBy = Literal["auto", "scene", "block", "window"]
SPLITS = ("train", "val", "test")
#: Places from which on a split by scene comes near enough to the shares wanted.
SCENES_ENOUGH = 10


@dataclass(frozen=True)
class Shares:
    """How much of the windows each set should get; the paper's is 7 : 2 : 1."""

    train: float = 7.0
    val: float = 2.0
    test: float = 1.0

    def normal(self) -> NDArray[np.float64]:
        """The three shares, their sum 1.

        Raises:
            InputError: they are no shares.
        """
        shares = np.array([self.train, self.val, self.test], np.float64)
        if not (np.isfinite(shares).all() and (shares >= 0).all() and shares.sum() > 0):
            raise InputError(
                "The shares of the split must be 0 or more, and one of them positive.", "Such as 7,2,1."
            )
        return shares / shares.sum()


class Blocks:
    """Square blocks of ground, each wholly of one set.

    Args:
        frames: (N,) number of each window's frame.
        places: (N, 2) row, column of its first pixel in the frame.
        shares: of the sets.
        side: of a block in pixels, at least a tile's.
        rng: draws which block goes where.
    """

    def __init__(
        self,
        frames: NDArray[np.int64],
        places: NDArray[np.int64],
        shares: Shares,
        side: int,
        rng: np.random.Generator,
    ) -> None:
        if side < TILE_SIZE:
            raise InputError(f"A block of {side} px is smaller than a tile.", f"Use {TILE_SIZE} px or more.")
        self._side = side
        middles = (places + TILE_SIZE // 2) // side
        keys = [(int(f), int(r), int(c)) for f, (r, c) in zip(frames, middles)]
        spots = zip(frames.tolist(), places.tolist())
        touched = {key for frame, (row, col) in spots for key in self._touched(frame, (row, col))}
        self._set = assign(keys, sorted(touched), shares, rng)

    def __call__(self, frame: int, place: tuple[int, int]) -> int | None:
        """Set of the window with its first pixel at ``place``; None where it would reach into another set's block."""
        found = {self._set.get(key, -1) for key in self._touched(frame, place)}
        only = found.pop() if len(found) == 1 else -1
        return only if only >= 0 else None

    def _touched(self, frame: int, place: tuple[int, int]) -> set[tuple[int, int, int]]:
        row, col = place
        last = TILE_SIZE - 1
        return {
            (frame, r // self._side, c // self._side) for r in (row, row + last) for c in (col, col + last)
        }


def assign(
    members: Sequence[Hashable], units: Sequence[Hashable], shares: Shares, rng: np.random.Generator
) -> dict[Hashable, int]:
    """Give whole units to the sets so that the windows come near the shares.

    Units come in the order drawn, large ones first where sizes differ much, each to the set that lacks most.

    Args:
        members: (N) unit of each window.
        units: all units, also those without windows.
        shares: of the sets.
        rng: draws the order.
    """
    wanted = shares.normal()
    count = dict.fromkeys(units, 0)
    for unit in members:
        count[unit] += 1
    drawn = [units[i] for i in rng.permutation(len(units))]
    # Sizes are compared by their power of two, so that the order stays a draw among units of about one size.
    drawn.sort(key=lambda unit: -int(np.log2(count[unit] + 1)))
    got = np.zeros(len(SPLITS))
    total = max(sum(count.values()), 1)
    result: dict[Hashable, int] = {}
    for unit in drawn:
        chosen = int(np.argmax(np.where(wanted > 0, wanted - got / total, -np.inf)))
        result[unit] = chosen
        got[chosen] += count[unit]
    return result
