"""RIFT: keypoints and descriptors from phase congruency (Li, Hu and Ai, IEEE TIP 2020), written from the paper.

Log-Gabor filters of four scales and six orientations give the phase congruency of an image (Kovesi 1999), which depends
on its structure, hardly on its grey values. Keypoints are corners (FAST) of the largest moment of phase congruency; a
descriptor counts which orientation is strongest, the maximum index map, in 6 x 6 cells of a 96 px patch.

Keypoints whose patch leaves the image are dropped: a patch with blank sides says how far the border is, which is half
the answer on pairs that are cut alike. Against rotation the paper describes every keypoint six times, once for each
orientation the index map may begin with; here patch and index are turned by the keypoint's own direction
(:mod:`.rift_rotation`), which needs one descriptor.
"""

from __future__ import annotations

import math
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy import fft

from .base import Keypoints, Picture, Which, grey, unit
from .rift_rotation import describe_turned, directions

_SCALES, _ORIENTATIONS = 4, 6
#: Wavelength of the smallest filter in pixels, ratio of neighbouring ones, and bandwidth.
_SHORTEST, _RATIO, _BANDWIDTH = 3.0, 1.6, 0.75
#: Noise threshold in spreads, and how the spread of frequencies is weighed: cut-off and steepness.
_NOISE, _CUT, _GAIN = 1.0, 0.5, 3.0
_PATCH, _CELLS = 96, 6
_TINY = 1e-6


class Rift:
    """RIFT.

    Args:
        turned: whether the images of a pair may be rotated against each other. Where they are not, as in the data sets
            of the S2-Net paper, upright patches tell more places apart.

    Attributes:
        name: ``RIFT``, and what it is indifferent to.
    """

    def __init__(self, *, turned: bool = False) -> None:
        self.turned = turned
        self.name = "RIFT, any rotation" if turned else "RIFT"

    def extract(self, image: Picture, which: Which, k: int) -> Keypoints:
        """The ``k`` strongest corners whose patch lies within the image."""
        moment, index = structure(grey(image))
        shown = np.asarray(cv2.normalize(moment, None, 0, 255, cv2.NORM_MINMAX), np.uint8)
        found = cv2.FastFeatureDetector.create(threshold=1, nonmaxSuppression=True).detect(shown)
        # A turned patch reaches out to its corners.
        border = math.ceil(_PATCH / 2 * (math.sqrt(2) if self.turned else 1))
        height, width = moment.shape
        kept = [
            point
            for point in sorted(found, key=lambda point: -point.response)
            if border <= point.pt[0] < width - border and border <= point.pt[1] < height - border
        ][:k]
        xy = np.array([point.pt for point in kept], np.float32).reshape(-1, 2)
        scores = np.array([point.response for point in kept], np.float32)
        if not self.turned:
            return Keypoints(xy, scores, describe(index, xy))
        counts = describe_turned(index, xy, directions(moment, xy), _ORIENTATIONS, _PATCH, _CELLS)
        return Keypoints(xy, scores, unit(counts))


def structure(image: NDArray[Any]) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Largest moment of phase congruency (H, W), and the orientation with the largest response (H, W), 0 to 5."""
    height, width = image.shape
    rows, cols = cv2.getOptimalDFTSize(height), cv2.getOptimalDFTSize(width)
    # Single precision: twice as fast, and far finer than eight bits of grey.
    padded = cv2.copyMakeBorder(
        image.astype(np.float32), 0, rows - height, 0, cols - width, cv2.BORDER_REFLECT
    )
    spectrum = fft.fft2(padded)
    radial, angle = _radial(rows, cols), _angles(rows, cols)
    strength = np.zeros((_ORIENTATIONS, height, width), np.float32)
    xx, yy, xy = (np.zeros((height, width), np.float32) for _ in range(3))
    for number in range(_ORIENTATIONS):
        direction = number * math.pi / _ORIENTATIONS
        away = np.abs(np.angle(np.exp(1j * (angle - direction))))
        spread = ((np.cos(np.minimum(away * _ORIENTATIONS / 2, math.pi)) + 1) / 2).astype(np.float32)
        filtered = np.stack([fft.ifft2(spectrum * (filter_ * spread)) for filter_ in radial])
        congruency, strength[number] = _congruency(filtered[:, :height, :width])
        along, across = congruency * math.cos(direction), congruency * math.sin(direction)
        xx, yy, xy = xx + along**2, yy + across**2, xy + along * across
    scale = _ORIENTATIONS / 2
    xx, yy, xy = xx / scale, yy / scale, 4 * xy / _ORIENTATIONS
    moment = (xx + yy + np.sqrt(xy**2 + (xx - yy) ** 2)) / 2
    return moment, strength.argmax(0)


def describe(index: NDArray[np.int64], xy: NDArray[np.float32]) -> NDArray[np.float32]:
    """Histograms (N, 216) of an index map (H, W) in 6 x 6 cells around points (N, 2) half a patch from the border."""
    side = _PATCH // _CELLS
    parts = []
    centres = (np.arange(_CELLS) - (_CELLS - 1) / 2) * side
    places = np.round(xy).astype(int)
    for number in range(_ORIENTATIONS):
        layer = (index == number).astype(np.float32)
        counts = cv2.boxFilter(layer, -1, (side, side), normalize=False, borderType=cv2.BORDER_CONSTANT)
        cells = [
            counts[places[:, 1] + int(down), places[:, 0] + int(right)]
            for down in centres
            for right in centres
        ]
        parts.append(np.stack(cells, 1))
    return unit(np.concatenate(parts, 1).astype(np.float32))


def _congruency(responses: NDArray[np.complex64]) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Phase congruency of one orientation from its responses by scale, and the sum of amplitudes (Kovesi 1999)."""
    amplitudes = np.abs(responses)
    total = amplitudes.sum(0)
    mean = responses.sum(0)
    mean /= np.abs(mean) + _TINY
    turned = responses * np.conj(mean)
    energy = turned.real.sum(0) - np.abs(turned.imag).sum(0)
    # The smallest filter sees noise before all; its amplitudes follow a Rayleigh distribution.
    spread = float(np.median(amplitudes[0])) / math.sqrt(math.log(4))
    spread *= (1 - (1 / _RATIO) ** _SCALES) / (1 - 1 / _RATIO)
    noise = spread * math.sqrt(math.pi / 2) + _NOISE * spread * math.sqrt((4 - math.pi) / 2)
    width = (total / (amplitudes.max(0) + _TINY) - 1) / (_SCALES - 1)
    weight = 1 / (1 + np.exp((_CUT - width) * _GAIN))
    return weight * np.maximum(energy - noise, 0) / (total + _TINY), total


def _radial(rows: int, cols: int) -> list[NDArray[np.float32]]:
    """The log-Gabor filters along the radius, by scale, without what a picture's borders put into the corners."""
    down, right = np.fft.fftfreq(rows)[:, None], np.fft.fftfreq(cols)[None]
    radius = np.hypot(down, right)
    low = 1 / (1 + (radius / 0.45) ** 30)
    radius[0, 0] = 1
    filters = []
    for scale in range(_SCALES):
        centre = 1 / (_SHORTEST * _RATIO**scale)
        part = np.exp(-(np.log(radius / centre) ** 2) / (2 * math.log(_BANDWIDTH) ** 2)) * low
        part[0, 0] = 0
        filters.append(part.astype(np.float32))
    return filters


def _angles(rows: int, cols: int) -> NDArray[np.float64]:
    down, right = np.fft.fftfreq(rows)[:, None], np.fft.fftfreq(cols)[None]
    return np.asarray(np.arctan2(-down, right + np.zeros_like(down)))
