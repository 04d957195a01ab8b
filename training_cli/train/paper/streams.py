"""Seeded batches for the four stages; batch i depends on the seed and on i only, so training resumes exactly."""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from ....models.errors import InputError
from ....models.imagery.radiometry import standardise
from ...data.augment import augment_optical, augment_sar
from ...data.crops import warp_crop, window_matrix
from ...data.pairs import ImagePair, textured_places
from .config import PairConfig, StageConfig
from .sources import BuildingTile

# Draws of a place that does not overlap another, before one is looked for.
_DRAWS = 100

Centre = tuple[float, float]
Pose = tuple[int, bool]


class BuildingStream(Dataset[dict[str, Tensor]]):
    """Windows of building tiles: ``image`` (N, 3, T, T) and ``target`` (N, 1, T, T), 1 where a building is."""

    def __init__(self, tiles: list[BuildingTile], config: StageConfig) -> None:
        self.tiles, self.config = tiles, config

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """One batch."""
        rng = np.random.default_rng((self.config.seed, index))
        images, targets = [], []
        side = self.config.tile
        for _ in range(self.config.batch):
            tile = self.tiles[int(rng.integers(len(self.tiles)))]
            row, col = (int(rng.integers(size - side + 1)) for size in tile.mask.shape)
            turns, mirror = int(rng.integers(4)), bool(rng.random() < 0.5)
            window = (slice(row, row + side), slice(col, col + side))
            image = tile.image[window].transpose(2, 0, 1).astype(np.float32)
            mask = tile.mask[window][None].astype(np.float32)
            if self.config.augment:
                image, mask = _turned(image, turns, mirror), _turned(mask, turns, mirror)
            images.append(standardise(image, np.ones((side, side), bool)))
            targets.append(mask)
        return {"image": stack(images), "target": stack(targets)}


class Windows:
    """Windows of registered pairs, every place with something in it as likely as every other.

    Args:
        pairs: where to cut.
        config: side of the windows and augmentation.
    """

    def __init__(self, pairs: list[ImagePair], config: StageConfig) -> None:
        self.pairs, self.config = pairs, config
        reach = config.tile + 29
        self.places = [textured_places(pair, reach) for pair in pairs]
        counts = np.array([len(places) for places in self.places], np.float64)
        if not counts.sum():
            raise InputError(
                "The images hold no window with something in it.", "Name larger or other images."
            )
        self.shares = counts / counts.sum()

    def draw(self, rng: np.random.Generator) -> tuple[int, Centre]:
        """Number of a pair and a window centre x, y in it."""
        number = int(rng.choice(len(self.pairs), p=self.shares))
        x, y = self.places[number][int(rng.integers(len(self.places[number])))] + rng.integers(-16, 17, 2)
        return number, (float(x), float(y))


def cut_window(
    pair: ImagePair,
    centre: Centre,
    modality: str,
    config: StageConfig,
    rng: np.random.Generator,
    pose: Pose = (0, False),
) -> NDArray[np.float32]:
    """A standardised window (3 or 1, T, T).

    Args:
        pair: where to cut.
        centre: x, y in the image of the modality.
        modality: ``"optical"`` or ``"sar"``.
        config: side of the window, and whether its look is changed.
        rng: of the augmentation.
        pose: quarter turns, and whether it is mirrored.
    """
    matrix = window_matrix(centre, config.tile, turns=pose[0], mirror=pose[1])
    image = pair.optical if modality == "optical" else pair.sar
    window, valid = warp_crop(image, matrix, config.tile, reflect=pair.reflect)
    if config.augment:
        window = augment_optical(window, rng) if modality == "optical" else augment_sar(window, rng)
    return standardise(window, valid)


def draw_pose(config: StageConfig, rng: np.random.Generator) -> Pose:
    """Quarter turns and mirroring for a pair; none without augmentation."""
    turns, mirror = int(rng.integers(4)), bool(rng.integers(2))
    return (turns, mirror) if config.augment else (0, False)


class TileStream(Dataset[dict[str, Tensor]]):
    """Windows of one modality to reconstruct: ``image`` and ``target`` (N, 3 or 1, T, T), the same."""

    def __init__(self, pairs: list[ImagePair], modality: str, config: StageConfig) -> None:
        self.windows, self.modality, self.config = Windows(pairs, config), modality, config

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """One batch."""
        rng = np.random.default_rng((self.config.seed, index))
        tiles = []
        for _ in range(self.config.batch):
            number, centre = self.windows.draw(rng)
            pose = draw_pose(self.config, rng)
            pair = self.windows.pairs[number]
            tiles.append(cut_window(pair, centre, self.modality, self.config, rng, pose))
        image = stack(tiles)
        return {"image": image, "target": image}


class LabelledPairStream(Dataset[dict[str, Tensor]]):
    """Pairs that show the same place or different ones (section 3.1).

    A batch holds ``optical`` (N, 3, T, T), ``sar`` (N, 1, T, T) and ``same`` (N,) bool. The two windows of a negative
    pair do not overlap.

    Args:
        pairs: where to cut.
        config: side of the windows, shares, augmentation.

    Raises:
        InputError: the images hold no window with something in it, or no two that do not overlap.
    """

    def __init__(self, pairs: list[ImagePair], config: PairConfig) -> None:
        self.windows, self.config = Windows(pairs, config), config
        holding = np.flatnonzero(self.windows.shares)
        first = int(holding[0])
        if len(holding) == 1 and float(np.ptp(self.windows.places[first], axis=0).max()) < 2 * config.tile:
            raise InputError(
                f"{pairs[first].name} is too small to hold two places that do not overlap.",
                "Name more images.",
            )

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """One batch."""
        rng = np.random.default_rng((self.config.seed, index))
        optical, sar, same = [], [], []
        for _ in range(self.config.batch):
            number, centre = self.windows.draw(rng)
            pose = draw_pose(self.config, rng)
            positive = bool(rng.random() < self.config.positive_share)
            other, place = (
                self._near(number, centre, rng) if positive else self._elsewhere(number, centre, rng)
            )
            pairs = self.windows.pairs
            optical.append(cut_window(pairs[number], centre, "optical", self.config, rng, pose))
            sar.append(cut_window(pairs[other], place, "sar", self.config, rng, pose))
            same.append(positive)
        return {"optical": stack(optical), "sar": stack(sar), "same": torch.tensor(same)}

    def _near(self, number: int, centre: Centre, rng: np.random.Generator) -> tuple[int, Centre]:
        # Small mirrored tiles show their place in the middle only.
        reach = 12 if self.windows.pairs[number].reflect else int(self.config.largest_shift)
        shift = rng.integers(-reach, reach + 1, 2)
        return number, (centre[0] + float(shift[0]), centre[1] + float(shift[1]))

    def _elsewhere(self, number: int, centre: Centre, rng: np.random.Generator) -> tuple[int, Centre]:
        for _ in range(_DRAWS):
            other, place = self.windows.draw(rng)
            apart = max(abs(place[0] - centre[0]), abs(place[1] - centre[1]))
            if other != number or apart >= self.config.tile:
                return other, place
        return self._farthest(number, centre)

    def _farthest(self, number: int, centre: Centre) -> tuple[int, Centre]:
        """A place elsewhere where hardly any is: in another pair, or the farthest one in the same."""
        for other in np.flatnonzero(self.windows.shares):
            if other != number:
                x, y = self.windows.places[other][0]
                return int(other), (float(x), float(y))
        places = self.windows.places[number]
        x, y = places[np.abs(places - centre).max(axis=1).argmax()]
        return number, (float(x), float(y))


def _turned(image: NDArray[np.float32], turns: int, mirror: bool) -> NDArray[np.float32]:
    turned = np.rot90(image, turns, axes=(1, 2))
    return np.ascontiguousarray(turned[..., ::-1] if mirror else turned)


def stack(arrays: list[NDArray[np.float32]]) -> Tensor:
    """One tensor of equal arrays."""
    return torch.from_numpy(np.stack(arrays))
