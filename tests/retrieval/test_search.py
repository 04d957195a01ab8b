"""Search: the place that was asked for comes first, in both directions, from any CRS, by click, box or shape."""

from __future__ import annotations

import json

import cv2
import numpy as np
import pytest
import rasterio
from affine import Affine
from osgeo import gdal
from rasterio import crs as rasterio_crs
from shapely import Point

from optosar.models.errors import Cancelled, InputError
from optosar.models.imagery.crs import transform_points
from optosar.models.imagery.scene import open_scene
from optosar.models.retrieval.index import SceneSpec, build_index, open_index
from optosar.models.retrieval.query import check_inside
from optosar.models.retrieval.search import Region, search
from optosar.models.retrieval.thumbnails import write_thumbnail
from optosar.tests.retrieval.made_up_land import LEFT, TOP, as_optical, as_sar, make_land, write_scene

CRS = "EPSG:32611"
HALF_TILE = 1135.0
#: Half a stride, and some for the mean of votes.
NEAR = 200.0
TILES = 24 * 17


def distance(candidate, point) -> float:
    return float(np.abs(np.subtract(candidate.center, point)).max())


@pytest.mark.parametrize("pixel", [(450, 350), (230, 200), (700, 480), (455, 313)])
def test_a_click_finds_its_place(land, searched, pixel):
    place = land.at(*pixel)
    result = searched(Region.point(*place, CRS))
    first = result.candidates[0]
    assert distance(first, place) <= NEAR
    assert (first.rank, first.scene, first.crs, first.votes) == (1, "sar.tif", CRS, 1)
    assert first.score > 0.8
    assert first.score > result.candidates[1].score + 0.1
    assert result.query.center == place
    np.testing.assert_allclose(
        first.footprint[[0, 2]], [np.add(first.center, (-1135, 1135)), np.add(first.center, (1135, -1135))]
    )
    json.dumps([result.query.to_dict(), *(c.to_dict() for c in result.candidates)])


def test_a_click_between_the_tiles_of_a_coarse_index_finds_its_place(tmp_path, land, encoder):
    build_index(tmp_path / "index", [SceneSpec(land.sar)], encoder=encoder, stride=90)
    index, scene = open_index(tmp_path / "index", encoder), open_scene(land.optical, "optical")
    pixels = [(240, 205), (450, 350), (380, 290), (605, 245), (520, 410), (330, 450)]

    def found(shifts):
        results = [
            search(index, scene, Region.point(*land.at(*pixel), CRS), encoder=encoder, shifts=shifts)
            for pixel in pixels
        ]
        return sum(
            distance(result.candidates[0], land.at(*pixel)) <= NEAR for result, pixel in zip(results, pixels)
        )

    assert found(None) == len(pixels)
    assert found(1) < len(pixels)


def test_candidates_are_different_places_unless_all_are_wanted(land, searched):
    region = Region.point(*land.at(450, 350), CRS)
    kept = searched(region, k=5).candidates
    for i, one in enumerate(kept):
        assert all(distance(one, other.center) > HALF_TILE for other in kept[:i])
    everything = searched(region, k=TILES, keep_all=True).candidates
    assert len({c.tile_id for c in everything}) == TILES
    assert [c.score for c in everything] == sorted((c.score for c in everything), reverse=True)
    assert min(distance(c, everything[0].center) for c in everything[1:]) <= 300


def test_more_candidates_than_places_is_no_error(land, searched):
    assert 4 <= len(searched(Region.point(*land.at(450, 350), CRS), k=500).candidates) < TILES


@pytest.mark.parametrize(
    ("left", "low", "right", "high"), [(150, 600, 800, 100), (300, 560, 560, 300), (200, 420, 800, 300)]
)
def test_the_tiles_of_a_box_vote_jointly_for_its_centre(land, searched, left, low, right, high):
    corners = (*land.at(left, low), *land.at(right, high))
    centre = land.at((left + right) / 2, (low + high) / 2)
    result = searched(Region.rectangle(*corners, CRS), k=3)
    first = result.candidates[0]
    assert result.query.tiles > 1 or right - left < 284
    assert distance(first, centre) <= NEAR
    assert first.votes >= result.query.tiles / 2
    size = np.ptp(result.query.footprint, axis=0)
    np.testing.assert_allclose(np.ptp(first.footprint, axis=0), size)


def test_joint_votes_are_more_certain_than_one(land, searched):
    centre = land.at(450, 350)
    noisy = searched(Region.rectangle(*land.at(100, 600), *land.at(800, 100), CRS))
    single = searched(Region.point(*centre, CRS))
    assert noisy.query.tiles >= 15
    ratio = [r.candidates[1].score / r.candidates[0].score for r in (noisy, single)]
    assert ratio[0] < ratio[1]


def test_a_polygon_is_searched_by_the_tiles_that_share_it(land, searched):
    ring = [land.at(*p) for p in ((150, 150), (750, 550), (700, 600), (120, 200), (150, 150))]
    region = Region("polygon", {"type": "Polygon", "coordinates": [[list(p) for p in ring]]}, CRS)
    result = searched(region)
    box = searched(Region.rectangle(*land.at(120, 600), *land.at(750, 150), CRS))
    assert 2 <= result.query.tiles < box.query.tiles
    assert distance(result.candidates[0], result.query.center) <= NEAR


def test_the_region_may_come_in_any_crs(land, searched):
    place = land.at(450, 350)
    x, y = transform_points(
        np.array([place]), rasterio_crs.CRS.from_string(CRS), rasterio_crs.CRS.from_epsg(4326)
    )[0]
    result = searched(Region.point(x, y, "EPSG:4326"))
    assert result.query.crs == CRS
    np.testing.assert_allclose(result.query.center, place, atol=0.01)
    assert distance(result.candidates[0], place) <= NEAR


def test_the_search_area_restricts_the_candidates(land, searched):
    region = Region.point(*land.at(230, 350), CRS)
    east = Region.rectangle(*land.at(500, 700), *land.at(900, 0), CRS)
    found = searched(region, area=east).candidates
    assert found
    assert all(c.center[0] >= LEFT + 5000 - 150 for c in found)
    spot = Region.rectangle(*land.at(652, 352), *land.at(650, 350), CRS)
    assert 1 <= len(searched(region, area=spot, keep_all=True).candidates) <= 4
    with pytest.raises(InputError, match="search area") as error:
        searched(region, area=Region.rectangle(0, 0, 100, 100, CRS))
    assert error.value.code == "empty_area"


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326"])
def test_a_map_view_as_large_as_the_world_leaves_nothing_out(land, searched, crs):
    """QGIS's canvas may show more than there is."""
    far = {"EPSG:3857": (2.6e7, 2.2e7), "EPSG:4326": (210.0, 130.0)}[crs]
    view = Region.rectangle(-far[0], -far[1], *far, crs)
    region = Region.point(*land.at(230, 350), CRS)
    everywhere = searched(region, keep_all=True, k=TILES).candidates
    assert len(searched(region, area=view, keep_all=True, k=TILES).candidates) == len(everywhere)


def test_straight_edges_of_a_view_are_curved_in_the_zone_of_the_scenes():
    europe = Region.rectangle(-25.0, 34.0, 45.0, 72.0, "EPSG:4326")
    zone = rasterio_crs.CRS.from_epsg(32630)
    spain = transform_points(np.array([(-4.0, 36.8)]), rasterio_crs.CRS.from_epsg(4326), zone)[0]
    near = (spain[0] - 2e4, spain[1] - 2e4, spain[0] + 2e4, spain[1] + 2e4)
    for part in (None, near):
        assert europe.shape_in(zone, part).contains(Point(spain))
    assert europe.shape_in(zone, near).area < 1e10
    assert europe.shape_in(zone, (5e5, 1e6, 6e5, 1.1e6)).is_empty


def test_sar_finds_optical_as_well(tmp_path, land, encoder):
    build_index(tmp_path / "index", [SceneSpec(land.optical)], "optical", encoder=encoder, stride=30)
    index, scene = open_index(tmp_path / "index", encoder), open_scene(land.sar, "sar")
    place = land.at(410, 310)
    assert (
        distance(search(index, scene, Region.point(*place, CRS), encoder=encoder).candidates[0], place)
        <= NEAR
    )


def drawn_in(crs, land, folder):
    """The land as an optical raster in another CRS, of coarser pixels."""
    own, other = rasterio_crs.CRS.from_string(CRS), rasterio_crs.CRS.from_string(crs)
    gsd = 0.00025 if crs == "EPSG:4326" else 25.0
    box = transform_points(
        np.array([land.at(0, 0), land.at(900, 700), land.at(0, 700), land.at(900, 0)]), own, other
    )
    left, top = box[:, 0].min(), box[:, 1].max()
    width, height = int(np.ptp(box[:, 0]) / gsd), int(np.ptp(box[:, 1]) / gsd)
    columns, rows = np.meshgrid(np.arange(width) + 0.5, np.arange(height) + 0.5)
    points = transform_points(
        np.column_stack([left + columns.ravel() * gsd, top - rows.ravel() * gsd]), other, own
    )
    maps = ((points - (LEFT, TOP)) / (10, -10) - 0.5).reshape(height, width, 2).astype(np.float32)
    warped = cv2.remap(
        land.brightness, maps[..., 0], maps[..., 1], cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return write_scene(folder / "o.tif", as_optical(warped), crs, Affine(gsd, 0, left, 0, -gsd, top))


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326", "EPSG:32612"])
def test_a_query_scene_of_another_crs_and_resolution_is_read_on_the_grid_of_the_index(
    tmp_path, land, land_index, encoder, crs
):
    index, scene = open_index(land_index, encoder), open_scene(drawn_in(crs, land, tmp_path), "optical")
    result = search(index, scene, Region.point(*land.at(450, 350), CRS), encoder=encoder)
    assert result.query.crs == CRS
    assert distance(result.candidates[0], land.at(450, 350)) <= NEAR
    assert result.candidates[0].score > 0.8


@pytest.fixture
def zones(tmp_path, land, encoder):
    """An index of the land and of a scene in another UTM zone."""
    far = write_scene(
        tmp_path / "far.tif",
        as_sar(make_land(400, 400, 9)),
        crs="EPSG:32633",
        transform=Affine(10, 0, 500_000, 0, -10, 5_000_000),
    )
    build_index(tmp_path / "index", [SceneSpec(far), SceneSpec(land.sar)], encoder=encoder, stride=30)
    return tmp_path / "index"


@pytest.mark.parametrize("crs", ["EPSG:3857", "EPSG:4326"])
def test_a_mosaic_of_the_world_is_cut_out_in_the_zone_of_the_place(tmp_path, land, zones, encoder, crs):
    world = {"EPSG:4326": (-180, -90, 180, 90), "EPSG:3857": (-2e7, -2e7, 2e7, 2e7)}[crs]
    mosaic = str(tmp_path / "world.vrt")
    gdal.BuildVRT(mosaic, [str(drawn_in(crs, land, tmp_path))], outputBounds=world).FlushCache()
    index, scene = open_index(zones, encoder), open_scene(mosaic, "optical")
    found = search(index, scene, Region.point(*land.at(450, 350), CRS), encoder=encoder).candidates
    assert (found[0].scene, found[0].crs) == ("sar.tif", CRS)
    assert distance(found[0], land.at(450, 350)) <= NEAR
    assert {candidate.crs for candidate in found} == {CRS, "EPSG:32633"}


def test_a_picture_without_georeference_can_be_located(tmp_path, land, land_index, encoder):
    part = as_optical(land.brightness)[:, 150:650, 300:850]
    path = write_scene(tmp_path / "photo.png", part, crs=None, driver="PNG")
    index, scene = open_index(land_index, encoder), open_scene(path, "optical")
    click = search(index, scene, Region.point(200, 240, None), encoder=encoder)
    assert (click.query.crs, click.query.center) == (None, (200.0, 240.0))
    assert distance(click.candidates[0], land.at(500, 390)) <= NEAR
    box = search(index, scene, Region.rectangle(0, 0, 550, 500, None), encoder=encoder)
    assert box.query.tiles > 4
    assert distance(box.candidates[0], land.at(300 + 275, 150 + 250)) <= NEAR
    with pytest.raises(InputError, match="has none"):
        search(index, scene, Region.point(*land.at(450, 350), CRS), encoder=encoder)


def test_scenes_of_several_zones_are_searched_together(land, zones, encoder):
    index, scene = open_index(zones, encoder), open_scene(land.optical, "optical")
    found = search(index, scene, Region.point(*land.at(450, 350), CRS), encoder=encoder).candidates
    assert (found[0].scene, found[0].crs) == ("sar.tif", CRS)
    assert distance(found[0], land.at(450, 350)) <= NEAR
    assert {c.crs for c in found} == {CRS, "EPSG:32633"}


@pytest.mark.parametrize("pixel", [(40, 350), (2, 2), (898, 300), (450, 699)])
def test_a_query_at_the_edge_is_searched_by_the_nearest_whole_tile(land, searched, pixel):
    place = land.at(*pixel)
    result = searched(Region.point(*place, CRS))
    assert result.query.center == place
    assert distance(result.candidates[0], place) <= NEAR
    low, high = result.query.footprint.min(axis=0), result.query.footprint.max(axis=0)
    assert (low <= place).all()
    assert (place <= high).all()
    np.testing.assert_allclose(high - low, 2270)
    assert low[0] >= LEFT - 50
    assert high[1] <= TOP + 50


def test_a_place_outside_the_scene_is_refused(land, searched):
    with pytest.raises(InputError, match="outside") as error:
        searched(Region.point(*land.at(-300, 350), CRS))
    assert error.value.code == "outside_scene"


@pytest.mark.parametrize(
    ("left", "place", "crs"),
    [
        (179.85, (180.05, -17.0), "EPSG:4326"),
        (179.85, (-179.95, -17.0), "EPSG:4326"),
        (179.85, (186_000.0, 8_118_000.0), "EPSG:32701"),
        (249.85, (-110.0, -17.0), "EPSG:4326"),
    ],
)
def test_longitudes_may_be_counted_either_way(tmp_path, left, place, crs):
    path = tmp_path / "degrees.tif"
    transform = Affine(1e-3, 0, left, 0, -1e-3, -16.85)
    shape = {"count": 1, "height": 300, "width": 300, "dtype": "uint8", "crs": "EPSG:4326"}
    with rasterio.open(path, "w", driver="GTiff", transform=transform, **shape) as file:
        file.write(np.random.default_rng(0).integers(1, 255, (1, 300, 300)).astype(np.uint8))
    scene = open_scene(path, "optical")
    check_inside(scene, Region.point(*place, crs))
    if left < 180:
        check_inside(scene, Region.rectangle(-180, -60, 180, 60, "EPSG:4326"))
    with pytest.raises(InputError, match="outside"):
        check_inside(scene, Region.point(0.0, -17.0, "EPSG:4326"))


def test_a_query_on_nodata_or_on_a_plain_surface_is_refused(tmp_path, land, land_index, encoder):
    data = as_optical(land.brightness)
    data[:, :400, :400] = 0
    data[:, 400:, :400] = 77
    scene = open_scene(write_scene(tmp_path / "holes.tif", data, nodata=0, photometric="rgb"), "optical")
    index = open_index(land_index, encoder)
    for pixel, code in (((150, 150), "no_data"), ((150, 560), "no_texture")):
        with pytest.raises(InputError) as error:
            search(index, scene, Region.point(*land.at(*pixel), CRS), encoder=encoder)
        assert error.value.code == code
        assert error.value.hint


def test_a_tiny_layer_is_refused_as_a_query_in_words(tmp_path, land_index, encoder):
    scene = open_scene(write_scene(tmp_path / "tiny.tif", as_optical(make_land(100, 100))), "optical")
    with pytest.raises(InputError, match="at most 19%"):
        search(open_index(land_index), scene, Region.point(LEFT + 500, TOP - 500, CRS), encoder=encoder)


@pytest.mark.parametrize(
    "region",
    [
        Region("circle", {"type": "Point", "coordinates": [0, 0]}, CRS),
        Region("point", {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}, CRS),
        Region("point", {"type": "Point", "coordinates": [float("nan"), 0]}, CRS),
        Region("polygon", {"type": "Polygon", "coordinates": []}, CRS),
        Region("polygon", {"type": "Polygon", "coordinates": [[[0, 0]]]}, CRS),
        Region("polygon", {"nonsense": 1}, CRS),
        Region.point(0, 0, "EPSG:none"),
        Region.point(0, 0, None),
    ],
)
def test_unusable_regions_are_input_errors(searched, region):
    with pytest.raises(InputError) as error:
        searched(region)
    assert error.value.hint


def test_a_search_can_be_cancelled(land, searched):
    def progress(fraction, text):
        if fraction > 0.1:
            raise Cancelled

    with pytest.raises(Cancelled):
        searched(Region.rectangle(*land.at(100, 600), *land.at(800, 100), CRS), progress=progress)


def test_thumbnails_show_the_place_stretched_and_gaps_transparent(tmp_path, land):
    sar, optical = open_scene(land.sar, "sar"), open_scene(land.optical, "optical")
    for scene, name in ((sar, "sar.png"), (optical, "optical.png")):
        out = write_thumbnail(scene, land.at(50, 350), CRS, 10.0, 227, tmp_path / "thumbs" / name)
        picture = cv2.imread(str(out), cv2.IMREAD_UNCHANGED)
        assert picture.shape == (227, 227, 4)
        assert (picture[:, :63, 3] == 0).all()
        assert (picture[:, 64:, 3] == 255).all()
        shown = picture[:, 64:, :3]
        assert shown.min() == 0
        assert shown.max() == 255
