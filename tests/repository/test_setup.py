"""Set-up scripts: well-formed, quick the second time, and clear where they do not apply."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest


@pytest.mark.parametrize("script", ["scripts/setup.sh", "scripts/run_demo.sh", ".ci/run"])
def test_shell_scripts_parse_and_are_executable(repository: Path, script: str) -> None:
    subprocess.run(["bash", "-n", str(repository / script)], check=True)
    assert os.access(repository / script, os.X_OK)


def test_every_pin_is_exact(repository: Path) -> None:
    lines = (repository / "requirements" / "constraints.txt").read_text().splitlines()
    pins = [line for line in lines if line and not line.startswith("#")]
    loose = [pin for pin in pins if "==" not in pin.split(";")[0]]
    assert [pin.split(">")[0] for pin in loose] == [
        "numpy"
    ]  # the range for Pythons that numpy 1.26 never met


def test_every_pip_call_is_constrained(repository: Path) -> None:
    script = (repository / "scripts" / "setup.sh").read_text()
    calls = [line for line in script.splitlines() if re.search(r"pip install", line)]
    assert calls
    assert all("-c requirements/constraints.txt" in line for line in calls)


def test_continuous_integration_runs_make_test(repository: Path) -> None:
    assert (repository / ".ci" / "run").read_text().rstrip().endswith("make test")


@pytest.mark.skipif(
    not Path("/usr/bin/qgis").exists(), reason="the environment was not made by scripts/setup.sh"
)
def test_setup_is_idle_when_nothing_changed(repository: Path) -> None:
    if not (repository / ".venv" / ".optosar-setup").exists():
        pytest.skip("the environment was not made by scripts/setup.sh")
    done = subprocess.run(
        [str(repository / "scripts" / "setup.sh")], check=True, capture_output=True, timeout=120
    )
    again = subprocess.run(
        [str(repository / "scripts" / "setup.sh")], check=True, capture_output=True, timeout=5
    )
    assert done.returncode == again.returncode == 0
    assert again.stdout == b""


def test_the_running_interpreter_sees_the_package_under_its_name(repository: Path) -> None:
    import optosar

    assert Path(optosar.__file__).resolve().parent == repository.resolve()
    assert sys.modules["optosar"] is optosar
