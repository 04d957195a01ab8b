"""The displacement of a registered pair: found, smoothed, written, and followed by training and evaluation."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from affine import Affine
from rasterio.crs import CRS

from optosar.models.errors import InputError
from optosar.models.matching.displacement.field import DisplacementField, load_field
from optosar.models.matching.displacement.measure import Measured, Reader, measure
from optosar.models.matching.displacement.smooth import halves_apart, smooth, uncertainty
from optosar.models.matching.geometry import apply_matrix
from optosar.training_cli.simulator import simulate_pair

SIZE = 448


def reader(image: np.ndarray, valid: np.ndarray | None = None) -> Reader:
    """Blocks of an image in memory."""
    bands = image if image.ndim == 3 else image[None]
    height, width = bands.shape[1:]
    mask = np.ones((height, width), bool) if valid is None else valid

    def read(x: int, y: int, w: int, h: int) -> tuple[np.ndarray, np.ndarray]:
        rows, cols = np.arange(y, y + h), np.arange(x, x + w)
        inside = ((rows >= 0) & (rows < height))[:, None] & ((cols >= 0) & (cols < width))[None]
        rows, cols = rows.clip(0, height - 1), cols.clip(0, width - 1)
        block = bands[:, rows][:, :, cols].astype(np.float32)
        return np.where(inside, block, 0), inside & mask[rows][:, cols]

    return read


def known_field(size: int) -> np.ndarray:
    """(2, H, W) px: as relief moves a SAR image, mostly along x."""
    y, x = np.mgrid[0:size, 0:size].astype(np.float32)
    return np.stack(
        [1 + 4 * np.sin(2 * np.pi * x / 600) * np.cos(2 * np.pi * y / 500), -1 + np.sin((x + y) / 140)]
    ).astype(np.float32)


def moved_by(image: np.ndarray, field: np.ndarray) -> np.ndarray:
    """The image that shows at p + field(p) what this one shows at p."""
    y, x = np.mgrid[0 : image.shape[0], 0 : image.shape[1]].astype(np.float32)
    back_x, back_y = x.copy(), y.copy()
    for _ in range(20):
        dx, dy = (
            cv2.remap(band, back_x, back_y, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE)
            for band in field
        )
        back_x, back_y = x - dx, y - dy
    return cv2.remap(
        image.astype(np.float32), back_x, back_y, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REFLECT_101
    )


def at_nodes(field: np.ndarray, found: Measured) -> np.ndarray:
    rows, cols = (np.arange(n) * found.step + found.step // 2 for n in found.covered.shape)
    return (field[:, rows][:, :, cols] + field[:, rows - 1][:, :, cols - 1]) / 2


@pytest.mark.parametrize("seed", [2, 4])
def test_known_field_is_found_across_the_sensors(seed: int) -> None:
    """Layover of buildings and trees moves edges of the SAR image too: what is added to that is what must be found."""
    pair = simulate_pair(SIZE, seed)
    field = known_field(SIZE)
    before = measure(reader(pair.optical), reader(pair.sar), (SIZE, SIZE))
    after = measure(reader(pair.optical), reader(moved_by(pair.sar, field)), (SIZE, SIZE))
    both = before.smoothed.kept & after.smoothed.kept
    error = np.hypot(*(after.smoothed.values - before.smoothed.values - at_nodes(field, after)))[both]
    assert both.sum() > 0.5 * after.covered.sum()
    assert np.median(error) < 0.5
    assert np.percentile(error, 90) < 1.0


def test_identical_images_do_not_move() -> None:
    grey = simulate_pair(256, 5).optical.mean(axis=0)
    found = measure(reader(grey), reader(grey), (256, 256))
    assert np.abs(found.smoothed.values[:, found.smoothed.kept]).max() < 0.1


def test_places_without_data_are_unknown() -> None:
    pair = simulate_pair(256, 5)
    valid = np.ones((256, 256), bool)
    valid[:, 128:] = False
    found = measure(reader(pair.optical), reader(pair.sar, valid), (256, 256))
    assert not found.covered[:, 5:].any()
    assert np.isinf(found.uncertainty[:, 5:]).all()
    assert np.isfinite(found.uncertainty[found.covered]).all()


def test_wrong_measurements_do_not_bend_the_field() -> None:
    rng = np.random.default_rng(0)
    rows, cols = np.mgrid[0:30, 0:40]
    true = np.stack([3 * np.sin(cols / 9), 0.05 * rows])
    measured = true + rng.normal(0, 0.3, true.shape)
    wrong = rng.random((30, 40)) < 0.3
    measured[:, wrong] = rng.uniform(-16, 16, (2, int(wrong.sum())))
    fitted = smooth(measured, np.ones((30, 40), bool), 1.0)
    error = np.hypot(*(fitted.values - true))
    assert np.percentile(error, 95) < 0.6
    assert fitted.kept[wrong].mean() < 0.05
    assert fitted.kept[~wrong].mean() > 0.9
    # Two standard deviations along one axis hold most errors.
    inside = np.abs(fitted.values - true) <= 2 * uncertainty(measured, fitted)
    assert inside.mean() > 0.9


def test_halves_tell_how_far_chance_moves_the_corners_of_a_square() -> None:
    rng = np.random.default_rng(1)
    rows, cols = np.mgrid[:96, :96]
    true = np.stack([3 * np.sin(cols / 20), 0.01 * rows])
    measured = true + rng.normal(0, 1.0, true.shape)
    everywhere = np.ones((96, 96), bool)

    def field(values, halves=None) -> DisplacementField:
        known = np.full((96, 96), 0.2, np.float32)
        return DisplacementField(values, known, 32, Affine.identity(), None, halves)

    fitted = field(smooth(measured, everywhere, 3.0).values, halves_apart(measured, everywhere, 3.0))
    told, off = [], []
    for x in range(400, 2700, 460):
        for y in range(400, 2700, 460):
            corners = np.array([x, y]) + 256 * np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]])
            told.append(fitted.corner_error((x, y), 512))
            right, found = (
                apply_matrix(one.affine((x, y), 512), corners.astype(float)) for one in (field(true), fitted)
            )
            off.append(np.hypot(*(right - found).T).mean())
    assert np.mean(told) == pytest.approx(np.mean(off), rel=0.3)
    assert field(true).corner_error((400, 400), 512) is None


@pytest.fixture
def field() -> DisplacementField:
    dx = np.tile(np.arange(8, dtype=np.float32), (6, 1))
    return DisplacementField(
        np.stack([dx, np.full_like(dx, -2.0)]),
        np.full((6, 8), 0.25, np.float32),
        32,
        Affine(10, 0, 376_000, 0, -10, 3_770_000),
        CRS.from_epsg(32611),
        np.stack([0.1 * dx, -dx]),
    )


def test_field_survives_its_file(field: DisplacementField, tmp_path: Path) -> None:
    field.save(tmp_path / "field.tif")
    again = load_field(tmp_path / "field.tif")
    assert (again.step, again.transform, again.crs) == (field.step, field.transform, field.crs)
    np.testing.assert_array_equal(again.displacement, field.displacement)
    np.testing.assert_array_equal(again.uncertainty, field.uncertainty)
    np.testing.assert_array_equal(again.halves, field.halves)
    replace(field, halves=None).save(tmp_path / "field.tif")
    assert load_field(tmp_path / "field.tif").halves is None


def test_field_between_its_nodes(field: DisplacementField) -> None:
    # The first node lies between pixels 15 and 16; dx grows by 1 px in 32 px.
    points = np.array([[15.5, 15.5], [47.5, 15.5], [31.5, 100.0]])
    np.testing.assert_allclose(field.at(points), [[0, -2], [1, -2], [0.5, -2]], atol=1e-6)
    matrix = field.affine((120.0, 90.0), 64)
    np.testing.assert_allclose(matrix[:2], [[1 + 1 / 32, 0, -15.5 / 32], [0, 1, -2]], atol=1e-6)


def test_other_raster_is_no_field(tmp_path: Path, field: DisplacementField) -> None:
    (tmp_path / "text.tif").write_text("no raster")
    with pytest.raises(InputError, match="cannot be read"):
        load_field(tmp_path / "text.tif")
