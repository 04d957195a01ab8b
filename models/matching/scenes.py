"""Matching two whole scenes, wherever they overlap."""

from __future__ import annotations

import time
from dataclasses import replace

from affine import Affine

from ..errors import InputError
from ..imagery.scene import Scene
from ..imagery.windows import Patch, read_patch
from ..progress import Progress, no_progress, subprogress
from .blocks import choose_blocks, cut_blocks
from .describe import Extractor, describe_patch
from .fitting import fitted
from .join import JoinedMatches
from .options import MatchOptions
from .overlap import Area, area_shape, overlap_window, suitable_gsd, within
from .pair import provenance_of, side_of
from .result import MatchResult
from .sight import Sight, blocks_of, through_scene
from .unplaced import match_unplaced
from .verdict import Thresholds

# A block with less than this share of data on either side is not worth the time.
_LEAST_DATA = 0.05
# Part of the progress after which everything is found, and only the model is left.
_FITTING = 0.9


def match_scenes(
    optical: Scene,
    sar: Scene,
    extractor: Extractor,
    options: MatchOptions | None = None,
    area: Area | None = None,
    progress: Progress = no_progress,
    thresholds: Thresholds | None = None,
) -> MatchResult:
    """Match two scenes.

    Two scenes on the map are read on one grid over their overlap, in blocks where it is large, and the
    matches of all blocks are fitted together. The grid has the pixels of the training, or finer ones where the
    overlap of fine scenes is small (:func:`~.overlap.suitable_gsd`). Where one of them or both have no
    georeference, the whole of one is searched for in the whole of the other, turned and scaled until a match is
    accepted (:mod:`.unplaced`); a result then has coordinates in pixels for the side that is not on the map.

    Args:
        optical: the optical scene.
        sar: the SAR scene.
        extractor: finds and describes keypoints.
        options: see :class:`MatchOptions`.
        area: part of the overlap to match; where only one scene is on the map, part of that scene; in
            pixels of the optical scene where neither is.
        progress: reported to between the steps of every block; may raise ``Cancelled``.
        thresholds: of the verdict; the shipped ones by default.

    Raises:
        InputError: no overlap, no data in it, or images too large to be searched as a whole.
        Cancelled: by ``progress``.
    """
    options = options or MatchOptions()
    if optical.modality != "optical" or sar.modality != "sar":
        raise InputError(
            "The two layers are not an optical and a SAR scene.", "Choose one of each, in their own places."
        )
    started = time.perf_counter()
    on_map = optical.georeferenced and sar.georeferenced
    gsd = options.gsd or (suitable_gsd(optical, sar, area, extractor.gsd) if on_map else extractor.gsd)
    match = _match_on_map if on_map else match_unplaced
    result = match(optical, sar, extractor, options, area, gsd, progress, thresholds)
    progress(1.0, result.verdict.title)
    notes = [f"{scene.name}: {text}" for scene in (optical, sar) for text in scene.warnings]
    return replace(
        result,
        provenance={**result.provenance, **provenance_of(extractor), "warnings": notes},
        timing={**result.timing, "total_s": time.perf_counter() - started},
    )


def _match_on_map(
    optical: Scene,
    sar: Scene,
    extractor: Extractor,
    options: MatchOptions,
    area: Area | None,
    gsd: float,
    progress: Progress,
    thresholds: Thresholds | None,
) -> MatchResult:
    """Match block by block on the optical scene's working grid."""
    crs, transform, width, height = overlap_window(optical, sar, area, gsd, options.block_px)
    shape = area_shape(area, crs)
    every = cut_blocks(width, height, options.block_px, options.overlap_px)
    blocks = choose_blocks(every, options.max_blocks)
    joined, margin = JoinedMatches(), options.margin_px
    used = 0
    last: tuple[Patch, Patch] | None = None
    for number, block in enumerate(blocks):
        report = subprogress(progress, _FITTING * number / len(blocks), _FITTING * (number + 1) / len(blocks))
        text = f"Block {number + 1} of {len(blocks)}"
        report(0.0, f"{text}: reading")
        clock = time.perf_counter()
        place = transform * Affine.translation(block.col, block.row)
        ours = read_patch(optical, crs, place, block.width, block.height)
        wide = place * Affine.translation(-margin, -margin)
        theirs = read_patch(sar, crs, wide, block.width + 2 * margin, block.height + 2 * margin)
        joined.timing["read_s"] += time.perf_counter() - clock
        last = ours, theirs
        if ours.valid.mean() < _LEAST_DATA or theirs.valid.mean() < _LEAST_DATA:
            continue
        used += 1
        clock = time.perf_counter()
        report(0.1, f"{text}: optical keypoints")
        found = describe_patch(ours, "optical", extractor, options.k, subprogress(report, 0.1, 0.5))
        report(0.5, f"{text}: SAR keypoints")
        # As dense as in the optical block, though the window is wider.
        more = round(options.k * theirs.valid.size / ours.valid.size)
        sought = describe_patch(theirs, "sar", extractor, more, subprogress(report, 0.5, 0.95))
        joined.timing["extract_s"] += time.perf_counter() - clock
        joined.add(found, sought, options, within(found.points, transform, block.core, shape))
    if last is None or used == 0:
        raise InputError(
            "One of the layers holds no data where they overlap.",
            "Choose another area or other layers.",
            "no_data",
        )
    progress(_FITTING, "Fitting the model")
    sides = side_of(last[0], optical), side_of(last[1], sar)
    windows, through = blocks_of(optical, crs, transform, blocks), through_scene(sar, sides[1].crs)
    sight = Sight(windows, through, extractor.structure, len(blocks))
    result = fitted(joined, *sides, options, thresholds, sight, subprogress(progress, _FITTING, 1.0))
    return replace(result, provenance={"blocks": used, "blocks_total": len(every)})
