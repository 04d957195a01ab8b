"""Verifying candidates by keypoints: which of the places found is the place, if any."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from rasterio.crs import CRS

from ..errors import InputError
from ..imagery.crs import Points, crs_name, parse_crs, transform_points
from ..imagery.scene import Scene
from ..imagery.windows import Patch, centred_transform, metric_crs, quarter_turns, read_patch
from ..matching.describe import Described, Extractor, describe_patch
from ..matching.geometry import apply_matrix
from ..matching.options import MatchOptions
from ..matching.pair import match_described, provenance_of, side_of
from ..matching.result import MatchResult
from ..matching.sight import Sight, through_scene
from ..matching.verdict import REJECTED, Thresholds, Verdict
from ..networks.dfcnn import TILE_SIZE
from ..progress import Progress, no_progress, subprogress
from .results import Candidate, Query

#: Side of the windows that are matched, in pixels: tiles are half as wide and may lie off by half a tile.
CONTEXT_PX = 512

# A query is read in the CRS of a candidate within this distance, in map units: both are then seen to one
# scale.
_NEAR = 1_000_000.0


@dataclass(frozen=True)
class VerifiedCandidate:
    """A candidate with what its keypoints say.

    Attributes:
        candidate: as retrieved.
        verdict: whether the candidate is the place.
        match: the match it rests on; None when the candidate could not be read.
        located_center: where the query's centre falls by the matches, in the candidate's CRS; None without
            a model.
    """

    candidate: Candidate
    verdict: Verdict
    match: MatchResult | None
    located_center: tuple[float, float] | None

    @property
    def inliers(self) -> int:
        """Matches that agree on the place."""
        return int(self.match.matches.inlier.sum()) if self.match else 0

    def to_json(self) -> dict[str, Any]:
        """The ``verification`` of a candidate in the results of a search."""
        figures = self.verdict.figures
        return {
            "accepted": self.verdict.accepted,
            "reason": self.verdict.reason,
            "hint": self.verdict.hint,
            "inliers": self.inliers,
            "matches": int(figures.get("matches", 0)),
            "rmse_px": self.match.accuracy.rmse_px if self.match else None,
            "located_center": list(self.located_center) if self.located_center else None,
            "match": self.match.to_json() if self.match else None,
        }


def verify_candidates(
    query_scene: Scene,
    query: Query,
    candidates: Iterable[Candidate],
    open_candidate: Callable[[Candidate], Scene],
    extractor: Extractor,
    n: int = 5,
    options: MatchOptions | None = None,
    progress: Progress = no_progress,
    thresholds: Thresholds | None = None,
) -> list[VerifiedCandidate]:
    """Match the query with the best candidates, in windows of 512 px around the centres of both.

    Args:
        query_scene: the scene in which the region was drawn; optical or SAR.
        query: the region as it was searched.
        candidates: what the search found, best first.
        open_candidate: opens the scene of a candidate, of the other modality.
        extractor: finds and describes keypoints.
        n: how many candidates are verified.
        options: of the matching.
        progress: reported to between the steps; may raise ``Cancelled``.
        thresholds: of the verdict; the shipped ones by default.

    Returns:
        The verified candidates: the accepted first, those of them that agree on the place by how near their tiles
        lie to it, then by the evidence. A candidate that cannot be read comes with that reason
        instead of ending the work for the others.

    Raises:
        InputError: the query cannot be read, or both scenes are of one modality.
        Cancelled: by ``progress``.
    """
    options = options or MatchOptions()
    chosen = list(candidates)[: max(n, 0)]
    window = _QueryWindow(query_scene, query, extractor, options)
    verified = []
    for number, candidate in enumerate(chosen):
        report = subprogress(progress, number / len(chosen), (number + 1) / len(chosen))
        report(0.0, f"Verifying candidate {number + 1} of {len(chosen)}")
        try:
            scene = open_candidate(candidate)
        except InputError as error:
            verified.append(_unreadable(candidate, error))
            continue
        if scene.modality == query_scene.modality:
            raise InputError(
                "Query and index show the same kind of imagery.",
                "Keypoints are matched between optical and SAR only.",
            )
        verified.append(_verify(window, candidate, scene, thresholds, report))
    progress(1.0, "Verified")
    return _in_order(verified, window.gsd * TILE_SIZE / 2)


def _in_order(verified: list[VerifiedCandidate], reach: float) -> list[VerifiedCandidate]:
    """The accepted first, then by the evidence.

    Windows are wider than tiles, so that several tiles around a place are accepted, and all put the query at the same
    point. Of those that agree with the best within ``reach``, in map units, the tile nearest to that point comes first.
    """
    ordered = sorted(verified, key=_rank, reverse=True)
    if not ordered or not ordered[0].verdict.accepted:
        return ordered
    best = ordered[0]

    def agrees(item: VerifiedCandidate) -> bool:
        if not item.verdict.accepted or item.candidate.crs != best.candidate.crs:
            return False
        return _apart(item.located_center, best.located_center) <= reach

    same = [item for item in ordered if agrees(item)]
    same.sort(key=lambda item: _apart(item.candidate.center, item.located_center))
    return [*same, *(item for item in ordered if not agrees(item))]


def _rank(item: VerifiedCandidate) -> tuple[bool, tuple[float, float]]:
    return item.verdict.accepted, item.match.evidence if item.match else (-math.inf, -math.inf)


def _apart(a: tuple[float, float] | None, b: tuple[float, float] | None) -> float:
    """Distance of two places in map units, infinite where one is not known."""
    return math.hypot(a[0] - b[0], a[1] - b[1]) if a and b else math.inf


def overall_verdict(verified: list[VerifiedCandidate]) -> Verdict:
    """The verdict on a whole search: that of its best verified candidate, in the words of a search."""
    if not verified:
        return Verdict(False, REJECTED, "No candidate was verified.", "Verify at least one candidate.", {})
    verdict = verified[0].verdict
    if verdict.accepted or len(verified) == 1:
        return verdict
    hint = "Verify more candidates, enlarge the region, or check that the index covers the place."
    return replace(
        verdict,
        reason=f"None of {len(verified)} candidates was accepted. The best: {verdict.reason}",
        # Where nothing could even be read, that is what has to be mended.
        hint=hint if any(item.match is not None for item in verified) else verdict.hint,
    )


class _QueryWindow:
    """The query's window with its keypoints, read once for every CRS and turn of candidates."""

    def __init__(self, scene: Scene, query: Query, extractor: Extractor, options: MatchOptions) -> None:
        self.scene = scene
        self.extractor = extractor
        self.options = options
        self.gsd = options.gsd or extractor.gsd
        self._center = np.array([query.center], dtype=np.float64)
        self._crs = parse_crs(query.crs)
        self._read: dict[tuple[str | None, int], tuple[Patch, Described]] = {}

    def place(self, crs: CRS | None) -> Points:
        """(1, 2) the query's centre in a CRS."""
        return transform_points(self._center, self._crs, crs)

    def crs_near(self, candidate: Candidate) -> CRS | None:
        """The candidate's CRS where the query lies near it on the map, else the query's own."""
        if self._crs is None or self.scene.crs is None:
            return None
        target = parse_crs(candidate.crs)
        offset = self.place(target)[0] - candidate.center
        if float(np.hypot(*offset)) < _NEAR:
            return target
        return metric_crs(self.scene.crs, self.place(self.scene.crs))

    def described(self, crs: CRS | None, turns: int, progress: Progress) -> tuple[Patch, Described]:
        """The query's window in a CRS, seen after quarter turns, and its keypoints."""
        key = crs_name(crs), turns
        if key not in self._read:
            patch = _around(self.scene, self.place(crs), crs, self.gsd, turns)
            found = describe_patch(patch, self.scene.modality, self.extractor, self.options.k, progress)
            self._read[key] = patch, found
        return self._read[key]


def _verify(
    window: _QueryWindow,
    candidate: Candidate,
    scene: Scene,
    thresholds: Thresholds | None,
    progress: Progress,
) -> VerifiedCandidate:
    crs = window.crs_near(candidate)
    query, asked = window.described(crs, candidate.turns, subprogress(progress, 0.0, 0.45))
    try:
        center = np.array([candidate.center], dtype=np.float64)
        patch = _around(scene, center, parse_crs(candidate.crs), window.gsd)
    except InputError as error:
        return _unreadable(candidate, error)
    extractor, options = window.extractor, window.options
    found = describe_patch(patch, scene.modality, extractor, options.k, subprogress(progress, 0.45, 0.9))
    asked_side, found_side = side_of(query, window.scene), side_of(patch, scene)
    progress(0.9, "Matching")
    if forward := window.scene.modality == "optical":
        sight = Sight(lambda: [query], through_scene(scene, found_side.crs), extractor.structure)
        result = match_described(asked, found, asked_side, found_side, options, thresholds, sight)
    else:
        sight = Sight(lambda: [patch], through_scene(window.scene, asked_side.crs), extractor.structure)
        result = match_described(found, asked, found_side, asked_side, options, thresholds, sight)
    result = replace(result, provenance=provenance_of(extractor))
    return VerifiedCandidate(
        candidate, result.verdict, result, _located(result, window.place(crs), forward=forward)
    )


def _around(scene: Scene, center: Points, crs: CRS | None, gsd: float, turns: int = 0) -> Patch:
    x, y = (float(value) for value in center[0])
    transform = centred_transform((x, y), crs, gsd, CONTEXT_PX) * quarter_turns(turns, CONTEXT_PX / 2)
    return read_patch(scene, crs, transform, CONTEXT_PX, CONTEXT_PX)


def _located(result: MatchResult, center: Points, *, forward: bool) -> tuple[float, float] | None:
    """Where the matches put the query's centre."""
    if result.model is None:
        return None
    matrix = result.model.matrix if forward else np.linalg.inv(result.model.matrix)
    x, y = apply_matrix(matrix, center)[0]
    return (float(x), float(y)) if np.isfinite([x, y]).all() else None


def _unreadable(candidate: Candidate, error: InputError) -> VerifiedCandidate:
    return VerifiedCandidate(candidate, Verdict(False, REJECTED, error.message, error.hint, {}), None, None)
