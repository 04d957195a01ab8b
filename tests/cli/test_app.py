"""The command line as a whole: help, version, exit codes, Ctrl-C."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import optosar

from .conftest import Run

COMMANDS = ("sample", "index", "search", "match", "coregister", "encode", "features", "train")


def test_version(run: Run) -> None:
    assert run("--version").out == f"optosar {optosar.__version__}\n"


def test_help_names_every_command(run: Run) -> None:
    text = run("--help").out
    for command in COMMANDS:
        assert command in text


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(run: Run, command: str) -> None:
    outcome = run(command, "--help")
    assert outcome.code == 0
    assert "Usage" in outcome.out


def test_an_unknown_option_is_exit_code_2(run: Run) -> None:
    outcome = run("sample", "--colour", "red")
    assert outcome.code == 2
    assert "--colour" in outcome.err


def test_help_does_not_load_torch() -> None:
    script = (
        "import sys; from optosar.training_cli.app import main; "
        "main(['search', '--help']); sys.exit('torch' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=False, env=environment())
    assert done.returncode == 0


def test_threads_sleep_while_they_wait_for_each_other() -> None:
    script = "from optosar.training_cli.app import main; main(['search', '--help']); import torch"
    command = [sys.executable, "-c", script]
    for chosen, policy in (({}, "PASSIVE"), ({"OMP_WAIT_POLICY": "ACTIVE"}, "ACTIVE")):
        asked = {name: value for name, value in environment().items() if name != "OMP_WAIT_POLICY"}
        asked |= {"OMP_DISPLAY_ENV": "TRUE", **chosen}
        done = subprocess.run(command, capture_output=True, check=True, env=asked, text=True)
        assert f"OMP_WAIT_POLICY = '{policy}'" in done.stderr


def environment() -> dict[str, str]:
    """The environment of a child process that finds the package."""
    paths = os.pathsep.join([str(Path(optosar.__file__).parent.parent), *sys.path])
    return {**os.environ, "PYTHONPATH": paths}


def test_sample_prints_what_it_wrote(run: Run, tmp_path: Path) -> None:
    outcome = run("sample", tmp_path / "s", "--source", "simulated", "--size", 320, "--json")
    assert outcome.code == 0
    result = json.loads(outcome.out)
    assert Path(result["project"]).is_file()
    assert "Simulated" in result["origin"]


@pytest.mark.skipif(os.name != "posix", reason="signals to a process group are POSIX")
def test_ctrl_c_cancels_without_litter(tmp_path: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "optosar.training_cli",
        "sample",
        str(tmp_path / "s"),
        "--source",
        "simulated",
    ]
    process = subprocess.Popen(
        [*command, "--size", "2000"], env=environment(), stderr=subprocess.PIPE, text=True, cwd=tmp_path
    )
    time.sleep(3)
    process.send_signal(signal.SIGINT)
    _, complaint = process.communicate(timeout=240)
    assert process.returncode == 130
    assert "Cancelled" in complaint
    assert "Traceback" not in complaint
    assert not list(tmp_path.rglob("*.tif"))
