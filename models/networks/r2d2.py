"""R2D2: descriptors, reliability and repeatability at full resolution (Revaud et al., NeurIPS 2019).

Written from the published facts; the authors' code and weights, which are not free, were not used.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import Tensor, nn
from torch.nn import functional

#: Channels of the 3 x 3 convolutions, and whether the resolution would be halved there: the dilation is doubled.
_LAYERS = ((32, False), (32, False), (64, True), (64, False), (128, True), (128, False))
_DIMENSION = 128
_MEANS, _SPREADS = (0.485, 0.456, 0.406), (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Maps:
    """What R2D2 says of images.

    Attributes:
        descriptors: (N, 128, H, W), of length 1 unless said otherwise.
        reliability: (N, H, W), 0 to 1: whether the descriptor will be matched rightly.
        repeatability: (N, H, W), 0 to 1: whether the place will be found again.
    """

    descriptors: Tensor
    reliability: Tensor
    repeatability: Tensor


class R2D2(nn.Module):
    """The network; BatchNorm without gain and offset, as published.

    Attributes:
        dimension: length of a descriptor, 128.
    """

    means: Tensor
    spreads: Tensor

    def __init__(self) -> None:
        super().__init__()
        layers: list[nn.Module] = []
        width, dilation = 3, 1
        for channels, halved in _LAYERS:
            layers += [
                nn.Conv2d(width, channels, 3, padding=dilation, dilation=dilation),
                nn.BatchNorm2d(channels, affine=False),
                nn.ReLU(inplace=True),
            ]
            width, dilation = channels, dilation * (2 if halved else 1)
        # Three convolutions of 2 x 2 in place of one of 8 x 8: cheaper, and without ReLU between them.
        for last in (False, False, True):
            layers += [_Even(width, _DIMENSION, dilation)]
            layers += [] if last else [nn.BatchNorm2d(_DIMENSION, affine=False)]
            dilation *= 2
        self.trunk = nn.Sequential(*layers)
        self.reliability = nn.Conv2d(_DIMENSION, 2, 1)
        self.repeatability = nn.Conv2d(_DIMENSION, 1, 1)
        self.dimension = _DIMENSION
        self.register_buffer("means", torch.tensor(_MEANS).view(1, 3, 1, 1), persistent=False)
        self.register_buffer("spreads", torch.tensor(_SPREADS).view(1, 3, 1, 1), persistent=False)

    def forward(self, images: Tensor) -> Maps:
        """Images (N, 3, H, W) red green blue, 0 to 1 -> maps of the same height and width."""
        maps = self.unscaled(images)
        return replace(maps, descriptors=functional.normalize(maps.descriptors, dim=1))

    def unscaled(self, images: Tensor) -> Maps:
        """The same with descriptors of any length: training scales the few that it looks at.

        To scale all of them and to go back through that takes as long as half of the convolutions do.
        """
        x = ((images - self.means) / self.spreads).contiguous(memory_format=torch.channels_last)
        x = self.trunk(x)
        squared = x.square()
        reliable = functional.softmax(self.reliability(squared).float(), dim=1)[:, 1]
        grown = functional.softplus(self.repeatability(squared).float())[:, 0]
        return Maps(x.float(), reliable, grown / (1 + grown))


class _Even(nn.Conv2d):
    """A dilated convolution of 2 x 2 that keeps the size: an even kernel is padded more on one side."""

    def __init__(self, width: int, channels: int, dilation: int) -> None:
        super().__init__(width, channels, 2, dilation=dilation)
        before = dilation // 2
        self.border = (before, dilation - before, before, dilation - before)

    def forward(self, input: Tensor) -> Tensor:  # noqa: A002 - the name of the overridden method
        return super().forward(functional.pad(input, self.border))
