"""Checkpoints of a run: written between two steps, in one piece, and the newest is what the run goes on from."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import lightning
from lightning.pytorch.callbacks import Callback

from ...models.errors import InputError
from .checkpoint import step_of

#: Where a run under way stands, and what it ends with.
LAST, FINAL = "last.ckpt", "final.ckpt"
# Names that Lightning gives to checkpoints of runs under way; folders of earlier versions hold them.
_UNDER_WAY = ("last*.ckpt", "step*.ckpt")


def newest(out: Path) -> Path | None:
    """The checkpoint of a folder with the most steps, whatever it is called; None where there is none.

    A damaged one is passed over while another can be read.

    Raises:
        InputError: none can be read.
    """
    found = [path for pattern in (FINAL, *_UNDER_WAY) for path in sorted(out.glob(pattern))]
    best = max(found, key=_step_or_none, default=None)
    if best is not None:
        step_of(best)
    return best


def _step_or_none(path: Path) -> int:
    try:
        return step_of(path)
    except InputError:
        return -1


def save(trainer: lightning.Trainer, path: Path) -> None:
    """Write a checkpoint beside and rename it into place; to be called by all processes of a run."""
    part = path.with_name(path.name + ".part")
    trainer.save_checkpoint(part)
    if trainer.is_global_zero:
        part.replace(path)


def finish(trainer: lightning.Trainer, out: Path) -> Path:
    """Write the final checkpoint, which takes the place of all others; to be called by all processes of a run."""
    save(trainer, out / FINAL)
    if trainer.is_global_zero:
        for pattern in _UNDER_WAY:
            for path in out.glob(pattern):
                path.unlink()
    trainer.strategy.barrier()
    return out / FINAL


class Saving(Callback):
    """Saves every so many steps; it comes after the callbacks whose state is to be saved.

    Args:
        out: folder to write :data:`LAST` into.
        every: steps between two checkpoints.
    """

    def __init__(self, out: Path, every: int) -> None:
        self.out, self.every = out, every
        self.saved = -1

    def on_train_batch_end(
        self,
        trainer: lightning.Trainer,
        pl_module: lightning.LightningModule,
        outputs: Any,
        batch: Any,
        batch_idx: int,
    ) -> None:
        """Save if it is time."""
        if trainer.global_step % self.every == 0:
            self.now(trainer)

    def now(self, trainer: lightning.Trainer) -> None:
        """Save the step reached, unless it has been; only right between two steps."""
        if self.saved != trainer.global_step:
            save(trainer, self.out / LAST)
            self.saved = trainer.global_step
