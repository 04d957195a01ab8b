"""Running the command line as a person does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from optosar.training_cli.app import main

from .mistakes import STRIDE, write_rasters, write_weights


@dataclass(frozen=True)
class Outcome:
    """What a command did: exit code and the two output streams."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run ``optosar`` with arguments of any type."""

    def call(*arguments: Any) -> Outcome:
        capsys.readouterr()
        code = main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call


@pytest.fixture(scope="session")
def rasters(simulated_pair, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """See :func:`write_rasters`; treat the files as read-only."""
    return write_rasters(tmp_path_factory.mktemp("rasters"), simulated_pair)


@pytest.fixture(scope="session")
def weights(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """See :func:`write_weights`."""
    return write_weights(tmp_path_factory.mktemp("weights"))


@pytest.fixture(scope="session")
def ready(rasters: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of the SAR scene, nine tiles; treat it as read-only."""
    folder = tmp_path_factory.mktemp("ready") / "index"
    assert main(["index", "build", str(folder), str(rasters["sar"]), "--stride", str(STRIDE)]) == 0
    return folder


@pytest.fixture
def at(simulated_pair) -> tuple[str, ...]:
    """Options that name the place in the middle."""
    x, y = simulated_pair.centre()
    return ("--at", f"{x},{y}", "--crs", simulated_pair.crs)
