"""Refining the registration of the scenes that a data set is built from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import rasterio
from affine import Affine

from optosar.models.coregister.gcps import GcpSet
from optosar.models.coregister.points import write_gcps
from optosar.models.errors import InputError
from optosar.models.matching.displacement.field import DisplacementField
from optosar.training_cli.data.sources import own_pair

from .conftest import CRS, ORIGIN, TILE, georeferenced, ground, made, write_grey, write_tif


def test_windows_follow_the_displacement_field(tmp_path: Path) -> None:
    whole = ground((500, 560), 6)
    shift = np.array([12.0, -7.0])  # x, y: what optical shows at p, SAR shows at p + shift
    optical, sar = whole[30:430, 30:480], whole[37:437, 18:468]
    pair = georeferenced(tmp_path, "a", optical)
    write_tif(tmp_path / "a_sar.tif", sar[None])
    uncertainty = np.full((50, 57), 0.2, np.float32)
    uncertainty[:, 30:] = np.inf
    field = DisplacementField(
        np.broadcast_to(shift[:, None, None], (2, 50, 57)).astype(np.float32),
        uncertainty,
        8,
        Affine(10, 0, ORIGIN[0], 0, -10, ORIGIN[1]),
        rasterio.crs.CRS.from_string(CRS),
    )
    field.save(tmp_path / "field.tif")
    dataset, osr = made([replace(pair, field=tmp_path / "field.tif")], tmp_path, split="window", negatives=0)
    refused = dataset.statistics()["screening"]["refused"]
    assert refused["registration_unsure"] == 2, "windows whose middle lies where the truth is not sure"
    image = osr.load(0)
    where = np.column_stack([osr.windows["row"], osr.windows["col"]])
    for at, number in enumerate(osr.windows["window"]):
        assert (osr.windows["sar_row"][at] - osr.windows["row"][at]) == -7
        assert (osr.windows["sar_col"][at] - osr.windows["col"][at]) == 12
        (row, col), (sar_row, sar_col) = where[at], osr.partners[osr.partners[:, 0] == number][0, 3:]
        ours = image.optical[row : row + TILE, col : col + TILE, 0]
        assert np.array_equal(ours, image.sar[sar_row : sar_row + TILE, sar_col : sar_col + TILE])


def test_where_nothing_was_measured_the_registration_is_not_blamed(tmp_path: Path) -> None:
    pair = georeferenced(tmp_path, "a", ground((227, 454), 6))
    with rasterio.open(tmp_path / "a_sar.tif", "r+") as file:
        mask = np.full(file.shape, 255, np.uint8)
        mask[:, :227] = 0
        file.write_mask(mask)
    unknown = np.full((28, 56), np.inf, np.float32)
    where = Affine(10, 0, ORIGIN[0], 0, -10, ORIGIN[1])
    field = DisplacementField(
        np.zeros((2, 28, 56), np.float32), unknown, 8, where, rasterio.crs.CRS.from_string(CRS)
    )
    field.save(tmp_path / "field.tif")
    with pytest.raises(InputError) as caught:
        made([replace(pair, field=tmp_path / "field.tif")], tmp_path, stride=227)
    assert "nodata 1" in str(caught.value)
    assert "registration_unsure 1" in str(caught.value)


@pytest.mark.parametrize("kind", ["points", "csv", "gpkg"])
@pytest.mark.parametrize("on_map", [True, False])
def test_control_points_register_by_a_homography(tmp_path: Path, kind: str, on_map: bool) -> None:
    truth = np.array(
        [[0.97, -0.06, 25.0], [0.05, 1.02, -12.0], [2e-5, -1e-5, 1.0]]
    )  # optical to SAR, corner origin
    grey = cv2.GaussianBlur(ground((480, 520), 7), (0, 0), 2)
    centre = np.array([[1.0, 0.0, 0.5], [0.0, 1.0, 0.5], [0.0, 0.0, 1.0]])
    turned = cv2.warpPerspective(grey, np.linalg.inv(centre) @ truth @ centre, (560, 560))
    if on_map:
        optical = write_tif(tmp_path / "optical.tif", np.stack([grey] * 3))
    else:
        optical = write_grey(tmp_path / "optical.png", grey)
    sar = write_grey(tmp_path / "sar.png", turned)
    x, y = np.meshgrid(np.linspace(40, 480, 5), np.linspace(40, 440, 4))
    places = np.column_stack([x.ravel(), y.ravel()])
    mapped = np.column_stack([places, np.ones(len(places))]) @ truth.T
    pixel = mapped[:, :2] / mapped[:, 2:]
    target = ORIGIN + places * (10, -10) if on_map else places * (1, -1)
    gcps = GcpSet(
        np.arange(20),
        pixel,
        pixel * (1, -1),
        None,
        target,
        CRS if on_map else None,
        np.zeros(20, bool),
        np.ones(20, np.float32),
    )
    points = write_gcps(tmp_path / f"gcps.{kind}", gcps, kind)
    dataset, osr = made([own_pair(optical, sar, points=points)], tmp_path, split="window", negatives=0)
    figures = dataset.statistics()["by_pair"][0]["control_points"]
    assert (figures["fitted"], figures["checked"]) == (16, 4)
    assert figures["check_rmse_px"] < 0.01
    image = osr.load(0)
    both = image.valid
    assert both is not None
    assert both.mean() > 0.6
    error = np.abs(image.optical[..., 0].astype(int) - image.sar.astype(int))[both]
    assert np.median(error) <= 3
    write_gcps(points, replace(gcps, target=target + 1), kind)
    with pytest.raises(InputError, match="is not the file"):
        osr.load(0)


def test_map_coordinates_do_not_fit_a_plain_picture(tmp_path: Path) -> None:
    path = write_grey(tmp_path / "a.png", ground((300, 300), 0))
    points = tmp_path / "p.csv"
    points.write_text("map_x,map_y,column,row,target_crs\n1,2,3,4,EPSG:32611\n")
    with pytest.raises(InputError, match="without georeference"):
        made([own_pair(path, path, points=points)], tmp_path)


def test_plain_pictures_of_different_size_need_control_points(tmp_path: Path) -> None:
    a, b = (write_grey(tmp_path / f"{n}.png", ground((n, n), 0)) for n in (300, 310))
    with pytest.raises(InputError, match="cannot correspond pixel by pixel"):
        made([own_pair(a, b)], tmp_path)
