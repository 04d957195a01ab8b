"""The paper's tables and figures from end to end, small."""

from __future__ import annotations

import csv
import json

import cv2
import pytest

from optosar.models.progress import no_progress
from optosar.training_cli.app import main
from optosar.training_cli.reproduce.s2net.page import page as markdown
from optosar.training_cli.reproduce.s2net.published import COUNTS, SETS, THEIRS
from optosar.training_cli.reproduce.s2net.reading import reading
from optosar.training_cli.reproduce.s2net.study import KeypointStudy, spread_evenly
from optosar.training_cli.train.paper.stages import Runner

PNG = b"\x89PNG"


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


def lines_of(path):
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_the_page_puts_ours_beside_theirs(done):
    page = (done / "page" / "s2net.md").read_text()
    for text in (
        "Table I:",
        "Table II:",
        "Table III:",
        "| SIFT, ours |",
        "| R2D2+SSL, theirs |",
        "Budget 0.0001",
        "Not measured: CMM-Net, D2-Net, R2D2, D2-Net+SSL.",
        "1 test pairs",
        "| R2D2 | 0.4 | roadscene/train | 0 | 1 of 8900 |",
    ):
        assert text in page
    assert "| CMM-Net, ours |" not in page
    assert "Fig. 3" not in page
    assert str(done) not in page


def test_pictures_beside_the_page_do_not_show_the_images(done):
    beside = {path.name: cv2.imread(str(path)) for path in (done / "page" / "s2net").iterdir()}
    assert set(beside) == {f"roadscene-{name}-0-lines.png" for name in ("sift", "rift", "r2d2+ssl")}
    sheet = cv2.imread(str(done / "methods" / "roadscene-sift-0.png"))
    lines = beside["roadscene-sift-0-lines.png"]
    assert sheet.shape == lines.shape
    # Paper, frame and the colours of the lines: most pixels are blank in one and textured in the other.
    assert (lines == 250).all(2).mean() > 0.3
    assert (sheet == 250).all(2).mean() < 0.15


def test_figures_are_saved_for_programs(done):
    saved = json.loads((done / "s2net.json").read_text())
    (row,) = saved["rows"]["roadscene"]["R2D2+SSL"]
    assert row["run"]["steps"] == 1
    assert set(row["figures"]) == {"1024", "2048", "4096"}
    lines = lines_of(done / "s2net.csv")
    theirs = [line["theirs"] for line in lines if line["method"] == "SIFT" and line["metric"] == "nc"]
    assert theirs == ["294", "788", "1537"]
    assert len([line for line in lines if line["metric"] in THEIRS]) == 3 * len(COUNTS) * len(THEIRS)
    assert {"mma_1", "mma_10", "success_3", "auc_5", "failures", "extracted_visible"} <= {
        line["metric"] for line in lines
    }


def test_what_was_run_is_not_run_again(done, shared):
    (checkpoint,) = (done / "runs").glob("r2d2-*/final.ckpt")
    figures = sorted(done.rglob("roadscene-*.json"))
    before = [path.stat().st_mtime_ns for path in (checkpoint, *figures)]
    assert run(shared, done, "--method", "R2D2+SSL", "--table", "2") == 0
    assert [path.stat().st_mtime_ns for path in (checkpoint, *figures)] == before
    page = (done / "s2net.md").read_text()
    assert "Table II:" in page
    assert "Table I:" not in page


def test_cmm_net_is_a_row_like_the_others(with_vgg, tmp_path):
    assert run(with_vgg, tmp_path, "--method", "CMM-Net", "--table", "2") == 0
    page = (tmp_path / "s2net.md").read_text()
    assert "| CMM-Net, ours |" in page
    assert "| CMM-Net | none | roadscene/train | 0 | 2 of 17800 |" in page
    assert (tmp_path / "s2net" / "roadscene-cmm-net-0-lines.png").is_file()
    theirs = [line["theirs"] for line in lines_of(tmp_path / "s2net.csv") if line["metric"] == "ncm"]
    assert theirs == ["29", "31", "31"]
    (checkpoint,) = (tmp_path / "runs").glob("cmmnet-*/final.ckpt")
    kept = [path.stat().st_mtime_ns for path in (checkpoint, *tmp_path.rglob("roadscene-*.json"))]
    assert len(kept) == 2
    assert run(with_vgg, tmp_path, "--method", "CMM-Net", "--no-train") == 0
    assert [path.stat().st_mtime_ns for path in (checkpoint, *tmp_path.rglob("roadscene-*.json"))] == kept
    given = ["--checkpoint", str(checkpoint), "--no-train"]
    assert run(with_vgg, tmp_path / "given", *given, "--method", "CMM-Net", "--method", "D2-Net") == 0
    saved = json.loads((tmp_path / "given" / "s2net.json").read_text())["rows"]["roadscene"]
    assert list(saved) == ["CMM-Net"]
    figures = tmp_path / "figures.json"
    measured = ["--shared", str(with_vgg), "--device", "cpu fp32", "--k", "64", "--out", str(figures)]
    assert main(["evaluate", "keypoints", str(checkpoint), *measured]) == 0
    assert json.loads(figures.read_text())["method"] == "CMM-Net"


def test_a_checkpoint_finds_its_row(done, shared, tmp_path):
    (trained,) = (done / "runs").glob("r2d2-*")
    given = ["--checkpoint", str(trained), "--no-train", "--method", "R2D2+SSL", "--method", "D2-Net"]
    assert run(shared, tmp_path, *given) == 0
    saved = json.loads((tmp_path / "s2net.json").read_text())["rows"]["roadscene"]
    assert set(saved) == {"R2D2+SSL"}
    again = json.loads((done / "s2net.json").read_text())["rows"]["roadscene"]["R2D2+SSL"]
    assert saved["R2D2+SSL"][0]["figures"]["1024"]["ncm"] == again[0]["figures"]["1024"]["ncm"]
    assert not (tmp_path / "runs").exists()


def test_a_row_has_one_weight(done, shared, tmp_path):
    """Of checkpoints for a whole curve, tables take those with the usual weight."""
    (usual,) = (done / "runs").glob("r2d2-*")
    trained = [tmp_path / "a", usual]
    more = ["--base", "r2d2", "--lambda", "0.9", "--data", "roadscene/train", "--budget", "0.0001"]
    small = ["--set", "tile=64", "--workers", "0", "--accelerator", "cpu", "--precision", "fp32"]
    assert main(["train", "s2net", "--out", str(trained[0]), "--shared", str(shared), *more, *small]) == 0
    study = KeypointStudy(tmp_path / "out", Runner(shared, tmp_path), 1.0, checkpoints=trained, train=False)
    (row,) = study.rows("R2D2+SSL", "roadscene", [0])
    assert row["run"]["recipe"]["weight"] == 0.4
    (point,) = study.weighted("r2d2", "roadscene", 0.9, 0, no_progress)
    assert point["run"]["recipe"]["weight"] == 0.9
    assert study.rows("R2D2", "roadscene", [0]) == []


def test_a_part_of_the_pairs_comes_from_all_scenes():
    scenes = [scene for scene in "abcd" for _ in range(20)]
    assert spread_evenly(scenes, 4) == ["a", "b", "c", "d"]
    assert spread_evenly(scenes, 0) == spread_evenly(scenes, 99) == scenes
    assert len(set(spread_evenly(list(range(23)), 8))) == 8


def test_nothing_to_measure_is_said(shared, tmp_path, capsys):
    assert run(shared, tmp_path, "--no-train", "--method", "D2-Net") != 0
    assert "No row could be measured" in capsys.readouterr().err
    (tmp_path / "no.ckpt").write_bytes(b"no checkpoint")
    assert run(shared, tmp_path, "--checkpoint", str(tmp_path / "no.ckpt")) != 0
    assert "Name a .ckpt file of `optosar train`" in capsys.readouterr().err


def test_the_weights_of_fig_3_are_drawn(done, shared, tmp_path):
    (trained,) = (done / "runs").glob("r2d2-*")
    given = ["--checkpoint", str(trained), "--no-train", "--figure", "3"]
    assert run(shared, tmp_path, *given) == 0
    curves = json.loads((tmp_path / "s2net.json").read_text())["curves"]
    # The checkpoint was trained with the weight of the configuration, and serves no other point of the curve.
    assert {data: {base: list(w) for base, w in bases.items()} for data, bases in curves.items()} == {
        "roadscene": {"r2d2": ["0.4"]}
    }
    assert (tmp_path / "s2net" / "fig3.png").read_bytes().startswith(PNG)
    assert "![NCM by weight](s2net/fig3.png)" in (tmp_path / "s2net.md").read_text()
    assert [line["weight"] for line in lines_of(tmp_path / "s2net.csv")] == ["0.4"] * 3


def test_the_reading_says_what_is_turned_round_and_why():
    rows = {
        "roadscene": {"D2-Net": [measured(0, ncm=102.0, nc=400.0, cmr=0.24)], "RIFT": [measured(1, ncm=90.0)]}
    }
    text = "\n".join(reading("ncm", rows))
    assert "Our order: D2-Net 102.0, RIFT 90.0. Theirs: RIFT 66.0, D2-Net 14.0." in text
    assert "D2-Net over RIFT (102.0, 90.0; theirs 14, 66)" in text
    assert "Fewer keypoints than asked for: D2-Net 10, RIFT 10." in text
    assert "D2-Net 10.00%" in text
    rows["roadscene"]["RIFT"] = [measured(1, ncm=200.0)]
    assert "The order is the paper's." in "\n".join(reading("ncm", rows))


def measured(seed, **metrics):
    figures = {
        "pairs": 23,
        "extracted": [10.0, 10.0],
        "cmr_pooled": 0.1,
        "matches": 9.0,
        "repeatability": 0.2,
        "mma": [0.1] * 10,
        "rmse": None,
        "failures": 1,
        "success": {"3": 0.1, "5": 0.2, "10": 0.3},
        "auc": {"3": 0.1, "5": 0.2, "10": 0.3},
        "seconds": 1.0,
        **metrics,
    }
    recipe = {"stage": "d2net", "ssl": True, "weight": 0.8, "sources": ["roadscene/train"], "seed": seed}
    rows = [{"k": k, "pair": f"p{i}", **metrics} for k in COUNTS for i in range(23)]
    return {
        "pairs": rows,
        "pairs_there": 23,
        "figures": dict.fromkeys(("1024", "2048", "4096"), figures),
        "conditions": {"processor": "P", "cpus": 1, "versions": {}},
        "folder": f"runs/{seed}-{metrics['ncm']}",
        "run": {
            "recipe": {**recipe, "iterations": 10},
            "steps": 1,
            "seconds": None,
            "loss_first": None,
            "loss_last": None,
            "precision": "",
        },
    }


def test_the_page_says_which_targets_hold():
    plain = [measured(0, nc=1000.0, ncm=100.0, cmr=0.1)]
    helped = [measured(0, nc=2100.0, ncm=230.0, cmr=0.11), measured(1, nc=2100.0, ncm=232.0, cmr=0.11)]
    rows = {"roadscene": {"D2-Net": plain, "D2-Net+SSL": helped}}
    text = markdown(rows, [2], {}, 1.0, [], "")
    assert "D2-Net+SSL beats D2-Net in NCM and CMR at every K | yes |" in text
    assert "NCM at 1024: 231.0 against 100.0 (+131.0, +131.0 to +131.0)" in text
    assert "NC 2015 | yes | D2-Net+SSL: 2100.0" in text
    assert "NCM 233 | no | D2-Net+SSL: 231.0" in text
    assert "231.0 ± 1.4" in text
    assert "up to 2 seeds" in text


def test_the_printed_numbers_are_whole():
    for methods in THEIRS.values():
        assert list(methods) == ["SIFT", "RIFT", "CMM-Net", "D2-Net", "R2D2", "D2-Net+SSL", "R2D2+SSL"]
        assert all(len(values) == 3 for rows in methods.values() for values in rows.values())
        assert all(set(rows) == set(SETS) for rows in methods.values())


def test_the_printed_ratio_fits_the_printed_numbers_but_for_two_cells():
    # A mean of ratios is near the ratio of means; the two cells the page names are not.
    off = [
        (method, data, k)
        for method, sets in THEIRS["cmr"].items()
        for data, cells in sets.items()
        for k, cell, nc, ncm in zip(COUNTS, cells, THEIRS["nc"][method][data], THEIRS["ncm"][method][data])
        if data == "rgb_nir" and abs(cell - 100 * ncm / nc) > 8
    ]
    assert off == [("D2-Net", "rgb_nir", 2048), ("D2-Net", "rgb_nir", 4096)]
