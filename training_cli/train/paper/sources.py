"""Imagery of the paper's stages by name: registered pairs, and building tiles with their masks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from ....models.errors import InputError
from ...data.mixes import simulated_pairs
from ...data.pairs import ImagePair, load_la, load_sih, load_tiles

#: What a source may be called.
NAMES = "la/<granule>, sih1733, ombria/train, ombria/test, simulated/<first seed>-<last seed>"


@dataclass(frozen=True)
class BuildingTile:
    """An aerial image (H, W, 3) uint8 and where its buildings are (H, W) bool."""

    name: str
    image: NDArray[np.uint8]
    mask: NDArray[np.bool_]


def load_pairs(sources: Sequence[str], shared: Path, cache: Path) -> list[ImagePair]:
    """Registered pairs.

    Args:
        sources: names, see :data:`NAMES`.
        shared: folder that holds ``data``.
        cache: where simulated scenes are kept.

    Raises:
        InputError: an unknown name, or the data is not there.
    """
    data = shared / "data"
    pairs: list[ImagePair] = []
    for name in sources:
        simulated = re.fullmatch(r"simulated/(\d+)-(\d+)", name)
        if simulated is not None:
            first, last = (int(seed) for seed in simulated.groups())
            pairs += simulated_pairs(cache, range(first, last + 1))
            continue
        source, _, part = name.partition("/")
        if not (data / source).is_dir() or source not in {"la", "sih1733", "ombria"}:
            raise InputError(
                f"There are no image pairs “{name}” in {data}.", f"Known: {NAMES}. See also --shared."
            )
        if source == "la":
            pairs.append(load_la(data / source, part))
        elif source == "sih1733":
            pairs += load_sih(data / source)
        else:
            pairs += load_tiles(data / source / part, name)
    if not pairs:
        raise InputError("No image pairs are named to train on.", f"Set sources; known: {NAMES}.")
    return pairs


def load_buildings(folder: Path, side: int) -> list[BuildingTile]:
    """Building tiles with their masks, files of the same stem.

    Args:
        folder: holds ``image`` and ``mask``, or ``train`` and ``train_labels`` as the Massachusetts Buildings Dataset.
        side: smallest side of use in pixels.

    Raises:
        InputError: there are none, or an image has no mask.
    """
    layouts = (("image", "mask"), ("train", "train_labels"))
    images, labels = next((names for names in layouts if (folder / names[0]).is_dir()), layouts[0])
    masks = {path.stem: path for path in sorted((folder / labels).glob("*")) if path.is_file()}
    tiles = []
    for path in sorted((folder / images).glob("*")):
        if path.stem not in masks:
            raise InputError(f"{path} has no mask.", f"Put it into {folder / labels} under the same name.")
        image = cv2.imread(str(path), cv2.IMREAD_COLOR)
        mask = cv2.imread(str(masks[path.stem]), cv2.IMREAD_GRAYSCALE)
        if image is None or mask is None or image.shape[:2] != mask.shape:
            raise InputError(f"{path} and its mask cannot be read together.", "Check both files.")
        if min(mask.shape) >= side:
            half = max(float(mask.max()) / 2, 0.5)
            tiles.append(BuildingTile(path.stem, np.ascontiguousarray(image[..., ::-1]), mask > half))
    if len(tiles) < 2:
        raise InputError(
            f"There are not two building tiles of {side} px or more in {folder}.",
            f"Set buildings to a folder with {images} and {labels}.",
        )
    return tiles


def split_tiles(
    tiles: list[BuildingTile], held_out: float, seed: int
) -> tuple[list[BuildingTile], list[BuildingTile]]:
    """Shuffle by a seed and keep a share, at least one, for testing."""
    order = np.random.default_rng(seed).permutation(len(tiles))
    kept = min(max(1, round(len(tiles) * held_out)), len(tiles) - 1)
    return [tiles[i] for i in order[kept:]], [tiles[i] for i in order[:kept]]
