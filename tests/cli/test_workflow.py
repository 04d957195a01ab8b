"""Index, search, match and co-register from the command line, on a simulated scene whose truth is known."""

from __future__ import annotations

import json
import math
import re
import shutil
from pathlib import Path

import numpy as np
import pyogrio
import pytest
import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform_geom
from rasterio.windows import Window

from .conftest import Run

# A scene of 640 px at a stride of 180 px, with a last row and column that end at its border.
TILES = 16


@pytest.fixture(scope="module")
def index(simulated_pair, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the SAR scene, built from the command line."""
    from optosar.training_cli.app import main

    folder = tmp_path_factory.mktemp("index") / "index"
    assert main(["index", "build", str(folder), str(simulated_pair.sar), "--stride", "180"]) == 0
    return folder


def test_info_tells_what_the_index_holds(run: Run, index: Path) -> None:
    info = json.loads(run("index", "info", index, "--json").out)
    assert info["tiles"] == TILES
    assert [scene["status"] for scene in info["scenes"]] == ["current"]
    shown = run("index", "info", index).out
    assert f"{TILES} of 227 px at 10 m" in shown
    assert "Search   exact" in shown


def test_add_update_and_remove(run: Run, index: Path, simulated_pair, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(index, tmp_path / "index"))
    other = Path(shutil.copy(simulated_pair.sar, tmp_path / "other.tif"))
    added = run("index", "add", folder, other, "--json")
    assert added.code == 0
    assert json.loads(added.out)["tiles"] == 2 * TILES

    other.unlink()
    assert json.loads(run("index", "info", folder, "--json").out)["scenes"][1]["status"] == "missing"
    assert json.loads(run("index", "update", folder, "--drop-missing", "--json").out)["tiles"] == TILES

    emptied = run("index", "remove", folder, simulated_pair.sar, "--json")
    assert json.loads(emptied.out)["tiles"] == 0


def test_search_finds_the_place(run: Run, index: Path, simulated_pair, tmp_path: Path) -> None:
    x, y = simulated_pair.centre()
    outcome = run(
        *("search", index, simulated_pair.optical, "--at", f"{x},{y}", "--crs", simulated_pair.crs),
        *("-k", 3, "--thumbnails", tmp_path / "pictures", "--json"),
    )
    assert outcome.code == 0
    result = json.loads(outcome.out)
    assert len(result["candidates"]) == 3
    # Descriptors alone bring a tile that shows the place; where exactly it is, --verify tells.
    assert min(math.dist(found["center"], (x, y)) for found in result["candidates"]) <= 0.75 * 2270
    assert result["verdict"] is None
    assert all(Path(found["thumbnail"]).is_file() for found in result["candidates"])


def test_search_with_proof_gives_a_verdict(run: Run, index: Path, simulated_pair) -> None:
    x, y = simulated_pair.centre()
    outcome = run(
        "search", index, simulated_pair.optical, "--at", f"{x},{y}", "--verify", "--verify-count", 1
    )
    assert outcome.code == 0
    assert "inliers" in outcome.out
    assert "Accepted" in outcome.out or "No reliable match" in outcome.out


def test_search_by_polygon_and_area(run: Run, index: Path, simulated_pair, tmp_path: Path) -> None:
    x, y = simulated_pair.centre()
    ring = [[x - 2000, y - 2000], [x + 2000, y - 2000], [x + 2000, y + 2000], [x - 2000, y - 2000]]
    polygon = tmp_path / "place.geojson"
    feature = {"type": "Feature", "properties": {}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
    polygon.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))
    area = f"{x - 1500},{y - 1500},{x + 1500},{y + 1500}"
    command = (
        "search",
        index,
        simulated_pair.optical,
        "--polygon",
        polygon,
        "--area",
        area,
        "-k",
        1,
        "--json",
    )
    outcome = run(*command)
    assert outcome.code == 0
    assert json.loads(outcome.out)["query"]["tiles"] > 1

    # QGIS saves GeoJSON in degrees by default, and names the CRS of the coordinates.
    ring = transform_geom(simulated_pair.crs, "EPSG:4326", feature["geometry"])["coordinates"][0]
    feature["geometry"]["coordinates"] = [[list(place) for place in ring]]
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    polygon.write_text(json.dumps({"type": "FeatureCollection", "crs": named, "features": [feature]}))
    in_degrees = run(*command)
    assert in_degrees.code == 0, in_degrees.err
    assert json.loads(in_degrees.out)["candidates"][0]["id"] == json.loads(outcome.out)["candidates"][0]["id"]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ((), "Say what to look for"),
        (("--at", "1,2", "--box", "1,2,3,4"), "Say what to look for"),
        (("--at", "here"), "--at needs 2 numbers"),
        (("--at", "0,0"), "outside"),
        (("--polygon", "nowhere.geojson"), "nowhere.geojson"),
    ],
)
def test_wrong_regions_are_explained(
    run: Run, index: Path, simulated_pair, options: tuple[str, ...], complaint: str
) -> None:
    outcome = run("search", index, simulated_pair.optical, *options)
    assert outcome.code == 1
    assert complaint in " ".join(outcome.err.split())
    assert "Traceback" not in outcome.err


def test_an_index_that_is_none_is_explained(run: Run, simulated_pair, tmp_path: Path) -> None:
    outcome = run("search", tmp_path, simulated_pair.optical, "--at", "1,2")
    assert outcome.code == 1
    assert "Hint" in outcome.err


def test_match_writes_matches_and_control_points(run: Run, simulated_pair, tmp_path: Path) -> None:
    out, points = tmp_path / "matches.gpkg", tmp_path / "sar.tif.points"
    outcome = run(
        *("match", simulated_pair.optical, simulated_pair.sar, "--out", out, "--points", points),
        *("-k", 1024, "--json"),
    )
    assert outcome.code == 0
    result = json.loads(outcome.out)
    frame = pyogrio.read_info(out, layer="matches")
    assert frame["features"] == len(result["matches"]) > 0
    assert frame["geometry_type"] == "LineString"
    used = sum(match["use"] for match in result["matches"])
    assert len(points.read_text().splitlines()) == used + 2


def test_match_writes_no_control_points_that_it_does_not_believe(
    run: Run, simulated_pair, tmp_path: Path
) -> None:
    noise, points = tmp_path / "noise.tif", tmp_path / "noise.tif.points"
    with rasterio.open(simulated_pair.sar) as source:
        profile, shape = source.profile, source.shape
    with rasterio.open(noise, "w", **profile) as file:
        file.write(np.random.default_rng(0).gamma(4, 20, shape).astype(profile["dtype"]), 1)
    x, y = simulated_pair.centre()
    area = f"{x - 1500},{y - 1500},{x + 1500},{y + 1500}"
    command = ("match", simulated_pair.optical, noise, "--points", points, "--area", area, "-k", 512)
    refused = run(*command)
    assert refused.code == 1
    assert "--force" in refused.err
    assert "RMSE" in refused.out
    assert not points.exists()
    assert run(*command, "--force").code == 0
    assert points.exists()


def test_match_refuses_unknown_formats_before_it_works(run: Run, simulated_pair, tmp_path: Path) -> None:
    outcome = run("match", simulated_pair.optical, simulated_pair.sar, "--out", tmp_path / "matches.xlsx")
    assert outcome.code == 1
    assert ".gpkg or .json" in outcome.err


def test_coregister_with_known_control_points(run: Run, simulated_pair, tmp_path: Path) -> None:
    """A SAR scene whose georeference is 300 m off comes back to where it belongs."""
    shifted = tmp_path / "shifted.tif"
    with rasterio.open(simulated_pair.sar) as source:
        profile = {**source.profile, "transform": Affine.translation(300, -200) * source.transform}
        bands = source.read()
    with rasterio.open(shifted, "w", **profile) as file:
        file.write(bands)
    x, y = simulated_pair.centre()
    rows = ["mapX,mapY,sourceX,sourceY,enable,dX,dY,residual"]
    for dx, dy in np.random.default_rng(0).uniform(-2500, 2500, (20, 2)):
        rows.append(f"{x + dx},{y + dy},{x + dx + 300},{y + dy - 200},1,0,0,0")
    points = tmp_path / "shifted.tif.points"
    points.write_text(
        "\n".join(["#CRS: " + rasterio.crs.CRS.from_string(simulated_pair.crs).to_wkt(), *rows]) + "\n"
    )

    out = tmp_path / "registered.tif"
    outcome = run(
        *("coregister", simulated_pair.optical, shifted, "--out", out, "--points", points),
        *("--method", "affine", "--resampling", "nearest", "--json"),
    )
    assert outcome.code == 0
    assert json.loads(outcome.out)["holdout_rmse"] < 0.1
    with rasterio.open(out) as file:
        back = file.read(1)
        assert file.crs.to_string() == simulated_pair.crs
    inside = (slice(50, -50), slice(50, -50))
    assert np.mean(back[inside] == bands[0][inside]) > 0.99


@pytest.mark.parametrize("moving", ["sar", "optical"])
def test_coregister_follows_relief(run: Run, simulated_pair, tmp_path: Path, moving: str) -> None:
    """By a displacement field, of which is told how much it was, and where it could be measured."""
    crops = {}
    for side in ("optical", "sar"):
        with rasterio.open(getattr(simulated_pair, side)) as source:
            window = Window(100, 100, 256, 256)
            profile = {**source.profile, "width": 256, "height": 256}
            profile["transform"] = source.window_transform(window)
            with rasterio.open(tmp_path / f"{side}.tif", "w", **profile) as file:
                file.write(source.read(window=window))
        crops[side] = tmp_path / f"{side}.tif"
    places = np.random.default_rng(0).uniform(0, 256, (30, 2))
    on_map = [profile["transform"] * tuple(place) for place in places]
    points = tmp_path / "points.csv"
    lines = [f"{x},{y},{column},{row}" for (x, y), (column, row) in zip(on_map, places)]
    points.write_text(
        "\n".join(["map_x,map_y,column,row,target_crs", *(f"{line},{simulated_pair.crs}" for line in lines)])
    )
    out = tmp_path / "out.tif"
    outcome = run(
        *("coregister", crops["optical"], crops["sar"], "--out", out, "--points", points),
        *("--moving", moving, "--method", "field", "--radiometry", "byte"),
    )
    assert outcome.code == 0, outcome.err
    text = " ".join(outcome.out.split())
    assert re.search(r"measured at \d+% of 36 places, followed at \d+%", text)
    assert re.search(r"Before it RMSE [\d.]+, CE90 [\d.]+ m where it was measured", text)
    assert re.search(r"After it RMSE [\d.]+, CE90 [\d.]+ m at places that were held out of it", text)
    with rasterio.open(out) as file:
        assert file.tags()["OPTOSAR_METHOD"] == "field"
        assert file.tags()["OPTOSAR_MOVING"] == f"{moving}.tif"


def test_coregister_refuses_an_unreliable_match(run: Run, simulated_pair, tmp_path: Path) -> None:
    """Optical and SAR of two different landscapes have no match, and nothing is written unless forced."""
    from optosar.training_cli.simulator import simulate_pair

    foreign = tmp_path / "foreign.tif"
    with rasterio.open(simulated_pair.sar) as source:
        profile = source.profile
    with rasterio.open(foreign, "w", **profile) as file:
        file.write(simulate_pair(640, seed=99).sar[None])
    out = tmp_path / "registered.tif"
    outcome = run("coregister", simulated_pair.optical, foreign, "--out", out, "-k", 512)
    assert outcome.code == 1
    assert "No reliable match" in outcome.err
    assert not out.exists()
