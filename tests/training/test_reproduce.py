"""The paper's experiments end to end, at one step a stage on small simulated windows."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.training_cli.app import main
from optosar.training_cli.data.pairs import ImagePair
from optosar.training_cli.evaluate.retrieval import near
from optosar.training_cli.reproduce.experiments import EXPERIMENTS
from optosar.training_cli.reproduce.gallery import choose_gallery
from optosar.training_cli.reproduce.lab import Lab
from optosar.training_cli.reproduce.page import _together
from optosar.training_cli.reproduce.published import THEIRS


def textured(side: int) -> ImagePair:
    grey = np.random.default_rng(0).integers(0, 255, (side, side), np.uint8)
    return ImagePair("textured", np.repeat(grey[..., None], 3, 2), grey)


def flat(side: int) -> ImagePair:
    grey = np.zeros((side, side), np.uint8)
    return ImagePair("flat", np.repeat(grey[..., None], 3, 2), grey)


def test_a_part_of_the_gallery_is_as_dense_as_the_whole() -> None:
    whole, part = (choose_gallery("textured", [textured(1200)], size) for size in (0, 40))
    assert (len(whole), len(part), part.found) == (121, 40, 121)
    assert part.facts()["positives_per_query"] > 0.8 * near(whole.corners).sum(1).mean()


def test_many_small_tiles_are_a_gallery_in_which_each_answers_for_itself() -> None:
    tiles = [textured(256), textured(200), textured(256), flat(256), textured(256)]
    gallery = choose_gallery("tiles", tiles, 0)
    assert gallery.scene.tolist() == [0, 2, 4]
    # The middle of a tile in which only one window has room.
    assert gallery.corners.tolist() == [[14, 14]] * 3
    np.testing.assert_array_equal(gallery.right(), np.eye(3, dtype=bool))
    assert gallery.facts()["scenes"] == 3
    np.testing.assert_array_equal(
        gallery.windows("sar", 1, 1)[0, 0], tiles[2].sar[14:241, 14:241].astype(np.float32)
    )
    assert len(choose_gallery("tiles", tiles, 2)) == 2
    with pytest.raises(InputError, match="tiles holds no window"):
        choose_gallery("tiles", [flat(256)], 0)


def test_windows_of_two_scenes_are_no_neighbours() -> None:
    gallery = choose_gallery("both", [textured(400), textured(400)], 6)
    assert gallery.scene.tolist() == [0, 0, 0, 0, 1, 1]
    right = gallery.right()
    assert right[:4, :4].sum() > 4
    assert not right[:4, 4:].any()


def test_tiles_of_a_set_are_counted_on_the_page() -> None:
    names = ["la/T11SMT", "ombria/train/a_1", "ombria/train/a_2", "simulated/1000"]
    assert _together(names) == "la/T11SMT, ombria/train (2 tiles), simulated/1000"


def test_the_paper_prints_what_its_tables_say() -> None:
    assert THEIRS["table2"]["192 scale"]["optical"] == {"R1": 0.689, "R5": 0.813, "mAP": 0.671}
    single = 0.675 + 0.671 - 2 * 0.0165
    fused = THEIRS["table1"]["p2"]
    assert fused["optical"]["R1"] + fused["sar"]["R1"] - single == pytest.approx(0.033)
    assert THEIRS["table1"]["p2"]["optical"]["R1"] == THEIRS["table2"]["192"]["optical"]["R1"]


def arguments(laboratory, out: Path, *more: str) -> list[str]:
    settings = [f"--set={s}" for s in ("tile=35", "batch=2", "lr=0.01", "sources=[sih1733]")]
    place = ["--out", str(out), "--shared", str(laboratory.shared), "--test", "sih1733"]
    tiny = ["--budget", "1e-6", "--gallery", "9", "--workers", "0", "--accelerator", "cpu"]
    return ["reproduce", "dfcnn", *place, *tiny, *settings, *more]


def test_every_experiment_runs_and_is_not_run_twice(laboratory, runs: Path) -> None:
    out = runs / "study"
    page = runs / "docs" / "dfcnn.md"
    page.parent.mkdir()
    assert main(arguments(laboratory, out, "--page", str(page))) == 0

    for name, experiment in EXPERIMENTS.items():
        result = json.loads((out / f"{name}.json").read_text())
        assert (result["budget"], result["gallery"]["windows"], result["seeds"]) == (1e-6, 9, [0])
        lines = list(csv.DictReader((out / f"{name}.csv").open(encoding="utf-8")))
        assert len(lines) == 8 * len(result["rows"])
        assert all(0 <= float(line["ours"]) <= 1 for line in lines)
        assert (out / f"{name}.png").is_file() == bool(experiment.axis)
        for label, numbers in THEIRS[name].items():
            row = next(row for row in result["rows"] if row["label"] == label)
            assert row["theirs"] == numbers
    dimensions = {
        name: [row["dimension"] for row in json.loads((out / f"{name}.json").read_text())["rows"]]
        for name in EXPERIMENTS
    }
    # p4 of a window of 35 px is 3 x 3.
    assert dimensions["fig3"] == [256 * 25, 512 * 9, 512 * 4]
    assert dimensions["fig4"] == [9 * 2**i for i in range(10)]
    assert dimensions["fig5"] == [512, 512 * 4, 512 * 9]
    assert dimensions["table2"] == [27, 27, 12, 12]

    text = page.read_text()
    assert "Budget 1e-06 of the paper's iterations" in text
    assert "theirs | | 0.689" in text
    for picture in ("fig3.png", "fig4.png", "fig5.png", "losses.png"):
        assert (page.with_suffix("") / picture).read_bytes().startswith(b"\x89PNG")

    kept = {path: path.stat().st_mtime_ns for path in (out / "runs").rglob("*") if path.is_file()}
    assert main(arguments(laboratory, out, "--experiment", "table3", "--page", str(page))) == 0
    assert {path: path.stat().st_mtime_ns for path in (out / "runs").rglob("*") if path.is_file()} == kept


def test_unknown_settings_are_refused(laboratory, runs: Path) -> None:
    with pytest.raises(InputError, match="marjin"):
        Lab(runs, laboratory.runner(), 1e-6, changes=["marjin=1"])
