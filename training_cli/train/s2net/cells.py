"""Base networks of the D2-Net type: dense cells that describe and detect, and which of them show the same place."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from ....models.networks.d2net import DenseVGG, soft_scores
from .warps import grid_points, map_points

#: Pairs with fewer correspondences teach nothing.
_FEWEST = 64


@dataclass(frozen=True)
class Cells:
    """Dense features of images: descriptors (N, 512, h, w) of length 1, and soft scores (N, h, w)."""

    descriptors: Tensor
    scores: Tensor


@dataclass(frozen=True)
class Correspondences:
    """Cells of two images that show the same places.

    Attributes:
        ours: (M, D) descriptors of all cells of the first image, row by row, of length 1.
        theirs: (M, D) of the second image.
        cells: (M, 2) column and row of the cells.
        chosen: (Q,) numbers of the cells of the first image that have a partner.
        partner: (Q,) numbers of their partners in the second image.
        query: (Q, D) descriptors of the places in the first image.
        answer: (Q, D) descriptors of the same places in the second image.
        weights: (Q,) both soft scores multiplied.
    """

    ours: Tensor
    theirs: Tensor
    cells: Tensor
    chosen: Tensor
    partner: Tensor
    query: Tensor
    answer: Tensor
    weights: Tensor

    def distances(self) -> Tensor:
        """Squared distances (Q,) between both descriptors of a place."""
        return 2 - 2 * (self.query * self.answer).sum(1)

    def hardest(self, query: Tensor, gallery: Tensor, true: Tensor, apart: int) -> Tensor:
        """Smallest squared distances (Q,) to descriptors that show something else.

        Args:
            query: (Q, D) descriptors.
            gallery: (M, D), :attr:`ours` or :attr:`theirs`.
            true: (Q,) numbers of the gallery's cells that show the queries' places.
            apart: cells around these that do not count, along either axis.
        """
        distance = 2 - 2 * query @ gallery.t()
        near = (self.cells[None] - self.cells[true][:, None]).abs().amax(2) <= apart
        return distance.masked_fill(near, float("inf")).amin(1)

    def mean(self, values: Tensor) -> Tensor:
        """Mean of values (Q,) by the weights: what a network calls a keypoint counts most."""
        return (self.weights * values).sum() / self.weights.sum().clamp(min=1e-12)


class CellBase(nn.Module):
    """A network of the D2-Net type as the base network of S2-Net.

    Args:
        net: the network.
    """

    net: DenseVGG

    def __init__(self, net: DenseVGG) -> None:
        super().__init__()
        self.net = net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    @abstractmethod
    def features(self, images: Tensor, modalities: Sequence[str]) -> Tensor:
        """The network's map (N, 512, h, w) of images (N, 3, S, S)."""

    @abstractmethod
    def pair_loss(self, found: Correspondences) -> Tensor:
        """Loss of one pair."""

    def describe(self, images: Tensor, modalities: Sequence[str]) -> Cells:
        """Dense features of images (N, 3, S, S)."""
        features = self.features(images, modalities)
        return Cells(functional.normalize(features.float(), dim=1), soft_scores(features))

    def part(self, described: Cells, start: int, stop: int) -> Cells:
        """The features of some of the images."""
        return Cells(described.descriptors[start:stop], described.scores[start:stop])

    def undetected(self, described: Cells) -> Cells:
        """The features with fixed scores, which then only weigh the places."""
        return Cells(described.descriptors, described.scores.detach())

    def matching_loss(self, a: Cells, b: Cells, maps: Tensor, seen: Tensor, other: Tensor) -> Tensor:
        """Mean over the pairs that have enough correspondences; zero when none has."""
        pairs = (
            self._correspondences(self.part(a, i, i + 1), self.part(b, i, i + 1), maps[i], seen[i], other[i])
            for i in range(len(maps))
        )
        losses = [self.pair_loss(found) for found in pairs if len(found.chosen) >= _FEWEST]
        return torch.stack(losses).mean() if losses else 0.0 * a.scores.sum()

    def _correspondences(
        self, a: Cells, b: Cells, matrix: Tensor, seen: Tensor, other: Tensor
    ) -> Correspondences:
        stride, origin = self.net.stride, self.net.origin
        ours, theirs = (part.descriptors[0].flatten(1).t() for part in (a, b))
        height, width = a.descriptors.shape[-2:]
        cells = grid_points(height, width).to(ours.device)
        places = cells * stride + origin
        goal = (map_points(places, matrix) - origin) / stride
        nearest = goal.round().long()
        last = torch.tensor([width - 1, height - 1], device=ours.device)
        inside = (nearest >= 0).all(1) & (nearest <= last).all(1)
        nearest = nearest.clamp(min=0).minimum(last)
        inside &= _at(seen, places) & _at(other, nearest.float() * stride + origin)
        chosen = inside.nonzero().squeeze(1)
        partner = nearest[chosen, 1] * width + nearest[chosen, 0]
        weights = a.scores.flatten()[chosen] * b.scores.flatten()[partner]
        return Correspondences(ours, theirs, cells, chosen, partner, ours[chosen], theirs[partner], weights)


def _at(mask: Tensor, places: Tensor) -> Tensor:
    """Values (N,) of a mask (H, W) at x, y (N, 2), which lie within it."""
    x, y = places.round().long().unbind(1)
    return mask[y.clamp(0, mask.shape[0] - 1), x.clamp(0, mask.shape[1] - 1)]
