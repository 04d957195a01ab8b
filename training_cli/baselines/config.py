"""Configurations of the baselines: bundled YAML files, read as those of the paper's stages are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from ..train.paper.config import PairConfig, StageConfig


@dataclass(frozen=True)
class MISOConfig(PairConfig):
    """MISO, trained from scratch on labelled pairs.

    Attributes:
        widths: channels of the blocks of a stream, each of two convolutions and a pooling.
        fused: channels after the fusion.
        hidden: units before the probability.
        dropout: share of them that is left out in training.
    """

    stage: ClassVar[str] = "miso"
    widths: tuple[float, ...] = (32, 64, 128, 128)
    fused: int = 128
    hidden: int = 512
    dropout: float = 0.5


@dataclass(frozen=True)
class NetVLADConfig(PairConfig):
    """NetVLAD on both streams of the Five-network.

    Attributes:
        clusters: of each stream.
        dimension: of the descriptor after the trainable projection.
        sharpness: how much nearer the nearest cluster counts at first than the others.
        start_batches: batches of the training stream whose local features are clustered.
        margin: of the contrastive loss, on descriptors of length 1.
    """

    stage: ClassVar[str] = "netvlad"
    clusters: int = 64
    dimension: int = 1024
    sharpness: float = 10.0
    start_batches: int = 8
    margin: float = 1.0


@dataclass(frozen=True)
class RankingConfig(StageConfig):
    """Bag of words, SCCM and CMCP, which learn from descriptors; ``iterations`` are the optimiser steps of SCCM.

    Attributes:
        windows: of the training scenes that are learned from at most; 0 takes all.
        words: of the vocabulary at most.
        keypoints: of a window at most.
        weighting: ``"tfidf"`` or ``"count"``.
        dimension: of SCCM's common space.
        hidden: width of SCCM's hidden layer; 0 maps linearly.
        hinge: margin of SCCM, of cosines.
        negatives: of SCCM, for each query and round.
        rounds: of SCCM's self-paced learning.
        rate: of SCCM's optimiser, Adam.
        first: share of rankings in SCCM's first round.
        diversity: of SCCM's rankings.
        neighbours: of CMCP's graphs.
        alpha: share that CMCP takes from the neighbours.
        negative: weight of CMCP's negative correlations.
    """

    stage: ClassVar[str] = "rankings"
    windows: int = 600
    words: int = 20000
    keypoints: int = 300
    weighting: str = "tfidf"
    dimension: int = 128
    hidden: int = 0
    hinge: float = 0.2
    negatives: int = 20
    rounds: int = 10
    rate: float = 1e-3
    first: float = 0.3
    diversity: float = 0.5
    neighbours: int = 10
    alpha: float = 0.5
    negative: float = 1.0
