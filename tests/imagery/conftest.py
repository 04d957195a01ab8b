"""Small rasters whose value at every map position is known."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import rasterio
from affine import Affine

WriteRaster = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> WriteRaster:
    """Write (C, H, W): ``write("a.tif", data, crs="EPSG:32611", transform=..., mask=(H, W) bool, **profile)``."""

    def _write(
        name: str,
        data: np.ndarray,
        crs: str | None = "EPSG:32611",
        transform: Affine | None = None,
        mask: np.ndarray | None = None,
        **profile: Any,
    ) -> Path:
        path = tmp_path / name
        transform = transform or Affine(10.0, 0.0, 350_000.0, 0.0, -10.0, 3_780_000.0)
        count, height, width = data.shape
        with (
            rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True),
            rasterio.open(
                path,
                "w",
                count=count,
                height=height,
                width=width,
                dtype=data.dtype,
                crs=crs,
                transform=transform if crs else Affine.identity(),
                **{"driver": "GTiff", **profile},
            ) as file,
        ):
            file.write(data)
            if mask is not None:
                file.write_mask(mask)
        return path

    return _write


@pytest.fixture
def speckle() -> Callable[..., np.ndarray]:
    """(1, H, W) uint16 SAR amplitude: gamma speckle on a patchwork of fields."""

    def _speckle(height: int, width: int, seed: int = 0) -> np.ndarray:
        random = np.random.default_rng(seed)
        fields = np.kron(random.uniform(200, 2000, (height // 16 + 1, width // 16 + 1)), np.ones((16, 16)))
        power = fields[:height, :width] ** 2 * random.gamma(4, 0.25, (height, width))
        return np.sqrt(power)[None].astype(np.uint16)

    return _speckle
