"""StructureNet: what an optical and a SAR image have in common, for every pixel.

Two small U-shaped networks, one for each modality, whose few output channels look alike where both images show the same
ground, so that windows of them can be correlated over all displacements by the Fourier transform. That is the part of
CFOG's orientated gradients (Ye et al. 2019), learned. Learning dense features by the correlation of windows follows
published work on optical-SAR registration, e.g. Zhang et al. (2022), "Optical and SAR image matching using pixelwise
deep dense features"; network, loss and training here are our own.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

# Channels at whole, half and quarter resolution.
_WIDTHS = (16, 32, 48)
#: Image sides are multiples of it.
MULTIPLE = 4


class Layer(nn.Sequential):
    """3 x 3 convolution, BatchNorm, ReLU."""

    def __init__(self, before: int, after: int) -> None:
        super().__init__(
            nn.Conv2d(before, after, 3, padding=1, bias=False), nn.BatchNorm2d(after), nn.ReLU(inplace=True)
        )


class _Stream(nn.Module):
    """The network of one modality."""

    def __init__(self, bands: int, channels: int) -> None:
        super().__init__()
        whole, half, quarter = _WIDTHS
        self.fine = nn.Sequential(Layer(bands, whole), Layer(whole, whole))
        self.middle = nn.Sequential(Layer(whole, half), Layer(half, half))
        self.coarse = nn.Sequential(Layer(half, quarter), Layer(quarter, quarter))
        self.join_middle = Layer(half + quarter, half)
        self.join_fine = Layer(whole + half, whole)
        self.out = nn.Conv2d(whole, channels, 1)

    def forward(self, images: Tensor) -> Tensor:
        """(N, bands, H, W) to (N, channels, H, W)."""
        fine = self.fine(images)
        middle = self.middle(functional.avg_pool2d(fine, 2))
        coarse = self.coarse(functional.avg_pool2d(middle, 2))
        middle = self.join_middle(torch.cat([middle, _twice(coarse)], 1))
        found: Tensor = self.out(self.join_fine(torch.cat([fine, _twice(middle)], 1)))
        return found


class StructureNet(nn.Module):
    """Features of both modalities at the full resolution of the image.

    Args:
        channels: of a pixel.
    """

    def __init__(self, channels: int = 8) -> None:
        super().__init__()
        self.channels = channels
        self.optical = _Stream(3, channels)
        self.sar = _Stream(1, channels)

    def forward(self, images: Tensor, modality: str) -> Tensor:
        """Channels of every pixel.

        Args:
            images: (N, 3 or 1, H, W) standardised, H and W multiples of 4.
            modality: ``"optical"`` or ``"sar"``.

        Returns:
            (N, channels, H, W) float32. The vector of a pixel is shorter than 1, and the longer the more the network
            has to say about it, so that flat ground weighs little in a correlation.
        """
        stream = self.optical if modality == "optical" else self.sar
        maps: Tensor = stream(images.contiguous(memory_format=torch.channels_last)).float().contiguous()
        length = (maps.square().sum(1, keepdim=True) + 1.0).sqrt()
        return maps / length


def _twice(maps: Tensor) -> Tensor:
    return functional.interpolate(maps, scale_factor=2.0, mode="bilinear", align_corners=False)
