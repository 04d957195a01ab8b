"""The work from index to co-registered raster by ``qgis_process``, without a window or a project."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

# QGIS 3.22's wrapper script fails on options of its own; later versions have the program only.
PROGRAM = shutil.which("qgis_process.bin") or shutil.which("qgis_process")


@pytest.fixture
def process(tmp_path, repository):
    """Run ``qgis_process`` with a fresh profile in which the plugin is enabled; gives what it printed."""
    if PROGRAM is None:
        pytest.skip("qgis_process is not installed (make setup installs it)")
    plugins = tmp_path / "plugins"
    plugins.mkdir()
    (plugins / "optosar").symlink_to(repository)
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    kept = {key: value for key, value in os.environ.items() if key not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    environment = {
        **kept,
        "QT_QPA_PLATFORM": "offscreen",
        "QGIS_CUSTOM_CONFIG_PATH": str(tmp_path / "profile"),
        "QGIS_PLUGINPATH": str(plugins),
        "XDG_RUNTIME_DIR": str(runtime),
        "OPTOSAR_ENGINE_PYTHON": sys.executable,
    }

    def process(*arguments, fails=False):
        done = subprocess.run(
            [PROGRAM, *arguments], env=environment, capture_output=True, text=True, timeout=120, check=False
        )
        assert (done.returncode != 0) == fails, done.stdout + done.stderr
        return done.stdout + done.stderr if fails else done.stdout

    process("plugins", "enable", "optosar")
    return process


def results(printed):
    """The results that ``--json`` prints."""
    return json.loads(printed[printed.index("{") :])["results"]


def test_from_index_to_co_registered_raster(process, simulated_pair, misaligned, tmp_path):
    index, match, out = tmp_path / "index", tmp_path / "match.json", tmp_path / "out.tif"
    x, y = simulated_pair.centre()
    made = results(
        process(
            "--json",
            "run",
            "optosar:buildindex",
            f"--SCENES={misaligned}",
            "--STRIDE=180",
            f"--INDEX={index}",
        )
    )
    assert made["COUNT"] == 16
    found = results(
        process(
            "--json",
            "run",
            "optosar:searchregion",
            f"--INDEX={index}",
            f"--QUERY={simulated_pair.optical}",
            f"--POINT={x},{y} [EPSG:32632]",
            "--VERIFY=3",
            "--KEYPOINTS_PER_BLOCK=1024",
            f"--CANDIDATES={tmp_path / 'candidates.gpkg'}",
            f"--MATCH={match}",
        )
    )
    assert found["ACCEPTED"]
    assert (tmp_path / "candidates.gpkg").is_file()
    points = process("run", "optosar:exportpoints", f"--MATCH={match}", f"--OUTPUT={tmp_path / 'sar.points'}")
    assert "control points were written" in points
    registered = results(
        process("--json", "run", "optosar:coregister", f"--MATCH={match}", f"--OUTPUT={out}", "--METHOD=0")
    )
    assert registered["OUTPUT"] == str(out)
    assert out.is_file()


def test_a_failure_says_what_to_do_and_ends_with_a_code(process, simulated_pair, tmp_path):
    (tmp_path / "index").mkdir()
    printed = process(
        "run",
        "optosar:searchregion",
        f"--INDEX={tmp_path / 'index'}",
        f"--QUERY={simulated_pair.optical}",
        "--POINT=503000,5397000 [EPSG:32632]",
        f"--CANDIDATES={tmp_path / 'candidates.gpkg'}",
        fails=True,
    )
    assert "Build index" in printed
