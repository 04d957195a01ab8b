"""What is measured on imagery of one's own, and results that cannot be: told before the work, not after it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from .conftest import Run
from .mistakes import refused

# As few keypoints and windows as make figures.
FEW = ("--pairs", 1, "--size", 256, "--k", 64)


def test_matching_is_measured_on_any_imagery(run: Run, rasters: dict[str, Path]) -> None:
    def candidates(optical: str, sar: str) -> float:
        measured = run("evaluate", "matching", rasters[optical], rasters[sar], *FEW, "--json")
        assert measured.code == 0, measured.err
        return float(json.loads(measured.out)["figures"]["published"]["nc"])

    # 16 bit show the same as 8 bit do; a single band, another CRS and decibels with gaps are read as well.
    assert candidates("optical", "sar_16") == pytest.approx(candidates("optical", "sar"), abs=8)
    assert candidates("sar", "sar") > 0
    assert candidates("optical_degrees", "sar_db") > 0


@pytest.mark.parametrize("raster", ["gone", "letter", "folder"])
def test_a_scene_that_matching_cannot_be_measured_on(run: Run, rasters: dict[str, Path], raster: str) -> None:
    for command in ("evaluate", "bench"):
        refused(run(command, "match" + "ing" * (command == "evaluate"), rasters["optical"], rasters[raster]))


@pytest.mark.parametrize(
    "command",
    [
        ("evaluate", "matching"),
        ("evaluate", "verdict"),
        ("evaluate", "main-job", "--index", "nowhere"),
        ("evaluate", "localisation", "--indexes", "nowhere"),
        ("bench", "match"),
        ("data", "refine"),
        ("coregister",),
    ],
)
def test_a_folder_as_result_is_told_before_the_work(
    run: Run, rasters: dict[str, Path], tmp_path: Path, command: tuple[str, ...]
) -> None:
    # Were anything looked at first, it would be the scene that is not there.
    refused(run(*command, rasters["gone"], rasters["gone"], "--out", tmp_path), "is a folder, not a file")


@pytest.mark.parametrize("command", [("data", "refine"), ("coregister",), ("evaluate", "matching")])
def test_no_scene_is_replaced_by_what_is_made_of_it(
    run: Run, rasters: dict[str, Path], tmp_path: Path, command: tuple[str, ...]
) -> None:
    mine = Path(shutil.copy(rasters["optical"], tmp_path / "mine.tif"))
    refused(run(*command, mine, rasters["sar"], "--out", mine), "mine.tif is one of the inputs")
    assert mine.read_bytes() == rasters["optical"].read_bytes()


@pytest.mark.parametrize("command", [("encode", "--fit", "crop"), ("features",)])
def test_no_image_is_replaced_by_its_arrays(
    run: Run, rasters: dict[str, Path], tmp_path: Path, command: tuple[str, ...]
) -> None:
    mine = Path(shutil.copy(rasters["sar"], tmp_path / "mine.tif"))
    refused(run(*command, "--modality", "sar", mine, "--out", mine), "mine.tif is one of the inputs")
    assert mine.read_bytes() == rasters["sar"].read_bytes()


def test_a_field_is_no_json_since_its_figures_are(run: Run, rasters: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "field.json"
    refused(run("data", "refine", rasters["optical"], rasters["sar"], "--out", out), "Use the suffix .tif")
    assert not out.exists()


def test_matches_and_points_need_two_names(run: Run, rasters: dict[str, Path], tmp_path: Path) -> None:
    both = ("--out", tmp_path / "m.gpkg", "--points", tmp_path / "m.gpkg")
    refused(run("match", rasters["optical"], rasters["sar"], *both), "Give two names")


@pytest.mark.parametrize("content", ["[1, 2]", "{}", '{"verdict": "good"}', "text"])
def test_a_file_that_holds_no_match_is_named(
    run: Run, rasters: dict[str, Path], tmp_path: Path, content: str
) -> None:
    (tmp_path / "m.json").write_text(content)
    scenes = (rasters["optical"], rasters["sar"])
    given = run("coregister", *scenes, "--match", tmp_path / "m.json", "--out", tmp_path / "out.tif")
    refused(given, "m.json", "optosar match --out F.json")


def test_either_matches_or_points_move_a_scene(run: Run, rasters: dict[str, Path], tmp_path: Path) -> None:
    both = ("--match", tmp_path / "m.json", "--points", tmp_path / "p.csv")
    given = run("coregister", rasters["optical"], rasters["sar"], *both, "--out", tmp_path / "out.tif")
    refused(given, "Give --match or --points")


def test_tiles_that_show_nothing_do_not_lack_data(run: Run, rasters: dict[str, Path], tmp_path: Path) -> None:
    import numpy as np
    import rasterio

    with rasterio.open(rasters["sar"]) as file:
        profile = file.profile
    with rasterio.open(tmp_path / "flat.tif", "w", **profile) as file:
        file.write(np.full((1, profile["height"], profile["width"]), 77, np.uint8))
    built = run("index", "build", tmp_path / "index", tmp_path / "flat.tif", "--stride", 227)
    assert "left out for showing nothing" in built.out
    assert "lack of data" not in built.out


def test_a_scene_too_small_for_wrong_pairs_is_named(run: Run, rasters: dict[str, Path]) -> None:
    asked = run("evaluate", "verdict", rasters["optical"], rasters["sar"], "--places", 2, "--wrong", 1)
    refused(asked, "none makes a wrong partner", "larger scenes")
