"""Losses of the retrieval network."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional


def info_nce(
    a: Tensor, b: Tensor, temperature: Tensor, answers: Tensor, neither: Tensor, asks: tuple[Tensor, Tensor]
) -> Tensor:
    """In-batch contrastive loss in both directions (InfoNCE; van den Oord et al., 2018) with shared answers.

    Where tiles overlap, the right answer is not one tile: the probability of an answer is divided among the tiles
    near the place, so that the ranking falls off with the distance.

    Args:
        a: (N, D) descriptors of one modality, L2-normalised.
        b: (M, D) descriptors of the other.
        temperature: scalar that divides the cosines.
        answers: (N, M) how well a row of ``b`` answers a row of ``a``, 0 where it does not.
        neither: (N, M) mask of pairs that are neither right nor wrong.
        asks: (N,) and (M,) masks of the rows of ``a`` and of ``b`` that ask; the rest are wrong answers only.

    Returns:
        Scalar: the mean divergence of the answers given from those expected, 0 at best, and where nothing asks.
    """
    logits = ((a @ b.t()) / temperature).masked_fill(neither, -1e4)

    def divergence(given: Tensor, wanted: Tensor) -> Tensor:
        share = wanted / wanted.sum(1, keepdim=True)
        return functional.kl_div(given.log_softmax(1), share, reduction="none").sum() / max(len(given), 1)

    there = divergence(logits[asks[0]], answers[asks[0]])
    back = divergence(logits.t()[asks[1]], answers.t()[asks[1]])
    return (there + back) / 2


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
