"""Under which conditions a figure was measured: machine, versions, load."""

from __future__ import annotations

import os
import platform
from pathlib import Path
from typing import Any

from .. import __version__
from ..models.engine.report import diagnostics
from ..models.engine.warm import Choices


def conditions() -> dict[str, Any]:
    """Machine, versions, weights and load average, for the head of every saved result.

    Returns:
        ``optosar``, ``processor``, ``cpus``, ``memory_gib``, ``load_average``, ``python``, ``platform``, ``versions``,
        ``device`` and ``weights`` as plain values.
    """
    facts = diagnostics(Choices())
    kept = ("cpus", "python", "platform", "versions", "gdal", "device", "gpus")
    weights = {role: {"name": w["name"], "sha256": w["sha256"]} for role, w in facts["weights"].items()}
    return {
        "optosar": __version__,
        "processor": _processor(),
        "memory_gib": _memory(),
        "load_average": _load(),
        **{name: facts[name] for name in kept},
        "weights": weights,
    }


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
