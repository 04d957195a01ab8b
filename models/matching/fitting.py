"""From collected matches to a model and a verdict, and to sharper matches once it is accepted."""

from __future__ import annotations

import time
from dataclasses import replace

import numpy as np

from ..imagery.crs import Points
from ..progress import Progress, no_progress
from .frames import Side
from .geometry import Matrix, apply_matrix
from .join import JoinedMatches
from .options import MatchOptions
from .refit import Pairing, confirmed_by, solve
from .result import MatchResult
from .sharpen import Sharpened, sharpened
from .sight import Sight
from .verdict import Thresholds

# Matches are sharpened again where that moved the model by more than so many px, so many times at most.
_SETTLED, _SHARPENINGS = 4.0, 2
# Significance below which matches are not worth a second look: the model is then nearly always anywhere.
_WORTH_A_LOOK = 20.0


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
    if sight and result.model is not None and _worth_a_look(result):
        keypoints = joined.optical_keypoints()
        first, sharper = _looked_at(pairing, result.model.matrix, keypoints, sight, thresholds, progress)
        confirmed = sharper.confirmed
        result = confirmed_by(result, confirmed, first.confirmed, thresholds)
        for number in range(_SHARPENINGS if _shows_the_place(result, thresholds) else 0):
            model = result.model
            if model is None:
                break
            if number > 0:
                sharper = sharpened(pairing, model.matrix, keypoints, sight, progress)
            again = solve(replace(sharper.pairing, confirmed=confirmed), options, thresholds)
            # What is accepted by itself stays so: what was sought near the model cannot speak against it.
            stays = result.verdict.accepted and (sharper is first or number > 0)
            if stays and (again.model is None or not again.verdict.accepted):
                break
            result = again
            if again.model is None or _moved(result, model.matrix, again.model.matrix) < _SETTLED:
                break
    joined.timing["sharpen_s"] = time.perf_counter() - clock
    return replace(result, timing=dict(joined.timing))


def _looked_at(
    pairing: Pairing,
    matrix: Matrix,
    keypoints: Points,
    sight: Sight,
    thresholds: Thresholds,
    progress: Progress,
) -> tuple[Sharpened, Sharpened]:
    """Matches seen through their own model, and where that is not confirmed, through what structure makes of it.

    A model that is right in one part of a window only shows that part well enough to tell how the rest lies. But
    structure is followed farther then, and streets repeat: a second look has to confirm more.

    Returns:
        The first look, and the one that counts.
    """
    needed = thresholds.min_confirmed
    first = sharpened(pairing, matrix, keypoints, sight, progress, needed)
    if first.confirmed is None or first.confirmed >= needed or first.lies is None:
        return first, first
    second = sharpened(pairing, first.lies, keypoints, sight, progress, needed + thresholds.second_look)
    if second.confirmed is None or second.confirmed - thresholds.second_look <= first.confirmed:
        return first, first
    return first, replace(second, confirmed=second.confirmed - thresholds.second_look)


def _worth_a_look(result: MatchResult) -> bool:
    return result.verdict.figures.get("significance", 0.0) >= _WORTH_A_LOOK


def _shows_the_place(result: MatchResult, thresholds: Thresholds) -> bool:
    """Whether more matches agree than at any wrong place, though they may cover too little of it to be accepted."""
    if result.confirmed is not None:
        return result.confirmed >= thresholds.min_confirmed
    return result.verdict.figures["significance"] >= thresholds.min_significance


def _moved(result: MatchResult, before: Matrix, after: Matrix) -> float:
    """Pixels by which a model moves the matches against the one before, at most."""
    old, new = (
        result.sar.to_grid(apply_matrix(matrix, result.matches.optical)) for matrix in (before, after)
    )
    return float(np.hypot(*(new - old).T).max(initial=0.0))
