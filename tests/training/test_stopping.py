"""Ctrl-C ends a training run after the step it is in, which is saved: in one process and in several."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import optosar
from optosar.models.progress import Progress
from optosar.training_cli.app import main
from optosar.training_cli.train.saving import step_of

RUN = """
import sys, time
from pathlib import Path
import lightning, torch
from optosar.models.errors import Cancelled
from optosar.training_cli.train.run import Hardware, fit
from optosar.training_cli.train.watching import watching

class Ones(torch.utils.data.Dataset):
    def __getitem__(self, index):
        return {"x": torch.ones(2, 4)}

class Module(lightning.LightningModule):
    def __init__(self):
        super().__init__()
        self.layer = torch.nn.Linear(4, 1)
    def training_step(self, batch, batch_idx):
        time.sleep(0.05)
        return self.layer(batch["x"]).square().mean()
    def configure_optimizers(self):
        return torch.optim.SGD(self.parameters(), lr=0.01)

module, out = Module(), Path(sys.argv[1])
with watching("Test") as progress:
    def watched(share, text):
        (out / "begun").touch()
        progress(share, text)
    try:
        two = Hardware("cpu", 2, 1, "fp32")
        fit(module, Ones(), out, 2000, every=2000, workers=0, hardware=two, progress=watched)
    except Cancelled:
        (out / f"stopped{module.global_rank}").write_text(str(module.global_step))
        raise
"""


def test_ctrl_c_stops_all_processes_after_the_same_step(tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(RUN, encoding="utf-8")
    folder = Path(optosar.__file__).parent.parent
    environment = {**os.environ, "PYTHONPATH": str(folder), "OMP_NUM_THREADS": "1"}
    run = subprocess.Popen(
        [sys.executable, str(script), str(tmp_path)],
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        until = time.monotonic() + 100
        while not (tmp_path / "begun").is_file() and run.poll() is None and time.monotonic() < until:
            time.sleep(0.1)
        # A terminal asks all processes in its foreground.
        os.killpg(run.pid, signal.SIGINT)
        _, said = run.communicate(timeout=60)
    finally:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
            run.communicate()
    steps = [(tmp_path / f"stopped{rank}").read_text() for rank in (0, 1)]
    assert steps[0] == steps[1] == str(step_of(tmp_path / "last.ckpt"))
    assert said.count("Cancelling") == 1
    assert "Cancelled" in said


@pytest.mark.parametrize("network", ["retrieval", "matching", "structure"])
def test_ctrl_c_is_heard_at_the_end_of_a_step(
    tiny_data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: str
) -> None:
    def fit(*_: object, progress: Progress, **__: object) -> None:
        os.kill(os.getpid(), signal.SIGINT)
        asked.append(True)
        progress(0.5, "step 1 of 2")

    asked: list[bool] = []
    monkeypatch.setattr("optosar.training_cli.train.run.fit", fit)
    monkeypatch.setattr("optosar.training_cli.data.mixes.training_mix", lambda *_, **__: [])
    truth = tmp_path / "truth.tif"
    truth.touch()
    arguments = ["--out", str(tmp_path / "run"), "--shared", str(tiny_data), "--truth", str(truth)]
    assert main(["train", network, *(arguments[:4] if network == "retrieval" else arguments)]) == 130
    assert asked
