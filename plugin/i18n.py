"""Translation of what users read."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QLocale, QTranslator

CONTEXT = "OptoSAR"
_FOLDER = Path(__file__).parent.parent / "resources" / "i18n"


def tr(text: str) -> str:
    """The text in the user's language; format values in afterwards, so that the source stays a constant."""
    return looked_up(text)


def looked_up(text: str) -> str:
    """The same for a text that is a constant elsewhere (:mod:`.phrases`)."""
    return str(QCoreApplication.translate(CONTEXT, text))


def mark(text: str) -> str:
    """Marks a text as one to be translated, like :func:`tr`, but leaves it as it is."""
    return text


def locale_name() -> str:
    """QGIS's language, e.g. ``"de"`` or ``"pt_BR"``: the user's choice, else the system's."""
    settings = QgsSettings()
    if settings.value("locale/overrideFlag", False, type=bool):
        return str(settings.value("locale/userLocale", "", type=str))
    return str(QLocale.system().name())


def install_translator() -> QTranslator | None:
    """Load the translation for :func:`locale_name`, the regional one before the general one.

    Returns:
        The installed translator, to be kept and removed on unload; ``None`` when there is none.
    """
    name = locale_name()
    for candidate in (name, name.split("_")[0]):
        file = _FOLDER / f"optosar_{candidate}.qm"
        if file.is_file():
            translator = QTranslator()
            if translator.load(str(file)):
                QCoreApplication.installTranslator(translator)
                return translator
    return None
