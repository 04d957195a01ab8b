"""The tile grid of a scene: where tiles lie, in pixels and on the map. Offsets are (row, col), map points (x, y)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..imagery.crs import Points
from ..imagery.radiometry import CELL, LOCAL_REACH, Modality
from ..imagery.windows import Grid
from ..progress import Progress, no_progress

Offsets = NDArray[np.int32]

#: How tiles are encoded: each by itself, or many with their surroundings (:mod:`.dense`).
Mode = Literal["tile", "dense"]
MODES: tuple[Mode, ...] = ("tile", "dense")
#: px between neighbouring tiles where nobody says otherwise: the paper's, and the next that lies on the lattice.
STRIDES: dict[Mode, int] = {"tile": 90, "dense": 96}
#: px beyond a dense tile that its feature cells see: convolutions to conv4_3 and CAC reach 58 px.
HALO = 64
#: px from a dense tile to the neighbours that its descriptor knows: a place of 419 px is what it stands for.
REACH = 96
#: px that an image must show around every tile whose features are sliced out of it: the halo, and what its pixels are
#: standardised by.
MARGIN = HALO + -(-LOCAL_REACH // CELL) * CELL
#: px that an image must show around every dense tile, of whose descriptor its neighbours are a part.
CONTEXT = REACH + MARGIN
#: px along each side of a block: what is read at once, and what is lost at most when a build is killed.
BLOCK_SIDE: dict[Mode, int] = {"tile": 720, "dense": 2304}


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

    def encode_within(
        self,
        image: NDArray[np.float32],
        valid: NDArray[np.bool_],
        starts: NDArray[np.int64],
        modality: Modality,
        progress: Progress = no_progress,
    ) -> NDArray[np.float32]:
        """Descriptors (T, dimension) of the tiles at (row, column) ``starts`` (T, 2) of one canonical image."""
        ...


def mode_for(stride: int | None) -> Mode:
    """The mode where none is asked for: dense, unless the stride asked for does not lie on its lattice."""
    return "dense" if stride is None or stride % CELL == 0 else "tile"


def tile_starts(length: int, tile: int, stride: int, cell: int = 1) -> list[int]:
    """First pixels of the tiles along one axis: every ``stride``, and one at the far end.

    The last tile is flush with the far end, or on a lattice of ``cell`` px reaches beyond it by less than a cell.
    """
    if length < tile:
        return []
    last = -(-(length - tile) // cell) * cell
    starts = list(range(0, last + 1, stride))
    return starts if starts[-1] == last else [*starts, last]


def tile_grid(grid: Grid, tile: int = 227, stride: int = 90, mode: Mode = "tile") -> Offsets:
    """All tiles of a grid, row by row.

    Every pixel of the grid lies in a tile: the last tile of a row or column reaches the grid's border, whatever its
    distance from the one before.

    Args:
        grid: of a scene.
        tile: side of a tile in pixels.
        stride: distance between neighbouring tiles in pixels, at most ``tile``.
        mode: how they are encoded; dense tiles lie on the lattice of cells.

    Returns:
        (N, 2) row and column of the first pixel of each tile.

    Raises:
        InputError: the grid is smaller than one tile, or the stride does not suit the mode.
    """
    rows, cols = _starts(grid, tile, stride, mode)
    return np.array([(row, col) for row in rows for col in cols], np.int32)


def tile_blocks(grid: Grid, tile: int, stride: int, mode: Mode = "tile") -> Iterator[Offsets]:
    """The tiles of :func:`tile_grid` in compact square blocks."""
    rows, cols = _starts(grid, tile, stride, mode)
    side = max(BLOCK_SIDE[mode] // stride, 1)
    for top in range(0, len(rows), side):
        for left in range(0, len(cols), side):
            part = [(row, col) for row in rows[top : top + side] for col in cols[left : left + side]]
            yield np.array(part, np.int32)


def span(tile: int) -> int:
    """Side of a tile in pixels, rounded up to whole cells of the lattice."""
    return -(-tile // CELL) * CELL


def surroundings(offsets: Offsets, tile: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """First row and column, and height and width, of an image that shows dense tiles with their context."""
    low = offsets.min(axis=0) - CONTEXT
    size = offsets.max(axis=0) + span(tile) + CONTEXT - low
    return (int(low[0]), int(low[1])), (int(size[0]), int(size[1]))


def check_stride(stride: int, tile: int, mode: Mode) -> None:
    """Refuse a distance of tiles that leaves gaps, never ends, or misses the lattice of dense tiles.

    Raises:
        InputError: it does.
    """
    if not 1 <= stride <= tile:
        raise InputError(f"A stride of {stride} px leaves gaps or never ends.", f"Use 1 to {tile} px.")
    if mode == "dense" and stride % CELL:
        raise InputError(
            f"A stride of {stride} px does not lie on the lattice of the dense mode.",
            f"Use a multiple of {CELL} px, such as {STRIDES['dense']}, or the tile mode.",
        )


def _starts(grid: Grid, tile: int, stride: int, mode: Mode) -> tuple[list[int], list[int]]:
    check_stride(stride, tile, mode)
    cell = CELL if mode == "dense" else 1
    rows, cols = (tile_starts(length, tile, stride, cell) for length in (grid.height, grid.width))
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
