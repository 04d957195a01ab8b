"""Table 4 of the DFCNN paper end to end, at one step a stage on small simulated windows."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from optosar.training_cli.app import main
from optosar.training_cli.evaluate.retrieval import rank_answers
from optosar.training_cli.reproduce.comparison import _chance, reading
from optosar.training_cli.reproduce.published import THEIRS


def test_table_4_has_a_row_for_each_method_and_is_kept(laboratory, runs: Path) -> None:
    out = runs / "study"
    settings = [
        f"--set={s}" for s in ("tile=67", "batch=2", "sources=[sih1733]", "clusters=4", "start_batches=1")
    ]
    place = ["--out", str(out), "--shared", str(laboratory.shared), "--test", "sih1733"]
    tiny = ["--budget", "1e-6", "--gallery", "9", "--workers", "0", "--accelerator", "cpu"]
    call = ["reproduce", "dfcnn", "--table", "4", *place, *tiny, *settings]
    assert main(call) == 0

    result = json.loads((out / "table4.json").read_text())
    rows = {row["label"]: row for row in result["rows"]}
    assert set(rows) == set(THEIRS["table4"])
    assert rows["NetVLAD"]["dimension"] == 1024
    for row in rows.values():
        assert 0 < row["facts"]["seconds_ranking"] <= row["facts"]["seconds_per_query"]
        assert all(0 < row["ours"][query]["mAP"] <= 1 for query in ("optical", "sar"))
    text = (out / "dfcnn.md").read_text()
    assert "### Reading" in text
    assert "| MISO | " in text

    kept = {path: path.stat().st_mtime_ns for path in (out / "runs").rglob("*") if path.is_file()}
    assert main(call) == 0
    assert {path: path.stat().st_mtime_ns for path in (out / "runs").rglob("*") if path.is_file()} == kept


def test_chance_is_that_of_a_random_order() -> None:
    rng = np.random.default_rng(0)
    for windows, count in ((113, 1), (100, 5)):
        right = np.zeros((4000, windows), bool)
        right[:, :count] = True
        ranks = rank_answers(rng.random((4000, windows), np.float32), right)
        assert _chance(windows, count) == pytest.approx(ranks.precision.mean(), rel=0.06)


def test_the_reading_names_what_is_turned_round_and_what_is_chance() -> None:
    def row(label: str, ours: float) -> dict[str, object]:
        theirs = THEIRS["table4"][label]
        return {"label": label, "ours": {"optical": {"mAP": ours}}, "theirs": theirs}

    result = {
        "rows": [row("SIFT", 0.1), row("CMCP", 0.6), row("DFCNN", 0.5)],
        "gallery": {"positives_per_query": 5, "windows": 100, "scenes": 1},
        "budget": 0.1,
        "seeds": [0],
    }
    text = "\n".join(reading(result))
    assert "CMCP over DFCNN (0.600, 0.500; theirs 0.393, 0.671)" in text
    assert "Less than twice chance: SIFT." in text
    assert "0.1 of their" in text
    result["rows"] = [row("CMCP", 0.4), row("DFCNN", 0.5)]
    assert "The order is the paper's." in "\n".join(reading(result))
