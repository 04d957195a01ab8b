"""Where a scene holds no measurement though its file does not say so: told once, from a sample of the whole scene."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from rasterio.enums import MaskFlags
from rasterio.io import DatasetReader

from .sample import Sample

_COLLAR_SHARE = 0.02
# Neither decibel nor reflectance, in any scaling, fills areas with less.
_NO_MEASUREMENT = -999.0


@dataclass(frozen=True)
class ImpliedNodata:
    """A value that stands for "no measurement" without being declared.

    Attributes:
        value: 0, or a large negative one such as -9999.
        above: what measurements are above where ``value`` is not 0. Averaged down, borders hold mixtures with it: all
            but those that are nearly a measurement lie below.
    """

    value: float
    above: float

    def measured(self, data: NDArray[Any]) -> NDArray[np.bool_]:
        """(H, W): where any band of (C, H, W) values as stored holds a measurement."""
        return np.asarray((data > self.above if self.value else data != 0).any(axis=0))

    def removed(self, sample: Sample) -> Sample:
        """A sample in which the value is no measurement."""
        masks = tuple(mask & self.measured(data) for data, mask in zip(sample.windows, sample.masks))
        return Sample(sample.windows, masks)


def gaps_declared(source: DatasetReader, bands: tuple[int, ...]) -> bool:
    """Whether a file says where it holds no measurement, so that zeros in it are values.

    A mask, an alpha band and 0 as nodata do. Another nodata value does in a band of integers, since 0 may have been
    kept for shadow then; to floating-point values it was often given later, or by default as NaN, and 0 throughout a
    whole area is no measurement of them.
    """
    kinds = [source.mask_flag_enums[band - 1] for band in bands]
    if all(MaskFlags.all_valid in kind for kind in kinds):
        return False
    if any(MaskFlags.per_dataset in kind or MaskFlags.alpha in kind for kind in kinds):
        return True
    nodata = {source.nodatavals[band - 1] for band in bands} - {None}
    return 0 in nodata or not all(np.issubdtype(source.dtypes[band - 1], np.floating) for band in bands)


def implied_nodata(sample: Sample, *, declared: bool) -> ImpliedNodata | None:
    """The value that fills the surroundings of the measured area without being declared as nodata; None without any.

    Detected SAR products and warped pictures often come with 0 there, processed ones with -9999 or the like. It is
    taken as a fact when whole sample windows hold it in all bands: 0 unless ``declared`` (:func:`gaps_declared`), a
    large negative value where what the file declares does not hide it.
    """
    collars = [
        float(data.flat[0])
        for data, mask in zip(sample.windows, sample.masks)
        if mask.all() and bool((data == data.flat[0]).all())
    ]
    lowest = min(collars, default=0.0)
    value = lowest if lowest <= _NO_MEASUREMENT else 0.0
    if declared and value == 0.0:
        return None
    filled = collars.count(value)
    if not filled or filled == len(sample.windows) or filled < _COLLAR_SHARE * len(sample.windows):
        return None
    return ImpliedNodata(value, _least_measured(sample, value) if value else 0.0)


def _least_measured(sample: Sample, value: float) -> float:
    """Nearly the least of the sample's other values (0.1 % quantile), and a hundredth of the way on to ``value``."""
    values = np.asarray(sample.values(), dtype=np.float64)
    least = float(np.quantile(values[values != value], 0.001))
    return least + (value - least) / 100
