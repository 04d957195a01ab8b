"""Figures of matching optical and SAR pictures that lie in any way to each other, as the plugin matches such layers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from ...models.imagery.scene import Scene, open_scene
from ...models.imagery.windows import Patch, read_patch, working_grid
from ...models.matching.describe import Extractor
from ...models.matching.geometry import apply_matrix
from ...models.matching.looks import Look, seen
from ...models.matching.matcher import mutual_nearest
from ...models.matching.options import MatchOptions
from ...models.matching.scenes import match_scenes
from ...models.progress import Progress, no_progress
from ..data.cross_modality import CrossPair
from .keypoints import partnered
from .matching import RIGHT, SUCCESS


def measure_pictures(
    pairs: list[CrossPair], extractor: Extractor, options: MatchOptions, progress: Progress = no_progress
) -> list[dict[str, Any]]:
    """One row a pair: look, verdict, NC, NCM and CMR in that look, and the mean error of the corners in SAR px."""
    rows = []
    for done, pair in enumerate(pairs):
        progress(done / len(pairs), pair.name)
        rows.append({"pair": pair.name, **_measure(pair, extractor, options)})
    return rows


def measure_wrong(
    pairs: list[CrossPair], extractor: Extractor, options: MatchOptions, progress: Progress = no_progress
) -> list[dict[str, Any]]:
    """One row a pair: what the verdict says of its optical picture and the SAR picture half the list further on."""
    rows = []
    for done, pair in enumerate(pairs):
        other = pairs[(done + len(pairs) // 2) % len(pairs)]
        progress(done / len(pairs), f"{pair.name} against {other.name}")
        found = match_scenes(*_scenes(pair.visible, other.other), extractor, options)
        rows.append(
            {
                "pair": pair.name,
                "sar": other.name,
                "accepted": found.verdict.accepted,
                "confirmed": found.confirmed,
                "significance": found.verdict.figures.get("significance"),
            }
        )
    return rows


def _measure(pair: CrossPair, extractor: Extractor, options: MatchOptions) -> dict[str, Any]:
    optical, sar = _scenes(pair.visible, pair.other)
    found = match_scenes(optical, sar, extractor, options)
    look = Look(**found.provenance["look"])
    ours, theirs = _seen(optical, look.turn, look.optical), _seen(sar, 0, look.sar)
    a = extractor.extract(ours.data, ours.valid, "optical", options.k)
    b = extractor.extract(theirs.data, theirs.valid, "sar", options.k)
    # The truth counts from pixel centres, coordinates of patches from the corner of the first pixel.
    true = apply_matrix(pair.matrix, ours.px_to_map(a.keypoints.astype(np.float64)) - 0.5)
    sought = theirs.px_to_map(b.keypoints.astype(np.float64)) - 0.5
    matches = mutual_nearest(a.descriptors, b.descriptors)
    off = np.hypot(*(true[matches.first] - sought[matches.second]).T)
    right, possible = int((off <= RIGHT).sum()), int(partnered(true, sought).sum())
    width, height = optical.width, optical.height
    corners = np.array([[0, 0], [width - 1, 0], [0, height - 1], [width - 1, height - 1]], np.float64)
    error = None
    if found.model is not None:
        there = apply_matrix(found.model.matrix, corners + 0.5) - 0.5
        error = float(np.hypot(*(there - apply_matrix(pair.matrix, corners)).T).mean())
    return {
        "look": found.provenance["look"],
        "accepted": found.verdict.accepted,
        "matches": len(matches.first),
        "nc": possible,
        "ncm": right,
        "cmr": right / possible if possible else 0.0,
        "corner_error_px": error,
    }


def _scenes(visible: Path, other: Path) -> tuple[Scene, Scene]:
    return open_scene(visible, "optical"), open_scene(other, "sar")


def _seen(scene: Scene, turn: int, coarser: float) -> Patch:
    grid = working_grid(scene, 1.0)
    return read_patch(scene, *seen((grid.crs, grid.transform, grid.width, grid.height), turn, coarser))


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
