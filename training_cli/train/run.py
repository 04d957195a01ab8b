"""One training run: data, trainer, checkpoints that resume exactly, and weights at the end."""

from __future__ import annotations

import logging
import os
import time
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import lightning
import numpy as np
import torch
from lightning.pytorch.callbacks import Callback, RichProgressBar
from lightning.pytorch.loggers import TensorBoardLogger
from torch import Tensor
from torch.utils.data import DataLoader, Dataset, Sampler

from ...models.device import cpu_has_bf16
from ...models.errors import InputError
from ...models.progress import Cancelled, Progress
from .saving import Saving, finish, newest


@dataclass(frozen=True)
class Hardware:
    """Where a run is trained, and in which precision; the values are those of Lightning's trainer.

    Attributes:
        accelerator: ``"auto"``, ``"cpu"``, ``"gpu"``.
        devices: processes of a node, one per GPU; 0 takes all GPUs, or one process on the CPU. More than one process
            trains by DDP (gloo on the CPU, NCCL on GPUs), each on batches of its own.
        nodes: machines.
        precision: ``"auto"`` (bf16 where the machine has it), ``"fp32"``, ``"bf16"`` or ``"fp16"``; the latter two are
            mixed precision.
    """

    accelerator: str = "auto"
    devices: int = 0
    nodes: int = 1
    precision: str = "auto"

    def trainer_precision(self) -> Any:
        """The precision as Lightning names it.

        Raises:
            InputError: there is no such precision.
        """
        known = {"fp32": "32-true", "bf16": "bf16-mixed", "fp16": "16-mixed"}
        if self.precision == "auto":
            return known["bf16" if torch.cuda.is_available() or cpu_has_bf16() else "fp32"]
        if self.precision not in known:
            raise InputError(f"Unknown precision “{self.precision}”.", "Use auto, fp32, bf16 or fp16.")
        return known[self.precision]


def first_process() -> bool:
    """Whether this is the process of a distributed run that writes files and speaks to people."""
    return all(os.environ.get(name, "0") == "0" for name in ("LOCAL_RANK", "NODE_RANK", "RANK"))


class _FromStep(Sampler[int]):
    """Batch numbers from the step the trainer stands at: a resumed run goes on with the batch it had not seen.

    With W processes, step s takes the batches s * W to s * W + W - 1, one each.
    """

    def __init__(self, module: lightning.LightningDataModule, steps: int) -> None:
        self.module, self.steps = module, steps

    def __iter__(self) -> Iterator[int]:
        trainer = self.module.trainer
        if trainer is None:
            return iter(range(self.steps))
        processes = trainer.world_size
        return iter(
            range(trainer.global_step * processes + trainer.global_rank, self.steps * processes, processes)
        )

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


class Report(Callback):
    """Tells how far the run is, how fast it goes and how long it still takes; who is told may cancel the run.

    Args:
        progress: told of every step.
        title: of what is trained.
        saving: saves the step after which the run is cancelled.
    """

    def __init__(self, progress: Progress, title: str, saving: Saving) -> None:
        self.progress, self.title, self.saving = progress, title, saving
        self.started, self.first = 0.0, 0

    def on_train_start(self, trainer: lightning.Trainer, pl_module: lightning.LightningModule) -> None:
        """Rates count from here, also in a resumed run."""
        self.started, self.first = time.monotonic(), trainer.global_step

    def on_train_batch_end(
        self,
        trainer: lightning.Trainer,
        pl_module: lightning.LightningModule,
        outputs: Any,
        batch: Any,
        batch_idx: int,
    ) -> None:
        """Report one step.

        Raises:
            Cancelled: by the progress of any process, in all of them after the same step, which is saved.
        """
        done, steps = trainer.global_step, trainer.max_steps
        rate = (done - self.first) / max(time.monotonic() - self.started, 1e-9)
        left = int((steps - done) / rate) if rate > 0 else 0
        text = (
            f"{self.title}: step {done} of {steps}, {rate:.2f} steps/s, "
            f"{left // 3600}:{left // 60 % 60:02d}:{left % 60:02d} left, loss {float(outputs['loss']):.4f}"
        )
        asked = False
        try:
            self.progress(done / steps, text)
        except Cancelled:
            asked = True
        # One process is asked, all stop: a step that some do not take lets the others wait for ever.
        if trainer.strategy.reduce_boolean_decision(asked, all=False):
            # Within the next step BatchNorm already follows its batch: only here the run stands between two.
            self.saving.now(trainer)
            raise Cancelled


@contextmanager
def _calm() -> Iterator[None]:
    """Keep back what Lightning tells at every start, and warnings about what is on purpose here."""
    logger = logging.getLogger("lightning.pytorch")
    level = logger.level
    if not logging.getLogger().isEnabledFor(logging.INFO):
        logger.setLevel(logging.WARNING)
    with warnings.catch_warnings():
        for text in (
            "You're resuming from a checkpoint that ended before the epoch ended",
            ".*does not have many workers",
            # Of checkpoints that earlier versions wrote.
            "Be aware that when using .ckpt_path., callbacks used to create the checkpoint",
            ".*isinstance.treespec, LeafSpec",
        ):
            warnings.filterwarnings("ignore", message=text)
        try:
            yield
        finally:
            logger.setLevel(level)


def imagenet_weights(path: Path) -> dict[str, Tensor]:
    """VGG16 convolutions from an ``.npz`` with Caffe names (``conv1_1.weight`` …).

    Raises:
        InputError: there is no such file, or it holds something else.
    """
    if not path.is_file():
        raise InputError(f"The ImageNet weights {path} do not exist.", "Name the file with --imagenet.")
    try:
        # numpy gives a bare array where the file holds one, which has no names and is no context.
        with np.load(path, allow_pickle=False) as archive:
            found = {name: torch.from_numpy(archive[name]) for name in archive.files}
    except (OSError, EOFError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise InputError(
            f"{path} does not hold the convolutions of VGG16.", "Name an .npz with conv1_1.weight and so on."
        ) from error
    if "conv1_1.weight" not in found:
        raise InputError(
            f"{path} does not hold the convolutions of VGG16.", "Name an .npz with conv1_1.weight and so on."
        )
    return found


class SeededSteps(Callback):
    """What a step draws at random depends on the seed and the step alone: a resumed run draws what it would have."""

    def on_train_batch_start(
        self, trainer: lightning.Trainer, module: lightning.LightningModule, batch: Any, batch_idx: int
    ) -> None:
        """Seed torch for the step, differently in each process."""
        seed = int(os.environ.get("PL_GLOBAL_SEED", "0"))
        mixed = np.random.SeedSequence([seed, trainer.global_step, trainer.global_rank])
        torch.manual_seed(int(mixed.generate_state(1)[0]))


def fit(
    module: lightning.LightningModule,
    stream: Dataset[dict[str, Tensor]],
    out: Path,
    steps: int,
    *,
    every: int = 100,
    workers: int = 1,
    quiet: bool = False,
    hardware: Hardware = Hardware(),
    clip: float | None = 1.0,
    progress: Progress | None = None,
    title: str = "Training",
    callbacks: Sequence[Callback] = (),
) -> Path:
    """Train, going on from the newest checkpoint in ``out``, which may be the last one of a shorter run.

    Args:
        module: what to train.
        stream: item i is batch i.
        out: folder of checkpoints and TensorBoard logs.
        steps: length of the run; a run that has reached it is not trained further.
        every: steps between two checkpoints.
        workers: see :class:`StreamModule`.
        quiet: no progress bar.
        hardware: where to train.
        clip: largest norm of the gradient; None leaves it as it is.
        progress: told of every step in place of the progress bar; of several processes all are given one, or none.
        title: of what is trained, for ``progress``.
        callbacks: more callbacks; their state is part of the checkpoints.

    Returns:
        The final checkpoint; those of the run under way are removed.

    Raises:
        Cancelled: by ``progress``; the step reached is saved. After any other end the run goes on from the last
            checkpoint.
    """
    out.mkdir(parents=True, exist_ok=True)
    saving = Saving(out, every)
    hooks: list[Any] = [*callbacks, SeededSteps(), saving]
    bar = progress is None and not quiet
    if progress is not None:
        hooks.append(Report(progress, title, saving))
    elif bar:
        hooks.append(RichProgressBar())
    with _calm():
        trainer = lightning.Trainer(
            max_steps=steps,
            accelerator=hardware.accelerator,
            devices=hardware.devices or "auto",
            num_nodes=hardware.nodes,
            precision=hardware.trainer_precision(),
            logger=TensorBoardLogger(str(out), name="log", version=""),
            callbacks=hooks,
            gradient_clip_val=clip,
            enable_progress_bar=bar,
            enable_model_summary=False,
            enable_checkpointing=False,
            log_every_n_steps=min(10, steps),
            use_distributed_sampler=False,
        )
        reached = newest(out)
        trainer.fit(
            module,
            StreamModule(stream, steps, workers),
            ckpt_path=str(reached) if reached else None,
            weights_only=True,
        )
        return finish(trainer, out)
