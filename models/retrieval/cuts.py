"""Cutting the tiles of a query around one place."""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import InputError
from ..imagery.radiometry import CELL
from ..imagery.scene import Scene
from ..imagery.windows import centred_transform, quarter_turns, read_patch
from .blocks import TileBlock, cut
from .measured import Measured
from .tiles import CONTEXT, Mode, span, surroundings

#: A query tile with this share of measured pixels is left where it is.
_FULL = 0.98
#: A descriptor still finds a tile that is moved by half of this many pixels. On Sentinel imagery (3827 tiles, stride
#: 90) cuts every 30 px put the right place first for 65 % of the clicks instead of 20 %; every 18 px was no better.
_SHIFT = 30
#: Cuts of all query tiles together; more would keep the user waiting on a CPU.
_MOST_CUTS = 64


def moves_within(stride: int, tiles: int, mode: Mode, shifts: int | None = None) -> list[tuple[int, int]]:
    """How far the cuts of a query tile are moved to the right and down, in pixels, evenly over one stride around 0.

    Args:
        stride: of the index.
        tiles: number of query tiles; many tiles are cut less often each.
        mode: of the index; dense tiles move by whole cells.
        shifts: cuts along each axis; about one every 30 px when None.
    """
    count = shifts or max(min(-(-stride // _SHIFT), math.isqrt(_MOST_CUTS // tiles)), 1)
    exact = [(i - (count - 1) / 2) * stride / count for i in range(count)]
    steps = dict.fromkeys(CELL * round(step / CELL) if mode == "dense" else round(step) for step in exact)
    return [(right, down) for down in steps for right in steps]


@dataclass(frozen=True)
class Cuts:
    """The tiles cut around one place; none where nothing can be compared.

    Attributes:
        block: the tiles, ready to be encoded.
        moved: (2,) from the place to the centre of the tile in the middle, in units of the query's CRS.
        offsets: (V, 2) from the place to the centres of the tiles.
    """

    block: TileBlock
    moved: NDArray[np.float64]
    offsets: NDArray[np.float64]


@dataclass
class CutReader:
    """Cuts tiles around places of a scene.

    Attributes:
        scene: the scene.
        crs: of the places; None for pixels of a scene without georeference.
        tile: side of a tile in pixels.
        gsd: of the tiles in CRS units.
        mode: how the tiles are going to be encoded.
        moves: see :func:`moves_within`.
        min_valid: smallest share of measured pixels of a tile.
    """

    scene: Scene
    crs: CRS | None
    tile: int
    gsd: float
    mode: Mode
    moves: list[tuple[int, int]]
    min_valid: float
    _fullest: float = field(default=0.0, init=False)
    _flat: bool = field(default=False, init=False)

    def read(self, place: tuple[float, float], turns: int = 0) -> Cuts:
        """Cut the tiles around a place, from the scene turned about it by quarter turns anticlockwise.

        Raises:
            InputError: the scene has become unreadable.
        """
        cell = CELL if self.mode == "dense" else 1
        reach = self.tile // 2 // cell * cell
        around = CONTEXT if self.mode == "dense" else 0
        middle = reach + max(max(abs(right), abs(down)) for right, down in self.moves)
        margin = middle + around
        side = margin + (span(self.tile) if self.mode == "dense" else self.tile) + margin
        corner = centred_transform(place, self.crs, self.gsd, self.tile) * Affine.translation(
            -margin, -margin
        )
        patch = read_patch(
            self.scene, self.crs, corner * quarter_turns(turns, margin + self.tile / 2), side, side
        )
        inner = slice(around, side - around)
        measured = Measured(patch.data[:, inner, inner], patch.valid[inner, inner], self.tile)
        first = self._place_fullest(measured, middle, reach, cell)
        starts = np.array([(first[0] + down, first[1] + right) for right, down in self.moves], np.int64)
        enough = measured.share(starts) >= self.min_valid
        kept = enough & measured.textured(starts)
        self._flat |= bool((enough & ~kept).any())
        units = (1.0, 1.0) if self.crs is None else (self.gsd, -self.gsd)
        return Cuts(
            self._block(patch.data, patch.valid, starts[kept] + around, measured.share(starts[kept])),
            (np.array(first)[::-1] - middle) * np.array(units),
            (starts[kept][:, ::-1] - middle) * np.array(units),
        )

    def _block(
        self,
        data: NDArray[np.float32],
        valid: NDArray[np.bool_],
        starts: NDArray[np.int64],
        shares: NDArray[np.float64],
    ) -> TileBlock:
        common = (starts.astype(np.int32), shares.astype(np.float32), 0, 0)
        if self.mode == "dense" and len(starts):
            (top, left), (height, width) = surroundings(starts.astype(np.int32), self.tile)
            rows, cols = slice(top, top + height), slice(left, left + width)
            return TileBlock(0, data[:, rows, cols], valid[rows, cols], starts - (top, left), *common)
        tiles, masks = cut(data, starts, self.tile), cut(valid[None], starts, self.tile)[:, 0]
        return TileBlock(0, tiles, masks, None, *common)

    def _place_fullest(self, measured: Measured, middle: int, reach: int, cell: int) -> tuple[int, int]:
        """Row and column of the tile in the middle; near a gap, of the nearest full tile that still holds the place.

        A tile that is half empty resembles other half empty tiles. Since every query tile knows where it lies in the
        region, moving it costs nothing.
        """
        self._fullest = max(self._fullest, float(measured.shares[middle, middle]))
        if measured.shares[middle, middle] >= _FULL:
            return middle, middle
        lattice = slice(middle - reach, middle + reach + 1, cell)
        near = measured.shares[lattice, lattice]
        self._fullest = max(self._fullest, float(near.max()))
        rows, cols = cell * np.stack(np.nonzero(near >= min(float(near.max()), _FULL)))
        nearest = int(np.argmin(np.hypot(rows - reach, cols - reach)))
        return int(rows[nearest]) + middle - reach, int(cols[nearest]) + middle - reach

    def nothing_to_compare(self) -> InputError:
        """Why no place that was read had a tile."""
        if self._flat:
            return InputError(
                "The place shows nothing to compare: all its pixels have the same value.",
                "Choose a place with some detail.",
                code="no_texture",
            )
        return InputError(
            f"The place holds too little data: at most {self._fullest:.0%} of a {self.tile} x {self.tile} px tile "
            f"there is covered by {self.scene.name}, and {self.min_valid:.0%} are needed.",
            "Choose a place farther inside the layer and away from its gaps.",
            code="no_data",
        )
