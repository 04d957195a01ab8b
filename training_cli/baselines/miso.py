"""MISO: a pseudo-siamese network that tells whether an optical and a SAR tile show the same place.

Theirs (Mou, Schmitt, Wang and Zhu, JURSE 2017): two convolutional streams of 3 x 3 kernels that share no weights, their
maps fused by concatenation, and a probability of correspondence trained by cross-entropy. Ours: the widths, the pooling
before the fusion (our tiles are larger than theirs), an average over 4 x 4 cells before the hidden layer, which makes
tiles of any size possible, and one logit in place of two, which is the same model.

The first convolution after the concatenation is written as one convolution of each stream's maps and a sum, which is
the same number by number and lets a search do that part once for each image in place of once for each pair.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from ...models.networks.segnet import initialise_msra

_CELLS = 4


class MISO(nn.Module):
    """Both streams and what decides.

    Args:
        widths: channels of the blocks of a stream.
        fused: channels after the fusion.
        hidden: units of the last hidden layer.
        dropout: share of them left out in training.
    """

    def __init__(
        self,
        widths: Sequence[int] = (32, 64, 128, 128),
        fused: int = 128,
        hidden: int = 512,
        dropout: float = 0.5,
    ) -> None:
        super().__init__()
        self.streams = nn.ModuleDict({"optical": _stream(3, widths), "sar": _stream(1, widths)})
        self.fusions = nn.ModuleDict(
            {
                "optical": nn.Conv2d(widths[-1], fused, 3, padding=1),
                "sar": nn.Conv2d(widths[-1], fused, 3, padding=1, bias=False),
            }
        )
        self.after = nn.Conv2d(fused, fused, 3, padding=1)
        self.decide = nn.Sequential(
            nn.Linear(fused * _CELLS**2, hidden), nn.ReLU(), nn.Dropout(dropout), nn.Linear(hidden, 1)
        )
        initialise_msra(self)

    def part(self, modality: str, tiles: Tensor) -> Tensor:
        """Standardised tiles (N, 3 or 1, H, W) -> their part (N, C, h, w) of the first map after the fusion."""
        maps = self.streams[modality](tiles.contiguous(memory_format=torch.channels_last))
        return self.fusions[modality](maps)  # type: ignore[no-any-return]

    def score(self, optical: Tensor, sar: Tensor) -> Tensor:
        """Parts of pairs (N, C, h, w), which may broadcast -> logits (N,) of showing the same place."""
        x = functional.max_pool2d(functional.relu(optical + sar), 2, ceil_mode=True)
        x = functional.adaptive_avg_pool2d(functional.relu(self.after(x)), _CELLS)
        return self.decide(x.flatten(1))[:, 0]  # type: ignore[no-any-return]

    def forward(self, optical: Tensor, sar: Tensor) -> Tensor:
        """Logits (N,) of pairs of standardised tiles (N, 3, H, W) and (N, 1, H, W)."""
        return self.score(self.part("optical", optical), self.part("sar", sar))


def _stream(channels: int, widths: Sequence[int]) -> nn.Sequential:
    layers: list[nn.Module] = []
    for width in widths:
        for _ in range(2):
            layers += [nn.Conv2d(channels, width, 3, padding=1), nn.ReLU()]
            channels = width
        layers.append(nn.MaxPool2d(2, ceil_mode=True))
    return nn.Sequential(*layers)
