"""Reading training checkpoints without trusting them: tensors and plain values only."""

from __future__ import annotations

import pickle  # nosec B403
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ...models.errors import InputError


def read_checkpoint(path: Path) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Hyper-parameters and tensors of a checkpoint written by :func:`~.run.fit`.

    Raises:
        InputError: the file is none.
    """
    with _explained(path):
        stored = torch.load(path, map_location="cpu", weights_only=True)
        return dict(stored["hyper_parameters"]), dict(stored["state_dict"])


def step_of(path: Path) -> int:
    """How many steps the run of a checkpoint had done; its tensors are not read.

    Raises:
        InputError: the file is no checkpoint.
    """
    with _explained(path):
        return int(torch.load(path, map_location="cpu", weights_only=True, mmap=True)["global_step"])


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Raise an InputError for whatever reading a file fails with that holds something else, or is damaged."""
    # Only the name of pickle's error is used: torch reads tensors and plain values here, nothing else.
    try:
        yield
    except (OSError, KeyError, RuntimeError, TypeError, pickle.UnpicklingError) as error:
        raise InputError(
            f"{path} is not a training checkpoint.", "Name a .ckpt file of `optosar train`."
        ) from error


def slim(path: Path) -> None:
    """Leave the optimiser out of a finished checkpoint that nothing is to go on from: that halves its size."""
    stored = torch.load(path, map_location="cpu", weights_only=True)
    stored["optimizer_states"] = []
    part = path.with_name(path.name + ".part")
    torch.save(stored, part)
    part.replace(path)


def is_slim(path: Path) -> bool:
    """Whether a checkpoint was made so by :func:`slim`."""
    return not torch.load(path, map_location="cpu", weights_only=True)["optimizer_states"]


def part_of(state: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors below a prefix, named without it."""
    return {key[len(prefix) :]: value for key, value in state.items() if key.startswith(prefix)}
