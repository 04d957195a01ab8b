"""What is no checkpoint is named as such, whatever it holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from optosar.models.errors import InputError
from optosar.training_cli.train.checkpoint import is_slim, read_checkpoint, slim, step_of

STRAY = (torch.zeros(3), [1, 2], 5, {"weights": torch.zeros(3)})
ENTRIES = (
    {"hyper_parameters": 3, "state_dict": {}, "global_step": "first"},
    {"hyper_parameters": "words", "state_dict": {}, "global_step": None},
)


def named(path: Path, *readers: Callable[[Path], object]) -> None:
    for reader in readers:
        with pytest.raises(InputError, match="is not a training checkpoint"):
            reader(path)


@pytest.mark.parametrize("content", [b"", b"hello world", b"PK", b"\x80\x02}", b"\x80\x02X\x01"])
def test_a_file_that_torch_cannot_read_is_named(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "stray.ckpt"
    path.write_bytes(content)
    named(path, read_checkpoint, step_of, is_slim, slim)
    assert path.read_bytes() == content


@pytest.mark.parametrize("content", STRAY)
def test_tensors_and_values_that_are_no_checkpoint_are_named(tmp_path: Path, content: object) -> None:
    path = tmp_path / "stray.ckpt"
    torch.save(content, path)
    named(path, read_checkpoint, step_of, is_slim)


@pytest.mark.parametrize("content", ENTRIES)
def test_entries_that_mean_nothing_are_named(tmp_path: Path, content: object) -> None:
    path = tmp_path / "stray.ckpt"
    torch.save(content, path)
    named(path, read_checkpoint, step_of)


def test_a_damaged_checkpoint_is_named(tmp_path: Path) -> None:
    whole = tmp_path / "whole.ckpt"
    torch.save({"hyper_parameters": {}, "state_dict": {"w": torch.zeros(100)}, "global_step": 7}, whole)
    assert step_of(whole) == 7
    content = whole.read_bytes()
    for kept in (1, 40, len(content) // 2, len(content) - 1):
        part = tmp_path / f"{kept}.ckpt"
        part.write_bytes(content[:kept])
        named(part, read_checkpoint, step_of)
