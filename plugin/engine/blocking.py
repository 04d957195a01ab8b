"""The engine as a Processing algorithm uses it: a process of its own, waited for, cancelled with the feedback."""

from __future__ import annotations

import time
from typing import Any

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QProcess

from ...models.engine.protocol import BAD_REQUEST, CANCELLED
from ...models.engine.protocol import request as request_line
from ..i18n import tr
from ..phrases import said
from .environment import find_interpreter
from .errors import EngineError, cannot_start, does_not_fit, ended, no_interpreter, told, too_slow
from .launch import Lines, Tail, engine_arguments, hello_problem, make_process

__all__ = ["BlockingEngine", "EngineError"]

_POLL_MS = 100
_HELLO_WITHIN_S = 30.0
_CANCEL_WITHIN_S = 1.5


class BlockingEngine:
    """One engine process for the length of a ``with`` block.

    Args:
        interpreter: Python to use; None to find it.
    """

    def __init__(self, interpreter: str | None = None) -> None:
        self._interpreter = interpreter
        self._process: QProcess | None = None
        self._lines, self._tail = Lines(), Tail()
        self._next = 1

    def __enter__(self) -> BlockingEngine:  # noqa: PYI034 - typing.Self needs Python 3.11
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def call(
        self, method: str, params: dict[str, Any], feedback: QgsProcessingFeedback | None = None
    ) -> dict[str, Any]:
        """Ask and wait.

        Args:
            method: see :mod:`...models.engine.handlers`.
            params: its params.
            feedback: gets progress and text, and is asked whether to cancel.

        Raises:
            EngineError: the engine's error, ``cancelled``, or what became of the engine.
        """
        number = self._next
        self._next += 1
        try:
            line = request_line(number, method, params)
        except (TypeError, ValueError) as failure:
            raise EngineError(BAD_REQUEST, str(failure)) from failure
        process = self._started(feedback)
        process.write(line)
        give_up: float | None = None
        while True:
            for message in self._wait(process):
                if message.get("type") == "log" and feedback is not None:
                    feedback.pushInfo(said(str(message.get("text", ""))))
                if message.get("id") != number:
                    continue
                if message["type"] == "progress" and feedback is not None:
                    feedback.setProgress(100 * float(message["fraction"]))
                    feedback.setProgressText(said(str(message["text"])))
                elif message["type"] == "result":
                    return dict(message["result"])
                elif message["type"] == "error":
                    raise told(message["error"])
            if process.state() == QProcess.ProcessState.NotRunning:
                self._process = None
                crashed = process.exitStatus() == QProcess.ExitStatus.CrashExit
                if feedback is not None and self._tail.text:
                    feedback.pushDebugInfo(self._tail.text)
                raise ended(process.exitCode(), crashed=crashed)
            if feedback is not None and feedback.isCanceled():
                if give_up is None:
                    give_up = time.monotonic() + _CANCEL_WITHIN_S
                    process.write(request_line(self._next, "cancel", {"target": number}))
                    self._next += 1
                elif time.monotonic() > give_up:
                    process.kill()  # it does not listen, so that asking it to end would only cost time
                    self.close()
                    raise EngineError(CANCELLED, tr("Cancelled."))

    def close(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        process.closeWriteChannel()
        if not process.waitForFinished(1000):
            process.kill()
            process.waitForFinished(1000)

    def _started(self, feedback: QgsProcessingFeedback | None) -> QProcess:
        if self._process is not None:
            return self._process
        interpreter = self._interpreter or find_interpreter()
        if not interpreter:
            raise no_interpreter()
        self._lines, self._tail = Lines(), Tail()
        process = make_process()
        process.start(interpreter, engine_arguments())
        if not process.waitForStarted(5000):
            raise cannot_start(interpreter)
        self._process = process
        deadline = time.monotonic() + _HELLO_WITHIN_S
        while time.monotonic() < deadline:
            for message in self._wait(process):
                problem = hello_problem(message)
                if problem:
                    self.close()
                    raise does_not_fit(problem)
                return process
            if process.state() == QProcess.ProcessState.NotRunning:
                self._process = None
                raise cannot_start(interpreter, self._tail.text)
            if feedback is not None and feedback.isCanceled():
                self.close()
                raise EngineError(CANCELLED, tr("Cancelled."))
        self.close()
        raise too_slow(self._tail.text)

    def _wait(self, process: QProcess) -> list[dict[str, Any]]:
        process.waitForReadyRead(_POLL_MS)
        self._tail.feed(bytes(process.readAllStandardError()))
        return list(self._lines.feed(bytes(process.readAllStandardOutput())))
