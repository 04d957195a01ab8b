"""Search an index for a place of a raster."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterLayer,
)

from ..i18n import tr
from .base import EngineAlgorithm


class SearchRegion(EngineAlgorithm):
    """``optosar:searchregion``."""

    NAME, TITLE = "searchregion", "Search region"
    HELP = "Finds the place around a point of an optical raster among the tiles of an index."

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        folder = QgsProcessingParameterFile.Behavior.Folder
        self.addParameter(QgsProcessingParameterFile("INDEX", tr("Index folder"), folder))
        self.addParameter(QgsProcessingParameterRasterLayer("QUERY", tr("Optical raster")))
        self.addParameter(QgsProcessingParameterPoint("POINT", tr("Place")))
        self.addParameter(QgsProcessingParameterNumber("K", tr("Candidates"), defaultValue=10, minValue=1))
        self.addParameter(
            QgsProcessingParameterNumber("VERIFY", tr("Verify the best"), defaultValue=3, minValue=0)
        )
        self.addParameter(QgsProcessingParameterFileDestination("OUTPUT", tr("Candidates"), "JSON (*.json)"))

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        layer = self.parameterAsRasterLayer(parameters, "QUERY", context)
        path = self.file_of(layer, tr("Optical raster"))
        point = self.parameterAsPoint(parameters, "POINT", context, layer.crs())
        geometry = {"type": "Point", "coordinates": [point.x(), point.y()]}
        params = {
            "index": self.parameterAsString(parameters, "INDEX", context),
            "scene": {"path": path},
            "modality": "optical",
            "region": {
                "kind": "point",
                "geometry": geometry,
                "crs": layer.crs().authid() or layer.crs().toWkt(),
            },
            "k": self.parameterAsInt(parameters, "K", context),
            "verify": self.parameterAsInt(parameters, "VERIFY", context),
        }
        result = self.ask("search", params, feedback)
        out = Path(self.parameterAsFileOutput(parameters, "OUTPUT", context))
        out.write_text(json.dumps(result, indent=1), encoding="utf-8")
        return {"OUTPUT": str(out)}
