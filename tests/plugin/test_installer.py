"""Installing the engine's environment: for real, from a folder with one small wheel, without a network."""

from __future__ import annotations

import base64
import hashlib
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QEvent

from optosar.plugin.engine import environment
from optosar.plugin.engine.environment import private_environment, python_of
from optosar.plugin.engine.installer import REQUIREMENTS, InstallChoices, Installer
from optosar.plugin.settings import machine

MODULE = "optosar_stand_in"
needs_shell = pytest.mark.skipif(os.name == "nt", reason="the stand-in for Python is a shell script")


def write_wheel(folder: Path, version: str, code: str) -> Path:
    """A wheel of one module."""
    info = f"{MODULE}-{version}.dist-info"
    files = {
        f"{MODULE}.py": code,
        f"{info}/METADATA": f"Metadata-Version: 2.1\nName: {MODULE}\nVersion: {version}\n",
        f"{info}/WHEEL": "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
    }
    record = ""
    for name, content in files.items():
        digest = base64.urlsafe_b64encode(hashlib.sha256(content.encode()).digest()).decode().rstrip("=")
        record += f"{name},sha256={digest},{len(content.encode())}\n"
    path = folder / f"{MODULE}-{version}-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**files, f"{info}/RECORD": record + f"{info}/RECORD,,\n"}.items():
            archive.writestr(name, content)
    return path


class Watched:
    """An installation, and what was said during it."""

    def __init__(self, installer: Installer) -> None:
        self.installer = installer
        self.lines: list[tuple[int, str]] = []
        self.ends: list[tuple[bool, str]] = []
        installer.progressed.connect(lambda step, _steps, text: self.lines.append((step, text)))
        installer.finished.connect(lambda ok, text: self.ends.append((ok, text)))

    def run(self, qtbot, choices: InstallChoices) -> tuple[bool, str]:
        before = len(self.ends)
        self.installer.start(choices)
        qtbot.waitUntil(lambda: len(self.ends) > before, timeout=120_000)
        return self.ends[-1]


@pytest.fixture
def installing(qgis_app):
    installer = Installer()
    yield Watched(installer)
    installer.cancel()


@pytest.fixture
def choices(tmp_path) -> InstallChoices:
    wheels, requirements = tmp_path / "wheels", tmp_path / "requirements.txt"
    wheels.mkdir()
    write_wheel(wheels, "1.0", "__version__ = '1.0'\n")
    requirements.write_text(f"{MODULE}\n", encoding="utf-8")
    return InstallChoices(
        wheels=str(wheels),
        folder=tmp_path / "engine",
        requirements=requirements,
        modules={MODULE: MODULE},
        base=sys.executable,
    )


def version_in(folder: Path | None) -> str:
    assert folder is not None
    code = f"import {MODULE}; print({MODULE}.__version__)"
    return subprocess.check_output([python_of(folder), "-c", code], text=True).strip()


def test_it_installs_fails_harmlessly_and_replaces(qtbot, installing, choices, tmp_path):
    folder = choices.folder
    machine.interpreter = "/nowhere/python3"
    ok, text = installing.run(qtbot, choices)
    assert ok, text
    first = private_environment(folder)
    assert str(first) in text
    assert version_in(first) == "1.0"
    assert {step for step, _ in installing.lines} == {0, 1, 2}
    assert any("Successfully installed" in line for _, line in installing.lines)

    # What was set instead of it would have come first.
    assert machine.interpreter == ""

    # No such package: pip fails, and says why.
    missing = tmp_path / "missing.txt"
    missing.write_text("optosar-package-that-is-not-there\n", encoding="utf-8")
    ok, text = installing.run(qtbot, replace(choices, requirements=missing))
    assert not ok
    assert "nothing was changed" in text
    assert "wheel folder" in text
    assert "optosar-package-that-is-not-there" in text
    assert private_environment(folder) == first
    qtbot.waitUntil(lambda: list(folder.glob("python-*")) == [first], timeout=60_000)

    # A newer wheel, and what an installation left that was killed together with QGIS.
    (folder / "python-left-behind").mkdir()
    write_wheel(Path(choices.wheels), "2.0", "__version__ = '2.0'\n")
    ok, text = installing.run(qtbot, choices)
    assert ok, text
    second = private_environment(folder)
    assert version_in(second) == "2.0"
    left = {second.name, "current.txt"}
    qtbot.waitUntil(lambda: {entry.name for entry in folder.iterdir()} == left, timeout=60_000)


def fake_python(folder: Path, when_run: str = "") -> Path:
    """A Python that notes its arguments; the environment "made" with it is itself.

    Args:
        folder: for the program and its notes, ``calls.txt``.
        when_run: lines of shell that it runs as well.
    """
    log = folder / "calls.txt"
    program = folder / "python"
    program.write_text(
        "#!/bin/sh\n"
        f'echo "$@" >> "{log}"\necho "$PIP_PROXY" >> "{folder}/proxy.txt"\n'
        f"{when_run}\n"
        'if [ "$2" = venv ]; then mkdir -p "$3/bin"; cp "$0" "$3/bin/python"; fi\n',
        encoding="utf-8",
    )
    program.chmod(0o755)
    return program


@pytest.fixture
def in_use(choices) -> Path:
    """An environment that is in use."""
    choices.folder.mkdir()
    (choices.folder / "python-old").mkdir()
    (choices.folder / "current.txt").write_text("python-old", encoding="utf-8")
    return choices.folder / "python-old"


@needs_shell
def test_a_cancel_leaves_the_environment_in_use(qtbot, installing, choices, in_use, tmp_path):
    slow = fake_python(tmp_path, 'if [ "$2" = pip ]; then echo Downloading; exec sleep 60; fi')
    installing.installer.start(replace(choices, base=str(slow)))
    qtbot.waitUntil(lambda: (1, "Downloading") in installing.lines, timeout=10_000)
    installing.installer.cancel()
    qtbot.waitUntil(lambda: bool(installing.ends), timeout=2_000)
    assert installing.ends == [(False, "The installation was cancelled; nothing was changed.")]
    assert private_environment(choices.folder) == in_use
    qtbot.waitUntil(lambda: list(choices.folder.glob("python-*")) == [in_use], timeout=60_000)


@needs_shell
def test_packages_that_do_not_work_are_not_put_in_use(qtbot, installing, choices, in_use, tmp_path):
    broken = fake_python(tmp_path, 'if [ "$1" = -c ]; then echo "torch MISSING: bad CPU"; exit 3; fi')
    ok, text = installing.run(qtbot, replace(choices, base=str(broken)))
    assert not ok
    assert "Trying the packages" in text
    assert "bad CPU" in text
    assert private_environment(choices.folder) == in_use


@needs_shell
@pytest.mark.parametrize("offline", [True, False])
def test_proxy_index_and_wheel_folder_reach_pip(qtbot, installing, tmp_path, offline):
    wheels = tmp_path / "my wheels"
    wheels.mkdir()
    choices = InstallChoices(
        wheels=str(wheels) if offline else "",
        proxy="http://user:secret@proxy.example:3128",
        extra_index="https://index.example/cu",
        folder=tmp_path / "engine",
        base=str(fake_python(tmp_path)),
    )
    ok, text = installing.run(qtbot, choices)
    assert ok, text
    made, installed, tried = (tmp_path / "calls.txt").read_text(encoding="utf-8").split("\n-")[:3]
    assert made.startswith("-m venv")
    assert "secret" not in installed
    assert "http://user:secret@proxy.example:3128" in (tmp_path / "proxy.txt").read_text(encoding="utf-8")
    assert f"-r {REQUIREMENTS}" in installed
    assert (f"--no-index --find-links {wheels}" in installed) == offline
    assert ("--extra-index-url https://index.example/cu" in installed) == (not offline)
    assert "import importlib" in tried


def test_a_python_without_venv_is_told_apart_from_a_network_problem(qtbot, installing, choices):
    ok, text = installing.run(qtbot, replace(choices, base="/bin/false"))
    assert not ok
    assert "python3-venv" in text
    assert "proxy" not in text
    assert private_environment(choices.folder) is None


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"base": "/no/such/python"}, "/no/such/python cannot be started"),
        ({"wheels": "/no/such/folder"}, "/no/such/folder does not exist"),
    ],
)
def test_what_cannot_be_begun_is_told(qtbot, installing, choices, changes, words):
    ok, text = installing.run(qtbot, replace(choices, **changes))
    assert not ok
    assert words in text
    qtbot.waitUntil(lambda: not list(choices.folder.glob("python-*")), timeout=60_000)


def test_a_folder_that_cannot_be_made_is_told(qtbot, installing, choices, tmp_path):
    (tmp_path / "file").touch()
    ok, text = installing.run(qtbot, replace(choices, folder=tmp_path / "file" / "engine"))
    assert not ok
    assert "cannot be written" in text


def test_qgis_may_be_left_during_an_installation(qtbot, qgis_app, choices):
    installer = Installer()
    installer.start(choices)
    installer.cancel()
    installer.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(200)
    assert private_environment(choices.folder) is None


def test_without_any_python_it_says_so(qtbot, installing, choices, monkeypatch):
    from optosar.plugin.engine import installer

    monkeypatch.setattr(installer, "base_interpreter", lambda: "")
    ok, text = installing.run(qtbot, replace(choices, base=""))
    assert not ok
    assert "Install Python" in text


def test_the_engine_s_requirements_cover_what_it_imports():
    named = {line.split(">")[0].strip() for line in REQUIREMENTS.read_text(encoding="utf-8").splitlines()}
    assert set(environment.MODULES.values()) <= named
