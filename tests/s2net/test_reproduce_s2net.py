"""The paper's tables from end to end, small."""

from __future__ import annotations

import csv
import json

import pytest

from optosar.training_cli.app import main
from optosar.training_cli.reproduce.s2net.published import COUNTS, SETS, THEIRS


def run(shared, out, *arguments):
    common = ["--shared", str(shared), "--out", str(out), "--data", "roadscene", "--workers", "0"]
    small = ["--budget", "0.0001", "--set", "tile=64", "--accelerator", "cpu", "--precision", "fp32"]
    return main(["reproduce", "s2net", *common, *small, *arguments])


@pytest.fixture(scope="module")
def done(shared, tmp_path_factory):
    out = tmp_path_factory.mktemp("reproduce")
    methods = ["--method", "SIFT", "--method", "RIFT", "--method", "R2D2+SSL"]
    assert run(shared, out, *methods, "--page", str(out / "page" / "s2net.md")) == 0
    return out


def test_the_page_puts_ours_beside_theirs(done):
    page = (done / "page" / "s2net.md").read_text()
    for text in (
        "Table I:",
        "Table II:",
        "Table III:",
        "| SIFT, ours |",
        "| R2D2+SSL, theirs |",
        "Budget 0.0001",
    ):
        assert text in page
    assert "| CMM-Net, ours |" not in page
    pictures = list((done / "page" / "s2net").glob("*.jpg"))
    assert {path.name for path in pictures} == {
        f"roadscene-{name}-0.jpg" for name in ("sift", "rift", "r2d2+ssl")
    }


def test_figures_are_saved_for_programs(done):
    saved = json.loads((done / "s2net.json").read_text())
    (row,) = saved["rows"]["roadscene"]["R2D2+SSL"]
    assert row["run"]["steps"] == 1
    assert set(row["figures"]) == {"1024", "2048", "4096"}
    with (done / "s2net.csv").open(newline="") as file:
        lines = list(csv.DictReader(file))
    theirs = [line["theirs"] for line in lines if line["method"] == "SIFT" and line["metric"] == "nc"]
    assert theirs == ["294", "788", "1537"]
    assert len(lines) == 3 * len(COUNTS) * len(THEIRS)


def test_what_was_run_is_not_run_again(done, shared):
    (checkpoint,) = (done / "runs").glob("r2d2-*/final.ckpt")
    before = checkpoint.stat().st_mtime_ns
    assert run(shared, done, "--method", "R2D2+SSL", "--table", "2") == 0
    assert checkpoint.stat().st_mtime_ns == before
    page = (done / "s2net.md").read_text()
    assert "Table II:" in page
    assert "Table I:" not in page


def test_the_printed_numbers_are_whole():
    for methods in THEIRS.values():
        assert list(methods) == ["SIFT", "RIFT", "CMM-Net", "D2-Net", "R2D2", "D2-Net+SSL", "R2D2+SSL"]
        assert all(len(values) == 3 for rows in methods.values() for values in rows.values())
        assert all(set(rows) == set(SETS) for rows in methods.values())
