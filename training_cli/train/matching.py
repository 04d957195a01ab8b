"""Training of the keypoint network on warped optical/SAR windows."""

from __future__ import annotations

import math
from typing import Any

import lightning
import torch
from torch import Tensor
from torch.nn import functional

from ...models.networks.s2net import STRIDE, DenseFeatures, S2Net
from ...models.networks.vgg import load_imagenet
from .schedule import warm_cosine


def cell_centres(height: int, width: int, device: torch.device) -> Tensor:
    """(h * w, 2) x, y of the cells' centres in image pixels, row by row; the centre of the first pixel is (0, 0)."""
    rows, cols = torch.meshgrid(
        torch.arange(height, device=device), torch.arange(width, device=device), indexing="ij"
    )
    centres = torch.stack([cols, rows], -1).reshape(-1, 2).float()
    return centres * STRIDE + (STRIDE - 1) / 2


def map_points(points: Tensor, matrix: Tensor) -> Tensor:
    """Apply an affine 3 x 3 matrix to (N, 2) points."""
    return points @ matrix[:2, :2].t() + matrix[:2, 2]


def correspondence_loss(
    query: Tensor,
    gallery: Tensor,
    target: Tensor,
    tolerance: Tensor,
    temperature: Tensor,
    centres: Tensor,
) -> tuple[Tensor, Tensor]:
    """Contrastive loss of points against all cells of the other window.

    The positives of a point are the cells within ``tolerance`` of its true place (multiple-instance form: where the
    registration itself is off by some pixels, the network may choose the right one among them). Cells just outside are
    neither positive nor negative.

    Args:
        query: (Q, D) descriptors of points.
        gallery: (G, D) descriptors of all cells of the other window.
        target: (Q, 2) true x, y of the points in the other window, px.
        tolerance: (2,) half sides of the box of positives, px.
        temperature: scalar.
        centres: (G, 2) x, y of the cells, px.

    Returns:
        The loss per point (Q,), and whether the most similar cell is a positive or a neighbour of one (Q,).
    """
    logits = (query @ gallery.t()) / temperature
    away = (centres[None] - target[:, None]).abs() - tolerance
    positive = (away <= STRIDE / 2).all(-1)
    ignored = (away <= 1.75 * STRIDE).all(-1) & ~positive
    logits = logits.masked_fill(ignored, float("-inf"))
    every = torch.logsumexp(logits, 1)
    right = torch.logsumexp(logits.masked_fill(~positive, float("-inf")), 1)
    loss = every - right
    hit = positive.gather(1, logits.argmax(1, keepdim=True)).squeeze(1)
    return loss, hit


class MatchingModule(lightning.LightningModule):
    """S2-Net trained across modalities.

    The descriptor learns by :func:`correspondence_loss` in both directions. Reliability learns to predict whether the
    nearest descriptor is the right one.

    Args:
        steps: length of the schedule.
        trunk_lr: learning rate of the VGG blocks.
        head_lr: learning rate of the rest.
        points: points per window and direction.
        imagenet: tensors of VGG16 to start from; None to start as initialised.
    """

    def __init__(
        self,
        steps: int,
        trunk_lr: float = 1e-4,
        head_lr: float = 1e-3,
        points: int = 512,
        imagenet: dict[str, Tensor] | None = None,
    ) -> None:
        super().__init__()
        self.save_hyperparameters(ignore=["imagenet"])
        self.net = S2Net()
        if imagenet is not None:
            for trunk in (self.net.optical, self.net.sar, self.net.shared):
                load_imagenet(trunk, imagenet)
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.log_temperature = torch.nn.Parameter(torch.tensor(math.log(0.07)))

    def training_step(self, batch: dict[str, Tensor], batch_idx: int) -> Tensor:
        """One batch of window pairs, see :class:`~..data.matching_stream.WarpedPairStream`."""
        optical, sar = self.net(batch["optical"], "optical"), self.net(batch["sar"], "sar")
        described, trusted, hits, count = [], [], [], len(batch["to_sar"])
        for i in range(count):
            forward, tolerance = batch["to_sar"][i], batch["tolerance"][i]
            backward = torch.linalg.inv(forward)
            back_tolerance = backward[:2, :2].abs() @ tolerance
            for a, b, matrix, box, valid, other in (
                (optical, sar, forward, tolerance, batch["optical_valid"][i], batch["sar_valid"][i]),
                (sar, optical, backward, back_tolerance, batch["sar_valid"][i], batch["optical_valid"][i]),
            ):
                loss, reliability, hit = self._direction(a, b, i, matrix, box, valid, other)
                if loss is not None:
                    described.append(loss)
                    trusted.append(functional.binary_cross_entropy(reliability, hit.float()))
                    hits.append(hit.float().mean())
        descriptor, trust = torch.stack(described).mean(), torch.stack(trusted).mean()
        self.log("train/descriptor", descriptor, prog_bar=True)
        self.log("train/hit", torch.stack(hits).mean(), prog_bar=True)
        return descriptor + 0.3 * trust

    def _direction(
        self,
        a: DenseFeatures,
        b: DenseFeatures,
        i: int,
        matrix: Tensor,
        box: Tensor,
        valid: Tensor,
        other: Tensor,
    ) -> tuple[Tensor | None, Tensor, Tensor]:
        height, width = a.descriptors.shape[-2:]
        centres = cell_centres(height, width, matrix.device)
        target = map_points(centres, matrix)
        size = torch.tensor([width * STRIDE - 1, height * STRIDE - 1], device=matrix.device)
        inside = (target >= 0).all(1) & (target <= size).all(1)
        nearest = target.round().long().clamp(min=0)
        nearest = torch.minimum(nearest, size.long())
        own = centres.round().long()
        inside &= valid[own[:, 1], own[:, 0]] & other[nearest[:, 1], nearest[:, 0]]
        chosen = inside.nonzero().squeeze(1)
        if len(chosen) < 32:
            return None, target, target
        chosen = chosen[torch.randperm(len(chosen), device=matrix.device)[: self.hparams["points"]]]
        query = a.descriptors[i].flatten(1).t()[chosen]
        loss, hit = correspondence_loss(
            query,
            b.descriptors[i].flatten(1).t(),
            target[chosen],
            box,
            self.log_temperature.exp().clamp(0.02, 1.0),
            centres,
        )
        return loss.mean(), a.reliability[i].flatten()[chosen], hit

    def configure_optimizers(self) -> Any:
        """AdamW with a smaller rate for the VGG blocks, warm-up and cosine."""
        trunk = [p for t in (self.net.optical, self.net.sar, self.net.shared) for p in t.parameters()]
        known = {id(p) for p in trunk}
        rest = [p for p in self.parameters() if id(p) not in known]
        optimizer = torch.optim.AdamW(
            [
                {"params": trunk, "lr": self.hparams["trunk_lr"]},
                {"params": rest, "lr": self.hparams["head_lr"]},
            ],
            weight_decay=1e-4,
        )
        schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, warm_cosine(self.hparams["steps"]))
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}
