"""Reading and encoding the query region, once for each CRS that the index holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import InputError
from ..imagery.crs import transform_points
from ..imagery.scene import Scene
from ..imagery.windows import Patch, read_patch_at, working_grid
from ..progress import Progress, subprogress
from .blocks import has_texture
from .index import TileIndex
from .region import QueryPlan, Region, plan_query
from .tiles import Encoder

#: The query is read in the CRS of the index when it lies within this distance (in map units) of an indexed tile.
_NEAR = 1_000_000.0
#: A query tile with this share of measured pixels is left where it is.
_FULL = 0.98


@dataclass(frozen=True)
class QueryFrame:
    """Scenes of the index that share a CRS, and the query as it was read for them.

    Attributes:
        crs: of the scenes' grids.
        scenes: their positions in the index.
        query_crs: CRS the query was read in; None for pixels of a scene without georeference.
        plan: query tiles in ``query_crs``.
        descriptors: (Q, D) of the query tiles.
    """

    crs: CRS
    scenes: list[int]
    query_crs: CRS | None
    plan: QueryPlan
    descriptors: NDArray[np.float32]

    def on_map(self, gsd: float) -> QueryPlan:
        """The plan in map units; pixels of a scene without georeference count down, the map counts up."""
        if self.query_crs is not None:
            return self.plan
        return QueryPlan((0.0, 0.0), self.plan.offsets * (gsd, -gsd), self.plan.side * gsd)


def check_inside(scene: Scene, region: Region) -> None:
    """Refuse a region that the scene does not cover at all.

    Raises:
        InputError: it does not (code ``"outside_scene"``), or the region is unusable.
    """
    back = ~scene.transform
    place = shapely.transform(
        region.shape_in(scene.crs),
        lambda points: points @ np.array([[back.a, back.d], [back.b, back.e]]) + (back.c, back.f),
    )
    if not shapely.box(0, 0, scene.width, scene.height).intersects(place):
        raise InputError(
            f"The region lies outside {scene.name}.",
            "Choose a place that the layer covers.",
            code="outside_scene",
        )


def encode_query(
    index: TileIndex, scene: Scene, region: Region, encoder: Encoder, min_valid: float, progress: Progress
) -> list[QueryFrame]:
    """Descriptors of the region's tiles for all scenes of the index.

    The query is read on the grid of the indexed scenes, so that both show the ground at the same scale and turned the
    same way; only a query far away from them is read in its own frame.

    Raises:
        InputError: the region holds too little data (code ``"no_data"``) or nothing to see (``"no_texture"``).
        Cancelled: by ``progress``.
    """
    frames = []
    parts = index.frames()
    for number, (crs, scenes) in enumerate(parts):
        step = subprogress(progress, number / len(parts), (number + 1) / len(parts))
        query_crs = _query_crs(index, scene, region, crs, scenes)
        side = index.tile * (1.0 if query_crs is None else index.gsd)
        plan, data, valid = _read_tiles(
            index, scene, query_crs, plan_query(region.shape_in(query_crs), side), min_valid, step
        )
        descriptors = encoder.encode(data, valid, scene.modality, subprogress(step, 0.5, 1.0))
        frames.append(QueryFrame(crs, scenes, query_crs, plan, descriptors))
    return frames


def _query_crs(index: TileIndex, scene: Scene, region: Region, crs: CRS, scenes: list[int]) -> CRS | None:
    own = working_grid(scene, index.gsd).crs
    if own is None:
        return None
    there = transform_points(shapely.get_coordinates(region.shape_in(own).centroid), own, crs)[0]
    tiles = index.centers[np.isin(index.scene_numbers, scenes)]
    low, high = tiles.min(axis=0) - _NEAR, tiles.max(axis=0) + _NEAR
    return crs if np.isfinite(there).all() and (there >= low).all() and (there <= high).all() else own


def _read_tiles(
    index: TileIndex, scene: Scene, crs: CRS | None, plan: QueryPlan, min_valid: float, progress: Progress
) -> tuple[QueryPlan, NDArray[np.float32], NDArray[np.bool_]]:
    """The query tiles that hold enough to be compared, and the plan as it was carried out."""
    offsets, patches = [], []
    for number, (x, y) in enumerate(plan.centers):
        progress(0.5 * number / len(plan.centers), "Reading the query region")
        (right, down), patch = _fullest(scene, (float(x), float(y)), crs, index.gsd, index.tile)
        moved = (right, down) if crs is None else (right * index.gsd, -down * index.gsd)
        offsets.append(plan.offsets[number] + moved)
        patches.append(patch)
    shares = np.array([patch.valid.mean() for patch in patches])
    if shares.max() < min_valid:
        raise InputError(
            f"The place holds too little data: at most {shares.max():.0%} of a {index.tile} x {index.tile} px tile "
            f"there is covered by {scene.name}, and {min_valid:.0%} are needed.",
            "Choose a place farther inside the layer and away from its gaps.",
            code="no_data",
        )
    keep = np.array(
        [share >= min_valid and has_texture(patch.data, patch.valid) for share, patch in zip(shares, patches)]
    )
    if not keep.any():
        raise InputError(
            "The place shows nothing to compare: all its pixels have the same value.",
            "Choose a place with some detail.",
            code="no_texture",
        )
    kept = [patch for patch, ok in zip(patches, keep) if ok]
    carried_out = QueryPlan(plan.center, np.array(offsets)[keep], plan.side)
    return carried_out, np.stack([patch.data for patch in kept]), np.stack([patch.valid for patch in kept])


def _fullest(
    scene: Scene, center: tuple[float, float], crs: CRS | None, gsd: float, tile: int
) -> tuple[tuple[int, int], Patch]:
    """The tile around a place; near a gap or the scene's edge, the fullest tile that still holds the place.

    A tile that is half empty resembles other half empty tiles. Since every query tile knows where it lies in the
    region, moving it costs nothing.

    Returns:
        How far it was moved, in pixels to the right and down, and the tile.
    """
    patch = read_patch_at(scene, center, crs, gsd, tile)
    if patch.valid.mean() >= _FULL:
        return (0, 0), patch
    reach = tile // 2
    wide = read_patch_at(scene, center, crs, gsd, tile + 2 * reach)
    sums = np.pad(wide.valid.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    filled = sums[tile:, tile:] - sums[:-tile, tile:] - sums[tile:, :-tile] + sums[:-tile, :-tile]
    rows, cols = np.nonzero(filled >= min(float(filled.max()), _FULL * tile * tile))
    nearest = int(np.argmin(np.hypot(rows - reach, cols - reach)))
    row, col = int(rows[nearest]), int(cols[nearest])
    data = wide.data[:, row : row + tile, col : col + tile]
    valid = wide.valid[row : row + tile, col : col + tile]
    transform = wide.transform * Affine.translation(col, row)
    return (col - reach, row - reach), Patch(data, valid, transform, wide.crs)
