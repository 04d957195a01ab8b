"""Rasters whose pixels hold their own true coordinates, so that any misregistration can be read off."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import rasterio
from affine import Affine

from optosar.models.coregister.gcps import GcpSet

CRS_NAME = "EPSG:32611"
GRID = Affine(10.0, 0.0, 376_000.0, 0.0, -10.0, 3_770_000.0)
SIZE = 300


def write(path: Path, data: np.ndarray, transform: Affine | None, crs: str | None, **profile) -> Path:
    """Write (C, H, W) as GeoTIFF."""
    where = {} if transform is None else {"transform": transform}
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=data.shape[0],
        height=data.shape[1],
        width=data.shape[2],
        dtype=data.dtype,
        crs=crs,
        **where,
        **profile,
    ) as file:
        file.write(data)
    return path


def centres(width: int, height: int) -> np.ndarray:
    """(H, W, 2) column, row of the pixel centres, corner origin."""
    return np.stack(np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5), axis=2)


@pytest.fixture
def reference(tmp_path) -> Path:
    """A raster of 300 x 300 pixels of 10 m; what it shows is of no interest, its grid is."""
    return write(tmp_path / "reference.tif", np.zeros((1, SIZE, SIZE), np.uint8), GRID, CRS_NAME)


@pytest.fixture
def make_moving(tmp_path):
    """Make a raster from the map displacement that it has suffered.

    ``true_place`` takes (N, 2) map coordinates where the raster believes a pixel to be to where it truly is. Band 1
    and 2 hold the true column and row on the reference grid.
    """

    def make(true_place: Callable, margin: int = 40, georeferenced: bool = True) -> tuple[Path, GcpSet]:
        transform = GRID * Affine.translation(-margin, -margin)
        size = SIZE + 2 * margin
        pixel = centres(size, size).reshape(-1, 2)
        believed = np.column_stack(transform * (pixel[:, 0], pixel[:, 1]))
        truth = true_place(believed)
        columns, rows = ~GRID * (truth[:, 0], truth[:, 1])
        data = np.stack([columns, rows]).reshape(2, size, size).astype(np.float32)
        path = write(
            tmp_path / "moving.tif",
            data,
            transform if georeferenced else None,
            CRS_NAME if georeferenced else None,
            nodata=-9999.0,
        )
        chosen = np.random.default_rng(0).choice(len(pixel), 200, replace=False)
        # Where they are not on a map, the Georeferencer counts rows downwards as negative.
        source = believed[chosen] if georeferenced else pixel[chosen] * (1, -1)
        gcps = GcpSet(
            ids=np.arange(200),
            pixel=pixel[chosen],
            source=source,
            source_crs=CRS_NAME if georeferenced else None,
            target=truth[chosen],
            target_crs=CRS_NAME,
            check=np.zeros(200, bool),
            score=np.ones(200, np.float32),
        )
        return path, gcps

    return make


@pytest.fixture
def misregistration():
    """Largest distance, in reference pixels, between where a pixel is and where its content belongs."""

    def read(path: Path, border: int = 3) -> tuple[float, float]:
        with rasterio.open(path) as file:
            data, transform = file.read([1, 2]), file.transform
            valid = file.read_masks(1) > 0
        place = centres(data.shape[2], data.shape[1]).reshape(-1, 2)
        x, y = transform * (place[:, 0], place[:, 1])
        columns, rows = ~GRID * (x, y)
        inner = valid.copy()
        inner[:border] = inner[-border:] = False
        inner[:, :border] = inner[:, -border:] = False
        missed = np.hypot(data[0].ravel() - columns, data[1].ravel() - rows)[inner.ravel()]
        return float(missed.max()), float(valid.mean())

    return read
