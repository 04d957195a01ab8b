"""A raster displaced by a known transformation comes back to its place."""

from __future__ import annotations

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS

from optosar.models.coregister.gcps import GcpSet
from optosar.models.coregister.warp import coregister
from optosar.models.errors import InputError
from optosar.models.imagery.crs import transform_points
from optosar.models.matching.geometry import apply_matrix

from .conftest import CRS_NAME, GRID, centres, write

MIDDLE = np.array([377_500.0, 3_768_500.0])


def turned(points: np.ndarray) -> np.ndarray:
    angle = np.deg2rad(3.0)
    turn = 1.02 * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    return (points - MIDDLE) @ turn.T + MIDDLE + (73.0, -41.0)


def sheared(points: np.ndarray) -> np.ndarray:
    return (points - MIDDLE) @ np.array([[1.02, 0.03], [-0.01, 0.97]]).T + MIDDLE + (73.0, -41.0)


def tilted(points: np.ndarray) -> np.ndarray:
    near = points - MIDDLE
    return sheared(near / (1 + near @ np.array([[4e-5], [-2e-5]])) + MIDDLE)


def curved(points: np.ndarray) -> np.ndarray:
    x, y = ((points - MIDDLE) / 1500).T
    return sheared(points) + np.column_stack([60 * x**2 - 20 * x * y, 40 * y**2 + 30 * x])


def cubic(points: np.ndarray) -> np.ndarray:
    x, y = ((points - MIDDLE) / 1500).T
    return curved(points) + np.column_stack([30 * x**3, -25 * y * x**2])


def relief(points: np.ndarray) -> np.ndarray:
    x, y = ((points - MIDDLE) / 1500).T
    return points + np.column_stack([30 * np.sin(2 * x + y), 5 * np.cos(2 * y)])


@pytest.mark.parametrize(
    ("method", "displacement"),
    [
        ("similarity", turned),
        ("affine", sheared),
        ("homography", tilted),
        ("poly1", sheared),
        ("poly2", curved),
        ("poly3", cubic),
        ("tps", relief),
    ],
)
@pytest.mark.parametrize("georeferenced", [True, False])
def test_the_displacement_is_undone(
    make_moving, reference, misregistration, tmp_path, method, displacement, georeferenced
):
    moving, gcps = make_moving(displacement, georeferenced=georeferenced)
    result = coregister(moving, gcps, method, "bilinear", tmp_path / "out.tif", reference=reference)
    worst, covered = misregistration(result.path)
    assert worst < 0.5
    assert covered > 0.95
    assert result.accuracy.holdout_rmse < 2.5  # metres, a quarter of a pixel
    assert (result.accuracy.n_fit, result.accuracy.n_holdout) == pytest.approx((160, 40), abs=5)
    with rasterio.open(result.path) as file, rasterio.open(reference) as other:
        assert (file.crs, file.transform, file.shape) == (other.crs, other.transform, other.shape)


@pytest.mark.parametrize(
    ("poorer", "richer", "displacement"),
    [
        ("poly1", "poly2", curved),
        ("poly2", "poly3", cubic),
        ("affine", "homography", tilted),
        ("affine", "tps", relief),
    ],
)
def test_richer_methods_really_change_the_result(
    make_moving, reference, misregistration, tmp_path, poorer, richer, displacement
):
    moving, gcps = make_moving(displacement)
    worst = {
        method: misregistration(
            coregister(moving, gcps, method, "bilinear", tmp_path / f"{method}.tif", reference=reference).path
        )[0]
        for method in (poorer, richer)
    }
    assert worst[poorer] > 0.8
    assert worst[richer] < 0.5


def test_check_points_are_judged_but_never_fitted(make_moving, reference, tmp_path):
    moving, gcps = make_moving(sheared)
    check = np.zeros(len(gcps), bool)
    check[::5] = True
    gcps.target[check] += (300.0, 400.0)
    marked = GcpSet(**{**gcps.__dict__, "check": check})
    accuracy = coregister(
        moving, marked, "affine", "nearest", tmp_path / "out.tif", reference=reference
    ).accuracy
    assert accuracy.rmse < 1e-3
    assert accuracy.holdout_rmse == pytest.approx(500.0, rel=1e-3)
    assert accuracy.holdout_ce90 == pytest.approx(500.0, rel=1e-3)


def test_the_grid_may_keep_the_moving_rasters_pixel_size(make_moving, reference, misregistration, tmp_path):
    moving, gcps = make_moving(turned)
    result = coregister(
        moving, gcps, "similarity", "bilinear", tmp_path / "out.tif", reference=reference, grid="moving"
    )
    worst, _ = misregistration(result.path, border=20)
    assert worst < 0.5
    with rasterio.open(result.path) as file:
        assert file.res == pytest.approx((10.2, 10.2), rel=1e-3)
        assert file.bounds.left < 376_000 - 300
        assert file.crs == rasterio.open(reference).crs


def test_the_resolution_of_the_reference_grid_may_be_changed(
    make_moving, reference, misregistration, tmp_path
):
    moving, gcps = make_moving(sheared)
    result = coregister(
        moving, gcps, "affine", "bilinear", tmp_path / "out.tif", reference=reference, resolution=25.0
    )
    worst, _ = misregistration(result.path)
    assert worst < 0.5
    with rasterio.open(result.path) as file:
        assert file.res == (25.0, 25.0)
        assert file.shape == (120, 120)


def test_the_reference_may_have_another_crs(make_moving, misregistration, tmp_path):
    moving, gcps = make_moving(sheared)
    grid = Affine(1e-4, 0, -118.34, 0, -1e-4, 34.065)
    with rasterio.open(
        tmp_path / "degrees.tif",
        "w",
        driver="GTiff",
        width=280,
        height=230,
        count=1,
        dtype="uint8",
        crs="EPSG:4326",
        transform=grid,
    ) as file:
        file.write(np.zeros((1, 230, 280), np.uint8))
    result = coregister(
        moving, gcps, "affine", "bilinear", tmp_path / "out.tif", reference=tmp_path / "degrees.tif"
    )
    with rasterio.open(result.path) as file:
        data, valid = file.read(), file.read_masks(1) > 0
        assert file.crs.to_epsg() == 4326
        rows, columns = np.nonzero(valid)
        longitude, latitude = file.xy(rows, columns)
    from rasterio.warp import transform

    x, y = transform("EPSG:4326", "EPSG:32611", longitude, latitude)
    true_column = (np.array(x) - 376_000) / 10
    true_row = (3_770_000 - np.array(y)) / 10
    missed = np.hypot(data[0][valid] - true_column, data[1][valid] - true_row)
    assert len(missed) > 10_000
    assert missed.max() < 0.5
    assert result.units == "deg"


def test_a_picture_can_be_moved_onto_a_picture(make_moving, tmp_path):
    moving, gcps = make_moving(sheared, georeferenced=False)
    plain = tmp_path / "plain.tif"
    with rasterio.open(plain, "w", driver="GTiff", width=300, height=300, count=1, dtype="uint8") as file:
        file.write(np.zeros((1, 300, 300), np.uint8))
    columns, rows = ~Affine(10.0, 0, 376_000.0, 0, -10.0, 3_770_000.0) * gcps.target.T
    flat = GcpSet(**{**gcps.__dict__, "target": np.column_stack([columns, -rows]), "target_crs": None})
    result = coregister(moving, flat, "affine", "bilinear", tmp_path / "out.tif", reference=plain)
    assert (result.crs, result.units) == (None, "px")
    with rasterio.open(result.path) as file:
        data, valid = file.read(), file.read_masks(1) > 0
        assert file.crs is None
        row, column = np.nonzero(valid)
    assert np.hypot(data[0][valid] - column - 0.5, data[1][valid] - row - 0.5).max() < 0.5


@pytest.mark.parametrize("middle", [180.0, -180.0, 170.0])
def test_a_raster_across_the_antimeridian_is_moved_whole(tmp_path, middle):
    data = np.random.default_rng(0).integers(1, 255, (1, 100, 200)).astype(np.uint8)
    transform = Affine(1e-3, 0, middle - 0.1, 0, -1e-3, -16.9)
    moving, reference = tmp_path / "moving.tif", tmp_path / "reference.tif"
    shape = {"count": 1, "height": 100, "width": 200, "dtype": "uint8"}
    with rasterio.open(moving, "w", crs="EPSG:4326", transform=transform, **shape) as file:
        file.write(data)
    pixel = np.random.default_rng(1).uniform((0, 0), (200, 100), (40, 2))
    source = np.column_stack(transform * pixel.T)
    zone = CRS.from_epsg(32760 if middle > 175 else 32701 if middle < -175 else 32759)
    target = transform_points(source, CRS.from_epsg(4326), zone)
    grid = Affine(100.0, 0, target[:, 0].min(), 0, -100.0, target[:, 1].max())
    with rasterio.open(reference, "w", crs=zone, transform=grid, **shape) as file:
        file.write(data)
    check = np.zeros(40, bool)
    gcps = GcpSet(
        np.arange(40), pixel, source, "EPSG:4326", target, zone.to_string(), check, np.ones(40, np.float32)
    )
    result = coregister(moving, gcps, "affine", "nearest", tmp_path / "out.tif", reference=reference)
    assert result.filled > 0.9


def test_a_reference_in_degrees_may_lie_across_the_antimeridian(tmp_path):
    data = np.random.default_rng(0).integers(1, 255, (1, 100, 200)).astype(np.uint8)
    zone, degrees = CRS.from_epsg(32760), CRS.from_epsg(4326)
    grid = Affine(1e-3, 0, 179.9, 0, -1e-3, -16.9)
    pixel = np.random.default_rng(1).uniform((20, 20), (180, 80), (40, 2))
    target = np.column_stack(grid * pixel.T)
    source = transform_points(target, degrees, zone)
    transform = Affine(106.0, 0, source[:, 0].min() - 2000, 0, -106.0, source[:, 1].max() + 2000)
    moving, reference = tmp_path / "moving.tif", tmp_path / "reference.tif"
    shape = {"count": 1, "height": 100, "width": 200, "dtype": "uint8"}
    for path, crs, place in ((moving, zone, transform), (reference, degrees, grid)):
        with rasterio.open(path, "w", crs=crs, transform=place, **shape) as file:
            file.write(data)
    check = np.zeros(40, bool)
    own = np.column_stack(~transform * source.T)
    gcps = GcpSet(
        np.arange(40), own, source, "EPSG:32760", target, "EPSG:4326", check, np.ones(40, np.float32)
    )
    result = coregister(moving, gcps, "affine", "nearest", tmp_path / "out.tif", reference=reference)
    assert result.filled > 0.6
    assert result.accuracy.rmse < 1e-4


def test_a_polynomial_that_runs_away_is_refused(make_moving, tmp_path):
    moving, gcps = make_moving(sheared)
    near = np.flatnonzero(np.abs(gcps.pixel - 190).max(axis=1) < 45)
    few = gcps.select(near)
    few.target[:] += np.random.default_rng(0).normal(0, 40, few.target.shape)
    with pytest.raises(InputError, match="runs away"):
        coregister(moving, few, "poly3", "nearest", tmp_path / "out.tif", holdout=0)


@pytest.mark.parametrize("method", ["similarity", "poly2"])
def test_blocks_leave_no_seams(tmp_path, monkeypatch, method):
    """The parts of a turned raster are as sharp where it ends within a block as elsewhere."""
    size, turn = 640, np.radians(30)
    noise = np.random.default_rng(1).normal(100, 10, (1, size, size)).astype(np.float32)
    moving = write(tmp_path / "noise.tif", noise, GRID, CRS_NAME, nodata=-9999.0)
    pixel = np.random.default_rng(0).uniform(0, size, (100, 2))
    source = np.column_stack(GRID * pixel.T)
    middle = source.mean(axis=0)
    rotation = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    gcps = GcpSet(
        ids=np.arange(100),
        pixel=pixel,
        source=source,
        source_crs=CRS_NAME,
        target=(source - middle) @ rotation + middle,
        target_crs=CRS_NAME,
        check=np.zeros(100, bool),
        score=np.ones(100, np.float32),
    )
    pictures = []
    for block in (256, 2048):
        monkeypatch.setattr("optosar.models.coregister.warp._BLOCK", block)
        result = coregister(moving, gcps, method, "bilinear", tmp_path / "out.tif", resolution=10.0)
        with rasterio.open(result.path) as file:
            pictures.append(file.read(1))
    assert np.array_equal(pictures[0] == -9999, pictures[1] == -9999)
    assert np.abs(pictures[0] - pictures[1]).max() < 0.2


def test_perspective_is_followed_without_a_bias(tmp_path):
    size = 700
    data = np.moveaxis(centres(size, size), 2, 0).astype(np.float32)
    moving = write(tmp_path / "ramp.tif", data, GRID, CRS_NAME, nodata=-9999.0)
    matrix = np.array([[1, 0.01, 20.3], [-0.01, 1, 30.6], [1e-4, -5e-5, 1.0]])
    place = np.random.default_rng(0).uniform(0, 600, (100, 2))
    pixel = apply_matrix(matrix, place)
    gcps = GcpSet(
        ids=np.arange(100),
        pixel=pixel,
        source=np.column_stack(GRID * pixel.T),
        source_crs=CRS_NAME,
        target=np.column_stack(GRID * place.T),
        target_crs=CRS_NAME,
        check=np.zeros(100, bool),
        score=np.ones(100, np.float32),
    )
    reference = write(tmp_path / "grid.tif", np.zeros((1, 600, 600), np.uint8), GRID, CRS_NAME)
    result = coregister(moving, gcps, "homography", "bilinear", tmp_path / "out.tif", reference=reference)
    with rasterio.open(result.path) as file:
        found = file.read()
    true = np.moveaxis(apply_matrix(matrix, centres(600, 600).reshape(-1, 2)).reshape(600, 600, 2), 2, 0)
    inside = (found[0] != -9999) & ((true > 2) & (true < size - 2)).all(axis=0)
    off = (found - true)[:, inside]
    assert off.shape[1] > 250_000
    assert np.abs(off.mean(axis=1)).max() < 0.01
    assert np.abs(off).max() < 0.05
