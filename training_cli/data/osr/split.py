"""Dividing windows into training, validation and test sets that share no ground."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

import numpy as np
from numpy.typing import NDArray

from ....models.errors import InputError
from ....models.networks.dfcnn import TILE_SIZE

SplitBy = Literal["auto", "scene", "block", "window"]
SPLITS = ("train", "val", "test")
#: Places from which on a split by scene comes near enough to the shares wanted.
SCENES_ENOUGH = 10
_DRAWS = 32

Unit = TypeVar("Unit", bound=Hashable)


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
        return np.asarray(shares / shares.sum(), np.float64)


class Blocks:
    """Square blocks of ground, each wholly of one set; windows that reach into another set's block are of none.

    Args:
        frames: (N,) number of each window's frame.
        places: (N, 2) row, column of its first pixel in the frame.
        shares: of the sets, counted in windows that are left.
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
        found, numbers = np.unique(self._touched(frames, places).reshape(-1, 3), axis=0, return_inverse=True)
        touched = numbers.reshape(-1, 4)
        units = [(int(frame), int(row), int(col)) for frame, row, col in found]
        sizes = dict(zip(units, np.bincount(touched.ravel(), minlength=len(units)).tolist()))
        target = wanted = shares.normal()
        nearest = np.inf
        # A small set loses more windows at its borders than a large one, so what is asked for is corrected by what came
        # out of the last draw.
        for _ in range(_DRAWS):
            drawn = assign(sizes, wanted, rng)
            sets = np.array([drawn[unit] for unit in units], np.int64)[touched]
            left = sets[(sets == sets[:, :1]).all(1), 0]
            got = np.bincount(left, minlength=len(SPLITS)) / max(len(left), 1)
            if (away := float(np.abs(got - target).max())) < nearest:
                nearest, self._set = away, drawn
            wanted = wanted * np.clip(target / np.maximum(got, 1e-9), 0.5, 2.0)
            wanted = wanted / wanted.sum()

    def __call__(self, frame: int, place: tuple[int, int]) -> int:
        """Set of the window with its first pixel at ``place``; -1 where it would reach into another set's block."""
        keys = self._touched(np.array([frame]), np.array([place]))[0].tolist()
        found = {self._set.get((key[0], key[1], key[2]), -1) for key in keys}
        return found.pop() if len(found) == 1 else -1

    def _touched(self, frames: NDArray[np.int64], places: NDArray[np.int64]) -> NDArray[np.int64]:
        """(N, 4, 3) frame, row and column of the blocks in which the corners of windows lie."""
        corners = places[:, None] + np.array([(r, c) for r in (0, TILE_SIZE - 1) for c in (0, TILE_SIZE - 1)])
        of = np.broadcast_to(frames[:, None, None], (len(places), 4, 1))
        return np.concatenate([of, corners // self._side], axis=2)


def assign(
    sizes: Mapping[Unit, int], wanted: NDArray[np.float64], rng: np.random.Generator
) -> dict[Unit, int]:
    """Give whole units to the sets so that the windows come near the shares.

    Units come in the order drawn, large ones first where sizes differ much, each to the set that lacks most. The last
    ones go to the sets that would get none otherwise: a few places still make a test set.

    Args:
        sizes: windows of every unit.
        wanted: (3,) shares of the sets, their sum 1.
        rng: draws the order.
    """
    units = list(sizes)
    drawn = [units[i] for i in rng.permutation(len(units))]
    # Sizes are compared by their power of two, so that the order stays a draw among units of about one size.
    drawn.sort(key=lambda unit: -int(np.log2(sizes[unit] + 1)))
    got = np.zeros(len(SPLITS))
    total = max(sum(sizes.values()), 1)
    result: dict[Unit, int] = {}
    for number, unit in enumerate(drawn):
        empty = (wanted > 0) & (got == 0)
        open_sets = empty if empty.sum() >= len(drawn) - number else wanted > 0
        chosen = int(np.argmax(np.where(open_sets, wanted - got / total, -np.inf)))
        result[unit] = chosen
        got[chosen] += sizes[unit]
    return result
