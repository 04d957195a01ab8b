"""One visible job at a time, in front of the engine's client."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qgis.PyQt.QtCore import QObject, pyqtSignal

from .i18n import tr

if TYPE_CHECKING:
    from .engine.client import EngineClient

Done = Callable[[dict[str, Any]], None]
Failed = Callable[[str, str, str], None]
Stopped = Callable[[], None]


class Jobs(QObject):
    """Runs requests so that the panel can show one of them with progress and cancel.

    A job whose project was closed is forgotten: its answer, when it comes, reaches nobody.

    Signals:
        started(title): a job began.
        progressed(fraction, text): of the job; a negative fraction means that none is known yet.
        finished: the job ended in whatever way.
        failed(message, hint): the job ended with an error, cancellation excepted.
        refused(message, hint): a job was not begun, because another one runs.
    """

    started = pyqtSignal(str)
    progressed = pyqtSignal(float, str)
    finished = pyqtSignal()
    failed = pyqtSignal(str, str)
    refused = pyqtSignal(str, str)

    def __init__(self, client: EngineClient, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._client = client
        self._current: int | None = None
        self._epoch = 0
        self._number = 0
        self._active = 0

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._active != 0

    def free(self) -> bool:
        """Whether a job may begin; when not, it is said why."""
        if self.busy:
            self.refused.emit(tr("OptoSAR is at work."), tr("Wait for it, or press Cancel."))
        return not self.busy

    def run(
        self, title: str, method: str, params: dict[str, Any], done: Done, stopped: Stopped | None = None
    ) -> None:
        """Start a job, or refuse it while another one runs.

        Args:
            title: shown while it runs.
            method: of the engine.
            params: of the method.
            done: gets the result.
            stopped: called when the job was cancelled or failed, for what it may have left all the same.
        """
        if not self.free():
            return
        self._number += 1
        number = self._active = self._number
        self.started.emit(title)
        self.progressed.emit(-1.0, title)

        def on_result(result: dict[str, Any]) -> None:
            if self._end(number):
                done(result)

        def on_error(error: Any) -> None:
            if not self._end(number):
                return
            if error.code != "cancelled":
                self.failed.emit(error.message, error.hint)
            if stopped is not None:
                stopped()

        def on_progress(fraction: float, text: str) -> None:
            if number == self._active:
                self.progressed.emit(fraction, text)

        request = self._client.request(method, params, on_result, on_error, on_progress)
        # The client may have failed at once, from within the call.
        self._current = request if number == self._active else None

    def ask(self, method: str, params: dict[str, Any], done: Done, failed: Failed | None = None) -> None:
        """Ask something quick without showing a job.

        Args:
            method: of the engine.
            params: of the method.
            done: gets the result.
            failed: gets code, message and hint; without it errors are dropped.
        """
        epoch = self._epoch

        def on_result(result: dict[str, Any]) -> None:
            if epoch == self._epoch:
                done(result)

        def on_error(error: Any) -> None:
            if epoch == self._epoch and failed is not None:
                failed(error.code, error.message, error.hint)

        self._client.request(method, params, on_result, on_error, lambda _fraction, _text: None)

    def cancel(self) -> None:
        """Cancel the job; it ends through the client's answer."""
        if self._current is not None:
            self._client.cancel(self._current)

    def forget(self) -> None:
        """Cancel the job and drop every answer still to come: what they were for is gone."""
        self._epoch += 1
        self.cancel()
        self._end(self._active)

    def _end(self, number: int) -> bool:
        if number == 0 or number != self._active:
            return False
        self._active, self._current = 0, None
        self.finished.emit()
        return True
