"""Cutting a scene into tiles, block by block, in a thread of its own while the encoder computes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from ..imagery.radiometry import standardise
from ..imagery.scene import Scene
from ..imagery.windows import Grid, Patch, read_patch
from .tiles import Offsets

_AHEAD = 2


@dataclass(frozen=True)
class TileBlock:
    """Tiles ready to be encoded.

    Attributes:
        number: of the block in the scene.
        data: (N, C, S, S) float32 canonical values.
        valid: (N, S, S) bool.
        offsets: (N, 2) row and column on the scene's grid.
        skipped_nodata: tiles left out because too little of them is measured.
        skipped_flat: tiles left out because they show nothing at all.
    """

    number: int
    data: NDArray[np.float32]
    valid: NDArray[np.bool_]
    offsets: Offsets
    skipped_nodata: int
    skipped_flat: int


def read_block(
    scene: Scene, grid: Grid, number: int, offsets: Offsets, tile: int, max_nodata: float
) -> TileBlock:
    """Read the tiles at ``offsets``, which lie close together, in one go.

    Raises:
        InputError: the scene has become unreadable.
    """
    top, left = (int(v) for v in offsets.min(axis=0))
    height, width = (int(v) + tile for v in offsets.max(axis=0) - (top, left))
    patch = read_patch(scene, grid.crs, grid.transform * Affine.translation(left, top), width, height)
    kept, nodata, flat = [], 0, 0
    tiles, masks = [], []
    for row, col in offsets - (top, left):
        part = _cut(patch, int(row), int(col), tile)
        if 1.0 - part.valid.mean() > max_nodata:
            nodata += 1
        elif not has_texture(part.data, part.valid):
            flat += 1
        else:
            kept.append((row + top, col + left))
            tiles.append(part.data)
            masks.append(part.valid)
    return TileBlock(
        number,
        np.stack(tiles) if tiles else np.empty((0, len(scene.bands), tile, tile), np.float32),
        np.stack(masks) if masks else np.empty((0, tile, tile), bool),
        np.array(kept, np.int32).reshape(-1, 2),
        nodata,
        flat,
    )


def has_texture(data: NDArray[np.float32], valid: NDArray[np.bool_]) -> bool:
    """Whether anything is left of a tile for the network to look at once it has been standardised."""
    return bool(standardise(data, valid).any())


def _cut(patch: Patch, row: int, col: int, tile: int) -> Patch:
    rows, cols = slice(row, row + tile), slice(col, col + tile)
    return Patch(patch.data[:, rows, cols], patch.valid[rows, cols], patch.transform, patch.crs)


def read_ahead(
    read: Callable[[int], TileBlock], numbers: Sequence[int], still_waiting: Callable[[], None]
) -> Generator[TileBlock, None, None]:
    """Blocks in order, the next ones being read while the caller works on one.

    Args:
        read: reads the block of a number.
        numbers: blocks wanted.
        still_waiting: called twice a second while reading is behind; may raise to end it.
    """
    waiting: deque[Future[TileBlock]] = deque()
    pool = ThreadPoolExecutor(1, thread_name_prefix="optosar-read")
    try:
        for number in numbers:
            waiting.append(pool.submit(read, number))
            if len(waiting) > _AHEAD:
                yield _result(waiting.popleft(), still_waiting)
        while waiting:
            yield _result(waiting.popleft(), still_waiting)
    finally:
        # A read that is under way ends by itself; nobody waits for it, so that a cancel takes effect at once.
        pool.shutdown(wait=False, cancel_futures=True)


def _result(future: Future[TileBlock], still_waiting: Callable[[], None]) -> TileBlock:
    while not wait([future], timeout=0.5).done:
        still_waiting()
    return future.result()
