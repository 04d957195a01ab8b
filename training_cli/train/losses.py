"""Losses of the retrieval network."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def info_nce(a: Tensor, b: Tensor, temperature: Tensor, same_place: Tensor) -> Tensor:
    """In-batch contrastive loss in both directions (InfoNCE; van den Oord et al., 2018).

    Args:
        a: (N, D) descriptors of one modality, L2-normalised.
        b: (N, D) descriptors of the other; row i shows the place of row i of ``a``.
        temperature: scalar that divides the cosines.
        same_place: (N, N) mask of pairs whose windows overlap although they are not row partners; they are neither
            positive nor negative. Its diagonal must be False.

    Returns:
        Scalar.
    """
    logits = (a @ b.t()) / temperature
    logits = logits.masked_fill(same_place, float("-inf"))
    target = torch.arange(len(a), device=a.device)
    return (functional.cross_entropy(logits, target) + functional.cross_entropy(logits.t(), target)) / 2


def contrastive(a: Tensor, b: Tensor, same: Tensor, margin: float) -> Tensor:
    """Contrastive loss of pairs (Chopra, Hadsell and LeCun, 2005), with Caffe's factor of one half.

    Args:
        a: (N, D) descriptors of one modality.
        b: (N, D) descriptors of the other.
        same: (N,) whether both rows show the same place.
        margin: distance from which different places cost nothing.

    Returns:
        Scalar.
    """
    # The root is taken of a positive number, since its slope at zero is infinite.
    squared = (a - b).square().sum(1)
    short = (margin - (squared + 1e-8).sqrt()).clamp(min=0).square()
    return 0.5 * torch.where(same, squared, short).mean()
