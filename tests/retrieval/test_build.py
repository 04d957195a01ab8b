"""Building an index: what is counted, what is kept after an interruption, what is refused."""

from __future__ import annotations

import json
import ntpath
import os
import shutil
import zipfile
from pathlib import Path, PureWindowsPath

import numpy as np
import pyogrio
import pytest
from affine import Affine
from osgeo import gdal

from optosar.models.engine.warm import Choices, WarmNetworks
from optosar.models.errors import Cancelled, IndexFolderError, InputError
from optosar.models.imagery import fingerprint
from optosar.models.retrieval import builder
from optosar.models.retrieval.index import (
    SceneSpec,
    add_scenes,
    build_index,
    index_info,
    open_index,
    remove_scene,
    update_index,
)
from optosar.tests.retrieval.made_up_land import (
    LEFT,
    TOP,
    BlockEncoder,
    as_optical,
    as_sar,
    rough_land,
    write_scene,
)


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def stop_after(reports: int):
    """A progress that cancels."""
    seen = []

    def progress(fraction: float, text: str = "") -> None:
        seen.append(fraction)
        if len(seen) > reports:
            raise Cancelled

    return progress


def test_an_index_holds_a_descriptor_for_every_tile(land, land_index, encoder):
    info = index_info(land_index)
    assert info.tiles == 24 * 17
    assert (info.modality, info.stride, info.tile, info.gsd) == ("sar", 30, 227, 10.0)
    assert info.scenes[0].status == "current"
    assert info.scenes[0].radiometry == "amplitude"
    assert info.up_to_date
    json.dumps(info.to_dict())
    index = open_index(land_index, encoder)
    assert len(index) == 24 * 17
    np.testing.assert_allclose(index.centers[0], land.at(113.5, 113.5))


def test_the_footprints_open_as_a_layer(land_index):
    info = pyogrio.read_info(land_index / "tiles.gpkg", layer="tiles")
    assert info["features"] == 24 * 17
    assert "32611" in str(info["crs"])
    assert info["geometry_type"] == "Polygon"
    assert {"tile_id", "scene", "row", "col", "center_x", "center_y", "valid_share"} <= set(info["fields"])
    np.testing.assert_allclose(info["total_bounds"], [LEFT, TOP - 7000, LEFT + 9000, TOP])


def test_tiles_with_too_little_data_or_nothing_to_see_are_left_out_and_counted(tmp_path, encoder):
    data = as_sar(rough_land(227, 227 + 4 * 90))
    data[:, :, :120] = 0
    data[:, :, 227 + 90 :] = 500
    path = write_scene(tmp_path / "sar.tif", data, nodata=0)
    scene = build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder).scenes[0]
    # Columns 0, 90, 180, 270, 360: the first is half gap, the last is all of one value.
    assert (scene.tiles, scene.skipped_nodata, scene.skipped_flat) == (3, 1, 1)
    shares = pyogrio.raw.read(tmp_path / "index" / "tiles.gpkg", columns=["valid_share"])[3][0]
    assert shares.min() >= 0.75
    scene = build_index(tmp_path / "strict", [SceneSpec(path)], encoder=encoder, max_nodata=0.0).scenes[0]
    assert (scene.tiles, scene.skipped_nodata, scene.skipped_flat) == (2, 2, 1)


def test_an_index_in_which_nothing_is_to_be_seen_says_so(tmp_path, encoder):
    path = write_scene(tmp_path / "flat.tif", np.full((1, 300, 300), 9, np.uint8))
    scene = build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder).scenes[0]
    assert (scene.tiles, scene.skipped_flat, scene.status) == (0, 4, "current")
    with pytest.raises(IndexFolderError, match="enough data and detail") as error:
        open_index(tmp_path / "index")
    assert error.value.code == "index_empty"


def test_progress_tells_speed_and_remaining_time(tmp_path, encoder):
    path = write_scene(tmp_path / "sar.tif", as_sar(rough_land(1400, 1400)))
    reports = []
    build_index(
        tmp_path / "index", [SceneSpec(path)], encoder=encoder, progress=lambda f, t: reports.append((f, t))
    )
    fractions = [fraction for fraction, _ in reports]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert any("tiles/s" in text and "left" in text for _, text in reports)


def test_a_cancelled_build_goes_on_at_the_block_it_had_reached(tmp_path, encoder):
    path = write_scene(tmp_path / "sar.tif", as_sar(rough_land(1400, 1400)))
    whole = build_index(tmp_path / "whole", [SceneSpec(path)], encoder=encoder)
    total = encoder.encoded
    with pytest.raises(Cancelled):
        build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder, progress=stop_after(8))
    first = encoder.encoded - total
    assert 0 < first < total
    info = index_info(tmp_path / "index")
    assert info.scenes[0].status == "partial"
    with pytest.raises(IndexFolderError, match="no tile yet"):
        open_index(tmp_path / "index")
    assert build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder).tiles == whole.tiles
    again = encoder.encoded - total - first
    assert again <= total - 64
    one, other = open_index(tmp_path / "whole"), open_index(tmp_path / "index")
    np.testing.assert_array_equal(one.centers, other.centers)
    query = np.eye(3, 192, dtype=np.float32)
    np.testing.assert_array_equal(one.nearest(query, 20)[0], other.nearest(query, 20)[0])
    assert not list((tmp_path / "index" / "work").iterdir())


def test_scenes_finished_before_a_cancel_are_searchable(tmp_path, land, encoder):
    second = write_scene(tmp_path / "second.tif", as_sar(rough_land(1400, 1400, seed=2)))
    with pytest.raises(Cancelled):
        build_index(
            tmp_path / "i", [SceneSpec(land.sar), SceneSpec(second)], encoder=encoder, progress=stop_after(17)
        )
    info = index_info(tmp_path / "i")
    assert [scene.status for scene in info.scenes] == ["current", "partial"]
    assert len(open_index(tmp_path / "i", encoder)) == 63
    before = encoder.encoded
    assert update_index(tmp_path / "i", encoder).up_to_date
    assert encoder.encoded - before < 14 * 14


def test_only_a_changed_scene_is_encoded_again(tmp_path, encoder):
    paths = [write_scene(tmp_path / f"{i}.tif", as_sar(rough_land(400, 400, i))) for i in range(3)]
    specs = [SceneSpec(path) for path in paths]
    build_index(tmp_path / "index", specs, encoder=encoder)
    before = encoder.encoded
    build_index(tmp_path / "index", specs, encoder=encoder)
    assert encoder.encoded == before
    write_scene(paths[1], as_sar(rough_land(400, 500, 7)))
    assert [s.status for s in index_info(tmp_path / "index").scenes] == ["current", "changed", "current"]
    old_tiles = len(open_index(tmp_path / "index"))
    info = update_index(tmp_path / "index", encoder)
    assert info.up_to_date
    assert encoder.encoded - before == info.scenes[1].tiles
    assert info.tiles == old_tiles + 6
    assert len(list((tmp_path / "index" / "shards").iterdir())) == 3


def test_another_radiometry_or_band_makes_a_scene_out_of_date(tmp_path, encoder):
    path = write_scene(
        tmp_path / "sar.tif", np.concatenate([as_sar(rough_land(300, 300, i)) for i in range(2)])
    )
    build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder)
    before = encoder.encoded
    info = build_index(tmp_path / "index", [SceneSpec(path, "intensity")], encoder=encoder)
    assert (info.scenes[0].radiometry, len(info.scenes)) == ("intensity", 1)
    build_index(tmp_path / "index", [SceneSpec(path, "intensity", (2,))], encoder=encoder)
    assert encoder.encoded == 3 * before
    assert open_index(tmp_path / "index").open_scene("sar.tif").bands == (2,)


def test_a_cancelled_update_leaves_the_old_descriptors_in_use(tmp_path, encoder):
    path = write_scene(tmp_path / "sar.tif", as_sar(rough_land(1400, 1400)))
    build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder)
    before = files(tmp_path / "index")
    write_scene(path, as_sar(rough_land(1400, 1500, 5)))
    with pytest.raises(Cancelled):
        update_index(tmp_path / "index", encoder, stop_after(6))
    after = files(tmp_path / "index")
    assert {name: after[name] for name in before} == before
    assert len(open_index(tmp_path / "index", encoder)) == 15 * 15


def test_scenes_are_added_and_removed(tmp_path, land, encoder):
    other = write_scene(tmp_path / "other.tif", as_sar(rough_land(300, 300, 3)))
    build_index(tmp_path / "index", [SceneSpec(land.sar)], encoder=encoder)
    info = add_scenes(tmp_path / "index", [SceneSpec(other)], encoder=encoder)
    assert [scene.name for scene in info.scenes] == ["sar.tif", "other.tif"]
    assert info.tiles == 63 + 4
    with pytest.raises(InputError, match=r"does not hold the scene none\.tif"):
        remove_scene(tmp_path / "index", "none.tif")
    info = remove_scene(tmp_path / "index", str(land.sar))
    assert (info.tiles, len(open_index(tmp_path / "index"))) == (4, 4)
    info = remove_scene(tmp_path / "index", info.scenes[0].id)
    assert info.scenes == ()
    assert not (tmp_path / "index" / "tiles.gpkg").exists()
    assert add_scenes(tmp_path / "index", [SceneSpec(other)], encoder=encoder).tiles == 4


def test_a_missing_scene_stays_searchable_until_it_is_dropped(tmp_path, land, encoder):
    gone = write_scene(tmp_path / "gone.tif", as_sar(rough_land(300, 300, 3)))
    build_index(tmp_path / "index", [SceneSpec(land.sar), SceneSpec(gone)], encoder=encoder)
    gone.unlink()
    assert [s.status for s in update_index(tmp_path / "index", encoder).scenes] == ["current", "missing"]
    assert len(open_index(tmp_path / "index")) == 63 + 4
    info = update_index(tmp_path / "index", encoder, drop_missing=True)
    assert ([s.name for s in info.scenes], info.tiles) == (["sar.tif"], 63)


def test_index_and_scenes_may_be_moved_together(tmp_path, encoder):
    (tmp_path / "a").mkdir()
    write_scene(tmp_path / "a" / "sar.tif", as_sar(rough_land(300, 300)))
    build_index(tmp_path / "a" / "index", [SceneSpec(tmp_path / "a" / "sar.tif")], encoder=encoder)
    shutil.move(tmp_path / "a", tmp_path / "b")
    assert index_info(tmp_path / "b" / "index").up_to_date
    assert open_index(tmp_path / "b" / "index").open_scene("sar.tif").width == 300


def test_a_scene_that_was_moved_together_with_its_index_is_still_the_same(tmp_path, encoder):
    project, moved = tmp_path / "project", tmp_path / "moved"
    project.mkdir()
    write_scene(project / "a.tif", as_sar(rough_land(500, 400)))
    build_index(project / "index", [SceneSpec(project / "a.tif")], encoder=encoder)
    project.rename(moved)
    info = build_index(moved / "index", [SceneSpec(moved / "a.tif")], encoder=encoder)
    assert [scene.status for scene in info.scenes] == ["current"]
    remove_scene(moved / "index", str(moved / "a.tif"))
    assert not index_info(moved / "index").scenes


def test_an_index_from_windows_finds_its_scenes_elsewhere(tmp_path, encoder):
    path = write_scene(tmp_path / "sar.tif", as_sar(rough_land(300, 300)))
    build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder)
    manifest = tmp_path / "index" / "manifest.json"
    values = json.loads(manifest.read_text())
    assert values["scenes"][0]["relative_path"] == "../sar.tif"
    values["scenes"][0].update(path="C:\\data\\sar.tif", relative_path="..\\sar.tif")
    manifest.write_text(json.dumps(values))
    assert index_info(tmp_path / "index").up_to_date
    assert open_index(tmp_path / "index").open_scene("sar.tif").width == 300


def test_relative_paths_are_written_with_slashes(tmp_path, monkeypatch):
    monkeypatch.setattr(builder, "Path", PureWindowsPath)
    monkeypatch.setattr(builder.os.path, "relpath", ntpath.relpath)
    assert builder._relative("C:\\data\\sar.tif", "C:\\data\\index") == "../sar.tif"


def test_a_new_scene_at_the_old_place_of_one_that_moved_has_an_id_of_its_own(tmp_path, encoder):
    project, moved = tmp_path / "project", tmp_path / "moved"
    project.mkdir()
    old = write_scene(project / "a.tif", as_sar(rough_land(300, 300)))
    build_index(project / "index", [SceneSpec(old)], encoder=encoder)
    project.rename(moved)
    other = write_scene(tmp_path / "b.tif", as_sar(rough_land(300, 300, 2)))
    add_scenes(moved / "index", [SceneSpec(other)], encoder=encoder)
    project.mkdir()
    write_scene(old, as_sar(rough_land(300, 400, 3)))
    info = add_scenes(moved / "index", [SceneSpec(old)], encoder=encoder)
    assert len({scene.id for scene in info.scenes}) == 3
    index = open_index(moved / "index")
    assert [index.open_scene(scene.id).width for scene in info.scenes] == [300, 300, 400]
    assert [scene.tiles for scene in remove_scene(moved / "index", info.scenes[2].id).scenes] == [4, 4]


def test_what_a_virtual_raster_is_made_of_counts(tmp_path, encoder):
    source = write_scene(tmp_path / "a.tif", as_sar(rough_land(500, 400)))
    mosaic = tmp_path / "mosaic.vrt"
    gdal.BuildVRT(str(mosaic), [str(source)]).FlushCache()
    build_index(tmp_path / "index", [SceneSpec(mosaic)], encoder=encoder)
    mosaic.with_name("mosaic.vrt.aux.xml").write_text("<PAMDataset/>", encoding="utf-8")
    source.with_name("a.tif.aux.xml").write_text("<PAMDataset/>", encoding="utf-8")
    assert index_info(tmp_path / "index").scenes[0].status == "current"
    write_scene(source, as_sar(rough_land(500, 400), seed=1))
    assert index_info(tmp_path / "index").scenes[0].status == "changed"


def test_a_file_that_was_only_touched_is_read_once_and_its_time_is_noted(tmp_path, encoder, monkeypatch):
    path = write_scene(tmp_path / "a.tif", as_sar(rough_land(300, 300)))
    build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder)
    read = []
    hash_into = fingerprint._hash_into
    monkeypatch.setattr(
        fingerprint, "_hash_into", lambda digest, part: (read.append(part), hash_into(digest, part))
    )
    manifest = tmp_path / "index" / "manifest.json"
    # As an index of an earlier version.
    values = json.loads(manifest.read_text())
    del values["scenes"][0]["encoded"]["fingerprint"]["read_as"]
    manifest.write_text(json.dumps(values))
    os.utime(path)
    with pytest.raises(IndexFolderError, match="did not come with"):
        WarmNetworks(Choices()).encoder_of_index(tmp_path / "index", None, "cpu")
    assert read == []
    for _ in range(3):
        assert index_info(tmp_path / "index").up_to_date
    assert read == [path]
    before = encoder.encoded
    assert update_index(tmp_path / "index", encoder).up_to_date
    assert encoder.encoded == before
    noted = json.loads(manifest.read_text())["scenes"][0]["encoded"]["fingerprint"]
    assert noted["mtime_ns"] == path.stat().st_mtime_ns
    assert noted == fingerprint.fingerprint(path)
    # As in another process.
    fingerprint._known.clear()
    assert index_info(tmp_path / "index").up_to_date
    assert read == [path]


def test_a_scene_in_an_archive_is_indexed_and_found_again(tmp_path, encoder):
    written = write_scene(tmp_path / "a.tif", as_sar(rough_land(300, 300)))
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(written, "a.tif")
    spec = SceneSpec(f"/vsizip/{tmp_path}/a.zip/a.tif")
    assert build_index(tmp_path / "index", [spec], encoder=encoder).up_to_date
    before = encoder.encoded
    assert build_index(tmp_path / "index", [spec], encoder=encoder).tiles == 4
    assert update_index(tmp_path / "index", encoder).up_to_date
    assert encoder.encoded == before
    assert open_index(tmp_path / "index").open_scene("a.tif").width == 300
    assert remove_scene(tmp_path / "index", str(spec.path)).scenes == ()


def test_scenes_of_two_zones_share_an_index(tmp_path, land, encoder):
    far = Affine(10, 0, 600_000, 0, -10, TOP)
    other = write_scene(
        tmp_path / "far.tif", as_sar(rough_land(300, 300, 3)), crs="EPSG:32610", transform=far
    )
    build_index(tmp_path / "index", [SceneSpec(land.sar), SceneSpec(other)], encoder=encoder)
    assert "4326" in str(pyogrio.read_info(tmp_path / "index" / "tiles.gpkg")["crs"])
    assert {crs.to_epsg() for crs, _ in open_index(tmp_path / "index").frames()} == {32610, 32611}


def test_an_optical_index_takes_colour_tiles(tmp_path, encoder):
    path = write_scene(tmp_path / "optical.tif", as_optical(rough_land(300, 300)), photometric="rgb")
    info = build_index(tmp_path / "index", [SceneSpec(path)], "optical", encoder=encoder)
    assert (info.modality, info.tiles) == ("optical", 4)


def test_an_index_of_other_weights_or_settings_is_refused(tmp_path, land, encoder):
    build_index(tmp_path / "index", [SceneSpec(land.sar)], encoder=encoder)
    other = BlockEncoder("2")
    for use in (
        lambda: open_index(tmp_path / "index", other),
        lambda: update_index(tmp_path / "index", other),
        lambda: build_index(tmp_path / "index", [SceneSpec(land.sar)], encoder=other),
    ):
        with pytest.raises(IndexFolderError) as error:
            use()
        assert error.value.code == "index_weights_mismatch"
    with pytest.raises(IndexFolderError, match="stride") as error:
        build_index(tmp_path / "index", [SceneSpec(land.sar)], encoder=encoder, stride=45)
    assert error.value.code == "index_settings_mismatch"


def test_unusable_scenes_are_refused_before_anything_is_written(tmp_path, land, encoder):
    tiny = write_scene(tmp_path / "tiny.tif", as_sar(rough_land(100, 100)))
    nowhere = write_scene(tmp_path / "nowhere.tif", as_sar(rough_land(300, 300)), crs=None)
    for path, text in (
        (tiny, "too small"),
        (nowhere, "no coordinate reference system"),
        (tmp_path / "x.tif", "not exist"),
    ):
        with pytest.raises(InputError, match=text) as error:
            build_index(tmp_path / "index", [SceneSpec(land.sar), SceneSpec(path)], encoder=encoder)
        assert error.value.hint
    assert not (tmp_path / "index").exists()
    with pytest.raises(InputError, match="No scene"):
        build_index(tmp_path / "index", [], encoder=encoder)


def test_a_file_deleted_while_it_is_encoded_is_named_and_the_rest_is_kept(tmp_path, land, encoder):
    victim = write_scene(tmp_path / "victim.tif", as_sar(rough_land(1400, 1400, 4)))

    def progress(fraction, text):
        if "victim" in text and victim.exists():
            victim.unlink()

    with pytest.raises(InputError, match=r"victim\.tif"):
        build_index(
            tmp_path / "i", [SceneSpec(land.sar), SceneSpec(victim)], encoder=encoder, progress=progress
        )
    assert [scene.status for scene in index_info(tmp_path / "i").scenes] == ["current", "missing"]
    assert len(open_index(tmp_path / "i", encoder)) == 63


def test_a_folder_of_other_things_is_left_alone(tmp_path, land, encoder):
    (tmp_path / "photos").mkdir()
    (tmp_path / "photos" / "a.jpg").write_bytes(b"x")
    with pytest.raises(IndexFolderError, match="holds other files"):
        build_index(tmp_path / "photos", [SceneSpec(land.sar)], encoder=encoder)
    assert [p.name for p in (tmp_path / "photos").iterdir()] == ["a.jpg"]
    with pytest.raises(IndexFolderError, match=r"no manifest\.json") as error:
        open_index(tmp_path / "photos")
    assert error.value.code == "no_index"
    with pytest.raises(IndexFolderError, match="is a file; an index is a folder"):
        open_index(tmp_path / "photos" / "a.jpg")
