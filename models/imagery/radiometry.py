"""The one radiometric convention that the networks see.

SAR products come as detected amplitude, as intensity (power), in decibel, or as an 8-bit picture of one of these. On a
logarithmic scale amplitude and intensity differ by a factor of two only, which :func:`standardise` removes; so linear
products are taken to decibel, decibel products stay, and 8-bit pictures stay as they were stretched for display.
Optical values stay linear. Every tile is then standardised channel by channel over its valid pixels, which makes a
descriptor independent of gain, offset and bit depth.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray

Modality = Literal["optical", "sar"]
Radiometry = Literal["auto", "byte", "amplitude", "intensity", "db"]

MODALITIES: tuple[Modality, ...] = ("optical", "sar")
RADIOMETRIES: tuple[Radiometry, ...] = ("auto", "byte", "amplitude", "intensity", "db")

_CLIP = 3.0
_SMALLEST_SPREAD = 1e-3


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
    if float(np.mean(values < 0)) > 0.01:
        return "db", "negative values occur, as they do in decibel only"
    middle = float(np.median(values[values > 0])) if bool(np.any(values > 0)) else 0.0
    if np.issubdtype(sample.dtype, np.floating) and middle < 1.0:
        return "intensity", f"floating-point values with median {middle:.3g}, as in calibrated backscatter"
    return "amplitude", f"non-negative values with median {middle:.3g}, as in detected amplitude"


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
    scaled = np.where(spread > _SMALLEST_SPREAD, centred / np.maximum(spread, _SMALLEST_SPREAD), 0)
    return np.clip(scaled, -_CLIP, _CLIP).astype(np.float32)
