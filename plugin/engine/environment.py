"""Where the engine's Python is, and whether it can do the work."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, QProcess, QTimer, pyqtSignal

from ..i18n import tr
from ..settings import machine, own_folder
from .launch import PLUGIN_FOLDER, make_process

#: Names the interpreter for everything started from one shell, for instance a test run.
VARIABLE = "OPTOSAR_ENGINE_PYTHON"

#: File that names the environment in use.
CURRENT = "current.txt"

#: The oldest Python the engine runs on.
OLDEST_PYTHON = (3, 9)

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


def environments_folder() -> Path:
    """Where Install Engine makes the engine's environments, each complete one under a name of its own."""
    return own_folder() / "engine"


def private_environment(folder: Path | None = None) -> Path | None:
    """The environment that Install Engine completed last; None when there is none.

    A small file names it, so that a new one can be made while the old one is in use, and an installation that is
    cancelled or killed changes nothing.

    Args:
        folder: of the environments; :func:`environments_folder` when None.
    """
    folder = folder or environments_folder()
    try:
        name = (folder / CURRENT).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        return None
    return folder / Path(name).name if name else None


def candidates() -> Iterator[str]:
    """Interpreters in the order in which they are tried: setting, variable, private environment, beside the plugin."""
    yield machine.interpreter
    yield os.environ.get(VARIABLE, "")
    private = private_environment()
    yield str(python_of(private)) if private else ""
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
print("Python " + sys.version.split()[0])
if sys.version_info < {oldest!r}:
    print("Python {oldest[0]}.{oldest[1]} or newer is needed.")
    sys.exit(3)
missing = []
for module, name in {modules!r}.items():
    try:
        print(name, getattr(importlib.import_module(module), "__version__", "installed"))
    except Exception as error:
        missing.append(name)
        print(name, "MISSING:", type(error).__name__, error)
sys.exit(3 if missing else 0)
"""


def probe_arguments(modules: dict[str, str] | None = None) -> list[str]:
    """Arguments that make an interpreter say what it can import; it ends with 0 when that is everything.

    Args:
        modules: module names, with what to call them; :data:`MODULES` when None.
    """
    return ["-c", _PROBE.format(modules=MODULES if modules is None else modules, oldest=OLDEST_PYTHON)]


class InterpreterCheck(QObject):
    """Runs an interpreter and asks what it can import, without waiting.

    Signals:
        done(check): a :class:`Check`.
    """

    done = pyqtSignal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self.cancel)

    def start(self, interpreter: str) -> None:
        """Begin; a check under way is ended and says nothing."""
        former, self._process = self._process, None
        if former is not None:
            former.kill()
        process = make_process(self)
        self._process = process
        process.finished.connect(partial(self._finished, process))
        process.errorOccurred.connect(partial(self._failed, process))
        self._patience.start(_CHECK_WITHIN_MS)
        process.start(interpreter, probe_arguments())

    def cancel(self) -> None:
        """End a check under way."""
        if self._process is not None:
            self._process.kill()

    def _finished(self, process: QProcess, code: int, _status: QProcess.ExitStatus) -> None:
        if sip.isdeleted(process):
            return  # the page was closed
        process.deleteLater()
        current = process is self._process
        if not current:
            return
        self._end()
        out = bytes(process.readAllStandardOutput()).decode("utf-8", "replace").strip()
        err = bytes(process.readAllStandardError()).decode("utf-8", "replace").strip()
        text = out if code == 0 else f"{out}\n{err[-600:]}".strip()
        self.done.emit(Check(code == 0, text or tr("The interpreter gave no answer.")))

    def _failed(self, process: QProcess, error: QProcess.ProcessError) -> None:
        current = process is self._process
        if error == QProcess.ProcessError.FailedToStart and current:
            process.deleteLater()
            self._end()
            text = tr("{program} cannot be started.").format(program=process.program())
            self.done.emit(Check(False, text))

    def _end(self) -> None:
        self._patience.stop()
        self._process = None
