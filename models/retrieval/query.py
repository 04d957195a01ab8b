"""Reading and encoding the query region, once for each CRS that the index holds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import InputError
from ..imagery.crs import transform_points, unwrapped
from ..imagery.scene import Scene
from ..imagery.windows import metric_crs
from ..progress import Progress, subprogress
from .cuts import CutReader, moves_within
from .index import TileIndex
from .region import QueryPlan, Region, plan_query, quarter_turned
from .tiles import Encoder

#: The query is read in the CRS of the index when it lies within this distance (in map units) of an indexed tile.
_NEAR = 1_000_000.0


@dataclass(frozen=True)
class QueryFrame:
    """Scenes of the index that share a CRS, and the query as it was read for them.

    Attributes:
        crs: of the scenes' grids.
        scenes: their positions in the index.
        query_crs: CRS the query was read in; None for pixels of a scene without georeference.
        plan: query tiles in ``query_crs``, not turned.
        variants: (V,) number of the query tile that each descriptor was made of.
        offsets: (V, 2) from the region's centre to where the tile was cut for each descriptor, in ``query_crs`` as if
            the whole region were turned like the descriptor's tile.
        descriptors: (V, D).
        turns: (V,) quarter turns anticlockwise that the tile was given before it was encoded.
    """

    crs: CRS
    scenes: list[int]
    query_crs: CRS | None
    plan: QueryPlan
    variants: NDArray[np.int64]
    offsets: NDArray[np.float64]
    descriptors: NDArray[np.float32]
    turns: NDArray[np.int64]

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
    middle, _ = scene.transform * (scene.width / 2, scene.height / 2)

    def to_pixels(points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(points @ np.array([[back.a, back.d], [back.b, back.e]]) + (back.c, back.f))

    # Both as it is and turned to the scene's side of the world: turned, a box around the world would be a line.
    shape = region.shape_in(scene.crs)
    places = shape, shapely.transform(shape, lambda points: unwrapped(points, scene.crs, middle))
    frame = shapely.box(0, 0, scene.width, scene.height)
    if not any(frame.intersects(shapely.transform(place, to_pixels)) for place in places):
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
    *,
    rotations: bool = False,
) -> list[QueryFrame]:
    """Descriptors of the region's tiles for all scenes of the index.

    The query is read on the grid of the indexed scenes, so that both show the ground at the same scale and turned the
    same way; only a query far away from them is read in its own frame. A place lies off the nearest indexed tile by up
    to half a stride, which changes a descriptor more than it may: so every query tile is cut several times, moved by
    parts of a stride, and one of the cuts lies nearly where an indexed tile lies. With ``rotations`` every cut is
    encoded at its four quarter turns, for imagery that may be turned against the index.

    Raises:
        InputError: the region holds too little data (code ``"no_data"``) or nothing to see (``"no_texture"``).
        Cancelled: by ``progress``.
    """
    frames = []
    parts = index.frames()
    turns = 4 if rotations else 1
    for number, (crs, scenes) in enumerate(parts):
        step = subprogress(progress, number / len(parts), (number + 1) / len(parts))
        query_crs = _query_crs(index, scene, region, crs, scenes)
        side = index.tile * (1.0 if query_crs is None else index.gsd)
        plan = plan_query(region.shape_in(query_crs), side)
        moves = moves_within(index.manifest.stride, len(plan.offsets) * turns, index.manifest.mode, shifts)
        reader = CutReader(scene, query_crs, index.tile, index.gsd, index.manifest.mode, moves, min_valid)
        frames.append(_encode(reader, crs, scenes, plan, turns, encoder, step))
    return frames


def _encode(
    reader: CutReader,
    crs: CRS,
    scenes: list[int],
    plan: QueryPlan,
    turns: int,
    encoder: Encoder,
    progress: Progress,
) -> QueryFrame:
    """Read and encode the query tiles that hold enough to be compared, each after 0 to ``turns`` - 1 quarter turns."""
    tiles: list[NDArray[np.float64]] = []
    variants, offsets, descriptors, turned = [], [], [], []
    # Anticlockwise to the eye: the y axis points down where there is no CRS.
    sense = -1 if reader.crs is None else 1
    for number, (place, offset) in enumerate(zip(plan.centers, plan.offsets)):
        step = subprogress(progress, number / len(plan.centers), (number + 1) / len(plan.centers))
        step(0.0, "Reading the query region")
        for turn in range(turns):
            cuts = reader.read((float(place[0]), float(place[1])), turn)
            count = len(cuts.block.offsets)
            if not count:
                break
            if turn == 0:
                tiles.append(offset + cuts.moved)
            variants += [len(tiles) - 1] * count
            turned += [turn] * count
            offsets.append(quarter_turned(offset[None], sense * turn) + cuts.offsets)
            share = subprogress(step, 0.3 + 0.7 * turn / turns, 0.3 + 0.7 * (turn + 1) / turns)
            descriptors.append(cuts.block.encode(encoder, reader.scene.modality, share))
    if not tiles:
        raise reader.nothing_to_compare()
    carried_out = QueryPlan(plan.center, np.array(tiles), plan.side)
    return QueryFrame(
        crs,
        scenes,
        reader.crs,
        carried_out,
        np.array(variants),
        np.concatenate(offsets),
        np.concatenate(descriptors),
        np.array(turned),
    )


def _query_crs(index: TileIndex, scene: Scene, region: Region, crs: CRS, scenes: list[int]) -> CRS | None:
    if scene.crs is None:
        return None
    # Of the place, not of the scene: a mosaic of the world has most places outside of the zone of its centre.
    place = shapely.get_coordinates(region.shape_in(scene.crs).centroid)
    own = metric_crs(scene.crs, place)
    there = transform_points(place, scene.crs, crs)[0]
    tiles = index.centers[np.isin(index.scene_numbers, scenes)]
    low, high = tiles.min(axis=0) - _NEAR, tiles.max(axis=0) + _NEAR
    return crs if np.isfinite(there).all() and (there >= low).all() and (there <= high).all() else own
