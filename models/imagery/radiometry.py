"""The one radiometric convention that the networks see.

SAR products come as detected amplitude, as intensity (power), in decibel, or as an 8-bit picture of one of these. On a
logarithmic scale amplitude and intensity differ by a factor of two only, which :func:`standardise` removes; so linear
products are taken to decibel, decibel products stay, and 8-bit pictures stay as they were stretched for display.
Optical values stay linear. Every tile is then standardised channel by channel over its valid pixels, which makes a
descriptor independent of gain, offset and bit depth.
"""

from __future__ import annotations

from typing import Literal

import cv2
import numpy as np
from numpy.typing import NDArray

Modality = Literal["optical", "sar"]
Radiometry = Literal["auto", "byte", "amplitude", "intensity", "db"]

MODALITIES: tuple[Modality, ...] = ("optical", "sar")
RADIOMETRIES: tuple[Radiometry, ...] = ("auto", "byte", "amplitude", "intensity", "db")

_CLIP = 3.0
# Lowest and highest backscatter that sensors measure, decibel.
_DECIBEL = (-60.0, 30.0)
#: Spread below which values count as all the same.
SMALLEST_SPREAD = 1e-3
#: Pixels along the side of a cell of the lattice that dense encoding lies on; also that of a p4 cell of the network.
CELL = 16
_REACH_CELLS = 7
#: How far around a pixel :func:`standardise_locally` looks, in pixels.
LOCAL_REACH = (_REACH_CELLS + 1) * CELL + CELL // 2


def detect_radiometry(sample: NDArray[np.floating] | NDArray[np.integer]) -> tuple[Radiometry, str]:
    """Tell how the values of a SAR band are scaled.

    Args:
        sample: valid values of the band, any shape, in the data type of the file.

    Returns:
        The radiometry and the reason in words, to be shown to the user, who can override it.
    """
    if sample.dtype == np.uint8:
        return "byte", "8-bit values are taken as a picture already stretched for display"
    values = np.asarray(sample, dtype=np.float64)
    values = values[np.isfinite(values)]
    if values.size == 0:
        return "amplitude", "no valid value to judge by; amplitude is assumed"
    if _are_decibel(values):
        return "db", f"values below -1 and a median of {np.median(values):.3g}, as in decibel"
    middle = float(np.median(values[values > 0])) if bool(np.any(values > 0)) else 0.0
    if np.issubdtype(sample.dtype, np.floating) and middle < 1.0:
        return "intensity", f"floating-point values with median {middle:.3g}, as in calibrated backscatter"
    return "amplitude", f"positive values with median {middle:.3g}, as in detected amplitude"


def _are_decibel(values: NDArray[np.float64]) -> bool:
    """Whether values are logarithms, whole or in a multiple such as hundredths.

    Linear products from which noise was taken off have negative values too: few, or, over dark water, all of them near
    0. Bright scenes in decibel have a median above 0, but like all of them values well below it.
    """
    if float(np.median(values)) < -1:
        return True
    low, high = _DECIBEL
    plausible = float(np.mean((values > low) & (values < high)))
    return plausible > 0.9 and float(np.mean(values < -1)) > 0.01


def to_canonical(
    array: NDArray[np.float32],
    valid: NDArray[np.bool_],
    modality: Modality,
    radiometry: Radiometry,
    floor: float | None = None,
) -> NDArray[np.float32]:
    """Bring values as read from a file to the canonical scale: linear for optical, decibel or display for SAR.

    Args:
        array: (C, H, W) float32 values as stored.
        valid: (H, W) mask of usable pixels.
        modality: ``"optical"`` or ``"sar"``.
        radiometry: how SAR values are scaled; ``"auto"`` must have been resolved before. Ignored for optical.
        floor: smallest amplitude or intensity, above 0, that has a logarithm of its own. A scene passes the same one
            for all its windows, so that neighbouring windows agree; taken from the array itself when None.

    Returns:
        (C, H, W) float32; pixels outside ``valid`` are 0.

    Raises:
        ValueError: ``radiometry`` is ``"auto"`` for SAR.
    """
    if modality == "sar" and radiometry == "auto":
        raise ValueError("the radiometry of a SAR scene must be resolved before its values are used")
    out = np.where(valid, array, 0).astype(np.float32)
    if modality == "sar" and radiometry in ("amplitude", "intensity"):
        if floor is None:
            positive = out[:, valid][out[:, valid] > 0]
            # Zero has no logarithm: half the smallest value seen keeps dark water dark without an infinite dip.
            floor = float(positive.min()) / 2 if positive.size else 1.0
        factor = 20.0 if radiometry == "amplitude" else 10.0
        out = np.where(valid, factor * np.log10(np.maximum(out, floor)), 0).astype(np.float32)
    return out


def standardise(array: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Zero mean and unit spread over the valid pixels of each channel, clipped to three spreads.

    Args:
        array: (..., C, H, W) float32 canonical values.
        valid: (..., H, W) mask of usable pixels.

    Returns:
        The same shape; invalid pixels are 0, the mean. A channel without spread becomes 0 throughout.
    """
    mask = np.expand_dims(valid, -3)
    count = np.maximum(mask.sum(axis=(-2, -1), keepdims=True, dtype=np.float32), 1.0)
    mean = np.where(mask, array, 0).sum(axis=(-2, -1), keepdims=True, dtype=np.float32) / count
    centred = np.where(mask, array - mean, 0).astype(np.float32)
    spread = np.sqrt(np.square(centred).sum(axis=(-2, -1), keepdims=True, dtype=np.float32) / count)
    scaled = np.where(spread > SMALLEST_SPREAD, centred / np.maximum(spread, SMALLEST_SPREAD), 0)
    return np.clip(scaled, -_CLIP, _CLIP).astype(np.float32)


def standardise_locally(array: NDArray[np.float32], valid: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Zero mean and unit spread over the surroundings of each pixel: :func:`standardise` for more than one tile.

    Sums are taken over cells of 16 px, joined over 15 x 15 of them (240 px, about a tile) and interpolated between the
    cells' centres, so that a pixel's value depends on nothing farther than :data:`LOCAL_REACH` px away and, on the
    lattice of cells, not on where an image was cut out of a larger one.

    Args:
        array: (C, H, W) float32 canonical values; H and W are multiples of 16.
        valid: (H, W) mask of usable pixels.

    Returns:
        (C, H, W); invalid pixels are 0. Surroundings without spread become 0.
    """
    side = 2 * _REACH_CELLS + 1
    height, width = valid.shape

    def joined(values: NDArray[np.float64]) -> NDArray[np.float64]:
        cells = cv2.resize(values, (width // CELL, height // CELL), interpolation=cv2.INTER_AREA)
        box = cv2.boxFilter(cells, -1, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
        return np.asarray(box, np.float64)

    def spread_out(cells: NDArray[np.float64]) -> NDArray[np.float32]:
        size = (width, height)
        return np.asarray(cv2.resize(cells.astype(np.float32), size, interpolation=cv2.INTER_LINEAR))

    count = np.maximum(joined(valid.astype(np.float64)), 1e-6)
    out = np.empty_like(array)
    for band, result in zip(array, out):
        # In double precision, since the square of a 16-bit value leaves no digits for the spread.
        known = np.where(valid, band, 0).astype(np.float64)
        mean = joined(known) / count
        spread = np.sqrt(np.maximum(joined(known * known) / count - mean * mean, 0))
        gain = np.where(spread > SMALLEST_SPREAD, 1 / np.maximum(spread, SMALLEST_SPREAD), 0)
        np.clip((band - spread_out(mean)) * spread_out(gain), -_CLIP, _CLIP, out=result)
        result[~valid] = 0
    return out
