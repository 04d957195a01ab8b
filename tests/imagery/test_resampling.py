"""Pixels that do not depend on what else was asked for, and lie where they belong to a hundredth of a pixel."""

from __future__ import annotations

import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from optosar.models.imagery.crs import transform_points
from optosar.models.imagery.resampling import lie_of
from optosar.models.imagery.scene import open_scene
from optosar.models.imagery.windows import read_patch

UTM = CRS.from_epsg(32611)
LEFT, TOP = 350_000.0, 3_780_000.0


def lattice(matrix: Affine, width: int, height: int) -> np.ndarray:
    """(9, 9, 2) places of a grid in an image."""
    columns, rows = np.meshgrid(np.linspace(0, width, 9), np.linspace(0, height, 9))
    return np.stack(matrix * (columns, rows), axis=2)


@pytest.mark.parametrize(
    ("matrix", "scale"),
    [
        (Affine.identity(), (1, 1)),
        (Affine.rotation(30), (1, 1)),
        (Affine.rotation(45) * Affine.scale(2.5), (2.5, 2.5)),
        (Affine.rotation(90) * Affine.scale(3, 1.5), (1.5, 3)),
        (Affine.scale(-1.02, 1.98), (1, 2)),
        (Affine.scale(0.3), (1, 1)),
    ],
)
def test_the_scale_is_that_of_the_pixels_however_they_are_turned(matrix, scale):
    lie = lie_of(lattice(matrix, 300, 170), 300, 170)
    assert lie.scale == pytest.approx(scale)
    assert lie.straight > 1e5


def test_a_row_is_straight_as_long_as_its_chord_is_near():
    places = lattice(Affine.identity(), 400, 400)
    places[..., 1] += 1e-5 * places[..., 0] ** 2
    places[0, 0] = np.inf
    # The chord of the parabola is off by its coefficient times the square of half its length.
    assert 1e-5 * (lie_of(places, 400, 400).straight / 2) ** 2 == pytest.approx(0.01)


@pytest.mark.parametrize("turn", [0, 30, 45])
@pytest.mark.parametrize("gsd", [10.0, 6.5, 3.9])
def test_what_a_window_shows_does_not_depend_on_how_much_of_it_the_scene_covers(write, gsd, turn):
    noise = np.random.default_rng(0).normal(100, 10, (1, 300, 300)).astype(np.float32)
    transform = Affine.translation(LEFT, TOP) * Affine.rotation(turn) * Affine.scale(gsd, -gsd)
    scene = open_scene(write("noise.tif", noise, transform=transform), "optical")
    x, y = transform * (150, 150)
    whole = read_patch(scene, UTM, Affine(10, 0, x - 3003, 0, -10, y + 3003), 600, 600)
    assert 0 < whole.valid.mean() < 0.5
    for col, row, width, height in ((0, 0, 310, 600), (280, 300, 80, 60), (302, 290, 290, 40)):
        part = read_patch(scene, UTM, whole.transform * Affine.translation(col, row), width, height)
        same = slice(row, row + height), slice(col, col + width)
        # GDAL's own guess differs by several of the noise's 10.
        both = part.valid & whole.valid[same]
        assert both.sum() > 1000
        np.testing.assert_allclose(part.data[0][both], whole.data[0][same][both], atol=0.05)


def test_places_between_two_crs_are_not_all_off_to_one_side(write):
    gsd = 10.0
    here = transform_points(np.array([[LEFT + 10_000, TOP - 1000]]), UTM, CRS.from_epsg(32612))[0]
    transform = Affine(gsd, 0, float(here[0]) - 11_000, 0, -gsd, float(here[1]) + 3000)
    columns, rows = np.meshgrid(np.arange(2200) + 0.5, np.arange(600) + 0.5)
    data = np.stack([columns, rows, rows]).astype(np.float32) + 1
    scene = open_scene(write("ramp.tif", data, crs="EPSG:32612", transform=transform), "optical")
    patch = read_patch(scene, UTM, Affine(gsd, 0, LEFT, 0, -gsd, TOP), 2000, 60)
    pixels = np.stack(np.meshgrid(np.arange(2000), np.arange(60)), -1).reshape(-1, 2).astype(np.float64)
    there = transform_points(patch.px_to_map(pixels), UTM, CRS.from_epsg(32612))
    true = np.stack(~transform * (there[:, 0], there[:, 1])).reshape(2, 60, 2000)
    off = (patch.data[:2] - 1 - true)[:, patch.valid]
    assert off.shape[1] > 100_000
    # An eighth of a pixel is what GDAL allows itself: 0.07 px in the mean.
    assert np.abs(off.mean(axis=1)).max() < 0.01
    assert np.abs(off).max() < 0.03
