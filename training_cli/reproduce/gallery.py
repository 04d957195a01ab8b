"""The test imagery of the experiments, and retrieval figures of many descriptors from one pass of the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ...models.device import Device
from ...models.errors import InputError
from ...models.imagery.radiometry import standardise
from ...models.networks.dfcnn import TILE_SIZE
from ...models.progress import Progress, no_progress
from ..data.pairs import ImagePair
from ..evaluate.retrieval import RetrievalFigures, answers, cut, retrieval_figures, screened_windows

Maps = Callable[[str, Tensor], dict[str, Tensor]]
Describe = Callable[[str, str, dict[str, Tensor]], Tensor]

_BATCH = 16


@dataclass(frozen=True)
class Gallery:
    """Windows of one large scene or of many small ones.

    Each optical window is a query for the SAR windows and the other way round.

    Attributes:
        name: of the imagery, see :func:`~..data.sources.find_pairs`.
        pairs: the scenes.
        scene: (N,) number of the scene that each window lies in.
        corners: (N, 2) row, column of its first pixel.
        found: windows that the screening kept, of which these may be a part.
    """

    name: str
    pairs: Sequence[ImagePair]
    scene: NDArray[np.int64]
    corners: NDArray[np.int64]
    found: int

    def __len__(self) -> int:
        return len(self.corners)

    def right(self) -> NDArray[np.bool_]:
        """(N, N) which windows answer which query."""
        return answers(self.scene, self.corners)

    def windows(self, modality: str, first: int = 0, count: int | None = None) -> NDArray[np.float32]:
        """Windows (n, C, 227, 227) of one modality, ``count`` from the ``first`` on or all of them."""
        rows = range(len(self))[first : None if count is None else first + count]
        parts = []
        for row in rows:
            pair = self.pairs[int(self.scene[row])]
            parts.append(
                cut(pair.optical if modality == "optical" else pair.sar, self.corners[row : row + 1])
            )
        return np.concatenate(parts)

    def facts(self) -> dict[str, Any]:
        """For results: how large, how many right answers a query has, and what counts as one."""
        return {
            "imagery": self.name,
            "scenes": len(np.unique(self.scene)),
            "windows": len(self),
            "screened_windows": self.found,
            "positives_per_query": round(float(self.right().sum(1).mean()), 2),
            "right": "centre within half a tile of the query's",
        }


def choose_gallery(name: str, pairs: Sequence[ImagePair], size: int, seed: int = 0) -> Gallery:
    """Windows to search: all that the screening keeps, or ``size`` of them.

    A part takes the scenes in their order. Of the last of them it takes the windows nearest to one drawn by the seed:
    cut as one region, neighbours are as dense in it as in the whole. Scenes smaller than a window, or without texture,
    have none.

    Args:
        name: of the imagery.
        pairs: its scenes.
        size: most windows; 0 takes all.
        seed: of the draw.

    Raises:
        InputError: there is no window with something in it.
    """
    each = [screened_windows(pair) for pair in pairs]
    found = sum(map(len, each))
    if not found:
        raise InputError(f"{name} holds no window with something in it.", "Name larger or other scenes.")
    left = size or found
    chosen = []
    for corners in each:
        chosen.append(corners if len(corners) <= left else _region(corners, left, seed))
        left -= len(chosen[-1])
    scene = np.repeat(np.arange(len(chosen)), [len(corners) for corners in chosen])
    return Gallery(name, pairs, scene, np.concatenate(chosen), found)


def _region(corners: NDArray[np.int64], count: int, seed: int) -> NDArray[np.int64]:
    anchor = corners[int(np.random.default_rng(seed).integers(len(corners)))]
    order = np.argsort(np.linalg.norm((corners - anchor).astype(np.float64), axis=1), kind="stable")
    return corners[np.sort(order[:count])]


def encode(
    gallery: Gallery,
    tile: int,
    modality: str,
    describe: Callable[[Tensor], Tensor],
    device: Device,
) -> Tensor:
    """What a network makes of all windows of a gallery, (N, …) float32 on the CPU.

    Args:
        gallery: what to encode.
        tile: as for :func:`evaluate`.
        modality: ``"optical"`` or ``"sar"``.
        describe: standardised tiles (N, C, T, T) to anything with one row for each.
        device: of ``describe``.
    """
    parts = []
    for start in range(0, len(gallery), _BATCH):
        tiles = _tiles(gallery, modality, start, tile)
        with device.inference():
            parts.append(describe(tiles.to(device.torch_device)).float().cpu())
    return torch.cat(parts)


def evaluate(
    gallery: Gallery,
    tile: int,
    names: Sequence[str],
    maps: Maps,
    describe: Describe,
    device: Device,
    progress: Progress = no_progress,
) -> dict[str, dict[str, Any]]:
    """Figures of several descriptors that are made from the same feature maps.

    Args:
        gallery: what to search.
        tile: side of the windows the network was trained on; the middle of each window is taken where it is smaller.
        names: of the descriptors.
        maps: modality and tiles (N, C, T, T) to feature maps.
        describe: name, modality and feature maps to descriptors (N, D).
        device: the device of both.
        progress: reports.

    Returns:
        By name: ``dimension``, and figures with the ``optical`` and with the ``sar`` image as the query.
    """
    parts: dict[str, dict[str, list[NDArray[np.float32]]]] = {
        m: {n: [] for n in names} for m in ("optical", "sar")
    }
    count = len(gallery)
    for half, modality in enumerate(("optical", "sar")):
        for start in range(0, count, _BATCH):
            tiles = _tiles(gallery, modality, start, tile)
            with device.inference():
                found = maps(modality, tiles.to(device.torch_device))
                for name in names:
                    numbers = functional.normalize(describe(name, modality, found).float(), dim=1)
                    parts[modality][name].append(numbers.cpu().numpy())
            progress((half + min(start + _BATCH, count) / count) / 2, f"Encoding {modality} windows")
    right = gallery.right()
    result = {}
    for name in names:
        optical, sar = (np.concatenate(parts[modality].pop(name)) for modality in ("optical", "sar"))
        result[name] = {
            "dimension": optical.shape[1],
            "optical": plain(retrieval_figures(optical, sar, right)),
            "sar": plain(retrieval_figures(sar, optical, right)),
        }
    return result


def plain(figures: RetrievalFigures) -> dict[str, float]:
    """Recall and mAP by the names of the tables."""
    recall = {f"R{k}": figures.recall[k] for k in (1, 5, 10)}
    return {**recall, "mAP": figures.mean_average_precision}


def _tiles(gallery: Gallery, modality: str, start: int, tile: int) -> Tensor:
    """Standardised middles (n, C, T, T) of a batch of windows."""
    windows = gallery.windows(modality, start, _BATCH)
    first = (TILE_SIZE - tile) // 2
    middles = np.ascontiguousarray(windows[..., first : first + tile, first : first + tile])
    return torch.from_numpy(standardise(middles, np.ones((len(middles), tile, tile), bool)))
