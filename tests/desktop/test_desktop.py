"""The main job in the real QGIS, driven by mouse and keyboard, and the plugin installed from its zip."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import cv2
import pytest

from .conftest import run

pytestmark = [pytest.mark.desktop, pytest.mark.slow, pytest.mark.timeout(1500)]


def test_the_main_job_end_to_end(desktop: None, repository: Path, small_sample: Path, tmp_path: Path) -> None:
    """Look, index, click, verify, edit, match the misaligned copy, export, compare: ``make run`` without a display."""
    out = tmp_path / "demo"
    session = run(
        [str(repository / "scripts" / "run_demo.sh")],
        1200,
        OPTOSAR_DEMO_HEADLESS="1",
        OPTOSAR_DEMO_SAMPLE=str(small_sample),
        OPTOSAR_DEMO_OUT=str(out),
        OPTOSAR_DEMO_TIMEOUT="1000",
        OPTOSAR_ENGINE_PYTHON=sys.executable,
    )
    assert session.code == 0, session.output[-6000:]
    summary = json.loads((out / "summary.json").read_text())
    assert summary["ok"]
    assert summary["search"]["verdict"] == "Accepted"
    assert summary["search"]["best_scene"] == "sar.tif"
    assert summary["search"]["located_off_px"] <= 5
    assert summary["overlap"]["off_truth_px"] <= 5
    assert summary["export"]["correlation_with_true_sar_after"] > 0.8
    # The window answers while the engine works.
    assert summary["longest_unresponsive_s"] < 5

    pictures = sorted(out.glob("*.png"))
    assert len(pictures) == 8
    for picture in pictures:
        image = cv2.imread(str(picture))
        assert image.shape[:2] == (1000, 1600)
        assert image.std() > 20


def test_the_plugin_installs_from_its_zip(desktop: None, repository: Path, tmp_path: Path) -> None:
    """Into a fresh profile, by the installer of QGIS; then it loads, offers its algorithms, and unloads cleanly."""
    archive, profile, out = tmp_path / "optosar.zip", tmp_path / "profile", tmp_path / "out"
    script = repository / "scripts" / "package.py"
    assert run([sys.executable, str(script), "--zip", str(archive)], 120).code == 0
    with zipfile.ZipFile(archive) as file:
        assert file.testzip() is None
    out.mkdir()
    runtime = tmp_path / "runtime"
    runtime.mkdir(mode=0o700)
    session = run(
        [
            *("xvfb-run", "-a", "-s", "-screen 0 1280x900x24"),
            *("bash", str(repository / "scripts" / "demo" / "watched.sh"), str(out), "240"),
            *(
                "qgis",
                "--nologo",
                "--noversioncheck",
                "--profiles-path",
                str(profile),
                "--profile",
                "default",
            ),
            *("--code", str(Path(__file__).with_name("install_zip.py"))),
        ],
        300,
        XDG_RUNTIME_DIR=str(runtime),
        OPTOSAR_TEST_ZIP=str(archive),
        OPTOSAR_TEST_OUT=str(out),
        OPTOSAR_ENGINE_PYTHON=sys.executable,
    )
    log = (out / "qgis.log").read_text()
    assert (out / "result.json").is_file(), session.output + log
    result = json.loads((out / "result.json").read_text())
    assert result.get("failure") is None, result["failure"]
    assert result["installed_in"].startswith(str(profile))
    assert result["panel"]
    assert result["algorithms"] >= 4
    assert result["left_behind"] == []
