"""The convolutional part of VGG16 (Simonyan and Zisserman, 2015), the trunk of every network here.

Input convention: RGB (or a SAR band repeated three times) standardised per tile and multiplied by :data:`INPUT_SPREAD`,
about the spread that the original weights saw after the channel means were taken off.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from ..errors import InputError

#: Channels of the convolutions of blocks 1 to 5.
BLOCKS: tuple[tuple[int, ...], ...] = (
    (64, 64),
    (128, 128),
    (256, 256, 256),
    (512, 512, 512),
    (512, 512, 512),
)

#: Spread of ImageNet pixels (0 to 255) around the mean; standardised tiles are multiplied by it.
INPUT_SPREAD = 57.0


def layer_names(blocks: int = 4, first: int = 1) -> list[str]:
    """Caffe names of the convolutions of blocks ``first`` to ``blocks``, e.g. ``conv4_3``."""
    return [f"conv{b + 1}_{i + 1}" for b in range(first - 1, blocks) for i in range(len(BLOCKS[b]))]


class VGGTrunk(nn.Module):
    """Blocks ``first`` to ``blocks`` of VGG16, convolutions named as in Caffe, without the final pooling decision.

    Args:
        blocks: last block, 1 to 5.
        first: first block; above 1 the input is a feature map of the block before.
        in_channels: channels of the input; 3 for images.
        ceil_mode: pooling rounds sizes up, as Caffe does (227 -> 114 -> 57 -> 29 -> 15; DFCNN, Fig. 2).
        pool_last: whether the last block is followed by its pooling.
        modality: which sensor's tiles a stream of DFCNN takes, ``"optical"`` or ``"sar"``; None elsewhere.
    """

    def __init__(
        self,
        blocks: int = 4,
        *,
        first: int = 1,
        in_channels: int = 3,
        ceil_mode: bool = True,
        pool_last: bool = True,
        modality: str | None = None,
    ) -> None:
        super().__init__()
        self.modality = modality
        self.first, self.blocks, self.ceil_mode, self.pool_last = first, blocks, ceil_mode, pool_last
        channels = in_channels if first == 1 else BLOCKS[first - 2][-1]
        for block in range(first - 1, blocks):
            for index, width in enumerate(BLOCKS[block]):
                self.add_module(f"conv{block + 1}_{index + 1}", nn.Conv2d(channels, width, 3, padding=1))
                channels = width

    def forward(self, x: Tensor, first: int | None = None, last: int | None = None) -> dict[str, Tensor]:
        """Feature maps by name.

        Args:
            x: (N, C, H, W).
            first: block to begin with, whose input ``x`` is; the trunk's first when None.
            last: block to end with; the trunk's last when None.

        Returns:
            ``"c<b>"``: the last activation of block b; ``"p<b>"``: after its pooling.
        """
        maps: dict[str, Tensor] = {}
        for block in range((first or self.first) - 1, last or self.blocks):
            x = self.convolve(x, block + 1)
            maps[f"c{block + 1}"] = x
            if self.pool_last or block + 1 < self.blocks:
                x = functional.max_pool2d(x, 2, 2, ceil_mode=self.ceil_mode)
                maps[f"p{block + 1}"] = x
        return maps

    def convolve(self, x: Tensor, block: int) -> Tensor:
        """The convolutions of one block (1 to 5), each with its ReLU, without the pooling."""
        for index in range(len(BLOCKS[block - 1])):
            x = _rectified(getattr(self, f"conv{block}_{index + 1}"), x)
        return x


def _rectified(conv: nn.Conv2d, x: Tensor) -> Tensor:
    """Convolution and ReLU; one pass over memory where a processor does inference, where the ReLU costs as much."""
    fused = getattr(torch.ops.mkldnn, "_convolution_pointwise", None)
    if (
        fused is None
        or x.device.type != "cpu"
        or torch.is_grad_enabled()
        or not torch.backends.mkldnn.enabled
    ):
        return functional.relu(conv(x), inplace=True)
    dtype = torch.get_autocast_dtype("cpu") if torch.is_autocast_enabled("cpu") else x.dtype
    weight = conv.weight.to(dtype, memory_format=torch.channels_last)
    bias = None if conv.bias is None else conv.bias.to(dtype)
    settings = (conv.padding, conv.stride, conv.dilation, conv.groups)
    return fused(x.to(dtype), weight, bias, *settings, "relu", [], "")  # type: ignore[no-any-return]


def load_imagenet(trunk: VGGTrunk, tensors: dict[str, Tensor]) -> None:
    """Start a trunk from ImageNet weights.

    Args:
        trunk: the trunk to fill.
        tensors: ``conv1_1.weight`` (O, I, 3, 3) with BGR input, ``conv1_1.bias`` (O,), … as in the Caffe release.

    The first convolution is turned to RGB order. Where the trunk takes one channel, the three are summed, which is what
    a grey picture repeated three times would have given.

    Raises:
        InputError: a convolution is missing, or is not that of VGG16.
    """
    state = trunk.state_dict()
    for name in layer_names(trunk.blocks, trunk.first):
        # The first one sees three colours, whatever the trunk does.
        inputs = 3 if name == "conv1_1" else state[f"{name}.weight"].shape[1]
        outputs = len(state[f"{name}.bias"])
        for part, shape in ((f"{name}.weight", (outputs, inputs, 3, 3)), (f"{name}.bias", (outputs,))):
            if part not in tensors or tensors[part].shape != shape:
                raise InputError(
                    f"The ImageNet weights have no {part} of the shape {shape}.",
                    "Name an .npz with all convolutions of VGG16.",
                )
        weight = tensors[f"{name}.weight"].to(torch.float32)
        if name == "conv1_1":
            weight = weight.flip(1)
            if state["conv1_1.weight"].shape[1] == 1:
                weight = weight.sum(1, keepdim=True)
        state[f"{name}.weight"] = weight
        state[f"{name}.bias"] = tensors[f"{name}.bias"].to(torch.float32)
    trunk.load_state_dict(state)
