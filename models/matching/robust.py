"""The model that most of the image agrees on, among many matches that are wrong.

MAGSAC++ (OpenCV's USAC) proposes, least squares on the agreeing matches refines. A model with more freedom
is also started from the answer of a simpler one: with few right matches, a sample of three or four is
seldom all right.

Keypoints lie densely, and where a wrong place resembles the right one, a whole patch of neighbours goes wrong the same
way. Neighbours therefore count once, as in the verdict: models are also proposed by the best match of each small cell
alone, and the one that most cells agree on wins.
"""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from .accuracy import cells
from .geometry import (
    DegenerateGeometryError,
    Matrix,
    ModelKind,
    Points,
    check_configuration,
    check_shape,
    describe,
    fit_matrix,
    residual_lengths,
)

_CONFIDENCE = 0.9999
_ITERATIONS = 50_000
# More matches than these make the search slower and no surer; the refinement uses all of them.
_LARGEST_SEARCH = 6000
_REFINEMENTS = 20


def find_consensus(
    kind: ModelKind,
    source: Points,
    target: Points,
    scores: NDArray[np.float32],
    threshold: float,
    seed: int = 0,
) -> tuple[Matrix, NDArray[np.bool_]]:
    """Find the model that matches in most cells of 16 px agree on.

    Args:
        kind: the model.
        source: (N, 2) pixel coordinates, y down.
        target: (N, 2) pixel coordinates of their partners, y down.
        scores: (N,) similarities; only says which matches are searched first when there are very many, and which one
            speaks for its cell in the second search.
        threshold: largest distance in target pixels at which a match agrees.
        seed: the same seed finds the same model.

    Returns:
        3 x 3 matrix source to target, and (N,) flags of the matches that agree with it.

    Raises:
        DegenerateGeometryError: no trustworthy model, with the reason.
    """
    check_configuration(kind, source, target)
    from_centre, to_centre = np.median(source, axis=0), np.median(target, axis=0)
    # OpenCV works in single precision: without the centring a map coordinate would keep half a metre.
    near, far = source - from_centre, target - to_centre
    best: tuple[float, Matrix, NDArray[np.bool_]] | None = None
    refused: DegenerateGeometryError | None = None
    searched = np.argsort(-scores, kind="stable")[:_LARGEST_SEARCH]
    places = cells(source)
    one_each = searched[np.sort(np.unique(places[searched], return_index=True)[1])]
    for start in (
        *_proposals(kind, near[searched], far[searched], threshold, seed),
        *_proposals(kind, near[one_each], far[one_each], threshold, seed),
    ):
        try:
            matrix, inliers = _refine(kind, start, near, far, threshold)
            _check_width(kind, near[inliers], threshold)
            check_shape(describe(matrix, near[inliers]))
        except DegenerateGeometryError as error:
            refused = error
            continue
        closeness = np.zeros(int(places.max()) + 1)
        apart = residual_lengths(matrix, near, far)[inliers]
        np.maximum.at(closeness, places[inliers], 1.0 - np.square(apart / threshold))
        if best is None or float(closeness.sum()) > best[0]:
            best = float(closeness.sum()), matrix, inliers
    if best is None:
        raise refused or DegenerateGeometryError(
            "No two matches agree on a model.", "Choose a place with more structure, or check both layers."
        )
    return shift_origin(best[1], from_centre, to_centre), best[2]


def shift_origin(matrix: Matrix, source: NDArray[np.float64], target: NDArray[np.float64]) -> Matrix:
    """Matrix between absolute coordinates from one between coordinates relative to two points."""
    before, after = np.eye(3), np.eye(3)
    before[:2, 2], after[:2, 2] = -source, target
    return np.asarray(after @ matrix @ before)


def _proposals(
    kind: ModelKind, source: Points, target: Points, threshold: float, seed: int
) -> Iterator[Matrix]:
    """Models worth refining, as 3 x 3 matrices."""
    a, b = source.astype(np.float32), target.astype(np.float32)
    if kind == "homography" and len(a) >= 4:
        yield from _matrix(cv2.findHomography(a, b, _magsac(threshold, seed))[0])
    if len(a) >= 3:
        # Wider for a start than for its own sake: the simpler model need only come near the richer one.
        wide = threshold if kind == "affine" else 2 * threshold
        yield from _matrix(cv2.estimateAffine2D(a, b, _magsac(wide, seed))[0])
    for width in (threshold, 2 * threshold):
        # OpenCV offers no MAGSAC for this model. Its generator has a fixed seed.
        yield from _matrix(
            cv2.estimateAffinePartial2D(
                a, b, method=cv2.RANSAC, ransacReprojThreshold=width, maxIters=10_000, confidence=_CONFIDENCE
            )[0]
        )


def _magsac(threshold: float, seed: int) -> cv2.UsacParams:
    params = cv2.UsacParams()
    params.score = cv2.SCORE_METHOD_MAGSAC
    params.loMethod = cv2.LOCAL_OPTIM_SIGMA
    params.loIterations = 10
    params.loSampleSize = 50
    params.sampler = cv2.SAMPLING_UNIFORM
    params.threshold = threshold
    params.confidence = _CONFIDENCE
    params.maxIterations = _ITERATIONS
    params.randomGeneratorState = seed
    params.isParallel = False
    return params


def _matrix(found: NDArray[np.float64] | None) -> Iterator[Matrix]:
    if found is not None and found.size and np.isfinite(found).all():
        yield np.asarray(found if found.shape[0] == 3 else np.vstack([found, [0, 0, 1.0]]), dtype=np.float64)


def _check_width(kind: ModelKind, points: Points, threshold: float) -> None:
    """Refuse agreeing matches in a strip no wider than their own errors, which fix nothing across it."""
    if kind == "similarity":
        return
    width = float(np.linalg.svd(points - points.mean(axis=0), compute_uv=False)[1]) / np.sqrt(len(points))
    if width < threshold / 2:
        raise DegenerateGeometryError(
            "All agreeing matches lie on one line, which leaves the model free across it.",
            "Use the similarity model, or a region with structure all over.",
        )


def _refine(
    kind: ModelKind, start: Matrix, source: Points, target: Points, threshold: float
) -> tuple[Matrix, NDArray[np.bool_]]:
    """Fit and choose the agreeing matches in turn until the choice settles."""
    inliers = residual_lengths(start, source, target) <= 2 * threshold
    matrix = fit_matrix(kind, source[inliers], target[inliers])
    for _ in range(_REFINEMENTS):
        chosen = residual_lengths(matrix, source, target) <= threshold
        if np.array_equal(chosen, inliers):
            break
        inliers = chosen
        matrix = fit_matrix(kind, source[inliers], target[inliers])
    return matrix, np.asarray(residual_lengths(matrix, source, target) <= threshold)
