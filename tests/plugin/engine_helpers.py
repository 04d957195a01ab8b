"""Answers of the engine as they arrive, scenes worth a few seconds of work, and stand-ins for a broken engine."""

from __future__ import annotations

import os
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from osgeo import gdal, osr
from qgis.core import QgsProcessingFeedback

#: Start of every stand-in: it can say hello and send messages.
_PREAMBLE = """
import json, sys, time
def say(**message):
    sys.stdout.write(json.dumps(message) + "\\n")
    sys.stdout.flush()
def hello(protocol=1):
    say(type="hello", protocol=protocol, version="0", python="3", pid=0)
"""


class Asked:
    """One request to the client and what became of it."""

    def __init__(self, client: Any, method: str, /, **params: Any) -> None:
        self.results: list[dict[str, Any]] = []
        self.errors: list[Any] = []
        self.progress: list[tuple[float, str]] = []
        self.number = client.request(
            method,
            params,
            self.results.append,
            self.errors.append,
            lambda fraction, text: self.progress.append((fraction, text)),
        )

    @property
    def answered(self) -> bool:
        return bool(self.results or self.errors)

    @property
    def error(self) -> Any:
        assert not self.results
        (error,) = self.errors
        return error

    @property
    def result(self) -> dict[str, Any]:
        assert not self.errors, [str(error) for error in self.errors]
        (result,) = self.results
        return result


class Feedback(QgsProcessingFeedback):
    """Keeps what it is told, and cancels at a share of the work if asked to."""

    def __init__(self, cancel_at: float = 101.0) -> None:
        super().__init__()
        self.shares: list[float] = []
        self.progressChanged.connect(self._progressed)
        self._cancel_at = cancel_at

    def _progressed(self, share: float) -> None:
        self.shares.append(share)
        if share >= self._cancel_at:
            self.cancel()


def stand_in(folder: Path, body: str) -> str:
    """An "interpreter" that runs ``body`` whatever it is asked to run; ``hello()`` and ``say(...)`` are there."""
    code = folder / "stand_in.py"
    code.write_text(_PREAMBLE + textwrap.dedent(body), encoding="utf-8")
    program = folder / "stand_in"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{code}"\n', encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def write_strip(path: Path, rows: int, cols: int = 2) -> Path:
    """A SAR-like scene of ``rows`` x ``cols`` tiles at the usual stride: speckle over fields, 10 m a pixel."""
    height, width = 227 + 90 * (rows - 1), 227 + 90 * (cols - 1)
    random = np.random.default_rng(3)
    fields = np.kron(random.uniform(20, 120, (height // 40 + 1, width // 40 + 1)), np.ones((40, 40)))
    speckle = random.gamma(3.0, 1 / 3, (height, width))
    data = (fields[:height, :width] * speckle).clip(1, 255).astype(np.uint8)
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), width, height, 1, gdal.GDT_Byte)
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(32611)
    dataset.SetProjection(reference.ExportToWkt())
    dataset.SetGeoTransform((350_000.0, 10.0, 0, 3_780_000.0, 0, -10.0))
    dataset.GetRasterBand(1).WriteArray(data)
    dataset.FlushCache()
    return path


def wait(qtbot: Any, condition: Callable[[], bool], seconds: float = 60) -> None:
    """Let Qt work until a condition holds."""
    qtbot.waitUntil(condition, timeout=int(1000 * seconds))


def gone(pid: int) -> bool:
    """Whether a process has ended."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False
