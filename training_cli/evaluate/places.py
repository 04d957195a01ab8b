"""Places of a registered scene pair, drawn at random, at which both scenes show something."""

from __future__ import annotations

import numpy as np

from ...models.errors import InputError
from ...models.imagery.crs import Points
from ...models.imagery.scene import Scene
from ...models.imagery.windows import Grid, Patch, read_patch_at, working_grid
from ...models.networks.dfcnn import TILE_SIZE
from ...models.progress import Progress, no_progress

#: Smallest standard deviation of grey values, of 255, in both windows: open sea and bare slopes carry no answer.
SMALLEST_SPREAD = 6.0
_TRIES = 60


def draw_places(
    optical: Scene,
    sar: Scene,
    count: int,
    seed: int,
    gsd: float = 10.0,
    margin: int = TILE_SIZE,
    progress: Progress = no_progress,
) -> tuple[Points, int]:
    """Draw places evenly over the optical scene and keep those at which a tile carries an answer.

    Args:
        optical: the optical scene.
        sar: the SAR scene that shows the same ground.
        count: places wanted.
        seed: of the draw.
        gsd: pixel size in CRS units.
        margin: side in pixels of the square around a place that must hold data in both scenes.
        progress: may cancel.

    Returns:
        (N, 2) x, y in the CRS of the optical scene's working grid, and how many were drawn to get them.

    Raises:
        InputError: hardly any place shows something in both scenes.
    """
    grid = working_grid(optical, gsd)
    rng = np.random.default_rng(seed)
    kept: list[tuple[float, float]] = []
    drawn = 0
    while len(kept) < count:
        if drawn >= _TRIES * count:
            raise InputError(
                f"Only {len(kept)} of {drawn} places drawn show something in both scenes.",
                "Choose scenes that show the same ground.",
            )
        drawn += 1
        place = _draw(grid, margin, rng)
        windows = (read_patch_at(scene, place, grid.crs, gsd, margin) for scene in (optical, sar))
        if all(_tells(window) for window in windows):
            kept.append(place)
        progress(len(kept) / count, f"{len(kept)} of {count} places drawn")
    return np.array(kept, np.float64), drawn


def _draw(grid: Grid, margin: int, rng: np.random.Generator) -> tuple[float, float]:
    col = rng.uniform(margin / 2, max(grid.width - margin / 2, margin / 2 + 1))
    row = rng.uniform(margin / 2, max(grid.height - margin / 2, margin / 2 + 1))
    x, y = grid.transform * (col, row)
    return float(x), float(y)


def _tells(window: Patch) -> bool:
    """Whether the window is whole and its middle tile varies."""
    if not window.valid.all():
        return False
    first = max((window.valid.shape[0] - TILE_SIZE) // 2, 0)
    tile = window.data[:, first : first + TILE_SIZE, first : first + TILE_SIZE]
    return bool(tile.mean(axis=0).std() >= SMALLEST_SPREAD)
