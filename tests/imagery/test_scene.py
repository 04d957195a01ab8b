"""What a file turns out to be when it is opened, and what is said about files that cannot be used."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path

import numpy as np
import pytest
import rasterio
from rasterio.enums import ColorInterp

from optosar.models.errors import InputError
from optosar.models.imagery.fingerprint import checksum, fingerprint, same_state
from optosar.models.imagery.names import path_of
from optosar.models.imagery.scene import open_scene
from optosar.models.imagery.windows import read_patch, read_patch_at, working_grid


def colour(height: int = 200, width: int = 260, bands: int = 3) -> np.ndarray:
    y, x = np.mgrid[:height, :width]
    return np.stack([(x * (b + 1) + y) % 200 + 20 for b in range(bands)]).astype(np.uint8)


def test_an_optical_scene_uses_the_bands_that_say_they_are_red_green_and_blue(write):
    path = write("bgr.tif", colour())
    with rasterio.open(path, "r+") as file:
        file.colorinterp = (ColorInterp.blue, ColorInterp.green, ColorInterp.red)
    assert open_scene(path, "optical").bands == (3, 2, 1)


def test_bands_named_after_sentinel_2_are_found_by_their_descriptions(write):
    path = write("stack.tif", colour(bands=6), photometric="minisblack")
    with rasterio.open(path, "r+") as file:
        file.descriptions = ("B01", "B02", "B03", "B04", "B05", "B08")
    assert open_scene(path, "optical").bands == (4, 3, 2)


def test_many_nameless_bands_are_used_in_order_and_that_is_said(write):
    scene = open_scene(write("stack.tif", colour(bands=6), photometric="minisblack"), "optical")
    assert scene.bands == (1, 2, 3)
    assert "bands 1, 2 and 3" in scene.warnings[0]


def test_a_grey_optical_scene_is_given_to_the_network_as_three_equal_bands(write):
    scene = open_scene(write("grey.tif", colour(bands=1)), "optical")
    patch = read_patch_at(scene, (351_000, 3_779_000), "EPSG:32611", 10, 64)
    assert patch.data.shape == (3, 64, 64)
    np.testing.assert_array_equal(patch.data[0], patch.data[2])


def test_bands_can_be_chosen(write, speckle):
    path = write("dual.tif", np.concatenate([speckle(200, 200), speckle(200, 200, seed=1)]))
    assert open_scene(path, "sar").bands == (1,)
    assert open_scene(path, "sar", bands=[2]).bands == (2,)
    with pytest.raises(InputError, match="bands 1 to 2"):
        open_scene(path, "sar", bands=[3])


@pytest.mark.parametrize(
    ("convert", "radiometry"),
    [
        (lambda a: (a / 12).clip(0, 255).astype(np.uint8), "byte"),
        (lambda a: a, "amplitude"),
        (lambda a: (a.astype(np.float32) / 5000) ** 2, "intensity"),
        (lambda a: 20 * np.log10(a.astype(np.float32) / 5000 + 1e-4), "db"),
    ],
)
def test_sar_radiometry_is_found_out_stated_and_overridable(write, speckle, convert, radiometry):
    path = write("sar.tif", convert(speckle(300, 300)))
    scene = open_scene(path, "sar")
    assert scene.radiometry == radiometry
    assert scene.radiometry_why
    assert open_scene(path, "sar", radiometry="amplitude").radiometry_why == "chosen by the user"


def test_amplitude_intensity_and_decibel_of_one_scene_look_the_same_to_the_network(write, speckle):
    amplitude = speckle(300, 300).astype(np.float32)
    paths = {
        "amplitude": write("a.tif", amplitude),
        "intensity": write("i.tif", (amplitude / 5000) ** 2),
        "db": write("d.tif", 20 * np.log10(amplitude / 5000)),
    }
    patches = []
    for radiometry, path in paths.items():
        scene = open_scene(path, "sar", radiometry=radiometry)
        patches.append(read_patch_at(scene, (351_500, 3_778_500), "EPSG:32611", 10, 200).data)
    for other in patches[1:]:
        # All but the few values below the scene's floor, which decibel does not have.
        shifted = np.abs((other - np.median(other)) - (patches[0] - np.median(patches[0])))
        assert np.mean(shifted > 1e-3) < 0.002


def test_all_windows_of_a_scene_share_one_logarithm(write, speckle):
    data = speckle(300, 300).astype(np.float32)
    data[0, 40, 40] = 0.0
    data[0, 200:, 200:] *= 0.01
    scene = open_scene(write("sar.tif", data), "sar", radiometry="amplitude")
    large = read_patch_at(scene, (351_000, 3_779_000), "EPSG:32611", 10, 200)
    small = read_patch_at(scene, (351_000, 3_779_000), "EPSG:32611", 10, 150)
    np.testing.assert_allclose(small.data, large.data[:, 25:175, 25:175], atol=1e-4)


def test_undeclared_zeros_around_a_scene_are_no_data_and_that_is_said(write, speckle):
    data = speckle(600, 600)
    data[:, :, :200] = 0
    scene = open_scene(write("sar.tif", data), "sar")
    assert scene.implied_nodata.value == 0
    assert any("no data" in text for text in scene.warnings)
    patch = read_patch_at(scene, (352_000, 3_777_000), "EPSG:32611", 10, 200)
    assert not patch.valid[:, :95].any()
    assert patch.valid[:, 105:].mean() > 0.99


@pytest.mark.parametrize("nodata", [np.nan, -9999.0])
def test_zeros_that_fill_areas_are_no_data_though_another_value_is_declared(write, speckle, nodata):
    data = speckle(600, 600).astype(np.float32) + 1
    data[:, :, :200] = 0
    data[:, 300:, 300:] = nodata
    scene = open_scene(write("sar.tif", data, nodata=nodata), "sar")
    assert scene.implied_nodata.value == 0
    assert any("0 is taken as “no data”" in text for text in scene.warnings)
    patch = read_patch(scene, scene.crs, scene.transform, 600, 600)
    np.testing.assert_array_equal(patch.valid, (data[0] > 0) & np.isfinite(data[0]))


@pytest.mark.parametrize(
    ("dtype", "nodata", "masked"),
    [(np.uint8, 255, False), (np.uint16, 65535, False), (np.float32, None, True)],
)
def test_zeros_are_measured_where_the_file_tells_what_is_not(write, speckle, dtype, nodata, masked):
    data = (speckle(600, 600) // 20).clip(1, 250).astype(dtype)
    data[:, :, :200] = 0
    mask = np.ones((600, 600), bool)
    mask[:, 500:] = False
    path = write("sar.tif", data, nodata=nodata, mask=mask if masked else None)
    assert open_scene(path, "sar").implied_nodata is None


@pytest.mark.parametrize("fill", [-9999.0, -32768.0, float(np.finfo(np.float32).min)])
@pytest.mark.parametrize("gsd", [10.0, 5.0])
def test_so_is_a_large_negative_value(write, speckle, fill, gsd):
    """Intensity with an undeclared collar of it was taken for decibel, and the collar for what was measured."""
    data = (speckle(600, 600).astype(np.float32) / 5000) ** 2
    data[:, :, :200] = fill
    scene = open_scene(write("sar.tif", data), "sar")
    assert (scene.radiometry, scene.implied_nodata.value) == ("intensity", fill)
    assert any(f"{fill:g} is taken as “no data”" in text for text in scene.warnings)
    patch = read_patch_at(scene, (352_000, 3_777_000), "EPSG:32611", 2 * gsd, 100)
    assert patch.valid.any()
    assert not patch.valid.all()
    assert (patch.data[0][patch.valid] > -60).all()


@pytest.mark.parametrize(("fill", "scale"), [(-999, 1), (-9999, 1), (-9999, 100)])
def test_decibel_is_not_mistaken_for_what_surrounds_it(write, speckle, fill, scale):
    """Also where it comes in hundredths, as whole numbers down to some thousands below 0."""
    decibel = 20 * np.log10(speckle(600, 600) / 5000)
    data = np.rint(decibel * scale).astype(np.int16)
    data[:, :, :200] = fill
    scene = open_scene(write("db.tif", data), "sar")
    assert scene.radiometry == "db"
    for gsd, expected in ((10, 400 / 600), (30, 400 / 600)):
        size = 6000 // gsd
        patch = read_patch_at(scene, (353_000, 3_777_000), "EPSG:32611", gsd, size)
        assert patch.valid.mean() == pytest.approx(expected, abs=0.02)
        assert (patch.data[0][patch.valid] > decibel.min() * scale - 150).all()


def test_a_few_negative_values_are_noise_that_was_taken_off(write, speckle):
    data = (speckle(300, 300).astype(np.float32) / 5000) ** 2
    data -= np.float32(np.quantile(data, 0.05))
    scene = open_scene(write("sar.tif", data), "sar")
    assert scene.radiometry == "intensity"
    decibel = open_scene(write("db.tif", 10 * np.log10(data.clip(1e-4))), "sar")
    assert decibel.radiometry == "db"
    assert "as in decibel" in decibel.radiometry_why


@pytest.mark.parametrize(
    ("make", "radiometry"),
    [
        (lambda r: r.gamma(4, 0.25, (1, 300, 300)) * 0.01 - 0.012, "intensity"),
        (lambda r: r.normal(4, 5, (1, 300, 300)), "db"),
        (lambda r: r.normal(-1100, 300, (1, 300, 300)), "db"),
        (lambda r: r.gamma(4, 2000, (1, 300, 300)) - 2500, "amplitude"),
    ],
    ids=["dark water less its noise", "a bright city", "hundredths", "counts less their noise"],
)
def test_decibel_is_told_by_more_than_a_sign(write, make, radiometry):
    data = make(np.random.default_rng(0)).astype(np.float32)
    assert open_scene(write("sar.tif", data), "sar").radiometry == radiometry


def test_nodata_in_one_band_is_no_value_but_a_single_zero_is(write):
    data = np.full((3, 300, 300), 500, np.int16)
    data[0, 100:110, 100:110] = -9999
    gap = open_scene(write("gap.tif", data, nodata=-9999), "optical")
    valid = read_patch_at(gap, (351_500, 3_778_500), "EPSG:32611", 10, 200).valid
    assert 200 * 200 - valid.sum() == 100
    data[0, 100:110, 100:110] = 0
    dark = open_scene(write("dark.tif", data, nodata=0), "optical")
    assert read_patch_at(dark, (351_500, 3_778_500), "EPSG:32611", 10, 200).valid.all()


def test_bands_may_be_of_different_types(write, tmp_path):
    grey = colour(300, 300)[:1]
    write("byte.tif", grey)
    write("real.tif", grey.astype(np.float32))
    bands = "".join(
        f'<VRTRasterBand dataType="{kind}" band="{band}"><SimpleSource><SourceFilename relativeToVRT="1">{name}.tif'
        "</SourceFilename><SourceBand>1</SourceBand></SimpleSource></VRTRasterBand>"
        for band, (kind, name) in enumerate(
            [("Byte", "byte"), ("Float32", "real"), ("Byte", "byte")], start=1
        )
    )
    mixed = tmp_path / "mixed.vrt"
    mixed.write_text(
        '<VRTDataset rasterXSize="300" rasterYSize="300"><SRS>EPSG:32611</SRS>'
        f"<GeoTransform>350000, 10, 0, 3780000, 0, -10</GeoTransform>{bands}</VRTDataset>"
    )
    patch = read_patch_at(
        open_scene(mixed, "optical", bands=(1, 2, 3)), (351_500, 3_778_500), "EPSG:32611", 10, 200
    )
    assert patch.valid.all()
    np.testing.assert_allclose(patch.data[0], patch.data[1])


def test_a_swapped_pair_is_suspected(write, speckle):
    optical, sar = write("optical.tif", colour(), photometric="rgb"), write("sar.tif", speckle(300, 300))
    assert not any("swapped" in text for text in open_scene(optical, "optical").warnings)
    assert not any("swapped" in text for text in open_scene(sar, "sar").warnings)
    assert any("red, green and blue" in text for text in open_scene(optical, "sar").warnings)
    assert any("grainy" in text for text in open_scene(sar, "optical").warnings)


def test_the_simulated_pair_and_only_its_swap_is_suspected(simulated_pair):
    assert not open_scene(simulated_pair.optical, "optical").warnings
    assert not open_scene(simulated_pair.sar, "sar").warnings
    assert any("swapped" in text for text in open_scene(simulated_pair.sar, "optical").warnings)


@pytest.mark.shared
@pytest.mark.parametrize("granule", ["T11SLT", "T11SMT"])
def test_real_scenes_are_suspected_only_when_swapped(shared, granule):
    optical, sar = (shared / "data" / "la" / f"{granule}_{kind}.tif" for kind in ("optical", "sar"))
    assert not open_scene(optical, "optical").warnings
    assert not open_scene(sar, "sar").warnings
    assert open_scene(optical, "sar").warnings
    assert open_scene(sar, "optical").warnings


def test_a_missing_file_a_folder_and_a_text_file_are_refused_in_words(tmp_path: Path):
    with pytest.raises(InputError, match="does not exist") as missing:
        open_scene(tmp_path / "none.tif", "sar")
    assert missing.value.hint
    with pytest.raises(InputError, match="is a folder"):
        open_scene(tmp_path, "sar")
    text = tmp_path / "notes.tif"
    text.write_text("no raster", encoding="utf-8")
    with pytest.raises(InputError, match="cannot be opened as a raster") as foreign:
        open_scene(text, "sar")
    assert "None" not in foreign.value.message


@pytest.mark.parametrize("compress", [None, "deflate", "lzw"])
def test_a_truncated_file_is_recognised_when_it_is_opened(write, speckle, compress):
    options = {"compress": compress} if compress else {}
    path = write("sar.tif", speckle(1200, 1200), tiled=True, blockxsize=256, blockysize=256, **options)
    with path.open("r+b") as file:
        file.truncate(path.stat().st_size * 6 // 10)
    with pytest.raises(InputError, match=r"cannot be (read|opened)") as error:
        open_scene(path, "sar")
    assert error.value.hint


def test_a_file_deleted_between_two_reads_is_named(write, speckle):
    path = write("sar.tif", speckle(300, 300))
    scene = open_scene(path, "sar")
    path.unlink()
    with pytest.raises(InputError, match="does not exist"):
        read_patch_at(scene, (351_000, 3_779_000), "EPSG:32611", 10, 64)


def test_a_scene_without_a_single_measurement_is_refused(write):
    for data, nodata in (
        (np.zeros((1, 300, 300), np.uint8), 0),
        (np.full((1, 900, 900), np.nan, np.float32), None),
    ):
        with pytest.raises(InputError, match="no measurement") as error:
            open_scene(write("empty.tif", data, nodata=nodata), "sar")
        assert error.value.code == "empty_scene"


def test_a_narrow_strip_in_a_wide_frame_is_found(write, speckle):
    data = np.zeros((1, 2600, 2600), np.uint16)
    data[:, 700:760] = speckle(60, 2600)
    scene = open_scene(write("strip.tif", data, nodata=0), "sar")
    assert scene.floor is not None
    assert scene.floor > 1


def test_complex_values_and_palettes_are_refused_with_the_way_out(write):
    with pytest.raises(InputError, match="complex") as error:
        open_scene(write("slc.tif", np.ones((1, 64, 64), np.complex64)), "sar")
    assert "detected" in error.value.hint
    path = write("palette.tif", colour(bands=1))
    with rasterio.open(path, "r+") as file:
        file.write_colormap(1, {0: (0, 0, 0, 255), 1: (255, 0, 0, 255)})
    with pytest.raises(InputError, match="palette"):
        open_scene(path, "optical")


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
def test_a_picture_without_georeference_is_used_in_its_own_pixels(write):
    scene = open_scene(write("photo.png", colour(), crs=None, driver="PNG"), "optical")
    assert (scene.georeferenced, scene.crs) == (False, None)
    assert "no georeference" in scene.warnings[0]
    grid = working_grid(scene, 10.0)
    assert (grid.crs, grid.width, grid.height) == (None, 260, 200)
    patch = read_patch_at(scene, (100, 90), None, 10, 40)
    np.testing.assert_allclose(patch.data, colour()[:, 70:110, 80:120], atol=1e-4)
    with pytest.raises(InputError, match="no coordinate reference system"):
        read_patch_at(scene, (100, 90), "EPSG:32611", 10, 40)


def test_a_raster_in_an_archive_is_opened_by_the_names_gdal_has_for_it(write, tmp_path, monkeypatch):
    written = write("sar.tif", colour()[:1])
    packed = tmp_path / "a b.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(written, "inner/sar.tif")
    for name in (
        f"/vsizip/{packed}/inner/sar.tif",
        Path(f"/vsizip/{packed}/inner/sar.tif"),
        f"/vsizip/{{{packed}}}/inner/sar.tif",
    ):
        scene = open_scene(name, "sar")
        assert (scene.name, scene.georeferenced) == ("sar.tif", True)
        assert read_patch_at(scene, (351_000, 3_779_000), "EPSG:32611", 10, 40).valid.all()
        assert path_of(scene.path) == scene.path
    monkeypatch.chdir(tmp_path)
    assert open_scene("/vsizip/a b.zip/inner/sar.tif", "sar").path == scene.path
    with pytest.raises(InputError, match=r"gone\.zip"):
        open_scene(f"/vsizip/{tmp_path}/gone.zip/sar.tif", "sar")
    with zipfile.ZipFile(tmp_path / "one.zip", "w") as archive:
        archive.write(written, "sar.tif")
    assert open_scene(f"/vsizip/{tmp_path}/one.zip", "sar").name == "one.zip"


def test_the_address_of_a_raster_on_a_server_outlives_being_a_path():
    path = path_of("/vsicurl/https://host/a/x 1.tif?key=a%2Fb")
    assert str(path) == "/vsicurl?url=https:%2F%2Fhost/a/x%201.tif%3Fkey%3Da%252Fb"
    assert path_of(path) == path_of(Path("/vsicurl/https://host/a/x 1.tif?key=a%2Fb")) == path


def test_the_fingerprint_changes_with_the_content_and_not_with_the_date(write, speckle):
    path = write("sar.tif", speckle(100, 100))
    before = fingerprint(path)
    os.utime(path, ns=(before["mtime_ns"] + 10**9, before["mtime_ns"] + 10**9))
    assert same_state(path, before)
    with rasterio.open(path, "r+") as file:
        file.write(speckle(100, 100, seed=9))
    assert not same_state(path, before)


def test_a_scene_that_was_moved_or_put_into_another_crs_has_changed(write, speckle):
    path = write("sar.img", speckle(100, 100), driver="ENVI")
    before = fingerprint(path)
    header = path.with_suffix(".hdr")
    assert "350000" in header.read_text()
    header.write_text(header.read_text().replace("350000", "360000"))
    assert not same_state(path, before)

    path = write("sar.png", colour()[:1], crs="EPSG:32632", driver="PNG", WORLDFILE="YES")
    before = fingerprint(path)
    write("sar.png", colour()[:1], crs="EPSG:32633", driver="PNG", WORLDFILE="YES")
    os.utime(path, ns=(before["mtime_ns"],) * 2)
    assert not same_state(path, before)


def test_another_nodata_value_changes_a_scene_and_statistics_do_not(write, speckle):
    path = write("sar.img", speckle(100, 100), driver="ENVI")
    before = fingerprint(path)
    path.with_name("sar.img.aux.xml").write_text(
        "<PAMDataset><PAMRasterBand band='1'><Metadata><MDI key='STATISTICS_MEAN'>9</MDI></Metadata>"
        "</PAMRasterBand></PAMDataset>"
    )
    assert same_state(path, before)
    path.with_name("sar.img.aux.xml").write_text(
        "<PAMDataset><PAMRasterBand band='1'><NoDataValue>200</NoDataValue></PAMRasterBand></PAMDataset>"
    )
    with rasterio.open(path) as file:
        assert file.nodata == 200
    assert not same_state(path, before)


def test_a_state_recorded_by_an_earlier_version_stays_valid(write, speckle):
    path = write("sar.img", speckle(100, 100), driver="ENVI")
    before = fingerprint(path)
    del before["read_as"]
    assert same_state(path, before)
    os.utime(path)
    assert same_state(path, before)


def test_files_that_are_no_rasters_have_a_checksum(tmp_path):
    path = tmp_path / "points.csv"
    path.write_text("column,row\n1,2\n")
    before = checksum(path)
    path.write_text("column,row\n1,2.5\n")
    assert checksum(path) != before
    with pytest.raises(InputError, match="exist"):
        checksum(tmp_path / "gone.csv")
