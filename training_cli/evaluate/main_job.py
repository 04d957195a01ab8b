"""The main job measured on a registered pair: is the place found, is it located, and is a wrong one refused."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from ...models.engine.searching import search_and_verify
from ...models.imagery.crs import Points, crs_name
from ...models.imagery.scene import Scene
from ...models.imagery.windows import working_grid
from ...models.matching.calibration import binomial_bound
from ...models.matching.displacement.field import DisplacementField
from ...models.matching.features import FeatureExtractor
from ...models.networks.dfcnn import TILE_SIZE
from ...models.progress import Progress, no_progress, subprogress
from ...models.retrieval.encoder import TileEncoder
from ...models.retrieval.index import TileIndex
from ...models.retrieval.results import Candidate
from ...models.retrieval.search import Region, search
from ...models.retrieval.verify import VerifiedCandidate, verify_candidates
from ..data.pairs import SURE, check_field

#: A candidate shows the place when its centre is within half a tile of it, in pixels.
HALF_TILE = TILE_SIZE // 2
#: A place counts as located within this many pixels of the truth.
LOCATED = 5.0
# Candidates this near share ground with the query's tile; the others show a place that is not the query's.
_APART = 1.5 * TILE_SIZE


@dataclass(frozen=True)
class Job:
    """One query.

    Attributes:
        place: x, y of the query.
        first_px: distance of the best retrieved candidate from the truth.
        best_px: the same for the best verified candidate.
        rank: rank of the first candidate within half a tile; None when there is none among those retrieved.
        accepted: whether the best verified candidate was accepted.
        offset_px: where the keypoints put the query's centre, less the truth (x, y down); None without a model.
        false_accept: whether a candidate was accepted when only places elsewhere were offered, and the query located
            away from the truth. The windows that are matched are wider than tiles, so a tile elsewhere may show the
            query's ground at its border and locate it rightly.
        truth_px: by how much the SAR scene shows the place elsewhere (x, y down); None where no refined truth is sure.
    """

    place: tuple[float, float]
    first_px: float
    best_px: float
    rank: int | None
    accepted: bool
    offset_px: tuple[float, float] | None
    false_accept: bool
    truth_px: tuple[float, float] | None = None


def run_job(
    index: TileIndex,
    optical: Scene,
    place: tuple[float, float],
    crs: str | None,
    encoder: TileEncoder,
    extractor: FeatureExtractor,
    verify: int = 5,
    progress: Progress = no_progress,
) -> Job:
    """Search one place, verify the best candidates, and verify the best of those that lie elsewhere.

    Leaving out all candidates near the place gives what an index without that place would answer.
    """
    found = search(index, optical, Region.point(*place, crs), 12 * verify, encoder=encoder)
    away = [_away(candidate, place, index.gsd) for candidate in found.candidates]
    elsewhere = [c for c, d in zip(found.candidates, away) if d > _APART][:verify]
    offered = found.candidates[:verify]
    both = [*offered, *(c for c in elsewhere if c.rank > verify)]
    checked = verify_candidates(
        optical,
        found.query,
        both,
        lambda candidate: index.open_scene(candidate.scene_id),
        extractor,
        len(both),
        progress=progress,
    )
    best = next(item for item in checked if item.candidate in offered)
    if not best.verdict.accepted:
        # The order of retrieval stands where nothing was accepted.
        best = next(item for item in checked if item.candidate.rank == 1)
    return Job(
        place=place,
        first_px=away[0],
        best_px=_away(best.candidate, place, index.gsd),
        rank=next((c.rank for c, d in zip(found.candidates, away) if d <= HALF_TILE), None),
        accepted=best.verdict.accepted,
        offset_px=_offset(best, place, index.gsd),
        false_accept=any(
            item.verdict.accepted and not _located(item, place, index.gsd)
            for item in checked
            if item.candidate in elsewhere
        ),
    )


def summarise(jobs: Sequence[Job]) -> dict[str, Any]:
    """Figures over all queries.

    A scene's nominal registration may be off as a whole. ``located_5px`` is judged against the nominal truth, and
    ``located_5px_centred`` after taking out the median offset of the accepted queries, which is given as well. Where a
    refined truth is sure, distances from it are given, too.
    """
    count = len(jobs)
    accepted = [job for job in jobs if job.accepted]
    offsets = np.array([job.offset_px for job in accepted if job.offset_px], np.float64).reshape(-1, 2)
    shift = np.median(offsets, axis=0) if len(offsets) else np.zeros(2)
    false = sum(job.false_accept for job in jobs)
    right = [job for job in accepted if job.best_px <= HALF_TILE]
    return {
        "queries": count,
        "first_within_half_tile": _share(job.first_px <= HALF_TILE for job in jobs),
        "top5_within_half_tile": _share(job.rank is not None and job.rank <= 5 for job in jobs),
        "best_within_half_tile": _share(job.best_px <= HALF_TILE for job in jobs),
        "accepted": len(accepted) / count,
        "accepted_and_right": len(right) / count,
        "accepted_but_wrong": (len(accepted) - len(right)) / count,
        "located_5px": float((np.linalg.norm(offsets, axis=1) <= LOCATED).sum()) / count,
        "located_5px_centred": float((np.linalg.norm(offsets - shift, axis=1) <= LOCATED).sum()) / count,
        "median_offset_px": [round(float(v), 2) for v in shift],
        "false_accepts": false / count,
        "false_accepts_bound_95": binomial_bound(false, count),
        **_refined([(job.offset_px, job.truth_px) for job in accepted if job.offset_px and job.truth_px]),
    }


def _refined(places: Sequence[tuple[Any, Any]]) -> dict[str, Any]:
    """How far places, located and true, lie apart; shares are of those whose truth is sure."""
    if not places:
        return {}
    located, true = np.array(places, np.float64).transpose(1, 0, 2)
    apart = np.linalg.norm(located - true, axis=1)
    shares = {f"refined_within_{limit:g}px": float((apart <= limit).mean()) for limit in (1.0, 2.0, LOCATED)}
    return {"refined_queries": len(places), "refined_median_px": float(np.median(apart)), **shares}


def measure_times(
    index: TileIndex,
    optical: Scene,
    places: Points,
    encoder: TileEncoder,
    extractor: FeatureExtractor,
    verify: int = 5,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Seconds from a click to candidates, and to verified ones, with everything warm: median and quartiles."""
    crs = _crs_name(optical, index.gsd)
    to_candidates, to_verified = [], []
    for number, (x, y) in enumerate(places):
        progress(number / len(places), "Timing")
        answer = search_and_verify(
            index,
            optical,
            Region.point(float(x), float(y), crs),
            encoder=encoder,
            extractor=extractor,
            verify=verify,
        )
        timing = answer["timing"]
        to_candidates.append(timing["encode_s"] + timing["search_s"])
        to_verified.append(to_candidates[-1] + timing["verify_s"])
    return {
        "queries": len(places),
        "verified_candidates": verify,
        "to_candidates_s": _quartiles(to_candidates),
        "to_verified_s": _quartiles(to_verified),
    }


def true_displacements(
    truth: DisplacementField, optical: Scene, gsd: float, places: Points
) -> list[tuple[float, float] | None]:
    """By how many px (x, y down) SAR shows places elsewhere; None where the refined truth is not sure.

    Args:
        truth: the field.
        optical: the scene that it starts from.
        gsd: size of a pixel.
        places: (N, 2) x, y in the CRS of the optical scene's working grid.

    Raises:
        InputError: the field was measured on other pixels.
    """
    grid = working_grid(optical, gsd)
    check_field(
        truth, grid.crs, grid.transform, f"The truth was not measured on the pixels of {optical.path}."
    )
    pixels = np.column_stack(~grid.transform * places.T) - 0.5
    sure = truth.uncertainty_at(pixels) <= SURE
    return [(float(x), float(y)) if known else None for (x, y), known in zip(truth.at(pixels), sure)]


def run_jobs(
    index: TileIndex,
    optical: Scene,
    places: Points,
    encoder: TileEncoder,
    extractor: FeatureExtractor,
    verify: int = 5,
    progress: Progress = no_progress,
    truths: Sequence[tuple[float, float] | None] | None = None,
) -> list[Job]:
    """:func:`run_job` at every place; (N, 2) x, y in the CRS of the optical scene's working grid.

    ``truths`` are those of :func:`true_displacements`.
    """
    crs = _crs_name(optical, index.gsd)
    jobs = []
    for number, (x, y) in enumerate(places):
        report = subprogress(progress, number / len(places), (number + 1) / len(places))
        report(0.0, f"Query {number + 1} of {len(places)}")
        job = run_job(index, optical, (float(x), float(y)), crs, encoder, extractor, verify)
        jobs.append(replace(job, truth_px=truths[number] if truths else None))
    progress(1.0, "Measured")
    return jobs


def _crs_name(scene: Scene, gsd: float) -> str | None:
    return crs_name(working_grid(scene, gsd).crs)


def _away(candidate: Candidate, place: tuple[float, float], gsd: float) -> float:
    return float(np.hypot(candidate.center[0] - place[0], candidate.center[1] - place[1])) / gsd


def _offset(item: VerifiedCandidate, place: tuple[float, float], gsd: float) -> tuple[float, float] | None:
    if item.located_center is None:
        return None
    x, y = item.located_center
    return (x - place[0]) / gsd, (place[1] - y) / gsd


def _located(item: VerifiedCandidate, place: tuple[float, float], gsd: float) -> bool:
    """Whether the keypoints put the query's centre within half a tile of the truth."""
    offset = _offset(item, place, gsd)
    return offset is not None and float(np.hypot(*offset)) <= HALF_TILE


def _share(flags: Any) -> float:
    return float(np.mean(list(flags)))


def _quartiles(seconds: list[float]) -> dict[str, float]:
    low, middle, high = np.percentile(seconds, [25, 50, 75])
    return {"median": round(middle, 3), "quartile_1": round(low, 3), "quartile_3": round(high, 3)}
