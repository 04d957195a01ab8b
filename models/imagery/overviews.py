"""Averaging a raster down: by its overviews where these show what they should, else from its own pixels.

Overviews are often made by taking every second pixel, by default in GDAL and QGIS. They then show the corner of what
they stand for, which moves what is read from them by up to half a pixel of theirs, and speckle is not averaged in them.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.io import DatasetReader
from rasterio.windows import Window
from scipy import ndimage

from .reading import read_valid

# Pixels of the first overview along a side of each of the windows that are compared, and how many of these, at most.
_SIDE, _PLACES = 64, 5
# Largest factor of a first overview that is worth looking at.
_LARGEST_FACTOR = 16
# Fewer pixels tell nothing.
_FEWEST = 200
# Variance that comes of rounding to whole numbers.
_ROUNDING = 1 / 12
# Pixels of the overview by which it may lie off, and by how much its variance may exceed that of averages.
_OFF, _GRAINIER = 0.1, 1.5
# Pixels of the file that are held in memory at once.
_AT_ONCE = 16_000_000


def show_averages(source: DatasetReader, band: int) -> bool:
    """Whether the overviews of a band, if it has any, show averages, or what comes near to them.

    They are not told by what the file says, which is mostly nothing, but compared with the pixels in some places.
    """
    factors = source.overviews(band)
    if not factors:
        return True
    factor = int(factors[0])
    if not 2 <= factor <= _LARGEST_FACTOR:
        return False
    places = _places(source, factor)
    if not places:
        return False
    seen, means, slopes = [], [], []
    for window in places:
        shape = int(window.height) // factor, int(window.width) // factor
        view, valid = read_valid(source, (band,), window, shape)
        mean, measured = _averaged(*read_valid(source, (band,), window), factor)
        # At gaps and borders neither has the slopes that are compared.
        inner = ndimage.binary_erosion(valid & measured, np.ones((3, 3)))
        slope = np.stack(np.gradient(mean[0].astype(np.float64)))
        seen.append(view[0][inner].astype(np.float64))
        means.append(mean[0][inner].astype(np.float64))
        slopes.append(slope[:, inner].T)
    return _alike(np.concatenate(seen), np.concatenate(means), np.concatenate(slopes))


def _alike(seen: NDArray[np.float64], means: NDArray[np.float64], slopes: NDArray[np.float64]) -> bool:
    """Whether the pixels (N,) of an overview are averages (N,) of slopes (N, 2), as far as these tell."""
    if len(seen) < _FEWEST:
        return False
    if float(seen.var()) > _GRAINIER * float(means.var()) + _ROUNDING:
        return False
    off = np.linalg.lstsq(slopes, seen - means, rcond=None)[0]
    return bool(np.hypot(*off) <= _OFF)


def read_averaged(
    source: DatasetReader, bands: tuple[int, ...], window: Window, factor: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Averages of the pixels of a window that hold a measurement, whatever overviews there are.

    Args:
        source: open raster.
        bands: 1-based band numbers.
        window: inside the raster.
        factor: pixels along the side of an average. What is left over at the far ends of the window makes one more
            where it is half of one.

    Returns:
        (C, h, w) float32 and (h, w) where there is any measurement.
    """
    height, width = int(window.height), int(window.width)
    rows, cols = (max((length + factor // 2) // factor, 1) for length in (height, width))
    width = min(cols * factor, width)
    data, valid = np.zeros((len(bands), rows, cols), np.float32), np.zeros((rows, cols), np.bool_)
    step = max(_AT_ONCE // (width * factor * len(bands)), 1)
    for first in range(0, rows, step):
        last = min(first + step, rows)
        top, below = first * factor, min(last * factor, height)
        pixels, known = read_valid(
            source, bands, Window(window.col_off, window.row_off + top, width, below - top)
        )
        data[:, first:last], valid[first:last] = _averaged(pixels, known, factor)
    return data, valid


def _places(source: DatasetReader, factor: int) -> list[Window]:
    """Windows on the diagonals of a raster, on the lattice of its first overview; none in one too small for them."""
    size = [min(_SIDE, length // factor) for length in (source.width, source.height)]
    if min(size) < 3:
        return []
    free = [length // factor - side for length, side in zip((source.width, source.height), size)]
    shares = [(0.5, 0.5), (0.25, 0.25), (0.75, 0.25), (0.25, 0.75), (0.75, 0.75)][:_PLACES]
    return [
        Window(*(factor * int(f * s) for f, s in zip(free, share)), *(factor * side for side in size))
        for share in shares
    ]


def _cells(pixels: NDArray[Any], factor: int) -> NDArray[Any]:
    """(C, rows, factor, cols, factor) view of (C, H, W)."""
    count, height, width = pixels.shape
    return pixels.reshape(count, height // factor, factor, width // factor, factor)


def _averaged(
    pixels: NDArray[Any], known: NDArray[np.bool_], factor: int
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    left_over = (0, -known.shape[0] % factor), (0, -known.shape[1] % factor)
    known = np.pad(known, left_over)
    values = np.where(known, np.pad(pixels, ((0, 0), *left_over)), 0).astype(np.float64)
    count = _cells(known[None], factor).sum(axis=(2, 4))
    return (_cells(values, factor).sum(axis=(2, 4)) / np.maximum(count, 1)).astype(np.float32), count[0] > 0
