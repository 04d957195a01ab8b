"""The zip that users install: one folder, small enough, complete, without tests and clutter."""

from __future__ import annotations

import configparser
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

LIMIT = 25_000_000


@pytest.fixture(scope="session")
def plugin_zip(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packaged plugin, made by the same script as ``make package``."""
    out = tmp_path_factory.mktemp("zip") / "optosar.zip"
    script = repository / "scripts" / "package.py"
    subprocess.run([sys.executable, str(script), "--zip", str(out)], check=True, capture_output=True)
    return out


@pytest.fixture(scope="session")
def names(plugin_zip: Path) -> list[str]:
    with zipfile.ZipFile(plugin_zip) as archive:
        return archive.namelist()


def test_one_folder_within_the_size_limit(plugin_zip: Path, names: list[str]) -> None:
    assert plugin_zip.stat().st_size <= LIMIT
    assert {name.split("/")[0] for name in names} == {"optosar"}


def test_nothing_that_does_not_belong(names: list[str]) -> None:
    for name in names:
        parts = name.split("/")
        assert not any(
            part.startswith(".") or part in {"tests", "__pycache__", "scripts"} for part in parts
        ), name
        assert not name.endswith((".pyc", ".so", ".dll", ".pyd", ".npz", ".tif")), name


def test_what_qgis_and_the_engine_need_is_there(names: list[str]) -> None:
    for needed in (
        "__init__.py",
        "metadata.txt",
        "LICENSE",
        "models/engine/__main__.py",
        "models/engine/protocol.py",
        "plugin/main.py",
        "resources/weights/dfcnn.safetensors",
        "resources/weights/dfcnn.md",
        "resources/weights/s2net.safetensors",
        "resources/weights/s2net.md",
        "resources/weights/structure.safetensors",
        "resources/weights/structure.md",
        "resources/defaults/verdict.json",
        "training_cli/app.py",
    ):
        assert f"optosar/{needed}" in names


def test_the_metadata_is_what_the_plugin_site_accepts(plugin_zip: Path, names: list[str]) -> None:
    parser = configparser.ConfigParser(interpolation=None)
    with zipfile.ZipFile(plugin_zip) as archive:
        parser.read_string(archive.read("optosar/metadata.txt").decode("utf-8"))
    general = parser["general"]
    for key in ("name", "description", "version", "author", "email", "about", "tracker", "repository"):
        assert general[key].strip()
    assert "plugin" not in general["name"].lower()
    assert general["qgisMinimumVersion"] == "3.22"
    assert f"optosar/{general['icon']}" in names


def test_the_command_line_runs_from_the_unpacked_zip(plugin_zip: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(plugin_zip) as archive:
        archive.extractall(tmp_path)
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    command = [sys.executable, "-m", "optosar.training_cli", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, cwd=tmp_path)
    assert done.stdout.startswith("optosar ")


def test_two_runs_give_the_same_bytes(repository: Path, plugin_zip: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.zip"
    script = repository / "scripts" / "package.py"
    subprocess.run([sys.executable, str(script), "--zip", str(again)], check=True, capture_output=True)
    assert again.read_bytes() == plugin_zip.read_bytes()
