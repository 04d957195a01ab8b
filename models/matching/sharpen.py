"""Sharpening: where the structure around a keypoint says that its partner lies, pixel by pixel.

A cell of the network is four pixels wide, and it learns to be right within some pixels. Once a match is believed, the
SAR window can be read as the optical one sees it, and their structure (:mod:`~.displacement.learned`) tells the rest:
first how the window lies as a whole (:mod:`.alignment`), then the partners of keypoints that are spread evenly
over it. What they find replaces the matches near the model; it is no evidence for the model, since it was sought there.
But how the window lies was told by the structure alone at last, so that matches of keypoints which agree with it were
confirmed by something else.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
import torch
from affine import Affine
from numpy.typing import NDArray
from torch import Tensor

from ..imagery.crs import Points
from ..imagery.windows import Patch
from ..progress import Progress, no_progress
from .accuracy import occupied
from .alignment import align
from .displacement.correlate import Peaks, find_peaks, window_cover
from .geometry import Matrix, apply_matrix
from .refit import Pairing
from .sight import Sight
from .verdict import significance


@dataclass(frozen=True)
class Sharpened:
    """What became of matches.

    Attributes:
        pairing: the new matches.
        confirmed: :func:`~.verdict.significance` of the matches before within 6 px of where the structure of both
            images lies, and what the structure itself says for that, a mean of the windows; None where no window could
            be seen.
        lies: (3, 3) optical to SAR coordinates by the structure of a window that was seen alone; None of several.
    """

    pairing: Pairing
    confirmed: float | None
    lies: Matrix | None = None


@dataclass(frozen=True)
class _Search:
    """Side of the windows and the largest displacement that is looked for, px."""

    window: int
    reach: int


# Every match, once it is known how the window lies as a whole.
_MATCH = _Search(64, 6)
# Side in px of the squares with one match each, and how many a window has to have.
_SQUARE, _LEAST = 24, 12
# Support of a window's structure, a decimal logarithm, below which it tells nothing: peaks on open water lie anywhere.
_TOLD = 10.0
# px from the model beyond which a match that is replaced disagreed with it.
_FAR = 6.0
# Share of a window with data, px between there and back.
_COVER, _RETURN = 0.9, 1.0
# What a peak loses in correlation by its distance from the model: little within so many px, as relief moves places, and
# then as much again with each doubling. A lone peak elsewhere must be much higher than one near the model.
_LOSS, _RELIEF = 0.05, 2.0


def sharpened(
    pairing: Pairing,
    matrix: Matrix,
    keypoints: Points,
    sight: Sight,
    progress: Progress = no_progress,
    needed: float = -math.inf,
) -> Sharpened:
    """Replace the matches near a model by sharper ones.

    Args:
        pairing: the matches.
        matrix: (3, 3) optical to SAR coordinates, as the matches tell.
        keypoints: (N, 2) optical keypoints, best first.
        sight: of both images.
        progress: reported to before each window; may raise ``Cancelled``.
        needed: what has to confirm the matches of a window that is seen alone; below, they stay as they are.

    Returns:
        What confirms the matches, and the new ones: one at most in each square of a grid, whose score is the
        correlation of the structure around them, less a loss for their distance from where the window lies as a whole.
        Windows that hold too little structure, or whose structure supports no place, keep their matches as they were.
        Those far from the model are counted as dropped.
    """
    stays, taken = np.ones(len(pairing.optical), np.bool_), np.zeros(len(keypoints), np.bool_)
    ours, theirs, scores, dropped = [], [], [], pairing.dropped
    looks: list[_Look] = []
    lies: Matrix | None = None
    for number, optical in enumerate(sight.windows()):
        progress(number / sight.count, "Sharpening the matches")
        held = ~taken & _inside(optical, keypoints)
        taken |= held
        if not held.any():
            continue
        sar = sight.through(optical, matrix)
        maps = _Maps(
            torch.from_numpy(sight.describe(optical.data, optical.valid, "optical")),
            torch.from_numpy(sight.describe(sar.data, sar.valid, "sar")),
            optical.valid,
            sar.valid,
        )
        if not maps.hold(_MATCH):
            continue
        points = optical.map_to_px(keypoints[held])
        points = points[_evenly(points)]
        matched = _inside(optical, pairing.optical)
        aligned = align(
            maps.optical,
            maps.sar,
            maps.optical_valid & maps.sar_valid,
            optical.map_to_px(pairing.optical[matched]),
            sar.map_to_px(pairing.sar[matched]),
        )
        place = np.eye(3) if aligned is None else aligned.matrix
        rows = np.flatnonzero(stays & matched)
        before, after = optical.map_to_px(pairing.optical[rows]), sar.map_to_px(pairing.sar[rows])
        agree = np.hypot(*(after - apply_matrix(place, before)).T) <= _FAR
        if aligned is not None:
            looks.append(_Look(rows, rows[agree], aligned.support))
            if sight.count == 1:
                lies = _from_px(sar) @ place @ np.linalg.inv(_from_px(optical))
                confirmed = _confirmed(pairing, looks)
                if confirmed is not None and confirmed < needed:
                    return Sharpened(pairing, confirmed, lies)
            if aligned.support < _TOLD:
                continue
        found, score, sound = _partners(maps, points, place, _MATCH)
        if sight.wanted is not None:
            sound &= sight.wanted(sar.px_to_map(found))
        if sound.sum() < _LEAST:
            continue
        stays[rows] = False
        dropped += int((~agree).sum())
        ours.append(optical.px_to_map(points[sound]))
        theirs.append(sar.px_to_map(found[sound]))
        scores.append(score[sound].astype(np.float32))
    sharper = replace(
        pairing,
        optical=np.vstack([pairing.optical[stays], *ours]),
        sar=np.vstack([pairing.sar[stays], *theirs]),
        score=np.concatenate([pairing.score[stays], *scores]),
        dropped=dropped,
        sharpened=bool(ours),
    )
    return Sharpened(sharper, _confirmed(pairing, looks), lies)


@dataclass(frozen=True)
class _Look:
    """Rows of the matches seen in a window, of those near where its structure lies, and the support for that."""

    seen: NDArray[np.int64]
    near: NDArray[np.int64]
    support: float


def _confirmed(pairing: Pairing, looks: list[_Look]) -> float | None:
    """See :class:`Sharpened`; neighbouring matches count once. Both terms are decimal logarithms."""
    if not looks:
        return None
    # A match that lies in two windows was seen in both as long as it stayed.
    seen = np.unique(np.concatenate([look.seen for look in looks]))
    near = np.unique(np.concatenate([look.near for look in looks]))
    places = pairing.optical_side.to_grid(pairing.optical)
    matches, agreeing = occupied(places[seen]) + pairing.dropped, occupied(places[near])
    kept = significance(matches, agreeing, "affine", _FAR, pairing.search_area_px)
    return kept + float(np.mean([look.support for look in looks]))


def _from_px(patch: Patch) -> Matrix:
    """(3, 3) pixels of a window, the centre of the first one at (0, 0), to its coordinates."""
    return np.array(tuple(patch.transform * Affine.translation(0.5, 0.5))).reshape(3, 3)


def _inside(patch: Patch, points: Points) -> NDArray[np.bool_]:
    height, width = patch.valid.shape
    pixels = patch.map_to_px(points)
    return np.asarray(((pixels >= -0.5) & (pixels < (width - 0.5, height - 0.5))).all(axis=1))


def _evenly(points: Points) -> NDArray[np.int64]:
    """Rows of the first of the points in every square of a grid."""
    squares = np.floor(points / _SQUARE).astype(np.int64)
    return np.sort(np.unique(squares, axis=0, return_index=True)[1])


@dataclass(frozen=True)
class _Maps:
    """Structure (9, H, W) of both images in one frame, and their masks (H, W)."""

    optical: Tensor
    sar: Tensor
    optical_valid: NDArray[np.bool_]
    sar_valid: NDArray[np.bool_]

    @property
    def size(self) -> NDArray[np.int64]:
        """Width and height."""
        return np.array(self.optical_valid.shape[::-1])

    def hold(self, search: _Search) -> bool:
        """Whether there is room for a window and for the way there and back."""
        return bool((self.size >= search.window + 4 * search.reach).all())


def _partners(
    maps: _Maps, points: Points, start: Matrix, search: _Search
) -> tuple[Points, NDArray[np.float64], NDArray[np.bool_]]:
    """Where SAR shows what lies at points (N, 2) px, sought around a model; score and soundness of the peaks (N,).

    At the border the nearest whole window is measured instead: how far a place is from the model changes slowly.
    """
    window, reach = search.window, search.reach
    # The way back starts where the way there ended, and searches as far again.
    room = 2 * reach
    corners = np.rint(points - (window - 1) / 2).astype(np.int64)
    corners = np.clip(corners, room, maps.size - window - room)
    centres = corners + (window - 1) / 2
    expected = apply_matrix(start, centres) - centres
    begun = np.rint(expected).astype(np.int64)
    there_at = corners + begun
    cover = np.minimum(
        window_cover(maps.optical_valid, corners, window), window_cover(maps.sar_valid, there_at, window)
    )
    inside = ((there_at >= room) & (there_at <= maps.size - window - room)).all(axis=1)
    rows = np.flatnonzero(inside & (cover >= _COVER))
    off, score, sound = np.zeros((len(points), 2)), np.zeros(len(points)), np.zeros(len(points), np.bool_)
    if len(rows):
        loss = _loss(begun[rows] - expected[rows], reach)
        there = find_peaks(maps.optical, maps.sar, corners[rows], begun[rows], window, reach, penalty=loss)
        clear = _sound(there)
        score[rows] = there.score
        rows, forth = rows[clear], there.displacement[clear]
        arrived = np.rint(forth).astype(np.int64)
        loss = _loss(expected[rows] - arrived, reach)
        back = find_peaks(
            maps.sar, maps.optical, corners[rows] + arrived, -arrived, window, reach, penalty=loss
        )
        off[rows] = (forth - back.displacement) / 2 - expected[rows]
        sound[rows] = _sound(back) & (np.hypot(*(forth + back.displacement).T) < _RETURN)
    return apply_matrix(start, points) + off, score, sound


def _sound(peaks: Peaks) -> NDArray[np.bool_]:
    """Which are peaks at all, and not on the edge of the reach. Even low ones tell something near the model."""
    return (peaks.score > 0) & (peaks.margin > 0)


def _loss(middle: Points, reach: int) -> NDArray[np.float64]:
    """(N, 2 reach + 1, 2 reach + 1) what displacements lose whose middle one lies at (N, 2) x, y px from the model."""
    steps = np.arange(-reach, reach + 1)
    x, y = middle[:, 0, None, None] + steps, middle[:, 1, None, None] + steps[:, None]
    return np.asarray(_LOSS * np.log1p((x**2 + y**2) / _RELIEF**2))
