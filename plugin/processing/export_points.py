"""Export the control points of a match."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)

from ..i18n import tr
from ..offered import sides
from .base import OptoSARAlgorithm
from .inputs import add_match, chosen, given, read_match
from .outputs import POINTS, Style, copied, fill, layer_parameter

_KINDS = {".points": "points", ".csv": "csv", ".gpkg": "gpkg"}


class ExportPoints(OptoSARAlgorithm):
    """``optosar:exportpoints``."""

    NAME, GROUP, ICON = "exportpoints", "register", "add_match"

    def displayName(self) -> str:
        """Name shown."""
        return tr("Export control points")

    def shortDescription(self) -> str:
        """Shown as a tool tip."""
        return tr("Writes the matches in use as control points for the Georeferencer, as CSV or as a layer.")

    def shortHelpString(self) -> str:
        """Shown beside the dialog."""
        return tr(
            "Writes the matches in use as ground control points that move one raster onto the other. The ending"
            " of the file says which format: .points for the Georeferencer of QGIS, .csv, or .gpkg.\n\n"
            "Matches that were held out of the fit are disabled in a .points file, and marked as check points in"
            " the others."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        add_match(self)
        filters = [
            tr("Georeferencer points (*.points)"),
            tr("CSV files (*.csv)"),
            tr("GeoPackages (*.gpkg)"),
        ]
        self.add(
            QgsProcessingParameterFileDestination(
                "OUTPUT", tr("Control points as file"), ";;".join(filters), optional=True
            ),
            tr("The Georeferencer opens <raster file>.points by itself."),
        )
        self.add(
            layer_parameter("LAYER", tr("Control points"), POINTS, wanted=False),
            tr("The control points as a layer, where the reference has them."),
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of control points")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """Something must be written, in a format that is known."""
        problem = ""
        if not given(parameters, "OUTPUT") and not given(parameters, "LAYER"):
            problem = tr("Nothing is to be written: choose a file or a layer.")
        file = (
            self.parameterAsFileOutput(parameters, "OUTPUT", context) if given(parameters, "OUTPUT") else ""
        )
        if file and Path(file).suffix.lower() not in _KINDS:
            text = tr("{path} has no known ending. Use one of {endings}.")
            problem = text.format(path=file, endings=", ".join(_KINDS))
        return (False, problem) if problem else super().checkParameterValues(parameters, context)

    def processAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Run."""
        match = read_match(self, parameters, context)
        request = {"match": match, "moving": chosen(self, parameters, "MOVING", sides(), context)}
        out = self.parameterAsFileOutput(parameters, "OUTPUT", context)
        results: dict[str, Any] = {}
        with self.engine(feedback) as ask, tempfile.TemporaryDirectory() as folder:
            if out:
                kind = _KINDS[Path(out).suffix.lower()]
                made = ask("export_points", {**request, "kind": kind, "out": out})
                results["OUTPUT"], results["COUNT"] = made["path"], made["count"]
            if given(parameters, "LAYER"):
                file = str(Path(folder) / "gcps.gpkg")
                made = ask("export_points", {**request, "kind": "gpkg", "out": file})
                results["COUNT"] = made["count"]
                style = Style("", tr("Control points of a match."), match.get("provenance") or {})
                results.update(
                    fill(self, parameters, "LAYER", context, copied(f"{file}|layername=gcps", style))
                )
        feedback.pushInfo(tr("{count} control points were written.").format(count=results["COUNT"]))
        return results
