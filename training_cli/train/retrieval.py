"""Training of DFCNN on pairs: in-batch contrastive learning of both branches from ImageNet weights."""

from __future__ import annotations

import math
from typing import Any

import lightning
import torch
from torch import Tensor
from torch.nn import functional

from ...models.networks.dfcnn import DFCNN
from ...models.networks.vgg import load_imagenet
from .losses import info_nce
from .schedule import trunks_and_heads


class RetrievalModule(lightning.LightningModule):
    """DFCNN with the in-batch loss.

    Args:
        steps: length of the schedule (linear warm-up over 40 steps, then a cosine to zero).
        trunk_lr: learning rate of the VGG trunks.
        head_lr: learning rate of CAC, BatchNorm, scales and temperature.
        kernel: kernel of the CAC convolution.
        imagenet: tensors of VGG16 to start both trunks from; None to start as initialised.
    """

    def __init__(
        self,
        steps: int,
        trunk_lr: float = 1e-4,
        head_lr: float = 1e-3,
        kernel: int = 3,
        imagenet: dict[str, Tensor] | None = None,
    ) -> None:
        super().__init__()
        self.save_hyperparameters(ignore=["imagenet"])
        self.net = DFCNN(kernel=kernel)
        if imagenet is not None:
            for branch in (self.net.optical, self.net.sar):
                load_imagenet(branch.trunk, imagenet)
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.log_temperature = torch.nn.Parameter(torch.tensor(math.log(0.1)))

    def training_step(self, batch: dict[str, Tensor], batch_idx: int) -> Tensor:
        """One batch of tile pairs, see :class:`~..data.stream.TilePairStream`."""
        a, b = self.net(batch["optical"], batch["sar"])
        a, b = functional.normalize(a.float(), dim=1), functional.normalize(b.float(), dim=1)
        loss = info_nce(a, b, self.log_temperature.exp().clamp(0.02, 1.0), batch["same_place"])
        hit = (a @ b.t()).masked_fill(batch["same_place"], -2).argmax(1) == torch.arange(
            len(a), device=a.device
        )
        self.log("train/loss", loss, prog_bar=True)
        self.log("train/hit", hit.float().mean(), prog_bar=True)
        return loss

    def configure_optimizers(self) -> Any:
        """AdamW with a smaller rate for the trunks."""
        trunks = (self.net.optical.trunk, self.net.sar.trunk)
        rates = self.hparams["trunk_lr"], self.hparams["head_lr"]
        return trunks_and_heads(self, trunks, *rates, self.hparams["steps"])
