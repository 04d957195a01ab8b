"""Random fields that landscapes are made of: lengths in metres, float32, zero mean and unit spread."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import fft, ndimage

Field = NDArray[np.float32]
Shape = tuple[int, int]


def _wavenumber(shape: Shape, gsd: float) -> NDArray[np.float64]:
    """(H, W//2+1) absolute spatial frequency of the real FFT, in cycles per metre."""
    rows = np.fft.fftfreq(shape[0], gsd)[:, None]
    columns = np.fft.rfftfreq(shape[1], gsd)[None, :]
    return np.hypot(rows, columns)


def _filtered(shape: Shape, rng: np.random.Generator, gain: NDArray[np.float64], padded: Shape) -> Field:
    white = rng.standard_normal(padded, dtype=np.float32)
    field = fft.irfft2(fft.rfft2(white) * gain.astype(np.float32), s=padded)[: shape[0], : shape[1]]
    spread = float(field.std())
    return np.asarray((field - field.mean()) / max(spread, 1e-9), dtype=np.float32)


def _padded(shape: Shape) -> Shape:
    """A size the FFT likes, larger than ``shape`` so that opposite borders do not continue each other."""
    return (
        fft.next_fast_len(int(shape[0] * 1.15) + 8, real=True),
        fft.next_fast_len(int(shape[1] * 1.15) + 8, real=True),
    )


def fractal(
    shape: Shape, gsd: float, rng: np.random.Generator, wavelength: float, slope: float = 3.0
) -> Field:
    """Noise with a power-law spectrum below ``wavelength``.

    Args:
        shape: (H, W).
        gsd: metres per pixel.
        rng: source of randomness.
        wavelength: metres above which there is no further structure.
        slope: exponent of the power spectrum; 2 is rough, 4 is smooth.
    """
    padded = _padded(shape)
    k = _wavenumber(padded, gsd)
    gain = (1.0 + (k * wavelength) ** 2) ** (-slope / 4)
    return _filtered(shape, rng, gain, padded)


def band(shape: Shape, gsd: float, rng: np.random.Generator, wavelength: float) -> Field:
    """Noise of about one octave around ``wavelength`` metres."""
    padded = _padded(shape)
    k = np.maximum(_wavenumber(padded, gsd) * wavelength, 1e-6)
    return _filtered(shape, rng, np.exp(-2.0 * np.log(k) ** 2), padded)


def ridged(shape: Shape, gsd: float, rng: np.random.Generator, wavelength: float, octaves: int) -> Field:
    """Ridged multifractal: sharp crests with side spurs, as eroded mountains have. Range 0 to 1."""
    total = np.zeros(shape, np.float32)
    weight = np.ones(shape, np.float32)
    share, scale = 1.0, 0.0
    for octave in range(octaves):
        length = wavelength / 2**octave
        if length < 2 * gsd:
            break
        signal = np.clip(1.0 - 0.65 * np.abs(band(shape, gsd, rng, length)), 0.0, 1.0)
        total += share * signal * weight
        weight = np.clip(1.3 * signal, 0.3, 1.0)
        scale += share
        share *= 0.52
    return total / np.float32(scale)


def warp(field: Field, dy: Field, dx: Field) -> Field:
    """Sample ``field`` at positions moved by ``dy``, ``dx`` pixels."""
    rows, columns = np.indices(field.shape, dtype=np.float32)
    moved = ndimage.map_coordinates(field, [rows + dy, columns + dx], order=1, mode="reflect")
    return np.asarray(moved, dtype=np.float32)


def shape_of(field: NDArray[Any]) -> Shape:
    """(H, W) of a map."""
    return int(field.shape[0]), int(field.shape[1])


def smoothstep(values: Field, low: float, high: float) -> Field:
    """0 below ``low``, 1 above ``high``, smooth between."""
    t = np.clip((values - low) / (high - low), 0.0, 1.0)
    return np.asarray(t * t * (3.0 - 2.0 * t), dtype=np.float32)


def upper_share(field: Field, share: float) -> float:
    """The threshold that ``share`` (0 to 1) of the field exceeds."""
    return float(np.quantile(field[::4, ::4], 1.0 - min(max(share, 0.0), 1.0)))
