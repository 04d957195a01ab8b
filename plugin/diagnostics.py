"""A text that says what is installed and what happened last, to be copied into a report."""

from __future__ import annotations

import platform
from configparser import ConfigParser

from osgeo import gdal
from qgis.core import Qgis
from qgis.PyQt.QtCore import PYQT_VERSION_STR, QT_VERSION_STR

from .engine.environment import find_interpreter
from .engine.launch import PLUGIN_FOLDER
from .settings import cache_folder, machine


def plugin_version() -> str:
    """Version in ``metadata.txt``."""
    parser = ConfigParser(interpolation=None)
    parser.read(PLUGIN_FOLDER / "metadata.txt", encoding="utf-8")
    return parser.get("general", "version", fallback="?")


def diagnostics(engine: str = "", last_words: str = "") -> str:
    """The text.

    Args:
        engine: the engine's own part, the answer to its ``diagnostics``.
        last_words: the last lines of its standard error.
    """
    lines = [
        f"OptoSAR {plugin_version()}",
        f"QGIS {Qgis.QGIS_VERSION}, Qt {QT_VERSION_STR}, PyQt {PYQT_VERSION_STR}, GDAL {gdal.__version__}",
        f"System {platform.platform()}, Python {platform.python_version()}",
        f"Engine interpreter {find_interpreter() or 'none'}, device choice {machine.device}",
        f"Cache {cache_folder()}",
    ]
    lines += ["", "Engine", engine] if engine else ["", "The engine has not answered."]
    if last_words:
        lines += ["", "Last lines of the engine's log", last_words]
    return "\n".join(lines)
