"""Runs of the paper's stages that are interrupted, and runs of several processes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path

import pytest
import torch
import yaml

import optosar
from optosar.models.errors import Cancelled, InputError
from optosar.training_cli.train.checkpoint import read_checkpoint, slim
from optosar.training_cli.train.paper.assemble import load_encoder
from optosar.training_cli.train.paper.config import DFCNNConfig, SEDConfig, SubnetConfig
from optosar.training_cli.train.paper.modules import SubnetStage, Variant
from optosar.training_cli.train.paper.streams import LabelledPairStream


def stopping_at(steps: int, of: int):
    """Progress that cancels when a step is reached, as Ctrl-C does."""

    def report(share: float, text: str = "") -> None:
        if round(share * of) == steps:
            raise Cancelled

    return report


@pytest.mark.parametrize("stage", ["sed", "dfcnn"])
def test_two_interruptions_leave_the_same_curve(laboratory, runs: Path, stage: str) -> None:
    def run(out: Path, stop: int | None = None) -> Path:
        runner = laboratory.runner()
        if stop is not None:
            runner.progress = stopping_at(stop, 6)
        if stage == "sed":
            return runner.sed(laboratory.config(SEDConfig, 6, blocks=3, decay_at=(0.6,)), out)
        variants = [Variant("paper", ("p4+2conv+1pool", "p2+1conv+3pool")), Variant("bare", ("p4+1conv",))]
        return runner.dfcnn(laboratory.config(DFCNNConfig, 6), laboratory.subnet, out, variants)

    straight = run(runs / "straight")
    for stop in (2, 5):
        with pytest.raises(Cancelled):
            run(runs / "interrupted", stop)
    resumed = run(runs / "interrupted")

    curves = [(runs / name / "curve.csv").read_text() for name in ("straight", "interrupted")]
    assert curves[0] == curves[1]
    assert len(curves[0].splitlines()) == 7
    weights = [read_checkpoint(path)[1] for path in (straight, resumed)]
    for name, value in weights[0].items():
        torch.testing.assert_close(weights[1][name], value, rtol=0, atol=0)


def test_a_larger_budget_goes_on_from_a_finished_run(laboratory, runs: Path) -> None:
    def run(out: Path, steps: int, **values: object) -> Path:
        config = laboratory.config(SEDConfig, steps, blocks=3, decay_at=(), **values)
        return laboratory.runner().sed(config, out)

    straight, shorter = run(runs / "straight", 6), run(runs / "short", 3)
    assert shorter.is_file()
    longer = run(runs / "short", 6)

    curves = [(runs / name / "curve.csv").read_text() for name in ("straight", "short")]
    assert curves[0] == curves[1]
    assert json.loads((runs / "short" / "run.json").read_text())["steps"] == 6
    weights = [read_checkpoint(path)[1] for path in (straight, longer)]
    for name, value in weights[0].items():
        torch.testing.assert_close(weights[1][name], value, rtol=0, atol=0)
    with pytest.raises(InputError, match="Only the budget may grow"):
        run(runs / "short", 5)
    with pytest.raises(InputError, match="other settings"):
        run(runs / "short", 8, lr=0.5)


def test_a_run_kept_without_its_optimiser_cannot_grow(laboratory, runs: Path) -> None:
    def run(steps: int) -> Path:
        return laboratory.runner().sed(
            laboratory.config(SEDConfig, steps, blocks=3, decay_at=()), runs / "sed"
        )

    kept = run(2)
    slim(kept)
    assert run(2) == kept
    with pytest.raises(InputError, match="whose optimiser was left out"):
        run(4)


def test_a_run_grows_into_one_whose_rate_falls_later_but_not_from_one_whose_rate_has_fallen(
    laboratory, runs: Path
) -> None:
    def run(out: str, steps: int, *decay_at: float) -> Path:
        config = laboratory.config(SEDConfig, steps, blocks=3, decay_at=decay_at)
        return laboratory.runner().sed(config, runs / out)

    straight = run("straight", 6, 0.67)
    run("grown", 3)
    with pytest.raises(InputError, match="other settings"):
        run("grown", 6, 0.5)
    grown = run("grown", 6, 0.67)
    weights = [read_checkpoint(path)[1] for path in (straight, grown)]
    for name, value in weights[0].items():
        torch.testing.assert_close(weights[1][name], value, rtol=0, atol=0)
    assert "a tenth of it after 67% of the steps" in (runs / "grown" / "card.md").read_text()
    with pytest.raises(InputError, match="other settings"):
        run("grown", 8, 0.67)


def test_two_processes_train_as_one_with_both_batches(laboratory, runs: Path) -> None:
    """DDP over gloo: step s takes batches 2 s and 2 s + 1, and the gradient is the mean over both."""
    oed, sed = laboratory.encoders
    config = laboratory.config(SubnetConfig, 2, batch=1, lr=0.1, decay_at=())
    file = runs / "small.yaml"
    file.write_text(yaml.safe_dump(json.loads(json.dumps(asdict(config)))), encoding="utf-8")
    out = runs / "ddp"
    command = [sys.executable, "-m", "optosar.training_cli", "train", "subnet", "--config", str(file)]
    command += [
        "--out",
        str(out),
        "--optnet",
        str(oed),
        "--sarnet",
        str(sed),
        "--shared",
        str(laboratory.shared),
    ]
    command += ["--accelerator", "cpu", "--devices", "2", "--precision", "fp32", "--workers", "0"]
    folder = Path(optosar.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(folder), "OMP_NUM_THREADS": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads((out / "run.json").read_text())["processes"] == 2

    module = SubnetStage(config)
    load_encoder(module.net.optical.trunk, oed)
    load_encoder(module.net.sar.trunk, sed)
    module.log = lambda *_, **__: None
    stream = LabelledPairStream(laboratory.pairs(), config)
    optimizer = module.configure_optimizers()["optimizer"]
    for step in range(2):
        optimizer.zero_grad()
        for batch in (2 * step, 2 * step + 1):
            (module.training_step(stream[batch], batch) / 2).backward()
        optimizer.step()
    together = read_checkpoint(out / "final.ckpt")[1]
    for name, value in module.state_dict().items():
        torch.testing.assert_close(together[name], value, rtol=1e-3, atol=1e-4)
