"""A run that is interrupted goes on exactly where it stood: same batches, same weights at the end."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import lightning
import pytest
import torch
from torch import Tensor
from torch.utils.data import Dataset

from optosar.models.errors import Cancelled, InputError
from optosar.training_cli.train.claim import claim
from optosar.training_cli.train.run import fit


class Numbers(Dataset[dict[str, Tensor]]):
    """Batch i holds numbers that follow from i; reading batch ``fails_at`` fails once, as a power cut would."""

    def __init__(self, fails_at: int | None = None) -> None:
        self.fails_at = fails_at
        self.seen: list[int] = []

    def __getitem__(self, index: int) -> dict[str, Tensor]:
        if index == self.fails_at:
            self.fails_at = None
            raise KeyboardInterrupt
        self.seen.append(index)
        generator = torch.Generator().manual_seed(index)
        return {"x": torch.randn(8, 4, generator=generator)}


class Regression(lightning.LightningModule):
    """A model small enough to train in a test, with layers, an optimiser and a schedule that have state."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.norm = torch.nn.BatchNorm1d(4)
        self.layer = torch.nn.Linear(4, 1)
        self.stops_at: int | None = None

    def training_step(self, batch: dict[str, Tensor], batch_idx: int) -> Tensor:
        # What is drawn within a step must come again as well.
        drawn = batch["x"][torch.randperm(len(batch["x"]))[:5]]
        error = self.layer(self.norm(drawn)) - drawn.sum(1, keepdim=True)
        if self.global_step == self.stops_at:
            raise KeyboardInterrupt
        return error.square().mean()

    def configure_optimizers(self):
        optimizer = torch.optim.Adam(self.parameters(), lr=0.05)
        schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, 0.9)
        return {"optimizer": optimizer, "lr_scheduler": {"scheduler": schedule, "interval": "step"}}


def test_two_interruptions_leave_no_trace(tmp_path: Path) -> None:
    straight = Regression()
    fit(straight, Numbers(), tmp_path / "straight", 12, every=3, workers=0, quiet=True)

    folder = tmp_path / "interrupted"
    for fails_at in (5, 8):
        with pytest.raises((KeyboardInterrupt, SystemExit)):
            fit(Regression(), Numbers(fails_at), folder, 12, every=3, workers=0, quiet=True)
    resumed, stream = Regression(), Numbers()
    fit(resumed, stream, folder, 12, every=3, workers=0, quiet=True)

    torch.testing.assert_close(resumed.layer.weight, straight.layer.weight, rtol=0, atol=0)
    assert max(stream.seen) == 11
    assert min(stream.seen) > 4


@pytest.mark.parametrize("within", [True, False])
def test_a_stop_within_a_step_or_after_it_leaves_no_trace(tmp_path: Path, within: bool) -> None:
    straight = Regression()
    fit(straight, Numbers(), tmp_path / "straight", 8, workers=0, quiet=True)

    def asked_to_stop(share: float, _text: str = "") -> None:
        if not within and round(share * 8) == 5:
            raise Cancelled

    stopped, folder = Regression(), tmp_path / "stopped"
    stopped.stops_at = 5 if within else None
    with pytest.raises((SystemExit, Cancelled)):
        fit(stopped, Numbers(), folder, 8, every=2, workers=0, progress=asked_to_stop)
    resumed, stream = Regression(), Numbers()
    fit(resumed, stream, folder, 8, workers=0, quiet=True)

    assert stream.seen[0] == (4 if within else 5)
    for name, value in straight.state_dict().items():
        torch.testing.assert_close(resumed.state_dict()[name], value, rtol=0, atol=0)


def train(
    out: Path, fails_at: int | None = None, steps: int = 20, every: int = 4
) -> tuple[Tensor, list[int]]:
    """Weights at the end of a run in a folder, and the batches it took; it may stop before one of them."""
    module, stream = Regression(), Numbers(fails_at)
    with pytest.raises(SystemExit) if fails_at is not None else nullcontext():
        fit(module, stream, out, steps, every=every, workers=0, quiet=True)
    return module.layer.weight.detach(), stream.seen


def test_a_run_goes_on_from_its_newest_step_with_another_distance_of_checkpoints(tmp_path: Path) -> None:
    straight, _ = train(tmp_path / "straight")
    folder = tmp_path / "run"
    train(folder, fails_at=5)
    for fails_at, first in ((11, 4), (15, 9)):
        _, seen = train(folder, fails_at=fails_at, every=3)
        assert seen[0] == first
    resumed, seen = train(folder, every=5)
    assert seen[0] == 15
    torch.testing.assert_close(resumed, straight, rtol=0, atol=0)


def test_a_folder_left_with_several_last_checkpoints_goes_on_from_the_newest(tmp_path: Path) -> None:
    straight, _ = train(tmp_path / "straight")
    folder = tmp_path / "run"
    train(folder, fails_at=13)
    newer = (folder / "last.ckpt").read_bytes()
    (folder / "last.ckpt").unlink()
    train(folder, fails_at=5)
    (folder / "last-v1.ckpt").write_bytes(newer)
    (folder / "step16.ckpt").write_bytes(newer[: len(newer) // 2])
    resumed, seen = train(folder)
    assert seen[0] == 12
    torch.testing.assert_close(resumed, straight, rtol=0, atol=0)
    assert [path.name for path in folder.glob("*.ckpt")] == ["final.ckpt"]


def test_a_folder_whose_checkpoints_are_all_damaged_is_not_trained_anew(tmp_path: Path) -> None:
    (tmp_path / "last.ckpt").write_bytes(b"PK")
    with pytest.raises(InputError, match=r"last\.ckpt is not a training checkpoint"):
        fit(Regression(), Numbers(), tmp_path, 2, workers=0, quiet=True)


@pytest.mark.parametrize("every", [4, 5])
def test_a_finished_run_is_not_trained_further_and_may_grow(tmp_path: Path, every: int) -> None:
    straight, _ = train(tmp_path / "straight")
    folder = tmp_path / "run"
    short, _ = train(folder, steps=10, every=every)
    again, seen = train(folder, steps=10, every=every)
    assert seen == []
    torch.testing.assert_close(again, short, rtol=0, atol=0)
    grown, seen = train(folder, every=every)
    assert seen[0] == 10
    torch.testing.assert_close(grown, straight, rtol=0, atol=0)


def test_a_folder_keeps_one_run(tmp_path: Path) -> None:
    begun = {"command": "structure", "steps": 4, "seed": 0}
    for _ in range(2):
        claim(tmp_path / "run", begun)
    for other in ({**begun, "seed": 1}, {**begun, "steps": 8}):
        with pytest.raises(InputError, match="other settings"):
            claim(tmp_path / "run", other)
    for damaged in ("", "[]", '{"seed":'):
        (tmp_path / "run" / "started.json").write_text(damaged)
        with pytest.raises(InputError, match="damaged"):
            claim(tmp_path / "run", begun)
