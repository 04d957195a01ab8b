"""What the engine says about itself, for a bug report and for the "Test Engine" button."""

from __future__ import annotations

import importlib.metadata
import os
import platform
import sys
from typing import Any

from ..errors import OptoSARError
from .warm import Choices

#: Distributions whose versions matter.
DISTRIBUTIONS = (
    "torch",
    "numpy",
    "scipy",
    "faiss-cpu",
    "safetensors",
    "opencv-python-headless",
    "rasterio",
    "pyogrio",
    "shapely",
    "typer",
    "rich",
    "pooch",
)


def diagnostics(choices: Choices) -> dict[str, Any]:
    """Versions, device and weights. What cannot be found out is named with the reason instead.

    Returns:
        ``python``, ``executable``, ``platform``, ``versions`` (None for what is not installed), ``device`` with
        ``choice``, ``label``, ``error`` and ``threads``, ``gpus``, ``weights`` by role with ``name``, ``sha256``,
        ``path``, ``metadata`` and ``error``; and ``text``, the same to be read by people.
    """
    facts: dict[str, Any] = {
        "python": platform.python_version(),
        "executable": sys.executable,
        "platform": platform.platform(),
        "cpus": os.cpu_count(),
        "versions": {name: _version(name) for name in DISTRIBUTIONS},
        "gdal": _gdal(),
        "device": _device(choices.device),
        "gpus": _gpus(),
        "weights": {"encoder": _weights(choices.encoder), "matcher": _weights(choices.matcher)},
    }
    return {**facts, "text": _text(facts)}


def _text(facts: dict[str, Any]) -> str:
    """The facts as lines for a bug report."""
    device, gpus = facts["device"], facts["gpus"]
    versions = ", ".join(f"{name} {found or 'missing'}" for name, found in facts["versions"].items())
    lines = [
        f"Python {facts['python']} ({facts['executable']})",
        f"Platform {facts['platform']}, {facts['cpus']} processors",
        f"Versions {versions}, GDAL {facts['gdal'] or 'missing'}",
        f"Device {device['label'] or device['error']} (choice {device['choice']}), GPUs {', '.join(gpus) or 'none'}",
    ]
    for role, found in facts["weights"].items():
        lines.append(f"Weights of the {role}: {found['name']} {found['sha256'] or found['error']}")
    return "\n".join(lines)


def _version(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def _gdal() -> str | None:
    try:
        import rasterio
    except ImportError:
        return None
    return str(rasterio.__gdal_version__)


def _device(choice: str) -> dict[str, Any]:
    try:
        import torch

        from ..device import resolve_device

        return {
            "choice": choice,
            "label": resolve_device(choice).label,
            "error": None,
            "threads": torch.get_num_threads(),
        }
    except (OptoSARError, ImportError) as error:
        return {"choice": choice, "label": None, "error": str(error), "threads": None}


def _gpus() -> list[str]:
    try:
        import torch
    except ImportError:
        return []
    return [torch.cuda.get_device_name(i) for i in range(torch.cuda.device_count())]


def _weights(name: str) -> dict[str, Any]:
    try:
        from ..weights import load_weights

        loaded = load_weights(name)
    except (OptoSARError, ImportError) as error:
        return {"name": name, "sha256": None, "path": None, "metadata": {}, "error": str(error)}
    return {
        "name": name,
        "sha256": loaded.sha256,
        "path": str(loaded.path),
        "metadata": loaded.metadata,
        "error": None,
    }
