"""Correlation of windows of feature maps over all displacements within reach, by the Fourier transform."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from ...progress import Progress, no_progress

# Values of a batch: larger ones leave the processor's caches.
_BATCH_VALUES = 1_500_000
# Half side, in cells, of the surroundings of a peak in which a second one is the same one.
_PEAK = 3


@dataclass(frozen=True)
class Peaks:
    """The best displacement at each place.

    Attributes:
        displacement: (N, 2) x, y in cells of the maps, between cells.
        score: (N,) correlation there, -1 to 1.
        margin: (N,) by how much it exceeds the best one elsewhere; 0 where it lies on the edge of the reach.
    """

    displacement: NDArray[np.float64]
    score: NDArray[np.float64]
    margin: NDArray[np.float64]


def window_cover(valid: NDArray[np.bool_], corners: NDArray[np.int64], window: int) -> NDArray[np.float64]:
    """(N,) share of valid cells in square windows whose first cells (N, 2) x, y are given; outside counts as 0."""
    height, width = valid.shape
    table = np.zeros((height + 1, width + 1), np.int64)
    table[1:, 1:] = valid.cumsum(axis=0).cumsum(axis=1)
    low = np.clip(corners, 0, [width, height])
    high = np.clip(corners + window, 0, [width, height])
    total = (
        table[high[:, 1], high[:, 0]]
        - table[low[:, 1], high[:, 0]]
        - table[high[:, 1], low[:, 0]]
        + table[low[:, 1], low[:, 0]]
    )
    return np.asarray(total / window**2, np.float64)


def find_peaks(
    first: Tensor,
    second: Tensor,
    corners: NDArray[np.int64],
    start: NDArray[np.int64],
    window: int,
    reach: int,
    progress: Progress = no_progress,
    penalty: NDArray[np.float64] | None = None,
) -> Peaks:
    """Where windows of one image lie in another.

    Args:
        first: (C, H, W) feature maps, 0 where there is no data.
        second: (C, H, W) of the other image on the same grid.
        corners: (N, 2) x, y of the first cells of the windows; windows and search areas lie inside the maps.
        start: (N, 2) displacement in cells around which is searched.
        window: side of a window in cells.
        reach: largest distance from ``start`` along each axis, in cells.
        progress: reported to after each batch of windows.
        penalty: (N, 2 reach + 1, 2 reach + 1) taken from the correlations, rows are displacements along y; a peak is
            then the highest of what is left, like its score.

    Returns:
        Displacements from ``corners``, ``start`` included.

    Raises:
        Cancelled: by ``progress``.
    """
    surfaces = correlation_surfaces(first, second, corners, start, window, reach, progress)
    values = surfaces.numpy().astype(np.float64)
    peaks = _peaks(values if penalty is None else values - penalty, reach)
    return Peaks(peaks.displacement + start, peaks.score, peaks.margin)


def correlation_surfaces(
    first: Tensor,
    second: Tensor,
    corners: NDArray[np.int64],
    start: NDArray[np.int64],
    window: int,
    reach: int,
    progress: Progress = no_progress,
) -> Tensor:
    """Correlation of windows of one image with another over all displacements within reach.

    Args:
        first: see :func:`find_peaks`, like all that follow.
        second: likewise.
        corners: likewise.
        start: likewise.
        window: likewise.
        reach: likewise.
        progress: likewise.

    Returns:
        (N, 2 reach + 1, 2 reach + 1) zero-mean normalised correlation, rows are displacements along y.

    Raises:
        Cancelled: by ``progress``.
    """
    side, count = window + 2 * reach, 2 * reach + 1
    batch = max(_BATCH_VALUES // (len(first) * side * side), 1)
    # Means and spreads of all windows of both images: most windows overlap, and share the sums.
    totals, energies = _moments(first, window)
    spreads = _moments(second, window)[1][None]
    parts = [torch.zeros((0, count, count))]
    for i in range(0, len(corners), batch):
        begin = corners[i : i + batch]
        corner = begin + start[i : i + batch] - reach
        template = _cut(first, begin, window) - _cut(totals, begin, 1) / window**2
        area = _cut(second, corner, side)
        spectrum = torch.fft.rfft2(area) * torch.fft.rfft2(template, s=(side, side)).conj()
        product = torch.fft.irfft2(spectrum.sum(dim=1), s=(side, side))[:, :count, :count]
        spread, energy = _cut(spreads, corner, count)[:, 0], _cut(energies[None], begin, 1)[:, 0]
        parts.append(product / (energy * spread + 1e-9).sqrt())
        progress(min((i + batch) / len(corners), 1.0), "Measuring the displacement")
    return torch.cat(parts)


def _cut(maps: Tensor, corners: NDArray[np.int64], side: int) -> Tensor:
    return torch.stack([maps[:, y : y + side, x : x + side] for x, y in corners.tolist()])


def _moments(maps: Tensor, window: int) -> tuple[Tensor, Tensor]:
    """Of all square windows of maps (C, H, W): sums (C, H', W'), and squared distances from the means (H', W')."""
    total = torch.stack([_box(band, window) for band in maps])
    energy = _box(maps.square().sum(dim=0), window) - total.square().sum(dim=0) / window**2
    return total.to(maps.dtype), energy.clamp(min=0).to(maps.dtype)


def _box(band: Tensor, window: int) -> Tensor:
    """Sums, in double precision, of (H, W) over all square windows that lie inside."""
    sums = cv2.boxFilter(band.numpy(), cv2.CV_64F, (window, window), anchor=(0, 0), normalize=False)
    height, width = band.shape
    return torch.from_numpy(sums[: max(height - window + 1, 0), : max(width - window + 1, 0)])


def _peaks(surfaces: NDArray[np.float64], reach: int) -> Peaks:
    number, count = len(surfaces), 2 * reach + 1
    rows = np.arange(number)
    best = surfaces.reshape(number, -1).argmax(axis=1) if number else np.zeros(0, np.int64)
    y, x = best // count, best % count
    score = surfaces[rows, y, x]
    steps = np.arange(count)
    near = (np.abs(steps[None, :, None] - y[:, None, None]) <= _PEAK) & (
        np.abs(steps[None, None, :] - x[:, None, None]) <= _PEAK
    )
    elsewhere = np.where(near, -1.0, surfaces).max(axis=(1, 2), initial=-1.0)
    inside = (y > 0) & (y < count - 1) & (x > 0) & (x < count - 1)
    cy, cx = np.clip(y, 1, count - 2), np.clip(x, 1, count - 2)
    around = np.stack(
        [np.stack([surfaces[rows, cy + j, cx + i] for i in (-1, 0, 1)], 1) for j in (-1, 0, 1)], 1
    )
    shift = _vertex(around) + np.column_stack([cx - x, cy - y])
    found = np.column_stack([x, y]) - reach + np.where(inside[:, None], shift, 0.0)
    return Peaks(found, score, np.where(inside, score - elsewhere, 0.0))


def _vertex(around: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, 2) x, y of the top of the paraboloid fitted to (N, 3, 3) values, at most one cell from the middle."""
    along_x, along_y = around.mean(axis=1), around.mean(axis=2)
    slope_x, slope_y = (along_x[:, 2] - along_x[:, 0]) / 2, (along_y[:, 2] - along_y[:, 0]) / 2
    bend_x = along_x[:, 0] - 2 * along_x[:, 1] + along_x[:, 2]
    bend_y = along_y[:, 0] - 2 * along_y[:, 1] + along_y[:, 2]
    twist = (around[:, 2, 2] - around[:, 2, 0] - around[:, 0, 2] + around[:, 0, 0]) / 4
    determinant = bend_x * bend_y - twist**2
    sound = (bend_x < 0) & (bend_y < 0) & (determinant > 1e-12)
    safe = np.where(sound, determinant, 1.0)
    x = (twist * slope_y - bend_y * slope_x) / safe
    y = (twist * slope_x - bend_x * slope_y) / safe
    return np.clip(np.where(sound[:, None], np.column_stack([x, y]), 0.0), -1.0, 1.0)
