"""CMM-Net's three losses (Cui et al. 2021, doi 10.1109/TGRS.2021.3099506), as far as its abstract tells them.

The abstract's: a discriminative loss of features that do not correspond within one modality, a cross-modality loss of
features that correspond between modalities, and a cross-modality triplet (CMT) loss, together. Ours, because formulas
were not at hand: squared distances of descriptors of length 1, hardest negatives, D2-Net's weights by soft detection
scores for all three (which is how detection is trained), and every number of :class:`~.config.CMMNetConfig`.
"""

from __future__ import annotations

from collections.abc import Sequence

from torch import Tensor
from torch.nn import functional

from ....models.networks.cmmnet import CMMNet
from .cells import CellBase, Correspondences
from .config import CMMNetConfig
from .d2net import triplet_loss


class CMMNetBase(CellBase):
    """CMM-Net as a base network of S2-Net.

    With self-supervision the same three losses compare an image with its partner of the same modality.

    Args:
        config: blocks of each modality, margins and weights.
        imagenet: tensors of VGG16 to start from; None to start as initialised.
    """

    def __init__(self, config: CMMNetConfig, imagenet: dict[str, Tensor] | None = None) -> None:
        net = CMMNet(config.unshared)
        if imagenet is not None:
            net.start_from(imagenet)
        super().__init__(net)
        self.config = config

    def features(self, images: Tensor, modalities: Sequence[str]) -> Tensor:
        """The map of images (N, 3, S, S), each through the branch of its modality."""
        return self.net(images, modalities)  # type: ignore[no-any-return]

    def pair_loss(self, found: Correspondences) -> Tensor:
        """The weighted sum of the three losses; the triplets are D2-Net's."""
        config = self.config
        return (
            triplet_loss(found, config.margin, config.apart)
            + config.cross * cross_modality_loss(found)
            + config.discriminative * discriminative_loss(found, config.separation, config.apart)
        )


def cross_modality_loss(found: Correspondences) -> Tensor:
    """Mean squared distance between both descriptors of a place; 0 where they are equal."""
    return found.mean(found.distances())


def discriminative_loss(found: Correspondences, separation: float, apart: int) -> Tensor:
    """How far the likest other place of the same image falls short of a distance, mean over both images.

    Args:
        found: cells of a pair.
        separation: squared distance, 0 to 4, from which on two places are different enough.
        apart: cells within which another place of the image does not count.
    """
    ours = found.hardest(found.query, found.ours, found.chosen, apart)
    theirs = found.hardest(found.answer, found.theirs, found.partner, apart)
    return found.mean(0.5 * (functional.relu(separation - ours) + functional.relu(separation - theirs)))
