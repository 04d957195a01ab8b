"""Where the engine's Python is, and whether it can do the work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QProcess, QTimer, pyqtSignal

from ..i18n import tr
from ..settings import machine, own_folder
from .launch import PLUGIN_FOLDER, make_process

#: Names the interpreter for everything started from one shell, for instance a test run.
VARIABLE = "OPTOSAR_ENGINE_PYTHON"

#: Modules the engine imports, by the name of their distribution.
MODULES = {
    "numpy": "numpy",
    "torch": "torch",
    "faiss": "faiss-cpu",
    "safetensors": "safetensors",
    "cv2": "opencv-python-headless",
    "rasterio": "rasterio",
    "pyogrio": "pyogrio",
    "shapely": "shapely",
}

_CHECK_WITHIN_MS = 60000


def python_of(environment: Path) -> Path:
    """The interpreter of a virtual environment."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def private_environment() -> Path:
    """Where Install Engine puts the engine's environment."""
    return own_folder() / "engine"


def candidates() -> Iterator[str]:
    """Interpreters in the order in which they are tried: setting, variable, private environment, beside the plugin."""
    yield machine.interpreter
    yield os.environ.get(VARIABLE, "")
    yield str(python_of(private_environment()))
    yield str(python_of(PLUGIN_FOLDER / ".venv"))


def find_interpreter() -> str:
    """The first interpreter that exists; empty when the engine is not installed.

    A setting that names a missing file is returned all the same: starting it fails with its name, which is better than
    using another Python than the one that was asked for.
    """
    if machine.interpreter:
        return machine.interpreter
    return next((path for path in candidates() if path and Path(path).is_file()), "")


def base_interpreter() -> str:
    """A plain Python to make the private environment with; empty when there is none.

    ``sys.executable`` is QGIS itself on some systems, and never used.
    """
    prefix = Path(sys.base_prefix)
    names = [
        prefix / "python.exe",
        prefix / "python3.exe",
        prefix / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}",
        prefix / "bin" / "python3",
        Path("/usr/bin/python3"),
    ]
    return next((str(path) for path in names if path.is_file()), "")


@dataclass(frozen=True)
class Check:
    """What a test of an interpreter found.

    Attributes:
        ok: everything is there.
        text: what is there or missing, a line each.
    """

    ok: bool
    text: str


_PROBE = """
import importlib, sys
print("Python", sys.version.split()[0])
missing = []
for module, name in {modules!r}.items():
    try:
        print(name, getattr(importlib.import_module(module), "__version__", "installed"))
    except Exception as error:
        missing.append(name)
        print(name, "MISSING:", type(error).__name__, error)
sys.exit(3 if missing else 0)
"""


class InterpreterCheck(QObject):
    """Runs an interpreter and asks what it can import, without waiting.

    Signals:
        done(check): a :class:`Check`.
    """

    done = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None

    def start(self, interpreter: str) -> None:
        """Begin; a check under way is ended."""
        self.cancel()
        process = make_process(self)
        self._process = process
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        QTimer.singleShot(_CHECK_WITHIN_MS, self.cancel)
        process.start(interpreter, ["-c", _PROBE.format(modules=MODULES)])

    def cancel(self) -> None:
        """End a check under way."""
        if self._process is not None:
            self._process.kill()

    def _finished(self, code: int, _status: QProcess.ExitStatus) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        out = bytes(process.readAllStandardOutput()).decode("utf-8", "replace").strip()
        err = bytes(process.readAllStandardError()).decode("utf-8", "replace").strip()
        process.deleteLater()
        text = out if code == 0 else f"{out}\n{err[-600:]}".strip()
        self.done.emit(Check(code == 0, text or tr("The interpreter gave no answer.")))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            program = self._process.program()
            self._process.deleteLater()
            self._process = None
            self.done.emit(Check(False, tr("{program} cannot be started.").format(program=program)))
