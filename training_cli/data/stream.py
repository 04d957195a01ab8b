"""The endless, seeded stream of optical/SAR pairs that the retrieval network is trained on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from ...models.imagery.radiometry import CELL, standardise, standardise_locally
from ...models.networks.dfcnn import TILE_SIZE
from .augment import Augmentation, augment_optical, augment_sar
from .crops import Matrix, warp_crop
from .pairs import ImagePair, textured_places

#: Side of a dense crop: three tiles 96 px apart along each axis, rounded up to whole cells.
CROP = 432
#: First pixels (row, column) of the tiles of a dense crop.
CROP_TILES = np.array([(row, col) for row in (0, 96, 192) for col in (0, 96, 192)], np.int64)
#: px, the width of the Gaussian by which an answer is shared among tiles of one crop that show nearly the same place.
SHARED_WITHIN = 40.0
#: px beyond which the nearest tile of the other image is no answer.
_FARTHEST_ANSWER = 72.0
_PLACE_STEP = 32
# px by which windows of a small mirrored tile may be apart: it shows its place in the middle only.
_MIRRORED_SHIFT = 12.0
_AUGMENTATION = Augmentation()


@dataclass
class SourceMix:
    """Pairs of one source and how much of each batch comes from it.

    Attributes:
        pairs: the source.
        per_batch: windows of a batch; for retrieval dense crops with nine tiles each, from images larger than a crop.
        tiles: single tiles of a batch, for retrieval.
    """

    pairs: list[ImagePair]
    per_batch: int
    tiles: int = 0

    def chances(self, places: dict[str, NDArray[np.int64]]) -> NDArray[np.float64]:
        """How often each pair is drawn: in proportion to its ``places``, (N, 2) of a pair by its name."""
        counts = np.array([len(places[pair.name]) for pair in self.pairs], dtype=np.float64)
        return np.asarray(counts / counts.sum(), np.float64)


@dataclass(frozen=True)
class _Window:
    """One modality of a pair as the network takes it, and where its tiles' centres lie in the image (T, 2) x, y."""

    data: NDArray[np.float32]
    centres: NDArray[np.float64]


@dataclass(frozen=True)
class _Drawn:
    """Both windows of a place: of which pair, dense or a single tile, and image pixels that one of theirs spans."""

    name: str
    dense: bool
    optical: _Window
    sar: _Window
    scale: float


class TilePairStream(Dataset[dict[str, Tensor]]):
    """Batches of optical/SAR pairs; batch i depends on the seed and on i only, so training resumes exactly.

    Args:
        sources: what to mix.
        steps: number of batches.
        seed: seed of the stream.
        augmentation: how windows lie and look. Its largest shift should be half the distance of neighbouring tiles,
            beyond which another tile would be nearer.
    """

    def __init__(
        self,
        sources: list[SourceMix],
        steps: int,
        seed: int = 0,
        augmentation: Augmentation = _AUGMENTATION,
    ) -> None:
        self.sources, self.steps, self.seed, self.augmentation = sources, steps, seed, augmentation
        self.places = {p.name: textured_places(p, 256, _PLACE_STEP) for s in sources for p in s.pairs}
        self._textured = {
            name: {tuple(place) for place in places // _PLACE_STEP} for name, places in self.places.items()
        }
        self.chances = [source.chances(self.places) for source in sources]

    def __len__(self) -> int:
        return self.steps

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """One batch of A dense crops and B single tiles, N = 9 A + B tiles in this order.

        ``optical_crops`` (A, 3, 432, 432), ``sar_crops`` (A, 1, 432, 432), ``optical_tiles`` (B, 3, 227, 227),
        ``sar_tiles`` (B, 1, 227, 227); ``answers`` (N, N), how well a SAR tile answers an optical one, 1 at the same
        place; ``neither`` (N, N), pairs that show overlapping places of one image although they were drawn apart;
        ``optical_asks`` and ``sar_asks`` (N,), whether a tile shows something whose partner is in the batch.
        """
        rng = np.random.default_rng((self.seed, index))
        drawn: list[_Drawn] = []
        for dense in (True, False):
            for source, chances in zip(self.sources, self.chances):
                for _ in range(source.per_batch if dense else source.tiles):
                    pair = source.pairs[int(rng.choice(len(source.pairs), p=chances))]
                    drawn.append(self._draw(pair, dense, rng))
        batch = {}
        for dense, shape in ((True, "crops"), (False, "tiles")):
            alike = [item for item in drawn if item.dense == dense]
            if alike:
                batch[f"optical_{shape}"] = torch.from_numpy(np.stack([item.optical.data for item in alike]))
                batch[f"sar_{shape}"] = torch.from_numpy(np.stack([item.sar.data for item in alike]))
        return {**batch, **{name: torch.from_numpy(value) for name, value in self._relations(drawn).items()}}

    def _draw(self, pair: ImagePair, dense: bool, rng: np.random.Generator) -> _Drawn:
        """Both windows of a place."""
        places = self.places[pair.name]
        centre = places[int(rng.integers(len(places)))] + rng.uniform(-16, 16, 2)
        pose = self.augmentation.geometry.draw(rng, _MIRRORED_SHIFT if pair.reflect else None)
        moved = pair.displacement(centre[None])[0]
        size = CROP if dense else TILE_SIZE

        matrix = pose.optical(centre, size, rng)
        data, valid = warp_crop(pair.optical, matrix, size, reflect=pair.reflect)
        data = augment_optical(data, rng, self.augmentation.optical)
        optical = _Window(_standard(data, valid, dense), _centres(matrix, dense))

        matrix = pose.sar(centre + moved, size, rng)
        data, valid = warp_crop(pair.sar, matrix, size, reflect=pair.reflect)
        data = augment_sar(data, rng, self.augmentation.sar)
        sar = _Window(_standard(data, valid, dense), _centres(matrix, dense) - moved)
        return _Drawn(pair.name, dense, optical, sar, pose.scale)

    def _relations(self, drawn: list[_Drawn]) -> dict[str, NDArray[Any]]:
        number = np.concatenate([np.full(len(item.optical.centres), i) for i, item in enumerate(drawn)])
        image = np.unique([item.name for item in drawn], return_inverse=True)[1][number]
        scale = np.array([item.scale for item in drawn])[number]
        optical = np.concatenate([item.optical.centres for item in drawn])
        sar = np.concatenate([item.sar.centres for item in drawn])
        away = (optical[:, None] - sar[None]) / scale[:, None, None]
        together = number[:, None] == number[None]
        distance = np.where(together, np.linalg.norm(away, axis=2), np.inf)
        same = image[:, None] == image[None]
        found = {}
        for axis, kind, centres in ((1, "optical", optical), (0, "sar", sar)):
            shows = [self._shows(drawn[n].name, centre) for n, centre in zip(number, centres)]
            found[f"{kind}_asks"] = np.array(shows) & (distance.min(axis) <= _FARTHEST_ANSWER)
        return {
            **found,
            "answers": np.exp(-0.5 * (distance / SHARED_WITHIN) ** 2).astype(np.float32),
            "neither": ~together & same & (np.abs(away).max(2) < 0.75 * TILE_SIZE),
        }

    def _shows(self, name: str, centre: NDArray[np.float64]) -> bool:
        """Whether a tile centred there holds something to recognise; of a mirrored picture, always."""
        places = self._textured[name]
        return len(places) == 1 or tuple((centre // _PLACE_STEP).astype(int)) in places


def _standard(data: NDArray[np.float32], valid: NDArray[np.bool_], dense: bool) -> NDArray[np.float32]:
    return standardise_locally(data, valid) if dense else standardise(data, valid)


def _centres(matrix: Matrix, dense: bool) -> NDArray[np.float64]:
    """Centres (T, 2) x, y in the image of the tiles of a window with the given (2, 3) window-to-image matrix."""
    starts = CROP_TILES[:, ::-1] if dense else np.zeros((1, 2))
    middle = starts + (TILE_SIZE - 1) / 2
    return np.asarray(middle @ matrix[:, :2].T + matrix[:, 2], np.float64)


if CROP % CELL or (CROP_TILES % CELL).any():
    raise ValueError("dense crops and their tiles must lie on the lattice of cells")
