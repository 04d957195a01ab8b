"""Batches of registered windows of two modalities, warped against each other, and their self-supervised partners."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.utils.data import Dataset

from ...data.cross_modality import CrossPair
from .config import KeypointConfig
from .ssl import PARTNERS, change_grey
from .warps import draw_map, draw_pose, window

# What a process keeps of the pictures it has read, bytes; the training pairs of both data sets take less.
_KEPT = 1 << 30

# Visible (3, H, W) and other picture (1, H', W'), 0 to 1, and the (3, 3) map between them.
_Loaded = tuple[Tensor, Tensor, Tensor]


class CrossPairStream(Dataset[dict[str, Tensor]]):
    """Batches of a configuration; batch i depends on the seed and on i only.

    An epoch goes through all pairs in an order drawn for it.

    Args:
        pairs: what to train on.
        config: sizes, transforms, seed.
    """

    def __init__(self, pairs: Sequence[CrossPair], config: KeypointConfig) -> None:
        self.pairs, self.config = list(pairs), config
        self._kept: dict[int, _Loaded] = {}
        self._free = _KEPT

    def __getstate__(self) -> dict[str, Any]:
        """Without the pictures, which every process that prepares batches reads by itself."""
        return {**self.__dict__, "_kept": {}, "_free": _KEPT}

    def __len__(self) -> int:
        return self.config.steps

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        """B = ``config.batch`` pairs of S x S windows, S = ``config.tile``.

        ``visible`` (B, 3, S, S) and ``other`` (B, 1, S, S), 0 to 1; ``visible_valid``, ``other_valid`` (B, S, S), what
        lies within the images; ``other_map`` (B, 3, 3), visible pixels to pixels of the other window. With
        self-supervision the same of both partners, such as ``visible_partner``; their maps start at the originals.
        """
        rng = np.random.default_rng((self.config.seed, index))
        items = [self._draw(self._pair(index * self.config.batch + i), rng) for i in range(self.config.batch)]
        return {name: torch.stack([item[name] for item in items]) for name in items[0]}

    def _pair(self, number: int) -> int:
        epoch, place = divmod(number, len(self.pairs))
        return int(np.random.default_rng((self.config.seed, epoch, 7)).permutation(len(self.pairs))[place])

    def _load(self, number: int) -> _Loaded:
        if number in self._kept:
            return self._kept[number]
        pair = self.pairs[number]
        visible, other = pair.load()
        loaded = _tensor(visible), _tensor(other[..., None]), torch.from_numpy(pair.matrix)
        # In an order drawn anew for every epoch, pictures that make room for others would serve no better.
        size = sum(part.nbytes for part in loaded)
        if size <= self._free:
            self._kept[number] = loaded
            self._free -= size
        return loaded

    def _draw(self, number: int, rng: np.random.Generator) -> dict[str, Tensor]:
        config, size = self.config, self.config.tile
        visible, other, matrix = self._load(number)
        pose = draw_pose(rng, size, (visible.shape[1], visible.shape[2]))

        def drawn() -> Tensor:
            return draw_map(rng, size, config.rotation, config.scale, config.projection)

        between = drawn()
        other_pose = matrix @ pose @ torch.linalg.inv(between)
        found = {"other_map": between.float()}
        poses = {"visible": (visible, pose), "other": (other, other_pose)}
        for name, (image, where) in poses.items():
            found[name], found[f"{name}_valid"] = window(image, where, size)
            if config.ssl:
                partner, within = PARTNERS[name], drawn()
                cut, seen = window(image, where @ torch.linalg.inv(within), size)
                found[partner], found[f"{partner}_valid"] = change_grey(cut, rng, config), seen
                found[f"{partner}_map"] = within.float()
        return found


def _tensor(image: NDArray[np.uint8]) -> Tensor:
    return torch.from_numpy(np.ascontiguousarray(image.transpose(2, 0, 1))).float() / 255
