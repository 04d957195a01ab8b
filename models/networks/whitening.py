"""Whitening: the linear maps that follow DFCNN's fusion, for a tile by itself and for a tile in its surroundings.

Past the paper. A contrastive loss on batches leaves a few directions of the descriptor with most of its variance, so
that a handful of numbers decides a search. Dividing by a power of each direction's spread evens that out; the maps are
computed from training descriptors, not trained by descent (``optosar train whitening``). They are one for both
modalities, since only then do the two remain comparable.

In dense mode the descriptors of the eight tiles around cost nothing more. Together with the tile's own they are mapped
to the length of one: what a search compares is then a larger place, seen from its middle.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

#: A tile and its eight neighbours, row by row; the tile itself is the fifth.
TOGETHER = 9


class Whitening(nn.Module):
    """The two maps; as initialised they change nothing.

    Args:
        dimension: length of a descriptor, before and after.
    """

    def __init__(self, dimension: int) -> None:
        super().__init__()
        alone = torch.eye(dimension)
        around = torch.zeros(dimension, TOGETHER, dimension)
        around[:, TOGETHER // 2] = alone
        self.alone = nn.Parameter(alone, requires_grad=False)
        self.around = nn.Parameter(around.flatten(1), requires_grad=False)

    def forward(self, descriptors: Tensor) -> Tensor:
        """Descriptors (N, D) of length 1 of tiles by themselves -> (N, D) of length 1."""
        return functional.normalize(descriptors @ self.alone.t(), dim=1)

    def together(self, descriptors: Tensor) -> Tensor:
        """Descriptors (N, 9, D) of length 1 of tiles and their neighbours, row by row -> (N, D).

        A neighbour that does not exist is a row of zeros.
        """
        return functional.normalize(descriptors.flatten(1) @ self.around.t(), dim=1)
