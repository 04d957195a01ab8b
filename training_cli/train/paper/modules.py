"""The four stages as Lightning modules: SGD as in the paper, one loss each."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import lightning
import torch
from torch import Tensor, nn
from torch.nn import functional

from ....models.networks.dfcnn import DFCNN, FeatureFusion, Fusion, sub_network
from ....models.networks.segnet import OED, SED, EncoderDecoder
from ..losses import contrastive
from .config import DFCNNConfig, OEDConfig, SEDConfig, StageConfig, SubnetConfig, parse_fusion, settings_of


class Stage(lightning.LightningModule):
    """What the stages share: the optimiser, and what a checkpoint remembers of the recipe.

    Args:
        config: settings of the stage.
        started_from: what the weights come from, for cards and tables.
    """

    def __init__(self, config: StageConfig, started_from: dict[str, Any]) -> None:
        super().__init__()
        self.config = config
        self.save_hyperparameters(
            {"recipe": settings_of(config), "steps": config.steps, "from": started_from}
        )

    def loss(self, batch: dict[str, Tensor]) -> Tensor:
        """Loss of a batch, a scalar."""
        return torch.stack(list(self.losses(batch).values())).sum()

    @abstractmethod
    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """What the loss is the sum of, by name."""

    def training_step(self, batch: dict[str, Tensor], batch_idx: int) -> Tensor:
        """One batch of the stage's stream."""
        losses = self.losses(batch)
        for name, value in losses.items():
            self.log(f"train/{name}", value)
        return torch.stack(list(losses.values())).sum()

    def configure_optimizers(self) -> Any:
        """SGD with momentum (section 3.2); the rate falls by ten at the shares of the run given by ``decay_at``."""
        config = self.config
        trained = [parameter for parameter in self.parameters() if parameter.requires_grad]
        optimizer = torch.optim.SGD(
            trained, lr=config.lr, momentum=config.momentum, weight_decay=config.weight_decay
        )
        return self.scheduled(optimizer)

    def scheduled(self, optimizer: torch.optim.Optimizer) -> dict[str, Any]:
        """An optimiser whose rate falls as the configuration says, for Lightning."""
        edges = self.config.falls
        schedule = torch.optim.lr_scheduler.LambdaLR(
            optimizer, lambda step: 0.1 ** sum(step >= edge for edge in edges)
        )
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


class EncoderDecoderStage(Stage):
    """OED or SED (section 2.2).

    OED learns buildings by cross-entropy, or optical tiles as an autoencoder (Table 3); SED learns SAR tiles. The
    Euclidean loss is half the squared difference, averaged over pixels, channels and tiles.
    """

    def __init__(self, config: OEDConfig | SEDConfig, started_from: dict[str, Any] | None = None) -> None:
        super().__init__(config, started_from or {"encoder": config.start})
        self.segments = isinstance(config, OEDConfig) and config.task == "segmentation"
        self.net: EncoderDecoder
        if self.segments:
            self.net = OED(config.blocks)
        else:
            self.net = SED(config.blocks, channels=3 if isinstance(config, OEDConfig) else 1)
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Of a batch of :class:`~.streams.BuildingStream` or :class:`~.streams.TileStream`."""
        out = self.net(batch["image"]).float()
        if self.segments:
            # The sigmoid and the cross-entropy in one, which does not overflow.
            return {"cross_entropy": functional.binary_cross_entropy_with_logits(out, batch["target"])}
        return {"euclidean": 0.5 * functional.mse_loss(out, batch["target"])}


class SubnetStage(Stage):
    """Three-, Four- or Five-network on the contrastive loss."""

    def __init__(self, config: SubnetConfig, started_from: dict[str, Any] | None = None) -> None:
        super().__init__(config, started_from or {})
        self.net = sub_network(config.blocks)
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Of a batch of :class:`~.streams.LabelledPairStream`."""
        optical, sar = self.net(batch["optical"], batch["sar"])
        return {"contrastive": pair_loss(optical, sar, batch["same"], self.hparams["recipe"]["margin"])}


@dataclass(frozen=True)
class Variant:
    """A way to fuse the features of the Sub-network.

    Attributes:
        name: key of the variant, without dots.
        fusion: feature types in the paper's notation.
        scale: whether they are weighed.
    """

    name: str
    fusion: tuple[str, ...]
    scale: bool = True

    @property
    def parsed(self) -> tuple[Fusion, ...]:
        """The feature types."""
        return tuple(parse_fusion(text) for text in self.fusion)

    @property
    def notation(self) -> str:
        """As the paper writes it, e.g. ``(p4+2conv+1pool)©(p2+1conv+3pool+scale)``."""
        if len(self.fusion) == 1:
            return self.fusion[0]
        *first, last = self.fusion
        return "©".join([*(f"({text})" for text in first), f"({last}{'+scale' if self.scale else ''})"])


class DFCNNStage(Stage):
    """Complete DFCNN on the fixed Sub-network.

    Since the Sub-network does not change, several variants of what follows it are trained side by side on the same
    batches: they share no parameter that is trained, so each is what a run of its own would give.

    Args:
        config: settings of the stage; its ``fusion`` and ``scale`` are the variant ``paper`` when none are given.
        variants: what to train.
        started_from: what the Sub-network comes from.
    """

    def __init__(
        self,
        config: DFCNNConfig,
        variants: Sequence[Variant] = (),
        started_from: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(config, started_from or {})
        self.variants = tuple(variants) or (Variant("paper", config.fusion, config.scale),)
        self.save_hyperparameters(
            {"variants": [[v.name, list(v.fusion), v.scale] for v in self.variants], "blocks": config.blocks}
        )
        self.net = sub_network(config.blocks)
        self.net.requires_grad_(False)
        self.net.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.fusions = nn.ModuleDict()
        for variant in self.variants:
            # Every variant starts from the same random numbers, whichever others are trained beside it.
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(config.seed)
                streams = {
                    name: FeatureFusion(variant.parsed, config.kernel, variant.scale)
                    for name in ("optical", "sar")
                }
            self.fusions[variant.name] = nn.ModuleDict(streams)

    def maps(self, modality: str, tiles: Tensor) -> dict[str, Tensor]:
        """Maps of the fixed Sub-network."""
        with torch.no_grad():
            return self.net.branch(modality).maps(tiles)

    def describe(self, variant: str, modality: str, maps: dict[str, Tensor]) -> Tensor:
        """Descriptors (N, D) of a variant from maps, not normalised."""
        return self.fusions[variant][modality].fuse(maps)  # type: ignore[index,no-any-return]

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Of a batch of :class:`~.streams.LabelledPairStream`, one per variant."""
        optical, sar = self.maps("optical", batch["optical"]), self.maps("sar", batch["sar"])
        found = {}
        for variant in self.variants:
            a = self.describe(variant.name, "optical", optical)
            b = self.describe(variant.name, "sar", sar)
            found[variant.name] = pair_loss(a, b, batch["same"], self.hparams["recipe"]["margin"])
        return found

    def assembled(self, variant: str) -> DFCNN:
        """The network of a variant on its own."""
        found = next(item for item in self.variants if item.name == variant)
        whole = DFCNN(found.parsed, self.hparams["recipe"]["kernel"], found.scale)
        for modality in ("optical", "sar"):
            branch = whole.branch(modality)
            state = dict(self.fusions[variant][modality].state_dict())  # type: ignore[index]
            trunk = self.net.branch(modality).trunk.state_dict()
            state.update({f"trunk.{key}": trunk[key] for key in branch.trunk.state_dict()})
            branch.load_state_dict(state)
        return whole


def pair_loss(optical: Tensor, sar: Tensor, same: Tensor, margin: float) -> Tensor:
    """Contrastive loss of descriptors (N, D) that are brought to length 1 first."""
    a, b = functional.normalize(optical.float(), dim=1), functional.normalize(sar.float(), dim=1)
    return contrastive(a, b, same, margin)
