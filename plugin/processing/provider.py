"""The provider of OptoSAR's algorithms."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .build_index import BuildIndex
from .coregister import Coregister
from .match_rasters import MatchRasters
from .search_region import SearchRegion

_ICON = Path(__file__).parent.parent.parent / "resources" / "icons" / "optosar.svg"


class OptoSARProvider(QgsProcessingProvider):
    """Registers the algorithms under ``optosar:``."""

    def id(self) -> str:
        """Prefix of the algorithms' ids."""
        return "optosar"

    def name(self) -> str:
        """Shown in the toolbox."""
        return "OptoSAR"

    def icon(self) -> QIcon:
        """Shown in the toolbox."""
        return QIcon(str(_ICON))

    def loadAlgorithms(self) -> None:
        """Make the algorithms."""
        for algorithm in (BuildIndex(), SearchRegion(), MatchRasters(), Coregister()):
            self.addAlgorithm(algorithm)
