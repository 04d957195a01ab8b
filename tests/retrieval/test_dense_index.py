"""An index in dense mode: its lattice, its neighbours in the same folder, and a click that finds its place in it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optosar.models.errors import Cancelled, IndexFolderError, InputError
from optosar.models.imagery.scene import open_scene
from optosar.models.retrieval.index import SceneSpec, build_index, index_info, open_index
from optosar.models.retrieval.search import Region, search
from optosar.models.retrieval.tiles import mode_for, tile_starts
from optosar.tests.retrieval.made_up_land import CRS, as_sar, rough_land, write_scene


@pytest.fixture
def dense_index(tmp_path, land, encoder):
    build_index(tmp_path / "index", [SceneSpec(land.sar)], encoder=encoder, mode="dense", stride=48)
    return open_index(tmp_path / "index", encoder)


@settings(max_examples=60, deadline=None)
@given(length=st.integers(227, 4000), cells=st.integers(1, 14))
def test_dense_tiles_lie_on_the_lattice_and_cover_every_pixel(length, cells):
    starts = tile_starts(length, 227, 16 * cells, 16)
    assert starts[0] == 0
    assert all(start % 16 == 0 for start in starts)
    assert all(0 < b - a <= 16 * cells for a, b in zip(starts, starts[1:]))
    assert length <= starts[-1] + 227 < length + 16, "the last tile reaches the border, and hardly beyond"


@pytest.mark.parametrize(("stride", "mode"), [(None, "dense"), (96, "dense"), (90, "tile"), (1, "tile")])
def test_the_mode_follows_from_the_stride_where_nobody_says(stride, mode):
    assert mode_for(stride) == mode


@pytest.mark.parametrize("pixel", [(450, 350), (240, 210), (700, 480), (455, 313)])
def test_a_click_finds_its_place(land, encoder, dense_index, pixel):
    scene = open_scene(land.optical, "optical")
    found = search(dense_index, scene, Region.point(*land.at(*pixel), CRS), encoder=encoder)
    away = np.abs(np.subtract(found.candidates[0].center, land.at(*pixel))).max()
    # Half of the 16 px that the cuts of the query are apart, at 10 m.
    assert away <= 240
    assert found.candidates[0].score > found.candidates[1].score


def test_turned_imagery_is_found_as_well(tmp_path, land, encoder, dense_index):
    """The scene turned by a quarter: a search that tries all turns finds the place, at the turn that it has."""
    turned = write_scene(
        tmp_path / "turned.tif", np.rot90(_read(land.optical), axes=(1, 2)), photometric="rgb"
    )
    # Pixel (450, 350) of 900 x 700 comes to column 350, row 899 - 450.
    place = land.at(350.5, 449.5)
    scene = open_scene(turned, "optical")
    region = Region.point(*place, CRS)
    best = search(dense_index, scene, region, encoder=encoder, rotations=True).candidates[0]
    assert np.abs(np.subtract(best.center, land.at(450, 350))).max() <= 240


def _read(path):
    import rasterio

    with rasterio.open(path) as source:
        return source.read()


def test_a_stride_off_the_lattice_is_refused_with_a_way_out(tmp_path, land, encoder):
    with pytest.raises(InputError, match="stride of 90 px") as error:
        build_index(tmp_path / "index", [SceneSpec(land.sar)], encoder=encoder, mode="dense", stride=90)
    assert "multiple of 16" in error.value.hint
    assert not (tmp_path / "index").exists()


def test_tiles_of_both_modes_do_not_come_into_one_index(tmp_path, land, encoder, dense_index):
    assert index_info(dense_index.path).mode == "dense"
    with pytest.raises(IndexFolderError, match="another way of encoding: dense instead of tile") as error:
        build_index(dense_index.path, [SceneSpec(land.sar)], encoder=encoder, mode="tile", stride=48)
    assert error.value.code == "index_settings_mismatch"
    assert len(open_index(dense_index.path)) == len(dense_index)


def test_an_index_from_before_there_was_a_choice_is_in_tile_mode(tmp_path, land, encoder):
    build_index(tmp_path / "index", [SceneSpec(land.sar)], encoder=encoder)
    manifest = tmp_path / "index" / "manifest.json"
    values = json.loads(manifest.read_text())
    del values["mode"]
    manifest.write_text(json.dumps(values))
    assert index_info(tmp_path / "index").mode == "tile"
    scene = open_scene(land.optical, "optical")
    region = Region.point(*land.at(450, 350), CRS)
    assert search(open_index(tmp_path / "index"), scene, region, encoder=encoder).candidates


def test_a_cancelled_build_goes_on_and_ends_as_if_nothing_had_been(tmp_path, encoder):
    path = write_scene(tmp_path / "sar.tif", as_sar(rough_land(700, 3200)))
    whole = build_index(tmp_path / "whole", [SceneSpec(path)], encoder=encoder, mode="dense")
    calls = iter(range(1000))

    def stop(_fraction, _text):
        if next(calls) > 11:
            raise Cancelled

    before = encoder.encoded
    with pytest.raises(Cancelled):
        build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder, mode="dense", progress=stop)
    assert 0 < encoder.encoded - before < whole.tiles
    assert (
        build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder, mode="dense").tiles == whole.tiles
    )
    one, other = open_index(tmp_path / "whole"), open_index(tmp_path / "index")
    query = np.eye(3, 192, dtype=np.float32)
    np.testing.assert_array_equal(one.nearest(query, 20)[0], other.nearest(query, 20)[0])


def test_a_gap_leaves_out_the_tiles_it_covers_and_says_how_many(tmp_path, encoder):
    data = as_sar(rough_land(700, 1000))
    data[:, :, 400:] = 0
    path = write_scene(tmp_path / "gap.tif", data, nodata=0)
    scene = build_index(tmp_path / "index", [SceneSpec(path)], encoder=encoder, mode="dense").scenes[0]
    assert scene.skipped_nodata > 0
    index = open_index(tmp_path / "index")
    assert index.scenes[0].offsets[:, 1].max() + 227 * 0.75 <= 400
    assert scene.tiles + scene.skipped_nodata == 6 * 10
