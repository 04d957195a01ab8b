"""Match an optical and a SAR raster."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCsException,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingParameterRasterLayer,
)

from ..i18n import tr
from ..layers.rasters import measured_on, scene_params
from ..phrases import radiometries
from .base import OptoSARAlgorithm
from .inputs import (
    add_area,
    add_matching,
    add_radiometry,
    area_param,
    chosen,
    matching_params,
    outside,
    raster_of,
)
from .outputs import add_match_outputs, put_match, put_verdict, say_scene


class MatchRasters(OptoSARAlgorithm):
    """``optosar:matchrasters``."""

    NAME, GROUP = "matchrasters", "search"

    def __init__(self) -> None:
        super().__init__()
        self._request: dict[str, Any] = {}

    def displayName(self) -> str:
        """Name shown."""
        return tr("Match rasters")

    def shortDescription(self) -> str:
        """Shown as a tool tip."""
        return tr("Finds keypoint matches between an optical and a SAR raster, with a verdict.")

    def shortHelpString(self) -> str:
        """Shown beside the dialog."""
        return tr(
            "Matches keypoints of an optical and a SAR raster where they overlap, and fits a geometric model to"
            " them. Rasters without georeference are matched whole, in pixels, turned and scaled until a match is"
            " accepted.\n\n"
            "Part of the matches is held out of the fit and tells how accurate it is. The verdict says whether"
            " the match is reliable; if it is not, the log says why, and what to do. The file of the match is the"
            " input of “Export control points” and “Co-register”."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        self.add(
            QgsProcessingParameterRasterLayer("OPTICAL", tr("Optical raster")),
            tr("A raster file; of one with many bands, those on display are used."),
        )
        self.add(
            QgsProcessingParameterRasterLayer("SAR", tr("SAR raster")),
            tr("A raster file: amplitude, intensity or decibel, or an 8-bit picture."),
        )
        add_area(self, tr("Matches are sought in this extent. When empty, wherever the rasters overlap."))
        add_radiometry(self)
        add_matching(self, advanced=False)
        self.add_device()
        add_match_outputs(self, wanted=True)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look up the rasters."""
        super().prepareAlgorithm(parameters, context, feedback)
        radiometry = chosen(self, parameters, "RADIOMETRY", radiometries(), context)
        optical = raster_of(self, parameters, "OPTICAL", context)
        sar = raster_of(self, parameters, "SAR", context)
        self._request = {
            "optical": scene_params(optical, "optical"),
            "sar": scene_params(sar, "sar", radiometry),
            "area": area_param(self, parameters, context, measured_on(optical, sar)),
            "device": self._device,
            **matching_params(self, parameters, context),
        }
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        quick = QgsProcessingMultiStepFeedback(100, feedback)
        with self.engine(feedback) as ask:
            for side in ("optical", "sar"):
                say_scene(ask("inspect_scene", {**self._request[side], "modality": side}, quick), feedback)
            match = ask("match", self._request)
        device = match["provenance"].get("device", "")
        feedback.pushInfo(tr("Computed on {device}.").format(device=device))
        try:
            results = put_match(self, parameters, context, match)
        except QgsCsException as error:
            raise outside(error) from error
        return {**results, **put_verdict(match["verdict"], feedback)}
