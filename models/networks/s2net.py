"""S2-Net: the detect-and-describe network for optical and SAR windows.

Source: Mei et al., "S2-Net: Self-supervision Guided Feature Representation Learning for Cross-Modality Images",
section II; its base here is of the D2-Net type (VGG16 features that both detect and describe) with a score of
the R2D2 type (reliability, read from the squared features). Ours, because optical and SAR are further
apart than the paper's modalities: blocks 1 to 3 are separate for each modality, block 4 is shared, and conv4_3 is
fused with conv3_3 so that descriptors stand at a quarter of the image's resolution. What the two modalities agree on
is the layout of a place more than its texture, so the deep maps also look farther around (:class:`Surroundings`).
"""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from .vgg import BLOCKS, INPUT_SPREAD, VGGTrunk

#: Image pixels per cell of the descriptor map.
STRIDE = 4
# Of the convolutions that look around, in cells of 8 px: 144 px farther on each side than block 4 sees.
_DILATIONS = ((2, 4), (4, 8))
#: Image pixels beyond a cell that can change what the network says about it.
REACH = 208


@dataclass(frozen=True)
class DenseFeatures:
    """What the network says about every cell of an image.

    Attributes:
        descriptors: (N, D, h, w) float32, of length 1 in every cell; cell (i, j) is centred on image pixel
            (4 i + 1.5, 4 j + 1.5) counted from the centre of the first.
        reliability: (N, h, w) 0 to 1: how far the descriptor can be trusted to find its partner.
    """

    descriptors: Tensor
    reliability: Tensor


class Surroundings(nn.Module):
    """Adds to every cell what lies around it, by two dilated convolutions.

    It begins as the identity, so that it can be added to a network that has been trained without it.

    Args:
        dimension: channels of the maps.
        near, far: dilations; it sees ``near + far`` cells farther on each side.
    """

    def __init__(self, dimension: int, near: int, far: int) -> None:
        super().__init__()
        self.near = nn.Conv2d(dimension, dimension, 3, padding=near, dilation=near)
        self.far = nn.Conv2d(dimension, dimension, 3, padding=far, dilation=far)
        for parameter in self.far.parameters():
            nn.init.zeros_(parameter)

    def forward(self, maps: Tensor) -> Tensor:
        """(N, D, h, w), before and after."""
        found: Tensor = self.far(functional.relu(self.near(functional.relu(maps))))
        return maps + found


class S2Net(nn.Module):
    """Feature network of both modalities.

    Args:
        dimension: length of a descriptor.
        surroundings: whether descriptors look farther around.
    """

    def __init__(self, dimension: int = 128, *, surroundings: bool = False) -> None:
        super().__init__()
        self.dimension = dimension
        self.optical = VGGTrunk(3, ceil_mode=False)
        self.sar = VGGTrunk(3, ceil_mode=False)
        self.shared = VGGTrunk(4, first=4, ceil_mode=False, pool_last=False)
        self.fine = nn.Conv2d(BLOCKS[2][-1], dimension, 1)
        self.coarse = nn.Conv2d(BLOCKS[3][-1], dimension, 1)
        self.surroundings = nn.Sequential(
            *(Surroundings(dimension, *dilations) for dilations in (_DILATIONS if surroundings else ()))
        )
        self.mix = nn.Conv2d(dimension, dimension, 3, padding=1)
        self.reliability = nn.Conv2d(dimension, 1, 1)

    def forward(self, images: Tensor, modality: str) -> DenseFeatures:
        """Standardised images (N, 1 or 3, H, W), H and W multiples of 8, of one modality."""
        if images.shape[1] == 1:
            images = images.expand(-1, 3, -1, -1)
        trunk = self.optical if modality == "optical" else self.sar
        maps = trunk((images * INPUT_SPREAD).contiguous(memory_format=_layout(self.mix.weight)))
        deep = self.surroundings(self.coarse(self.shared(maps["p3"])["c4"]))
        deep = functional.interpolate(deep, scale_factor=2.0, mode="bilinear", align_corners=False)
        features = self.mix(functional.relu(self.fine(maps["c3"]) + deep)).float()
        descriptors = functional.normalize(features, dim=1)
        # Of the length-1 descriptor: the raw features grow during training until every score is 0 or 1.
        squared = descriptors.square() * self.dimension
        return DenseFeatures(descriptors, torch.sigmoid(self.reliability(squared)).squeeze(1).float())


def _layout(weight: Tensor) -> torch.memory_format:
    """The memory layout that a convolution's weights are kept in; bands side by side are faster on most devices."""
    last = weight.is_contiguous(memory_format=torch.channels_last)
    return torch.channels_last if last else torch.contiguous_format
