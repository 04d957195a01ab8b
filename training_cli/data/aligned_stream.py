"""The seeded stream of optical and SAR crops that lie on each other pixel by pixel, for the structure network.

The SAR image is read through the refined truth where there is one, so that relief displaces nothing any more; what is
left to find is the displacement by which a search begins beside the true place.
"""

from __future__ import annotations

from typing import Any

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from ...models.imagery.radiometry import standardise
from .augment import augment_optical, augment_sar
from .crops import window_matrix
from .pairs import ImagePair, textured_places
from .stream import SourceMix

#: Sides in px of the windows that are correlated, and the largest displacement along each axis that is searched.
WINDOWS, REACH = (24, 40), 8
# Largest displacement from the middle of the search, px, and windows of a crop.
_OFF, _EACH = 6, 4
# Side of a crop, and of the surroundings that must show something.
_SIDE, _SEEN = 128, 192
# px by which crops are moved from their place.
_MOVED = 16.0
# Share of a window with data.
_COVER = 0.9
# Scales at which the SAR image is resampled before and after, as a match's own resampling does, and how often.
_RESAMPLED, _RESAMPLED_SHARE = (0.75, 1.3), 0.6
# Ticks at which the truth is read along a crop; it is smooth.
_TICKS = 9
_SCALE, _AS_IT_IS = (0.8, 1.25), 0.3


class AlignedCropStream(Dataset[dict[str, Tensor]]):
    """Batches of crops with windows to be found; batch i depends on the seed and on i only.

    Args:
        sources: what to mix; registered exactly, or with a refined truth.
        steps: number of batches.
        seed: seed of the stream.
    """

    def __init__(self, sources: list[SourceMix], steps: int, seed: int = 0) -> None:
        self.sources = [source for source in sources if source.per_batch]
        self.steps, self.seed = steps, seed
        self.places = [[textured_places(pair, _SEEN) for pair in source.pairs] for source in self.sources]
        self.weights = [np.array([len(p) for p in places], np.float64) for places in self.places]

    def __len__(self) -> int:
        return self.steps

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """One batch.

        Returns:
            ``optical`` (N, 3, S, S) and ``sar`` (N, 1, S, S), standardised, and their masks ``optical_valid`` and
            ``sar_valid`` (N, S, S). For each side w of the windows ``windows_w`` (M, 5) int64: number of the crop, x
            and y of the first pixel, and x and y of the displacement in the middle of the search, whose true one is 0.
        """
        rng = np.random.default_rng((self.seed, index))
        crops = []
        for source, places, weights in zip(self.sources, self.places, self.weights):
            for _ in range(source.per_batch):
                number = int(rng.choice(len(weights), p=weights / weights.sum()))
                crops.append(_crop(source.pairs[number], places[number], rng))
        names = ("optical", "sar", "optical_valid", "sar_valid")
        batch = {name: torch.from_numpy(np.stack([crop[name] for crop in crops])) for name in names}
        known, both = (np.stack([crop[name] for crop in crops]) for name in ("known", "both"))
        for side in WINDOWS:
            batch[f"windows_{side}"] = torch.from_numpy(_windows(rng, known, both, side))
        return batch


def _crop(pair: ImagePair, places: NDArray[np.int64], rng: np.random.Generator) -> dict[str, NDArray[Any]]:
    """Optical and SAR crop, their masks, where both have data, and where the truth is sure."""
    centre = places[rng.integers(len(places))] + rng.uniform(-_MOVED, _MOVED, 2)
    turned = rng.random() >= _AS_IT_IS
    matrix = window_matrix(
        (float(centre[0]), float(centre[1])),
        _SIDE,
        angle_deg=rng.uniform(-45, 45) if turned else 0.0,
        scale=float(np.exp(rng.uniform(*np.log(_SCALE)))) if turned else 1.0,
        turns=int(rng.integers(4)),
        mirror=bool(rng.random() < 0.5),
    )
    ticks = np.linspace(0, _SIDE - 1, _TICKS)
    coarse = np.stack(np.meshgrid(ticks, ticks), -1).reshape(-1, 2) @ matrix[:, :2].T + matrix[:, 2]
    off, known = pair.displacement(coarse).reshape(_TICKS, _TICKS, 2), pair.known(coarse)
    fine = np.linspace(0, _TICKS - 1, _SIDE, dtype=np.float32)
    right, down = np.meshgrid(fine, fine)
    moved = cv2.remap(off.astype(np.float32), right, down, cv2.INTER_LINEAR)
    share = cv2.remap(known.reshape(_TICKS, _TICKS).astype(np.float32), right, down, cv2.INTER_LINEAR)
    sure = np.asarray(share > 0.5)
    pixels = np.stack(np.meshgrid(np.arange(_SIDE), np.arange(_SIDE)), -1)
    points = pixels @ matrix[:, :2].T + matrix[:, 2]
    optical, optical_valid = _read(pair.optical, pair.valid, points)
    sar, sar_valid = _read(pair.sar, pair.valid, points + moved)
    sar = augment_sar(_resampled(sar, rng), rng)
    return {
        "optical": standardise(augment_optical(optical, rng), optical_valid),
        "sar": standardise(sar, sar_valid),
        "optical_valid": optical_valid,
        "sar_valid": sar_valid,
        "both": optical_valid & sar_valid,
        "known": sure,
    }


def _read(
    image: NDArray[np.uint8], valid: NDArray[np.bool_] | None, points: NDArray[np.float64]
) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Values (C, S, S) of an image at points (S, S, 2) x, y, and which of them have data."""
    size = np.array(image.shape[1::-1])
    low = np.clip(np.floor(points.min(axis=(0, 1))).astype(int) - 2, 0, size - 1)
    high = np.clip(np.ceil(points.max(axis=(0, 1))).astype(int) + 3, low + 1, size)
    part = np.s_[low[1] : high[1], low[0] : high[0]]
    where = (points - low).astype(np.float32)
    mask = np.ones(tuple(high - low)[::-1], np.float32) if valid is None else valid[part].astype(np.float32)
    values = cv2.remap(image[part].astype(np.float32), where[..., 0], where[..., 1], cv2.INTER_LINEAR)
    seen = cv2.remap(mask, where[..., 0], where[..., 1], cv2.INTER_LINEAR) > 1 - 1e-3
    layers = values[None] if values.ndim == 2 else np.ascontiguousarray(values.transpose(2, 0, 1))
    return np.asarray(layers, np.float32), np.asarray(seen)


def _resampled(image: NDArray[np.float32], rng: np.random.Generator) -> NDArray[np.float32]:
    """An image (1, S, S) as it is after it was read at another scale, often."""
    if rng.random() >= _RESAMPLED_SHARE:
        return image
    side = round(_SIDE * float(np.exp(rng.uniform(*np.log(_RESAMPLED)))))
    other = cv2.resize(image[0], (side, side), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.resize(other, (_SIDE, _SIDE), interpolation=cv2.INTER_LINEAR)[None], np.float32)


def _windows(
    rng: np.random.Generator, known: NDArray[np.bool_], both: NDArray[np.bool_], side: int
) -> NDArray[np.int64]:
    """(M, 5) windows of crops (N, S, S) whose truth is sure and that have data, see the stream."""
    room = REACH + _OFF
    count = len(known) * _EACH
    crop = np.repeat(np.arange(len(known)), _EACH)
    corner = rng.integers(room, _SIDE - side - room + 1, (count, 2))
    off = rng.integers(-_OFF, _OFF + 1, (count, 2))
    middle = corner + side // 2
    covers = np.array(
        [both[i, y : y + side, x : x + side].mean() for i, (x, y) in zip(crop, corner)], np.float64
    )
    kept = known[crop, middle[:, 1], middle[:, 0]] & (covers >= _COVER)
    return np.asarray(np.column_stack([crop, corner, off])[kept], np.int64)
