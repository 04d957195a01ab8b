"""Matching two images of which no map says how they lie on each other."""

from __future__ import annotations

import time
from dataclasses import asdict, replace

import numpy as np
from affine import Affine
from shapely.geometry.base import BaseGeometry

from ..errors import InputError
from ..imagery.scene import Scene
from ..imagery.windows import Patch, read_patch
from ..progress import Progress, subprogress
from .blocks import cut_blocks
from .describe import Described, Extractor, describe_patch
from .fitting import fitted
from .frames import Side
from .join import JoinedMatches
from .looks import Look, looks, seen
from .options import MatchOptions
from .overlap import Area, Window, area_shape, inside, pixel_window, within
from .pair import side_of
from .result import MatchResult
from .sight import Sight, blocks_of, through_scene
from .verdict import Thresholds

# The whole of both images is searched at once.
_LARGEST = 4096 * 4096
# Side of the part of a larger optical image that tells how it lies, px: turned and scaled, all of it would take many
# minutes.
_PART = 1024
# Side of the squares in which keypoints are counted for that.
_CELL = 128
# Part of the progress that the first look takes, which is the only one where it is accepted.
_FIRST = 0.3
# Part of a look's progress after which everything is found, and only the model is left.
_FITTING = 0.9


def match_unplaced(
    optical: Scene,
    sar: Scene,
    extractor: Extractor,
    options: MatchOptions,
    area: Area | None,
    gsd: float,
    progress: Progress,
    thresholds: Thresholds | None,
) -> MatchResult:
    """Match the whole of one image against the whole of the other, as they are, else turned and scaled.

    Args:
        optical: the optical scene.
        sar: the SAR scene; one of them may be on the map.
        extractor: finds and describes keypoints.
        options: of the match.
        area: restricts the scene that is on the map, or the optical one.
        gsd: pixel size of the working grid of the scene that is on the map.
        progress: reported to; may raise ``Cancelled``.
        thresholds: of the verdict; the shipped ones by default.

    Returns:
        The first accepted of all looks, else the one for which most speaks; ``look`` of its provenance says which.

    Raises:
        InputError: an image is too large to be searched as a whole, or shows nothing of the area.
        Cancelled: by ``progress``.
    """
    thresholds = thresholds or Thresholds.load()
    on_map = optical if optical.georeferenced or not sar.georeferenced else sar
    ours, theirs = (
        _whole(scene, area if scene is on_map else None, gsd, extractor, options) for scene in (optical, sar)
    )
    found: list[MatchResult] = []
    ways = list(looks())
    part = ours
    for number, look in enumerate(ways):
        report, rest = _shares_of(progress, number, len(ways))
        wanted = thresholds if number == 0 else thresholds.of_further_looks()
        results = [_matched(part, theirs, look, wanted, report)]
        if results[0].verdict.accepted and part is not ours:
            # How it lies is known; the whole of it tells more.
            results.append(_matched(ours, theirs, look, wanted, rest))
        found += [replace(result, provenance={"look": asdict(look)}) for result in results]
        if results[0].verdict.accepted:
            break
        if number == 0:
            part = ours.richest(_PART)
    timing = {stage: sum(result.timing[stage] for result in found) for stage in found[0].timing}
    accepted = [result for result in found if result.verdict.accepted]
    return replace(
        accepted[-1] if accepted else max(found, key=lambda result: result.evidence), timing=timing
    )


def _whole(
    scene: Scene, area: Area | None, gsd: float, extractor: Extractor, options: MatchOptions
) -> _Image:
    window = pixel_window(scene, area, gsd, options.block_px)
    crs, _, width, height = window
    if width * height > _LARGEST:
        raise InputError(
            f"{scene.name} is too large to be searched as a whole ({width} x {height} px).",
            "Give an area, georeference both layers, or find the place with a search first.",
            code="too_large",
        )
    return _Image(scene, window, area_shape(area, crs), extractor, options)


def _shares_of(progress: Progress, number: int, count: int) -> tuple[Progress, Progress]:
    """Progress of one look, and of what is left after it.

    That of all looks but the first says the same throughout, since each is short.
    """
    if number == 0:
        return subprogress(progress, 0.0, _FIRST), subprogress(progress, _FIRST, 1.0)
    step = (1 - _FIRST) / (count - 1)
    end = _FIRST + step * number
    part = subprogress(progress, end - step, end)

    def report(share: float, _text: str = "") -> None:
        part(share, f"Turned and scaled: {number} of {count - 1}")

    return report, subprogress(progress, end, 1.0)


class _Image:
    """One of the images, with the keypoints of every way in which it is looked at.

    Args:
        scene: where it is read from.
        window: the part that is looked at.
        shape: the part of that in which keypoints are wanted; None for all.
        extractor: finds and describes keypoints.
        options: of the match.
    """

    def __init__(
        self,
        scene: Scene,
        window: Window,
        shape: BaseGeometry | None,
        extractor: Extractor,
        options: MatchOptions,
    ) -> None:
        self.scene, self.window, self.shape = scene, window, shape
        self.extractor, self.options = extractor, options
        self._described: dict[tuple[int, float], tuple[Side, Described]] = {}

    def richest(self, side: int) -> _Image:
        """The square of ``side`` px with most keypoints of the first look; the image itself where it is no larger."""
        crs, transform, width, height = self.window
        if max(width, height) <= side or (0, 1.0) not in self._described:
            return self
        _, found = self._described[0, 1.0]
        a, b, c, d, e, f = tuple(~transform)[:6]
        pixels = found.points @ np.array([[a, d], [b, e]]) + (c, f)
        edges = [np.arange(0, length + _CELL, _CELL) for length in (width, height)]
        counts, _, _ = np.histogram2d(pixels[:, 0], pixels[:, 1], bins=edges)
        cells = tuple(min(side // _CELL, length) for length in counts.shape)
        sums = np.lib.stride_tricks.sliding_window_view(counts, cells).sum(axis=(2, 3))
        col, row = (int(first) * _CELL for first in np.unravel_index(sums.argmax(), sums.shape))
        across, down = min(side, width), min(side, height)
        place = transform * Affine.translation(min(col, width - across), min(row, height - down))
        window = crs, place, across, down
        return _Image(self.scene, window, self.shape, self.extractor, self.options)

    def described(
        self, turn: int, coarser: float, timing: dict[str, float], progress: Progress
    ) -> tuple[Side, Described]:
        """See :func:`look_at`."""
        key = turn, coarser
        if key not in self._described:
            _, _, width, height = self.window
            block = coarser * self.options.block_px
            # As dense as in a block, not counting the corners that a turned window has beyond the image.
            k = round(self.options.k * max(width * height / block**2, 1.0))
            how = self.extractor, k, timing, progress
            self._described[key] = look_at(self.scene, self.window, self.shape, turn, coarser, *how)[1:]
        return self._described[key]


def look_at(
    scene: Scene,
    window: Window,
    shape: BaseGeometry | None,
    turn: int,
    coarser: float,
    extractor: Extractor,
    k: int,
    timing: dict[str, float],
    progress: Progress,
) -> tuple[Patch, Side, Described]:
    """A window seen turned and coarser: its pixels, its side of a match, and its keypoints.

    Lengths on its side, and so what agrees with a model, are those of the window as it is.

    Args:
        scene: where it is read from.
        window: CRS, transform, width and height.
        shape: part of it that keypoints are wanted in; None for all.
        turn: see :func:`~.looks.seen`.
        coarser: likewise.
        extractor: finds and describes keypoints.
        k: how many at most, where not all places are taken.
        timing: seconds of ``read_s`` and ``extract_s`` are added to it.
        progress: reported to; may raise ``Cancelled``.
    """
    crs, transform, width, height = window
    progress(0.0, f"{scene.name}: reading")
    clock = time.perf_counter()
    patch = read_patch(scene, *seen(window, turn, coarser))
    timing["read_s"] += time.perf_counter() - clock
    progress(0.1, f"{scene.name}: keypoints")
    clock = time.perf_counter()
    found = describe_patch(patch, scene.modality, extractor, k, subprogress(progress, 0.1, 1.0))
    found = found.only(within(found.points, transform, (0, 0, width, height), shape))
    timing["extract_s"] += time.perf_counter() - clock
    side = side_of(patch, scene)
    side = replace(side, unit=1.0 if crs is None else side.unit / coarser)
    return patch, side, replace(found, area_px=round(found.area_px * coarser**2))


def _matched(
    optical: _Image, sar: _Image, look: Look, thresholds: Thresholds, progress: Progress
) -> MatchResult:
    """The match in one look."""
    options, joined = optical.options, JoinedMatches()
    first, second = subprogress(progress, 0.0, 0.45), subprogress(progress, 0.45, _FITTING)
    our_side, ours = optical.described(look.turn, look.optical, joined.timing, first)
    their_side, theirs = sar.described(0, look.sar, joined.timing, second)
    progress(_FITTING, "Matching")
    joined.add(ours, theirs, options, np.ones(len(ours), np.bool_))
    crs, transform, width, height = seen(optical.window, look.turn, look.optical)
    blocks = cut_blocks(width, height, options.block_px, options.overlap_px)
    sight = Sight(
        blocks_of(optical.scene, crs, transform, blocks),
        through_scene(sar.scene, their_side.crs),
        optical.extractor.structure,
        len(blocks),
        lambda places: inside(places, sar.shape),
    )
    rest = subprogress(progress, _FITTING, 1.0)
    return fitted(joined, our_side, their_side, options, thresholds, sight, rest)
