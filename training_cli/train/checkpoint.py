"""Reading training checkpoints without trusting them: tensors and plain values only."""

from __future__ import annotations

import pickle  # nosec B403
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from ...models.errors import InputError

# What torch and the reading of entries fail with. Only the name of pickle's error is used: torch reads tensors and
# plain values here, nothing else.
_DAMAGE = (
    OSError,
    EOFError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
    AssertionError,
    struct.error,
    pickle.UnpicklingError,
)


def read_checkpoint(path: Path) -> tuple[dict[str, Any], dict[str, Tensor]]:
    """Hyper-parameters and tensors of a checkpoint written by :func:`~.run.fit`.

    Raises:
        InputError: the file is none.
    """
    with _explained(path):
        stored = _load(path)
        return dict(stored["hyper_parameters"]), dict(stored["state_dict"])


def step_of(path: Path) -> int:
    """How many steps the run of a checkpoint had done; its tensors are not read.

    Raises:
        InputError: the file is no checkpoint.
    """
    with _explained(path):
        return int(_load(path, mmap=True)["global_step"])


def _load(path: Path, mmap: bool = False) -> dict[str, Any]:
    stored = torch.load(path, map_location="cpu", weights_only=True, mmap=mmap)
    if not isinstance(stored, dict):
        raise TypeError("not a dictionary")
    return stored


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Raise an InputError for whatever reading a file fails with that holds something else, or is damaged."""
    try:
        yield
    except _DAMAGE as error:
        raise InputError(
            f"{path} is not a training checkpoint.", "Name a .ckpt file of `optosar train`."
        ) from error


def slim(path: Path) -> None:
    """Leave the optimiser out of a finished checkpoint that nothing is to go on from: that halves its size.

    Raises:
        InputError: the file is none.
    """
    with _explained(path):
        stored = _load(path)
        stored["optimizer_states"] = []
    part = path.with_name(path.name + ".part")
    torch.save(stored, part)
    part.replace(path)


def is_slim(path: Path) -> bool:
    """Whether a checkpoint was made so by :func:`slim`.

    Raises:
        InputError: the file is none.
    """
    with _explained(path):
        return not _load(path)["optimizer_states"]


def part_of(state: dict[str, Tensor], prefix: str) -> dict[str, Tensor]:
    """The tensors below a prefix, named without it."""
    return {key[len(prefix) :]: value for key, value in state.items() if key.startswith(prefix)}
