"""Pairs of known truth, small enough to build a data set from in a moment."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import cv2
import numpy as np
import pytest
import rasterio
from affine import Affine
from numpy.typing import NDArray

from optosar.training_cli.data.osr.build import Settings, build
from optosar.training_cli.data.osr.dataset import Dataset
from optosar.training_cli.data.osr.manifest import OsrSet, contents, parse
from optosar.training_cli.data.registered import Layer, RegisteredPair

CRS = "EPSG:32611"
ORIGIN = (380_000.0, 3_780_000.0)
TILE = 227

Grey = NDArray[np.uint8]


def ground(shape: tuple[int, int], seed: int) -> Grey:
    """(H, W) ground with details of all sizes, never black."""
    rng = np.random.default_rng(seed)
    layers = [
        cv2.resize(rng.random((-(-shape[0] // s), -(-shape[1] // s)), np.float32), shape[::-1])
        for s in (4, 24)
    ]
    mixed = sum(layer - layer.mean() for layer in layers)
    return np.asarray(np.clip(128 + 70 * mixed / mixed.std(), 1, 255), np.uint8)


def write_grey(path: Path, image: Grey) -> Path:
    """A picture."""
    path.parent.mkdir(parents=True, exist_ok=True)
    cv2.imwrite(str(path), image)
    return path


def write_tif(
    path: Path, bands: NDArray[np.generic], left: float = 0.0, top: float = 0.0, **profile: object
) -> Path:
    """(C, H, W) as GeoTIFF of 10 m; ``left`` and ``top`` in pixels from the common origin, down and right."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count, height, width = bands.shape
    where = Affine(10, 0, ORIGIN[0] + 10 * left, 0, -10, ORIGIN[1] - 10 * top)
    options = {"driver": "GTiff", "crs": CRS, "transform": where, "dtype": bands.dtype, **profile}
    with rasterio.open(path, "w", count=count, height=height, width=width, **options) as file:
        file.write(bands)
    return path


def made(pairs: Iterable[RegisteredPair], folder: Path, **options: object) -> tuple[Dataset, OsrSet]:
    """Build a data set and read it again, as it would lie in ``folder``."""
    dataset = build(list(pairs), Settings(**options))
    return dataset, parse(contents(dataset, folder), folder)


def georeferenced(
    folder: Path, name: str, image: NDArray[np.uint8], left: int = 0, top: int = 0
) -> RegisteredPair:
    """A pair of GeoTIFFs of one grey image, placed in pixels from a common origin."""
    optical = write_tif(folder / f"{name}_optical.tif", np.stack([image] * 3), left, top)
    sar = write_tif(folder / f"{name}_sar.tif", image[None], left, top)
    return RegisteredPair(name, name, Layer(optical), Layer(sar), "grid")


Pictures = Callable[..., RegisteredPair]


@pytest.fixture
def pictures(tmp_path: Path) -> Pictures:
    """Make a pair of plain pictures, both of the same grey ground."""

    def make(name: str, seed: int, shape: tuple[int, int] = (407, 497), scene: str = "") -> RegisteredPair:
        grey = ground(shape, seed)
        paths = [write_grey(tmp_path / "in" / f"{name}_{kind}.png", grey) for kind in ("optical", "sar")]
        return RegisteredPair(name, scene or name, Layer(paths[0]), Layer(paths[1]), "pictures")

    return make
