"""CMM-Net: shallow layers of each modality, deep layers of both (Cui et al., IEEE TGRS 2021).

Source: Cui, Ma, Wan, Zhong, Luo, Xu, "Cross-Modality Image Matching Network With Modality-Invariant Feature
Representation for Airborne-Ground Thermal Infrared and Visible Datasets", doi 10.1109/TGRS.2021.3099506. No code is
public, and only its abstract was at hand. The abstract's: a shallow network of two branches that share no parameter,
then layers that both modalities share. Ours: which layers these are; trunk, detection and extraction are D2-Net's. That
fits what the S2-Net paper prints of it: on RoadScene both have run out of keypoints at K = 2048.
"""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor

from .d2net import DenseVGG
from .vgg import VGGTrunk, load_imagenet


class CMMNet(DenseVGG):
    """Dense features of two modalities in one space; keypoints are maxima of them.

    Args:
        unshared: blocks of VGG16 each modality has for itself, 1 to 3 of the four; the deeper ones are shared. The
            abstract says "shallow"; two are our default.

    Attributes:
        visible: shallow blocks of visible images.
        other: those of the other modality.
        shared: deep blocks of both.
    """

    def __init__(self, unshared: int = 2) -> None:
        super().__init__()
        self.unshared = unshared
        self.visible = VGGTrunk(unshared, ceil_mode=False)
        self.other = VGGTrunk(unshared, ceil_mode=False)
        self.shared = VGGTrunk(4, first=unshared + 1, ceil_mode=False, pool_last=False)

    def start_from(self, tensors: dict[str, Tensor]) -> None:
        """Take ImageNet weights, see :func:`~.vgg.load_imagenet`: both branches start alike (our choice)."""
        for trunk in (self.visible, self.other, self.shared):
            load_imagenet(trunk, tensors)

    def branch(self, modality: str) -> VGGTrunk:
        """Shallow blocks of ``"visible"`` images or of the ``"other"`` ones."""
        return {"visible": self.visible, "other": self.other}[modality]

    def forward(self, images: Tensor, modalities: Sequence[str]) -> Tensor:
        """Images (N, 3, H, W), 0 to 1 -> features (N, 512, h, w).

        Args:
            images: red green blue, or a grey picture three times.
            modalities: of each image, ``"visible"`` or ``"other"``.
        """
        places: list[int] = []
        parts = []
        for name in sorted(set(modalities)):
            chosen = [place for place, modality in enumerate(modalities) if modality == name]
            places += chosen
            parts.append(self.blocks(self.standardise(images[chosen]), self.branch(name), 1, self.unshared))
        back = torch.tensor(places, device=images.device).argsort()
        x = torch.cat(parts)[back].contiguous(memory_format=torch.channels_last)
        return self.blocks(x, self.shared, self.unshared + 1, 4)
