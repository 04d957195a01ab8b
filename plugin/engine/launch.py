"""How the engine's process is started, whoever waits for it."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QProcess, QProcessEnvironment

from ...models.engine.protocol import PROTOCOL_VERSION, ProtocolError, decode
from ..i18n import tr

#: The folder of the plugin as QGIS found it: not resolved, since a link's name is the package's name.
PLUGIN_FOLDER = Path(__file__).parent.parent.parent

# Set by QGIS for its own libraries; the engine brings its own copies of GDAL and PROJ, which they would break.
_FOREIGN = ("PYTHONHOME", "PYTHONPATH", "PROJ_LIB", "PROJ_DATA", "GDAL_DATA", "GDAL_DRIVER_PATH")


def engine_environment() -> QProcessEnvironment:
    """The environment of the engine, without what QGIS set for its own libraries."""
    environment = QProcessEnvironment.systemEnvironment()
    for name in _FOREIGN:
        environment.remove(name)
    environment.insert("PYTHONIOENCODING", "utf-8")
    environment.insert("PYTHONNOUSERSITE", "1")
    return environment


# Loads this very tree under the package's name. A search path would do for most, but it would let neighbouring plugins
# stand in for libraries of the same name, or another installed version of this one stand in for it.
_START = """
import importlib.util, runpy, sys
folder = sys.argv.pop(1)
spec = importlib.util.spec_from_file_location("optosar", folder + "/__init__.py", submodule_search_locations=[folder])
module = sys.modules["optosar"] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(module)
runpy.run_module("optosar.models.engine", run_name="__main__")
"""


def engine_arguments(choices: dict[str, str] | None = None) -> list[str]:
    """Arguments of the interpreter.

    Args:
        choices: what holds where a request says nothing else; see :class:`...models.engine.warm.Choices`.
    """
    return ["-c", _START, PLUGIN_FOLDER.as_posix(), json.dumps(choices or {})]


def make_process(parent: Any = None) -> QProcess:
    """A process that is ready to be started with :func:`engine_arguments`."""
    process = QProcess(parent)
    process.setProcessEnvironment(engine_environment())
    process.setProcessChannelMode(QProcess.ProcessChannelMode.SeparateChannels)
    return process


class Lines:
    """Puts messages together from whatever pieces they arrive in."""

    def __init__(self) -> None:
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[dict[str, Any]]:
        """The messages that ``data`` completes; lines that are none are passed over."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            try:
                yield decode(line)
            except ProtocolError:  # noqa: PERF203 - one bad line must not lose the next
                continue


class Tail:
    """The last lines the engine wrote to standard error, for messages and the log."""

    def __init__(self, most: int = 40) -> None:
        self._most = most
        self._decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
        self._lines: list[str] = [""]

    def feed(self, data: bytes) -> None:
        """Add what was read."""
        pieces = self._decoder.decode(data).split("\n")
        self._lines[-1] += pieces[0]
        self._lines += pieces[1:]
        del self._lines[: -self._most]

    @property
    def text(self) -> str:
        """The lines."""
        return "\n".join(self._lines).strip()


def hello_problem(hello: dict[str, Any]) -> str:
    """Why a handshake is not that of our engine; empty if it is."""
    if hello.get("type") != "hello":
        return tr("it does not say hello")
    if hello.get("protocol") != PROTOCOL_VERSION:
        return tr("it speaks protocol {found}, not {wanted}").format(
            found=hello.get("protocol"), wanted=PROTOCOL_VERSION
        )
    return ""
