"""The bundled help."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices

from .i18n import locale_name

_FOLDER = Path(__file__).parent.parent / "resources" / "help"


def help_file() -> Path:
    """The help in the user's language, else in English."""
    name = locale_name()
    files = [_FOLDER / f"{language}.html" for language in (name, name.split("_")[0], "en")]
    return next(file for file in files if file.is_file() or file == files[-1])


def open_help() -> None:
    """Show the help in the web browser."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(help_file())))
