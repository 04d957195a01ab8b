"""Pairs of known truth for the calibration of the verdict: the same place, and places that are not the same."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from affine import Affine

from ...models.errors import InputError
from ...models.imagery.crs import Points
from ...models.imagery.scene import Scene
from ...models.imagery.windows import Patch, centred_transform, read_patch, read_patch_at, working_grid
from ...models.matching.describe import Described, describe_patch
from ...models.matching.features import FeatureExtractor
from ...models.matching.frames import Side
from ...models.matching.looks import looks
from ...models.matching.options import MatchOptions
from ...models.matching.pair import match_described, side_of
from ...models.matching.result import MatchResult
from ...models.matching.sight import Sight, through_patch
from ...models.matching.unplaced import look_at
from ...models.matching.verdict import Thresholds, Verdict
from ...models.networks.dfcnn import TILE_SIZE
from ...models.progress import Progress, no_progress, subprogress
from ...models.retrieval.encoder import TileEncoder
from ...models.retrieval.verify import CONTEXT_PX
from .places import draw_places

# What a candidate may be off by: half a stride and what the georeference of two layers usually lacks.
_LARGEST_SHIFT = 60.0
_LARGEST_ANGLE = 10.0
_LARGEST_ZOOM = 0.05
# Nothing is believed, so that nothing is sharpened: the figures are those of the matches as they were found.
_NOTHING = Thresholds(min_significance=math.inf, min_confirmed=math.inf)
# Two places this far apart, in pixels, have no ground in common.
_APART = 1.5 * CONTEXT_PX


@dataclass(frozen=True)
class CalibrationPairs:
    """Verdicts on pairs of windows whose truth is known, with their figures.

    Attributes:
        true: on windows of the same place.
        false: on windows of different places, half of them the most alike by their tile descriptors.
        turned: on windows of different places as well, in the look of all further ones for which most speaks.
    """

    true: list[Verdict]
    false: list[Verdict]
    turned: list[Verdict]


@dataclass(frozen=True)
class _Windows:
    patches: list[Patch]
    described: list[Described]
    sides: list[Side]
    descriptors: np.ndarray


def calibration_pairs(
    optical: Scene,
    sar: Scene,
    encoder: TileEncoder,
    extractor: FeatureExtractor,
    places: int = 100,
    wrong: int = 10,
    turned: int = 0,
    seed: int = 0,
    progress: Progress = no_progress,
) -> CalibrationPairs:
    """Match windows as a search verifies its candidates, at random places of a registered pair.

    The SAR windows are moved by up to 60 px, turned by up to 10 degrees and zoomed by up to 5 %, evenly.

    Args:
        optical: the optical scene.
        sar: the SAR scene that shows the same ground.
        encoder: tells which wrong places look alike.
        extractor: finds the keypoints.
        places: number of places.
        wrong: wrong partners for every place.
        turned: places whose wrong partners are looked at turned and scaled, too (:mod:`~...models.matching.looks`).
        seed: of places, distortions and the choice of wrong partners.
        progress: may cancel.

    Raises:
        InputError: the scenes show no places, or none far enough from each other.
        Cancelled: by ``progress``.
    """
    gsd = extractor.gsd
    rng = np.random.default_rng(seed)
    centres, _ = draw_places(optical, sar, places, seed, gsd, CONTEXT_PX, subprogress(progress, 0.0, 0.2))
    shifts = rng.uniform(-_LARGEST_SHIFT, _LARGEST_SHIFT, (len(centres), 2)) * gsd
    turns = rng.uniform(-_LARGEST_ANGLE, _LARGEST_ANGLE, len(centres))
    zooms = 1 + rng.uniform(-_LARGEST_ZOOM, _LARGEST_ZOOM, len(centres))
    crs = working_grid(optical, gsd).crs
    ours = _describe(
        [read_patch_at(optical, (x, y), crs, gsd, CONTEXT_PX) for x, y in centres],
        optical,
        encoder,
        extractor,
        subprogress(progress, 0.2, 0.4),
    )
    theirs = _describe(
        [
            _distorted(sar, crs, centre + shift, gsd, angle, zoom)
            for centre, shift, angle, zoom in zip(centres, shifts, turns, zooms)
        ],
        sar,
        encoder,
        extractor,
        subprogress(progress, 0.4, 0.6),
    )
    partners = _wrong_partners(centres, ours.descriptors @ theirs.descriptors.T, wrong, gsd, rng)
    if not any(partners):
        raise InputError(
            f"No two places drawn are {_APART:g} px apart, so that none makes a wrong partner.",
            "Choose larger scenes, or more places.",
        )
    true, false = [], []
    for i, others in enumerate(partners):
        progress(0.6 + 0.1 * i / len(partners), f"Matching place {i + 1} of {len(partners)}")
        true.append(_verdict(ours, i, theirs, i, extractor))
        false += [_verdict(ours, i, theirs, j, extractor) for j in others]
    seen_so = _Turned(optical, sar, extractor)
    most: list[Verdict] = []
    for i, others in enumerate(partners[:turned]):
        report = subprogress(progress, 0.7 + 0.3 * i / turned, 0.7 + 0.3 * (i + 1) / turned)
        most += seen_so.verdicts(ours.patches[i], [theirs.patches[j] for j in others], report)
    return CalibrationPairs(true, false, most)


def _distorted(scene: Scene, crs: object, centre: np.ndarray, gsd: float, angle: float, zoom: float) -> Patch:
    square = centred_transform((float(centre[0]), float(centre[1])), crs, gsd, CONTEXT_PX)
    middle = CONTEXT_PX / 2
    turned = (
        square
        * Affine.translation(middle, middle)
        * Affine.rotation(angle)
        * Affine.scale(zoom)
        * Affine.translation(-middle, -middle)
    )
    return read_patch(scene, crs, turned, CONTEXT_PX, CONTEXT_PX)


def _describe(
    patches: list[Patch],
    scene: Scene,
    encoder: TileEncoder,
    extractor: FeatureExtractor,
    progress: Progress,
) -> _Windows:
    described = []
    k = MatchOptions().k
    for number, patch in enumerate(patches):
        progress(
            number / len(patches), f"Keypoints of window {number + 1} of {len(patches)} ({scene.modality})"
        )
        described.append(describe_patch(patch, scene.modality, extractor, k))
    first = (CONTEXT_PX - TILE_SIZE) // 2
    middle = np.s_[first : first + TILE_SIZE]
    descriptors = encoder.encode(
        np.stack([patch.data[:, middle, middle] for patch in patches]),
        np.stack([patch.valid[middle, middle] for patch in patches]),
        scene.modality,
    )
    return _Windows(patches, described, [side_of(patch, scene) for patch in patches], descriptors)


def _wrong_partners(
    centres: Points, alike: np.ndarray, wrong: int, gsd: float, rng: np.random.Generator
) -> list[list[int]]:
    """Half of them the most alike, half at random; all of them elsewhere."""
    away = np.linalg.norm(centres[:, None] - centres[None], axis=2) / gsd > _APART
    chosen = []
    for i, far in enumerate(away):
        others = np.flatnonzero(far)
        ranked = others[np.argsort(-alike[i, others], kind="stable")]
        hard = ranked[: wrong // 2]
        rest = rng.permutation(ranked[wrong // 2 :])[: wrong - len(hard)]
        chosen.append([int(j) for j in (*hard, *rest)])
    return chosen


def _verdict(ours: _Windows, i: int, theirs: _Windows, j: int, extractor: FeatureExtractor) -> Verdict:
    return match_described(
        ours.described[i],
        theirs.described[j],
        ours.sides[i],
        theirs.sides[j],
        MatchOptions(),
        _NOTHING,
        Sight(lambda: [ours.patches[i]], through_patch(theirs.patches[j]), extractor.structure),
    ).verdict


class _Turned:
    """Looks at pairs of windows in every way but the first, and keeps what speaks most for each.

    Args:
        optical: the optical scene.
        sar: the SAR scene.
        extractor: finds the keypoints.
    """

    def __init__(self, optical: Scene, sar: Scene, extractor: FeatureExtractor) -> None:
        self._optical, self._sar, self._extractor = optical, sar, extractor
        self._looks = list(looks())[1:]

    def verdicts(self, optical: Patch, partners: list[Patch], progress: Progress) -> list[Verdict]:
        """One for each SAR window."""
        best: list[MatchResult | None] = [None] * len(partners)
        coarser = {look.sar for look in self._looks}
        theirs = [{by: self._seen(self._sar, patch, 0, by) for by in coarser} for patch in partners]
        for number, look in enumerate(self._looks):
            progress(number / len(self._looks), f"Look {number + 1} of {len(self._looks)}")
            ours = self._seen(self._optical, optical, look.turn, look.optical)
            for j, partner in enumerate(theirs):
                found = self._matched(ours, partner[look.sar])
                known = best[j]
                if known is None or found.evidence > known.evidence:
                    best[j] = found
        return [found.verdict for found in best if found is not None]

    def _seen(self, scene: Scene, patch: Patch, turn: int, coarser: float) -> tuple[Patch, Side, Described]:
        height, width = patch.valid.shape
        window = patch.crs, patch.transform, width, height
        timing = {"read_s": 0.0, "extract_s": 0.0}
        k = MatchOptions().k
        return look_at(scene, window, None, turn, coarser, self._extractor, k, timing, no_progress)

    def _matched(
        self, ours: tuple[Patch, Side, Described], theirs: tuple[Patch, Side, Described]
    ) -> MatchResult:
        sight = Sight(lambda: [ours[0]], through_patch(theirs[0]), self._extractor.structure)
        return match_described(ours[2], theirs[2], ours[1], theirs[1], MatchOptions(), _NOTHING, sight)
