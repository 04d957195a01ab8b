"""Figures of matching optical and SAR pictures that lie in any way to each other, as the plugin matches layers.

The optical picture is looked at in four quarter turns, as a search does, and the turn whose matches are accepted, or
else agree most, counts.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from affine import Affine

from ...models.imagery.windows import Patch
from ...models.matching.describe import Extractor
from ...models.matching.geometry import apply_matrix
from ...models.matching.matcher import mutual_nearest
from ...models.matching.options import MatchOptions
from ...models.matching.pair import match_patches
from ...models.progress import Progress, no_progress
from ..data.cross_modality import CrossPair
from .keypoints import partnered
from .matching import RIGHT, SUCCESS

_TURNS = 4


def quarter_turned(patch: Patch) -> Patch:
    """The same picture turned anticlockwise by 90 degrees; its coordinates stay those of the picture."""
    width = patch.valid.shape[1]
    return Patch(
        np.ascontiguousarray(np.rot90(patch.data, axes=(1, 2))),
        np.ascontiguousarray(np.rot90(patch.valid)),
        patch.transform * Affine(0, -1, width, 1, 0, 0),
        patch.crs,
    )


def picture(values: np.ndarray[Any, Any]) -> Patch:
    """A picture (H, W) or (H, W, 3) in pixels of its own; what is black counts as no data."""
    data = np.atleast_3d(values).transpose(2, 0, 1).astype(np.float32)
    return Patch(data, data.max(axis=0) > 0, Affine.identity(), None)


def measure_pictures(
    pairs: list[CrossPair], extractor: Extractor, options: MatchOptions, progress: Progress = no_progress
) -> list[dict[str, Any]]:
    """One row a pair: turn, verdict, NC, NCM and CMR in that turn, and the mean error of the corners in SAR px."""
    rows = []
    for done, pair in enumerate(pairs):
        progress(done / len(pairs), pair.name)
        rows.append({"pair": pair.name, **_measure(pair, extractor, options)})
    return rows


def _measure(pair: CrossPair, extractor: Extractor, options: MatchOptions) -> dict[str, Any]:
    visible, other = pair.load()
    optical, sar = picture(visible), picture(other)
    turns = [optical]
    while len(turns) < _TURNS:
        turns.append(quarter_turned(turns[-1]))
    results = [match_patches(turned, sar, extractor, options) for turned in turns]
    turn = max(range(_TURNS), key=lambda t: (results[t].verdict.accepted, results[t].evidence))
    optical, found = turns[turn], results[turn]
    a = extractor.extract(optical.data, optical.valid, "optical", options.k)
    b = extractor.extract(sar.data, sar.valid, "sar", options.k)
    # The truth counts from pixel centres, coordinates of patches from the corner of the first pixel.
    true = apply_matrix(pair.matrix, optical.px_to_map(a.keypoints.astype(np.float64)) - 0.5)
    matches = mutual_nearest(a.descriptors, b.descriptors)
    sought = b.keypoints.astype(np.float64)
    off = np.hypot(*(true[matches.first] - sought[matches.second]).T)
    right, possible = int((off <= RIGHT).sum()), int(partnered(true, sought).sum())
    height, width = visible.shape[:2]
    corners = np.array([[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]], np.float64)
    error = None
    if found.model is not None:
        there = apply_matrix(found.model.matrix, corners + 0.5) - 0.5
        error = float(np.hypot(*(there - apply_matrix(pair.matrix, corners)).T).mean())
    return {
        "turn": turn,
        "accepted": found.verdict.accepted,
        "matches": len(matches.first),
        "nc": possible,
        "ncm": right,
        "cmr": right / possible if possible else 0.0,
        "corner_error_px": error,
    }


def summarise(rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Means over the pairs; pairs without a model count as failures."""
    errors = np.array([np.inf if r["corner_error_px"] is None else r["corner_error_px"] for r in rows])
    accepted = np.array([r["accepted"] for r in rows])
    return {
        "pairs": len(rows),
        **{name: float(np.mean([r[name] for r in rows])) for name in ("matches", "nc", "ncm", "cmr")},
        **{f"success_{limit:g}px": float((errors < limit).mean()) for limit in SUCCESS},
        "accepted": float(accepted.mean()),
        "accepted_though_beyond_10px": float((accepted & (errors >= 10)).mean()),
        "corner_error_median_px": float(np.median(errors)) if np.isfinite(np.median(errors)) else None,
    }
