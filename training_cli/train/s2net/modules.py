"""The joint training of a base network, as a Lightning module and as a run that is kept in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lightning
import torch
from torch import Tensor

from ...data.cross_modality import cross_pairs
from ..paper.modules import Stage
from ..paper.stages import Runner
from ..run import imagenet_weights
from .cmmnet import CMMNetBase
from .config import AnyKeypointConfig, CMMNetConfig, D2NetConfig, R2D2Config
from .d2net import D2NetBase
from .r2d2 import R2D2Base
from .ssl import PARTNERS, joint_losses
from .stream import CrossPairStream

_PARTNERS = tuple(PARTNERS.values())


class KeypointStage(Stage):
    """A base network on the joint loss (Eq. 2).

    Args:
        config: which network, and its settings.
        imagenet: tensors of VGG16 for D2-Net and CMM-Net; None to start as initialised.
    """

    def __init__(
        self,
        config: AnyKeypointConfig,
        started_from: dict[str, Any] | None = None,
        imagenet: dict[str, Tensor] | None = None,
    ) -> None:
        super().__init__(config, started_from or {})
        self.weight, self.detector, self.guided = config.weight, config.ssl_detector, config.guided
        self.base = base_of(config, imagenet)

    def losses(self, batch: dict[str, Tensor]) -> dict[str, Tensor]:
        """Of a batch of :class:`~.stream.CrossPairStream`; once self-supervision has ended, of its pairs alone."""
        if self.global_step >= self.guided:
            batch = {name: value for name, value in batch.items() if not name.startswith(_PARTNERS)}
        return joint_losses(self.base, batch, self.weight, self.detector)

    def configure_optimizers(self) -> Any:
        """Adam (section III-A); the paper's rate is fixed, ``decay_at`` lets it fall as in the other stages."""
        config = self.config
        parameters = self.base.parameters()
        return self.scheduled(torch.optim.Adam(parameters, lr=config.lr, weight_decay=config.weight_decay))


def base_of(
    config: AnyKeypointConfig, imagenet: dict[str, Tensor] | None = None
) -> D2NetBase | R2D2Base | CMMNetBase:
    """The base network of a configuration, see :class:`KeypointStage`."""
    if isinstance(config, D2NetConfig):
        return D2NetBase(config, imagenet)
    return CMMNetBase(config, imagenet) if isinstance(config, CMMNetConfig) else R2D2Base(config)


def train_s2net(config: AnyKeypointConfig, out: Path, runner: Runner) -> Path:
    """Train a base network on the pairs of ``config.sources``, or go on with a run that was interrupted.

    Returns:
        The checkpoint; ``card.md``, ``run.json`` and ``curve.csv`` lie beside it.

    Raises:
        InputError: there are no such pairs, or the folder holds a run with other settings.
        Cancelled: by the runner's progress; the step reached is saved.
    """
    lightning.seed_everything(config.seed, verbose=False)
    pairs = [pair for source in config.sources for pair in cross_pairs(source, runner.shared)]
    if isinstance(config, R2D2Config):
        module = KeypointStage(config, {"network": "as initialised"})
    else:
        imagenet = imagenet_weights(runner.shared / "weights" / "vgg16_imagenet_conv.npz")
        module = KeypointStage(config, {"trunk": "VGG16, ImageNet"}, imagenet)
    shown = {"sources": list(config.sources), "pairs": len(pairs)}
    return runner.run(module, CrossPairStream(pairs, config), shown, out)
