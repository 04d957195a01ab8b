"""D2-Net's loss: triplets weighted by the detection scores (Dusmanu et al. 2019, section 4.2)."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor
from torch.nn import functional

from ....models.networks.d2net import D2Net
from ....models.networks.vgg import load_imagenet
from .cells import CellBase, Correspondences
from .config import D2NetConfig


class D2NetBase(CellBase):
    """D2-Net as the base network of S2-Net.

    Args:
        config: margin, and how far a negative must be.
        imagenet: tensors of VGG16 to start from; None to start as initialised.
    """

    def __init__(self, config: D2NetConfig, imagenet: dict[str, Tensor] | None = None) -> None:
        net = D2Net()
        if imagenet is not None:
            load_imagenet(net.trunk, imagenet)
        super().__init__(net)
        self.config = config

    def features(self, images: Tensor, modalities: Sequence[str]) -> Tensor:
        """The map of images (N, 3, S, S) of any modality."""
        return self.net(images)  # type: ignore[no-any-return]

    def pair_loss(self, found: Correspondences) -> Tensor:
        """Triplets."""
        return triplet_loss(found, self.config.margin, self.config.apart)


def triplet_loss(found: Correspondences, margin: float, apart: int) -> Tensor:
    """Places nearer to themselves in the other image, by a margin, than to whatever is likest of the rest.

    Args:
        found: cells of a pair.
        margin: between squared distances, which are 0 to 4.
        apart: cells within which another place is no negative.
    """
    negative = torch.minimum(
        found.hardest(found.query, found.theirs, found.partner, apart),
        found.hardest(found.answer, found.ours, found.chosen, apart),
    )
    return found.mean(functional.relu(margin + found.distances() - negative))
