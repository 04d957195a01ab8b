"""Write a co-registered raster."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterNumber,
    QgsProcessingParameterRasterDestination,
    QgsProcessingParameterRasterLayer,
    QgsRasterLayer,
    QgsRasterRenderer,
)

from ..dock.figures import describe_displacement, length
from ..i18n import tr
from ..layers.coordinates import crs_to_text
from ..layers.rasters import raster_path
from ..offered import Offered, resamplings, sides, transformations
from ..phrases import radiometries
from .base import OptoSARAlgorithm, failure
from .inputs import (
    DOUBLE,
    add_match,
    add_radiometry,
    choice_parameter,
    chosen,
    given,
    raster_of,
    read_match,
)
from .outputs import Dresser


def grids() -> Offered:
    """Pixel grids of the result."""
    return (("reference", tr("That of the reference")), ("moving", tr("Around the moved raster")))


class Coregister(OptoSARAlgorithm):
    """``optosar:coregister``."""

    NAME, GROUP = "coregister", "register"

    def __init__(self) -> None:
        super().__init__()
        self._request: dict[str, Any] = {}
        self._renderer: QgsRasterRenderer | None = None
        self._bands = 0

    def displayName(self) -> str:
        """Name shown."""
        return tr("Co-register")

    def shortDescription(self) -> str:
        """Shown as a tool tip."""
        return tr("Moves one of two matched rasters onto the other.")

    def shortHelpString(self) -> str:
        """Shown beside the dialog."""
        return tr(
            "Writes one of two matched rasters as a GeoTIFF that lies on the other. Data type, bands and nodata"
            " are kept. The figures tell the errors at control points that took no part in the fit.\n\n"
            "Similarity and affine suit terrain-corrected images; polynomials and thin plate spline follow"
            " local distortions, and also local errors of the matches.\n\n"
            "The displacement field follows relief: what an affine transformation leaves is measured between the"
            " two rasters all over their overlap, which takes minutes for a whole scene. The log tells how much it"
            " was before and after, and at which share of the places it was measured."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        add_match(self)
        self.add(
            QgsProcessingParameterRasterLayer("RASTER", tr("Raster to move"), optional=True),
            tr("When empty, the file that was matched. Give it where that file was moved elsewhere."),
        )
        self.add(
            QgsProcessingParameterRasterLayer("REFERENCE", tr("Reference raster"), optional=True),
            tr("When empty, the file that was matched."),
            advanced=True,
        )
        self.add(
            choice_parameter("METHOD", tr("Transformation"), transformations(), "affine"),
            tr("The plainest that fits is best. The displacement field is for SAR displaced by relief."),
        )
        self.add(
            choice_parameter("RESAMPLING", tr("Resampling"), resamplings(), "bilinear"),
            tr("How values between pixels are found; “Nearest neighbour” for classes and palettes."),
        )
        self.add(
            choice_parameter("GRID", tr("Pixel grid"), grids(), "reference"),
            tr("The extent, and, unless given below, the pixel size and CRS of the result."),
        )
        self.add(
            QgsProcessingParameterNumber(
                "RESOLUTION", tr("Pixel size"), DOUBLE, None, optional=True, minValue=1e-9
            ),
            tr("In units of the CRS of the result. When empty, that of the grid."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterCrs("TARGET_CRS", tr("CRS of the result"), optional=True),
            tr("For a grid around the moved raster. When empty, that of the reference."),
            advanced=True,
        )
        add_radiometry(self)
        self.add_device()
        self.add(
            QgsProcessingParameterRasterDestination("OUTPUT", tr("Co-registered raster")),
            tr("A GeoTIFF, drawn as the raster to move where that is given as a layer."),
        )
        self.addOutput(QgsProcessingOutputNumber("RMSE", tr("RMSE of the fit")))
        self.addOutput(QgsProcessingOutputNumber("HOLDOUT_RMSE", tr("RMSE at held-out points")))
        self.addOutput(QgsProcessingOutputNumber("HOLDOUT_CE90", tr("CE90 at held-out points")))

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look up the rasters."""
        super().prepareAlgorithm(parameters, context, feedback)
        crs = self.parameterAsCrs(parameters, "TARGET_CRS", context)
        grid = chosen(self, parameters, "GRID", grids(), context)
        if crs.isValid() and grid == "reference":
            text = tr("A CRS of the result needs the pixel grid “{grid}”.").format(
                grid=dict(grids())["moving"]
            )
            raise failure(text, tr("Choose that grid, or leave the CRS empty."))
        self._request = {
            "moving": chosen(self, parameters, "MOVING", sides(), context),
            "method": chosen(self, parameters, "METHOD", transformations(), context),
            "resampling": chosen(self, parameters, "RESAMPLING", resamplings(), context),
            "grid": grid,
            "radiometry": chosen(self, parameters, "RADIOMETRY", radiometries(), context),
            "target_crs": crs_to_text(crs),
            "device": self._device,
            "out": self.parameterAsOutputLayer(parameters, "OUTPUT", context),
        }
        if given(parameters, "RESOLUTION"):
            self._request["resolution"] = self.parameterAsDouble(parameters, "RESOLUTION", context)
        if given(parameters, "RASTER"):
            layer = raster_of(self, parameters, "RASTER", context)
            self._request["moving_path"] = raster_path(layer)
            if layer.renderer() is not None:
                self._renderer, self._bands = layer.renderer().clone(), layer.bandCount()
        if given(parameters, "REFERENCE"):
            self._request["reference_path"] = raster_path(raster_of(self, parameters, "REFERENCE", context))
        return True

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        match = read_match(self, parameters, context)
        with self.engine(feedback) as ask:
            made = ask("coregister", {**self._request, "match": match})
        figures = {
            "RMSE": made["rmse"],
            "HOLDOUT_RMSE": made["holdout_rmse"],
            "HOLDOUT_CE90": made["holdout_ce90"],
        }
        for name, value in figures.items():
            if value is not None:
                what = self.outputDefinition(name).description()
                feedback.pushInfo(f"{what}: {length(value, made['units'])}")
        for line in describe_displacement(made).splitlines():
            feedback.pushInfo(line)
        self._dress(context, made["path"])
        return {
            "OUTPUT": made["path"],
            **{name: value for name, value in figures.items() if value is not None},
        }

    def _dress(self, context: QgsProcessingContext, path: str) -> None:
        """Have the result drawn as the raster that was moved."""
        renderer, bands = self._renderer, self._bands

        def dress(layer: QgsMapLayer) -> None:
            if isinstance(layer, QgsRasterLayer) and renderer is not None and layer.bandCount() == bands:
                layer.setRenderer(renderer.clone())

        Dresser.use(context, path, dress)
