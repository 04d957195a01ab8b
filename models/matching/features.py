"""Keypoints, scores and descriptors of a window: S2-Net with its weights on a device."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from ..device import Device, resolve_device
from ..imagery.radiometry import Modality, standardise
from ..networks.s2net import STRIDE, DenseFeatures, S2Net
from ..progress import Progress, no_progress
from ..weights import fill, load_weights

_BLOCK = 1024
_HALO = 96


@dataclass(frozen=True)
class Features:
    """Keypoints of one image, best first.

    Attributes:
        keypoints: (N, 2) float32 x, y in pixels; the centre of the first pixel is (0, 0).
        scores: (N,) float32.
        descriptors: (N, D) float32, rows of length 1.
    """

    keypoints: NDArray[np.float32]
    scores: NDArray[np.float32]
    descriptors: NDArray[np.float32]


class FeatureExtractor:
    """S2-Net ready for use.

    Args:
        weights: registered name or path of S2-Net weights.
        device: see :func:`~..device.resolve_device`.

    Attributes:
        gsd: ground sample distance the weights were trained at, in CRS units a pixel.

    Raises:
        WeightsError: the weights cannot be used.
        DeviceError: the device cannot be used.
    """

    def __init__(self, weights: str | Path = "s2net", device: str = "auto") -> None:
        self.device: Device = resolve_device(device)
        loaded = load_weights(weights)
        self.weights_sha256 = loaded.sha256
        self.weights_name = loaded.path.stem
        self.gsd = float(loaded.metadata["gsd"])
        self._net = S2Net(loaded.metadata["config"]["dimension"])
        fill(self._net, loaded, "s2net")
        self._net.eval().requires_grad_(False)
        self._net.to(self.device.torch_device, memory_format=torch.channels_last)  # type: ignore[call-overload]

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
        maps = self._dense(standardise(image, valid), modality, progress)
        cells_valid = _valid_cells(valid, (maps.reliability.shape[-2], maps.reliability.shape[-1]))
        score = maps.reliability[0] * cells_valid.to(self.device.torch_device)
        points, scores = _peaks(score, k)
        descriptors = _sample(maps.descriptors, points)
        pixels = points * STRIDE + (STRIDE - 1) / 2
        return Features(pixels.cpu().numpy(), scores.cpu().numpy(), descriptors.cpu().numpy())

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
            top, left = max(y - _HALO, 0), max(x - _HALO, 0)
            part = padded[:, top : y + _BLOCK + _HALO, left : x + _BLOCK + _HALO]
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


def _peaks(score: Tensor, k: int) -> tuple[Tensor, Tensor]:
    """The ``k`` strongest local maxima of 3 x 3 cells: (N, 2) x, y in cells, refined by a parabola; their scores."""
    peak = functional.max_pool2d(score[None], 3, 1, 1)[0]
    found = ((score == peak) & (score > 0)).nonzero()
    scores = score[found[:, 0], found[:, 1]]
    order = scores.argsort(descending=True, stable=True)[:k]
    found, scores = found[order], scores[order]
    logs = functional.pad(score.clamp(min=1e-6).log()[None, None], (1, 1, 1, 1), mode="replicate")[0, 0]
    y, x = found[:, 0] + 1, found[:, 1] + 1
    middle = logs[y, x]

    def offset(before: Tensor, after: Tensor) -> Tensor:
        curve = before - 2 * middle + after
        step = 0.5 * (before - after) / torch.where(curve < -1e-6, curve, torch.full_like(curve, -1e6))
        return step.clamp(-0.5, 0.5)

    dx, dy = offset(logs[y, x - 1], logs[y, x + 1]), offset(logs[y - 1, x], logs[y + 1, x])
    return torch.stack([found[:, 1] + dx, found[:, 0] + dy], 1).float(), scores


def _sample(descriptors: Tensor, cells: Tensor) -> Tensor:
    """Descriptors (N, D) at x, y in cells, interpolated and of length 1 again."""
    height, width = descriptors.shape[-2:]
    size = torch.tensor([width, height], device=cells.device)
    grid = ((cells + 0.5) / size * 2 - 1).view(1, 1, -1, 2)
    values = functional.grid_sample(
        descriptors, grid, mode="bilinear", padding_mode="border", align_corners=False
    )
    return functional.normalize(values[0, :, 0].t(), dim=1)
