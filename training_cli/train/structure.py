"""Training of the structure network: windows of one image are to be found in the other."""

from __future__ import annotations

import math
from typing import Any

import lightning
import torch
from torch import Tensor
from torch.nn import functional

from ...models.networks.structurenet import StructureNet
from ..data.aligned_stream import REACH, WINDOWS

# Standard deviation, px, of the place that a correlation is to single out: as sure as the truth is.
_SPREAD = 0.7
# What correlations are multiplied by at first before they are the logarithm of a probability.
_CERTAINTY = 30.0


def correlations(template: Tensor, area: Tensor) -> Tensor:
    """Correlation of windows with areas over all displacements, with gradients.

    The same figures as :func:`~...models.matching.displacement.correlate.correlation_surfaces`, which shares sums
    between windows of one image and has no gradients.

    Args:
        template: (M, C, w, w) windows.
        area: (M, C, w + 2 r, w + 2 r) areas that they are sought in.

    Returns:
        (M, 2 r + 1, 2 r + 1) zero-mean normalised correlation, rows are displacements along y.
    """
    window, side = template.shape[-1], area.shape[-1]
    count = side - window + 1
    template = template - template.mean((2, 3), keepdim=True)
    spectrum = torch.fft.rfft2(area) * torch.fft.rfft2(template, s=(side, side)).conj()
    product = torch.fft.irfft2(spectrum.sum(1), s=(side, side))[:, :count, :count]
    total, squares = _sums(area, window), _sums(area.square().sum(1, keepdim=True), window)
    energy = (squares[:, 0] - total.square().sum(1) / window**2).clamp(min=0)
    found: Tensor = product / (template.square().sum((1, 2, 3))[:, None, None] * energy + 1e-6).sqrt()
    return found


def _sums(maps: Tensor, window: int) -> Tensor:
    """Sums over all square windows."""
    table = functional.pad(maps.double().cumsum(2).cumsum(3), (1, 0, 1, 0))
    last, first = slice(window, None), slice(None, -window)
    found = (
        table[:, :, last, last]
        - table[:, :, first, last]
        - table[:, :, last, first]
        + table[:, :, first, first]
    )
    return found.float()


def place_loss(surfaces: Tensor, places: Tensor, certainty: Tensor) -> Tensor:
    """Cross-entropy of correlations, read as the logarithms of probabilities, against the true places.

    Args:
        surfaces: (M, n, n) correlations.
        places: (M, 2) true displacement x, y in cells of the surface.
        certainty: what correlations are multiplied by.
    """
    ticks = torch.arange(surfaces.shape[-1], device=surfaces.device)
    x, y = (torch.exp(-(ticks - places[:, i, None]).square() / (2 * _SPREAD**2)) for i in (0, 1))
    wanted = (y[:, :, None] * x[:, None]).flatten(1)
    wanted = wanted / wanted.sum(1, keepdim=True)
    chances = functional.log_softmax(surfaces.flatten(1) * certainty, 1)
    return -(wanted * chances).sum(1).mean()


class StructureModule(lightning.LightningModule):
    """StructureNet, trained so that windows correlate best where both images show the same ground.

    Windows are sought both ways. They are smaller than those of a match: what finds them finds larger ones as well.

    Args:
        steps: length of the schedule.
        lr: largest learning rate.
    """

    def __init__(self, steps: int, lr: float = 3e-3) -> None:
        super().__init__()
        self.save_hyperparameters()
        self.net = StructureNet()
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.log_certainty = torch.nn.Parameter(torch.tensor(math.log(_CERTAINTY)))

    def training_step(self, batch: dict[str, Tensor], batch_idx: int) -> Tensor:
        """One batch of crops, see :class:`~..data.aligned_stream.AlignedCropStream`."""
        optical, sar = (
            self.net(batch[name], name) * batch[f"{name}_valid"][:, None] for name in ("optical", "sar")
        )
        certainty, losses = self.log_certainty.exp(), []
        for window in WINDOWS:
            crop, x, y, right, down = batch[f"windows_{window}"].unbind(1)
            if not len(crop):
                continue
            places = torch.stack([REACH - right, REACH - down], 1).float()
            side = window + 2 * REACH
            for ours, theirs in ((optical, sar), (sar, optical)):
                templates = _cut(ours, crop, x, y, window)
                areas = _cut(theirs, crop, x + right - REACH, y + down - REACH, side)
                losses.append(place_loss(correlations(templates, areas), places, certainty))
        if not losses:
            return 0.0 * certainty
        loss = torch.stack(losses).mean()
        self.log("train/loss", loss, prog_bar=True)
        self.log("train/certainty", certainty)
        return loss

    def configure_optimizers(self) -> Any:
        """AdamW under one cycle of the learning rate."""
        optimizer = torch.optim.AdamW(self.parameters(), self.hparams["lr"], weight_decay=1e-3)
        steps = self.hparams["steps"]
        # One more than there are: the schedule is asked once after the last step.
        schedule = torch.optim.lr_scheduler.OneCycleLR(
            optimizer, self.hparams["lr"], steps + 1, pct_start=0.1
        )
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


def _cut(maps: Tensor, crop: Tensor, x: Tensor, y: Tensor, side: int) -> Tensor:
    """(M, C, side, side) squares of maps (N, C, S, S)."""
    rows = zip(crop.tolist(), x.tolist(), y.tolist())
    return torch.stack([maps[i, :, v : v + side, u : u + side] for i, u, v in rows])
