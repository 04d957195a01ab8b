"""The endless, seeded stream of tile pairs that the retrieval network is trained on."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from ...models.imagery.radiometry import standardise
from ...models.networks.dfcnn import TILE_SIZE
from .augment import augment_optical, augment_sar
from .crops import warp_crop, window_matrix
from .pairs import ImagePair, textured_places


@dataclass
class SourceMix:
    """Pairs of one source and how many of each batch come from it."""

    pairs: list[ImagePair]
    per_batch: int


class TilePairStream(Dataset[dict[str, Tensor]]):
    """Batches of optical/SAR tile pairs; batch i depends on the seed and on i only, so training resumes exactly.

    Args:
        sources: what to mix.
        steps: number of batches.
        seed: seed of the stream.
        largest_shift: px by which the two tiles of a pair may be apart along each axis.
    """

    def __init__(
        self, sources: list[SourceMix], steps: int, seed: int = 0, largest_shift: float = 75.0
    ) -> None:
        self.sources, self.steps, self.seed, self.largest_shift = sources, steps, seed, largest_shift
        self.places = {p.name: textured_places(p, 256) for s in sources for p in s.pairs}
        self.weights = []
        for source in sources:
            counts = np.array([len(self.places[p.name]) for p in source.pairs], dtype=np.float64)
            self.weights.append(counts / counts.sum())

    def __len__(self) -> int:
        return self.steps

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """One batch: ``optical`` (N, 3, 227, 227), ``sar`` (N, 1, 227, 227), ``same_place`` (N, N)."""
        rng = np.random.default_rng((self.seed, index))
        optical, sar, where = [], [], []
        for source, weights in zip(self.sources, self.weights):
            for _ in range(source.per_batch):
                pair = source.pairs[int(rng.choice(len(source.pairs), p=weights))]
                a, b, place = self._tile_pair(pair, rng)
                optical.append(a)
                sar.append(b)
                where.append((pair.name, *place))
        return {
            "optical": torch.from_numpy(np.stack(optical)),
            "sar": torch.from_numpy(np.stack(sar)),
            "same_place": torch.from_numpy(_overlapping(where)),
        }

    def _tile_pair(
        self, pair: ImagePair, rng: np.random.Generator
    ) -> tuple[NDArray[np.float32], NDArray[np.float32], tuple[float, float]]:
        places = self.places[pair.name]
        centre = places[int(rng.integers(len(places)))] + rng.uniform(-16, 16, 2)
        turns, mirror = int(rng.integers(4)), bool(rng.random() < 0.5)
        angle, scale = rng.uniform(-12, 12), float(np.exp(rng.uniform(-0.2, 0.2)))
        reach = 12.0 if pair.reflect else self.largest_shift
        shift = rng.normal(0, 6, 2) if rng.random() < 0.35 else rng.uniform(-reach, reach, 2)
        shift = np.clip(shift, -reach, reach)
        moved = pair.displacement(centre[None])[0]
        windows = []
        for image, offset, at in ((pair.optical, 0.5, centre), (pair.sar, -0.5, centre + moved)):
            matrix = window_matrix(
                (float(at[0] + offset * shift[0]), float(at[1] + offset * shift[1])),
                TILE_SIZE,
                angle_deg=angle + rng.normal(0, 2.0),
                scale=scale * float(np.exp(rng.normal(0, 0.02))),
                turns=turns,
                mirror=mirror,
            )
            windows.append(warp_crop(image, matrix, TILE_SIZE, reflect=pair.reflect))
        (optical, optical_valid), (sar, sar_valid) = windows
        return (
            standardise(augment_optical(optical, rng), optical_valid),
            standardise(augment_sar(sar, rng), sar_valid),
            (float(centre[0]), float(centre[1])),
        )


def _overlapping(where: list[tuple[str, float, float]]) -> NDArray[np.bool_]:
    """(N, N): different rows of one image whose centres are less than a tile's three quarters apart."""
    count = len(where)
    mask = np.zeros((count, count), bool)
    for i, (name_i, x_i, y_i) in enumerate(where):
        for j, (name_j, x_j, y_j) in enumerate(where):
            near = max(abs(x_i - x_j), abs(y_i - y_j)) < 0.75 * TILE_SIZE
            mask[i, j] = i != j and name_i == name_j and near
    return mask
