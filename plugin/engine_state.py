"""What the panel says of the engine: whether it is set up, what it runs on, how it ended."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import Qgis
from qgis.PyQt.QtCore import QObject

from .controller import Controller
from .dock.dock import OptoSARDock
from .engine.client import EngineClient
from .engine.environment import find_interpreter
from .i18n import tr
from .matching import Matching
from .messages import Messages, log
from .settings import machine

_LEVELS = {
    "error": Qgis.MessageLevel.Critical,
    "critical": Qgis.MessageLevel.Critical,
    "warning": Qgis.MessageLevel.Warning,
}
_DIGITS = 8


class EngineState(QObject):
    """Listens to the client and to results.

    Args:
        client: of the engine.
        dock: shows what is known.
        controller, matching: whose results name device and models.
        messages: for what went wrong.
    """

    def __init__(
        self,
        client: EngineClient,
        dock: OptoSARDock,
        controller: Controller,
        matching: Matching,
        messages: Messages,
    ) -> None:
        super().__init__(dock)
        self._client = client
        self._dock = dock
        self._controller = controller
        self._messages = messages
        self._facts: dict[str, Any] = {}
        self._models: dict[str, str] = {}
        client.started.connect(self._started)
        client.stopped.connect(self._stopped)
        client.died.connect(self._died)
        client.logged.connect(self._logged)
        controller.index.changed.connect(lambda info, _text: self._result(info))
        controller.search_changed.connect(self._result)
        matching.match_changed.connect(self._result)
        self.look()

    def look(self) -> None:
        """Look for an interpreter, and explain in the panel when there is none."""
        interpreter = find_interpreter()
        if not interpreter:
            self._dock.show_missing_engine(tr("No Python with the engine's libraries was found."))
        elif not Path(interpreter).is_file():
            text = tr("The interpreter {path} does not exist.")
            self._dock.show_missing_engine(text.format(path=interpreter))
        else:
            self._dock.show_missing_engine("")

    def close(self) -> None:
        """Stop listening; the client may say more while it is being stopped."""
        self._client.started.disconnect(self._started)
        self._client.stopped.disconnect(self._stopped)
        self._client.died.disconnect(self._died)
        self._client.logged.disconnect(self._logged)

    def _started(self, hello: dict[str, Any]) -> None:
        log(
            tr("Engine {version} started, Python {python}").format(**{"version": "?", "python": "?", **hello})
        )
        self._facts["state"] = ""
        self._models.clear()  # another engine, perhaps with other weights
        self._controller.jobs.ask("set_device", {"device": machine.device}, self._result, self._no_device)

    def _no_device(self, code: str, message: str, hint: str) -> None:
        if code == "bad_device":
            self._messages.error(message, hint)

    def _stopped(self, _text: str) -> None:
        self._facts["state"] = ""
        self._show()

    def _died(self, text: str) -> None:
        self._facts["state"] = tr("Engine ended")
        self._show()
        log(text, Qgis.MessageLevel.Warning)

    def _logged(self, level: str, text: str) -> None:
        log(text, _LEVELS.get(level, Qgis.MessageLevel.Info))

    def _result(self, result: dict[str, Any] | None) -> None:
        """Learn device and models from whatever answer names them."""
        if not result:
            return
        source = {**result, **(result.get("provenance") or {})}
        if source.get("device"):
            self._facts["device"] = source["device"]
        name = source.get("weights") or source.get("weights_name")
        if name:
            digest = str(source.get("weights_sha256") or "")[:_DIGITS]
            self._models[str(name)] = f"{name} {digest}".strip()
        self._show()

    def _show(self) -> None:
        self._dock.footer.show_engine({**self._facts, "models": list(self._models.values())})
