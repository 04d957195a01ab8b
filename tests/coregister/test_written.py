"""What a co-registered file keeps of the raster that was moved, and what is refused before one is written."""

from __future__ import annotations

import os
from dataclasses import replace

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.crs import CRS
from rasterio.enums import ColorInterp
from rasterio.shutil import copy

from optosar.models.coregister.gcps import GcpSet
from optosar.models.coregister.pixels import RESAMPLINGS
from optosar.models.coregister.result import units_of
from optosar.models.coregister.warp import coregister
from optosar.models.errors import Cancelled, InputError, StorageError
from optosar.models.imagery.crs import transform_points


@pytest.fixture
def picture(tmp_path):
    """Write a raster of a given kind on the reference grid and control points that shift it by exactly 3, -2 pixels."""

    def make(data: np.ndarray, colours=None, **profile):
        path = tmp_path / "picture.tif"
        height, width = data.shape[1:]
        transform = Affine(10.0, 0, 376_000.0, 0, -10.0, 3_770_000.0)
        with rasterio.open(
            path,
            "w",
            driver="GTiff",
            count=len(data),
            height=height,
            width=width,
            dtype=data.dtype,
            crs="EPSG:32611",
            transform=transform,
            **profile,
        ) as file:
            if colours:
                file.colorinterp = colours
            file.write(data)
            file.update_tags(MISSION="S1A")
            file.set_band_description(1, "first")
        pixel = np.random.default_rng(0).uniform(0, width, (40, 2))
        source = np.column_stack(transform * pixel.T)
        gcps = GcpSet(
            ids=np.arange(40),
            pixel=pixel,
            source=source,
            source_crs="EPSG:32611",
            target=source + np.array([30.0, 20.0]),
            target_crs="EPSG:32611",
            check=np.zeros(40, bool),
            score=np.ones(40, np.float32),
        )
        return path, gcps

    return make


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint16", "float32", "float64"])
def test_a_whole_pixel_shift_copies_the_pixels(picture, tmp_path, dtype):
    data = np.random.default_rng(0).integers(1, 120, (2, 64, 64)).astype(dtype)
    path, gcps = picture(data, nodata=0)
    result = coregister(path, gcps, "affine", "nearest", tmp_path / "out.tif", reference=path)
    with rasterio.open(result.path) as file:
        moved = file.read()
        assert file.dtypes == (dtype, dtype)
        assert file.nodata == 0
        assert file.block_shapes == [(256, 256)] * 2
    assert np.array_equal(moved[:, :62, 3:], data[:, 2:, :61])
    assert not moved[:, 62:].any()
    assert not moved[:, :, :3].any()
    assert result.filled == pytest.approx(62 * 61 / 64**2)


def test_nan_stays_nodata(picture, tmp_path):
    data = np.random.default_rng(0).normal(-12, 3, (1, 64, 64)).astype(np.float32)
    data[0, 20:30, 20:30] = np.nan
    path, gcps = picture(data, nodata=np.nan)
    with rasterio.open(
        coregister(path, gcps, "affine", "cubic", tmp_path / "out.tif", reference=path).path
    ) as file:
        moved = file.read(1)
        assert np.isnan(file.nodata)
    assert np.isnan(moved[19:27, 24:32]).all()
    assert np.isnan(moved[63]).all()
    assert np.isfinite(moved[5:15, 8:50]).all()


@pytest.mark.parametrize("resampling", ["cubic", "lanczos"])
def test_nan_that_is_not_declared_does_not_spread(picture, tmp_path, resampling):
    data = np.random.default_rng(0).normal(-12, 3, (1, 64, 64)).astype(np.float32)
    data[0, 20:30, 20:30] = np.nan
    path, gcps = picture(data)
    half = replace(gcps, target=gcps.target + np.array([5.0, 5.0]))
    with rasterio.open(
        coregister(path, half, "affine", resampling, tmp_path / "out.tif", reference=path).path
    ) as file:
        moved, valid = file.read(1), file.dataset_mask() > 0
        assert file.nodata is None
    # A gap of 10 pixels has 10 or 11 where the grid lies between them, as with declared nodata.
    assert 81 <= np.isnan(moved).sum() <= 121
    assert valid[np.isnan(moved)].all()
    assert not moved[~valid].any()


def test_a_name_of_another_format_is_refused(picture, tmp_path):
    path, gcps = picture(np.ones((1, 64, 64), np.uint8))
    with pytest.raises(InputError, match=r"cannot be written as “out\.png”"):
        coregister(path, gcps, "affine", "nearest", tmp_path / "out.png")


def test_a_raster_without_nodata_gets_a_mask_for_what_it_does_not_cover(picture, tmp_path):
    data = np.zeros((3, 64, 64), np.uint8)
    data[:, 10:] = 200
    path, gcps = picture(data, photometric="rgb")
    with rasterio.open(
        coregister(path, gcps, "affine", "bilinear", tmp_path / "out.tif", reference=path).path
    ) as file:
        valid = file.dataset_mask() > 0
        assert file.nodata is None
        assert file.colorinterp == (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
    assert valid[:62, 3:].all()
    assert not valid[62:].any()
    assert not list(tmp_path.glob("*.msk"))


def test_the_mask_of_the_moving_raster_moves_with_it(picture, tmp_path):
    path, gcps = picture(np.full((1, 64, 64), 9, np.uint8))
    shown = np.full((64, 64), 255, np.uint8)
    shown[:, 40:] = 0
    with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path, "r+") as file:
        file.write_mask(shown)
    with rasterio.open(
        coregister(path, gcps, "affine", "nearest", tmp_path / "out.tif", reference=path).path
    ) as file:
        valid = file.dataset_mask() > 0
    assert valid[10, 3:43].all()
    assert not valid[10, 43:].any()


@pytest.mark.parametrize("kind", ["mask", "mask and nodata", "alpha"])
@pytest.mark.parametrize("resampling", ["bilinear", "cubic", "lanczos", "average"])
def test_hidden_pixels_do_not_shine_through(picture, tmp_path, kind, resampling):
    hidden = np.zeros((64, 64), bool)
    hidden[20:40, 20:40] = True
    data = np.where(hidden, 0, 200)[None].astype(np.uint8)
    if kind == "alpha":
        alpha = np.where(hidden, 0, 255)[None].astype(np.uint8)
        path, gcps = picture(np.concatenate([data, alpha]), [ColorInterp.gray, ColorInterp.alpha])
    else:
        path, gcps = picture(data, **({} if kind == "mask" else {"nodata": 7}))
        with rasterio.Env(GDAL_TIFF_INTERNAL_MASK=True), rasterio.open(path, "r+") as file:
            file.write_mask(~hidden)
    # Half a pixel farther, so that pixels are mixed.
    gcps = replace(gcps, target=gcps.target + 5.0)
    with rasterio.open(
        coregister(path, gcps, "affine", resampling, tmp_path / "out.tif", reference=path).path
    ) as file:
        shown, valid = file.read(1), file.dataset_mask() > 0
    assert 0.7 < valid.mean() < 0.95
    assert (shown[valid] == 200).all()


def test_alpha_stays_alpha(picture, tmp_path):
    data = np.full((4, 64, 64), 200, np.uint8)
    colours = [ColorInterp.red, ColorInterp.green, ColorInterp.blue, ColorInterp.alpha]
    path, gcps = picture(data, colours)
    with rasterio.open(
        coregister(path, gcps, "affine", "bilinear", tmp_path / "out.tif", reference=path).path
    ) as file:
        assert list(file.colorinterp) == colours
        alpha = file.read(4)
    assert (alpha[:61, 4:] == 200).all()
    assert (alpha[62:] == 0).all()


def test_a_palette_is_not_mixed(picture, tmp_path):
    path, gcps = picture(np.ones((1, 64, 64), np.uint8))
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {0: (0, 0, 0, 255), 1: (200, 10, 10, 255)})
    with pytest.raises(InputError, match="palette"):
        coregister(path, gcps, "affine", "bilinear", tmp_path / "out.tif", reference=path)
    with rasterio.open(
        coregister(path, gcps, "affine", "nearest", tmp_path / "out.tif", reference=path).path
    ) as file:
        assert file.colormap(1)[1] == (200, 10, 10, 255)


def test_the_file_says_how_it_was_made(picture, tmp_path):
    path, gcps = picture(np.ones((1, 64, 64), np.uint8))
    result = coregister(
        path,
        gcps,
        "affine",
        "nearest",
        tmp_path / "out.tif",
        reference=path,
        provenance={"weights_sha256": "abc", "verdict": "Accepted"},
    )
    with rasterio.open(result.path) as file:
        tags = file.tags()
        assert file.descriptions == ("first",)
    assert tags["OPTOSAR_METHOD"] == "affine"
    assert tags["OPTOSAR_WEIGHTS_SHA256"] == "abc"
    assert float(tags["OPTOSAR_HOLDOUT_RMSE"]) < 1e-3
    assert tags["MISSION"] == "S1A"


@pytest.mark.parametrize("resampling", sorted(RESAMPLINGS))
def test_every_resampling_keeps_a_flat_raster_flat(picture, tmp_path, resampling):
    path, gcps = picture(np.full((1, 64, 64), 77, np.uint8))
    result = coregister(path, gcps, "affine", resampling, tmp_path / "out.tif", reference=path)
    with rasterio.open(result.path) as file:
        assert (file.read(1)[file.dataset_mask() > 0] == 77).all()


def test_large_results_have_overviews(picture, tmp_path):
    data = np.random.default_rng(0).integers(1, 255, (1, 1200, 1200)).astype(np.uint8)
    path, gcps = picture(data, nodata=0)
    result = coregister(path, gcps, "affine", "nearest", tmp_path / "out.tif", reference=path)
    with rasterio.open(result.path) as file:
        assert file.overviews(1) == [2, 4]
        assert file.block_shapes == [(256, 256)]
        assert np.array_equal(file.read(1)[:1198, 3:], data[0, 2:, :1197])


@pytest.mark.parametrize(
    ("method", "count"),
    [("similarity", 1), ("affine", 2), ("homography", 3), ("poly2", 5), ("poly3", 9), ("tps", 3)],
)
def test_too_few_control_points_are_refused_for_each_method(picture, tmp_path, method, count):
    path, gcps = picture(np.ones((1, 64, 64), np.uint8))
    with pytest.raises(InputError, match=str(count)) as refusal:
        coregister(
            path, gcps.select(np.arange(count)), method, "nearest", tmp_path / "out.tif", reference=path
        )
    assert refusal.value.code == "too_few_gcps"
    assert not (tmp_path / "out.tif").exists()


@pytest.mark.parametrize("method", ["affine", "homography", "poly2", "tps"])
def test_control_points_on_a_line_are_refused(picture, tmp_path, method):
    path, gcps = picture(np.ones((1, 64, 64), np.uint8))
    gcps.target[:] = gcps.target[:1] + np.arange(40)[:, None] * (10.0, 10.0)
    gcps.source[:] = gcps.target - (30.0, 20.0)
    with pytest.raises(InputError, match="line"):
        coregister(path, gcps, method, "nearest", tmp_path / "out.tif", reference=path)


def test_unknown_choices_are_named(picture, tmp_path):
    path, gcps = picture(np.ones((1, 64, 64), np.uint8))
    with pytest.raises(InputError, match="magic"):
        coregister(path, gcps, "magic", "nearest", tmp_path / "out.tif", reference=path)
    with pytest.raises(InputError, match="blurry"):
        coregister(path, gcps, "affine", "blurry", tmp_path / "out.tif", reference=path)
    with pytest.raises(InputError, match="one of the inputs"):
        coregister(path, gcps, "affine", "nearest", path, reference=path)


def test_cancelling_leaves_the_old_file_and_nothing_else(picture, tmp_path):
    path, gcps = picture(np.ones((1, 1100, 1100), np.uint8), nodata=0)
    out = tmp_path / "results" / "out.tif"
    out.parent.mkdir()
    out.write_bytes(b"older result")

    def cancel(fraction: float, text: str = "") -> None:
        if fraction > 0.4:
            raise Cancelled

    with pytest.raises(Cancelled):
        coregister(path, gcps, "affine", "nearest", out, reference=path, progress=cancel)
    assert out.read_bytes() == b"older result"
    assert list(out.parent.iterdir()) == [out]


def test_what_a_killed_process_left_goes_with_the_next_result_of_that_name(picture, tmp_path):
    path, gcps = picture(np.full((1, 64, 64), 9, np.uint8))
    old, fresh, other = (tmp_path / f".part-{name}" for name in ("1-out.tif", "2-out.tif", "3-other.tif"))
    for leftover in (old, fresh, other):
        leftover.write_bytes(b"half of it")
    for leftover in (old, other):
        os.utime(leftover, (1.6e9, 1.6e9))
    coregister(path, gcps, "affine", "nearest", tmp_path / "out.tif", reference=path)
    assert [leftover.exists() for leftover in (old, fresh, other)] == [False, True, True]


@pytest.mark.parametrize(
    ("epsg", "unit"), [(32611, "m"), (3857, "units"), (2229, "ft"), (4326, "deg"), (None, "px")]
)
def test_lengths_are_told_in_the_unit_of_the_map(epsg, unit):
    crs = CRS.from_epsg(epsg) if epsg else None
    place = transform_points(np.array([[-118.0, 54.0]]), CRS.from_epsg(4326), crs)
    assert units_of(crs, place) == unit


def test_a_truncated_raster_is_called_so(picture, tmp_path):
    path, gcps = picture(np.random.default_rng(0).integers(1, 99, (1, 600, 600)).astype(np.uint8))
    path.write_bytes(path.read_bytes()[:150_000])
    with pytest.raises(InputError, match="cannot be"):
        coregister(path, gcps, "affine", "nearest", tmp_path / "out.tif", reference=path)
    assert not (tmp_path / "out.tif").exists()


def test_a_full_disk_is_told_before_anything_is_written(picture, tmp_path, monkeypatch):
    path, gcps = picture(np.ones((1, 64, 64), np.uint8))
    from optosar.models.coregister import output

    usage = output.shutil.disk_usage(tmp_path)
    monkeypatch.setattr(output.shutil, "disk_usage", lambda _: usage._replace(free=1000))
    with pytest.raises(StorageError, match="free") as refusal:
        coregister(path, gcps, "affine", "nearest", tmp_path / "out.tif", reference=path)
    assert refusal.value.hint


def test_a_missing_folder_is_told(picture, tmp_path):
    path, gcps = picture(np.ones((1, 64, 64), np.uint8))
    with pytest.raises(StorageError, match="does not exist"):
        coregister(path, gcps, "affine", "nearest", tmp_path / "nowhere" / "out.tif", reference=path)


def test_what_lay_beside_the_older_file_of_that_name_goes_with_it(picture, tmp_path):
    """Pyramids and statistics of the older raster would be shown in place of the new one."""
    path, gcps = picture(np.full((1, 600, 600), 200, np.uint8), nodata=0)
    out = tmp_path / "out.tif"
    with rasterio.open(out, "w", driver="GTiff", width=600, height=600, count=1, dtype="uint8") as file:
        file.write(np.full((1, 600, 600), 7, np.uint8))
    with rasterio.Env(TIFF_USE_OVR=True), rasterio.open(out, "r+") as file:
        file.build_overviews([2])
    (tmp_path / "out.tif.aux.xml").write_text("<PAMDataset><SRS>EPSG:32633</SRS></PAMDataset>")
    assert (tmp_path / "out.tif.ovr").exists()
    coregister(path, gcps, "affine", "nearest", out, reference=path)
    assert sorted(found.name for found in tmp_path.glob("out*")) == ["out.tif"]
    with rasterio.open(out) as file:
        assert file.crs.to_epsg() == 32611
        assert file.read(1, out_shape=(300, 300)).max() == 200


def test_a_virtual_raster_is_not_overwritten_by_way_of_its_parts(picture, tmp_path):
    path, gcps = picture(np.full((1, 64, 64), 9, np.uint8))
    virtual = tmp_path / "virtual.vrt"
    copy(path, virtual, driver="VRT")
    before = path.read_bytes()
    with pytest.raises(InputError, match="one of the inputs"):
        coregister(virtual, gcps, "affine", "nearest", path)
    assert path.read_bytes() == before


def test_a_result_that_would_be_empty_is_refused(picture, tmp_path):
    path, gcps = picture(np.full((1, 64, 64), 9, np.uint8))
    far = replace(gcps, target=gcps.target + 50_000.0)
    with pytest.raises(InputError, match="would be empty"):
        coregister(path, far, "affine", "nearest", tmp_path / "out.tif", reference=path)
    assert not list(tmp_path.glob("*out.tif"))


@pytest.mark.parametrize("crs", ["EPSG:32612", "EPSG:4326"])
def test_control_points_made_with_another_raster_are_refused(picture, tmp_path, crs):
    """They would be taken for places of this one: a wrong result whose accuracy looks perfect."""
    path, gcps = picture(np.full((1, 64, 64), 9, np.uint8))
    with rasterio.open(path, "r+") as file:
        file.crs = crs
        if crs == "EPSG:4326":
            file.transform = Affine(1e-4, 0, -116.0, 0, -1e-4, 34.0)
    with pytest.raises(InputError, match="lies elsewhere"):
        coregister(path, gcps, "affine", "nearest", tmp_path / "out.tif")
    assert not (tmp_path / "out.tif").exists()


def test_bands_of_several_types_are_refused(picture, tmp_path):
    path, gcps = picture(np.full((2, 64, 64), 9, np.uint8))
    virtual = tmp_path / "virtual.vrt"
    copy(path, virtual, driver="VRT")
    virtual.write_text(virtual.read_text().replace('dataType="Byte" band="2"', 'dataType="Float32" band="2"'))
    with pytest.raises(InputError, match="several types: uint8, float32"):
        coregister(virtual, gcps, "affine", "nearest", tmp_path / "out.tif")
