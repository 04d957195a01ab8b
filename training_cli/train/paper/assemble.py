"""Networks out of the checkpoints of the stages: the start of the next stage, and whole DFCNNs."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from torch import Tensor

from ....models.errors import InputError
from ....models.networks.dfcnn import DFCNN
from ....models.networks.segnet import initialise_msra
from ....models.networks.vgg import VGGTrunk, load_imagenet
from ..checkpoint import part_of, read_checkpoint
from ..run import imagenet_weights
from .config import DFCNNConfig, OEDConfig, SEDConfig, SubnetConfig
from .modules import DFCNNStage, SubnetStage, Variant


def start_encoder(trunk: VGGTrunk, start: str, shared: Path) -> None:
    """Fill an encoder before training.

    Args:
        trunk: the encoder.
        start: ``"imagenet"``, ``"msra"``, an ``.npz`` with Caffe names, or a checkpoint of OED or SED.
        shared: folder that holds ``weights``.

    Raises:
        InputError: the file cannot be used.
    """
    if start == "msra":
        initialise_msra(trunk)
    elif start.endswith(".ckpt"):
        load_encoder(trunk, Path(start))
    else:
        name = shared / "weights" / "vgg16_imagenet_conv.npz" if start == "imagenet" else Path(start)
        load_imagenet(trunk, imagenet_weights(name))


def load_encoder(trunk: VGGTrunk, checkpoint: Path) -> dict[str, Any]:
    """Fill a trunk with the encoder of an OED or SED checkpoint; gives back how that was trained.

    Args:
        trunk: of an encoder-decoder, which takes either, or of a stream of the Sub-network, which takes one that has
            seen the same modality.
        checkpoint: of OED or SED.

    Raises:
        InputError: the checkpoint holds no encoder of that depth, or one of the other modality.
    """
    settings, state = read_checkpoint(checkpoint)
    encoder = part_of(state, "net.encoder.")
    wanted = trunk.state_dict()
    if not set(wanted) <= set(encoder):
        raise InputError(
            f"{checkpoint} holds no encoder of {trunk.blocks} blocks.",
            "Name a checkpoint of `optosar train oed` or sed.",
        )
    stage = {"optical": OEDConfig.stage, "sar": SEDConfig.stage}.get(trunk.modality or "")
    found = settings["recipe"]["stage"]
    if stage is not None and found != stage:
        raise InputError(
            f"{checkpoint} is a checkpoint of `optosar train {found}`, but the {trunk.modality} stream begins from "
            f"one of `optosar train {stage}`.",
            "OED sees optical tiles and becomes OptNet, SED sees SAR tiles and becomes SarNet: exchange the two.",
        )
    trunk.load_state_dict({key: encoder[key] for key in wanted})
    return origin(settings)


def load_subnet(net: DFCNN, checkpoint: Path) -> dict[str, Any]:
    """Fill both trunks from a checkpoint of the Sub-network; gives back how that was trained.

    Raises:
        InputError: the checkpoint is of another stage or depth.
    """
    settings, state = read_checkpoint(checkpoint)
    stored = part_of(state, "net.")
    if settings.get("recipe", {}).get("stage") != SubnetConfig.stage or set(stored) != set(net.state_dict()):
        raise InputError(
            f"{checkpoint} is no Sub-network of {net.optical.trunk.blocks} blocks.",
            "Name a checkpoint of `optosar train subnet`.",
        )
    net.load_state_dict(stored)
    return origin(settings)


def origin(settings: dict[str, Any]) -> dict[str, Any]:
    """What later stages, cards and tables say about an earlier one."""
    recipe = settings["recipe"]
    return {
        "stage": recipe["stage"],
        **{key: recipe[key] for key in ("task", "start", "blocks") if key in recipe},
        "budget": recipe["budget"],
        "steps": settings["steps"],
        "from": settings["from"],
    }


def restore_subnet(checkpoint: Path) -> SubnetStage:
    """The Sub-network stage as it was saved."""
    settings, state = read_checkpoint(checkpoint)
    module = SubnetStage(_config(SubnetConfig, settings, checkpoint), settings["from"])
    module.load_state_dict(state)
    return module.eval()


def restore_dfcnn(checkpoint: Path) -> DFCNNStage:
    """The DFCNN stage as it was saved, with all its variants."""
    settings, state = read_checkpoint(checkpoint)
    return _restored(settings, state, checkpoint)


def assembled_dfcnn(
    settings: dict[str, Any], state: dict[str, Tensor], name: str
) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Tensors and ``config`` of a weights file from a DFCNN checkpoint, of its first variant.

    Raises:
        InputError: the checkpoint is of an earlier stage.
    """
    module = _restored(settings, state, Path(name))
    variant = module.variants[0]
    config = {"kernel": settings["recipe"]["kernel"], "fusion": [asdict(item) for item in variant.parsed]}
    return dict(module.assembled(variant.name).state_dict()), config


def _restored(settings: dict[str, Any], state: dict[str, Tensor], checkpoint: Path) -> DFCNNStage:
    config = _config(DFCNNConfig, settings, checkpoint)
    variants = [Variant(name, tuple(fusion), scale) for name, fusion, scale in settings["variants"]]
    module = DFCNNStage(config, variants, settings["from"])
    module.load_state_dict(state)
    return module.eval()


def _config(kind: type[SubnetConfig], settings: dict[str, Any], checkpoint: Path) -> Any:
    recipe = dict(settings.get("recipe", {}))
    if recipe.pop("stage", None) != kind.stage:
        raise InputError(
            f"{checkpoint} is no checkpoint of `optosar train {kind.stage}`.",
            "Name a checkpoint of that stage.",
        )
    values: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value for key, value in recipe.items()
    }
    return kind(**values)
