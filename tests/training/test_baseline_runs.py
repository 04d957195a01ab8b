"""Runs of MISO and NetVLAD that are interrupted."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
import torch

from optosar.models.errors import Cancelled, InputError
from optosar.training_cli.app import main
from optosar.training_cli.baselines.config import MISOConfig, NetVLADConfig
from optosar.training_cli.baselines.netvlad import NetVLAD
from optosar.training_cli.baselines.training import train_miso, train_netvlad
from optosar.training_cli.data.osr.manifest import load
from optosar.training_cli.train.checkpoint import read_checkpoint
from optosar.training_cli.train.paper.config import OEDConfig, SEDConfig, SubnetConfig, load_config
from optosar.training_cli.train.paper.osr_stream import OsrPairStream
from optosar.training_cli.train.paper.stages import Runner
from optosar.training_cli.train.run import Hardware

from .conftest import SOURCE


def runner(laboratory, stop: int | None = None, of: int = 4) -> Runner:
    def report(share: float, _text: str = "") -> None:
        if stop is not None and round(share * of) == stop:
            raise Cancelled

    return Runner(laboratory.shared, laboratory.out, Hardware("cpu", 1), 0, 1000, report)


def five_network(laboratory, runs: Path) -> Path:
    maker = laboratory.runner()
    oed = maker.oed(laboratory.config(OEDConfig, 1, blocks=5), runs / "oed")
    sed = maker.sed(laboratory.config(SEDConfig, 1, blocks=5), runs / "sed")
    return maker.subnet(laboratory.config(SubnetConfig, 1, blocks=5), oed, sed, runs / "five")


@pytest.mark.parametrize("method", ["miso", "netvlad"])
def test_an_interrupted_run_gives_the_same_weights(laboratory, runs: Path, method: str) -> None:
    small = {"tile": 35, "batch": 2, "sources": laboratory.small["sources"]}
    if method == "miso":
        config = load_config(MISOConfig, budget=4 / 800000, **small)
    else:
        config = load_config(NetVLADConfig, budget=4 / 160000, clusters=4, dimension=16, **small)
        five = five_network(laboratory, runs)

    def train(out: Path, stop: int | None = None) -> Path:
        if method == "miso":
            return train_miso(config, runner(laboratory, stop), out)
        return train_netvlad(config, runner(laboratory, stop), five, out)

    straight = train(runs / "straight")
    with pytest.raises(Cancelled):
        train(runs / "interrupted", 2)
    resumed = train(runs / "interrupted")
    curves = [(runs / name / "curve.csv").read_text() for name in ("straight", "interrupted")]
    assert curves[0] == curves[1]
    assert np.isfinite([float(line.split(",")[1]) for line in curves[0].splitlines()[1:]]).all()
    states = [read_checkpoint(path)[1] for path in (straight, resumed)]
    for name, value in states[0].items():
        torch.testing.assert_close(states[1][name], value, rtol=0, atol=0)


def test_netvlad_refuses_a_four_network(laboratory, runs: Path) -> None:
    with pytest.raises(InputError, match="no Sub-network of 5 blocks"):
        train_netvlad(load_config(NetVLADConfig), laboratory.runner(), laboratory.subnet, runs / "out")


def test_netvlad_begins_from_the_data_set_it_is_trained_on(laboratory, runs: Path) -> None:
    """The imagery that the bundled configuration names is not there: nothing else than the data set is looked at."""
    data = runs / "osr"
    where = ["--shared", str(laboratory.shared), "--out", str(data)]
    assert main(["data", "osr", "--source", SOURCE, *where, "--split", "window", "--negatives", "2"]) == 0
    config = load_config(NetVLADConfig, budget=1 / 160000, clusters=4, dimension=16, tile=35, batch=2)
    out, starts = runs / "netvlad", []
    with pytest.MonkeyPatch.context() as patch:
        begin = NetVLAD.start
        patch.setattr(
            NetVLAD, "start", lambda net, found, *more: (starts.append(found), begin(net, found, *more))
        )
        train_netvlad(config, laboratory.runner(), five_network(laboratory, runs), out, data)
    stream = OsrPairStream(load(data), config)
    for number, batch in enumerate(starts[0]):
        torch.testing.assert_close(batch, stream[number])
    run = json.loads((out / "run.json").read_text())
    assert run["from"]["clusters of"] == run["from"]["data set"] == load(data).sha256
