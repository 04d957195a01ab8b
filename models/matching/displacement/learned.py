"""Learned structure: StructureNet with its weights on a device, in the place of orientated gradients."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from scipy import ndimage
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from ...device import Device, resolve_device
from ...imagery.radiometry import Modality, standardise
from ...networks.structurenet import MULTIPLE, Layer, StructureNet
from ...weights import fill, load_weights

# px at the border of the data whose channels the fill beyond it has changed most.
_BORDER = 6


class LearnedStructure:
    """Describes images as :func:`~.structure.structure` does, by a network.

    Args:
        weights: registered name or path of StructureNet weights.
        device: see :func:`~...device.resolve_device`.

    Attributes:
        weights_name: of the weights.
        weights_sha256: of their file.

    Raises:
        WeightsError: the weights cannot be used.
        DeviceError: the device cannot be used.
    """

    def __init__(self, weights: str | Path = "structure", device: str | Device = "auto") -> None:
        self._device = resolve_device(device) if isinstance(device, str) else device
        loaded = load_weights(weights, "structure")
        self.weights_name, self.weights_sha256 = loaded.path.stem, loaded.sha256
        self._net = StructureNet(**loaded.metadata["config"])
        fill(self._net, loaded, "structure")
        self._net.eval().requires_grad_(False)
        _fuse(self._net)
        self._net.to(self._device.torch_device, memory_format=torch.channels_last)  # type: ignore[call-overload]

    def __call__(
        self, image: NDArray[np.float32], valid: NDArray[np.bool_], modality: Modality
    ) -> NDArray[np.float32]:
        """What the network says about every pixel.

        Args:
            image: (C, H, W) canonical values, C = 3 for optical and 1 for SAR.
            valid: (H, W) mask; the channels are 0 outside it and at its border.
            modality: of the image.

        Returns:
            (8, H, W) float32.
        """
        height, width = valid.shape
        fill_up = (0, 0), (0, -height % MULTIPLE), (0, -width % MULTIPLE)
        padded = np.pad(standardise(image, valid), fill_up)
        with self._device.inference():
            maps = self._net(torch.from_numpy(padded)[None].to(self._device.torch_device), modality)[0]
        inner = ndimage.binary_erosion(valid, iterations=_BORDER, border_value=1)
        return np.asarray(maps[:, :height, :width].cpu().numpy() * inner, np.float32)


def _fuse(net: nn.Module) -> None:
    """Turn every convolution with the BatchNorm after it into one convolution."""
    for layer in net.modules():
        if isinstance(layer, Layer):
            convolution, norm = layer[0], layer[1]
            if isinstance(convolution, nn.Conv2d) and isinstance(norm, nn.BatchNorm2d):
                layer[0], layer[1] = fuse_conv_bn_eval(convolution, norm), nn.Identity()
