"""Configurations of the S2-Net paper's trainings: YAML files with its settings, and what a budget makes of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Union

from ....models.errors import InputError
from ..paper.config import StageConfig


@dataclass(frozen=True)
class KeypointConfig(StageConfig):
    """What all base networks share; see the base class for the rest. ``tile`` is the side of the crops.

    Attributes:
        ssl: whether the self-supervised losses are added (Eq. 2).
        weight: of those, the paper's lambda.
        ssl_detector: whether these teach where keypoints are, too, as in the paper; otherwise only descriptors.
        ssl_until: share of the run's steps after which they are left out; the paper keeps them.
        rotation: largest rotation between the images of a pair, degrees.
        scale: largest scale between them; the smallest is 1.
        projection: largest share of half a crop's side by which its corners are moved.
        noise: variance of the noise of a self-supervised partner, of grey values from 0 to 1.
        blur: spread of its Gaussian blur, px.
        optimiser: for the card.
    """

    ssl: bool = True
    weight: float = 0.8
    ssl_detector: bool = True
    ssl_until: float = 1.0
    rotation: float = 10.0
    scale: float = 1.2
    projection: float = 0.2
    noise: float = 0.01
    blur: float = 1.0
    optimiser: str = "Adam"

    @property
    def guided(self) -> int:
        """Steps with self-supervision."""
        return round(self.ssl_until * self.steps) if self.ssl else 0


@dataclass(frozen=True)
class D2NetConfig(KeypointConfig):
    """D2-Net from ImageNet, the whole network fine-tuned.

    Attributes:
        margin: of the triplet loss.
        apart: cells within which another place is no negative.
    """

    stage: ClassVar[str] = "d2net"
    margin: float = 1.0
    apart: int = 4


@dataclass(frozen=True)
class R2D2Config(KeypointConfig):
    """R2D2 from scratch.

    Attributes:
        patch: side of the patches in which repeatability must be similar and peaked, px.
        grid: px between queries of the descriptor loss.
        bins: of the quantised average precision.
        base: precision below which a place should call itself unreliable.
    """

    stage: ClassVar[str] = "r2d2"
    patch: int = 16
    grid: int = 8
    bins: int = 20
    base: float = 0.5


@dataclass(frozen=True)
class CMMNetConfig(KeypointConfig):
    """CMM-Net from ImageNet, the whole network fine-tuned. All but the kinds of losses is our choice.

    Attributes:
        unshared: blocks of VGG16, 1 to 3, that each modality has for itself.
        margin: of the cross-modality triplet loss.
        apart: cells within which another place is no negative.
        cross: weight of the cross-modality loss; that of the triplets is 1. Where it is as large as ``discriminative``,
            what draws features together outweighs what parts them at the start, and all of them become alike.
        discriminative: weight of the discriminative loss.
        separation: squared distance from which on places of one image are different enough for it.
    """

    stage: ClassVar[str] = "cmmnet"
    unshared: int = 2
    margin: float = 1.0
    apart: int = 4
    cross: float = 0.5
    discriminative: float = 1.0
    separation: float = 1.0

    def __post_init__(self) -> None:
        if self.unshared not in {1, 2, 3}:
            raise ValueError(f"unshared is {self.unshared}, but 1, 2 or 3 blocks can be")


#: Of any base network.
AnyKeypointConfig = Union[D2NetConfig, R2D2Config, CMMNetConfig]
#: By the name of the base network.
CONFIGS: dict[str, type[AnyKeypointConfig]] = {
    kind.stage: kind for kind in (D2NetConfig, R2D2Config, CMMNetConfig)
}


def config_of(base: str) -> type[AnyKeypointConfig]:
    """Configuration of a base network.

    Raises:
        InputError: there is no such network.
    """
    if base not in CONFIGS:
        raise InputError(f"There is no base network “{base}”.", f"Use one of {', '.join(CONFIGS)}.")
    return CONFIGS[base]
