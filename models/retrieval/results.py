"""What a search gives back; all coordinates are x, y in the CRS that stands beside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ..imagery.crs import Points


@dataclass(frozen=True)
class Query:
    """The region as it was searched.

    Attributes:
        crs: of the coordinates here, ``EPSG:n`` or WKT; None for pixels of a scene without georeference.
        center: x, y of the region's centre.
        footprint: closed ring (5, 2) around the query tiles.
        tiles: number of query tiles.
    """

    crs: str | None
    center: tuple[float, float]
    footprint: Points
    tiles: int

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "crs": self.crs,
            "center": list(self.center),
            "footprint": _polygon(self.footprint),
            "tiles": self.tiles,
            "thumbnail": None,
        }


@dataclass(frozen=True)
class Candidate:
    """A place in an indexed scene that the region may be.

    Attributes:
        rank: from 1.
        tile_id: the tile found, as in ``tiles.gpkg``; of several the most similar.
        scene: file name of the scene.
        scene_id: its id in the index.
        scene_path: its raster.
        score: cosine from -1 to 1; the mean over the query tiles if there are several.
        center: x, y of the region's centre at this place.
        footprint: closed ring (5, 2), the query's footprint moved there.
        crs: of ``center`` and ``footprint``, ``EPSG:n`` or WKT.
        votes: number of query tiles that agree on the place.
        turns: quarter turns anticlockwise by which the query looks like this place; 0 unless turned ones were sought.
    """

    rank: int
    tile_id: str
    scene: str
    scene_id: str
    scene_path: str
    score: float
    center: tuple[float, float]
    footprint: Points
    crs: str
    votes: int
    turns: int = 0

    def to_dict(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return {
            "rank": self.rank,
            "id": self.tile_id,
            "scene": self.scene,
            "scene_id": self.scene_id,
            "scene_path": self.scene_path,
            "score": self.score,
            "votes": self.votes,
            "rotation_deg": 90 * self.turns,
            "crs": self.crs,
            "center": list(self.center),
            "footprint": _polygon(self.footprint),
            "thumbnail": None,
            "verification": None,
        }


@dataclass(frozen=True)
class SearchResult:
    """What a search found.

    Attributes:
        query: the region as it was searched.
        candidates: best first.
        timing: seconds, ``encode_s`` (reading included) and ``search_s``.
    """

    query: Query
    candidates: list[Candidate]
    timing: dict[str, float]


def _polygon(ring: Points) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": [[[float(x), float(y)] for x, y in ring]]}
