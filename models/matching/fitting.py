"""From collected matches to a model and a verdict, and to sharper matches once it is accepted."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from ..progress import Progress, no_progress
from .frames import Side
from .geometry import Matrix, apply_matrix
from .join import JoinedMatches
from .options import MatchOptions
from .refit import solve
from .result import MatchResult
from .sharpen import Sight, sharpened
from .verdict import Thresholds

# Accepted matches are sharpened again where that moved the model by more than so many px, so many times at most.
_SETTLED, _SHARPENINGS = 4.0, 2


def fitted(
    joined: JoinedMatches,
    optical: Side,
    sar: Side,
    options: MatchOptions,
    thresholds: Thresholds | None = None,
    sight: Sight | None = None,
    progress: Progress = no_progress,
) -> MatchResult:
    """The model that the matches agree on, with its verdict.

    Args:
        joined: the matches; their timing is completed.
        optical: the optical side.
        sar: the SAR side.
        options: of the match.
        thresholds: of the verdict; the shipped ones by default.
        sight: of both images; None where they cannot be seen any more, and matches stay as they are.
        progress: reported to while matches are sharpened.

    Raises:
        Cancelled: by ``progress``.
    """
    clock = time.perf_counter()
    thresholds = thresholds or Thresholds.load()
    pairing = joined.pairing(optical, sar)
    result = solve(pairing, options, thresholds)
    joined.timing["fit_s"] = time.perf_counter() - clock
    clock = time.perf_counter()
    for _ in range(_SHARPENINGS if sight else 0):
        model = result.model
        if sight is None or model is None or not _shows_the_place(result, thresholds):
            break
        sharper = sharpened(pairing, model.matrix, joined.optical_keypoints(), sight, progress)
        again = solve(sharper, options, thresholds)
        # What was accepted by itself stays so: what was sought near the model cannot speak against it.
        if again.model is None or not again.verdict.accepted:
            break
        result = again
        if _moved(result, model.matrix, again.model.matrix) < _SETTLED:
            break
    joined.timing["sharpen_s"] = time.perf_counter() - clock
    return replace(result, timing=dict(joined.timing))


def _shows_the_place(result: MatchResult, thresholds: Thresholds) -> bool:
    """Whether more matches agree than at any wrong place, though they may cover too little of it to be accepted."""
    figures = result.verdict.figures
    return result.verdict.accepted or figures["significance"] >= thresholds.min_significance


def _moved(result: MatchResult, before: Matrix, after: Matrix) -> float:
    """Pixels by which a model moves the matches against the one before, at most."""
    old, new = (
        result.sar.to_grid(apply_matrix(matrix, result.matches.optical)) for matrix in (before, after)
    )
    return float(np.hypot(*(new - old).T).max(initial=0.0))
