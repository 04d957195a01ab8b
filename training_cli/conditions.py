"""Under which conditions a figure was measured: machine, versions, load."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
from pathlib import Path
from typing import Any

from .. import __version__
from ..models.engine.report import diagnostics
from ..models.engine.warm import Choices
from ..models.errors import OptoSARError


def conditions(device: str = "auto", **weights: str) -> dict[str, Any]:
    """Machine, versions, weights and load average, for the head of every saved result.

    Args:
        device: that was asked for.
        weights: registered name or path of the weights of every network that took part, by its role.

    Returns:
        ``optosar``, ``processor``, ``cpus``, ``memory_gib``, ``load_average``, ``python``, ``platform``, ``versions``,
        ``device``, and ``weights`` with ``name`` and ``sha256`` (None where the file is gone) by role, as plain
        values.
    """
    facts = diagnostics(Choices(device=device))
    kept = ("cpus", "python", "platform", "versions", "gdal", "device", "gpus")
    return {
        "optosar": __version__,
        "processor": _processor(),
        "memory_gib": _memory(),
        "load_average": _load(),
        **{name: facts[name] for name in kept},
        "weights": {role: _weights(name) for role, name in weights.items()},
    }


def _weights(name: str) -> dict[str, str | None]:
    # Reading weights loads torch, which the help of a command does not need.
    from ..models.weights import load_weights

    file = Path(name)
    # A result that took hours is saved even where its weights have gone meanwhile.
    with contextlib.suppress(OptoSARError, OSError):
        if file.suffix:
            return {"name": file.stem, "sha256": hashlib.sha256(file.read_bytes()).hexdigest()}
        return {"name": name, "sha256": load_weights(name).sha256}
    return {"name": file.stem, "sha256": None}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.processor()


def _memory() -> float | None:
    try:
        return round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30, 1)
    except (AttributeError, ValueError, OSError):
        return None


def _load() -> list[float] | None:
    return [round(value, 2) for value in os.getloadavg()] if hasattr(os, "getloadavg") else None
