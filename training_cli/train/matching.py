"""Training of the keypoint network on warped optical/SAR windows."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import lightning
import torch
from torch import Tensor
from torch.nn import functional

from ...models.networks.s2net import STRIDE, DenseFeatures, S2Net
from ...models.networks.vgg import load_imagenet
from ...models.weights import LoadedWeights, fill
from .schedule import trunks_and_heads

# px by which the truth of a window may still be off after :func:`settled`.
_SETTLED = 1.5


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
    best = logits.argmax(1, keepdim=True)
    logits = logits.masked_fill(ignored, float("-inf"))
    every = torch.logsumexp(logits, 1)
    right = torch.logsumexp(logits.masked_fill(~positive, float("-inf")), 1)
    loss = every - right
    hit = (positive | ignored).gather(1, best).squeeze(1)
    return loss, hit


def _trust_loss(reliability: Tensor, hit: Tensor) -> Tensor:
    """Cross-entropy of reliability (Q,), 0 to 1, against whether the points (Q,) were right."""
    # In float32 as the network returns it: mixed precision on GPUs refuses this loss of probabilities.
    with torch.autocast(reliability.device.type, enabled=False):
        return functional.binary_cross_entropy(reliability, hit.float())


def settled(
    optical: Tensor, sar: Tensor, forward: Tensor, tolerance: Tensor, valid: Tensor, other: Tensor
) -> Tensor:
    """The true correspondence of a pair of windows, within the box by which its registration may be off.

    The displacement by relief changes slowly: over a window it is taken for constant, and is the one at which the
    descriptors as they are now agree best on average. As they learn, the truth they are taught gets better.

    Args:
        optical: (D, h, w) descriptors.
        sar: (D, h, w) descriptors of the other window.
        forward: (3, 3) optical to SAR window pixels by the registration.
        tolerance: (2,) half sides of the box, px of the SAR window.
        valid: (H, W) mask of the optical window.
        other: (H, W) mask of the SAR window.

    Returns:
        (3, 3) optical to SAR window pixels.
    """
    height, width = optical.shape[-2:]
    _, target, inside = _shared_cells(height, width, forward, valid, other)
    chosen = inside.nonzero().squeeze(1)[::4]
    if len(chosen) < 32:
        return forward
    steps = [torch.arange(-float(t), float(t) + 1e-3, 2.0, device=forward.device) for t in tolerance]
    offsets = torch.cartesian_prod(*steps)
    size = torch.tensor([width * STRIDE, height * STRIDE], device=forward.device)
    places = (target[chosen][None] + offsets[:, None] + 0.5) / size * 2 - 1
    found = functional.grid_sample(sar[None], places[None], padding_mode="border", align_corners=False)[0]
    agreement = (found * optical.flatten(1)[:, chosen][:, None]).sum(0).mean(1)
    moved = forward.clone()
    moved[:2, 2] += offsets[agreement.argmax()]
    return moved


def _shared_cells(
    height: int, width: int, matrix: Tensor, valid: Tensor, other: Tensor
) -> tuple[Tensor, Tensor, Tensor]:
    """Centres of the cells of a window, their places in the other one (N, 2), and which lie in both (N,)."""
    centres = cell_centres(height, width, matrix.device)
    target = map_points(centres, matrix)
    size = torch.tensor([width * STRIDE - 1, height * STRIDE - 1], device=matrix.device)
    inside = (target >= 0).all(1) & (target <= size).all(1)
    nearest = torch.minimum(target.round().long().clamp(min=0), size.long())
    own = centres.round().long()
    inside &= valid[own[:, 1], own[:, 0]] & other[nearest[:, 1], nearest[:, 0]]
    return centres, target, inside


def go_on_from(net: S2Net, weights: LoadedWeights) -> None:
    """Start from trained weights; surroundings they do not have stay the identity they begin as.

    Raises:
        WeightsError: they are for another network, or do not fit.
    """
    begun = {key: value for key, value in net.state_dict().items() if key.startswith("surroundings.")}
    fill(net, replace(weights, tensors={**begun, **weights.tensors}), "s2net")


class MatchingModule(lightning.LightningModule):
    """S2-Net trained across modalities.

    The descriptor learns by :func:`correspondence_loss` in both directions. Reliability learns to predict whether the
    nearest descriptor is the right one.

    Args:
        steps: length of the schedule.
        trunk_lr: learning rate of the VGG blocks.
        head_lr: learning rate of the rest.
        points: points per window and direction.
        surroundings: see :class:`~...models.networks.s2net.S2Net`.
        imagenet: tensors of VGG16 to start from; None to start as initialised.
    """

    def __init__(
        self,
        steps: int,
        trunk_lr: float = 1e-4,
        head_lr: float = 1e-3,
        points: int = 512,
        surroundings: bool = True,
        imagenet: dict[str, Tensor] | None = None,
    ) -> None:
        super().__init__()
        self.save_hyperparameters(ignore=["imagenet"])
        self.net = S2Net(surroundings=surroundings)
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
            seen = batch["optical_valid"][i], batch["sar_valid"][i]
            if tolerance.max() > _SETTLED:
                with torch.no_grad():
                    ours, theirs = optical.descriptors[i], sar.descriptors[i]
                    forward = settled(ours, theirs, forward, tolerance, *seen)
                tolerance = torch.full_like(tolerance, _SETTLED)
            backward = torch.linalg.inv(forward)
            back_tolerance = backward[:2, :2].abs() @ tolerance
            for a, b, matrix, box, valid, other in (
                (optical, sar, forward, tolerance, *seen),
                (sar, optical, backward, back_tolerance, *reversed(seen)),
            ):
                loss, reliability, hit = self._direction(a, b, i, matrix, box, valid, other)
                if loss is not None:
                    described.append(loss)
                    trusted.append(_trust_loss(reliability, hit))
                    hits.append(hit.float().mean())
        if not described:
            # Processes of a distributed run all need a gradient of every parameter.
            said = (optical.descriptors, optical.reliability, sar.descriptors, sar.reliability)
            return 0.0 * torch.stack([*(part.sum() for part in said), self.log_temperature]).sum()
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
        centres, target, inside = _shared_cells(height, width, matrix, valid, other)
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
        trunks = (self.net.optical, self.net.sar, self.net.shared)
        rates = self.hparams["trunk_lr"], self.hparams["head_lr"]
        return trunks_and_heads(self, trunks, *rates, self.hparams["steps"])
