"""Raster layers as scenes, and what is drawn or shown on the map as regions of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from osgeo import gdal
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsRasterLayer,
    QgsRectangle,
    QgsSingleBandPseudoColorRenderer,
)

from optosar.plugin.layers import rasters
from optosar.plugin.layers.coordinates import crs_from_text, crs_to_text, tile_square, united
from optosar.plugin.view import View

pytestmark = pytest.mark.usefixtures("qgis_new_project")

NO_CRS = QgsCoordinateReferenceSystem()
UTM = QgsCoordinateReferenceSystem("EPSG:32611")


def test_layer_becomes_a_scene(make_raster):
    layer = QgsRasterLayer(str(make_raster("optical.tif", bands=4)), "optical")
    params = rasters.scene_params(layer, "optical")
    assert Path(params["path"]).name == "optical.tif"
    assert params["bands"] == [1, 2, 3]
    assert params["radiometry"] == "auto"
    layer.setRenderer(QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 2))
    assert rasters.scene_params(layer, "optical")["bands"] == [2]
    sar = QgsRasterLayer(str(make_raster("sar.tif", bands=1)), "sar")
    assert rasters.scene_params(sar, "sar", "db") == {"path": sar.source(), "radiometry": "db", "bands": None}


def test_problems_name_the_layer_and_the_way_out(make_raster):
    plain = QgsRasterLayer(str(make_raster("plain.tif", epsg=None)), "plain")
    assert "not georeferenced" in rasters.problem_of(plain).text
    assert not rasters.problem_of(plain).fatal
    path = make_raster("gone.tif")
    gone = QgsRasterLayer(str(path), "gone")
    path.unlink()
    assert rasters.problem_of(gone).fatal
    assert "missing" in rasters.problem_of(gone).text
    web = QgsRasterLayer("type=xyz&url=http://127.0.0.1/%7Bz%7D", "web", "wms")
    assert "GeoTIFF" in rasters.problem_of(web).text
    fine = QgsRasterLayer(str(make_raster("fine.tif")), "fine")
    assert rasters.problem_of(fine) is None


def test_a_raster_placed_by_control_points_alone_is_to_be_warped_first(make_raster, tmp_path):
    """QGIS draws it warped, the engine reads it as it is: what one shows is not where the other finds it."""
    path = str(tmp_path / "grd.tif")
    points = [
        gdal.GCP(10.0, 48.0, 0, 0, 0),
        gdal.GCP(10.1, 48.0, 0, 300, 0),
        gdal.GCP(10.0, 47.9, 0, 0, 300),
        gdal.GCP(10.1, 47.9, 0, 300, 300),
    ]
    gdal.Translate(path, str(make_raster("plain.tif", epsg=None)), GCPs=points, outputSRS="EPSG:4326")
    layer = QgsRasterLayer(path, "grd")
    assert layer.isValid()
    problem = rasters.problem_of(layer)
    assert problem.fatal
    assert "Warp it first" in problem.text
    assert not rasters.scene_crs(layer).isValid()
    gdal.Warp(path, gdal.Open(path))
    assert rasters.problem_of(QgsRasterLayer(path, "grd")) is None


def test_coordinates_without_a_crs_are_neither_pixels_nor_a_place(tmp_path):
    path = str(tmp_path / "nowhere.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 60, 60, 1, gdal.GDT_Byte)
    dataset.SetGeoTransform((350_000, 10, 0, 3_780_000, 0, -10))
    dataset.FlushCache()
    del dataset
    problem = rasters.problem_of(QgsRasterLayer(path, "nowhere"))
    assert problem.fatal
    assert "Assign Projection" in problem.text


def test_region_is_sent_in_the_crs_of_the_scene(make_raster):
    layer = QgsRasterLayer(str(make_raster("a.tif")), "a")
    canvas = QgsCoordinateReferenceSystem("EPSG:3857")
    utm = QgsCoordinateReferenceSystem("EPSG:32611")
    there = rasters.transformed(QgsGeometry.fromPointXY(QgsPointXY(351_500, 3_778_500)), utm, canvas)
    region = rasters.region_params(layer, "point", there, canvas)
    assert region["crs"] == "EPSG:32611"
    assert region["geometry"]["coordinates"] == pytest.approx([351_500, 3_778_500], abs=0.01)


def test_region_of_a_plain_raster_is_in_pixels_counted_downwards(make_raster):
    layer = QgsRasterLayer(str(make_raster("plain.tif", epsg=None)), "plain")
    layer.setCrs(QgsCoordinateReferenceSystem())
    extent = layer.extent()
    click = QgsGeometry.fromPointXY(QgsPointXY(extent.xMinimum() + 40, extent.yMaximum() - 25))
    region = rasters.region_params(layer, "point", click, QgsCoordinateReferenceSystem())
    assert region["crs"] is None
    assert region["geometry"]["coordinates"] == pytest.approx([40, 25])


def test_tile_square_is_metric_in_any_crs():
    geographic = QgsCoordinateReferenceSystem("EPSG:4326")
    square = tile_square(QgsPointXY(-118.2, 34.05), geographic)
    box = square.boundingBox()
    assert box.height() * 111_000 == pytest.approx(2270, rel=0.03)
    # At 60 degrees north Mercator draws everything twice as large.
    mercator = tile_square(QgsPointXY(1_450_000, 8_399_700), QgsCoordinateReferenceSystem("EPSG:3857"))
    assert mercator.boundingBox().height() == pytest.approx(2 * 2270, rel=0.03)
    pixels = tile_square(QgsPointXY(500, 400), QgsCoordinateReferenceSystem())
    assert pixels.boundingBox().width() == 227


def test_crs_texts_survive_the_round_trip():
    assert crs_to_text(crs_from_text("EPSG:3395")) == "EPSG:3395"
    assert crs_to_text(crs_from_text(None)) is None
    custom = QgsCoordinateReferenceSystem.fromProj("+proj=tmerc +lat_0=1 +lon_0=13 +datum=WGS84")
    assert crs_from_text(crs_to_text(custom)) == custom


def test_a_layer_drawn_elsewhere_than_its_file_says_is_not_used(make_raster):
    layer = QgsRasterLayer(str(make_raster("a.tif")), "a")
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:32612"))
    assert rasters.problem_of(layer).fatal
    assert "assigned another CRS" in rasters.problem_of(layer).text
    # The same place by another name is no obstacle.
    layer.setCrs(QgsCoordinateReferenceSystem.fromProj("+proj=utm +zone=11 +datum=WGS84"))
    assert rasters.problem_of(layer) is None


def test_the_view_is_a_region_of_the_map_s_crs_where_both_have_one(make_raster):
    layer = QgsRasterLayer(str(make_raster("a.tif")), "a")
    view = View(QgsRectangle(351_000, 3_778_000, 352_000, 3_779_000), UTM)
    assert view.region_on(layer) == view.region()
    assert view.region()["crs"] == "EPSG:32611"


def test_the_view_on_a_map_without_crs_counts_as_the_layer_does(make_raster):
    layer = QgsRasterLayer(str(make_raster("a.tif")), "a")
    view = View(QgsRectangle(351_000, 3_778_000, 352_000, 3_779_000), NO_CRS)
    assert view.region() is None
    region = view.region_on(layer)
    assert region["crs"] == "EPSG:32611"
    ring = region["geometry"]["coordinates"][0]
    assert {tuple(corner) for corner in ring} == {
        (x, y) for x in (351_000, 352_000) for y in (3_778_000, 3_779_000)
    }


@pytest.mark.parametrize("crs", [NO_CRS, QgsCoordinateReferenceSystem("EPSG:4326")])
def test_the_view_on_a_plain_raster_is_in_its_pixels(make_raster, crs):
    layer = QgsRasterLayer(str(make_raster("plain.tif", epsg=None)), "plain")
    layer.setCrs(NO_CRS)
    region = View(QgsRectangle(50, -150, 200, -30), crs).region_on(layer)
    assert region["crs"] is None
    ring = region["geometry"]["coordinates"][0]
    assert {tuple(corner) for corner in ring} == {(x, y) for x in (50, 200) for y in (30, 150)}


def test_an_area_is_given_for_the_side_that_has_a_place(make_raster):
    placed = QgsRasterLayer(str(make_raster("a.tif")), "a")
    plain = QgsRasterLayer(str(make_raster("plain.tif", epsg=None)), "plain")
    assert rasters.measured_on(placed, placed) is placed
    assert rasters.measured_on(plain, placed) is placed
    other = QgsRasterLayer(plain.source(), "other")
    assert rasters.measured_on(plain, other) is plain


def test_damaged_polygons_are_mended_and_empty_ones_left_out():
    crossed = QgsGeometry.fromWkt("POLYGON((0 0, 2 2, 2 0, 0 2, 0 0))")
    beside = QgsGeometry.fromWkt("POLYGON((2 0, 4 0, 4 2, 2 2, 2 0))")
    assert united([crossed, beside, QgsGeometry()]).area() == pytest.approx(2 + 4)
    assert united([QgsGeometry()]).isEmpty()
    assert united([QgsGeometry.fromWkt("POLYGON((0 0, 1 1, 0 0))")]).isEmpty()
