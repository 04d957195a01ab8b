"""OED and SED: the encoder-decoders that OptNet and SarNet are trained in before they meet.

Source: the DFCNN paper, section 2.2, after SegNet (Badrinarayanan et al., 2017): the encoder is the trunk of a DFCNN
branch, the decoder upsamples once per pooling by the pooling indices of the encoder and mirrors its convolutions. OED
ends in a sigmoid (building or not); SED has none and reconstructs the SAR tile.

SegNet normalises every convolution. Here the decoder does, while the encoder stays plain VGG16, so that what it learns
is an OptNet or SarNet without anything to fold in.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from .dfcnn import prepare
from .vgg import BLOCKS, VGGTrunk


class Decoder(nn.Module):
    """The encoder in reverse: one upsampling by pooling indices per block, then convolution, BatchNorm, ReLU.

    Args:
        blocks: blocks of the encoder, 3 to 5 (four upsampling layers for the paper's).
        out_channels: maps of the last convolution, which has neither BatchNorm nor ReLU.
    """

    def __init__(self, blocks: int, out_channels: int) -> None:
        super().__init__()
        self.blocks = blocks
        for block in range(blocks, 0, -1):
            widths = BLOCKS[block - 1]
            into = BLOCKS[block - 2][-1] if block > 1 else out_channels
            layers: list[nn.Module] = []
            for index in range(len(widths), 0, -1):
                width = widths[index - 1] if index > 1 else into
                last = block == 1 and index == 1
                layers.append(nn.Conv2d(widths[-1], width, 3, padding=1, bias=last))
                if not last:
                    layers += [nn.BatchNorm2d(width), nn.ReLU(inplace=True)]
            self.add_module(f"block{block}", nn.Sequential(*layers))

    def forward(self, x: Tensor, poolings: list[tuple[Tensor, torch.Size]]) -> Tensor:
        """Upsample.

        Args:
            x: the encoder's last pooling map.
            poolings: per block from the first: indices of the maxima, and the size before pooling.
        """
        for block in range(self.blocks, 0, -1):
            indices, size = poolings[block - 1]
            x = functional.max_unpool2d(x, indices, [2, 2], [2, 2], output_size=size)
            x = getattr(self, f"block{block}")(x)
        return x


class EncoderDecoder(nn.Module):
    """SegNet cut to the blocks that a branch of DFCNN uses.

    Args:
        blocks: blocks of VGG16 in the encoder; 4 makes ten convolutions and four upsamplings.
        out_channels: maps of the output.
    """

    def __init__(self, blocks: int = 4, out_channels: int = 1) -> None:
        super().__init__()
        self.encoder = VGGTrunk(blocks)
        self.decoder = Decoder(blocks, out_channels)
        initialise_msra(self.decoder)

    def forward(self, tiles: Tensor) -> Tensor:
        """Standardised tiles (N, 1 or 3, H, W) -> (N, out_channels, H, W) without a last non-linearity."""
        x, poolings = prepare(tiles), []
        for block in range(1, self.encoder.blocks + 1):
            x = self.encoder.convolve(x, block)
            size = x.shape[-2:]
            x, indices = functional.max_pool2d(x, 2, 2, ceil_mode=True, return_indices=True)
            poolings.append((indices, size))
        return self.decoder(x, poolings)  # type: ignore[no-any-return]


class OED(EncoderDecoder):
    """Encoder-decoder of the optical stream: building or not, per pixel."""

    def __init__(self, blocks: int = 4) -> None:
        super().__init__(blocks, 1)

    def probabilities(self, tiles: Tensor) -> Tensor:
        """Standardised optical tiles (N, 3, H, W) -> share of building (N, 1, H, W), by the sigmoid."""
        return torch.sigmoid(self(tiles).float())


class SED(EncoderDecoder):
    """Encoder-decoder of the SAR stream: the tile itself, without a sigmoid.

    The paper starts it from the MSRA filler. With ``channels=3`` it is the autoencoder of optical tiles of Table 3.
    """

    def __init__(self, blocks: int = 4, channels: int = 1) -> None:
        super().__init__(blocks, channels)
        initialise_msra(self.encoder)


def initialise_msra(module: nn.Module) -> None:
    """Caffe's MSRAFiller (He et al., 2015): normal weights with variance 2 / fan-in, biases zero."""
    for layer in module.modules():
        if isinstance(layer, nn.Conv2d):
            nn.init.kaiming_normal_(layer.weight, mode="fan_in", nonlinearity="relu")
            if layer.bias is not None:
                nn.init.zeros_(layer.bias)
