"""From similar tiles to ranked places: joint votes of several query tiles, and one candidate for each place."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..imagery.crs import Points

_MOST_PLACES = 1024


@dataclass(frozen=True)
class Votes:
    """Votes for where a region's centre lies in one scene.

    Attributes:
        places: (V, 2) map coordinates voted for: the tile's centre less the offset of the cut that found it.
        scores: (V,) cosines.
        queries: (V,) number of the query tile that votes.
        tiles: (V,) number of the tile it found.
    """

    places: Points
    scores: NDArray[np.float32]
    queries: NDArray[np.int64]
    tiles: NDArray[np.int64]


@dataclass(frozen=True)
class Place:
    """A place in a scene that the region may be.

    Attributes:
        center: x, y of the region's centre there.
        score: mean cosine over all query tiles, one without a vote counting 0.
        votes: number of query tiles that agree.
        tile: number of the most similar tile among theirs.
        turns: quarter turns anticlockwise by which the query was turned.
    """

    center: tuple[float, float]
    score: float
    votes: int
    tile: int
    turns: int = 0


def count_votes(votes: Votes, queries: int, reach: float) -> list[Place]:
    """Add up votes that agree.

    Each of the best votes is tried as the place, one for each tile that a query tile has found; every query tile then
    supports it with its best vote within ``reach`` in both directions. The place is moved to the mean of the votes that
    support it.

    Args:
        votes: for one scene.
        queries: number of query tiles.
        reach: half a tile in map units.

    Returns:
        Places in falling order of their score.
    """
    if len(votes.scores) == 0:
        return []
    order = np.argsort(-votes.scores, kind="stable")
    # A tile that several cuts of a query tile have found is tried where the most similar of them puts the place.
    who = np.column_stack([votes.queries, votes.tiles])[order]
    order = order[np.sort(np.unique(who, axis=0, return_index=True)[1])]
    if queries == 1:
        return [Place(_xy(votes.places[i]), float(votes.scores[i]), 1, int(votes.tiles[i])) for i in order]
    order = order[:_MOST_PLACES]
    tried = votes.places[order]
    total = np.zeros(len(order))
    support = np.zeros(len(order), np.int64)
    moved = np.zeros_like(tried)
    for query in range(queries):
        own = np.flatnonzero(votes.queries == query)
        if not len(own):
            continue
        near = (np.abs(tried[:, None] - votes.places[own][None]) <= reach).all(axis=2)
        scores = np.where(near, votes.scores[own][None], -np.inf)
        best = scores.argmax(axis=1)
        agrees = near.any(axis=1)
        total += np.where(agrees, scores[np.arange(len(order)), best], 0)
        support += agrees
        moved += np.where(agrees[:, None], votes.places[own[best]], 0)
    moved /= support[:, None]
    ranking = np.argsort(-total, kind="stable")
    return [
        Place(_xy(moved[i]), float(total[i] / queries), int(support[i]), int(votes.tiles[order[i]]))
        for i in ranking
    ]


def distinct(places: list[Place], reach: float) -> list[Place]:
    """Keep the best of places that lie within ``reach`` of each other in both directions.

    With half a tile as reach, no two of the places kept overlap by more than half.
    """
    kept: list[Place] = []
    for place in places:
        if all(
            max(abs(place.center[0] - k.center[0]), abs(place.center[1] - k.center[1])) > reach for k in kept
        ):
            kept.append(place)
    return kept


def _xy(point: NDArray[np.float64]) -> tuple[float, float]:
    return float(point[0]), float(point[1])
