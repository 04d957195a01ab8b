"""A small sample of a whole scene, and what can be told from it before any tile is read.

Decisions about a scene (how its SAR values are scaled, where the logarithm is cut off, which value means "no
measurement", see :mod:`~.gaps`) are taken once, from the whole scene, so that all its windows are treated alike.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import ColorInterp
from rasterio.io import DatasetReader
from rasterio.windows import Window
from scipy.ndimage import uniform_filter

from .radiometry import Modality
from .reading import read_valid

_WINDOW = 128
_PER_AXIS = 6
_ENOUGH = 4096
_SPECKLE_VARIATION = 0.12
_COLOURS = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
_POLARISATIONS = {"vv", "vh", "hh", "hv"}


@dataclass(frozen=True)
class Sample:
    """Windows spread evenly over a scene, its four corners among them.

    Attributes:
        windows: each (C, H, W) in the data type of the file.
        masks: each (H, W), pixels that hold a measurement.
    """

    windows: tuple[NDArray[Any], ...]
    masks: tuple[NDArray[np.bool_], ...]

    def values(self, band: int = 0) -> NDArray[Any]:
        """All valid values of one band."""
        return np.concatenate([data[band][mask] for data, mask in zip(self.windows, self.masks)])

    @property
    def empty(self) -> bool:
        """Whether no pixel holds a measurement."""
        return not any(mask.any() for mask in self.masks)


def take_sample(source: DatasetReader, bands: tuple[int, ...]) -> Sample:
    """Read the sample; a truncated file shows here, since the last rows are part of it.

    Where the evenly spread windows hold hardly a measurement (a narrow strip in a wide frame), the whole scene is read,
    averaged down.
    """
    tops = _starts(source.height)
    lefts = _starts(source.width)
    height, width = min(_WINDOW, source.height), min(_WINDOW, source.width)
    parts = [read_valid(source, bands, Window(x, y, width, height)) for y in tops for x in lefts]
    if sum(int(mask.sum()) for _, mask in parts) < min(_ENOUGH, source.height * source.width):
        factor = max(max(source.height, source.width) / 1024, 1.0)
        shape = (max(int(source.height / factor), 1), max(int(source.width / factor), 1))
        parts.append(read_valid(source, bands, Window(0, 0, source.width, source.height), shape))
    return Sample(tuple(data for data, _ in parts), tuple(mask for _, mask in parts))


def _starts(length: int) -> list[int]:
    return sorted({round(start) for start in np.linspace(0, max(length - _WINDOW, 0), _PER_AXIS)})


def log_floor(sample: Sample) -> float | None:
    """Half of nearly the smallest positive value (the 0.1 % quantile): where amplitude or intensity is cut off."""
    values = np.asarray(sample.values(), dtype=np.float64)
    positive = values[values > 0]
    return float(np.quantile(positive, 0.001)) / 2 if positive.size else None


def suspicion(source: DatasetReader, sample: Sample, modality: Modality) -> str | None:
    """Say why a scene may have been given as the wrong kind; None when nothing speaks for it.

    Args:
        source: the open file.
        sample: of the bands in use.
        modality: what the scene was said to be.
    """
    if modality == "sar":
        kinds = list(source.colorinterp)
        if all(colour in kinds for colour in _COLOURS):
            colours = tuple(kinds.index(colour) + 1 for colour in _COLOURS)
            if not _grey(take_sample(source, colours)):
                return "It was given as SAR but has red, green and blue bands, as an optical image does."
        return None
    if any(word in _POLARISATIONS for text in source.descriptions for word in _words(text)):
        return "It was given as optical but a band is named after a radar polarisation."
    if not _grey(sample):
        return None
    values = np.asarray(sample.values(), dtype=np.float64)
    if values.size and float(np.mean(values < 0)) > 0.01:
        return "It was given as optical but holds negative values, as SAR in decibel does."
    variation = _local_variation(sample)
    if variation is not None and variation > _SPECKLE_VARIATION:
        return "It was given as optical but is grainy throughout, as SAR speckle is."
    return None


def _words(text: str | None) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in (text or "").lower()).split()


def _grey(sample: Sample) -> bool:
    """Whether all bands in use are the same."""
    return all(bool((data == data[:1]).all()) for data in sample.windows)


def _local_variation(sample: Sample) -> float | None:
    """How much the calmest tenth of the scene still varies: spread over mean in 7 x 7 pixels.

    Speckle multiplies: in SAR even a calm area keeps its share of variation (measured 0.14 to 0.19 on Sentinel-1
    amplitude), while calm areas of optical imagery are smooth (0.02 to 0.12).
    """
    found = []
    for data, mask in zip(sample.windows, sample.masks):
        if data.shape[1] < 7 or data.shape[2] < 7 or mask.mean() < 0.9:
            continue
        values = np.asarray(data[0], dtype=np.float64)
        mean = uniform_filter(values, 7)
        spread = np.sqrt(np.maximum(uniform_filter(values * values, 7) - mean * mean, 0))
        usable = mask & (mean > 1e-9)
        found.append((spread[usable] / mean[usable])[::9])
    joined = np.concatenate(found) if found else np.empty(0)
    return float(np.quantile(joined, 0.1)) if joined.size >= 100 else None
