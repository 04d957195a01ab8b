"""Devices: chosen at run time, never replaced silently, and patient when memory runs out."""

from __future__ import annotations

import pytest
import torch

from optosar.models.device import resolve_device, run_in_batches
from optosar.models.errors import DeviceError


def test_the_label_names_device_and_precision() -> None:
    assert resolve_device("cpu fp32").label == "cpu fp32"
    assert resolve_device("cpu").label in ("cpu bf16", "cpu fp32")


@pytest.mark.skipif(torch.cuda.is_available(), reason="needs a machine without a GPU")
def test_a_gpu_asked_for_by_name_is_not_replaced_by_the_cpu() -> None:
    with pytest.raises(DeviceError, match="CUDA"):
        resolve_device("cuda")
    assert resolve_device("auto").name == "cpu"


def test_an_unknown_device_is_refused() -> None:
    with pytest.raises(DeviceError):
        resolve_device("abacus")


def test_running_out_of_memory_halves_the_batch_and_says_so() -> None:
    done: list[int] = []
    said: list[int] = []

    def run(start: int, stop: int) -> None:
        if stop - start > 3:
            raise MemoryError
        done.extend(range(start, stop))

    assert run_in_batches(run, 10, 8, said.append) == 2
    assert done == list(range(10))
    assert said == [4, 2]


def test_a_single_item_that_does_not_fit_is_an_error() -> None:
    def run(start: int, stop: int) -> None:
        raise MemoryError

    with pytest.raises(DeviceError, match="single"):
        run_in_batches(run, 2, 2)


def test_other_errors_are_not_taken_for_lack_of_memory() -> None:
    def run(start: int, stop: int) -> None:
        raise ValueError("a defect")

    with pytest.raises(ValueError, match="a defect"):
        run_in_batches(run, 2, 2)
