"""Imagery of the paper's stages by name: registered pairs, and building tiles with their masks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ....models.errors import InputError
from ...data.buildings import find_buildings
from ...data.pairs import ImagePair
from ...data.sources import find_pairs, source_help, unique


@dataclass(frozen=True)
class BuildingTile:
    """An aerial image (H, W, 3) uint8, where its buildings are (H, W) bool, and the set it is published in, if any."""

    name: str
    image: NDArray[np.uint8]
    mask: NDArray[np.bool_]
    split: str = ""


def load_pairs(sources: Sequence[str], shared: Path, cache: Path) -> list[ImagePair]:
    """Registered pairs.

    Args:
        sources: names, see :func:`~...data.sources.find_pairs`.
        shared: folder that holds ``data``.
        cache: where simulated scenes are kept.

    Raises:
        InputError: an unknown name, or the data is not there.
    """
    found = unique([pair for name in sources for pair in find_pairs(name, shared, cache)])
    if not found:
        raise InputError("No image pairs are named to train on.", f"Set sources; known: {source_help()}")
    return [pair.load().image for pair in found]


def load_buildings(folder: Path, side: int) -> list[BuildingTile]:
    """Building tiles with their masks.

    Args:
        folder: in one of the layouts of :func:`~...data.buildings.find_buildings`.
        side: smallest side of use in pixels.

    Raises:
        InputError: there are none, or an image has no mask.
    """
    tiles = []
    for files in find_buildings(folder):
        image = cv2.imread(str(files.image), cv2.IMREAD_COLOR)
        mask = cv2.imread(str(files.mask), cv2.IMREAD_GRAYSCALE)
        if image is None or mask is None or image.shape[:2] != mask.shape:
            raise InputError(f"{files.image} and its mask cannot be read together.", "Check both files.")
        if min(mask.shape) >= side:
            half = max(float(mask.max()) / 2, 0.5)
            colours = np.ascontiguousarray(image[..., ::-1])
            tiles.append(BuildingTile(files.name, colours, mask > half, files.split))
    if len(tiles) < 2:
        raise InputError(
            f"There are not two building tiles of {side} px or more in {folder}.",
            "Set buildings to a folder with more of them.",
        )
    return tiles


def split_tiles(
    tiles: list[BuildingTile], held_out: float, seed: int
) -> tuple[list[BuildingTile], list[BuildingTile]]:
    """Tiles to train on and tiles to test on.

    The sets of tiles that are published in sets are taken; else they are shuffled by the seed, and a share of them, at
    least one, is kept for testing.
    """
    training, testing = ([t for t in tiles if (t.split == "train") == wanted] for wanted in (True, False))
    if training and testing:
        return training, testing
    order = np.random.default_rng(seed).permutation(len(tiles))
    kept = min(max(1, round(len(tiles) * held_out)), len(tiles) - 1)
    return [tiles[i] for i in order[kept:]], [tiles[i] for i in order[:kept]]
