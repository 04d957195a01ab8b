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
from ..evaluate.retrieval import RetrievalFigures, cut, near, retrieval_figures, screened_windows

Maps = Callable[[str, Tensor], dict[str, Tensor]]
Describe = Callable[[str, str, dict[str, Tensor]], Tensor]

_BATCH = 16


@dataclass(frozen=True)
class Gallery:
    """Windows of one scene; each optical window is a query for the SAR windows and the other way round.

    Attributes:
        pair: the scene.
        corners: top-left corners (N, 2) row, column.
        found: windows that the screening kept, of which ``corners`` may be a part.
    """

    pair: ImagePair
    corners: NDArray[np.int64]
    found: int

    def facts(self) -> dict[str, Any]:
        """For results: how large, how many right answers a query has, and what counts as one."""
        return {
            "scene": self.pair.name,
            "windows": len(self.corners),
            "screened_windows_of_the_scene": self.found,
            "positives_per_query": round(float(near(self.corners).sum(1).mean()), 2),
            "right": "centre within half a tile of the query's",
        }


def choose_gallery(pair: ImagePair, size: int, seed: int = 0) -> Gallery:
    """Windows to search: all that the screening keeps, or the ``size`` nearest to one of them drawn by the seed.

    A part is cut as one region, so that neighbours are as dense in it as in the whole.

    Args:
        pair: the test scene.
        size: most windows; 0 takes all.
        seed: of the draw.

    Raises:
        InputError: the scene has no window with something in it.
    """
    corners = screened_windows(pair)
    if not len(corners):
        raise InputError(f"{pair.name} holds no window with something in it.", "Choose another test scene.")
    found = len(corners)
    if 0 < size < found:
        anchor = corners[int(np.random.default_rng(seed).integers(found))]
        order = np.argsort(np.linalg.norm((corners - anchor).astype(np.float64), axis=1), kind="stable")
        corners = corners[np.sort(order[:size])]
    return Gallery(pair, corners, found)


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
    image = gallery.pair.optical if modality == "optical" else gallery.pair.sar
    parts = []
    for start in range(0, len(gallery.corners), _BATCH):
        windows = _middle(cut(image, gallery.corners[start : start + _BATCH]), tile)
        tiles = torch.from_numpy(standardise(windows, np.ones((len(windows), tile, tile), bool)))
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
    count = len(gallery.corners)
    for half, modality in enumerate(("optical", "sar")):
        image = gallery.pair.optical if modality == "optical" else gallery.pair.sar
        for start in range(0, count, _BATCH):
            windows = _middle(cut(image, gallery.corners[start : start + _BATCH]), tile)
            tiles = torch.from_numpy(standardise(windows, np.ones((len(windows), tile, tile), bool)))
            with device.inference():
                found = maps(modality, tiles.to(device.torch_device))
                for name in names:
                    numbers = functional.normalize(describe(name, modality, found).float(), dim=1)
                    parts[modality][name].append(numbers.cpu().numpy())
            progress((half + min(start + _BATCH, count) / count) / 2, f"Encoding {modality} windows")
    right = near(gallery.corners)
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


def _middle(windows: NDArray[np.float32], tile: int) -> NDArray[np.float32]:
    first = (TILE_SIZE - tile) // 2
    return np.ascontiguousarray(windows[..., first : first + tile, first : first + tile])
