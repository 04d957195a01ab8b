"""Reading and encoding the query region, once for each CRS that the index holds."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import InputError
from ..imagery.crs import transform_points
from ..imagery.scene import Scene
from ..imagery.windows import read_patch_at, working_grid
from ..progress import Progress, subprogress
from .blocks import has_texture
from .index import TileIndex
from .region import QueryPlan, Region, plan_query
from .tiles import Encoder

#: The query is read in the CRS of the index when it lies within this distance (in map units) of an indexed tile.
_NEAR = 1_000_000.0
#: A query tile with this share of measured pixels is left where it is.
_FULL = 0.98
#: A descriptor still finds a tile that is moved by half of this many pixels. On Sentinel imagery (3827 tiles, stride
#: 90) cuts every 30 px put the right place first for 65 % of the clicks instead of 20 %; every 18 px was no better.
_SHIFT = 30
#: Cuts of all query tiles together; more would keep the user waiting on a CPU.
_MOST_CUTS = 64


@dataclass(frozen=True)
class QueryFrame:
    """Scenes of the index that share a CRS, and the query as it was read for them.

    Attributes:
        crs: of the scenes' grids.
        scenes: their positions in the index.
        query_crs: CRS the query was read in; None for pixels of a scene without georeference.
        plan: query tiles in ``query_crs``.
        variants: (V,) number of the query tile that each descriptor was made of.
        offsets: (V, 2) from the region's centre to where the tile was cut for each descriptor, in ``query_crs``.
        descriptors: (V, D).
    """

    crs: CRS
    scenes: list[int]
    query_crs: CRS | None
    plan: QueryPlan
    variants: NDArray[np.int64]
    offsets: NDArray[np.float64]
    descriptors: NDArray[np.float32]

    def on_map(self, gsd: float) -> tuple[QueryPlan, NDArray[np.float64]]:
        """Plan and offsets in map units; pixels of a scene without georeference count down, the map counts up."""
        if self.query_crs is not None:
            return self.plan, self.offsets
        scale = (gsd, -gsd)
        return QueryPlan((0.0, 0.0), self.plan.offsets * scale, self.plan.side * gsd), self.offsets * scale


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
    index: TileIndex,
    scene: Scene,
    region: Region,
    encoder: Encoder,
    min_valid: float,
    shifts: int | None,
    progress: Progress,
) -> list[QueryFrame]:
    """Descriptors of the region's tiles for all scenes of the index.

    The query is read on the grid of the indexed scenes, so that both show the ground at the same scale and turned the
    same way; only a query far away from them is read in its own frame. A place lies off the nearest indexed tile by up
    to half a stride, which changes a descriptor more than it may: so every query tile is cut several times, moved by
    parts of a stride, and one of the cuts lies nearly where an indexed tile lies.

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
        plan = plan_query(region.shape_in(query_crs), side)
        moves = _moves(index.manifest.stride, shifts or _shifts(index.manifest.stride, len(plan.offsets)))
        cuts = _read_cuts(index, scene, query_crs, plan, moves, min_valid, step)
        descriptors = encoder.encode(cuts.data, cuts.valid, scene.modality, subprogress(step, 0.5, 1.0))
        frames.append(QueryFrame(crs, scenes, query_crs, cuts.plan, cuts.variants, cuts.offsets, descriptors))
    return frames


def _shifts(stride: int, tiles: int) -> int:
    """Cuts along each axis: one every 30 px of the stride, fewer where there are many query tiles anyway."""
    wanted = -(-stride // _SHIFT)
    return max(min(wanted, math.isqrt(_MOST_CUTS // tiles)), 1)


def _moves(stride: int, shifts: int) -> list[tuple[int, int]]:
    """How far the cuts are moved to the right and down, in pixels, evenly over one stride around 0."""
    steps = [round((i - (shifts - 1) / 2) * stride / shifts) for i in range(shifts)]
    return [(right, down) for down in steps for right in steps]


def _query_crs(index: TileIndex, scene: Scene, region: Region, crs: CRS, scenes: list[int]) -> CRS | None:
    own = working_grid(scene, index.gsd).crs
    if own is None:
        return None
    there = transform_points(shapely.get_coordinates(region.shape_in(own).centroid), own, crs)[0]
    tiles = index.centers[np.isin(index.scene_numbers, scenes)]
    low, high = tiles.min(axis=0) - _NEAR, tiles.max(axis=0) + _NEAR
    return crs if np.isfinite(there).all() and (there >= low).all() and (there <= high).all() else own


@dataclass(frozen=True)
class _Cuts:
    """Tiles cut for a query: data (V, C, S, S), masks (V, S, S), and as in :class:`QueryFrame`."""

    plan: QueryPlan
    variants: NDArray[np.int64]
    offsets: NDArray[np.float64]
    data: NDArray[np.float32]
    valid: NDArray[np.bool_]


def _read_cuts(
    index: TileIndex,
    scene: Scene,
    crs: CRS | None,
    plan: QueryPlan,
    moves: list[tuple[int, int]],
    min_valid: float,
    progress: Progress,
) -> _Cuts:
    """Cut the query tiles that hold enough to be compared."""
    tile, units = index.tile, (1.0, 1.0) if crs is None else (index.gsd, -index.gsd)
    reach = tile // 2
    margin = reach + max(max(abs(right), abs(down)) for right, down in moves)
    tiles: list[NDArray[np.float64]] = []
    variants, offsets, data, masks = [], [], [], []
    fullest, flat = 0.0, False
    for number, (x, y) in enumerate(plan.centers):
        progress(0.5 * number / len(plan.centers), "Reading the query region")
        patch = read_patch_at(scene, (float(x), float(y)), crs, index.gsd, tile + 2 * margin)
        shares = _shares(patch.valid, tile)
        col, row = _fullest(shares, margin, reach)
        fullest = max(fullest, float(shares[row, col]))
        for right, down in moves:
            rows, cols = slice(row + down, row + down + tile), slice(col + right, col + right + tile)
            if shares[row + down, col + right] < min_valid:
                continue
            if not has_texture(patch.data[:, rows, cols], patch.valid[rows, cols]):
                flat = True
                continue
            variants.append(len(tiles))
            offsets.append(
                plan.offsets[number] + np.multiply((col + right - margin, row + down - margin), units)
            )
            data.append(patch.data[:, rows, cols])
            masks.append(patch.valid[rows, cols])
        if variants and variants[-1] == len(tiles):
            tiles.append(plan.offsets[number] + np.multiply((col - margin, row - margin), units))
    if not tiles:
        raise _nothing_to_compare(scene, tile, fullest, min_valid, flat=flat)
    carried_out = QueryPlan(plan.center, np.array(tiles), plan.side)
    return _Cuts(carried_out, np.array(variants), np.array(offsets), np.stack(data), np.stack(masks))


def _nothing_to_compare(
    scene: Scene, tile: int, fullest: float, min_valid: float, *, flat: bool
) -> InputError:
    if flat:
        return InputError(
            "The place shows nothing to compare: all its pixels have the same value.",
            "Choose a place with some detail.",
            code="no_texture",
        )
    return InputError(
        f"The place holds too little data: at most {fullest:.0%} of a {tile} x {tile} px tile there is covered by "
        f"{scene.name}, and {min_valid:.0%} are needed.",
        "Choose a place farther inside the layer and away from its gaps.",
        code="no_data",
    )


def _shares(valid: NDArray[np.bool_], tile: int) -> NDArray[np.float64]:
    """Share of measured pixels of the tile at every position inside a window, by the position of its first pixel."""
    sums = np.pad(valid.astype(np.int64).cumsum(axis=0).cumsum(axis=1), ((1, 0), (1, 0)))
    filled = sums[tile:, tile:] - sums[:-tile, tile:] - sums[tile:, :-tile] + sums[:-tile, :-tile]
    return np.asarray(filled / tile**2, np.float64)


def _fullest(shares: NDArray[np.float64], middle: int, reach: int) -> tuple[int, int]:
    """Column and row of the tile in the middle; near a gap, of the nearest full tile that still holds the place.

    A tile that is half empty resembles other half empty tiles. Since every query tile knows where it lies in the
    region, moving it costs nothing.
    """
    if shares[middle, middle] >= _FULL:
        return middle, middle
    near = shares[middle - reach : middle + reach + 1, middle - reach : middle + reach + 1]
    rows, cols = np.nonzero(near >= min(float(near.max()), _FULL))
    nearest = int(np.argmin(np.hypot(rows - reach, cols - reach)))
    return int(cols[nearest]) + middle - reach, int(rows[nearest]) + middle - reach
