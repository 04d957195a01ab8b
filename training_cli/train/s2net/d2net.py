"""D2-Net's loss: triplets weighted by the detection scores (Dusmanu et al. 2019, section 4.2)."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from ....models.networks.d2net import D2Net, soft_scores
from ....models.networks.vgg import load_imagenet
from .config import D2NetConfig
from .warps import grid_points, map_points

#: Pairs with fewer correspondences teach nothing.
_FEWEST = 64


@dataclass(frozen=True)
class Cells:
    """Dense features of images: descriptors (N, 512, h, w) of length 1, and soft scores (N, h, w)."""

    descriptors: Tensor
    scores: Tensor


class D2NetBase(nn.Module):
    """D2-Net as the base network of S2-Net.

    Args:
        config: margin, and how far a negative must be.
        imagenet: tensors of VGG16 to start from; None to start as initialised.
    """

    def __init__(self, config: D2NetConfig, imagenet: dict[str, Tensor] | None = None) -> None:
        super().__init__()
        self.config = config
        self.net = D2Net()
        if imagenet is not None:
            load_imagenet(self.net.trunk, imagenet)
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def describe(self, images: Tensor) -> Cells:
        """Dense features of images (N, 3, S, S)."""
        features = self.net(images)
        return Cells(functional.normalize(features.float(), dim=1), soft_scores(features))

    def part(self, described: Cells, start: int, stop: int) -> Cells:
        """The features of some of the images."""
        return Cells(described.descriptors[start:stop], described.scores[start:stop])

    def matching_loss(self, a: Cells, b: Cells, maps: Tensor, seen: Tensor, other: Tensor) -> Tensor:
        """Mean over the pairs that have enough correspondences; zero when none has."""
        losses = [
            self._pair(
                a.descriptors[i], a.scores[i], b.descriptors[i], b.scores[i], maps[i], seen[i], other[i]
            )
            for i in range(len(maps))
        ]
        found = [loss for loss in losses if loss is not None]
        return torch.stack(found).mean() if found else 0.0 * a.scores.sum()

    def _pair(
        self,
        a: Tensor,
        a_scores: Tensor,
        b: Tensor,
        b_scores: Tensor,
        matrix: Tensor,
        seen: Tensor,
        other: Tensor,
    ) -> Tensor | None:
        stride, origin = self.net.stride, self.net.origin
        height, width = a.shape[-2:]
        cells = grid_points(height, width).to(a.device)
        places = cells * stride + origin
        goal = (map_points(places, matrix) - origin) / stride
        nearest = goal.round().long()
        inside = (nearest >= 0).all(1) & (nearest < torch.tensor([width, height], device=a.device)).all(1)
        nearest = nearest.clamp(min=0).minimum(torch.tensor([width - 1, height - 1], device=a.device))
        inside &= _at(seen, places) & _at(other, nearest.float() * stride + origin)
        chosen = inside.nonzero().squeeze(1)
        if len(chosen) < _FEWEST:
            return None
        partner = nearest[chosen, 1] * width + nearest[chosen, 0]
        ours, theirs = a.flatten(1).t(), b.flatten(1).t()
        query, answer = ours[chosen], theirs[partner]
        positive = 2 - 2 * (query * answer).sum(1)
        negative = torch.minimum(
            self._hardest(query, theirs, cells, cells[partner]),
            self._hardest(answer, ours, cells, cells[chosen]),
        )
        weights = a_scores.flatten()[chosen] * b_scores.flatten()[partner]
        triplet = functional.relu(self.config.margin + positive - negative)
        return (weights * triplet).sum() / weights.sum().clamp(min=1e-12)

    def _hardest(self, query: Tensor, gallery: Tensor, cells: Tensor, truth: Tensor) -> Tensor:
        """Smallest squared distance of each query (Q, D) to cells farther than ``apart`` from its true one (Q, 2)."""
        distance = 2 - 2 * query @ gallery.t()
        near = (cells[None] - truth[:, None]).abs().amax(2) <= self.config.apart
        return distance.masked_fill(near, float("inf")).amin(1)


def _at(mask: Tensor, places: Tensor) -> Tensor:
    """Values (N,) of a mask (H, W) at x, y (N, 2), which lie within it."""
    x, y = places.round().long().unbind(1)
    return mask[y.clamp(0, mask.shape[0] - 1), x.clamp(0, mask.shape[1] - 1)]
