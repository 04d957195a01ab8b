"""What building and updating an index have in common."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterMultipleLayers,
)

from ..i18n import tr
from ..layers.rasters import scene_params
from ..phrases import radiometries
from .base import OptoSARAlgorithm
from .inputs import add_radiometry, add_weights, chosen, rasters_of
from .outputs import POLYGONS, Style, copied, fill, layer_parameter, say_scene


class IndexAlgorithm(OptoSARAlgorithm):
    """Writes an index and shows its tiles."""

    GROUP = "index"

    def __init__(self) -> None:
        super().__init__()
        self._index = ""
        self._weights: str | None = None

    def add_scenes(self, text: str, help_text: str, *, optional: bool) -> None:
        """Add the rasters."""
        kind = QgsProcessing.SourceType.TypeRaster
        self.add(QgsProcessingParameterMultipleLayers("SCENES", text, kind, None, optional), help_text)

    def add_common(self) -> None:
        """Add what follows the rasters: radiometry, weights, device, and the outputs."""
        add_radiometry(self)
        add_weights(self, "WEIGHTS", tr("Weights of the retrieval network"))
        self.add_device()
        self.add(
            layer_parameter("TILES", tr("Tiles"), POLYGONS, wanted=False),
            tr("Footprints of all tiles of the index."),
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of tiles")))

    def look_up(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Look up index folder and weights."""
        self._index = self.parameterAsString(parameters, "INDEX", context)
        self._weights = self.parameterAsFile(parameters, "WEIGHTS", context) or None

    def scenes(
        self, parameters: dict[str, Any], modality: str, context: QgsProcessingContext
    ) -> list[dict[str, Any]]:
        """The rasters as the engine is told of them."""
        radiometry = chosen(self, parameters, "RADIOMETRY", radiometries(), context)
        layers = rasters_of(self, parameters, "SCENES", context)
        return [scene_params(layer, modality, radiometry) for layer in layers]

    def finish(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        info: dict[str, Any],
    ) -> dict[str, Any]:
        """Report on the index and write its tiles.

        Args:
            parameters: of the run.
            context: of the run.
            feedback: of the run.
            info: the engine's report.

        Returns:
            The results.
        """
        for scene in info["scenes"]:
            say_scene(scene, feedback)
            text = tr("{name}: {tiles} tiles, {nodata} left out for nodata, {flat} for showing nothing.")
            feedback.pushInfo(
                text.format(
                    name=scene["name"],
                    tiles=scene["tiles"],
                    nodata=scene["skipped_nodata"],
                    flat=scene["skipped_flat"],
                )
            )
        say_stale(info, feedback)
        feedback.pushInfo(tr("Computed on {device}.").format(device=info["device"]))
        results = {"INDEX": self._index, "COUNT": info["tiles"]}
        if info["tiles"] and Path(info["footprints"]).is_file():
            style = Style("tiles", tr("Footprints of the tiles of an index."), index_provenance(info))
            sink = copied(f"{info['footprints']}|layername=tiles", style)
            results.update(fill(self, parameters, "TILES", context, sink))
        return results


def index_provenance(info: dict[str, Any]) -> dict[str, Any]:
    """Where descriptors of an index come from."""
    options = {key: info[key] for key in ("modality", "gsd", "tile", "stride", "max_nodata")}
    return {"weights": info["weights_name"], "weights_sha256": info["weights_sha256"], "options": options}


def say_stale(info: dict[str, Any], feedback: QgsProcessingFeedback) -> None:
    """Warn of scenes that are not as they were encoded."""
    texts = {
        "changed": tr("{name} has changed since it was indexed. Run “Update index”."),
        "partial": tr("{name} is not completely indexed. Run “Update index”."),
        "missing": tr("{name} is missing: it is found, but cannot be verified. Restore {path}."),
    }
    for scene in info["scenes"]:
        if scene["status"] in texts:
            feedback.pushWarning(texts[scene["status"]].format(name=scene["name"], path=scene["path"]))
