"""The tile grid of a scene: where tiles lie, in pixels and on the map. Offsets are (row, col), map points (x, y)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..imagery.crs import Points
from ..imagery.radiometry import Modality
from ..imagery.windows import Grid
from ..progress import Progress, no_progress

Offsets = NDArray[np.int32]

#: Tiles along each side of a block: what is read at once, and what is lost at most when a build is killed.
BLOCK_SIDE = 8


class Encoder(Protocol):
    """What the index needs to know of an encoder; :class:`~.encoder.TileEncoder` is the one in use.

    Attributes:
        tile_size: side of a tile in pixels.
        gsd: ground sample distance in CRS units a pixel.
        dimension: length of a descriptor.
        weights_sha256: identifies the weights; descriptors of different weights cannot be compared.
        weights_name: for people.
    """

    tile_size: int
    gsd: float
    dimension: int
    weights_sha256: str
    weights_name: str

    def encode(
        self,
        tiles: NDArray[np.float32],
        valid: NDArray[np.bool_],
        modality: Modality,
        progress: Progress = no_progress,
    ) -> NDArray[np.float32]:
        """Descriptors (N, dimension) of length 1, of canonical tiles (N, C, S, S) with masks (N, S, S)."""
        ...


def tile_starts(length: int, tile: int, stride: int) -> list[int]:
    """First pixels of the tiles along one axis: every ``stride``, and one flush with the far end."""
    last = length - tile
    if last < 0:
        return []
    starts = list(range(0, last + 1, stride))
    return starts if starts[-1] == last else [*starts, last]


def tile_grid(grid: Grid, tile: int = 227, stride: int = 90) -> Offsets:
    """All tiles of a grid, row by row.

    Every pixel of the grid lies in a tile: the last tile of a row or column is flush with the grid's border, whatever
    its distance from the one before.

    Args:
        grid: of a scene.
        tile: side of a tile in pixels.
        stride: distance between neighbouring tiles in pixels, at most ``tile``.

    Returns:
        (N, 2) row and column of the first pixel of each tile.

    Raises:
        InputError: the grid is smaller than one tile.
    """
    rows, cols = _starts(grid, tile, stride)
    return np.array([(row, col) for row in rows for col in cols], np.int32)


def tile_blocks(grid: Grid, tile: int, stride: int, side: int = BLOCK_SIDE) -> Iterator[Offsets]:
    """The tiles of :func:`tile_grid` in compact blocks of ``side`` x ``side`` tiles."""
    rows, cols = _starts(grid, tile, stride)
    for top in range(0, len(rows), side):
        for left in range(0, len(cols), side):
            part = [(row, col) for row in rows[top : top + side] for col in cols[left : left + side]]
            yield np.array(part, np.int32)


def _starts(grid: Grid, tile: int, stride: int) -> tuple[list[int], list[int]]:
    if not 1 <= stride <= tile:
        raise InputError(f"A stride of {stride} px leaves gaps or never ends.", f"Use 1 to {tile} px.")
    rows, cols = tile_starts(grid.height, tile, stride), tile_starts(grid.width, tile, stride)
    if not rows or not cols:
        raise InputError(
            f"The scene is too small: {grid.width} x {grid.height} px at {grid.gsd:g} units a pixel, "
            f"while one tile takes {tile} x {tile} px.",
            f"Use a scene of at least {tile * grid.gsd:g} map units in both directions.",
            code="scene_too_small",
        )
    return rows, cols


def tile_centers(grid: Grid, offsets: Offsets, tile: int) -> Points:
    """Map coordinates (N, 2) of the tiles' centres."""
    t = grid.transform
    middle = np.asarray(offsets, np.float64)[:, ::-1] + tile / 2
    return np.asarray(middle * (t.a, t.e) + (t.c, t.f), np.float64)


def tile_id(scene: str, row: int, col: int) -> str:
    """Name of a tile: the scene's id, row and column of its first pixel on the scene's grid."""
    return f"{scene}:{row}:{col}"


def squares(centers: Points, side: float) -> Points:
    """Closed rings (N, 5, 2) of the squares around points (N, 2), each from its north-west corner on."""
    ring = rectangle((0.0, 0.0), (-side / 2, -side / 2, side / 2, side / 2))
    return np.asarray(centers, np.float64)[:, None, :] + ring


def rectangle(center: tuple[float, float], extent: tuple[float, float, float, float]) -> Points:
    """Closed ring (5, 2) of a rectangle given by its extent (left, low, right, high) relative to a point."""
    left, low, right, high = extent
    corners = [(left, high), (right, high), (right, low), (left, low), (left, high)]
    return np.asarray(center, np.float64) + np.array(corners, np.float64)
