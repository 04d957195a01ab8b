"""Installing the engine: a private virtual environment, outside the plugin's folder, in steps that can be cancelled."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

from qgis.PyQt.QtCore import QObject, QProcess, pyqtSignal

from ..i18n import tr
from ..settings import machine
from .environment import (
    CURRENT,
    base_interpreter,
    environments_folder,
    private_environment,
    probe_arguments,
    python_of,
)
from .launch import PLUGIN_FOLDER, make_process

REQUIREMENTS = PLUGIN_FOLDER / "resources" / "requirements" / "engine.txt"

_KEPT_LINES = 20
_SHOWN_LINES = 6


@dataclass(frozen=True)
class InstallChoices:
    """How to install.

    Attributes:
        wheels: folder of wheel files; with it nothing is fetched from anywhere.
        proxy: for fetching.
        extra_index: further package index.
        folder: of the environments; the usual one when None.
        requirements: what goes into the environment.
        modules: what it must be able to import at the end, with names to call them by; the engine's when None.
        base: Python to make it with; empty to find one.
    """

    wheels: str = ""
    proxy: str = ""
    extra_index: str = ""
    folder: Path | None = None
    requirements: Path = REQUIREMENTS
    modules: dict[str, str] | None = None
    base: str = ""


@dataclass(frozen=True)
class _Step:
    """One program to run: what it does in words, the program, its arguments, and what may help if it fails."""

    text: str
    program: str
    arguments: list[str]
    hint: str


class Installer(QObject):
    """Makes a new environment beside the one in use, and puts it in use when it is complete and has been tried.

    The one in use stays as it is until then, whatever happens: it may even be running.

    Signals:
        progressed(step, steps, text): a step began, or a line was printed in it.
        finished(ok, text): the end; the text says what was installed, or what went wrong and what to do.
    """

    progressed = pyqtSignal(int, int, str)
    finished = pyqtSignal(bool, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process: QProcess | None = None
        self._steps: list[_Step] = []
        self._step = 0
        self._last: list[str] = []
        self._cancelled = False
        self._folder = self._new = Path()
        self._proxy = ""

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
        if choices.wheels and not Path(choices.wheels).is_dir():
            text = tr("The wheel folder {folder} does not exist. Choose another one, or none.")
            self.finished.emit(False, text.format(folder=choices.wheels))
            return
        self._folder = choices.folder or environments_folder()
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._remove_unused()
            self._new = Path(tempfile.mkdtemp(prefix="python-", dir=self._folder))
        except OSError as error:
            text = tr("{folder} cannot be written: {reason}. Check its permissions and the free space.")
            self.finished.emit(False, text.format(folder=self._folder, reason=error.strerror or error))
            return
        self._steps, self._proxy = self._plan(base, choices), choices.proxy
        self._step, self._last, self._cancelled = 0, [], False
        self._next()

    def cancel(self) -> None:
        """Stop and remove what was begun; the environment in use stays."""
        self._cancelled = True
        if self._process is not None:
            self._process.kill()

    def _plan(self, base: str, choices: InstallChoices) -> list[_Step]:
        python = str(python_of(self._new))
        pip = ["-m", "pip", "install", "--disable-pip-version-check", "--no-input"]
        if choices.wheels:
            pip += ["--no-index", "--find-links", choices.wheels]
        elif choices.extra_index:
            pip += ["--extra-index-url", choices.extra_index]
        no_venv = tr(
            "The Python it is made with may lack the module venv (on Debian and Ubuntu: install python3-venv)."
        )
        no_package = (
            tr("Check that the wheel folder holds all packages for this system and version of Python.")
            if choices.wheels
            else tr("Check the network or the proxy, or choose a folder of wheel files.")
        )
        broken = tr("What was installed does not work together on this system.")
        return [
            _Step(tr("Making the environment"), base, ["-m", "venv", str(self._new)], no_venv),
            _Step(tr("Installing packages"), python, [*pip, "-r", str(choices.requirements)], no_package),
            _Step(tr("Trying the packages"), python, probe_arguments(choices.modules), broken),
        ]

    def _next(self) -> None:
        step = self._steps[self._step]
        self.progressed.emit(self._step, len(self._steps), step.text)
        process = make_process(self)
        if self._proxy:
            # Not as an argument: whoever may list processes would read the password.
            environment = process.processEnvironment()
            environment.insert("PIP_PROXY", self._proxy)
            process.setProcessEnvironment(environment)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._step_done)
        process.errorOccurred.connect(self._failed)
        self._process = process
        process.start(step.program, step.arguments)

    def _read(self) -> None:
        if self._process is None:
            return
        text = bytes(self._process.readAllStandardOutput()).decode("utf-8", "replace")
        for line in filter(None, (part.strip() for part in text.splitlines())):
            self._last = [*self._last[-_KEPT_LINES:], line]
            self.progressed.emit(self._step, len(self._steps), line)

    def _step_done(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._drop_process()
        if self._cancelled:
            self._give_up(tr("The installation was cancelled; nothing was changed."))
        elif code != 0 or status != QProcess.ExitStatus.NormalExit:
            self._failed_step()
        else:
            self._step += 1
            if self._step < len(self._steps):
                self._next()
            else:
                self._put_in_use()

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            program = self._process.program()
            self._drop_process()
            self._give_up(tr("{program} cannot be started.").format(program=program))

    def _failed_step(self) -> None:
        step = self._steps[self._step]
        text = tr("The installation failed ({step}); nothing was changed.").format(step=step.text)
        self._give_up("\n".join([f"{text} {step.hint}", *self._last[-_SHOWN_LINES:]]))

    def _put_in_use(self) -> None:
        """Name the new environment as the one in use, in one step; the others are of no use any more."""
        partial = self._folder / f"{CURRENT}.part"
        try:
            partial.write_text(self._new.name, encoding="utf-8")
            partial.replace(self._folder / CURRENT)
        except OSError as error:
            text = tr("{folder} cannot be written: {reason}. Check its permissions and the free space.")
            self._give_up(text.format(folder=self._folder, reason=error.strerror or error))
            return
        # An interpreter of the user's choice would come first: it may be the very one that did not work.
        machine.interpreter = ""
        self._remove_unused()
        self.finished.emit(True, tr("The engine is installed in {folder}.").format(folder=self._new))

    def _drop_process(self) -> None:
        if self._process is not None:
            self._process.deleteLater()
            self._process = None

    def _give_up(self, text: str) -> None:
        _remove(self._new)
        self.finished.emit(False, text)

    def _remove_unused(self) -> None:
        """Remove what former installations left; files that are in use stay until the next time."""
        used = private_environment(self._folder)
        for entry in self._folder.glob("python-*"):
            if entry != used:
                _remove(entry)


def _remove(folder: Path) -> None:
    """Remove an environment, without waiting: it may hold tens of thousands of files."""
    Thread(target=shutil.rmtree, args=(folder,), kwargs={"ignore_errors": True}, daemon=True).start()
