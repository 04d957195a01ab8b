"""Augmentation of registered pairs: what sensors, products and processing change, and how a window can lie.

Everything is configuration; the defaults are what the shipped weights are trained with. Looks are changed in each
window for itself and move nothing. The way a window lies is drawn once for both windows of a pair, so that they stay in
register.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import cv2
import numpy as np
from numpy.typing import NDArray

from .crops import Matrix, window_matrix

Image = NDArray[np.float32]
Range = tuple[float, float]


@dataclass(frozen=True)
class OpticalLook:
    """How the look of optical windows is changed; every ``…_share`` is how often.

    Attributes:
        gamma: largest natural logarithm of the exponent, either way.
        order_share: bands in another order.
        mixing: standard deviation of what is added to the identity that mixes the bands.
        grey_share: all bands become their mean.
        noise: largest standard deviation, of 1.
        blur: Gaussian, px.
    """

    gamma: float = 0.6
    gamma_share: float = 0.7
    order_share: float = 0.3
    mixing: float = 0.25
    mixing_share: float = 0.4
    grey_share: float = 0.15
    noise: float = 0.04
    noise_share: float = 0.3
    blur: Range = (0.4, 1.2)
    blur_share: float = 0.2


@dataclass(frozen=True)
class SarLook:
    """How the look of SAR windows is changed; every ``…_share`` is how often.

    Attributes:
        log_floor: what is added before the logarithm, which leads from an amplitude picture towards a decibel picture.
        power: natural logarithm of the exponent, where no logarithm is taken.
        power_share: of the windows without logarithm.
        gain: largest natural logarithm of a factor, either way, beyond which the picture saturates; 0 for none.
        looks: of the speckle.
        blur: Gaussian, px.
        saturation: share of pixels below the value at which the picture saturates.
        levels: number of grey levels.
    """

    log_floor: Range = (0.01, 0.08)
    log_share: float = 0.35
    power: Range = (-0.7, 0.5)
    power_share: float = 0.6
    gain: float = 0.0
    looks: Range = (4.0, 40.0)
    speckle_share: float = 0.4
    blur: Range = (0.4, 1.3)
    blur_share: float = 0.25
    saturation: Range = (0.93, 0.999)
    saturation_share: float = 0.3
    levels: tuple[int, int] = (24, 128)
    levels_share: float = 0.2


@dataclass(frozen=True)
class Pose:
    """How the two windows of a pair lie on the ground.

    Attributes:
        angle: degrees by which both are turned.
        scale: image pixels per window pixel of both.
        turns: quarter turns of both.
        mirror: whether both are mirrored.
        shift: (2,) x, y in image pixels from the centre of the SAR window to that of the optical one.
        own_angle, own_scale: standard deviations of what every window adds for itself.
    """

    angle: float
    scale: float
    turns: int
    mirror: bool
    shift: NDArray[np.float64]
    own_angle: float
    own_scale: float

    def optical(self, centre: NDArray[np.float64], size: int, rng: np.random.Generator) -> Matrix:
        """(2, 3) from the pixels of the optical window to those of the image.

        Args:
            centre: (2,) x, y of the pair in the optical image.
            size: side of the window.
            rng: draws what the window adds for itself.
        """
        return self._matrix(centre + 0.5 * self.shift, size, rng)

    def sar(self, centre: NDArray[np.float64], size: int, rng: np.random.Generator) -> Matrix:
        """The same for the SAR window; ``centre`` is where the SAR image shows the pair's centre."""
        return self._matrix(centre - 0.5 * self.shift, size, rng)

    def _matrix(self, centre: NDArray[np.float64], size: int, rng: np.random.Generator) -> Matrix:
        return window_matrix(
            (float(centre[0]), float(centre[1])),
            size,
            angle_deg=self.angle + rng.normal(0, self.own_angle),
            scale=self.scale * float(np.exp(rng.normal(0, self.own_scale))),
            turns=self.turns,
            mirror=self.mirror,
        )


@dataclass(frozen=True)
class Geometry:
    """How windows may lie; what is drawn holds for both windows of a pair.

    Attributes:
        turn: whether by quarter turns.
        mirror: whether half of the pairs are mirrored.
        angle: largest rotation, degrees.
        scale: largest natural logarithm of the scale, either way.
        shift: px of the image by which the windows may be apart along each axis, less than half a tile.
        near, near_share: standard deviation of small shifts, and how often the shift is one.
        own_angle, own_scale: standard deviations of the rotation (degrees) and of the logarithm of the scale that every
            window adds for itself: registration is never perfect.
    """

    turn: bool = True
    mirror: bool = True
    angle: float = 12.0
    scale: float = 0.2
    shift: float = 48.0
    near: float = 6.0
    near_share: float = 0.35
    own_angle: float = 2.0
    own_scale: float = 0.02

    def draw(self, rng: np.random.Generator, largest_shift: float | None = None) -> Pose:
        """A pose for both windows of a pair.

        Args:
            rng: draws it.
            largest_shift: where a pair allows less than ``shift``.
        """
        turns, mirror = int(rng.integers(4 if self.turn else 1)), bool(rng.random() < 0.5 and self.mirror)
        angle = rng.uniform(-self.angle, self.angle)
        scale = float(np.exp(rng.uniform(-self.scale, self.scale)))
        reach = self.shift if largest_shift is None else min(largest_shift, self.shift)
        near = rng.random() < self.near_share
        shift = rng.normal(0, self.near, 2) if near else rng.uniform(-reach, reach, 2)
        return Pose(
            angle, scale, turns, mirror, np.clip(shift, -reach, reach), self.own_angle, self.own_scale
        )


@dataclass(frozen=True)
class Augmentation:
    """All that is changed in training."""

    optical: OpticalLook = field(default_factory=OpticalLook)
    sar: SarLook = field(default_factory=SarLook)
    geometry: Geometry = field(default_factory=Geometry)


_OPTICAL, _SAR = OpticalLook(), SarLook()


def augment_optical(image: Image, rng: np.random.Generator, look: OpticalLook = _OPTICAL) -> Image:
    """Change the look of an optical window (3, H, W) 0 to 255: gamma, band mixing and order, grey, noise, blur.

    Returns:
        (3, H, W), values from about 0 to 1.
    """
    out = np.clip(image, 0, 255) / 255.0
    if rng.random() < look.gamma_share:
        out = out ** np.exp(rng.uniform(-look.gamma, look.gamma))
    if rng.random() < look.order_share:
        out = out[rng.permutation(3)]
    if rng.random() < look.mixing_share:
        mixing = np.eye(3) + rng.normal(0, look.mixing, (3, 3))
        out = np.tensordot(mixing, out, axes=1)
    if rng.random() < look.grey_share:
        out = np.repeat(out.mean(0, keepdims=True), 3, 0)
    if rng.random() < look.noise_share:
        out = out + rng.normal(0, rng.uniform(0, look.noise), out.shape)
    if rng.random() < look.blur_share:
        out = np.stack([cv2.GaussianBlur(band, (0, 0), rng.uniform(*look.blur)) for band in out])
    return np.asarray(out, np.float32)


def augment_sar(image: Image, rng: np.random.Generator, look: SarLook = _SAR) -> Image:
    """Change the look of a SAR window (1, H, W) 0 to 255: logarithm or power, gain, speckle, blur, saturation, steps.

    Returns:
        (1, H, W), values from about 0 to 1.
    """
    out = np.clip(image, 0, 255) / 255.0
    if rng.random() < look.log_share:
        floor = rng.uniform(*look.log_floor)
        out = (np.log(out + floor) - np.log(floor)) / (np.log(1 + floor) - np.log(floor))
    elif rng.random() < look.power_share:
        out = out ** np.exp(rng.uniform(*look.power))
    if look.gain:
        out = np.minimum(out * np.exp(rng.uniform(-look.gain, look.gain)), 1.0)
    if rng.random() < look.speckle_share:
        looks = rng.uniform(*look.looks)
        out = out * np.sqrt(rng.gamma(looks, 1 / looks, out.shape))
    if rng.random() < look.blur_share:
        out = cv2.GaussianBlur(out[0], (0, 0), rng.uniform(*look.blur))[None]
    if rng.random() < look.saturation_share:
        out = np.minimum(out, np.quantile(out, rng.uniform(*look.saturation)))
    if rng.random() < look.levels_share:
        levels = rng.integers(*look.levels)
        out = np.round(out * levels) / levels
    return np.asarray(out, np.float32)
