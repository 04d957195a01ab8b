"""Matching two windows of an optical and a SAR image."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any

import numpy as np

from ..imagery.crs import crs_name
from ..imagery.scene import Scene
from ..imagery.windows import Patch
from ..progress import Progress, no_progress, subprogress
from .describe import Described, Extractor, describe_patch
from .fitting import fitted
from .frames import Side
from .join import JoinedMatches
from .options import MatchOptions
from .result import MatchResult
from .sight import Sight, through_patch
from .verdict import Thresholds


def match_patches(
    optical: Patch,
    sar: Patch,
    extractor: Extractor,
    options: MatchOptions | None = None,
    *,
    optical_scene: Scene | None = None,
    sar_scene: Scene | None = None,
    thresholds: Thresholds | None = None,
    progress: Progress = no_progress,
) -> MatchResult:
    """Match an optical and a SAR window.

    Args:
        optical: the optical window.
        sar: the SAR window; it may have another size, CRS, or none.
        extractor: finds and describes keypoints.
        options: see :class:`MatchOptions`.
        optical_scene: where the optical window comes from; its pixels are given as ``optical_px``. Without
            it the pixels are those of the window.
        sar_scene: likewise.
        thresholds: of the verdict; the shipped ones by default.
        progress: reported to between the steps.
    """
    options = options or MatchOptions()
    started = time.perf_counter()
    ours = describe_patch(optical, "optical", extractor, options.k, subprogress(progress, 0.0, 0.45))
    theirs = describe_patch(sar, "sar", extractor, options.k, subprogress(progress, 0.45, 0.9))
    extracted = time.perf_counter() - started
    progress(0.9, "Matching")
    result = match_described(
        ours,
        theirs,
        side_of(optical, optical_scene),
        side_of(sar, sar_scene),
        options,
        thresholds,
        Sight(lambda: [optical], through_patch(sar), extractor.structure),
    )
    timing = {**result.timing, "extract_s": extracted, "total_s": time.perf_counter() - started}
    return replace(result, provenance=provenance_of(extractor), timing=timing)


def match_described(
    optical: Described,
    sar: Described,
    optical_side: Side,
    sar_side: Side,
    options: MatchOptions,
    thresholds: Thresholds | None = None,
    sight: Sight | None = None,
) -> MatchResult:
    """Match keypoints that have been found already.

    Args:
        optical: keypoints of the optical window.
        sar: keypoints of the SAR window.
        optical_side: what the optical window stands for.
        sar_side: likewise.
        options: see :class:`MatchOptions`.
        thresholds: of the verdict; the shipped ones by default.
        sight: of both images, for matches that are sharpened if accepted; None for no such matches.
    """
    joined = JoinedMatches()
    joined.add(optical, sar, options, np.ones(len(optical), np.bool_))
    return fitted(joined, optical_side, sar_side, options, thresholds, sight)


def side_of(patch: Patch, scene: Scene | None) -> Side:
    """The side of a result that a window stands for; the window itself is the file when there is no scene."""
    crs = crs_name(patch.crs)
    unit = patch.gsd if patch.crs is not None else 1.0
    if scene is None:
        height, width = patch.valid.shape
        return Side("", crs, crs, tuple(patch.transform)[:6], width, height, unit)
    return Side(
        str(scene.path), crs, crs_name(scene.crs), tuple(scene.transform)[:6], scene.width, scene.height, unit
    )


def provenance_of(extractor: Extractor) -> dict[str, Any]:
    """Weights and device, as every result states them."""
    return {
        "weights": extractor.weights_name,
        "weights_sha256": extractor.weights_sha256,
        "structure_sha256": extractor.structure_sha256,
        "device": extractor.device.label,
    }
