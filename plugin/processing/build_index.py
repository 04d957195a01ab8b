"""Build an index."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterFolderDestination,
)

from ..i18n import tr
from .indexing import IndexAlgorithm
from .inputs import DOUBLE, choice_parameter, chosen, modalities, modes, number_parameter


class BuildIndex(IndexAlgorithm):
    """``optosar:buildindex``."""

    NAME = "buildindex"

    def __init__(self) -> None:
        super().__init__()
        self._request: dict[str, Any] = {}

    def displayName(self) -> str:
        """Name shown."""
        return tr("Build index")

    def shortDescription(self) -> str:
        """Shown as a tool tip."""
        return tr("Encodes rasters into an index that can be searched.")

    def shortHelpString(self) -> str:
        """Shown beside the dialog."""
        return tr(
            "Cuts rasters into tiles of 2270 m and encodes each by a neural network, so that a place of another"
            " sensor can be searched among them.\n\n"
            "An interrupted or cancelled build goes on where it stood when it is run again with the same folder;"
            " further rasters are added to it, and rasters whose file has changed are encoded anew."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        self.add_scenes(
            tr("Rasters to index"), tr("Georeferenced raster files, all of one kind."), optional=False
        )
        self.add(
            choice_parameter("MODALITY", tr("They are"), modalities(), "sar"),
            tr("SAR rasters are searched for places of optical ones, and the other way round."),
        )
        self.add(
            choice_parameter("MODE", tr("Encoding"), modes(), "auto"),
            tr(
                "Dense: tiles are seen with their surroundings, many times faster. Tile: each tile by itself, as in"
                " the paper."
            ),
            advanced=True,
        )
        self.add(
            number_parameter("STRIDE", tr("Stride (px)"), 96, (1, 10_000)),
            tr(
                "Distance of neighbouring tiles in pixels of 10 m; a multiple of 16 for dense encoding. A smaller one"
                " places more finely."
            ),
            advanced=True,
        )
        self.add(
            number_parameter("MAX_NODATA", tr("Largest share of nodata"), 0.25, (0.0, 0.99), DOUBLE),
            tr("Tiles with a larger share of pixels without a value are not indexed."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFolderDestination("INDEX", tr("Index folder")),
            tr("A new folder, or that of an index to go on with."),
        )
        self.add_common()

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look up the rasters."""
        super().prepareAlgorithm(parameters, context, feedback)
        self.look_up(parameters, context)
        modality = chosen(self, parameters, "MODALITY", modalities(), context)
        self._request = {
            "index": self._index,
            "scenes": self.scenes(parameters, modality, context),
            "modality": modality,
            "stride": self.parameterAsInt(parameters, "STRIDE", context),
            "max_nodata": self.parameterAsDouble(parameters, "MAX_NODATA", context),
            "weights": self._weights,
            "device": self._device,
        }
        mode = chosen(self, parameters, "MODE", modes(), context)
        if mode != "auto":
            self._request["mode"] = mode
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        with self.engine(feedback) as ask:
            info = ask("index_build", self._request)
        return self.finish(parameters, context, feedback, info)
