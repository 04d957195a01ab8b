"""Control points as files, checked by a reader that follows the Georeferencer's rules."""

from __future__ import annotations

import csv

import numpy as np
import pyogrio
import pytest
import rasterio
import shapely
from affine import Affine
from rasterio.crs import CRS

from optosar.models.coregister.gcps import GcpSet, gcps_from_match
from optosar.models.coregister.points import (
    read_gcps,
    read_points,
    write_csv,
    write_gcps,
    write_gpkg,
    write_points,
)
from optosar.models.errors import InputError, StorageError
from optosar.models.matching.frames import Side
from optosar.models.matching.options import MatchOptions
from optosar.models.matching.refit import Pairing, solve

TRANSFORM = (10.0, 0.0, 376_000.0, 0.0, -10.0, 3_770_000.0)


def georeferencer_load(path):
    """What QGIS does: an optional CRS line, a header that is not read, rows of four fields or more."""
    lines = path.read_text(encoding="utf-8").split("\n")
    crs = None
    if lines[0].startswith("#CRS: "):
        crs = CRS.from_wkt(lines.pop(0)[6:])
    lines.pop(0)
    assert lines.pop() == ""  # the end of the last row, no blank row
    points = []
    for line in lines:
        fields = line.split(",")
        assert len(fields) >= 4, line
        map_x, map_y, source_x, source_y = (float(field) for field in fields[:4])
        points.append((map_x, map_y, source_x, source_y, fields[4] == "1", *map(float, fields[5:8])))
    return crs, np.array(points)


@pytest.fixture
def make_result():
    """An optical scene on the map and a SAR picture that shows it turned by 2 degrees; with or without georeference."""

    def make(sar_georeferenced: bool):
        random = np.random.default_rng(0)
        optical = Side("optical.tif", "EPSG:32611", "EPSG:32611", TRANSFORM, 512, 512, 10.0)
        sar = (
            Side(
                "sar.tif",
                "EPSG:32611",
                "EPSG:32611",
                (10.0, 0, 376_050.0, 0, -10.0, 3_769_970.0),
                500,
                500,
                10.0,
            )
            if sar_georeferenced
            else Side("sar.png", None, None, (1.0, 0, 0, 0, 1.0, 0), 500, 500, 1.0)
        )
        pixel = random.uniform(0, 500, (80, 2))
        angle = np.deg2rad(2)
        turn = np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
        other = pixel @ turn.T + (4.0, -3.0)
        a, b = optical.from_scene_pixels(pixel), sar.from_scene_pixels(other)
        pairing = Pairing(optical, sar, a, b, np.ones(80, np.float32), a, b, 512.0**2)
        return solve(pairing, MatchOptions()), pixel, other

    return make


def test_source_of_a_picture_is_column_and_minus_row(make_result, tmp_path):
    result, optical_px, sar_px = make_result(sar_georeferenced=False)
    path = write_points(tmp_path / "sar.png.points", gcps_from_match(result, "sar"))
    crs, rows = georeferencer_load(path)
    assert crs.to_epsg() == 32611
    assert rows[:, :2] == pytest.approx(optical_px * (10, -10) + (376_000, 3_770_000), abs=1e-5)
    assert rows[:, 2:4] == pytest.approx(sar_px * (1, -1), abs=1e-6)
    assert (rows[sar_px[:, 1] > 0, 3] < 0).all()


def test_source_of_a_map_raster_is_its_own_coordinates(make_result, tmp_path):
    result, _, sar_px = make_result(sar_georeferenced=True)
    _, rows = georeferencer_load(write_points(tmp_path / "p.points", gcps_from_match(result, "sar")))
    assert rows[:, 2:4] == pytest.approx(sar_px * (10, -10) + (376_050, 3_769_970), abs=1e-5)


def test_either_image_may_be_the_one_to_move(make_result, tmp_path):
    result, optical_px, sar_px = make_result(sar_georeferenced=False)
    crs, rows = georeferencer_load(write_points(tmp_path / "p.points", gcps_from_match(result, "optical")))
    assert crs is None
    assert rows[:, :2] == pytest.approx(sar_px * (1, -1), abs=1e-6)
    assert rows[:, 2:4] == pytest.approx(optical_px * (10, -10) + (376_000, 3_770_000), abs=1e-5)


def test_check_points_are_disabled_and_residuals_add_up(make_result, tmp_path):
    result, *_ = make_result(sar_georeferenced=True)
    gcps = gcps_from_match(result)
    _, rows = georeferencer_load(write_points(tmp_path / "p.points", gcps))
    assert np.array_equal(rows[:, 4] == 0, gcps.check)
    assert gcps.check.sum() == 16
    assert rows[:, 7] == pytest.approx(np.hypot(rows[:, 5], rows[:, 6]), abs=1e-6)


def test_unused_matches_are_no_control_points(make_result):
    from optosar.models.matching.refit import refit

    result, *_ = make_result(sar_georeferenced=True)
    use = result.matches.use.copy()
    use[:30] = False
    edited = refit(result, use)
    assert set(gcps_from_match(edited).ids) == set(result.matches.ids[use])
    with pytest.raises(InputError, match="No match"):
        gcps_from_match(refit(result, np.zeros(80, bool)))


def test_numbers_have_neither_exponents_nor_commas(tmp_path):
    tiny = np.array([[1e-7, -1e-12], [123456789.123456, 0.5], [3.0, 4.0]])
    gcps = GcpSet(
        np.arange(3), tiny, tiny, None, tiny, "EPSG:4326", np.zeros(3, bool), np.ones(3, np.float32)
    )
    text = write_points(tmp_path / "p.points", gcps).read_text()
    rows = text.splitlines()[2:]
    assert rows[0].startswith("0.0000001,0,0.0000001,0,1,")
    assert rows[1].startswith("123456789.123456")
    assert all(len(row.split(",")) == 8 and "e" not in row for row in rows)


@pytest.mark.parametrize(
    "text", ["header\n1,2,3\n", "header\n1,2,3,four,1\n", "header\n1,2,3,4,1\n\n1,2,3,4,1\n"]
)
def test_what_the_georeferencer_refuses_is_refused(tmp_path, text):
    path = tmp_path / "p.points"
    path.write_text(text)
    with pytest.raises(InputError):
        read_points(path)


def test_csv_holds_both_kinds_of_coordinates(make_result, tmp_path):
    result, optical_px, sar_px = make_result(sar_georeferenced=False)
    path = write_csv(tmp_path / "gcps.csv", gcps_from_match(result))
    rows = list(csv.DictReader(path.open(encoding="utf-8")))
    assert [float(row["column"]) for row in rows] == pytest.approx(sar_px[:, 0].tolist())
    assert [float(row["row"]) for row in rows] == pytest.approx(sar_px[:, 1].tolist())
    assert [float(row["map_x"]) for row in rows] == pytest.approx((optical_px[:, 0] * 10 + 376_000).tolist())
    assert rows[0]["target_crs"] == "EPSG:32611"


def test_geopackage_opens_as_a_point_layer(make_result, tmp_path):
    result, optical_px, _ = make_result(sar_georeferenced=True)
    path = write_gpkg(tmp_path / "gcps.gpkg", gcps_from_match(result))
    assert pyogrio.list_layers(path)[:, 0].tolist() == ["gcps"]
    meta, _, geometry, values = pyogrio.raw.read(path)
    assert meta["crs"] == "EPSG:32611"
    places = shapely.get_coordinates(shapely.from_wkb(geometry))
    assert places == pytest.approx(optical_px * (10, -10) + (376_000, 3_770_000))
    assert dict(zip(meta["fields"], values))["residual_px"].max() < 0.01


@pytest.mark.parametrize("kind", ["points", "csv", "gpkg"])
def test_files_are_replaced_whole_and_leave_nothing_beside_them(make_result, tmp_path, kind):
    result, *_ = make_result(sar_georeferenced=True)
    path = tmp_path / f"gcps.{kind}"
    path.write_text("older")
    write_gcps(path, gcps_from_match(result), kind)
    assert path.stat().st_size > 100
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_does_not_exist_is_told(make_result, tmp_path):
    result, *_ = make_result(sar_georeferenced=True)
    for kind in ("points", "gpkg"):
        with pytest.raises(StorageError):
            write_gcps(tmp_path / "nowhere" / "x", gcps_from_match(result), kind)
    with pytest.raises(InputError, match="shapefile"):
        write_gcps(tmp_path / "x", gcps_from_match(result), "shapefile")


@pytest.mark.parametrize("sar_georeferenced", [True, False])
@pytest.mark.parametrize("kind", ["points", "csv", "gpkg"])
def test_every_format_goes_round(make_result, tmp_path, sar_georeferenced, kind):
    result, *_ = make_result(sar_georeferenced)
    gcps = gcps_from_match(result, "sar")
    moving = tmp_path / "sar.tif"
    where = {"crs": "EPSG:32611", "transform": Affine(*result.sar.transform)} if sar_georeferenced else {}
    with rasterio.open(moving, "w", driver="GTiff", width=500, height=500, count=1, dtype="uint8", **where):
        pass
    again = read_gcps(write_gcps(tmp_path / f"p.{kind}", gcps, kind), moving)
    assert again.target == pytest.approx(gcps.target, abs=1e-6)
    assert again.pixel == pytest.approx(gcps.pixel, abs=1e-6)
    assert again.target_crs == "EPSG:32611"
    assert np.array_equal(again.check, gcps.check)
    if kind == "points":
        assert again.source == pytest.approx(gcps.source, abs=1e-6)
    else:
        assert np.array_equal(again.ids, gcps.ids)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        ("map_x,map_y,column\n1,2,3\n", "no column row"),
        ("map_x,map_y,column,row\n1,2,3,x\n", "no number"),
        ("map_x,map_y,column,row\n1,2,3,nan\n", "no number"),
        ("map_x,map_y,column,row\n1,2,3\n", "no number"),
    ],
)
def test_a_table_that_lacks_something_is_refused(tmp_path, text, match):
    path = tmp_path / "p.csv"
    path.write_text(text)
    with pytest.raises(InputError, match=match):
        read_gcps(path)


@pytest.mark.parametrize(
    "content",
    [
        "\ufeffmap_x,map_y,column,row\r\n10,-20,1.5,2.5\r\n30,-40,3.5,4.5\r\n\r\n",
        "map_x;map_y;column;row\n10;-20;1,5;2,5\n30;-40;3,5;4,5\n",
        "\ufeffmapX,mapY,sourceX,sourceY\n10,-20,1.5,-2.5\n30,-40,3.5,-4.5\n\n",
    ],
)
def test_tables_come_as_spreadsheets_save_them(tmp_path, content):
    path = tmp_path / "own.csv"
    path.write_bytes(content.encode())
    gcps = read_gcps(path)
    assert gcps.target.tolist() == [[10, -20], [30, -40]]
    assert gcps.pixel.tolist() == [[1.5, 2.5], [3.5, 4.5]]


def test_four_columns_suffice(tmp_path):
    path = tmp_path / "own.csv"
    path.write_text("map_x,map_y,column,row\n10,-20,1.5,2.5\n30,-40,3.5,4.5\n")
    gcps = read_gcps(path)
    assert gcps.target.tolist() == [[10, -20], [30, -40]]
    assert gcps.pixel.tolist() == [[1.5, 2.5], [3.5, 4.5]]
    assert gcps.target_crs is None
    assert not gcps.check.any()
