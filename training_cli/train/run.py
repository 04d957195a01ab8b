"""One training run: data, trainer, checkpoints that resume exactly, and weights at the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lightning
import numpy as np
import torch
from lightning.pytorch.callbacks import ModelCheckpoint, RichProgressBar
from lightning.pytorch.loggers import TensorBoardLogger
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from ...models.device import cpu_has_bf16
from ...models.errors import InputError


class _FromStep(Sampler[int]):
    """Batch numbers from the step the trainer stands at: a resumed run goes on with the batch it had not seen."""

    def __init__(self, module: lightning.LightningDataModule, steps: int) -> None:
        self.module, self.steps = module, steps

    def __iter__(self) -> Iterator[int]:
        start = self.module.trainer.global_step if self.module.trainer is not None else 0
        return iter(range(start, self.steps))

    def __len__(self) -> int:
        return self.steps


class StreamModule(lightning.LightningDataModule):
    """Feeds a seeded stream whose item i is batch i.

    Args:
        stream: the stream.
        steps: batches in all.
        workers: processes that prepare batches; 0 prepares them in the training process.
    """

    def __init__(self, stream: Dataset[dict[str, Tensor]], steps: int, workers: int = 1) -> None:
        super().__init__()
        self.stream, self.steps, self.workers = stream, steps, workers

    def train_dataloader(self) -> DataLoader[dict[str, Tensor]]:
        """Batches from the present step on."""
        return DataLoader(
            self.stream,
            batch_size=None,
            sampler=_FromStep(self, self.steps),
            num_workers=self.workers,
            prefetch_factor=2 if self.workers else None,
        )


def imagenet_weights(path: Path) -> dict[str, Tensor]:
    """VGG16 convolutions from an ``.npz`` with Caffe names (``conv1_1.weight`` …).

    Raises:
        InputError: there is no such file.
    """
    if not path.is_file():
        raise InputError(f"The ImageNet weights {path} do not exist.", "Name the file with --imagenet.")
    with np.load(path, allow_pickle=False) as archive:
        return {name: torch.from_numpy(archive[name]) for name in archive.files}


def fit(
    module: lightning.LightningModule,
    stream: Dataset[dict[str, Tensor]],
    out: Path,
    steps: int,
    *,
    every: int = 100,
    workers: int = 1,
    quiet: bool = False,
) -> Path:
    """Train, going on from ``out/last.ckpt`` where there is one.

    Args:
        module: what to train.
        stream: item i is batch i.
        out: folder of checkpoints and TensorBoard logs.
        steps: length of the run; a run that has reached it is not trained further.
        every: steps between two checkpoints.
        workers: see :class:`StreamModule`.
        quiet: no progress bar.

    Returns:
        The last checkpoint.
    """
    out.mkdir(parents=True, exist_ok=True)
    callbacks: list[Any] = [
        ModelCheckpoint(
            dirpath=out,
            filename="step{step}",
            save_last=True,
            every_n_train_steps=every,
            save_on_exception=True,
        )
    ]
    if not quiet:
        callbacks.append(RichProgressBar())
    low_precision = torch.cuda.is_available() or cpu_has_bf16()
    trainer = lightning.Trainer(
        max_steps=steps,
        accelerator="auto",
        precision="bf16-mixed" if low_precision else "32-true",
        logger=TensorBoardLogger(str(out), name="log", version=""),
        callbacks=callbacks,
        gradient_clip_val=1.0,
        enable_progress_bar=not quiet,
        enable_model_summary=False,
        log_every_n_steps=10,
    )
    last = out / "last.ckpt"
    trainer.fit(module, StreamModule(stream, steps, workers), ckpt_path=str(last) if last.is_file() else None)
    part = out / "final.ckpt.part"
    trainer.save_checkpoint(part)
    part.replace(out / "final.ckpt")
    return out / "final.ckpt"
