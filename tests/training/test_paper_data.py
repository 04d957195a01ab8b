"""The Sub-network trained from a data set that `optosar data osr` built."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from optosar.models.errors import InputError
from optosar.training_cli.app import main
from optosar.training_cli.data.osr.manifest import load
from optosar.training_cli.train.paper.config import SubnetConfig

from .conftest import SOURCE


def built(shared: Path, out: Path, seed: int) -> Path:
    options = ("--split", "window", "--negatives", "2", "--seed", str(seed))
    assert (
        main(["data", "osr", "--source", SOURCE, "--shared", str(shared), "--out", str(out), *options]) == 0
    )
    return out


def test_a_stage_takes_its_pairs_from_a_data_set(laboratory, runs: Path) -> None:
    first = built(laboratory.shared, runs / "osr", 0)
    config = laboratory.config(SubnetConfig, 2)
    out = runs / "subnet"
    checkpoint = laboratory.runner().subnet(config, *laboratory.encoders, out, data=first)
    assert checkpoint.is_file()
    run = json.loads((out / "run.json").read_text())
    assert run["from"]["data set"] == load(first).sha256
    assert run["data"]["pairs of"] == [f"{SOURCE}/scene1", f"{SOURCE}/scene2"]
    assert run["data"]["positive"] > run["data"]["training windows"]
    assert f"data set {load(first).sha256[:12]}" in (out / "card.md").read_text()
    other = built(laboratory.shared, runs / "other", 1)
    with pytest.raises(InputError, match="other settings"):
        laboratory.runner().subnet(config, *laboratory.encoders, out, data=other)
