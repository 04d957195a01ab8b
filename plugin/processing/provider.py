"""The provider of OptoSAR's algorithms."""

from __future__ import annotations

from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..i18n import tr
from .base import ICONS, missing_engine
from .build_index import BuildIndex
from .coregister import Coregister
from .export_points import ExportPoints
from .match_rasters import MatchRasters
from .search_region import SearchRegion
from .update_index import UpdateIndex

ALGORITHMS = (BuildIndex, UpdateIndex, SearchRegion, MatchRasters, ExportPoints, Coregister)


class OptoSARProvider(QgsProcessingProvider):
    """Offers the algorithms under ``optosar:``."""

    def id(self) -> str:
        """Prefix of the algorithms' ids."""
        return "optosar"

    def name(self) -> str:
        """Shown in the toolbox."""
        return "OptoSAR"

    def longName(self) -> str:
        """Shown where there is room."""
        return tr("OptoSAR (optical and SAR imagery)")

    def icon(self) -> QIcon:
        """Shown in the toolbox."""
        return QIcon(self.svgIconPath())

    def svgIconPath(self) -> str:
        """File of the icon."""
        return str(ICONS / "optosar.svg")

    def warningMessage(self) -> str:
        """What the toolbox says above the algorithms while the engine is missing."""
        return missing_engine()

    def supportedOutputRasterLayerExtensions(self) -> list[str]:
        """Co-registered rasters are GeoTIFFs."""
        return ["tif", "tiff"]

    def loadAlgorithms(self) -> None:
        """Make the algorithms."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
