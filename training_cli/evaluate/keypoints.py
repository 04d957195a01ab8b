"""Figures of keypoints on registered pairs of two modalities, by the protocol of the S2-Net paper (section III).

K keypoints of each image, mutual nearest neighbours, right within 3 px of the true place. The paper does not print its
threshold; this one gives its SIFT row.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ...models.errors import InputError
from ...models.matching.geometry import DegenerateGeometryError, ModelKind, apply_matrix
from ...models.matching.matcher import mutual_nearest
from ...models.matching.robust import find_consensus
from ...models.progress import Progress, no_progress
from ..data.cross_modality import CrossPair
from ..methods.base import Keypoints, Method

#: px within which a match is right.
RIGHT = 3.0
#: px at which the mean matching accuracy is taken.
MMA = tuple(range(1, 11))
#: px of mean corner error at which a registration succeeds, and up to which its curve is integrated.
SUCCESS = (3.0, 5.0, 10.0)


@dataclass(frozen=True)
class PairFigures:
    """Figures of one pair at one K.

    Attributes:
        pair: name.
        extracted: keypoints of the visible and of the other image.
        nc: keypoints of the visible image with one of the other image within 3 px of their true place.
        ncm: right matches.
        cmr: ncm / nc, 0 where nc is.
        matches: mutual nearest neighbours.
        repeatability: of both images' keypoints within sight of the other image, the share that has a partner.
        accuracy: share of the matches within 1 to 10 px.
        rmse: px, of the right matches; None without any.
        corner_error: px, mean over the corners under the model fitted to the matches; None where none could be fitted.
        seconds: for both extractions and the matching.
    """

    pair: str
    extracted: tuple[int, int]
    nc: int
    ncm: int
    cmr: float
    matches: int
    repeatability: float
    accuracy: tuple[float, ...]
    rmse: float | None
    corner_error: float | None
    seconds: float = field(compare=False, default=0.0)


def measure_pair(
    name: str,
    visible: Keypoints,
    other: Keypoints,
    matrix: NDArray[np.float64],
    shapes: tuple[tuple[int, int], tuple[int, int]],
    model: ModelKind = "affine",
    seconds: float = 0.0,
) -> PairFigures:
    """Compare keypoints of a pair with the truth.

    Args:
        name: of the pair.
        visible: keypoints of the visible image.
        other: of the other one.
        matrix: (3, 3) visible pixels to pixels of the other image.
        shapes: height and width of both images.
        model: fitted to the matches for the corner error.
        seconds: that extraction took.
    """
    started = time.perf_counter()
    ours, theirs = visible.xy.astype(np.float64), other.xy.astype(np.float64)
    goals = apply_matrix(matrix, ours)
    found = mutual_nearest(visible.descriptors, other.descriptors)
    away = np.linalg.norm(goals[found.first] - theirs[found.second], axis=1)
    right = away <= RIGHT
    close = partnered(goals, theirs)
    back = partnered(apply_matrix(np.linalg.inv(matrix), theirs), ours)
    seen = _within(goals, shapes[1])
    seen_back = _within(apply_matrix(np.linalg.inv(matrix), theirs), shapes[0])
    shared = int(seen.sum() + seen_back.sum())
    nc, ncm = int(close.sum()), int(right.sum())
    return PairFigures(
        name,
        (len(visible), len(other)),
        nc,
        ncm,
        ncm / nc if nc else 0.0,
        len(away),
        float((close & seen).sum() + (back & seen_back).sum()) / shared if shared else 0.0,
        tuple(float((away <= limit).mean()) if len(away) else 0.0 for limit in MMA),
        float(np.sqrt(np.mean(away[right] ** 2))) if ncm else None,
        _corner_error(ours[found.first], theirs[found.second], found.similarity, matrix, shapes[0], model),
        round(seconds + time.perf_counter() - started, 4),
    )


def measure_method(
    method: Method,
    pairs: Sequence[CrossPair],
    counts: Sequence[int],
    model: ModelKind = "affine",
    progress: Progress = no_progress,
    cut: int = 0,
) -> dict[int, list[PairFigures]]:
    """Figures of all pairs by K. Keypoints are extracted once for the largest K; fewer are the best of them.

    Args:
        method: finds keypoints.
        pairs: on which.
        counts: each K.
        model: see :func:`measure_pair`.
        progress: reports.
        cut: px that are cut off the top and the left of the other image. Where both images end at the same place, as in
            RoadScene, a method that notices borders knows places by them; cut, they do not.

    Raises:
        InputError: a picture cannot be read, or nothing is left of it.
        Cancelled: by ``progress``.
    """
    found: dict[int, list[PairFigures]] = {k: [] for k in counts}
    for number, pair in enumerate(pairs):
        progress(number / len(pairs), f"{method.name}: {pair.name}")
        visible, other = pair.load()
        if cut >= min(other.shape):
            raise InputError(f"{cut} px are all of the picture {pair.other}.", "Cut less.")
        other, shift = np.ascontiguousarray(other[cut:, cut:]), np.eye(3)
        shift[:2, 2] = -cut
        started = time.perf_counter()
        ours = method.extract(visible, "visible", max(counts))
        theirs = method.extract(other, "other", max(counts))
        seconds = time.perf_counter() - started
        shapes = (visible.shape[0], visible.shape[1]), (other.shape[0], other.shape[1])
        for k in counts:
            found[k].append(
                measure_pair(
                    pair.name, ours.best(k), theirs.best(k), shift @ pair.matrix, shapes, model, seconds
                )
            )
    return found


def summarise(figures: Iterable[PairFigures]) -> dict[str, Any]:
    """Means over the pairs as in the paper's tables, and the ratio of sums beside the mean ratio."""
    rows = list(figures)
    nc, ncm = np.array([row.nc for row in rows]), np.array([row.ncm for row in rows])
    errors = np.array([np.inf if row.corner_error is None else row.corner_error for row in rows])
    exact = [row.rmse for row in rows if row.rmse is not None]
    return {
        "pairs": len(rows),
        "extracted": [float(np.mean([row.extracted[side] for row in rows])) for side in (0, 1)],
        "nc": float(nc.mean()),
        "ncm": float(ncm.mean()),
        "cmr": float(np.mean([row.cmr for row in rows])),
        "cmr_pooled": float(ncm.sum() / max(nc.sum(), 1)),
        "matches": float(np.mean([row.matches for row in rows])),
        "repeatability": float(np.mean([row.repeatability for row in rows])),
        "mma": [float(value) for value in np.mean([row.accuracy for row in rows], axis=0)],
        "rmse": float(np.mean(exact)) if exact else None,
        "failures": int(np.isinf(errors).sum()),
        "success": {f"{limit:g}": float((errors < limit).mean()) for limit in SUCCESS},
        "auc": {f"{limit:g}": _area(errors, limit) for limit in SUCCESS},
        "seconds": float(np.median([row.seconds for row in rows])),
    }


def rows_of(figures: dict[int, list[PairFigures]]) -> list[dict[str, Any]]:
    """Every pair at every K as plain values."""
    return [{"k": k, **asdict(row)} for k, rows in figures.items() for row in rows]


def partnered(goals: NDArray[np.float64], points: NDArray[np.float64]) -> NDArray[np.bool_]:
    """(N,): whether a point lies within 3 px of each goal."""
    if not len(goals) or not len(points):
        return np.zeros(len(goals), np.bool_)
    return np.asarray(cKDTree(points).query(goals)[0] <= RIGHT)


def _within(points: NDArray[np.float64], shape: tuple[int, int]) -> NDArray[np.bool_]:
    return np.asarray(((points >= 0) & (points <= [shape[1] - 1, shape[0] - 1])).all(1))


def _corner_error(
    ours: NDArray[np.float64],
    theirs: NDArray[np.float64],
    scores: NDArray[np.float32],
    matrix: NDArray[np.float64],
    shape: tuple[int, int],
    model: ModelKind,
) -> float | None:
    try:
        fitted, _ = find_consensus(model, ours, theirs, scores, RIGHT)
    except DegenerateGeometryError:
        return None
    height, width = shape
    corners = np.array([[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]], np.float64)
    return float(np.linalg.norm(apply_matrix(fitted, corners) - apply_matrix(matrix, corners), axis=1).mean())


def _area(errors: NDArray[np.float64], limit: float) -> float:
    """Area below the share of pairs under an error, up to a limit, of 1: failures count as infinite errors."""
    return float(np.clip(1 - errors / limit, 0, 1).mean())
