"""The loss curve of a run, kept in its checkpoints so that an interrupted run shows the same curve."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

import lightning
from lightning.pytorch.callbacks import Callback


class Curve(Callback):
    """Remembers the loss of every n-th step.

    Args:
        every: steps between two points; a point is the mean loss of the steps since the last one, as the first process
            sees it.

    Attributes:
        points: (step, loss).
        seconds: time spent on the steps so far.
    """

    def __init__(self, every: int = 1) -> None:
        self.every = every
        self.points: list[tuple[int, float]] = []
        self.open: list[float] = []
        self.seconds = 0.0
        self._since = time.monotonic()

    def on_train_start(self, trainer: lightning.Trainer, pl_module: lightning.LightningModule) -> None:
        """The time of a resumed run adds to that before the interruption."""
        self._since = time.monotonic()

    def on_train_batch_end(
        self,
        trainer: lightning.Trainer,
        pl_module: lightning.LightningModule,
        outputs: Any,
        batch: Any,
        batch_idx: int,
    ) -> None:
        """Take one step in."""
        now = time.monotonic()
        self.seconds += now - self._since
        self._since = now
        self.open.append(float(outputs["loss"]))
        if trainer.global_step % self.every == 0:
            self.points.append((trainer.global_step, sum(self.open) / len(self.open)))
            self.open = []

    def state_dict(self) -> dict[str, Any]:
        """For the checkpoint."""
        return {
            "points": [list(point) for point in self.points],
            "open": list(self.open),
            "seconds": self.seconds,
        }

    def load_state_dict(self, state_dict: dict[str, Any]) -> None:
        """From the checkpoint."""
        self.points = [(int(step), float(loss)) for step, loss in state_dict["points"]]
        self.open = list(state_dict["open"])
        self.seconds = float(state_dict["seconds"])

    def write(self, path: Path) -> None:
        """Write ``step,loss`` as CSV."""
        part = path.with_name(path.name + ".part")
        rows = "".join(f"{step},{loss!r}\n" for step, loss in self.points)
        part.write_text("step,loss\n" + rows, encoding="utf-8")
        part.replace(path)
