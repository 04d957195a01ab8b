"""Installing the engine: a private virtual environment, outside the plugin's folder, in steps that can be cancelled."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QProcess, pyqtSignal

from ..i18n import tr
from .environment import base_interpreter, private_environment, python_of
from .launch import PLUGIN_FOLDER, make_process

REQUIREMENTS = PLUGIN_FOLDER / "resources" / "requirements" / "engine.txt"


@dataclass(frozen=True)
class InstallChoices:
    """How to install.

    Attributes:
        wheels: folder of wheel files; with it nothing is fetched from anywhere.
        proxy: for fetching.
        extra_index: further package index.
        target: the environment; made anew.
        requirements: what goes into it.
        base: Python to make it with; empty to find one.
    """

    wheels: str = ""
    proxy: str = ""
    extra_index: str = ""
    target: Path | None = None
    requirements: Path = REQUIREMENTS
    base: str = ""


class Installer(QObject):
    """Makes the environment beside its place and moves it there when it is complete.

    Signals:
        progressed(step, steps, text): a step began, or a line was printed in it.
        finished(ok, text): the end; the text says what was installed, or what went wrong and what to do.
    """

    progressed = pyqtSignal(int, int, str)
    finished = pyqtSignal(bool, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._steps: list[tuple[str, str, list[str]]] = []
        self._step = 0
        self._last: list[str] = []
        self._cancelled = False
        self._target = private_environment()
        self._partial = self._target

    @property
    def running(self) -> bool:
        """Whether an installation is under way."""
        return self._process is not None

    def start(self, choices: InstallChoices) -> None:
        """Begin; only one at a time."""
        if self.running:
            return
        base = choices.base or base_interpreter()
        if not base:
            self.finished.emit(
                False, tr("No Python was found to install with. Install Python 3.9 or newer and try again.")
            )
            return
        self._target = choices.target or private_environment()
        # A virtual environment knows its own path, so the new one is made at the right place and the old one put aside.
        self._partial = self._target.with_name(self._target.name + ".previous")
        shutil.rmtree(self._partial, ignore_errors=True)
        self._target.parent.mkdir(parents=True, exist_ok=True)
        if self._target.exists():
            self._target.rename(self._partial)
        pip = [
            str(python_of(self._target)),
            "-m",
            "pip",
            "install",
            "--disable-pip-version-check",
            "--no-input",
        ]
        if choices.wheels:
            pip += ["--no-index", "--find-links", choices.wheels]
        elif choices.extra_index:
            pip += ["--extra-index-url", choices.extra_index]
        if choices.proxy:
            pip += ["--proxy", choices.proxy]
        self._steps = [
            (tr("Making the environment"), base, ["-m", "venv", str(self._target)]),
            (tr("Installing packages"), pip[0], [*pip[1:], "-r", str(choices.requirements)]),
        ]
        self._step, self._last, self._cancelled = 0, [], False
        self._next()

    def cancel(self) -> None:
        """Stop and put the previous environment back."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()

    def _next(self) -> None:
        text, program, arguments = self._steps[self._step]
        self.progressed.emit(self._step, len(self._steps), text)
        process = make_process(self)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._step_done)
        process.errorOccurred.connect(self._failed)
        self._process = process
        process.start(program, arguments)

    def _read(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardOutput()).decode("utf-8", "replace")
        for line in filter(None, (part.strip() for part in text.splitlines())):
            self._last = [*self._last[-20:], line]
            self.progressed.emit(self._step, len(self._steps), line)

    def _step_done(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._drop_process()
        if self._cancelled:
            self._put_back(tr("The installation was cancelled; nothing was changed."))
        elif code != 0 or status != QProcess.ExitStatus.NormalExit:
            why = "\n".join(self._last[-6:])
            hint = tr("Check the network or the proxy, or choose a folder of wheel files.")
            self._put_back(f"{tr('The installation failed.')} {hint}\n{why}")
        else:
            self._step += 1
            if self._step < len(self._steps):
                self._next()
                return
            shutil.rmtree(self._partial, ignore_errors=True)
            self.finished.emit(True, tr("The engine is installed in {folder}.").format(folder=self._target))

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            program = self._process.program()
            self._drop_process()
            self._put_back(tr("{program} cannot be started.").format(program=program))

    def _drop_process(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None

    def _put_back(self, text: str) -> None:
        shutil.rmtree(self._target, ignore_errors=True)
        if self._partial.exists():
            self._partial.rename(self._target)
        self.finished.emit(False, text)
