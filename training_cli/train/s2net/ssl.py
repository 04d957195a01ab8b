"""Self-supervision for any detect-and-describe network (S2-Net paper, section II).

Every image gets a partner of its own modality, made by a transform T of six parts (Eq. 1): scale, rotation,
quadrangular projection, noise, blur and grey inversion. The base network's own loss is applied to the pair and to both
partners, which is all that this module knows of the network.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol, TypeVar

import numpy as np
import torch
from kornia.filters import gaussian_blur2d
from torch import Tensor

from .config import KeypointConfig

Described = TypeVar("Described")

#: Images of a batch: the pair, named by its modalities, and the partners.
PAIR = ("visible", "other")
PARTNERS = {"visible": "visible_partner", "other": "other_partner"}


class Base(Protocol[Described]):
    """A network with a loss of its own."""

    def describe(self, images: Tensor, modalities: Sequence[str]) -> Described:
        """What the network says of images (N, 3, S, S), each of a modality, ``"visible"`` or ``"other"``."""
        ...

    def part(self, described: Described, start: int, stop: int) -> Described:
        """The same for some of the images."""
        ...

    def undetected(self, described: Described) -> Described:
        """The same with detection as it is: no gradient goes through what says where keypoints are."""
        ...

    def matching_loss(self, a: Described, b: Described, maps: Tensor, seen: Tensor, other: Tensor) -> Tensor:
        """The network's loss L_f on pairs of images whose pixels correspond by ``maps`` (N, 3, 3), a to b.

        ``seen`` and ``other`` (N, S, S) tell which pixels of a and of b show something.
        """
        ...


def joint_losses(
    base: Base[Any], batch: dict[str, Tensor], weight: float, detector: bool = True
) -> dict[str, Tensor]:
    """L_SL and, where the batch has partners, the two self-supervised losses times ``weight`` (Eqs. 2 to 4).

    All images go through the network at once; the original ones are used twice. Without ``detector``, which the paper
    does not have, the self-supervised losses teach descriptors alone: an image and its own transform agree about
    places that the other modality does not show.
    """
    names = [*PAIR, *(PARTNERS.values() if PARTNERS["visible"] in batch else ())]
    count = len(batch["visible"])
    modalities = [PAIR[i % len(PAIR)] for i in range(len(names)) for _ in range(count)]
    images = torch.cat([batch[name].expand(-1, 3, -1, -1) for name in names])
    described = base.describe(images, modalities)
    parts = {name: base.part(described, i * count, (i + 1) * count) for i, name in enumerate(names)}

    def loss(a: str, b: str) -> Tensor:
        maps, seen, other = batch[f"{b}_map"], batch[f"{a}_valid"], batch[f"{b}_valid"]
        return base.matching_loss(parts[a], parts[b], maps, seen, other)

    losses = {"supervised": loss(*PAIR)}
    if not detector:
        parts = {name: base.undetected(part) for name, part in parts.items()}
    for name, partner in PARTNERS.items():
        if partner in parts:
            losses[f"self_{name}"] = weight * loss(name, partner)
    return losses


def change_grey(image: Tensor, rng: np.random.Generator, config: KeypointConfig) -> Tensor:
    """The grey part of T: noise, blur, inversion of what is brighter than a random threshold (Eq. 1).

    Args:
        image: (C, S, S), 0 to 1.
        rng: source of chance.
        config: noise and blur.
    """
    noise = rng.normal(0, config.noise**0.5, tuple(image.shape)).astype(np.float32)
    changed = (image + torch.from_numpy(noise)).clamp(0, 1)
    if config.blur > 0:
        side = 2 * max(1, round(2 * config.blur)) + 1
        changed = gaussian_blur2d(changed[None], (side, side), (config.blur, config.blur))[0]
    return torch.where(changed > float(rng.uniform()), 1 - changed, changed)
