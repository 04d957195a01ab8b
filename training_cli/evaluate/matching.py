"""Figures of matching on a registered scene pair: windows warped by a known, seeded transformation.

Two ways are measured on the same windows. By the protocol of the S2-Net paper (section IV): K keypoints a window,
mutual nearest neighbours, right within 3 px; NC counts the optical keypoints with a SAR keypoint within 3 px of their
true place, NCM the right matches, CMR is NCM / NC. And as the plugin matches: its model, the mean error of the
window's four corners under it, and its verdict.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from ...models.errors import InputError
from ...models.imagery.windows import Patch
from ...models.matching.describe import Extractor
from ...models.matching.geometry import apply_matrix
from ...models.matching.matcher import mutual_nearest
from ...models.matching.options import MatchOptions
from ...models.matching.pair import match_patches
from ...models.progress import Progress, no_progress
from ..data.crops import Matrix, warp_crop, window_matrix
from ..data.pairs import ImagePair, textured_places

#: px within which a match is right.
RIGHT = 3.0
#: px of mean corner error under which a registration succeeds.
SUCCESS = (3.0, 5.0, 10.0)
#: Share of every quarter of a window in which the refined truth must be sure for it to say where the corners lie.
SURE_QUARTERS = 0.5
#: px that the truth may itself be off at the corners for it to judge a registration: a third of the smallest limit.
SURE_CORNERS = 1.0


@dataclass(frozen=True)
class Warp:
    """How the SAR windows are warped: each drawn evenly up to the largest.

    Attributes:
        rotation: degrees, either way.
        scale: smallest and largest factor.
        shift: px along each axis, either way.
    """

    rotation: float = 30.0
    scale: tuple[float, float] = (0.8, 1.25)
    shift: float = 64.0


#: Layers that are registered but for some pixels.
NEAR = Warp(rotation=2.0, scale=(0.98, 1.02), shift=8.0)


@dataclass(frozen=True)
class Case:
    """One pair of windows.

    Attributes:
        seed: of the case, with which it can be drawn again.
        centre: x, y of the optical window in the scene, px.
        rotation: degrees.
        scale: scene px per px of the SAR window.
        shift: x, y px.
    """

    seed: tuple[int, int]
    centre: tuple[float, float]
    rotation: float
    scale: float
    shift: tuple[float, float]


def draw_cases(pair: ImagePair, count: int, seed: int, warp: Warp, size: int) -> list[Case]:
    """Draw places at which a whole window has data, and how each is warped.

    Raises:
        InputError: no place of the pair holds a window.
    """
    places = textured_places(pair, size)
    if len(places) == 0:
        raise InputError(f"{pair.name} holds no window of {size} px.", "Choose a smaller window.")
    cases = []
    for number in range(count):
        rng = np.random.default_rng((seed, number))
        centre = places[int(rng.integers(len(places)))]
        turn = float(rng.uniform(-warp.rotation, warp.rotation))
        scale = float(np.exp(rng.uniform(*np.log(warp.scale))))
        shift = rng.uniform(-warp.shift, warp.shift, 2)
        cases.append(
            Case(
                (seed, number),
                (float(centre[0]), float(centre[1])),
                turn,
                scale,
                (float(shift[0]), float(shift[1])),
            )
        )
    return cases


def windows_of(pair: ImagePair, case: Case, size: int) -> tuple[Patch, Patch, Matrix, Matrix]:
    """Optical and SAR window of a case, and the (2, 3) matrices from their pixels to those of the scene."""
    ours = window_matrix(case.centre, size)
    middle = case.centre[0] + case.shift[0], case.centre[1] + case.shift[1]
    theirs = window_matrix(middle, size, angle_deg=case.rotation, scale=case.scale)
    return _patch(pair, pair.optical, ours, size), _patch(pair, pair.sar, theirs, size), ours, theirs


def measure_case(
    pair: ImagePair, case: Case, extractor: Extractor, options: MatchOptions, size: int
) -> dict[str, Any]:
    """All figures of one pair of windows, against the registration as published and, where known, the refined truth."""
    optical, sar, ours, theirs = windows_of(pair, case, size)
    started = time.perf_counter()
    result = match_patches(optical, sar, extractor, options)
    seconds = time.perf_counter() - started
    a = extractor.extract(optical.data, optical.valid, "optical", options.k)
    b = extractor.extract(sar.data, sar.valid, "sar", options.k)
    pairs = mutual_nearest(a.descriptors, b.descriptors)
    figures: dict[str, Any] = {
        **asdict(case),
        "seconds": seconds,
        "keypoints": [len(a.keypoints), len(b.keypoints)],
        "accepted": result.verdict.accepted,
    }
    if pair.field is not None:
        figures["known_quarters"] = pair.known_quarters(case.centre, size).tolist()
        figures["truth_corner_error_px"] = pair.corner_error(case.centre, size)
    known = pair.known(_through(ours, a.keypoints.astype(np.float64)))
    for truth in ("published", *(("refined",) if pair.field is not None else ())):
        to_sar = _truth(pair, truth, ours, theirs)
        there = to_sar(a.keypoints.astype(np.float64))
        away, _ = cKDTree(b.keypoints).query(there) if len(b.keypoints) else (np.full(len(there), np.inf), 0)
        off = np.hypot(*(there[pairs.first] - b.keypoints[pairs.second]).T)
        candidates = int(((away <= RIGHT) & known).sum())
        right = int(((off <= RIGHT) & known[pairs.first]).sum())
        figures[truth] = {
            "nc": candidates,
            "matches": int(known[pairs.first].sum()),
            "ncm": right,
            "cmr": right / candidates if candidates else 0.0,
        }
        inlier = result.matches.inlier
        if result.model is not None and inlier.any():
            # Results without a map count pixels from the corner, windows from the centre of the first.
            found = to_sar(result.matches.optical[inlier] - 0.5) - (result.matches.sar[inlier] - 0.5)
            length = np.hypot(*found.T)
            figures[truth] |= {
                "inliers": int(inlier.sum()),
                "inliers_right": int((length <= RIGHT).sum()),
                "rmse_px": float(np.sqrt(np.square(length).mean())),
            }
        figures[truth]["corner_error_px"] = (
            None
            if result.model is None
            else _corner_error(pair, truth, ours, theirs, result.model.matrix, size, case)
        )
    return figures


def measure_cases(
    pair: ImagePair,
    cases: list[Case],
    extractor: Extractor,
    options: MatchOptions,
    size: int,
    progress: Progress = no_progress,
) -> list[dict[str, Any]]:
    """Figures of every case, see :func:`measure_case`."""
    rows = []
    for done, case in enumerate(cases):
        rows.append(measure_case(pair, case, extractor, options, size))
        progress((done + 1) / len(cases), f"{done + 1} of {len(cases)} windows")
    return rows


def summarise(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Means over the cases, failures counted; CMR also pooled.

    ``refined_sure`` is over the windows alone whose refined truth is sure in every quarter, as elsewhere it is carried
    on from other parts of the window to the corners at which registration is judged, and at the corners themselves, as
    far as two halves of its measurements agree on them.
    """
    summary: dict[str, Any] = {
        "pairs": len(rows),
        "seconds_a_pair": float(np.median([row["seconds"] for row in rows])),
        "accepted": float(np.mean([row["accepted"] for row in rows])),
        "keypoints": np.mean([row["keypoints"] for row in rows], axis=0).tolist(),
    }
    sure = [row for row in rows if _sure(row)]
    for name, truth, chosen in (
        ("published", "published", rows),
        ("refined", "refined", rows),
        ("refined_sure", "refined", sure),
    ):
        judged = [row[truth] for row in chosen if truth in row]
        if not judged:
            continue
        corner = np.array(
            [np.inf if r["corner_error_px"] is None else r["corner_error_px"] for r in judged], np.float64
        )
        fitted = [r["rmse_px"] for r in judged if "rmse_px" in r]
        candidates = sum(r["nc"] for r in judged)
        summary[name] = {
            "windows": len(judged),
            **{key: float(np.mean([r[key] for r in judged])) for key in ("nc", "matches", "ncm", "cmr")},
            "cmr_pooled": sum(r["ncm"] for r in judged) / candidates if candidates else 0.0,
            **{f"success_{limit:g}px": float((corner < limit).mean()) for limit in SUCCESS},
            "corner_error_median_px": float(np.median(corner)) if np.isfinite(np.median(corner)) else None,
            "rmse_median_px": float(np.median(fitted)) if fitted else None,
        }
    return summary


def _sure(row: dict[str, Any]) -> bool:
    corners = row.get("truth_corner_error_px")
    everywhere = min(row.get("known_quarters", [0.0])) >= SURE_QUARTERS
    return everywhere and (corners is None or corners <= SURE_CORNERS)


def _patch(pair: ImagePair, image: NDArray[np.uint8], matrix: Matrix, size: int) -> Patch:
    data, inside = warp_crop(image, matrix, size)
    if pair.valid is not None:
        whole, _ = warp_crop(pair.valid.astype(np.uint8), matrix, size)
        inside &= whole[0] > 0.99
    return Patch(np.where(inside, data, 0).astype(np.float32), inside, Affine.identity(), None)


def _through(matrix: Matrix, points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.asarray(points @ matrix[:, :2].T + matrix[:, 2])


def _truth(pair: ImagePair, truth: str, ours: Matrix, theirs: Matrix) -> Any:
    """Function from (N, 2) optical window px to SAR window px."""
    back = np.linalg.inv(np.vstack([theirs, [0.0, 0.0, 1.0]]))[:2]

    def to_sar(points: NDArray[np.float64]) -> NDArray[np.float64]:
        places = _through(ours, points)
        moved = pair.displacement(places) if truth == "refined" else 0.0
        return _through(back, places + moved)

    return to_sar


def _corner_error(
    pair: ImagePair, truth: str, ours: Matrix, theirs: Matrix, found: Matrix, size: int, case: Case
) -> float:
    """Mean distance of the window's corners under the model found and under the affine map nearest to the truth."""
    corners = np.array([[0, 0], [size - 1, 0], [0, size - 1], [size - 1, size - 1]], np.float64)
    places = _through(ours, corners)
    local = pair.optical_to_sar(case.centre, size) if truth == "refined" else np.eye(3)
    back = np.linalg.inv(np.vstack([theirs, [0.0, 0.0, 1.0]]))
    true = apply_matrix(back @ local, places)
    return float(np.hypot(*(apply_matrix(found, corners + 0.5) - 0.5 - true).T).mean())
