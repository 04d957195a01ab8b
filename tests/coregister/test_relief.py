"""A raster displaced by an affine transformation and by relief comes back to its place by the displacement field."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import rasterio
from affine import Affine

from optosar.models.coregister.gcps import GcpSet
from optosar.models.coregister.result import CoregisterResult
from optosar.models.coregister.warp import coregister
from optosar.models.errors import Cancelled, InputError
from optosar.training_cli.simulator import simulate_pair

from .conftest import CRS_NAME, GRID, centres, write

SIZE = 288
#: Corner pixels of the reference to those of the moving raster: turned, other pixels, shifted, a little sheared.
MOVED = Affine(1.09, 0.03, -11.3, -0.02, 1.08, 7.7)
MOVING_GRID = Affine(9.0, 0.0, 376_150.0, 0.0, -9.0, 3_769_900.0)


def relief(points: np.ndarray) -> np.ndarray:
    """Displacement (N, 2) px of the reference, as relief moves a SAR image: up to 4 px, mostly along x."""
    x, y = points.T
    return np.column_stack(
        [4 * np.sin(2 * np.pi * x / 320) * np.cos(2 * np.pi * y / 600), 1.2 * np.sin((x + y) / 110)]
    )


def through(transform: Affine, points: np.ndarray) -> np.ndarray:
    a, b, c, d, e, f = tuple(transform)[:6]
    return points @ np.array([[a, d], [b, e]]) + (c, f)


@dataclass
class Scenes:
    """Files and control points; the last two bands of the moving raster hold the true column and row."""

    reference: Path
    moving: Path
    gcps: GcpSet


def unmoved(points: np.ndarray) -> np.ndarray:
    return np.zeros_like(points)


@pytest.fixture(scope="module")
def optical() -> np.ndarray:
    """(3, H, W) uint8."""
    return simulate_pair(SIZE, 2).optical


@pytest.fixture(scope="module")
def radar(optical: np.ndarray) -> np.ndarray:
    """(1, H, W) uint8: the same ground, bright where the optical image is dark, under speckle of four looks.

    In simulated SAR layover moves the edges of what is high by a pixel or more, which would be truth of its own.
    """
    speckle = np.random.default_rng(0).gamma(4.0, 0.25, optical.shape[1:])
    return ((255 - optical.mean(axis=0)) * speckle).clip(1, 255).astype(np.uint8)[None]


@pytest.fixture
def scenes(tmp_path: Path) -> Callable[..., Scenes]:
    """Write a reference and a raster that shows at ``MOVED * (p + displacement(p))`` what belongs at p."""

    def make(
        reference: np.ndarray,
        moving: np.ndarray,
        displacement: Callable[[np.ndarray], np.ndarray] = relief,
        wrong: tuple[float, float] = (0.0, 0.0),
        on_map: bool = True,
    ) -> Scenes:
        width = reference.shape[-1]
        size = round(width * 1.09)
        goal = through(~MOVED, centres(size, size).reshape(-1, 2))
        place = goal
        for _ in range(30):
            place = goal - displacement(place)
        at = (place - 0.5).astype(np.float32).reshape(size, size, 2)
        shown = [
            cv2.remap(band, at[..., 0], at[..., 1], cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101)
            for band in moving.astype(np.float32)
        ]
        bands = np.concatenate([np.stack(shown).clip(1, 255), place.T.reshape(2, size, size)])
        crs, down = CRS_NAME if on_map else None, Affine.scale(1.0, -1.0)
        theirs, ours = (GRID, MOVING_GRID) if on_map else (None, None)
        first = write(tmp_path / "reference.tif", reference, theirs, crs)
        second = write(tmp_path / "moving.tif", bands.astype(np.float32), ours, crs, nodata=-9999.0)
        points = np.random.default_rng(0).uniform(0.1 * width, 0.9 * width, (150, 2))
        pixel = through(MOVED, points + displacement(points) + wrong)
        gcps = GcpSet(
            ids=np.arange(len(points)),
            pixel=pixel,
            source=through(ours or down, pixel),
            source_crs=crs,
            target=through(theirs or down, points),
            target_crs=crs,
            check=np.zeros(len(points), bool),
            score=np.ones(len(points), np.float32),
        )
        return Scenes(first, second, gcps)

    return make


def missed(result: CoregisterResult, border: int = 40) -> np.ndarray:
    """(N, 2) by how many reference pixels the result shows something else than what belongs there."""
    with rasterio.open(result.path) as file:
        shown, valid = file.read([file.count - 1, file.count]), file.read_masks(1) > 0
        to_reference = ~GRID * file.transform if file.crs else Affine.identity()
        pixel = centres(file.width, file.height)
    place = through(to_reference, pixel.reshape(-1, 2)).reshape(pixel.shape)
    inner = valid & ((place > border) & (place < SIZE - border)).all(axis=2)
    return (shown.transpose(1, 2, 0) - place)[inner]


@pytest.mark.parametrize(
    ("side", "on_map", "counted"), [("sar", True, False), ("optical", True, True), ("sar", False, True)]
)
def test_relief_is_undone_where_no_plane_can_follow_it(
    optical, radar, scenes, tmp_path, side, on_map, counted
):
    """Also where control points count columns and rows: without georeference, and in a GeoPackage with one."""
    made = scenes(*((optical, radar) if side == "sar" else (radar, optical)), on_map=on_map)
    if counted:
        made.gcps = replace(made.gcps, source=made.gcps.pixel * (1, -1), source_crs=None)
    results = {
        method: coregister(
            made.moving,
            made.gcps,
            method,
            "bilinear",
            tmp_path / f"{method}.tif",
            reference=made.reference,
            side=side,
        )
        for method in ("affine", "field")
    }
    plane, field = (np.hypot(*missed(results[method]).T) for method in ("affine", "field"))
    assert np.median(plane) > 1.2
    assert np.percentile(plane, 90) > 2.5
    assert np.median(field) < 0.3
    assert np.percentile(field, 90) < 0.6
    # So say the control points, which the field has never seen, and the places held out of it.
    assert results["field"].accuracy.holdout_rmse < 0.3 * results["affine"].accuracy.holdout_rmse
    figures, pixel = results["field"].displacement, 10.0 if on_map else 1.0
    assert results["affine"].displacement is None
    assert results["field"].units == ("m" if on_map else "px")
    assert figures.measured > 0.9
    assert figures.followed > 0.9
    assert 1.4 * pixel < figures.before_rmse < 3 * pixel
    assert figures.after_rmse < 0.5 * figures.before_rmse
    assert figures.after_rmse_px == pytest.approx(figures.after_rmse / pixel)
    with rasterio.open(results["field"].path) as file:
        assert float(file.tags()["OPTOSAR_FIELD_MEASURED"]) == pytest.approx(figures.measured)


@pytest.mark.parametrize("grid", ["reference", "moving"])
def test_pixels_lie_exactly_where_they_belong(optical, scenes, tmp_path, grid):
    """Of an image of the same kind nothing stays, not even half a pixel, whatever pixels either raster has."""
    grey = optical.mean(axis=0).clip(1, 255).astype(np.uint8)[None]
    made = scenes(grey, grey, unmoved, wrong=(2.5, -1.5))
    options = {"reference": made.reference, "grid": grid}
    before = missed(coregister(made.moving, made.gcps, "affine", "bilinear", tmp_path / "a.tif", **options))
    after = missed(coregister(made.moving, made.gcps, "field", "bilinear", tmp_path / "f.tif", **options))
    np.testing.assert_allclose(before.mean(axis=0), [2.5, -1.5], atol=0.01)
    # Half a pixel would be an error of counting; less than a tenth is the network's own.
    np.testing.assert_allclose(after.mean(axis=0), [0.0, 0.0], atol=0.1)
    assert np.hypot(*after.T).max() < 0.25


def test_cancelling_the_measurement_leaves_nothing_behind(optical, radar, scenes, tmp_path):
    made = scenes(optical, radar)
    out = tmp_path / "results" / "out.tif"
    out.parent.mkdir()
    heard = []

    def cancel(fraction: float, text: str = "") -> None:
        heard.append(text)
        if fraction > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        coregister(
            made.moving, made.gcps, "field", "bilinear", out, reference=made.reference, progress=cancel
        )
    assert heard[-1] == "Measuring the displacement"
    assert not list(out.parent.iterdir())


@pytest.mark.parametrize("size", [40, 120, 250])
def test_too_few_places_are_told(optical, scenes, tmp_path, size):
    """Rasters too small for a lattice, and rasters that have nothing in common."""
    speckle = np.random.default_rng(3).gamma(1.0, 60.0, (1, size, size)).clip(1, 255)
    made = scenes(optical[:, :size, :size], speckle)
    with pytest.raises(InputError, match="could be measured at only") as refusal:
        coregister(
            made.moving, made.gcps, "field", "bilinear", tmp_path / "out.tif", reference=made.reference
        )
    assert refusal.value.code == "too_few_places"
    assert refusal.value.hint
    assert not (tmp_path / "out.tif").exists()


def test_a_field_needs_a_reference_that_shows_the_same_ground(optical, radar, scenes, tmp_path):
    made = scenes(optical, radar)
    with pytest.raises(InputError, match="against a reference"):
        coregister(made.moving, made.gcps, "field", "bilinear", tmp_path / "out.tif")
    away = replace(made.gcps, target=made.gcps.target + 1e5)
    with pytest.raises(InputError, match="share no ground"):
        coregister(made.moving, away, "field", "bilinear", tmp_path / "out.tif", reference=made.reference)
