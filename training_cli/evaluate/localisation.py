"""What a denser grid of tiles buys: how far the best candidate lies from the truth, before any keypoint is matched."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...models.imagery.crs import Points, crs_name
from ...models.imagery.scene import Scene
from ...models.imagery.windows import working_grid
from ...models.progress import Progress, no_progress
from ...models.retrieval.encoder import TileEncoder
from ...models.retrieval.index import TileIndex
from ...models.retrieval.search import Region, search
from .main_job import HALF_TILE


@dataclass(frozen=True)
class Localisation:
    """One query.

    Attributes:
        away_px: distance of the best candidate from the truth, pixels.
        seconds: for encoding and searching.
    """

    away_px: float
    seconds: float


def locate(
    index: TileIndex, optical: Scene, places: Points, encoder: TileEncoder, progress: Progress = no_progress
) -> list[Localisation]:
    """Search every place (N, 2), x, y in the CRS of the optical scene's working grid.

    Raises:
        Cancelled: by ``progress``.
    """
    crs = crs_name(working_grid(optical, index.gsd).crs)
    found = []
    for number, (x, y) in enumerate(places):
        progress(number / len(places), f"Query {number + 1} of {len(places)}")
        started = time.perf_counter()
        best = search(index, optical, Region.point(float(x), float(y), crs), 1, encoder=encoder).candidates[0]
        seconds = time.perf_counter() - started
        away = float(np.hypot(best.center[0] - x, best.center[1] - y)) / index.gsd
        found.append(Localisation(away, seconds))
    return found


def summarise(found: Sequence[Localisation]) -> dict[str, Any]:
    """Figures over all queries; distances of those whose best candidate lies within half a tile of the truth."""
    away = np.array([item.away_px for item in found])
    near = away[away <= HALF_TILE]
    spread = [round(float(v), 1) for v in np.percentile(near, [25, 50, 75, 90])] if len(near) else [None] * 4
    return {
        "queries": len(found),
        "first_within_half_tile": round(float(np.mean(away <= HALF_TILE)), 3),
        "first_within_32_px": round(float(np.mean(away <= 32)), 3),
        "away_px": dict(zip(("quartile_1", "median", "quartile_3", "percentile_90"), spread)),
        "seconds_a_query": round(float(np.median([item.seconds for item in found])), 3),
    }
