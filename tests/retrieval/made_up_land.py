"""A made-up land seen as optical and as SAR, and an encoder that needs no weights."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
import rasterio
from affine import Affine
from rasterio.errors import NotGeoreferencedWarning

from optosar.models.imagery.radiometry import standardise
from optosar.models.progress import no_progress
from optosar.models.retrieval.blocks import cut

CRS = "EPSG:32611"
LEFT, TOP = 350_000.0, 3_780_000.0
#: Of the index that is shared by tests: block means tell places apart, but only nearby.
STRIDE = 30


class BlockEncoder:
    """Describes a tile by the mean brightness of 16 x 12 blocks: crude, but real and the same for both modalities."""

    tile_size = 227
    gsd = 10.0
    dimension = 192
    weights_name = "blocks"

    def __init__(self, version: str = "1"):
        self.weights_sha256 = (version * 64)[:64]
        self.encoded = 0

    def encode(self, tiles, valid, modality, progress=no_progress):
        out = np.zeros((len(tiles), self.dimension), np.float32)
        for start in range(0, len(tiles), 16):
            for i in range(start, min(start + 16, len(tiles))):
                grey = standardise(tiles[i], valid[i]).mean(axis=0)
                blocks = cv2.resize(grey, (16, 12), interpolation=cv2.INTER_AREA).ravel()
                out[i] = blocks / max(np.linalg.norm(blocks), 1e-9)
                self.encoded += 1
            progress(min(start + 16, len(tiles)) / len(tiles), "")
        return out

    def encode_within(self, image, valid, starts, modality, progress=no_progress):
        return self.encode(cut(image, starts, 227), cut(valid[None], starts, 227)[:, 0], modality, progress)


def make_land(height: int, width: int, seed: int = 0) -> np.ndarray:
    """Smooth heights of brightness from 0 to 1 in several sizes."""
    random = np.random.default_rng(seed)
    land = sum(
        size * cv2.GaussianBlur(random.standard_normal((height, width)), (0, 0), size)
        for size in (12, 40, 80)
    )
    return ((land - land.min()) / np.ptp(land)).astype(np.float32)


def rough_land(height: int, width: int, seed: int = 0) -> np.ndarray:
    """Noise in 8 px squares: quick to make, where only the number of tiles matters."""
    random = np.random.default_rng(seed).random((height // 8 + 1, width // 8 + 1), np.float32)
    return np.kron(random, np.ones((8, 8), np.float32))[:height, :width]


def write_scene(
    path: Path, data: np.ndarray, crs: str | None = CRS, transform: Affine | None = None, **profile
) -> Path:
    """Write (C, H, W), at 10 m from (LEFT, TOP) unless told otherwise."""
    transform = transform or Affine(10, 0, LEFT, 0, -10, TOP)
    options = {"driver": "GTiff", "dtype": data.dtype, "crs": crs, "transform": transform, **profile}
    if crs is None:
        del options["transform"], options["crs"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", NotGeoreferencedWarning)
        shape = {"count": data.shape[0], "height": data.shape[1], "width": data.shape[2]}
        with rasterio.open(path, "w", **shape, **options) as file:
            file.write(data)
    return path


def as_optical(land: np.ndarray) -> np.ndarray:
    """(3, H, W) uint8."""
    return np.rint(np.stack([land * 200 + 20, land * 180 + 40, land * 120 + 30])).astype(np.uint8)


def as_sar(land: np.ndarray, seed: int = 0) -> np.ndarray:
    """(1, H, W) uint16 amplitude with speckle."""
    speckle = np.random.default_rng(seed).gamma(4, 0.25, land.shape)
    return np.rint((200 + 2000 * land) * np.sqrt(speckle))[None].astype(np.uint16)


@dataclass(frozen=True)
class Land:
    """One piece of land in both modalities, 900 x 700 px at 10 m."""

    optical: Path
    sar: Path
    brightness: np.ndarray

    def at(self, col: float, row: float) -> tuple[float, float]:
        """Map coordinates of a pixel position (corner origin)."""
        return LEFT + 10 * col, TOP - 10 * row
