"""D2-Net, R2D2 and CMM-Net from a training run, at one scale or over a pyramid."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from ...models.device import resolve_device
from ...models.errors import InputError
from ...models.networks.cmmnet import CMMNet
from ...models.networks.d2net import D2Net, DenseVGG, detect
from ...models.networks.r2d2 import R2D2, Maps
from ...models.weights import fill_tensors, load_weights
from ..train.checkpoint import part_of, read_checkpoint
from ..train.paper.card import STAGES
from ..train.s2net.config import CONFIGS
from .base import Keypoints, Picture, Which

#: Levels of D2-Net's pyramid, and of CMM-Net's: half, whole and double size.
_D2NET_LEVELS = (0.5, 1.0, 2.0)
#: R2D2's levels: each smaller by this factor, until the longer side would fall below so many pixels.
_STEP, _SMALLEST = 2**0.25, 256


class Learned:
    """A base network of S2-Net.

    Args:
        path: checkpoint of ``optosar train s2net``, or weights exported from one.
        device: see :func:`~...models.device.resolve_device`.
        pyramid: whether images are looked at in several sizes, as each base network does.

    Attributes:
        recipe: settings of the training.
        device: it runs on.
        dimension: length of a descriptor.

    Raises:
        InputError: the file is no such checkpoint.
        WeightsError: the weights cannot be read.
    """

    def __init__(self, path: Path, device: str = "auto", *, pyramid: bool = False) -> None:
        settings, tensors = read_keypoint_network(path)
        self.recipe = settings["recipe"]
        self._net = _network(self.recipe)
        fill_tensors(self._net, tensors)
        self.device = resolve_device(device)
        self._net.eval().requires_grad_(False)
        self._net.to(self.device.torch_device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.pyramid, self.dimension = pyramid, self._net.dimension
        self.name = STAGES[self.recipe["stage"]] + ("+SSL" if self.recipe["ssl"] else "")

    def extract(self, image: Picture, which: Which, k: int) -> Keypoints:
        """The ``k`` best keypoints of all levels together."""
        picture = image if image.ndim == 3 else np.repeat(image[..., None], 3, axis=2)
        parts = [self._level(picture, which, scale, k) for scale in self._levels(max(picture.shape[:2]))]
        xy, scores, descriptors = (np.concatenate(column) for column in zip(*parts))
        order = np.argsort(-scores, kind="stable")[:k]
        return Keypoints(xy[order], scores[order], descriptors[order])

    def _levels(self, side: int) -> tuple[float, ...]:
        """Sizes at which an image with this longer side is looked at."""
        if not self.pyramid:
            return (1.0,)
        if isinstance(self._net, DenseVGG):
            return _D2NET_LEVELS
        count = max(0, int(math.log(side / _SMALLEST) / math.log(_STEP)))
        return tuple(_STEP**-level for level in range(count + 1))

    def _level(
        self, picture: Picture, which: Which, scale: float, k: int
    ) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Keypoints of the picture at a scale, in its own pixels."""
        height, width = picture.shape[:2]
        # The networks' poolings need as many pixels.
        size = (max(8, round(width * scale)), max(8, round(height * scale)))
        how = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
        level = picture if size == (width, height) else cv2.resize(picture, size, interpolation=how)
        batch = torch.from_numpy(np.ascontiguousarray(level.transpose(2, 0, 1)))[None].float() / 255
        images = batch.to(self.device.torch_device)
        with self.device.inference():
            found = self._net(images, [which]) if isinstance(self._net, CMMNet) else self._net(images)
        xy, scores, descriptors = _d2net(found, k) if isinstance(self._net, DenseVGG) else _r2d2(found, k)
        # Centres of pixels: the first one is (0, 0) at every level.
        factor = np.array([width / level.shape[1], height / level.shape[0]], np.float32)
        places = (xy.cpu().numpy() + 0.5) * factor - 0.5
        return places.astype(np.float32), scores.cpu().numpy(), descriptors.cpu().numpy()


def is_keypoint_network(weights: str) -> bool:
    """Whether a name or file of weights is a base network of S2-Net.

    Raises:
        WeightsError: they cannot be read.
    """
    return load_weights(weights).metadata["network"] in CONFIGS


def read_keypoint_network(path: Path) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Settings, with the ``"recipe"``, and the network's tensors.

    Args:
        path: checkpoint of ``optosar train s2net``, or the ``.safetensors`` file exported from one.

    Raises:
        InputError: the file is none.
        WeightsError: the weights cannot be read.
    """
    if path.suffix == ".safetensors":
        loaded = load_weights(path)
        settings, tensors = loaded.metadata, loaded.tensors
    else:
        settings, state = read_checkpoint(path)
        tensors = part_of(state, "base.net.")
    if settings.get("recipe", {}).get("stage") not in CONFIGS:
        *names, last = (STAGES[stage] for stage in CONFIGS)
        raise InputError(
            f"{path} is not a checkpoint of {', '.join(names)} or {last}.",
            "Name one of `optosar train s2net`, or weights exported from it.",
        )
    return settings, tensors


def _network(recipe: dict[str, Any]) -> D2Net | R2D2 | CMMNet:
    if recipe["stage"] == "cmmnet":
        return CMMNet(recipe["unshared"])
    return D2Net() if recipe["stage"] == "d2net" else R2D2()


def _d2net(features: Tensor, k: int) -> tuple[Tensor, Tensor, Tensor]:
    """x, y in pixels, scores and descriptors of maps (1, 512, h, w) of D2-Net or CMM-Net at a stride of 4 px."""
    maps = features.float()
    places, scores = detect(maps[0])
    places, scores = places[:k], scores[:k]
    size = torch.tensor([maps.shape[3] - 1, maps.shape[2] - 1], device=maps.device).clamp(min=1)
    sampled = functional.grid_sample(maps, (places / size * 2 - 1).view(1, 1, -1, 2), align_corners=True)
    # The third pooling averages the cells at 1.5 and 5.5: the first cell's centre is at 3.5 px.
    return places * 4 + 3.5, scores, functional.normalize(sampled[0, :, 0].t(), dim=1)


def _r2d2(found: Maps, k: int) -> tuple[Tensor, Tensor, Tensor]:
    """x, y in pixels, scores and descriptors: 3 x 3 maxima of repeatability, by repeatability times reliability."""
    repeatable = found.repeatability
    peaks = repeatable == functional.max_pool2d(repeatable[:, None], 3, 1, 1)[:, 0]
    _, rows, cols = peaks.nonzero(as_tuple=True)
    scores = (repeatable * found.reliability)[0, rows, cols]
    order = scores.argsort(descending=True)[:k]
    rows, cols = rows[order], cols[order]
    return torch.stack([cols, rows], 1).float(), scores[order], found.descriptors[0, :, rows, cols].t()
