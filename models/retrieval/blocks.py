"""Cutting a scene into tiles, block by block, in a thread of its own while the encoder computes."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from ..imagery.radiometry import Modality
from ..imagery.scene import Scene
from ..imagery.windows import Grid, read_patch
from ..progress import Progress
from .measured import Measured
from .tiles import Encoder, Mode, Offsets, surroundings

_AHEAD = 2


@dataclass(frozen=True)
class TileBlock:
    """Tiles ready to be encoded.

    Attributes:
        number: of the block in the scene.
        data: float32 canonical values: (N, C, S, S) of every tile, or in dense mode (C, H, W) of all together.
        valid: masks of the same height and width.
        starts: in dense mode (N, 2) row and column of the tiles in ``data``.
        offsets: (N, 2) row and column on the scene's grid.
        shares: (N,) share of pixels that hold a measurement.
        skipped_nodata: tiles left out because too little of them is measured.
        skipped_flat: tiles left out because they show nothing at all.
    """

    number: int
    data: NDArray[np.float32]
    valid: NDArray[np.bool_]
    starts: NDArray[np.int64] | None
    offsets: Offsets
    shares: NDArray[np.float32]
    skipped_nodata: int
    skipped_flat: int

    def encode(self, encoder: Encoder, modality: Modality, progress: Progress) -> NDArray[np.float32]:
        """Descriptors (N, D) of the tiles."""
        if not len(self.offsets):
            return np.empty((0, encoder.dimension), np.float32)
        if self.starts is None:
            return encoder.encode(self.data, self.valid, modality, progress)
        return encoder.encode_within(self.data, self.valid, self.starts, modality, progress)


def read_block(
    scene: Scene, grid: Grid, number: int, offsets: Offsets, tile: int, max_nodata: float, mode: Mode = "tile"
) -> TileBlock:
    """Read the tiles at ``offsets``, which lie close together, in one go.

    Raises:
        InputError: the scene has become unreadable.
    """
    if mode == "dense":
        (top, left), (height, width) = surroundings(offsets, tile)
    else:
        top, left = (int(v) for v in offsets.min(axis=0))
        height, width = (int(v) + tile for v in offsets.max(axis=0) - (top, left))
    patch = read_patch(scene, grid.crs, grid.transform * Affine.translation(left, top), width, height)
    starts = offsets.astype(np.int64) - (top, left)
    first, last = starts.min(axis=0), starts.max(axis=0) + tile
    inner = slice(first[0], last[0]), slice(first[1], last[1])
    measured = Measured(patch.data[:, inner[0], inner[1]], patch.valid[inner], tile)
    shares = measured.share(starts - first)
    enough = 1.0 - shares <= max_nodata
    kept = enough & measured.textured(starts - first)
    left_out = (int((~enough).sum()), int((enough & ~kept).sum()))
    common = (offsets[kept], shares[kept].astype(np.float32), *left_out)
    if mode == "dense":
        return TileBlock(number, patch.data, patch.valid, starts[kept], *common)
    data, valid = cut(patch.data, starts[kept], tile), cut(patch.valid[None], starts[kept], tile)[:, 0]
    return TileBlock(number, data, valid, None, *common)


def cut(image: NDArray[Any], corners: NDArray[np.int64], tile: int) -> NDArray[Any]:
    """Windows (N, C, tile, tile) of an image (C, H, W) at (row, column) ``corners`` (N, 2)."""
    windows = [image[:, row : row + tile, col : col + tile] for row, col in corners]
    return np.stack(windows) if windows else np.empty((0, len(image), tile, tile), image.dtype)


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
