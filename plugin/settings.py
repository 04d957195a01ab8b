"""Choices that belong to the machine: which Python the engine uses, on which device, and where results are kept.

Choices about layers and indexes belong to the project and are kept there.
"""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsSettings
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtNetwork import QNetworkProxy

DEVICES = ("auto", "cpu", "cuda")

_PREFIX = "optosar/"
_HTTP = {QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy}


class TextSetting:
    """A text kept in QGIS's settings, read and written as an attribute.

    Args:
        key: below ``optosar/``.
        default: value of a setting that was never made.
    """

    def __init__(self, key: str, default: str = "") -> None:
        self.key, self.default = _PREFIX + key, default

    def __get__(self, owner: object, kind: type | None = None) -> str:
        return str(QgsSettings().value(self.key, self.default) or self.default)

    def __set__(self, owner: object, value: str) -> None:
        if value == self.default:
            QgsSettings().remove(self.key)
        else:
            QgsSettings().setValue(self.key, value)


class MachineSettings:
    """Settings of the machine.

    Attributes:
        interpreter: Python of the engine; empty to find it.
        device: one of :data:`DEVICES`, or ``cuda:N``.
        encoder: weights file of the tile encoder; empty for the one that ships.
        matcher: weights file of the keypoint network; likewise.
        cache: folder of results and thumbnails; empty for the usual place.
        wheels: folder of wheel files to install the engine from without a network.
        proxy: proxy of the installation; empty for the one of QGIS.
        extra_index: further package index, for instance of CUDA builds.
    """

    interpreter = TextSetting("engine/python")
    device = TextSetting("engine/device", "auto")
    encoder = TextSetting("engine/encoder")
    matcher = TextSetting("engine/matcher")
    cache = TextSetting("cache")
    wheels = TextSetting("install/wheels")
    proxy = TextSetting("install/proxy")
    extra_index = TextSetting("install/extra_index")

    def engine_choices(self) -> dict[str, str]:
        """Weights that the panel's engine takes where a request names none; what is not chosen is left out."""
        chosen = {"encoder": self.encoder, "matcher": self.matcher}
        return {role: path for role, path in chosen.items() if path}


machine = MachineSettings()


def cache_folder() -> Path:
    """Where results go that have no place of their own: as set, else in the user's QGIS profile."""
    return Path(machine.cache) if machine.cache else own_folder() / "cache"


def own_folder() -> Path:
    """OptoSAR's folder in the user's QGIS profile, outside the plugin's own, which an update replaces."""
    return Path(QgsApplication.qgisSettingsDirPath()) / "optosar"


def proxy_url() -> str:
    """Proxy for the installation: as set here, else the HTTP proxy of QGIS with its name and password, else empty."""
    if machine.proxy:
        return machine.proxy
    proxy = QgsNetworkAccessManager.instance().fallbackProxy()
    if proxy.type() not in _HTTP or not proxy.hostName():
        return ""
    url = QUrl()
    url.setScheme("http")
    url.setHost(proxy.hostName())
    # QGIS keeps 0 where none was entered.
    url.setPort(proxy.port() or -1)
    url.setUserName(proxy.user(), QUrl.ParsingMode.DecodedMode)
    url.setPassword(proxy.password(), QUrl.ParsingMode.DecodedMode)
    return bytes(url.toEncoded()).decode("ascii")
