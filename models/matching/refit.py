"""From matches to model, accuracy and verdict: robustly at first, by least squares while the user edits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from .accuracy import Accuracy, choose_checks, measure, occupied, spread
from .frames import Points, Side
from .geometry import (
    DegenerateGeometryError,
    Matrix,
    apply_matrix,
    check_shape,
    describe,
    fit_matrix,
    model_kind,
    residual_lengths,
)
from .options import MatchOptions
from .result import Matches, MatchResult, Model
from .robust import find_consensus, shift_origin
from .verdict import Evidence, Thresholds, Verdict, judge, refuse, significance


@dataclass(frozen=True)
class Pairing:
    """Matches as the matcher delivers them, before anything is fitted.

    Attributes:
        optical_side, sar_side: the two images.
        optical, sar: (N, 2) partners, in each side's coordinates.
        score: (N,) cosine similarities.
        keypoints_optical, keypoints_sar: all keypoints of each side, in its coordinates.
        search_area_px: area in which a partner was sought, square pixels of the matching grid.
        dropped: matches that agree with nothing and are not among them.
        sharpened: whether they were sought near a model that had been found to show the place.
        confirmed: see :class:`~.verdict.Evidence`.
    """

    optical_side: Side
    sar_side: Side
    optical: Points
    sar: Points
    score: NDArray[np.float32]
    keypoints_optical: Points
    keypoints_sar: Points
    search_area_px: float
    dropped: int = 0
    sharpened: bool = False
    confirmed: float | None = None


def solve(pairing: Pairing, options: MatchOptions, thresholds: Thresholds | None = None) -> MatchResult:
    """Find the model that the matches agree on, measure and judge it.

    Check points are set aside by their position before the search, so that neither the search nor the fit
    sees them. A model that cannot be found is no error: the verdict says why.

    Args:
        pairing: the matches.
        options: model, threshold, share of check points and seed.
        thresholds: of the verdict; the shipped ones by default.
    """
    source = pairing.optical_side.to_grid(pairing.optical)
    target = pairing.sar_side.to_grid(pairing.sar)
    checks = choose_checks(source, options.holdout, options.seed)
    free = ~checks
    count = len(source)
    matrix: Matrix | None = None
    problem: DegenerateGeometryError | None = None
    inlier = np.zeros(count, np.bool_)
    try:
        matrix, _ = find_consensus(
            options.model, source[free], target[free], pairing.score[free], options.threshold_px, options.seed
        )
        inlier = residual_lengths(matrix, source, target) <= options.threshold_px
    except DegenerateGeometryError as error:
        problem = error
    matches = Matches(
        ids=np.arange(count, dtype=np.int64),
        optical=pairing.optical,
        sar=pairing.sar,
        optical_px=pairing.optical_side.to_scene_pixels(pairing.optical),
        sar_px=pairing.sar_side.to_scene_pixels(pairing.sar),
        score=pairing.score,
        residual=np.full(count, np.nan),
        inlier=inlier,
        use=inlier,
        holdout=checks,
    )
    result = MatchResult(
        optical=pairing.optical_side,
        sar=pairing.sar_side,
        gsd=pairing.sar_side.unit,
        matches=matches,
        keypoints_optical=pairing.keypoints_optical,
        keypoints_sar=pairing.keypoints_sar,
        model=None,
        accuracy=Accuracy(0, 0),
        verdict=refuse("", "", count),
        options=options,
        search_area_px=pairing.search_area_px,
        dropped_outliers=pairing.dropped,
        sharpened=pairing.sharpened,
        confirmed=pairing.confirmed,
    )
    return _shorten(_complete(result, source, target, matrix, problem, thresholds))


def refit(
    result: MatchResult | dict[str, Any],
    use: list[bool] | NDArray[np.bool_] | None = None,
    model: str | None = None,
    thresholds: Thresholds | None = None,
) -> MatchResult:
    """Fit again after the user chose matches or another model.

    The model follows from the used matches by least squares; matches marked ``holdout`` stay check points.
    Whether a match is an inlier is told anew, whether it is used is left to the user.

    Args:
        result: a result or its JSON.
        use: one flag a match, in the order of ``matches``; None searches robustly from the start and resets
            the flags.
        model: another kind of model; None keeps the present one.
        thresholds: of the verdict; the shipped ones by default.

    Raises:
        InputError: the flags do not fit the matches, or there is no such model.
    """
    given = MatchResult.from_json(result) if isinstance(result, dict) else result
    options = replace(given.options, model=model_kind(model)) if model else given.options
    matches = given.matches
    source, target = given.optical.to_grid(matches.optical), given.sar.to_grid(matches.sar)
    free = ~matches.holdout
    matrix: Matrix | None = None
    problem: DegenerateGeometryError | None = None
    try:
        if use is None:
            matrix, _ = find_consensus(
                options.model,
                source[free],
                target[free],
                matches.score[free],
                options.threshold_px,
                options.seed,
            )
            flags = residual_lengths(matrix, source, target) <= options.threshold_px
        else:
            flags = np.asarray(use, dtype=np.bool_)
            if flags.shape != matches.use.shape:
                raise InputError(
                    f"{flags.size} flags were given for {len(matches)} matches.",
                    "Give one flag for every match.",
                )
            fitted = flags & free
            centre, partner = _middle(source[fitted]), _middle(target[fitted])
            near = fit_matrix(options.model, source[fitted] - centre, target[fitted] - partner)
            check_shape(describe(near, source[fitted] - centre))
            matrix = shift_origin(near, centre, partner)
    except DegenerateGeometryError as error:
        problem = error
        flags = np.zeros(len(matches), np.bool_) if use is None else flags
    edited = replace(given, options=options, matches=replace(matches, use=flags))
    return _complete(edited, source, target, matrix, problem, thresholds)


def confirmed_by(
    result: MatchResult,
    confirmed: float | None,
    at_first: float | None = None,
    thresholds: Thresholds | None = None,
) -> MatchResult:
    """Judge again, with what the structure of both images says of the matches.

    Args:
        result: of matches that are not sharpened, with a model.
        confirmed: see :class:`~.verdict.Evidence`; None leaves the verdict as it is.
        at_first: what the first look confirmed.
        thresholds: of the verdict; the shipped ones by default.
    """
    looks = {"confirmed": confirmed, "confirmed_at_first": at_first}
    evidence = Evidence.from_figures({**result.verdict.figures, **looks})
    if confirmed is None or evidence is None:
        return result
    return replace(result, confirmed=confirmed, verdict=judge(evidence, thresholds or Thresholds.load()))


def add_matches(result: MatchResult, optical: Points, sar: Points) -> MatchResult:
    """Add matches set by hand; they are used, and never check points. Call :func:`refit` afterwards.

    Args:
        result: the result to extend.
        optical: (N, 2) points in the coordinates of the optical side.
        sar: (N, 2) their partners in the coordinates of the SAR side.
    """
    old, count = result.matches, len(optical)
    first = int(old.ids.max()) + 1 if len(old) else 0
    yes, no = np.ones(count, np.bool_), np.zeros(count, np.bool_)
    new = Matches(
        ids=np.concatenate([old.ids, np.arange(first, first + count)]),
        optical=np.vstack([old.optical, optical]),
        sar=np.vstack([old.sar, sar]),
        optical_px=np.vstack([old.optical_px, result.optical.to_scene_pixels(optical)]),
        sar_px=np.vstack([old.sar_px, result.sar.to_scene_pixels(sar)]),
        score=np.concatenate([old.score, np.ones(count, np.float32)]),
        residual=np.concatenate([old.residual, np.full(count, np.nan)]),
        inlier=np.concatenate([old.inlier, no]),
        use=np.concatenate([old.use, yes]),
        holdout=np.concatenate([old.holdout, no]),
    )
    return replace(result, matches=new)


def _complete(
    result: MatchResult,
    source: Points,
    target: Points,
    matrix: Matrix | None,
    problem: DegenerateGeometryError | None,
    thresholds: Thresholds | None,
) -> MatchResult:
    """Residuals, accuracy, model and verdict that follow from a matrix between grid pixels."""
    matches, options = result.matches, result.options
    count = len(matches) + result.dropped_outliers
    if matrix is None:
        blank = replace(
            matches, residual=np.full(len(matches), np.nan), inlier=np.zeros(len(matches), np.bool_)
        )
        reason, hint = (problem.message, problem.hint) if problem else ("No model was found.", "")
        return replace(
            result, matches=blank, model=None, accuracy=Accuracy(0, 0), verdict=refuse(reason, hint, count)
        )
    residual = residual_lengths(matrix, source, target)
    inlier = residual <= options.threshold_px
    fitted, checks = matches.use & ~matches.holdout, matches.use & matches.holdout
    # Disagreeing ones may have been left out of a long list since.
    set_aside = max(int(matches.holdout.sum()), result.accuracy.n_set_aside or 0)
    accuracy = measure(residual, fitted, checks, result.sar.unit, set_aside)
    frame = result.optical.to_grid(result.keypoints_optical) if len(result.keypoints_optical) else source
    middle = _middle(source[inlier] if inlier.any() else source)
    shape = describe(
        shift_origin(matrix, -middle, np.zeros(2)), (source[fitted] if fitted.any() else source) - middle
    )
    # Neighbouring keypoints are no independent witnesses: each small cell of the image counts once.
    agreeing = occupied(source[inlier])
    independent = occupied(source) + result.dropped_outliers
    evidence = Evidence(
        matches=count,
        inliers=int(inlier.sum()),
        inlier_ratio=float(inlier.sum()) / max(count, 1),
        significance=significance(
            independent, agreeing, options.model, options.threshold_px, result.search_area_px
        ),
        spread=spread(source[inlier], frame.min(axis=0), frame.max(axis=0)),
        scale=shape.scale,
        rotation_deg=shape.rotation_deg,
        anisotropy=shape.anisotropy,
        foreshortening=shape.foreshortening,
        rmse_px=accuracy.rmse_px or 0.0,
        confirmed=result.confirmed,
    )
    limits = thresholds or Thresholds.load()
    if result.sharpened:
        limits = replace(limits, min_significance=limits.min_significance_sharpened)
    verdict: Verdict = judge(evidence, limits)
    outer = np.linalg.inv(result.sar.grid_matrix()) @ matrix @ result.optical.grid_matrix()
    model = Model(options.model, outer, shape.rotation_deg, shape.scale, _shift(result, outer))
    lengths = np.where(np.isfinite(residual), residual * result.sar.unit, np.nan)
    return replace(
        result,
        matches=replace(matches, residual=lengths, inlier=inlier),
        model=model,
        accuracy=accuracy,
        verdict=verdict,
    )


def _shift(result: MatchResult, matrix: Matrix) -> tuple[float, float] | None:
    """Displacement of the middle of the optical matches, where both sides have the same coordinates."""
    if result.optical.crs != result.sar.crs or not len(result.matches):
        return None
    centre = _middle(result.matches.optical)[None]
    dx, dy = (apply_matrix(matrix, centre) - centre)[0]
    return float(dx), float(dy)


def _shorten(result: MatchResult) -> MatchResult:
    """Leave out the weakest disagreeing matches of a very long list."""
    matches, most = result.matches, result.options.max_matches
    surplus = len(matches) - most
    if surplus <= 0:
        return result
    outliers = np.flatnonzero(~matches.inlier)
    dropped = outliers[np.argsort(matches.score[outliers], kind="stable")[:surplus]]
    keep = np.ones(len(matches), np.bool_)
    keep[dropped] = False
    columns = {name: getattr(matches, name)[keep] for name in matches.__dataclass_fields__}
    return replace(
        result, matches=Matches(**columns), dropped_outliers=result.dropped_outliers + len(dropped)
    )


def _middle(points: Points) -> NDArray[np.float64]:
    return np.asarray(points.mean(axis=0)) if len(points) else np.zeros(2)
