"""Collecting the matches of several blocks for one fit."""

from __future__ import annotations

import time

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ..imagery.crs import Points
from .describe import Described
from .frames import Side
from .matcher import mutual_nearest
from .options import MatchOptions
from .refit import Pairing
from .subcell import refined

_LISTED_KEYPOINTS = 1000
_SAME_POINT_PX = 1.0


class JoinedMatches:
    """Matches collected block by block, and the seconds they cost by stage.

    Attributes:
        timing: ``read_s``, ``extract_s``, ``match_s``, ``fit_s`` and ``sharpen_s``; the callers add to them.
    """

    def __init__(self) -> None:
        self.timing = {"read_s": 0.0, "extract_s": 0.0, "match_s": 0.0, "fit_s": 0.0}
        self._optical: list[Points] = []
        self._sar: list[Points] = []
        self._score: list[NDArray[np.float32]] = []
        self._seen: dict[str, list[tuple[Points, NDArray[np.float32]]]] = {"optical": [], "sar": []}
        self._areas: list[int] = []

    def add(self, optical: Described, sar: Described, options: MatchOptions, keep: NDArray[np.bool_]) -> None:
        """Match two sets of keypoints and collect the matches of the optical keypoints in ``keep``."""
        started = time.perf_counter()
        usable = np.flatnonzero(sar.scores > 0)
        pairs = mutual_nearest(optical.descriptors, sar.descriptors[usable], options.ratio)
        kept = keep[pairs.first]
        first, second = pairs.first[kept], usable[pairs.second[kept]]
        self._optical.append(optical.points[first])
        self._sar.append(refined(optical.descriptors[first], sar, second))
        self._score.append(pairs.similarity[kept])
        self._seen["optical"].append((optical.points[keep], optical.scores[keep]))
        self._seen["sar"].append((sar.points[usable], sar.scores[usable]))
        self._areas.append(sar.area_px)
        self.timing["match_s"] += time.perf_counter() - started

    def optical_keypoints(self) -> Points:
        """(N, 2) all optical keypoints collected, best first."""
        return self._ordered("optical")

    def pairing(self, optical: Side, sar: Side) -> Pairing:
        """Everything collected, each SAR place matched once."""
        score = np.concatenate([np.zeros(0, np.float32), *self._score])
        ours = np.vstack([np.zeros((0, 2)), *self._optical])
        theirs = np.vstack([np.zeros((0, 2)), *self._sar])
        first = _surest(sar.to_grid(theirs), score)
        return Pairing(
            optical_side=optical,
            sar_side=sar,
            optical=ours[first],
            sar=theirs[first],
            score=score[first],
            keypoints_optical=self._strongest("optical"),
            keypoints_sar=self._strongest("sar"),
            search_area_px=float(np.mean(self._areas)) if self._areas else 1.0,
        )

    def _strongest(self, side: str) -> Points:
        return self._ordered(side)[:_LISTED_KEYPOINTS]

    def _ordered(self, side: str) -> Points:
        """The keypoints of all blocks, best first."""
        points = np.vstack([np.zeros((0, 2)), *(points for points, _ in self._seen[side])])
        scores = np.concatenate([np.zeros(0, np.float32), *(scores for _, scores in self._seen[side])])
        return np.asarray(points[np.argsort(-scores, kind="stable")])


def _surest(points: Points, score: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Which matches stay: neighbouring blocks see the same SAR keypoint, and its surest match counts."""
    stays = np.ones(len(points), np.bool_)
    if len(points) > 1:
        close = cKDTree(points).query_pairs(_SAME_POINT_PX, output_type="ndarray")
        one, other = close.T
        # Of equals the earlier one stays, so that never both go.
        stays[np.where(score[one] >= score[other], other, one)] = False
    return stays
