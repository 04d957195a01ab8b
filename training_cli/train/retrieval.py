"""Training of DFCNN on pairs: in-batch contrastive learning of both branches from ImageNet weights."""

from __future__ import annotations

import math
from typing import Any

import lightning
import torch
from torch import Tensor
from torch.nn import functional

from ...models.networks.dfcnn import DFCNN
from ...models.networks.vgg import layer_names, load_imagenet
from ..data.stream import CROP_TILES
from .losses import info_nce
from .schedule import trunks_and_heads


class RetrievalModule(lightning.LightningModule):
    """DFCNN with the in-batch loss, on tiles sliced out of larger crops (dense training) and on single tiles.

    Args:
        steps: length of the schedule (linear warm-up over 40 steps, then a cosine to zero).
        trunk_lr: learning rate of the VGG trunks.
        head_lr: learning rate of CAC, BatchNorm, scales and temperature.
        kernel: kernel of the CAC convolution.
        collect: steps in which BatchNorm follows the batches; then its statistics are fixed.
        frozen: first blocks of the trunks that stay as they start; the first one takes a third of the time to train.
        imagenet: tensors of VGG16 to start both trunks from; None to start as initialised.
    """

    def __init__(
        self,
        steps: int,
        trunk_lr: float = 4e-5,
        head_lr: float = 2e-4,
        kernel: int = 3,
        collect: int = 100,
        frozen: int = 1,
        imagenet: dict[str, Tensor] | None = None,
    ) -> None:
        super().__init__()
        self.save_hyperparameters(ignore=["imagenet"])
        self.net = DFCNN(kernel=kernel)
        if imagenet is not None:
            for branch in (self.net.optical, self.net.sar):
                load_imagenet(branch.trunk, imagenet)
        for branch in (self.net.optical, self.net.sar):
            for name in layer_names(frozen) if frozen else ():
                branch.trunk.get_submodule(name).requires_grad_(False)
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.log_temperature = torch.nn.Parameter(torch.tensor(math.log(0.1)))

    def training_step(self, batch: dict[str, Tensor], batch_idx: int) -> Tensor:
        """One batch of crops and tiles, see :class:`~..data.stream.TilePairStream`."""
        a, b = self._describe(batch, "optical"), self._describe(batch, "sar")
        answers, neither = batch["answers"], batch["neither"]
        asks = batch["optical_asks"], batch["sar_asks"]
        loss = info_nce(a, b, self.log_temperature.exp().clamp(0.02, 1.0), answers, neither, asks)
        with torch.no_grad():
            first = (a @ b.t()).masked_fill(neither, -2).argmax(1, keepdim=True)
            hit = answers.gather(1, first)[:, 0] >= answers.amax(1)
        self.log("train/loss", loss, prog_bar=True)
        self.log("train/hit", hit[asks[0]].float().mean(), prog_bar=True)
        return loss

    def _describe(self, batch: dict[str, Tensor], modality: str) -> Tensor:
        """(N, 192) of length 1: the tiles sliced out of the crops' maps, then those seen by themselves."""
        branch = self.net.branch(modality)
        starts = torch.from_numpy(CROP_TILES).to(self.device)
        parts = []
        if f"{modality}_crops" in batch:
            parts.append(branch.fuse_at(branch.maps(batch[f"{modality}_crops"]), starts))
        if f"{modality}_tiles" in batch:
            parts.append(branch(batch[f"{modality}_tiles"]))
        return functional.normalize(torch.cat(parts).float(), dim=1)

    def on_train_batch_start(self, batch: Any, batch_idx: int) -> None:
        """After its first steps BatchNorm keeps its statistics, so that no descriptor depends on its batch."""
        collects = self.global_step < self.hparams["collect"]
        for module in self.net.modules():
            if isinstance(module, torch.nn.BatchNorm2d):
                module.train(collects)

    def configure_optimizers(self) -> Any:
        """AdamW with a smaller rate for the trunks."""
        trunks = (self.net.optical.trunk, self.net.sar.trunk)
        rates = self.hparams["trunk_lr"], self.hparams["head_lr"]
        return trunks_and_heads(self, trunks, *rates, self.hparams["steps"])
