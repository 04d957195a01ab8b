"""DFCNN: the two-stream network that gives optical and SAR tiles comparable descriptors.

Source: Zhang, Zhou and Li, "Retrieval Across Optical and SAR Images with Deep Neural Network" (PCM 2018), section 2.1,
Figs. 1 and 2. Each branch is VGG16 to pool4. Channels-aggregated convolution (CAC, Eq. 1) and semi-average pooling
(SAP) turn p4 into 2 x 8 x 8 and p2 into 1 x 8 x 8 values; a learned scale per feature type weighs the two before they
are concatenated to 192 numbers. The paper leaves the kernel of CAC open; it is configuration here.

The paper's other networks are the same classes with another :class:`Fusion`: a bare Sub-network is ``pN`` without CAC
and pooling (:func:`sub_network`), Fig. 4 varies the channels, Fig. 5 the pooling window, Table 1 the levels.

Past the paper, many tiles can be sliced out of the maps of one larger image (:meth:`FeatureFusion.fuse_at`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import cast

import torch
from torch import Tensor, nn
from torch.nn import functional

from .vgg import BLOCKS, INPUT_SPREAD, VGGTrunk
from .whitening import Whitening

#: Side of a tile in pixels.
TILE_SIZE = 227
#: px, in whole p2 cells, by which pieces overlap: two blocks of convolutions look 6 px around.
_MARGIN = 8


@dataclass(frozen=True)
class Fusion:
    """One feature type of a branch: ``p<level> + <channels>conv + <pools>pool`` in the paper's notation.

    Attributes:
        level: pooling layer of VGG16 it starts from, 1 to 5.
        channels: CAC features; 0 leaves CAC out and keeps the maps as they are.
        pools: how often average pooling with stride 2 follows.
        window: side of the pooling window (Fig. 5: 2 gives 8 x 8, 3 gives 7 x 7, …, 15 gives 1 x 1 on p4).
    """

    level: int
    channels: int
    pools: int
    window: int = 2

    @property
    def side(self) -> int:
        """Side of the maps of a tile after pooling; below 1 where the window is too large for them."""
        side = TILE_SIZE
        for _ in range(self.level):
            side = -(-side // 2)
        for _ in range(self.pools):
            # Sizes are rounded up, but no window begins beyond the border.
            side = min((side - self.window + 1) // 2 + 1, -(-side // 2))
        return side


#: The paper's choice: ``(p4+2conv+1pool) @ (p2+1conv+3pool)``, 2 x 8 x 8 + 1 x 8 x 8 = 192 numbers (Table 2).
PAPER_FUSION: tuple[Fusion, ...] = (Fusion(4, 2, 1), Fusion(2, 1, 3))


class AggregatedFeature(nn.Module):
    """CAC then SAP on one pooling map (section 2.1): convolution, BatchNorm without ReLU, average pooling."""

    def __init__(self, fusion: Fusion, kernel: int) -> None:
        super().__init__()
        self.fusion = fusion
        if fusion.channels:
            width = BLOCKS[fusion.level - 1][-1]
            self.conv = nn.Conv2d(width, fusion.channels, kernel, padding=kernel // 2)
            self.norm = nn.BatchNorm2d(fusion.channels)

    def forward(self, feature_map: Tensor) -> Tensor:
        """(N, C, H, W) -> (N, channels * h * w), h and w halved (rounded up) ``pools`` times."""
        return self.pool(self.aggregate(feature_map))

    def aggregate(self, feature_map: Tensor) -> Tensor:
        """CAC: (N, C, H, W) -> (N, channels, H, W)."""
        return self.norm(self.conv(feature_map).float()) if self.fusion.channels else feature_map.float()

    def pool(self, x: Tensor) -> Tensor:
        """SAP: (N, channels, H, W) -> (N, channels * h * w)."""
        for _ in range(self.fusion.pools):
            x = functional.avg_pool2d(x, self.fusion.window, 2, ceil_mode=True)
        return x.flatten(1)

    def slices(self, feature_map: Tensor, starts: Tensor) -> Tensor:
        """Tiles out of the map of something larger than a tile.

        Args:
            feature_map: (N, C, H, W).
            starts: (T, 2) int64 row and column of the tiles' first pixels in the image, multiples of 16.

        Returns:
            (N * T, channels * h * w), the tiles of one image together.
        """
        cells = -(-TILE_SIZE // 2**self.fusion.level)
        rows, cols = (starts // 2**self.fusion.level).unbind(1)
        windows = self.aggregate(feature_map).unfold(2, cells, 1).unfold(3, cells, 1)[:, :, rows, cols]
        return self.pool(windows.transpose(1, 2).flatten(0, 1))


class FeatureFusion(nn.Module):
    """What follows the Sub-network in one stream: aggregated features, their weights, concatenation.

    Args:
        fusion: feature types to concatenate.
        kernel: kernel of the CAC convolution.
        scale: whether a learned weight per feature type is applied (the paper's scale layer).
    """

    def __init__(
        self, fusion: tuple[Fusion, ...] = PAPER_FUSION, kernel: int = 3, scale: bool = True
    ) -> None:
        super().__init__()
        self.fusion = fusion
        self.heads = nn.ModuleList(AggregatedFeature(item, kernel) for item in fusion)
        self.scale = nn.Parameter(torch.ones(len(fusion)), requires_grad=scale)

    def fuse(self, maps: dict[str, Tensor]) -> Tensor:
        """Maps ``p<level>`` (N, C, H, W) of the trunk -> descriptors (N, D), not normalised."""
        parts = [
            weight * head(maps[f"p{item.level}"])
            for item, weight, head in zip(self.fusion, self.scale, self.heads)
        ]
        return torch.cat(parts, 1)

    def fuse_at(self, maps: dict[str, Tensor], starts: Tensor) -> Tensor:
        """Maps of images larger than a tile -> descriptors (N * T, D) of the tiles at ``starts``, not normalised.

        Unlike in :meth:`fuse`, the borders of a tile see what lies around it instead of zeros.

        Args:
            maps: ``p<level>`` (N, C, H, W) of images whose sides are multiples of 16.
            starts: (T, 2) int64 row and column of the tiles' first pixels, multiples of 16.
        """
        parts = [
            weight * head.slices(maps[f"p{item.level}"], starts)
            for item, weight, head in zip(
                self.fusion, self.scale, cast("Iterable[AggregatedFeature]", self.heads)
            )
        ]
        return torch.cat(parts, 1)


class Branch(FeatureFusion):
    """One stream: OptNet or SarNet with its aggregated features and scales.

    Args:
        fusion: as of the fusion.
        kernel: likewise.
        scale: likewise.
        modality: ``"optical"`` or ``"sar"``; None outside of a DFCNN.
    """

    def __init__(
        self,
        fusion: tuple[Fusion, ...] = PAPER_FUSION,
        kernel: int = 3,
        scale: bool = True,
        modality: str | None = None,
    ) -> None:
        super().__init__(fusion, kernel, scale)
        self.trunk = VGGTrunk(max(item.level for item in fusion), modality=modality)

    def maps(self, tiles: Tensor) -> dict[str, Tensor]:
        """Standardised tiles (N, 1 or 3, H, W) -> feature maps of the trunk by name."""
        return self.trunk(prepare(tiles))  # type: ignore[no-any-return]

    def forward(self, tiles: Tensor) -> Tensor:
        """Standardised tiles (N, 1 or 3, 227, 227) -> descriptors (N, D), not normalised."""
        return self.fuse(self.maps(tiles))

    def maps_in_pieces(
        self, image: Tensor, side: int = 384, alive: Callable[[], None] = lambda: None
    ) -> dict[str, Tensor]:
        """The maps that the fusion needs, of a large image, without ever holding all of the first blocks' maps.

        Blocks 1 and 2 take nine tenths of the memory and look 6 px around. They are run over squares that overlap,
        twice as fast on a processor as over the whole width, whose maps leave its caches.

        Args:
            image: standardised (1, 1 or 3, H, W); H and W are multiples of 16.
            side: of a square, a multiple of 16.
            alive: called after each square; may raise to end it.
        """
        (height, width), deepest = image.shape[2:], max(item.level for item in self.fusion)
        wanted = {item.level for item in self.fusion if item.level < 2} | {2}
        whole: dict[str, Tensor] = {}
        for top in range(0, height, side):
            for left in range(0, width, side):
                rows, cols = _around(top, side, height), _around(left, side, width)
                maps = self.trunk(prepare(image[:, :, rows, cols]), last=2)
                for level in wanted:
                    found = maps[f"p{level}"]
                    if f"p{level}" not in whole:
                        whole[f"p{level}"] = _empty(found, height >> level, width >> level)
                    target = whole[f"p{level}"]
                    spot = target[
                        :, :, top >> level : (top + side) >> level, left >> level : (left + side) >> level
                    ]
                    first, second = (top - rows.start) >> level, (left - cols.start) >> level
                    spot.copy_(found[:, :, first : first + spot.shape[2], second : second + spot.shape[3]])
                alive()
        return whole if deepest <= 2 else whole | self.trunk(whole["p2"], first=3)


def _around(start: int, length: int, end: int) -> slice:
    """A stretch of an image with what blocks 1 and 2 see around it."""
    return slice(max(start - _MARGIN, 0), min(start + length + _MARGIN, end))


def _empty(like: Tensor, height: int, width: int) -> Tensor:
    """Room for maps (1, C, height, width) of the same kind."""
    shape = (1, like.shape[1], height, width)
    return torch.empty(shape, dtype=like.dtype, device=like.device, memory_format=torch.channels_last)


def prepare(tiles: Tensor) -> Tensor:
    """Standardised tiles (N, 1 or 3, H, W) as the trunk takes them: three channels, spread of ImageNet."""
    if tiles.shape[1] == 1:
        tiles = tiles.expand(-1, 3, -1, -1)
    return (tiles * INPUT_SPREAD).contiguous(memory_format=torch.channels_last)


class DFCNN(nn.Module):
    """Both streams, with weights of their own (section 2.1).

    Args:
        fusion: feature types of both branches.
        kernel: kernel of the CAC convolution.
        scale: whether the feature types are weighed.
        whitened: whether :class:`~.whitening.Whitening` follows; it is applied by the encoder, not in training.
    """

    def __init__(
        self,
        fusion: tuple[Fusion, ...] = PAPER_FUSION,
        kernel: int = 3,
        scale: bool = True,
        whitened: bool = False,
    ) -> None:
        super().__init__()
        self.optical = Branch(fusion, kernel, scale, "optical")
        self.sar = Branch(fusion, kernel, scale, "sar")
        self.dimension = sum(item.channels * item.side**2 for item in fusion)
        self.whitening = Whitening(self.dimension) if whitened else None

    def branch(self, modality: str) -> Branch:
        """The stream of ``"optical"`` or ``"sar"``."""
        return self.optical if modality == "optical" else self.sar

    def forward(self, optical: Tensor, sar: Tensor) -> tuple[Tensor, Tensor]:
        """Descriptors (N, D) of optical tiles (N, 3, 227, 227) and of SAR tiles (N, 1, 227, 227)."""
        return self.optical(optical), self.sar(sar)


def sub_network(blocks: int = 4) -> DFCNN:
    """The bare Sub-network of section 2.1: Three-, Four- or Five-network, whose descriptor is p3, p4 or p5 as it is.

    The Four-network gives 512 x 15 x 15 = 115200 numbers.
    """
    return DFCNN((Fusion(blocks, 0, 0),), scale=False)
