"""The real QGIS under a virtual display."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from optosar.training_cli.sample import choose_scenes, write_sample

_NEEDED = ("qgis", "xvfb-run", "import")


@dataclass(frozen=True)
class Session:
    """A finished session of QGIS.

    Attributes:
        code: exit code.
        output: what was printed.
    """

    code: int
    output: str


@pytest.fixture(scope="session")
def desktop() -> None:
    """Skip where there is no QGIS desktop or no virtual display."""
    missing = [program for program in _NEEDED if shutil.which(program) is None]
    if missing:
        pytest.skip(f"the desktop cannot be driven: {', '.join(missing)} not found (make setup installs it)")


@pytest.fixture(scope="session")
def small_sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small simulated sample, as ``optosar sample`` writes it."""
    folder = tmp_path_factory.mktemp("desktop") / "sample"
    write_sample(folder, choose_scenes("simulated", size=700, seed=7))
    return folder


def environment(**changes: str) -> dict[str, str]:
    """The environment of a program outside of the test process; ours is set up for offscreen Qt."""
    kept = {key: value for key, value in os.environ.items() if key not in {"QT_QPA_PLATFORM", "PYTHONPATH"}}
    return {**kept, **changes}


def run(command: list[str], seconds: float, **changes: str) -> Session:
    """Run a program to its end."""
    done = subprocess.run(
        command,
        env=environment(**changes),
        timeout=seconds,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return Session(done.returncode, done.stdout)
