"""MISO and NetVLAD as stages: the trainer, streams, checkpoints and cards are those of the paper's own stages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lightning
import torch
from torch import Tensor
from torch.nn import functional

from ...models.networks.dfcnn import sub_network
from ..data.osr.manifest import load
from ..train.checkpoint import read_checkpoint
from ..train.paper.assemble import load_subnet
from ..train.paper.config import PairConfig
from ..train.paper.modules import Stage, pair_loss
from ..train.paper.osr_stream import OsrPairStream
from ..train.paper.stages import Runner
from ..train.paper.streams import LabelledPairStream
from ..train.saving import newest
from .config import MISOConfig, NetVLADConfig
from .miso import MISO
from .netvlad import NetVLAD

#: Blocks of the Five-network.
_BLOCKS = 5


class MISOStage(Stage):
    """MISO on the cross-entropy of same and different places."""

    def __init__(self, config: MISOConfig, started_from: dict[str, Any] | None = None) -> None:
        super().__init__(config, started_from or {"network": "MSRA"})
        widths = [int(width) for width in config.widths]
        self.net = MISO(widths, config.fused, config.hidden, config.dropout)

    def training_step(self, batch: dict[str, Tensor], batch_idx: int) -> Tensor:
        """One batch; what dropout leaves out follows from the step, so that a resumed run goes on exactly."""
        trainer = self.trainer
        number = trainer.global_step * trainer.world_size + trainer.global_rank
        torch.manual_seed(self.config.seed * 1_000_003 + number)
        return super().training_step(batch, batch_idx)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Of a batch of :class:`~...train.paper.streams.LabelledPairStream`."""
        logits = self.net(batch["optical"], batch["sar"]).float()
        loss = functional.binary_cross_entropy_with_logits(logits, batch["same"].float())
        return {"cross_entropy": loss}


class NetVLADStage(Stage):
    """NetVLAD on the contrastive loss."""

    def __init__(self, config: NetVLADConfig, started_from: dict[str, Any] | None = None) -> None:
        super().__init__(config, started_from or {})
        self.margin = config.margin
        self.net = NetVLAD(sub_network(_BLOCKS), config.clusters, config.dimension)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Of a batch of :class:`~...train.paper.streams.LabelledPairStream`."""
        optical, sar = (self.net.describe(name, batch[name]) for name in ("optical", "sar"))
        return {"contrastive": pair_loss(optical, sar, batch["same"], self.margin)}


def train_miso(config: MISOConfig, runner: Runner, out: Path, data: Path | None = None) -> Path:
    """Train MISO, or go on with an interrupted run; the checkpoint. ``data`` as for :meth:`Runner.subnet`."""
    lightning.seed_everything(config.seed, verbose=False)
    return runner.run_pairs(MISOStage(config), config, {"network": "MSRA"}, out, data)


def train_netvlad(
    config: NetVLADConfig, runner: Runner, subnet: Path, out: Path, data: Path | None = None
) -> Path:
    """Train NetVLAD from a Five-network, or go on with an interrupted run; the checkpoint.

    Args:
        config: settings.
        runner: trains.
        subnet: checkpoint of the Five-network.
        out: folder to write.
        data: as for :meth:`Runner.subnet`; the clusters begin from the same pairs.

    Raises:
        InputError: the checkpoint is no Five-network, the data set cannot be trained on, or the start holds fewer
            features than clusters.
    """
    lightning.seed_everything(config.seed, verbose=False)
    module = NetVLADStage(config)
    started: dict[str, Any] = {"subnet": load_subnet(module.net.subnet, subnet)}
    osr = None if data is None else load(data)
    if osr is not None:
        # A run whose clusters came from other pairs is another one.
        started["clusters of"] = osr.sha256
    if newest(out) is None:
        stream = (
            LabelledPairStream(runner.pairs(config.sources), config)
            if osr is None
            else OsrPairStream(osr, config)
        )
        module.net.start([stream[i] for i in range(config.start_batches)], config.sharpness, config.seed)
    return runner.run_pairs(module, config, started, out, data)


def restore(checkpoint: Path, stage: type[MISOStage | NetVLADStage], config: PairConfig) -> Any:
    """A stage as it was saved, ready to describe."""
    settings, state = read_checkpoint(checkpoint)
    module = stage(config, settings["from"])  # type: ignore[arg-type]
    module.load_state_dict(state)
    return module.eval()
