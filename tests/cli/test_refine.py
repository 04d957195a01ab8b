"""Measuring where a SAR scene really shows what an optical one does, from the command line."""

from __future__ import annotations

import json

import rasterio

from optosar.models.matching.displacement.field import load_field


def test_a_truth_is_written_with_its_uncertainty_and_halves(run, rasters, tmp_path) -> None:
    out = tmp_path / "truth.tif"
    done = run("data", "refine", rasters["optical"], rasters["sar"], "--out", out)
    assert done.code == 0, done.err

    field = load_field(out)
    result = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))
    figures = result["figures"]
    assert field.halves is not None
    assert field.halves.shape == field.displacement.shape
    assert 0 < figures["halves_apart"]["median_px"] < 1
    assert figures["after"]["median_px"] < 1
    with rasterio.open(out) as file:
        assert file.count == 7
        assert file.descriptions[2].startswith("uncertainty")
        assert file.descriptions[5].startswith("dx of one half")


def test_a_truth_is_measured_again_by_learned_structure(run, rasters, tmp_path) -> None:
    out = tmp_path / "truth.tif"
    done = run("data", "refine", rasters["optical"], rasters["sar"], "--out", out, "--check", "structure")
    assert done.code == 0, done.err

    check = json.loads(out.with_suffix(".json").read_text(encoding="utf-8"))["check"]
    assert check["weights"] == "structure"
    kept = check["agreement"]["kept"]
    assert kept["places"] > 0
    assert kept["field"]["within_1_px"] > 0.5
