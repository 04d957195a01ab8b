"""The seeded stream of warped optical/SAR windows with their true correspondence, for the keypoint network."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from ...models.imagery.radiometry import standardise
from .augment import augment_optical, augment_sar
from .crops import Matrix, warp_crop, window_matrix
from .pairs import ImagePair, textured_places
from .stream import SourceMix

# px of the optical image by which the truth may depart from the affine map of a window; and a coarse raster's step.
_LARGEST_BEND, _COARSE = 1.0, 8


class WarpedPairStream(Dataset[dict[str, Tensor]]):
    """Batches of window pairs; batch i depends on the seed and on i only.

    Args:
        sources: what to mix.
        steps: number of batches.
        size: side of a window in pixels, a multiple of 8.
        seed: seed of the stream.
        largest_angle: degrees of rotation between the two windows of a pair.
        largest_zoom: factor of scale between them.
        largest_shift: px of shift between them.
    """

    def __init__(
        self,
        sources: list[SourceMix],
        steps: int,
        size: int = 256,
        seed: int = 0,
        largest_angle: float = 32.0,
        largest_zoom: float = 1.35,
        largest_shift: float = 40.0,
    ) -> None:
        self.sources, self.steps, self.size, self.seed = sources, steps, size, seed
        self.largest_angle, self.largest_zoom, self.largest_shift = largest_angle, largest_zoom, largest_shift
        self.places = {p.name: textured_places(p, 256) for s in sources for p in s.pairs}
        self.chances = [source.chances(self.places) for source in sources]

    def __len__(self) -> int:
        return self.steps

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """One batch.

        Returns:
            ``optical`` (N, 3, S, S), ``sar`` (N, 1, S, S), their masks ``optical_valid``, ``sar_valid`` (N, S, S),
            ``to_sar`` (N, 3, 3): optical window pixels to SAR window pixels, ``tolerance`` (N, 2): px along the axes of
            the SAR window within which the truth lies.
        """
        rng = np.random.default_rng((self.seed, index))
        items = []
        for source, chances in zip(self.sources, self.chances):
            for _ in range(source.per_batch):
                pair = source.pairs[int(rng.choice(len(source.pairs), p=chances))]
                items.append(self._window_pair(pair, rng))
        return {key: torch.from_numpy(np.stack([item[key] for item in items])) for key in items[0]}

    def _window_pair(self, pair: ImagePair, rng: np.random.Generator) -> dict[str, NDArray[np.generic]]:
        places = self.places[pair.name]
        centre = places[int(rng.integers(len(places)))] + rng.uniform(-16, 16, 2)
        turns, mirror = int(rng.integers(4)), bool(rng.random() < 0.5)
        base = float(np.exp(rng.uniform(-0.15, 0.15)))
        angle = rng.uniform(-self.largest_angle, self.largest_angle)
        zoom = float(np.exp(rng.uniform(-1, 1) * np.log(self.largest_zoom)))
        shift = rng.uniform(-1, 1, 2) * self.largest_shift
        common = rng.uniform(-10, 10)
        moved = pair.displacement(centre[None])[0]
        first, second = (0.0, angle) if rng.random() < 0.5 else (-angle, 0.0)
        optical_matrix = window_matrix(
            (float(centre[0]), float(centre[1])),
            self.size,
            angle_deg=common + first,
            scale=base,
            turns=turns,
            mirror=mirror,
        )
        sar_matrix = window_matrix(
            (float(centre[0] + moved[0] + shift[0]), float(centre[1] + moved[1] + shift[1])),
            self.size,
            angle_deg=common + second,
            scale=base * zoom,
            turns=turns,
            mirror=mirror,
        )
        truth = pair.optical_to_sar((float(centre[0]), float(centre[1])), self.size * base)
        optical, optical_valid = warp_crop(pair.optical, optical_matrix, self.size, reflect=pair.reflect)
        sar, sar_valid = warp_crop(pair.sar, sar_matrix, self.size, reflect=pair.reflect)
        return {
            "optical": standardise(augment_optical(optical, rng), optical_valid),
            "sar": standardise(augment_sar(sar, rng), sar_valid),
            "optical_valid": optical_valid
            & _covered(pair, optical_matrix, self.size)
            & _known(pair, optical_matrix, self.size, truth),
            "sar_valid": sar_valid & _covered(pair, sar_matrix, self.size),
            "to_sar": (np.linalg.inv(_square(sar_matrix)) @ truth @ _square(optical_matrix)).astype(
                np.float32
            ),
            "tolerance": _tolerance(pair, sar_matrix),
        }


def _square(matrix: Matrix) -> Matrix:
    return np.vstack([matrix, [0.0, 0.0, 1.0]])


def _covered(pair: ImagePair, matrix: Matrix, size: int) -> NDArray[np.bool_]:
    """Pixels of the window that lie inside the image: mirrored borders have no true partner."""
    height, width = pair.sar.shape
    cols, rows = np.meshgrid(np.arange(size), np.arange(size))
    x = matrix[0, 0] * cols + matrix[0, 1] * rows + matrix[0, 2]
    y = matrix[1, 0] * cols + matrix[1, 1] * rows + matrix[1, 2]
    inside: NDArray[np.bool_] = (x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1)
    if pair.valid is not None:
        nearest = (
            np.clip(np.round(y), 0, height - 1).astype(int),
            np.clip(np.round(x), 0, width - 1).astype(int),
        )
        inside &= pair.valid[nearest]
    return inside


def _known(pair: ImagePair, matrix: Matrix, size: int, truth: Matrix) -> NDArray[np.bool_]:
    """Pixels of the optical window whose truth is sure, and near enough to the window's affine map."""
    if pair.field is None:
        return np.ones((size, size), np.bool_)
    # The field is smooth: every eighth pixel says enough.
    ticks = np.arange(_COARSE // 2, size, _COARSE, dtype=np.float64)
    cells = np.stack(np.meshgrid(ticks, ticks), -1).reshape(-1, 2)
    points = cells @ matrix[:, :2].T + matrix[:, 2]
    mapped = points @ truth[:2, :2].T + truth[:2, 2]
    bent = np.hypot(*(points + pair.displacement(points) - mapped).T)
    coarse = (pair.known(points) & (bent <= _LARGEST_BEND)).reshape(len(ticks), len(ticks))
    return np.kron(coarse, np.ones((_COARSE, _COARSE), np.bool_))[:size, :size]


def _tolerance(pair: ImagePair, matrix: Matrix) -> NDArray[np.float32]:
    """The pair's tolerance box turned into the window: half sides of the axis-parallel box that holds it."""
    turned = np.abs(np.linalg.inv(matrix[:, :2])) @ np.asarray(pair.tolerance)
    return np.asarray(turned, np.float32)
