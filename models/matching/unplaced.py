"""Matching two images of which no map says how they lie on each other."""

from __future__ import annotations

import time
from dataclasses import asdict, replace

import numpy as np
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
# Keypoints of an image that is turned or scaled, at most: the time to compare them grows with their square.
_MOST_KEYPOINTS = 16_384
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
        _Image(scene, area if scene is on_map else None, gsd, extractor, options) for scene in (optical, sar)
    )
    found: list[MatchResult] = []
    ways = list(looks())
    for number, look in enumerate(ways):
        wanted = thresholds if number == 0 else thresholds.of_further_looks()
        result = _matched(ours, theirs, look, wanted, _share_of(progress, number, len(ways)))
        found.append(replace(result, provenance={"look": asdict(look)}))
        if result.verdict.accepted:
            break
    timing = {stage: sum(result.timing[stage] for result in found) for stage in found[0].timing}
    # Only the last one can have been accepted.
    return replace(max(found, key=lambda result: (result.verdict.accepted, result.evidence)), timing=timing)


def _share_of(progress: Progress, number: int, count: int) -> Progress:
    """Progress of one look; of all but the first it says the same throughout, since each is short."""
    if number == 0:
        return subprogress(progress, 0.0, _FIRST)
    step = (1 - _FIRST) / (count - 1)
    end = _FIRST + step * number
    part = subprogress(progress, end - step, end)

    def report(share: float, _text: str = "") -> None:
        part(share, f"Turned and scaled: {number} of {count - 1}")

    return report


class _Image:
    """One of the images, with the keypoints of every way in which it is looked at.

    Args:
        scene: where it is read from.
        area: part of it, or None.
        gsd: pixel size of its working grid, where it is on the map.
        extractor: finds and describes keypoints.
        options: of the match.
    """

    def __init__(
        self, scene: Scene, area: Area | None, gsd: float, extractor: Extractor, options: MatchOptions
    ) -> None:
        self.scene, self.extractor, self.options = scene, extractor, options
        self.window = pixel_window(scene, area, gsd, options.block_px)
        crs, _, width, height = self.window
        if width * height > _LARGEST:
            raise InputError(
                f"{scene.name} is too large to be searched as a whole ({width} x {height} px).",
                "Give an area, georeference both layers, or find the place with a search first.",
                code="too_large",
            )
        self.shape = area_shape(area, crs)
        self._described: dict[tuple[int, float], tuple[Side, Described]] = {}

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
            if key != (0, 1.0):
                k = min(k, max(_MOST_KEYPOINTS, self.options.k))
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
