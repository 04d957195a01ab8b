"""Keypoints, scores and descriptors of a window: S2-Net with its weights on a device."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ..device import Device, resolve_device
from ..imagery.radiometry import Modality, standardise
from ..networks.s2net import REACH, STRIDE, DenseFeatures, S2Net
from ..progress import Progress, no_progress
from ..weights import fill, load_weights
from .displacement.learned import LearnedStructure

_BLOCK = 1024


@dataclass(frozen=True)
class Features:
    """Keypoints of one image, best first, or all cells of it.

    Attributes:
        keypoints: (N, 2) float32 x, y in pixels; the centre of the first pixel is (0, 0).
        scores: (N,) float32.
        descriptors: (N, D) float32, rows of length 1.
        lattice: rows and columns of the cells where all of them are given, row by row; None for a selection.
    """

    keypoints: NDArray[np.float32]
    scores: NDArray[np.float32]
    descriptors: NDArray[np.float32]
    lattice: tuple[int, int] | None = None


class FeatureExtractor:
    """S2-Net ready for use.

    Args:
        weights: registered name or path of S2-Net weights.
        device: see :func:`~..device.resolve_device`.

    Attributes:
        gsd: ground sample distance the weights were trained at, in CRS units a pixel.
        structure: what matches are sharpened by.
        structure_sha256: of its weights.

    Raises:
        WeightsError: the weights cannot be used.
        DeviceError: the device cannot be used.
    """

    def __init__(self, weights: str | Path = "s2net", device: str = "auto") -> None:
        self.device: Device = resolve_device(device)
        loaded = load_weights(weights, "s2net")
        self.weights_sha256 = loaded.sha256
        self.weights_name = loaded.path.stem
        self.gsd = float(loaded.metadata["gsd"])
        self._net = S2Net(**loaded.metadata["config"])
        fill(self._net, loaded, "s2net")
        self._net.eval().requires_grad_(False)
        self._net.to(self.device.torch_device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.structure = LearnedStructure(device=self.device)
        self.structure_sha256 = self.structure.weights_sha256

    def extract(
        self,
        image: NDArray[np.float32],
        valid: NDArray[np.bool_],
        modality: Modality,
        k: int = 2048,
        progress: Progress = no_progress,
    ) -> Features:
        """Detect and describe.

        Args:
            image: (C, H, W) canonical values, C = 3 for optical and 1 for SAR.
            valid: (H, W) mask of usable pixels; no keypoint lies outside it.
            modality: which stream of the network.
            k: the largest number of keypoints; fewer come back where the image holds fewer.
            progress: called after each block of a large image.

        Raises:
            Cancelled: by ``progress``, between two blocks.
        """
        maps, score = self._scored(image, valid, modality, progress)
        return _features(maps, score, _strongest(score, k))

    def everywhere(
        self,
        image: NDArray[np.float32],
        valid: NDArray[np.bool_],
        modality: Modality,
        progress: Progress = no_progress,
    ) -> Features:
        """Describe every cell, row by row, where a partner is to be sought everywhere.

        Args and errors are those of :meth:`extract`. Cells outside the mask are there too, with score 0.
        """
        maps, score = self._scored(image, valid, modality, progress)
        rows, cols = score.shape
        return replace(_features(maps, score, torch.arange(rows * cols)), lattice=(rows, cols))

    def _scored(
        self, image: NDArray[np.float32], valid: NDArray[np.bool_], modality: Modality, progress: Progress
    ) -> tuple[DenseFeatures, Tensor]:
        """The maps of an image, and its scores (h, w), 0 outside the mask."""
        maps = self._dense(standardise(image, valid), modality, progress)
        usable = _valid_cells(valid, (maps.reliability.shape[-2], maps.reliability.shape[-1]))
        return maps, maps.reliability[0] * usable.to(self.device.torch_device)

    def _dense(self, image: NDArray[np.float32], modality: Modality, progress: Progress) -> DenseFeatures:
        """Maps of the whole image, computed in blocks with a halo so that memory does not grow with its size."""
        height, width = image.shape[-2:]
        bottom, right = -height % 8, -width % 8
        padded = np.pad(image, ((0, 0), (0, bottom), (0, right)))
        rows, cols = padded.shape[1] // STRIDE, padded.shape[2] // STRIDE
        device = self.device.torch_device
        descriptors = torch.zeros((1, self._net.dimension, rows, cols), device=device)
        scores = torch.zeros((1, rows, cols), device=device)
        blocks = [
            (y, x) for y in range(0, padded.shape[1], _BLOCK) for x in range(0, padded.shape[2], _BLOCK)
        ]
        for done, (y, x) in enumerate(blocks):
            top, left = max(y - REACH, 0), max(x - REACH, 0)
            part = padded[:, top : y + _BLOCK + REACH, left : x + _BLOCK + REACH]
            with self.device.inference():
                dense = self._net(torch.from_numpy(np.ascontiguousarray(part))[None].to(device), modality)
            inner = (
                slice((y - top) // STRIDE, (y - top + _BLOCK) // STRIDE),
                slice((x - left) // STRIDE, (x - left + _BLOCK) // STRIDE),
            )
            outer = (
                slice(y // STRIDE, min((y + _BLOCK) // STRIDE, rows)),
                slice(x // STRIDE, min((x + _BLOCK) // STRIDE, cols)),
            )
            descriptors[(slice(None), slice(None), *outer)] = dense.descriptors[
                (slice(None), slice(None), *inner)
            ]
            scores[(0, *outer)] = dense.reliability[(0, *inner)]
            progress((done + 1) / len(blocks), "")
        return DenseFeatures(descriptors, scores)


def _valid_cells(valid: NDArray[np.bool_], shape: tuple[int, int]) -> Tensor:
    """(h, w) 1 where all pixels of a cell and of its neighbours are usable, else 0."""
    padded = np.zeros((shape[0] * STRIDE, shape[1] * STRIDE), np.float32)
    padded[: valid.shape[0], : valid.shape[1]] = valid
    share = functional.avg_pool2d(torch.from_numpy(padded)[None], STRIDE)
    # The window's own border is no border of the data: it is not eroded.
    return (-functional.max_pool2d(-share, 3, 1, 1))[0].eq(1).float()


def _features(maps: DenseFeatures, score: Tensor, cells: Tensor) -> Features:
    """Some cells, by row number, as keypoints at their centres."""
    width = score.shape[1]
    points = torch.stack([cells % width, cells // width], 1).float() * STRIDE + (STRIDE - 1) / 2
    descriptors = maps.descriptors[0].flatten(1).t()[cells.to(maps.descriptors.device)]
    scores = score.flatten()[cells.to(score.device)]
    return Features(points.cpu().numpy(), scores.cpu().numpy(), descriptors.float().cpu().numpy())


def _strongest(score: Tensor, k: int) -> Tensor:
    """Row numbers of the ``k`` cells with the highest score, best first; cells without one are left out.

    Neighbours of a strong cell are kept: optical and SAR rarely agree on which of them is the strongest, and with all
    of them a keypoint finds its partner where it is.
    """
    flat = score.flatten()
    order = flat.argsort(descending=True, stable=True)[:k]
    return order[flat[order] > 0]
