"""D2-Net: one VGG16 map that describes and detects (Dusmanu et al., CVPR 2019).

VGG16 is cut off after conv4_3, without its ReLU. In training the map has a stride of 8 px; for extraction the third
pooling averages with stride 1 and block 4 is dilated by 2, which gives a stride of 4 px without new weights.
"""

from __future__ import annotations

from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from .vgg import BLOCKS, VGGTrunk

#: Means of ImageNet, red green blue of 255: the input of the Caffe weights is the image less these.
_MEANS = (123.68, 116.779, 103.939)
#: Ratio of the principal curvatures above which a maximum lies on an edge.
_EDGE = 5.0


class DenseVGG(nn.Module):
    """A map of 512 channels from the first four blocks of VGG16; who holds their weights is up to the network.

    Attributes:
        dimension: length of a descriptor, 512.
    """

    means: Tensor

    def __init__(self) -> None:
        super().__init__()
        self.dimension = BLOCKS[3][-1]
        self.register_buffer("means", torch.tensor(_MEANS).view(1, 3, 1, 1), persistent=False)

    @property
    def stride(self) -> int:
        """Px between neighbouring cells: 8 in training, 4 in extraction."""
        return 8 if self.training else 4

    @property
    def origin(self) -> float:
        """X and y, in image pixels, of the centre of the first cell: the middle of what was pooled into it."""
        # Two poolings of 2 x 2 end at 1.5; the third adds half of its stride of 4.
        return 3.5

    def standardise(self, images: Tensor) -> Tensor:
        """Images (N, 3, H, W) red green blue, 0 to 1, as the Caffe weights expect them."""
        return (255 * images - self.means).contiguous(memory_format=torch.channels_last)

    def blocks(self, x: Tensor, trunk: VGGTrunk, first: int, last: int) -> Tensor:
        """Blocks ``first`` to ``last`` of a trunk, each of 1 to 3 with the pooling that follows it."""
        for block in range(first, last + 1):
            if block == 4:
                return self._last_block(x, trunk)
            x = trunk.convolve(x, block)
            dense = block == 3 and not self.training
            x = functional.avg_pool2d(x, 2, 1) if dense else functional.max_pool2d(x, 2)
        return x

    def _last_block(self, x: Tensor, trunk: VGGTrunk) -> Tensor:
        dilation = 1 if self.training else 2
        for name in ("conv4_1", "conv4_2", "conv4_3"):
            layer = cast("nn.Conv2d", trunk.get_submodule(name))
            x = functional.conv2d(x, layer.weight, layer.bias, padding=dilation, dilation=dilation)
            if name != "conv4_3":
                x = functional.relu(x, inplace=True)
        return x


class D2Net(DenseVGG):
    """Dense features; keypoints are maxima of them."""

    def __init__(self) -> None:
        super().__init__()
        self.trunk = VGGTrunk(4, ceil_mode=False, pool_last=False)

    def forward(self, images: Tensor) -> Tensor:
        """Images (N, 3, H, W) red green blue, 0 to 1 -> features (N, 512, h, w)."""
        return self.blocks(self.standardise(images), self.trunk, 1, 4)


def soft_scores(features: Tensor) -> Tensor:
    """Soft detection: (N, C, h, w) -> (N, h, w), each map with the sum 1.

    A cell scores by how much it exceeds its 3 x 3 neighbours in a channel, times how much that channel exceeds the
    others there; the best channel counts.
    """
    positive = functional.relu(features.float())
    largest = positive.flatten(1).amax(1).clamp(min=1e-6).view(-1, 1, 1, 1)
    grown = (positive / largest).exp()
    around = functional.avg_pool2d(functional.pad(grown, (1, 1, 1, 1), value=1.0), 3, 1) * 9
    among = positive / positive.amax(1, keepdim=True).clamp(min=1e-6)
    scores = (grown / around * among).amax(1)
    return scores / scores.flatten(1).sum(1).clamp(min=1e-6).view(-1, 1, 1)


def detect(features: Tensor) -> tuple[Tensor, Tensor]:
    """Hard detection on one map.

    A cell is a keypoint when the channel that is strongest there has a maximum over 3 x 3 cells there, which does not
    lie on an edge. Its place is refined by a quadratic fit, which must stay within half a cell.

    Args:
        features: (C, h, w).

    Returns:
        (N, 2) x, y in cells and (N,) scores (the feature's value), best first.
    """
    found = features.float()
    strongest = (found == found.amax(0, keepdim=True)) & (found > 0)
    peaks = strongest & (found == functional.max_pool2d(found[None], 3, 1, 1)[0])
    peaks[:, [0, -1]] = False
    peaks[:, :, [0, -1]] = False
    channel, row, col = peaks.nonzero(as_tuple=True)

    def at(down: int, right: int) -> Tensor:
        return found[channel, row + down, col + right]

    middle = at(0, 0)
    dyy, dxx = at(1, 0) - 2 * middle + at(-1, 0), at(0, 1) - 2 * middle + at(0, -1)
    dxy = 0.25 * (at(1, 1) - at(1, -1) - at(-1, 1) + at(-1, -1))
    dy, dx = 0.5 * (at(1, 0) - at(-1, 0)), 0.5 * (at(0, 1) - at(0, -1))
    determinant, trace = dxx * dyy - dxy**2, dxx + dyy
    round_enough = (determinant > 0) & (trace**2 * _EDGE <= (_EDGE + 1) ** 2 * determinant)
    safe = torch.where(determinant > 0, determinant, 1.0)
    step = torch.stack([-(dyy * dx - dxy * dy) / safe, -(dxx * dy - dxy * dx) / safe], 1)
    kept = round_enough & (step.abs() < 0.5).all(1)
    order = middle[kept].argsort(descending=True)
    places = torch.stack([col, row], 1)[kept] + step[kept]
    return places[order], middle[kept][order]
