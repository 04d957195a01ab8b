"""Control points in degrees, which are no lengths on the ground, on one side or on both."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from affine import Affine

from optosar.models.coregister.accuracy import fit_gcps
from optosar.models.coregister.gcps import GcpSet
from optosar.models.coregister.warp import coregister

from .conftest import centres, write

METRES = 111_320.0
DEGREES = "EPSG:4326"


def on_ground(degrees_at: float, metres: np.ndarray) -> np.ndarray:
    """Degrees of places (N, 2) given in metres from one at a latitude."""
    return metres / METRES / (np.cos(np.radians(degrees_at)), 1.0) + (20.0, degrees_at)


def points(pixel: np.ndarray, source, source_crs, target, target_crs) -> GcpSet:
    count = len(pixel)
    return GcpSet(
        np.arange(count),
        pixel,
        source,
        source_crs,
        target,
        target_crs,
        np.zeros(count, bool),
        np.ones(count, np.float32),
    )


def turned(pixel: np.ndarray, degrees: float) -> np.ndarray:
    """Metres (N, 2), y up, of pixels of 10 m after a rotation."""
    angle = np.radians(degrees)
    turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return 10 * (pixel * (1, -1)) @ turn.T


@pytest.fixture
def pixel() -> np.ndarray:
    """(100, 2) places in a picture that is wider than a circle has degrees."""
    return np.random.default_rng(0).uniform(0, (900, 300), (100, 2))


@pytest.mark.parametrize("latitude", [0.0, 60.0, -75.0])
def test_a_similarity_is_one_on_the_ground(pixel, latitude):
    before, after = (on_ground(latitude, turned(pixel, angle)) for angle in (0.0, 3.0))
    gcps = points(pixel, before, DEGREES, after, DEGREES)
    accuracy = fit_gcps(gcps, "similarity").accuracy
    assert accuracy.rmse_px is not None
    # What is left is the latitude that changes over the raster; it was 10 px.
    assert accuracy.rmse_px < 0.15


@pytest.mark.parametrize("method", ["similarity", "affine", "homography", "poly2", "tps"])
def test_columns_of_a_picture_are_no_longitudes(pixel, tmp_path, method):
    width, height = 900, 300
    data = np.moveaxis(centres(width, height), 2, 0).astype(np.float32)
    moving = write(tmp_path / "picture.tif", data, None, None, nodata=-9999.0)
    corner = on_ground(60.0, np.zeros((1, 2)))[0]
    step = on_ground(60.0, np.array([[10.0, -10.0]]))[0] - corner
    grid = Affine(step[0], 0, corner[0], 0, step[1], corner[1])
    reference = write(tmp_path / "grid.tif", np.zeros((1, height, width), np.uint8), grid, DEGREES)
    gcps = points(pixel, pixel * (1, -1), None, np.column_stack(grid * pixel.T), DEGREES)
    result = coregister(moving, gcps, method, "bilinear", tmp_path / "out.tif", reference=reference)
    assert result.accuracy.rmse_px is not None
    # Of a similarity: the middle latitude of the points is not that of the grid.
    assert result.accuracy.rmse_px < 0.05
    with rasterio.open(result.path) as file:
        found = file.read()
    assert np.abs(found - data)[:, 3:-3, 3:-3].max() < 0.15


@pytest.mark.parametrize("degree", [1e-4, 1e-6, 1e-7])
def test_errors_in_a_picture_are_pixels_however_small_the_degrees_of_the_other(pixel, degree):
    place = pixel + np.random.default_rng(1).normal(0, 1, pixel.shape)
    source = pixel * (degree, -degree) + (20, 50)
    accuracy = fit_gcps(points(pixel, source, DEGREES, place * (1, -1), None), "affine", holdout=0).accuracy
    assert accuracy.rmse is not None
    assert 1.2 < accuracy.rmse < 1.6
    assert accuracy.rmse_px == pytest.approx(accuracy.rmse, rel=0.05)
