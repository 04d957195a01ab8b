"""Measuring the displacement between two images in passes: each reads the moving image through the field of the last.

Windows are correlated as they are. Where the displacement changes within a window, as on slopes, they agree badly; once
the image is read through a first field, what is left changes little, and the slopes can be measured too.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import cv2
import numpy as np
from affine import Affine
from numpy.typing import NDArray
from scipy import ndimage

from ..imagery.windows import Grid
from ..matching.displacement.field import DisplacementField
from ..matching.displacement.measure import Block, Describe, Measured, Method, Reader, measure
from ..matching.displacement.smooth import Smoothed, smooth, uncertainty
from ..progress import Progress, subprogress

Points = NDArray[np.float64]
#: Places (N, 2) px of the reference to displacements (N, 2) px; pixel centres are whole numbers.
Shift = Callable[[Points], Points]

_WINDOW = 64
# How far apart, px, the displacements on both sides of a window may be without disturbing it; at nine places of ten.
_DISTURBING = 1.0
# Passes after the first, which search less far, px, and so take less time; the share of it that the first one takes.
_FURTHER, _NEAR, _FIRST = 2, 8, 0.6
# Stiffness of the fields between the passes: they follow whatever agrees with its neighbours.
_LOOSE = 0.03
# A place counts where such a share of those around it was measured too: chance hits rarely come in company.
_LEAST_SHARE, _AROUND = 0.15, 1.5
# Standard deviations of the field, px, up to which it is followed wholly, and from which not at all.
_SURE, _UNSURE = 0.75, 2.0
# Nodes around the lattice in which the field fades out.
_MARGIN = 8


@dataclass(frozen=True)
class Places:
    """What was measured on a lattice.

    Attributes:
        displacement: (2, rows, cols) x, y px.
        covered: (rows, cols) places with data in both images.
        usable: (rows, cols) places at which the measurement passed its checks, in the company of others.
        step: px between places.
    """

    displacement: NDArray[np.float64]
    covered: NDArray[np.bool_]
    usable: NDArray[np.bool_]
    step: int


@dataclass(frozen=True)
class Faded:
    """A field that is 0 where it is not known.

    Attributes:
        field: with a margin in which it fades out; its grid begins as much earlier.
        weight: (rows, cols) of the lattice without the margin: 1 where the field is followed, 0 where it is not.
        sigma: (rows, cols) standard deviation along one axis, px, likewise.
    """

    field: DisplacementField
    weight: NDArray[np.float64]
    sigma: NDArray[np.float64]

    def shift(self) -> Shift:
        """The displacement between the nodes, by pixels of the grid that was measured on."""
        at, offset = self.field.spline(), _MARGIN * self.field.step
        return lambda points: at(points + offset)


def measure_in_passes(
    reference: Reader, moving: Reader, grid: Grid, step: int, describe: Describe, progress: Progress
) -> Places:
    """Measure where the moving image shows what the reference shows.

    Args:
        reference: reads blocks of the reference.
        moving: reads blocks of the moving image, on the same grid.
        grid: of both.
        step: px between places.
        describe: feature maps, told ``optical`` for the reference and ``sar`` for the moving image.
        progress: reported to during the measurement.

    Raises:
        Cancelled: by ``progress``.
    """
    method = Method(step=step, describe=describe)
    size = grid.width, grid.height
    places = _places(measure(reference, moving, size, method, subprogress(progress, 0.0, _FIRST)), None)
    again = replace(method, windows=(_WINDOW,), reaches=(_NEAR,), rounds=2)
    before = np.zeros_like(places.displacement)
    for number in range(_FURTHER):
        fitted = smooth(places.displacement, places.usable, _LOOSE)
        if _disturbance(fitted.values - before, fitted.kept, step) < _DISTURBING:
            break
        before, shift = fitted.values, fade(places, fitted, grid).shift()
        begin, end = (_FIRST + (1.0 - _FIRST) * (number + i) / _FURTHER for i in (0, 1))
        found = measure(reference, _bent(moving, shift), size, again, subprogress(progress, begin, end))
        places = _places(found, shift)
    return places


def fade(places: Places, fitted: Smoothed, grid: Grid) -> Faded:
    """A fitted field, fading to 0 where it is not sure.

    Args:
        places: what it was fitted to.
        fitted: the field.
        grid: that was measured on.
    """
    around = ((_MARGIN, _MARGIN), (_MARGIN, _MARGIN))
    values = np.pad(fitted.values, ((0, 0), *around), mode="edge")
    measured = np.pad(places.displacement, ((0, 0), *around))
    sigma = uncertainty(measured, Smoothed(values, np.pad(fitted.kept, around), fitted.spread))
    beyond = np.clip((sigma - _SURE) / (_UNSURE - _SURE), 0.0, 1.0)
    weight = 1.0 - beyond**2 * (3.0 - 2.0 * beyond)
    begin = -_MARGIN * places.step
    field = DisplacementField(
        (weight * values).astype(np.float32),
        sigma.astype(np.float32),
        places.step,
        grid.transform * Affine.translation(begin, begin),
        grid.crs,
    )
    inner = slice(_MARGIN, -_MARGIN)
    return Faded(field, weight[inner, inner], sigma[inner, inner])


def _bent(reader: Reader, shift: Shift) -> Reader:
    """Reads what the image shows at each pixel displaced."""

    def read(x: int, y: int, width: int, height: int) -> Block:
        rows, cols = np.mgrid[0:height, 0:width]
        by = shift(np.column_stack([cols.ravel() + x, rows.ravel() + y]).astype(np.float64))
        room = int(np.ceil(np.abs(by).max())) + 1
        data, valid = reader(x - room, y - room, width + 2 * room, height + 2 * room)
        dx, dy = by.T.reshape(2, height, width)
        place = (cols + dx + room).astype(np.float32), (rows + dy + room).astype(np.float32)
        bands = np.stack([cv2.remap(band, *place, cv2.INTER_LINEAR) for band in data])
        usable = cv2.remap(valid.astype(np.float32), *place, cv2.INTER_LINEAR) > 0.999
        return np.where(usable, bands, 0).astype(np.float32), usable

    return read


def _places(found: Measured, shift: Shift | None) -> Places:
    """A measurement in the image as it is, from one in the image that was read displaced."""
    displacement = found.displacement
    if shift is not None:
        rows, cols = np.indices(found.covered.shape)
        nodes = np.column_stack([cols.ravel(), rows.ravel()]) * float(found.step) + (found.step - 1) / 2
        left = displacement.reshape(2, -1).T
        displacement = (left + shift(nodes + left)).T.reshape(displacement.shape)
    usable, covered = (
        ndimage.gaussian_filter(mask.astype(np.float64), _AROUND, mode="constant")
        for mask in (found.usable, found.covered)
    )
    accompanied = found.usable & (usable >= _LEAST_SHARE * covered)
    return Places(displacement, found.covered, accompanied, found.step)


def _disturbance(change: NDArray[np.float64], kept: NDArray[np.bool_], step: int) -> float:
    """How far apart, px, the displacements on both sides of a window are; the 90th percentile over the kept places."""
    across = np.hypot(*np.diff(change, axis=2))[kept[:, 1:] & kept[:, :-1]]
    down = np.hypot(*np.diff(change, axis=1))[kept[1:] & kept[:-1]]
    apart = np.concatenate([across, down]) * (_WINDOW / step)
    return float(np.percentile(apart, 90)) if len(apart) else 0.0
