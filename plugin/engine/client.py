"""The engine as the desktop uses it: one process, kept warm, never waited for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from qgis.PyQt.QtCore import QObject, QProcess, QTimer, pyqtSignal

from ...models.engine.protocol import BAD_REQUEST, CANCELLED
from ...models.engine.protocol import request as request_line
from ..i18n import tr
from ..phrases import said
from ..settings import machine
from .environment import find_interpreter
from .errors import EngineError, cannot_start, does_not_fit, ended, no_interpreter, told, too_slow
from .launch import Lines, Tail, engine_arguments, hello_problem, make_process

OnResult = Callable[[dict[str, Any]], None]
OnError = Callable[[EngineError], None]
OnProgress = Callable[[float, str], None]

_HELLO_WITHIN_MS = 30000
_CANCEL_WITHIN_MS = 1500
_STOP_WITHIN_MS = 1000


@dataclass
class _Pending:
    line: bytes
    on_result: OnResult
    on_error: OnError
    on_progress: OnProgress


def _ignore_progress(_fraction: float, _text: str) -> None:
    return


class EngineClient(QObject):
    """Starts the engine when it is first needed, and again after it died.

    Signals:
        started(hello): the engine has said hello.
        stopped(text): it ended because it was told to.
        died(text): it ended by itself; the text says what is known.
        busyChanged(busy): requests are under way, or none any more.
        logged(level, text): for the log.
    """

    started = pyqtSignal(dict)
    stopped = pyqtSignal(str)
    died = pyqtSignal(str)
    busyChanged = pyqtSignal(bool)  # noqa: N815 - signals are named as Qt names them
    logged = pyqtSignal(str, str)

    def __init__(self, parent: QObject | None = None, interpreter: str | None = None) -> None:
        """Make a client.

        Args:
            parent: owner.
            interpreter: Python to use; None to find it when the engine is started.
        """
        super().__init__(parent)
        self.interpreter = interpreter
        self.hello: dict[str, Any] | None = None
        self._process: QProcess | None = None
        self._lines, self._tail = Lines(), Tail()
        self._pending: dict[int, _Pending] = {}
        self._next = 1
        self._stopping = self._outdated = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.timeout.connect(self._never_said_hello)

    @property
    def running(self) -> bool:
        """Whether the engine has said hello and lives."""
        return self.hello is not None

    @property
    def pid(self) -> int:
        """Process id, 0 when there is none."""
        return int(self._process.processId()) if self._process is not None else 0

    @property
    def last_words(self) -> str:
        """The last lines of the engine's standard error."""
        return self._tail.text

    def start(self) -> None:
        """Start the engine if it does not run.

        Raises:
            EngineError: there is no Python to start it with (code ``engine_missing``).
        """
        if self._process is not None:
            return
        interpreter = self.interpreter or find_interpreter()
        if not interpreter:
            raise no_interpreter()
        self._lines, self._tail = Lines(), Tail()
        self._stopping = self._outdated = False
        process = make_process(self)
        process.readyReadStandardOutput.connect(self._read)
        process.readyReadStandardError.connect(self._read_errors)
        process.finished.connect(self._finished)
        process.errorOccurred.connect(self._failed)
        self._process = process
        self._patience.start(_HELLO_WITHIN_MS)
        process.start(interpreter, engine_arguments(machine.engine_choices()))

    def request(
        self,
        method: str,
        params: dict[str, Any],
        on_result: OnResult,
        on_error: OnError,
        on_progress: OnProgress | None = None,
    ) -> int:
        """Ask the engine, starting it if need be.

        Args:
            method: see :mod:`...models.engine.handlers`.
            params: its params.
            on_result: gets the result.
            on_error: gets an :class:`EngineError`; also when the engine cannot be started or dies.
            on_progress: gets the share done and a text.

        Returns:
            Id for :meth:`cancel`.
        """
        number = self._next
        self._next += 1
        try:
            line = request_line(number, method, params)
            self.start()
        except (EngineError, TypeError, ValueError) as failure:
            error = failure if isinstance(failure, EngineError) else EngineError(BAD_REQUEST, str(failure))
            # Not from within the call: the caller has not got its id yet.
            QTimer.singleShot(0, lambda: on_error(error))
            return number
        self._pending[number] = _Pending(line, on_result, on_error, on_progress or _ignore_progress)
        if len(self._pending) == 1:
            self.busyChanged.emit(True)
        if self.running:
            self._write(line)
        return number

    def cancel(self, number: int) -> None:
        """Cancel a request; the engine is ended if it does not let go of it soon. The request gets an error."""
        if number not in self._pending:
            return
        if not self.running:
            # Not even sent yet: the engine is still starting.
            self._pop(number).on_error(EngineError(CANCELLED, tr("Cancelled.")))
            return
        target = self._next
        self._next += 1
        self._write(request_line(target, "cancel", {"target": number}))
        QTimer.singleShot(_CANCEL_WITHIN_MS, lambda: self._insist(number))

    def stop(self) -> None:
        """End the engine and wait until it is gone; for unloading and for changes of its settings."""
        process = self._process
        if process is None:
            return
        self._stopping = True
        process.closeWriteChannel()
        if not process.waitForFinished(_STOP_WITHIN_MS):
            process.kill()
            process.waitForFinished(_STOP_WITHIN_MS)

    def renew(self) -> None:
        """Have what is asked from now on answered by another engine: for changes of what the engine runs on.

        What is under way is finished first.
        """
        if self._pending:
            self._outdated = True
        else:
            self.stop()

    def _stop_outdated(self) -> None:
        if self._outdated and not self._pending:
            self.stop()

    def _insist(self, number: int) -> None:
        if number not in self._pending:
            return
        pending = self._pop(number)
        self._kill()
        if self._pending:
            try:
                self.start()
            except EngineError as error:
                self._fail_all(error)
        pending.on_error(EngineError(CANCELLED, tr("Cancelled.")))

    def _kill(self) -> None:
        """End the process at once and let go of it; what else was asked waits for the next one."""
        process = self._process
        if process is None:
            return
        for signal in (
            process.readyReadStandardOutput,
            process.readyReadStandardError,
            process.finished,
            process.errorOccurred,
        ):
            signal.disconnect()
        process.finished.connect(process.deleteLater)
        self._patience.stop()
        self._process, self.hello = None, None
        process.kill()
        self.stopped.emit("")

    def _write(self, line: bytes) -> None:
        if self._process is not None:
            self._process.write(line)

    def _pop(self, number: int) -> _Pending:
        pending = self._pending.pop(number)
        if not self._pending:
            self.busyChanged.emit(False)
            if self._outdated:
                # Whoever gets the answer may go on with the next request, which belongs to the same work.
                QTimer.singleShot(0, self._stop_outdated)
        return pending

    def _read(self) -> None:
        process = self._process
        if process is None:
            return
        for message in self._lines.feed(bytes(process.readAllStandardOutput())):
            if process is not self._process:
                return  # whoever took the last message has ended the engine
            self._take(message)

    def _read_errors(self) -> None:
        if self._process is not None:
            self._tail.feed(bytes(self._process.readAllStandardError()))

    def _take(self, message: dict[str, Any]) -> None:
        if not self.running:
            self._greet(message)
            return
        kind, number = message.get("type"), message.get("id")
        if kind == "log":
            self.logged.emit(str(message.get("level", "info")), said(str(message.get("text", ""))))
        elif not isinstance(number, int) or number not in self._pending:
            return
        elif kind == "progress":
            text = said(str(message.get("text", "")))
            self._pending[number].on_progress(float(message.get("fraction", 0)), text)
        elif kind == "result":
            self._pop(number).on_result(message.get("result") or {})
        elif kind == "error":
            self._pop(number).on_error(told(message.get("error") or {}))

    def _greet(self, message: dict[str, Any]) -> None:
        problem = hello_problem(message)
        if problem:
            self._give_up(does_not_fit(problem))
            return
        self._patience.stop()
        waiting = list(self._pending.values())
        self.hello = message
        # What is asked of a new engine at its start, its device above all, comes before what it was started for.
        self.started.emit(message)
        for pending in waiting:
            self._write(pending.line)

    def _never_said_hello(self) -> None:
        self._give_up(too_slow(self.last_words))

    def _give_up(self, error: EngineError) -> None:
        """End a process that did not become an engine; nothing that was asked is asked of another one."""
        self._kill()
        self.died.emit(error.message)
        self._fail_all(error)

    def _failed(self, error: QProcess.ProcessError) -> None:
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            process = self._process
            # Some systems say so from within the start, when the request it was started for is not noted down yet.
            QTimer.singleShot(0, lambda: self._not_started(process))

    def _not_started(self, process: QProcess) -> None:
        current = process is self._process
        if not current:
            return
        error = cannot_start(process.program())
        self._forget_process()
        self.died.emit(error.message)
        self._fail_all(error)

    def _finished(self, code: int, status: QProcess.ExitStatus) -> None:
        self._read()
        self._read_errors()
        wanted = self._stopping
        greeted, program = self.running, self._process.program() if self._process is not None else ""
        self._forget_process()
        if wanted:
            self._fail_all(EngineError(CANCELLED, tr("Cancelled.")))
            self.stopped.emit("")
            return
        error = (
            ended(code, crashed=status == QProcess.ExitStatus.CrashExit)
            if greeted
            else cannot_start(program, self.last_words)
        )
        if self.last_words:
            self.logged.emit("error", self.last_words)
        self.died.emit(error.message)
        self._fail_all(error)

    def _forget_process(self) -> None:
        self._patience.stop()
        if self._process is not None:
            self._process.deleteLater()
        self._process, self.hello = None, None

    def _fail_all(self, error: EngineError) -> None:
        pending, self._pending = self._pending, {}
        if pending:
            self.busyChanged.emit(False)
        for item in pending.values():
            item.on_error(error)
