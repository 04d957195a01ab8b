"""A run that is interrupted goes on exactly where it stood: same batches, same weights at the end."""

from __future__ import annotations

from pathlib import Path

import lightning
import pytest
import torch
from torch import Tensor
from torch.utils.data import Dataset

from optosar.models.errors import InputError
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
    """A model small enough to train in a test, with an optimiser and a schedule that have state."""

    def __init__(self) -> None:
        super().__init__()
        torch.manual_seed(0)
        self.layer = torch.nn.Linear(4, 1)

    def training_step(self, batch: dict[str, Tensor], batch_idx: int) -> Tensor:
        # What is drawn within a step must come again as well.
        drawn = batch["x"][torch.randperm(len(batch["x"]))[:5]]
        return (self.layer(drawn) - drawn.sum(1, keepdim=True)).square().mean()

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


def test_a_folder_keeps_one_run(tmp_path: Path) -> None:
    begun = {"command": "structure", "steps": 4, "seed": 0}
    for _ in range(2):
        claim(tmp_path / "run", begun)
    for other in ({**begun, "seed": 1}, {**begun, "steps": 8}):
        with pytest.raises(InputError, match="other settings"):
            claim(tmp_path / "run", other)
