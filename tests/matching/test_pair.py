"""Matching whole scenes: on the map, without a map, and one of each."""

from __future__ import annotations

import json

import numpy as np
import pytest
import rasterio
from affine import Affine
from rasterio.warp import Resampling, calculate_default_transform, reproject

from optosar.models.errors import Cancelled, InputError
from optosar.models.imagery.scene import open_scene
from optosar.models.imagery.windows import read_patch
from optosar.models.matching.blocks import choose_blocks, cut_blocks
from optosar.models.matching.geometry import apply_matrix
from optosar.models.matching.options import MatchOptions
from optosar.models.matching.overlap import overlap_window
from optosar.models.matching.pair import match_patches
from optosar.models.matching.scenes import match_scenes
from optosar.models.retrieval.region import Region

MAP = Affine(10.0, 0.0, 376_000.0, 0.0, -10.0, 3_770_000.0)
CORNERS = np.array([[0.0, 0], [512, 0], [512, 512], [0, 512]])


def turned(angle_deg: float, scale: float, dx: float, dy: float, centre: float = 256.0) -> np.ndarray:
    angle = np.deg2rad(angle_deg)
    linear = scale * np.array([[np.cos(angle), -np.sin(angle)], [np.sin(angle), np.cos(angle)]])
    matrix = np.eye(3)
    matrix[:2, :2] = linear
    matrix[:2, 2] = centre - linear @ [centre, centre] + (dx, dy)
    return matrix


def corner_error(result, truth: np.ndarray, frame: np.ndarray = CORNERS) -> float:
    """Largest error of the model at the corners, in SAR pixels; ``truth`` takes optical to SAR pixels."""
    optical = result.optical.from_scene_pixels(frame)
    found = result.sar.to_scene_pixels(apply_matrix(result.model.matrix, optical))
    return float(np.linalg.norm(found - apply_matrix(truth, frame), axis=1).max())


def test_a_misplaced_sar_scene_is_found_on_the_map(write_view, extractor):
    truth = turned(3.0, 1.02, 14.0, -9.0)
    optical = write_view("optical.tif", "optical", where=MAP)
    sar = write_view("sar.tif", "sar", truth, where=MAP)
    result = match_scenes(optical, sar, extractor)
    assert result.verdict.accepted, result.verdict.reason
    assert corner_error(result, truth) < 0.5
    assert (result.crs, result.units, result.gsd) == ("EPSG:32611", "m", 10.0)
    assert result.optical.path == str(optical.path)
    assert result.accuracy.holdout_rmse < 10.0
    assert result.provenance["weights"] == "sift"
    assert len(result.keypoints_optical) > 500
    json.dumps(result.to_json(), allow_nan=False)


def test_matches_carry_the_files_own_pixels(write_view, extractor):
    optical = write_view("optical.tif", "optical", where=MAP)
    sar = write_view("sar.tif", "sar", turned(0, 1, 6, 4), where=MAP)
    matches = match_scenes(optical, sar, extractor).matches
    right = matches.inlier
    assert (matches.sar_px - matches.optical_px)[right].mean(axis=0) == pytest.approx((6, 4), abs=0.1)
    x, y = MAP * matches.optical_px.T
    assert matches.optical == pytest.approx(np.column_stack([x, y]), abs=1e-6)


def test_another_crs_and_resolution_make_no_difference(write_view, extractor, tmp_path):
    optical = write_view("optical.tif", "optical", where=MAP)
    near = write_view("near.tif", "sar", turned(0, 1, 6, 4), where=MAP)
    transform, width, height = calculate_default_transform(
        "EPSG:32611", "EPSG:4326", 512, 512, *rasterio.transform.array_bounds(512, 512, MAP), resolution=7e-5
    )
    degrees = np.zeros((height, width), np.uint8)
    with rasterio.open(near.path) as file:
        reproject(
            file.read(1),
            degrees,
            src_transform=MAP,
            src_crs="EPSG:32611",
            dst_transform=transform,
            dst_crs="EPSG:4326",
            resampling=Resampling.bilinear,
        )
    path = tmp_path / "degrees.tif"
    with rasterio.open(
        path,
        "w",
        driver="GTiff",
        count=1,
        height=height,
        width=width,
        dtype="uint8",
        nodata=0,
        crs="EPSG:4326",
        transform=transform,
    ) as file:
        file.write(degrees, 1)
    result = match_scenes(optical, open_scene(path, "sar"), extractor)
    assert result.verdict.accepted
    assert result.crs == "EPSG:32611"
    assert result.sar.scene_crs == "EPSG:4326"
    assert result.model.shift == pytest.approx((60.0, -40.0), abs=2.0)
    longitude, latitude = transform * result.matches.sar_px.T
    x, y = rasterio.warp.transform("EPSG:4326", "EPSG:32611", longitude, latitude)
    assert np.column_stack([x, y]) == pytest.approx(result.matches.sar, abs=0.01)


def test_a_large_overlap_is_cut_into_blocks_and_fitted_as_one(write_view, extractor):
    truth = turned(1.0, 1.0, 10.0, -6.0, centre=700.0)
    optical = write_view("optical.tif", "optical", size=(1400, 1100), where=MAP)
    sar = write_view("sar.tif", "sar", truth, size=(1400, 1100), where=MAP)
    reports: list[float] = []

    def listen(share: float, text: str = "") -> None:
        reports.append(share)

    result = match_scenes(optical, sar, extractor, MatchOptions(k=600), progress=listen)
    frame = np.array([[0.0, 0], [1400, 0], [1400, 1100], [0, 1100]])
    assert corner_error(result, truth, frame) < 0.6
    assert result.provenance["blocks"] == result.provenance["blocks_total"] == 9
    assert reports == sorted(reports)
    assert reports[-1] == 1.0
    places = result.matches.optical_px[result.matches.inlier]
    for low, high in ((0, 300), (1100, 1400)):
        assert ((places[:, 0] >= low) & (places[:, 0] < high)).sum() > 50
    assert len(np.unique(result.matches.sar_px.round(1), axis=0)) == len(result.matches)


def test_blocks_can_be_limited(write_view, extractor):
    optical = write_view("optical.tif", "optical", size=(1400, 1100), where=MAP)
    sar = write_view("sar.tif", "sar", size=(1400, 1100), where=MAP)
    result = match_scenes(optical, sar, extractor, MatchOptions(k=300, max_blocks=4))
    assert (result.provenance["blocks"], result.provenance["blocks_total"]) == (4, 9)
    assert result.verdict.accepted


def test_cancelling_stops_between_steps(write_view, extractor):
    optical = write_view("optical.tif", "optical", size=(1400, 1100), where=MAP)
    sar = write_view("sar.tif", "sar", size=(1400, 1100), where=MAP)

    def cancel(share: float, text: str = "") -> None:
        if share > 0.2:
            raise Cancelled

    with pytest.raises(Cancelled):
        match_scenes(optical, sar, extractor, MatchOptions(k=300), progress=cancel)
    assert extractor.calls <= 6


@pytest.mark.parametrize("kind", ["rectangle", "polygon", "point"])
def test_an_area_restricts_the_matching(write_view, extractor, kind):
    optical = write_view("optical.tif", "optical", size=(1000, 1000), where=MAP)
    sar = write_view("sar.tif", "sar", turned(0, 1, 5, 3), size=(1000, 1000), where=MAP)
    if kind == "rectangle":
        area = Region.rectangle(377_000, 3_762_000, 380_000, 3_765_000, "EPSG:32611")
    elif kind == "point":
        area = Region.point(379_000, 3_764_000, "EPSG:32611")
    else:
        ring = [[377_000, 3_762_000], [381_000, 3_762_000], [377_000, 3_766_000], [377_000, 3_762_000]]
        area = Region("polygon", {"type": "Polygon", "coordinates": [ring]}, "EPSG:32611")
    result = match_scenes(optical, sar, extractor, area=area)
    assert result.verdict.accepted
    x, y = result.matches.optical.T
    if kind == "rectangle":
        assert ((x >= 377_000) & (x <= 380_000) & (y >= 3_762_000) & (y <= 3_765_000)).all()
    elif kind == "polygon":
        assert ((x >= 377_000) & (y >= 3_762_000) & (x - 377_000 + y - 3_762_000 <= 4_000)).all()
    else:
        assert (np.abs(np.column_stack([x - 379_000, y - 3_764_000])) <= 2570).all()


def test_two_pictures_of_different_size(write_view, extractor):
    truth = turned(-8.0, 0.9, -40.0, 30.0)
    optical = write_view("optical.tif", "optical", size=(512, 480))
    sar = write_view("sar.tif", "sar", truth, size=(620, 400))
    result = match_scenes(optical, sar, extractor)
    assert result.verdict.accepted
    assert corner_error(result, truth) < 1.0
    assert (result.crs, result.units, result.gsd) == (None, "px", 1.0)
    assert result.matches.optical == pytest.approx(result.matches.optical_px)
    assert result.model.rotation_deg == pytest.approx(8.0, abs=0.2)


@pytest.mark.parametrize("on_map", ["optical", "sar"])
def test_one_on_the_map_and_a_picture(write_view, extractor, on_map):
    truth = turned(5.0, 1.1, 12.0, 8.0)
    optical = write_view("optical.tif", "optical", where=MAP if on_map == "optical" else None)
    sar = write_view("sar.tif", "sar", truth, where=MAP if on_map == "sar" else None)
    result = match_scenes(optical, sar, extractor)
    assert result.verdict.accepted
    assert corner_error(result, truth) < 0.6
    assert result.crs == "EPSG:32611"
    assert (result.optical.crs, result.sar.crs) == (
        ("EPSG:32611", None) if on_map == "optical" else (None, "EPSG:32611")
    )
    assert result.units == ("px" if on_map == "optical" else "m")
    assert result.accuracy.rmse == pytest.approx(result.accuracy.rmse_px * result.gsd)


def test_an_area_of_the_optical_scene_is_sought_in_the_whole_picture(write_view, extractor):
    optical = write_view("optical.tif", "optical", size=(1000, 1000), where=MAP)
    sar = write_view("sar.tif", "sar", size=(1000, 1000))
    area = Region.rectangle(378_000, 3_762_000, 382_000, 3_766_000, "EPSG:32611")
    result = match_scenes(optical, sar, extractor, MatchOptions(k=600), area)
    assert result.verdict.accepted
    assert result.matches.optical[:, 0].min() >= 378_000


def test_an_area_on_the_map_restricts_the_scene_that_is_on_it(write_view, extractor):
    optical = write_view("optical.tif", "optical")
    sar = write_view(
        "sar.tif", "sar", turned(0, 1, 5, 3), where=Affine(1e-4, 0, -118.3, 0, -1e-4, 34.0), crs="EPSG:4326"
    )
    ring = [[-118.3, 34.0], [-118.25, 34.0], [-118.3, 33.95], [-118.3, 34.0]]
    area = Region("polygon", {"type": "Polygon", "coordinates": [ring]}, "EPSG:4326")
    result = match_scenes(optical, sar, extractor, area=area)
    assert result.verdict.accepted
    columns, rows = result.matches.sar_px.T
    assert (columns + rows).max() < 503
    assert (columns + rows).max() > 400


def test_windows_match_without_scenes(write_view, extractor):
    optical = write_view("optical.tif", "optical", where=MAP)
    sar = write_view("sar.tif", "sar", turned(0, 1, 7, -3), where=MAP)
    shifted = MAP * Affine.translation(100, 120)
    result = match_patches(
        read_patch(optical, optical.crs, shifted, 300, 300),
        read_patch(sar, sar.crs, shifted, 260, 280),
        extractor,
    )
    assert result.verdict.accepted
    assert result.optical.path == ""
    assert result.model.shift == pytest.approx((70.0, 30.0), abs=2.0)


def test_different_places_are_no_reliable_match(write_view, extractor):
    elsewhere = np.array([[1, 0, -1200.0], [0, 1, -1100.0], [0, 0, 1]])
    optical = write_view("optical.tif", "optical", where=MAP)
    sar = write_view("sar.tif", "sar", elsewhere, where=MAP)
    result = match_scenes(optical, sar, extractor)
    assert not result.verdict.accepted
    assert result.verdict.title == "No reliable match"
    assert result.verdict.hint


def test_layers_that_cannot_be_matched_are_refused_in_words(write_view, extractor):
    optical = write_view("optical.tif", "optical", where=MAP)
    far = write_view("far.tif", "sar", where=MAP * Affine.translation(5000, 0))
    with pytest.raises(InputError, match="do not overlap") as refusal:
        match_scenes(optical, far, extractor)
    assert refusal.value.code == "no_overlap"
    edge = write_view("edge.tif", "sar", where=MAP * Affine.translation(500, 0))
    with pytest.raises(InputError, match="can be matched"):
        match_scenes(optical, edge, extractor)
    with pytest.raises(InputError, match="optical and a SAR"):
        match_scenes(edge, optical, extractor)
    sar = write_view("sar.tif", "sar", where=MAP)
    with pytest.raises(InputError, match="outside the overlap"):
        match_scenes(optical, sar, extractor, area=Region.rectangle(0, 0, 10, 10, "EPSG:32611"))


def test_a_view_of_the_whole_world_leaves_the_overlap_as_it_is(write_view):
    optical = write_view("optical.tif", "optical", where=MAP)
    sar = write_view("sar.tif", "sar", where=MAP)
    world = Region.rectangle(-210, -130, 210, 130, "EPSG:4326")
    assert overlap_window(optical, sar, world, 10.0, 512) == overlap_window(optical, sar, None, 10.0, 512)


def test_an_overlap_without_data_is_told(write_view, extractor):
    beyond = np.array([[1, 0, 400.0], [0, 1, 0], [0, 0, 1]])  # columns 0 to 399 show nothing
    optical = write_view("optical.tif", "optical", where=MAP)
    sar = write_view("sar.tif", "sar", beyond, where=MAP)
    empty = Region.rectangle(376_200, 3_767_000, 378_000, 3_769_000, "EPSG:32611")
    with pytest.raises(InputError, match="no data"):
        match_scenes(optical, sar, extractor, area=empty)


def test_the_cores_of_the_blocks_cover_the_image_once():
    blocks = cut_blocks(1400, 700, 512, 64)
    count = np.zeros((700, 1400), int)
    for block in blocks:
        left, top, right, bottom = (int(np.ceil(value)) for value in block.core)
        count[top:bottom, left:right] += 1
        assert block.col <= block.core[0] < block.core[2] <= block.col + block.width
        assert block.width == block.height == 512
    assert (count == 1).all()
    assert [b.col for b in cut_blocks(500, 300, 512, 64)] == [0]


def test_chosen_blocks_are_spread():
    blocks = cut_blocks(10_000, 10_000, 512, 64)
    chosen = choose_blocks(blocks, 20)
    assert len(chosen) == 20
    halves = {(block.col > 5000, block.row > 5000) for block in chosen}
    assert len(halves) == 4
    assert choose_blocks(blocks, 0) == blocks
