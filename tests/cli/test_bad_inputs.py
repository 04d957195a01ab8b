"""Scenes that people give by mistake, and what they are told: docs/bad-inputs.md shows the same.

A scene that cannot be used ends the command with exit code 1, what is wrong and what to do next, and nothing that was
there is lost. One that can be used with a doubt is used, and the doubt is said.
"""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Run
from .mistakes import STRIDE, TILES, refused


@pytest.mark.parametrize(
    ("raster", "words"),
    [
        ("sar_nocrs", ("no coordinate reference system", "Assign Projection")),
        ("sar_truncated", ("cannot be read to its end", "truncated or damaged")),
        ("sar_100", ("sar_100.tif", "too small", "100 x 100 px", "at least 2270")),
        ("gone", ("does not exist", "moved, renamed or deleted")),
        ("letter", ("cannot be opened as a raster", "unknown format")),
        ("folder", ("is a folder", "Choose the raster file")),
        ("sar_empty", ("holds no measurement", "nodata value")),
    ],
)
def test_a_scene_that_cannot_be_indexed(
    run: Run, rasters: dict[str, Path], tmp_path: Path, raster: str, words: tuple[str, ...]
) -> None:
    refused(run("index", "build", tmp_path / "new", rasters["sar"], rasters[raster]), *words)
    assert not (tmp_path / "new").exists(), (
        "not even begun: the other scene would have been encoded for nothing"
    )


@pytest.mark.parametrize(
    ("raster", "words"),
    [
        ("optical_nocrs", ("one has a coordinate reference system, the other has none", "Georeference")),
        ("optical_truncated", ("cannot be read to its end",)),
        ("gone", ("does not exist",)),
        ("letter", ("cannot be opened as a raster",)),
    ],
)
def test_a_scene_that_cannot_be_searched_from(
    run: Run, rasters: dict[str, Path], ready: Path, at: tuple[str, ...], raster: str, words: tuple[str, ...]
) -> None:
    refused(run("search", ready, rasters[raster], *at), *words)


def test_a_layer_smaller_than_a_tile_cannot_be_searched_from(
    run: Run, rasters: dict[str, Path], ready: Path, at: tuple[str, ...]
) -> None:
    refused(run("search", ready, rasters["optical_100"], *at), "Hint")
    inside = ("--at", "500500,5399500", "--crs", "EPSG:32632")
    refused(run("search", ready, rasters["optical_100"], *inside), "too little data", "farther inside")


@pytest.mark.parametrize("raster", ["optical_truncated", "gone", "letter", "folder"])
def test_a_scene_that_cannot_be_matched(
    run: Run, rasters: dict[str, Path], tmp_path: Path, raster: str
) -> None:
    refused(run("match", rasters[raster], rasters["sar"], "--out", tmp_path / "m.json"))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("raster", "radiometry"), [("sar_db", "db"), ("sar_16", "amplitude")])
def test_decibels_with_gaps_and_16_bit_are_taken_and_said(
    run: Run, rasters: dict[str, Path], tmp_path: Path, raster: str, radiometry: str
) -> None:
    built = run("index", "build", tmp_path / "index", rasters[raster], "--stride", STRIDE)
    assert built.code == 0, built.err
    assert radiometry in built.out
    # Tiles of which more than a quarter is NaN are left out, and that is said.
    assert ("3 left out for lack of data" in built.out) == (raster == "sar_db")


def test_other_crs_resolution_and_depth_are_read_on_the_grid_of_the_index(
    run: Run, rasters: dict[str, Path], ready: Path, at: tuple[str, ...]
) -> None:
    def searched(raster: str) -> dict[str, float]:
        outcome = run("search", ready, rasters[raster], *at, "-k", TILES, "--json")
        assert outcome.code == 0, outcome.err
        return {item["id"]: item["score"] for item in json.loads(outcome.out)["candidates"]}

    straight, deep, degrees = (searched(name) for name in ("optical", "optical_16", "optical_degrees"))
    assert deep == pytest.approx(straight, abs=0.02)
    assert next(iter(straight)) in list(degrees)[:3]


def test_swapped_layers_are_said(
    run: Run, rasters: dict[str, Path], ready: Path, at: tuple[str, ...], tmp_path: Path
) -> None:
    doubt = "Check that optical and SAR layers were not swapped"
    indexed = run("index", "build", tmp_path / "index", rasters["optical"], "--stride", STRIDE)
    searched = run("search", ready, rasters["sar"], *at)
    matched = run("match", rasters["sar"], rasters["optical"], "-k", 256)
    for outcome in (indexed, searched, matched):
        assert doubt in " ".join(outcome.err.split())


def test_a_scene_without_crs_is_matched_in_its_own_pixels_and_that_is_said(
    run: Run, rasters: dict[str, Path]
) -> None:
    outcome = run("match", rasters["optical_nocrs"], rasters["sar"], "-k", 256)
    assert outcome.code == 0
    assert "no coordinate reference system; it is used in its own pixels" in " ".join(outcome.err.split())


def test_a_file_deleted_after_indexing(
    run: Run, rasters: dict[str, Path], at: tuple[str, ...], tmp_path: Path
) -> None:
    lent = Path(shutil.copy(rasters["sar"], tmp_path / "lent.tif"))
    assert run("index", "build", tmp_path / "index", lent, "--stride", STRIDE).code == 0
    lent.unlink()
    info = run("index", "info", tmp_path / "index")
    assert "missing" in info.out
    assert "Put them back, or take them out" in info.err

    found = run("search", tmp_path / "index", rasters["optical"], *at)
    assert found.code == 0
    assert len(found.out.splitlines()) > 1, "retrieval needs the descriptors only"
    checked = run("search", tmp_path / "index", rasters["optical"], *at, "--verify", "--verify-count", 2)
    said = " ".join(checked.out.split())
    assert "No reliable match" in said
    assert "lent.tif does not exist" in said
    assert "Next Check the path; the file may have been moved, renamed or deleted." in said

    refused(run("index", "build", tmp_path / "index", lent, "--stride", STRIDE), "does not exist")
    assert run("index", "info", tmp_path / "index").out == info.out, "the descriptors are still there"
