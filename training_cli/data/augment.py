"""Radiometric augmentation: what sensors, products and processing change without moving anything."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

Image = NDArray[np.float32]


def augment_optical(image: Image, rng: np.random.Generator) -> Image:
    """Change the look of an optical window (3, H, W) 0 to 255: gamma, band mixing and order, grey, noise, blur."""
    out = np.clip(image, 0, 255) / 255.0
    if rng.random() < 0.7:
        out = out ** np.exp(rng.uniform(-0.6, 0.6))
    if rng.random() < 0.3:
        out = out[rng.permutation(3)]
    if rng.random() < 0.4:
        mixing = np.eye(3) + rng.normal(0, 0.25, (3, 3))
        out = np.tensordot(mixing, out, axes=1)
    if rng.random() < 0.15:
        out = np.repeat(out.mean(0, keepdims=True), 3, 0)
    if rng.random() < 0.3:
        out = out + rng.normal(0, rng.uniform(0, 0.04), out.shape)
    if rng.random() < 0.2:
        out = np.stack([cv2.GaussianBlur(band, (0, 0), rng.uniform(0.4, 1.2)) for band in out])
    return np.asarray(out, np.float32)


def augment_sar(image: Image, rng: np.random.Generator) -> Image:
    """Change the look of a SAR window (1, H, W) 0 to 255: logarithm or power, speckle, blur, saturation, steps."""
    out = np.clip(image, 0, 255) / 255.0
    if rng.random() < 0.35:
        # Between an amplitude picture and a decibel picture of the same scene.
        floor = rng.uniform(0.01, 0.08)
        out = (np.log(out + floor) - np.log(floor)) / (np.log(1 + floor) - np.log(floor))
    elif rng.random() < 0.6:
        out = out ** np.exp(rng.uniform(-0.7, 0.5))
    if rng.random() < 0.4:
        looks = rng.uniform(4, 40)
        out = out * np.sqrt(rng.gamma(looks, 1 / looks, out.shape))
    if rng.random() < 0.25:
        out = cv2.GaussianBlur(out[0], (0, 0), rng.uniform(0.4, 1.3))[None]
    if rng.random() < 0.3:
        out = np.minimum(out, np.quantile(out, rng.uniform(0.93, 0.999)))
    if rng.random() < 0.2:
        levels = rng.integers(24, 128)
        out = np.round(out * levels) / levels
    return np.asarray(out, np.float32)
