"""Search: from a region of a query scene to ranked candidates in the indexed scenes."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from ..errors import InputError
from ..imagery.crs import Bounds, crs_name
from ..imagery.scene import Scene
from ..progress import Progress, no_progress, subprogress
from .index import TileIndex
from .query import QueryFrame, check_inside, encode_query
from .region import QueryPlan, Region
from .results import Candidate, Query, SearchResult
from .tiles import Encoder
from .voting import Place, Votes, count_votes, distinct

__all__ = ["MIN_VALID", "Candidate", "Query", "Region", "SearchResult", "search"]

#: A query tile needs this share of measured pixels; with less the shape of the gap would be searched.
MIN_VALID = 0.5


def search(
    index: TileIndex,
    query_scene: Scene,
    region: Region,
    k: int = 10,
    area: Region | None = None,
    *,
    encoder: Encoder,
    progress: Progress = no_progress,
    keep_all: bool = False,
    min_valid: float = MIN_VALID,
    shifts: int | None = None,
    rotations: bool = False,
) -> SearchResult:
    """Find a region of one scene in the scenes of an index, which are usually of the other modality.

    Several query tiles vote jointly: each knows where it lies in the region, so every tile it finds says where the
    region's centre would be.

    Args:
        index: open index.
        query_scene: the scene in which the region was drawn.
        region: in any CRS; in pixels for a query scene without georeference.
        k: number of candidates wanted.
        area: the candidates' centres must lie here.
        encoder: with the weights of the index.
        progress: may cancel.
        keep_all: give neighbouring tiles as well, instead of the best of those that lie within half a tile.
        min_valid: share of measured pixels a query tile needs.
        shifts: how many times along each axis a query tile is cut, moved by parts of the index's stride; as many as
            make sense when None.
        rotations: also look for the region turned by 90, 180 and 270 degrees, at four times the cost; a place counts
            with the turn that scores best.

    Raises:
        InputError: the region is unusable, lies outside the scene (code ``"outside_scene"``), or where the scene holds
            no data (``"no_data"``) or nothing to see (``"no_texture"``); or the area meets no indexed tile
            (``"empty_area"``).
        Cancelled: by ``progress``.
    """
    if k < 1:
        raise InputError("At least one candidate must be asked for.", "Use 1 or more.")
    progress(0.0, "Reading the query region")
    start = time.perf_counter()
    check_inside(query_scene, region)
    frames = encode_query(
        index,
        query_scene,
        region,
        encoder,
        min_valid,
        shifts,
        subprogress(progress, 0.0, 0.8),
        rotations=rotations,
    )
    encoded = time.perf_counter()
    progress(0.8, f"Searching {len(index)} tiles")
    found = [item for frame in frames for item in _search_frame(index, frame, k, area, keep_all=keep_all)]
    if not found:
        raise InputError(
            "No indexed tile lies in the search area.",
            "Draw it over the indexed scenes, or search without it.",
            code="empty_area",
        )
    found.sort(key=lambda item: -item[0].score)
    candidates = [_candidate(index, place, plan, rank) for rank, (place, plan) in enumerate(found[:k], 1)]
    first = frames[0]
    query = Query(
        crs_name(first.query_crs), first.plan.center, first.plan.footprint(), len(first.plan.offsets)
    )
    timing = {"encode_s": encoded - start, "search_s": time.perf_counter() - encoded}
    progress(1.0, f"{len(candidates)} candidates")
    return SearchResult(query, candidates, timing)


def _search_frame(
    index: TileIndex, frame: QueryFrame, k: int, area: Region | None, *, keep_all: bool
) -> list[tuple[Place, QueryPlan]]:
    """The best places in the scenes of one CRS."""
    plan, offsets = frame.on_map(index.gsd)
    # An area counts for all tiles whose own cell of the tile grid it touches: even the smallest then holds one.
    cell = index.manifest.stride * index.gsd / 2
    farthest = float(np.abs(offsets).max())
    zone = None
    if area is not None:
        zone = area.shape_in(frame.crs, _around(index, frame, farthest + cell)).buffer(
            cell, join_style="mitre"
        )
        shapely.prepare(zone)
    among = _tiles_among(index, frame, zone, farthest)
    available = len(index) if among is None else len(among)
    # Neighbours of a found tile are found as well: more hits than places are needed, how many is not known before.
    count = min(max(64, 16 * k), available)
    while available:
        scores, numbers = index.nearest(frame.descriptors, count, among)
        places = _places(index, frame, offsets, scores, numbers, zone, keep_all=keep_all)
        if len(places) >= k or count == available:
            return [(place, plan) for place in places[:k]]
        count = min(4 * count, available)
    return []


def _around(index: TileIndex, frame: QueryFrame, margin: float) -> Bounds:
    """Bounds of the centres of all tiles of a frame, and a margin around them."""
    centers = index.centers[np.isin(index.scene_numbers, frame.scenes)]
    low, high = centers.min(axis=0, initial=np.inf) - margin, centers.max(axis=0, initial=-np.inf) + margin
    return float(low[0]), float(low[1]), float(high[0]), float(high[1])


def _tiles_among(
    index: TileIndex, frame: QueryFrame, zone: BaseGeometry | None, farthest: float
) -> NDArray[np.int64] | None:
    """Numbers of the tiles to be searched; None for all."""
    if zone is None and len(frame.scenes) == len(index.scenes):
        return None
    inside = np.isin(index.scene_numbers, frame.scenes)
    if zone is not None:
        wider = zone.buffer(farthest, join_style="mitre") if farthest else zone
        shapely.prepare(wider)
        inside &= shapely.intersects_xy(wider, index.centers[:, 0], index.centers[:, 1])
    return np.flatnonzero(inside).astype(np.int64)


def _places(
    index: TileIndex,
    frame: QueryFrame,
    offsets: NDArray[np.float64],
    scores: NDArray[np.float32],
    numbers: NDArray[np.int64],
    zone: BaseGeometry | None,
    *,
    keep_all: bool,
) -> list[Place]:
    cuts = np.repeat(np.arange(len(offsets)), numbers.shape[1])
    tiles, values = numbers.ravel(), scores.ravel()
    queries, turns = frame.variants[cuts], frame.turns[cuts]
    voted = index.centers[tiles] - offsets[cuts]
    if zone is not None:
        inside = shapely.intersects_xy(zone, voted[:, 0], voted[:, 1])
        tiles, values, queries, voted = tiles[inside], values[inside], queries[inside], voted[inside]
        turns = turns[inside]
    of_scene = index.scene_numbers[tiles]
    reach = index.tile * index.gsd / 2
    places: list[Place] = []
    for scene in np.unique(of_scene):
        ranked: list[Place] = []
        for turn in np.unique(turns):
            # Query tiles agree on a place only if all of them are turned alike.
            own = (of_scene == scene) & (turns == turn)
            votes = Votes(voted[own], values[own], queries[own], tiles[own])
            found = count_votes(votes, len(frame.plan.offsets), reach)
            ranked += [replace(place, turns=int(turn)) for place in found]
        ranked.sort(key=lambda place: -place.score)
        places += ranked if keep_all else distinct(ranked, reach)
    return sorted(places, key=lambda place: -place.score)


def _candidate(index: TileIndex, place: Place, plan: QueryPlan, rank: int) -> Candidate:
    scene = index.scene_of(place.tile)
    return Candidate(
        rank=rank,
        tile_id=index.tile_id(place.tile),
        scene=scene.record.name,
        scene_id=scene.record.id,
        scene_path=str(scene.path),
        score=place.score,
        center=place.center,
        footprint=plan.turned(place.turns).footprint(place.center),
        crs=scene.encoded.crs,
        votes=place.votes,
        turns=place.turns,
    )
