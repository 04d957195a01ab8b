"""Choice of compute device and precision at run time, and the fallback when memory runs out."""

from __future__ import annotations

import contextlib
import ctypes
import platform
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TypeVar

import torch

from .errors import DeviceError

Result = TypeVar("Result")


@dataclass(frozen=True)
class Device:
    """A device and the precision the networks run in there.

    Attributes:
        name: ``"cuda"``, ``"cuda:1"`` or ``"cpu"``.
        torch_device: the torch device.
        dtype: floating-point type of the convolutions; reductions and descriptors stay float32.
        label: what people are shown, e.g. ``"cpu bf16"``.
    """

    name: str
    torch_device: torch.device
    dtype: torch.dtype
    label: str

    @contextlib.contextmanager
    def inference(self) -> Iterator[None]:
        """No gradients, and convolutions in the device's precision."""
        with torch.inference_mode():
            if self.dtype is torch.float32:
                yield
            else:
                with torch.autocast(self.torch_device.type, dtype=self.dtype):
                    yield


@lru_cache(maxsize=1)
def cpu_has_bf16() -> bool:
    """Whether the processor multiplies bfloat16 natively; emulated bf16 is slower than float32."""
    with contextlib.suppress(OSError):
        flags = Path("/proc/cpuinfo").read_text(encoding="ascii", errors="ignore")
        return "avx512_bf16" in flags or "amx_bf16" in flags or " bf16" in flags
    probe = getattr(torch.cpu, "_is_avx512_bf16_supported", None)
    return bool(probe is not None and platform.machine().lower() in ("x86_64", "amd64") and probe())


def resolve_device(choice: str = "auto") -> Device:
    """Turn a choice into a device and precision.

    Args:
        choice: ``"auto"`` (a GPU where there is one), ``"cuda"``, ``"cuda:N"``, ``"cpu"``, or one of these followed by
            ``" fp32"``, ``" bf16"`` or ``" fp16"`` to force the precision.

    Raises:
        DeviceError: a GPU was asked for by name and there is none; never replaced by the CPU silently.
    """
    name, _, wanted = choice.strip().lower().partition(" ")
    if name == "auto":
        name = "cuda" if torch.cuda.is_available() else "cpu"
    if name.startswith("cuda"):
        if not torch.cuda.is_available():
            raise DeviceError(
                "No CUDA device is usable from the engine.",
                "Choose “auto” or “cpu”, or install a CUDA build of torch.",
            )
        torch_device = torch.device(name)
        dtype = torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    elif name == "cpu":
        torch_device = torch.device("cpu")
        dtype = torch.bfloat16 if cpu_has_bf16() else torch.float32
    else:
        raise DeviceError(f"Unknown device “{choice}”.", "Use auto, cpu, cuda or cuda:N.")
    precisions = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
    if wanted:
        if wanted not in precisions:
            raise DeviceError(f"Unknown precision “{wanted}”.", "Use fp32, bf16 or fp16.")
        dtype = precisions[wanted]
    short = next(key for key, value in precisions.items() if value is dtype)
    return Device(name, torch_device, dtype, f"{name} {short}")


def is_out_of_memory(error: BaseException) -> bool:
    """Whether ``error`` says that a device or the machine has no memory left."""
    if isinstance(error, (torch.cuda.OutOfMemoryError, MemoryError)):
        return True
    return isinstance(error, RuntimeError) and "can't allocate memory" in str(error).lower()


def _out_of_memory() -> DeviceError:
    """What is raised when not even the smallest piece of work fits."""
    return DeviceError("Memory ran out on a single tile.", "Close other programs, or choose the CPU.")


@lru_cache(maxsize=1)
def keep_memory() -> bool:
    """Let the C library keep the memory that is freed instead of handing it back, until :func:`release_memory`.

    The maps of a network are large, and memory fetched anew for every one of them has to be cleared by the kernel:
    that takes as long as the convolutions. Does nothing where the library is not glibc.

    Returns:
        Whether it does.
    """
    # Numbers of mallopt(3): M_MMAP_MAX, M_TRIM_THRESHOLD, M_TOP_PAD, M_ARENA_MAX.
    settings = ((-4, 0), (-1, 2**31 - 1), (-2, 2**29), (-8, 1))
    library = _glibc()
    return library is not None and all(library.mallopt(*setting) for setting in settings)


def release_memory() -> None:
    """Hand back to the system what :func:`keep_memory` has kept, once a piece of work is done."""
    library = _glibc()
    if library is not None:
        library.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    with contextlib.suppress(OSError, AttributeError):
        library = ctypes.CDLL(None)
        if library.mallopt and library.malloc_trim:
            return library
    return None


def free_memory(device: Device) -> int:
    """Bytes that are free on the device, or on the machine for the CPU; 2 GiB where nobody can tell."""
    if device.torch_device.type == "cuda":
        return int(torch.cuda.mem_get_info(device.torch_device)[0])
    with contextlib.suppress(OSError, StopIteration):
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
        return 1024 * int(next(line for line in lines if line.startswith("MemAvailable")).split()[1])
    return 2 * 1024**3


def run_in_batches(
    run: Callable[[int, int], None],
    count: int,
    batch_size: int,
    on_shrink: Callable[[int], None] | None = None,
) -> int:
    """Call ``run(start, stop)`` over ``range(count)``, halving the batch whenever memory runs out.

    Args:
        run: does the work of items ``start`` to ``stop``; must be repeatable.
        count: number of items.
        batch_size: first batch size.
        on_shrink: told the new batch size each time it is halved.

    Returns:
        The batch size in use at the end, to start from next time.

    Raises:
        DeviceError: not even a single item fits.
    """
    start = 0
    while start < count:

        def batch(size: int, start: int = start) -> None:
            run(start, min(start + size, count))

        _, batch_size = run_shrinking(batch, batch_size, 1, on_shrink)
        start += batch_size
    return batch_size


def run_shrinking(
    run: Callable[[int], Result], size: int, step: int, on_shrink: Callable[[int], None] | None = None
) -> tuple[Result, int]:
    """Call ``run(size)``, and again with half the size whenever memory runs out.

    Args:
        run: the work; must be repeatable.
        size: what to begin with, a multiple of ``step``.
        step: sizes are multiples of it, and none is smaller.
        on_shrink: told the new size each time it is halved.

    Returns:
        What ``run`` returned, and the size it succeeded with.

    Raises:
        DeviceError: not even the smallest size fits.
    """
    while True:
        try:
            return run(size), size
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            if size <= step:
                raise _out_of_memory() from error
        size = max(size // 2 // step, 1) * step
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        if on_shrink is not None:
            on_shrink(size)
