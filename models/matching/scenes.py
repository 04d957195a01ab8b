"""Matching two whole scenes, wherever they overlap."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import shapely
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from shapely.geometry.base import BaseGeometry

from ..errors import InputError
from ..imagery.crs import Points, parse_crs
from ..imagery.scene import Scene
from ..imagery.windows import Patch, read_patch
from ..progress import Progress, no_progress, subprogress
from .blocks import Block, choose_blocks, cut_blocks
from .describe import Described, Extractor, describe_patch
from .fitting import fitted
from .frames import Side
from .join import JoinedMatches
from .options import MatchOptions
from .overlap import Area, area_shape, overlap_window, pixel_window
from .pair import provenance_of, side_of
from .result import MatchResult
from .sight import Sight, through_scene
from .verdict import Thresholds

# A block with less than this share of data on either side is not worth the time.
_LEAST_DATA = 0.05
# Part of the progress after which everything is found, and only the model is left.
_FITTING = 0.9
# px by which the windows in which matches are sharpened are wider than the blocks.
_SURROUNDINGS = 48
# Without a common map nothing says where to look: the whole of both images is searched at once.
_LARGEST_FRAME = 4096 * 4096


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
    matches of all blocks are fitted together. Where one of them or both have no georeference, the whole of
    one is searched for in the whole of the other; a result then has coordinates in pixels for the side that
    is not on the map.

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
    gsd = options.gsd or extractor.gsd
    on_map = optical.georeferenced and sar.georeferenced
    match = _match_on_map if on_map else _match_frames
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
        joined.add(found, sought, options, _within(found.points, transform, block.core, shape))
    if last is None or used == 0:
        raise InputError(
            "One of the layers holds no data where they overlap.",
            "Choose another area or other layers.",
            "no_data",
        )
    progress(_FITTING, "Fitting the model")
    sides = side_of(last[0], optical), side_of(last[1], sar)
    windows, through = _windows(optical, crs, transform, blocks), through_scene(sar, sides[1].crs)
    sight = Sight(windows, through, extractor.structure, len(blocks))
    result = fitted(joined, *sides, options, thresholds, sight, subprogress(progress, _FITTING, 1.0))
    return replace(result, provenance={"blocks": used, "blocks_total": len(every)})


def _match_frames(
    optical: Scene,
    sar: Scene,
    extractor: Extractor,
    options: MatchOptions,
    area: Area | None,
    gsd: float,
    progress: Progress,
    thresholds: Thresholds | None,
) -> MatchResult:
    """Match the whole of one image against the whole of the other."""
    placed = optical if optical.georeferenced or not sar.georeferenced else sar
    joined = JoinedMatches()
    found: dict[str, Described] = {}
    sides: dict[str, Side] = {}
    frames: dict[str, tuple[CRS | None, Affine, int, int]] = {}
    for scene, low, high in ((optical, 0.0, 0.45), (sar, 0.45, 0.9)):
        asked = area if scene is placed else None
        frames[scene.modality] = pixel_window(scene, asked, gsd, options.block_px)
        crs, transform, width, height = frames[scene.modality]
        if width * height > _LARGEST_FRAME:
            raise InputError(
                f"{scene.name} is too large to be searched as a whole ({width} x {height} px).",
                "Give an area, georeference both layers, or find the place with a search first.",
                code="too_large",
            )
        report = subprogress(progress, low, high)
        report(0.0, f"{scene.name}: reading")
        clock = time.perf_counter()
        patch = read_patch(scene, crs, transform, width, height)
        joined.timing["read_s"] += time.perf_counter() - clock
        report(0.1, f"{scene.name}: keypoints")
        clock = time.perf_counter()
        k = round(options.k * max(width * height / options.block_px**2, 1.0))
        seen = describe_patch(patch, scene.modality, extractor, k, subprogress(report, 0.1, 1.0))
        found[scene.modality] = seen.only(_inside(seen.points, area_shape(asked, crs)))
        joined.timing["extract_s"] += time.perf_counter() - clock
        sides[scene.modality] = side_of(patch, scene)
    progress(_FITTING, "Matching")
    joined.add(found["optical"], found["sar"], options, np.ones(len(found["optical"]), np.bool_))
    crs, transform, width, height = frames["optical"]
    blocks = cut_blocks(width, height, options.block_px, options.overlap_px)
    shape = area_shape(area if placed is sar else None, parse_crs(sides["sar"].crs))
    sight = Sight(
        _windows(optical, crs, transform, blocks),
        through_scene(sar, sides["sar"].crs),
        extractor.structure,
        len(blocks),
        lambda places: _inside(places, shape),
    )
    rest = subprogress(progress, _FITTING, 1.0)
    return fitted(joined, sides["optical"], sides["sar"], options, thresholds, sight, rest)


def _windows(
    optical: Scene, crs: CRS | None, transform: Affine, blocks: list[Block]
) -> Callable[[], Iterator[Patch]]:
    """Reads the optical blocks again, one by one, each so wide that matches at its border see their surroundings."""

    def read() -> Iterator[Patch]:
        for block in blocks:
            place = transform * Affine.translation(block.col - _SURROUNDINGS, block.row - _SURROUNDINGS)
            width, height = block.width + 2 * _SURROUNDINGS, block.height + 2 * _SURROUNDINGS
            yield read_patch(optical, crs, place, width, height)

    return read


def _within(
    points: Points,
    transform: Affine,
    core: tuple[float, float, float, float],
    shape: BaseGeometry | None,
) -> NDArray[np.bool_]:
    """Which points lie in the core of a block and in the area."""
    a, b, c, d, e, f = tuple(~transform)[:6]
    pixels = points @ np.array([[a, d], [b, e]]) + (c, f)
    left, top, right, bottom = core
    inner = (pixels >= (left, top)).all(axis=1) & (pixels < (right, bottom)).all(axis=1)
    return np.asarray(inner & _inside(points, shape))


def _inside(points: Points, shape: BaseGeometry | None) -> NDArray[np.bool_]:
    if shape is None:
        return np.ones(len(points), np.bool_)
    return np.asarray(shapely.intersects_xy(shape, points[:, 0], points[:, 1]), dtype=np.bool_)
