"""Fine imagery averaged down lies where it belongs, however the overviews in its file were made."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import Resampling
from scipy import ndimage

from optosar.models.imagery.scene import open_scene
from optosar.models.imagery.windows import read_patch

UTM = CRS.from_epsg(32611)
LEFT, TOP = 350_000.0, 3_780_000.0
SIZE = 1201


@pytest.fixture
def speckled() -> np.ndarray:
    """(1, SIZE, SIZE) uint16."""
    random = np.random.default_rng(0)
    power = 4e4 * (1 + 3 * ndimage.gaussian_filter(random.normal(size=(SIZE, SIZE)), 12)) ** 2
    return np.sqrt(power * random.gamma(4, 0.25, power.shape))[None].astype(np.uint16)


@pytest.fixture
def smooth() -> np.ndarray:
    """(1, SIZE, SIZE) uint8."""
    noise = ndimage.gaussian_filter(np.random.default_rng(0).normal(size=(SIZE, SIZE)), 5)
    return (128 + 700 * noise).clip(0, 255)[None].astype(np.uint8)


@pytest.mark.parametrize("kind", ["speckled", "smooth"])
@pytest.mark.parametrize(
    ("method", "shows"),
    [("nearest", False), ("mode", False), ("average", True), ("bilinear", True), ("cubic", True)],
)
def test_overviews_are_used_where_they_show_averages(write, request, kind, method, shows):
    path = write("image.tif", request.getfixturevalue(kind), transform=Affine(2.5, 0, LEFT, 0, -2.5, TOP))
    with rasterio.open(path, "r+") as file:
        file.build_overviews([2, 4], Resampling[method])
    assert open_scene(path, "optical").averaged is shows


def test_a_raster_too_small_for_its_overviews_to_be_judged_is_averaged_itself(write):
    path = write("image.tif", np.arange(80, dtype=np.uint8).reshape(1, 4, 20))
    with rasterio.open(path, "r+") as file:
        file.build_overviews([2], Resampling.average)
    assert not open_scene(path, "optical").averaged


@pytest.mark.parametrize("gsd", [0.7, 2.5, 3.9])
def test_every_second_pixel_moves_nothing(write, gsd):
    """Overviews that were made so moved what was read by up to a third of a pixel of the window."""
    columns, rows = np.meshgrid(np.arange(SIZE) + 0.5, np.arange(SIZE) + 0.5)
    ramps = np.stack([columns, rows, rows]).astype(np.float32) + 1
    path = write("ramps.tif", ramps, transform=Affine(gsd, 0, LEFT, 0, -gsd, TOP))
    with rasterio.open(path, "r+") as file:
        file.build_overviews([2, 4, 8], Resampling.nearest)
    patch = read_patch(open_scene(path, "optical"), UTM, Affine(10, 0, LEFT + 73, 0, -10, TOP - 95), 60, 50)
    place = np.stack(np.meshgrid(np.arange(60), np.arange(50)), -1).reshape(-1, 2).astype(np.float64)
    x, y = patch.px_to_map(place).T
    true = np.stack([(x - LEFT) / gsd, (TOP - y) / gsd]).reshape(2, 50, 60)
    off = (patch.data[:2] - 1 - true) * gsd / 10
    assert patch.valid.all()
    assert np.abs(off.mean(axis=(1, 2))).max() < 0.01
    assert np.abs(off).max() < 0.08


def test_averages_leave_gaps_out_and_reach_to_the_far_ends(write):
    data = np.full((1, 403, 402), 7.0, np.float32)
    data[0, 100:150, 200:251] = -9999
    path = write("gaps.tif", data, transform=Affine(2.5, 0, LEFT, 0, -2.5, TOP), nodata=-9999)
    scene = open_scene(path, "optical")
    patch = read_patch(scene, UTM, Affine(10, 0, LEFT, 0, -10, TOP), 102, 102)
    np.testing.assert_allclose(patch.data[0][patch.valid], 7.0)
    assert not patch.valid[26:37, 51:62].any()
    assert patch.valid[:20].mean() > 0.97
    assert patch.valid[:, 99].mean() > 0.97
    # Of the last columns half a pixel is left over, of the last rows three quarters.
    assert patch.valid[100, :100].all()
    assert not patch.valid[101].any()
    assert not patch.valid[:, 101].any()


@pytest.mark.parametrize("left", [LEFT, 350_003.3, 411_111.1])
def test_whole_averages_are_taken_wherever_a_window_lies(write, left):
    """Coordinates on the map are rounded: four by four pixels were averaged three by three in some windows."""
    noise = np.random.default_rng(0).uniform(0, 255, (1, 400, 400)).astype(np.float32)
    path = write("noise.tif", noise, transform=Affine(2.5, 0, left, 0, -2.5, TOP))
    scene = open_scene(path, "optical")
    means = noise[0].reshape(100, 4, 100, 4).mean(axis=(1, 3))
    for col, row, size in ((0, 0, 100), (7, 11, 64), (23, 3, 51)):
        place = Affine(10, 0, left, 0, -10, TOP) * Affine.translation(col, row)
        patch = read_patch(scene, UTM, place, size, size)
        np.testing.assert_allclose(patch.data[0], means[row : row + size, col : col + size], rtol=1e-4)
