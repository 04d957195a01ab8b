"""Configurations of the four stages: YAML files with the paper's settings, and what a budget makes of them.

What the paper leaves open is configuration with the choice written in the bundled files (``resources/configs``).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from dataclasses import MISSING, asdict, dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, TypeVar

import yaml

from ....models.errors import InputError
from ....models.networks.dfcnn import TILE_SIZE, Fusion

#: Folder of the bundled configurations.
FOLDER = Path(__file__).resolve().parents[3] / "resources" / "configs"


@dataclass(frozen=True)
class StageConfig:
    """What all stages share.

    Attributes:
        iterations: of the paper's recipe.
        budget: share of ``iterations`` that is run; recorded wherever the result is shown.
        batch: tiles or pairs per process and step.
        lr: initial learning rate of SGD.
        momentum: of SGD.
        weight_decay: of SGD.
        decay_at: shares of the run after which the learning rate is divided by ten.
        clip: largest norm of the gradient; 0 leaves it as it is.
        seed: of data and initialisation.
        tile: side of the training windows in pixels.
        augment: whether windows are turned, mirrored and changed in their look.
        sources: image pairs to train on, see :func:`~.sources.load_pairs`.
    """

    stage: ClassVar[str]
    iterations: int
    budget: float = 1.0
    batch: int = 5
    lr: float = 1e-3
    momentum: float = 0.9
    weight_decay: float = 5e-4
    decay_at: tuple[float, ...] = ()
    clip: float = 0.0
    seed: int = 0
    tile: int = TILE_SIZE
    augment: bool = False
    sources: tuple[str, ...] = ()

    @property
    def steps(self) -> int:
        """Iterations within the budget, at least one."""
        return max(1, round(self.iterations * self.budget))

    @property
    def falls(self) -> tuple[int, ...]:
        """Steps from which on the learning rate is a tenth of what it was."""
        return tuple(round(share * self.steps) for share in self.decay_at)


@dataclass(frozen=True)
class OEDConfig(StageConfig):
    """Encoder-decoder of the optical stream.

    Attributes:
        blocks: blocks of VGG16, 3 to 5.
        task: ``"segmentation"`` of buildings, or ``"autoencoder"`` (Table 3).
        start: ``"imagenet"``, ``"msra"``, or a file of weights.
        buildings: folder of building tiles in a layout of :func:`~...data.buildings.find_buildings`, relative to the
            folder that holds ``data``.
        held_out: share of the building tiles kept for the figures of the card.
    """

    stage: ClassVar[str] = "oed"
    blocks: int = 4
    task: str = "segmentation"
    start: str = "imagenet"
    buildings: str = "data/buildings"
    held_out: float = 0.2


@dataclass(frozen=True)
class SEDConfig(StageConfig):
    """Encoder-decoder of the SAR stream, see :class:`OEDConfig`."""

    stage: ClassVar[str] = "sed"
    blocks: int = 4
    start: str = "msra"


@dataclass(frozen=True)
class PairConfig(StageConfig):
    """What is trained on pairs that show the same place or different ones.

    Attributes:
        positive_share: of the pairs; the paper's data set has 5 positive and 10 negative pairs per optical tile.
        largest_shift: px along each axis by which the tiles of a positive pair may be apart.
    """

    positive_share: float = 1 / 3
    largest_shift: float = 45.0


@dataclass(frozen=True)
class SubnetConfig(PairConfig):
    """Sub-network from both encoders.

    Attributes:
        blocks: 3, 4 or 5 for Three-, Four- or Five-network.
        margin: of the contrastive loss, on descriptors of length 1 (distances 0 to 2).
    """

    stage: ClassVar[str] = "subnet"
    blocks: int = 4
    margin: float = 1.0


@dataclass(frozen=True)
class DFCNNConfig(SubnetConfig):
    """Complete model on the fixed Sub-network.

    Attributes:
        fusion: feature types in the paper's notation.
        scale: whether they are weighed (the scale layer).
        kernel: of the CAC convolution.
    """

    stage: ClassVar[str] = "dfcnn"
    fusion: tuple[str, ...] = ("p4+2conv+1pool", "p2+1conv+3pool")
    scale: bool = True
    kernel: int = 3


AnyConfig = TypeVar("AnyConfig", bound=StageConfig)


def load_config(
    kind: type[AnyConfig], path: Path | None = None, changes: Sequence[str] = (), **values: Any
) -> AnyConfig:
    """Read the configuration of a stage.

    Args:
        kind: of which stage.
        path: YAML file; the bundled one with the paper's settings when None.
        changes: ``key=value``, on top of the file; values as in YAML.
        values: on top of those; None is ignored.

    Raises:
        InputError: the file cannot be read, or names or values make no sense.
    """
    file = path or FOLDER / f"{kind.stage}.yaml"
    try:
        settings = yaml.safe_load(file.read_text(encoding="utf-8"))
        extra = yaml.safe_load("\n".join(change.replace("=", ": ", 1) for change in changes)) or {}
    except (OSError, yaml.YAMLError) as error:
        raise InputError(f"The configuration {file} cannot be read: {error}", "Check the file.") from error
    if not isinstance(settings, dict) or not isinstance(extra, dict):
        raise InputError(f"{file} is not a list of settings.", "Write one “key: value” a line.")
    given = {**settings, **extra, **{key: value for key, value in values.items() if value is not None}}
    known = {field.name: field for field in fields(kind)}
    unknown = sorted(set(given) - set(known))
    if unknown:
        raise InputError(f"Unknown settings: {', '.join(unknown)}.", f"Known are {', '.join(known)}.")
    try:
        config = kind(**{key: _typed(str(known[key].type), value) for key, value in given.items()})
    except (TypeError, ValueError) as error:
        raise InputError(
            f"A setting of {file.name} is wrong: {error}", "Compare with the bundled file."
        ) from error
    _check(config)
    return config


def settings_of(config: StageConfig) -> dict[str, Any]:
    """Plain values for checkpoints and JSON."""
    return {"stage": config.stage, **asdict(config)}


def defaults_of(config: StageConfig) -> dict[str, Any]:
    """What a configuration of this kind has where nothing is said, as plain values."""
    given = {field.name: field.default for field in fields(config) if field.default is not MISSING}
    plain: dict[str, Any] = json.loads(json.dumps(given))
    return plain


def parse_fusion(text: str) -> Fusion:
    """A feature type from the paper's notation: ``p4+2conv+1pool``; ``p4+1pool5`` pools windows of 5 x 5.

    Raises:
        InputError: it is not that notation.
    """
    found = re.fullmatch(r"p([1-5])(?:\+(\d+)conv)?(?:\+(\d)pool(\d+)?)?", text.replace(" ", ""))
    if found is None:
        raise InputError(f"“{text}” is no feature type.", "Write, for example, p4+2conv+1pool.")
    level, channels, pools, window = found.groups()
    return Fusion(int(level), int(channels or 0), int(pools or 0), int(window or 2))


#: Lowest and highest value of settings of any stage, by name.
_LIMITS: dict[str, tuple[float, float]] = {
    **dict.fromkeys(
        ("lr", "weight_decay", "clip", "seed", "margin", "largest_shift", "hidden"), (0, math.inf)
    ),
    **dict.fromkeys(
        ("batch", "iterations", "kernel", "clusters", "dimension", "start_batches"), (1, math.inf)
    ),
    **dict.fromkeys(("momentum", "positive_share", "held_out", "dropout", "decay_at"), (0, 1)),
    "tile": (32, math.inf),
}


def _typed(kind: str, value: Any) -> Any:
    if kind.startswith("tuple"):
        items = value if isinstance(value, (list, tuple)) else [value]
        return tuple(float(item) if "float" in kind else str(item) for item in items)
    if kind == "bool":
        if not isinstance(value, bool):
            raise ValueError(f"{value!r} is neither true nor false")
        return value
    if isinstance(value, bool) and kind != "str":
        raise ValueError(f"{value!r} is no number")
    if kind == "int" and isinstance(value, float) and not value.is_integer():
        raise ValueError(f"{value!r} is no whole number")
    return {"int": int, "float": float, "str": str}[kind](value)


def _check(config: StageConfig) -> None:
    if not 0 < config.budget <= 1:
        raise InputError(f"A budget of {config.budget:g} makes no sense.", "Give a share between 0 and 1.")
    for name, (low, high) in _LIMITS.items():
        found = getattr(config, name, ())
        for value in found if isinstance(found, tuple) else (found,):
            # Written so that it refuses what is no number at all, too.
            if not low <= value <= high or math.isinf(value):
                wanted = f"at least {low:g}" if math.isinf(high) else f"from {low:g} to {high:g}"
                raise InputError(
                    f"{name} cannot be {value:g}.", f"Give a number {wanted}; compare with the bundled file."
                )
    if getattr(config, "blocks", 4) not in {3, 4, 5}:
        raise InputError("A Sub-network has 3, 4 or 5 blocks.", "Set blocks to one of these.")
    if getattr(config, "task", "segmentation") not in {"segmentation", "autoencoder"}:
        raise InputError("OED learns segmentation or autoencoder.", "Set task to one of these.")
    if isinstance(config, DFCNNConfig):
        _check_fusion(config)


def _check_fusion(config: DFCNNConfig) -> None:
    if not config.kernel % 2:
        raise InputError(
            f"A kernel of {config.kernel} has no middle and changes the size of the maps.", "Give an odd one."
        )
    if not config.fusion:
        raise InputError(
            "There is no feature type to fuse.", "Name one, for example fusion=[p4+2conv+1pool]."
        )
    for text in config.fusion:
        item = parse_fusion(text)
        if item.level > config.blocks:
            raise InputError(
                f"“{text}” starts from p{item.level}, but the Sub-network has {config.blocks} blocks.",
                f"Use p1 to p{config.blocks}, or a Sub-network with more blocks.",
            )
        if item.window < 1 or item.side < 1:
            raise InputError(
                f"The pooling windows of “{text}” do not fit into the maps of a tile.",
                "Pool less often, or with smaller windows.",
            )
