"""SCCM: simple to complex cross-modal learning to rank (Luo et al., CVIU 2017).

Theirs: an embedding of both modalities learned from rankings (a query, a relevant and an irrelevant object of the other
modality), beginning with the easy rankings of diverse queries and taking in harder ones round by round (self-paced
learning with diversity, SPLD; Jiang et al., 2014). Theirs maps by non-linear functions; ``hidden`` puts one layer of
tanh in between, and 0, the default, leaves the maps linear. Ours: the hinge loss of cosines, the start (principal axes
of both modalities together), Adam, and a pace that is set by quantiles of the losses, so that it needs no scale. Only
losses above zero count in them: where the features are good already most rankings have none, a threshold from all of
them would be zero, and only rankings would be taken that teach nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

#: Added to a threshold, which only smaller losses pass: the last round takes the largest, too.
_FLOOR = 1e-6


@dataclass(frozen=True)
class SCCMSettings:
    """What the paper leaves open.

    Attributes:
        dimension: of the common space.
        hidden: width of a hidden layer; 0 maps linearly.
        margin: of the hinge loss, of cosines.
        negatives: irrelevant objects drawn for a query in each round.
        rounds: of selecting rankings, after each of which more of them are taken.
        steps: of the optimiser in a round.
        rate: of the optimiser (Adam).
        first: share of the rankings with a loss that the first round's threshold lets through; the last lets all
            through.
        diversity: the weight of diversity against the threshold.
    """

    dimension: int = 128
    hidden: int = 0
    margin: float = 0.2
    negatives: int = 20
    rounds: int = 10
    steps: int = 20
    rate: float = 1e-3
    first: float = 0.3
    diversity: float = 0.5


class SCCM(nn.Module):
    """Maps of both modalities into the common space."""

    def __init__(self, optical: Tensor, sar: Tensor, settings: SCCMSettings) -> None:
        super().__init__()
        both = torch.cat([optical, sar])
        wanted = min(settings.dimension, *both.shape)
        axes = torch.linalg.svd(both, full_matrices=False)[2][:wanted]
        self.optical, self.sar = (_map(axes, settings.hidden) for _ in range(2))

    def forward(self, optical: Tensor, sar: Tensor) -> tuple[Tensor, Tensor]:
        """Features (N, D) and (M, D) -> embeddings of length 1."""
        return functional.normalize(self.optical(optical), dim=1), functional.normalize(self.sar(sar), dim=1)

    def embed(
        self, optical: NDArray[np.float32], sar: NDArray[np.float32]
    ) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
        """The same for arrays."""
        with torch.inference_mode():
            a, b = self(torch.from_numpy(optical), torch.from_numpy(sar))
        return a.numpy(), b.numpy()


def self_paced(losses: Tensor, threshold: float, diversity: float) -> Tensor:
    """Which rankings are taken: the closed form of SPLD, with a group for each query.

    Args:
        losses: (Q, R) of the R rankings of each query.
        threshold: loss below which a ranking is easy.
        diversity: what is added to it for the first ranking of a query; the i-th gets it divided by
            ``sqrt(i) + sqrt(i - 1)``, so that a few rankings of many queries are rather taken than many of a few.

    Returns:
        (Q, R) of zeros and ones.
    """
    order = losses.argsort(1)
    place = torch.arange(1, losses.shape[1] + 1, dtype=losses.dtype)
    limits = threshold + diversity / (place.sqrt() + (place - 1).sqrt())
    taken = (losses.gather(1, order) < limits).to(losses.dtype)
    return torch.zeros_like(losses).scatter(1, order, taken)


def pace(losses: Tensor, share: float) -> float:
    """Threshold that lets through a share of the rankings with a loss, and all without.

    Args:
        losses: hinge losses of any shape.
        share: 0 to 1.

    Returns:
        0 where no ranking has a loss.
    """
    left = losses[losses > 0]
    return float(np.quantile(left.numpy(), share)) if len(left) else 0.0


def learn_sccm(
    optical: NDArray[np.float32],
    sar: NDArray[np.float32],
    same: NDArray[np.bool_],
    settings: SCCMSettings = SCCMSettings(),
    seed: int = 0,
) -> tuple[SCCM, list[float]]:
    """Learn the embedding.

    Args:
        optical: features (N, D).
        sar: features (M, D).
        same: (N, M) which are relevant to each other; each object has a relevant and an irrelevant one.
        settings: what the paper leaves open.
        seed: of the drawn rankings.

    Returns:
        The maps, and the share of rankings that each round took.
    """
    generator = torch.Generator().manual_seed(seed)
    with torch.random.fork_rng(devices=[]):
        torch.manual_seed(seed)
        model = SCCM(torch.from_numpy(optical), torch.from_numpy(sar), settings)
    inputs = torch.from_numpy(optical), torch.from_numpy(sar)
    relevant = torch.from_numpy(same)
    optimiser = torch.optim.Adam(model.parameters(), lr=settings.rate)
    shares = []
    for number in range(settings.rounds):
        drawn = [_draw(mask, settings.negatives, generator) for mask in (relevant, relevant.T)]
        with torch.no_grad():
            losses = _losses(model, inputs, drawn, settings.margin)
        share = settings.first + (1 - settings.first) * number / max(settings.rounds - 1, 1)
        threshold = pace(losses, share)
        taken = self_paced(losses, threshold + _FLOOR, settings.diversity * threshold)
        shares.append(float(taken.mean()))
        for _ in range(settings.steps):
            loss = (taken * _losses(model, inputs, drawn, settings.margin)).sum() / taken.sum().clamp(min=1)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
    return model.eval(), shares


def _map(axes: Tensor, hidden: int) -> nn.Module:
    outer = nn.Linear(axes.shape[1], axes.shape[0], bias=False)
    outer.weight = nn.Parameter(axes.clone())
    if not hidden:
        return outer
    return nn.Sequential(outer, nn.Linear(axes.shape[0], hidden), nn.Tanh(), nn.Linear(hidden, axes.shape[0]))


def _draw(relevant: Tensor, negatives: int, generator: torch.Generator) -> tuple[Tensor, Tensor]:
    """A relevant object of each query (Q, 1), and irrelevant ones (Q, R)."""
    chances = relevant.float()
    positive = torch.multinomial(chances, 1, generator=generator)
    return positive, torch.multinomial(1 - chances, negatives, replacement=True, generator=generator)


def _losses(
    model: SCCM, inputs: tuple[Tensor, Tensor], drawn: list[tuple[Tensor, Tensor]], margin: float
) -> Tensor:
    """Hinge losses of the rankings in both directions, the SAR queries after the optical ones."""
    optical, sar = model(*inputs)
    scores = optical @ sar.T
    parts = [
        functional.relu(margin + s.gather(1, negative) - s.gather(1, positive))
        for s, (positive, negative) in zip((scores, scores.T), drawn)
    ]
    return torch.cat(parts)
