"""Search an index for a place of a raster."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCsException,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingMultiStepFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterPoint,
    QgsProcessingParameterRasterLayer,
    QgsRasterLayer,
)

from ..i18n import tr
from ..layers.coordinates import crs_from_text, united
from ..layers.rasters import region_params, scene_params
from ..layers.tables import CANDIDATES, QUERY, candidate_features, found_crs, query_features
from ..phrases import radiometries
from .base import OptoSARAlgorithm, failure
from .indexing import index_provenance, say_stale
from .inputs import (
    add_area,
    add_index,
    add_matching,
    add_radiometry,
    add_weights,
    area_param,
    choice_parameter,
    chosen,
    given,
    index_problem,
    matching_params,
    modalities,
    number_parameter,
    outside,
    raster_of,
)
from .outputs import add_match_outputs, fill, put_match, put_verdict, say_scene, table_parameter, table_sink

_REGIONS = ("POINT", "EXTENT", "POLYGONS")


class SearchRegion(OptoSARAlgorithm):
    """``optosar:searchregion``."""

    NAME, GROUP, ICON = "searchregion", "search", "region"

    def __init__(self) -> None:
        super().__init__()
        self._request: dict[str, Any] = {}

    def displayName(self) -> str:
        """Name shown."""
        return tr("Search region")

    def shortDescription(self) -> str:
        """Shown as a tool tip."""
        return tr("Finds a place of a raster in the imagery of an index.")

    def shortHelpString(self) -> str:
        """Shown beside the dialog."""
        return tr(
            "Finds a place of an optical raster among the SAR tiles of an index, or the other way round. Give"
            " the place in one of three ways: as a point, around which one tile is taken, as an extent, or as the"
            " polygons of a layer (the selected ones, if you tick that); larger places are searched by several"
            " tiles whose votes are joined.\n\n"
            "The best candidates are verified by keypoint matching. The verdict says whether the place was"
            " found; if it was not, the log says why, and what to do."
        )

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Parameters."""
        add_index(self)
        self.add(
            QgsProcessingParameterRasterLayer("QUERY", tr("Raster with the place")),
            tr("Shows the place that is searched for."),
        )
        self.add(
            choice_parameter("MODALITY", tr("It is"), modalities(), "optical"),
            tr("The other kind than that of the index."),
        )
        self.add(
            QgsProcessingParameterPoint("POINT", tr("Point"), optional=True),
            tr("Centre of the place. Leave extent and polygons empty."),
        )
        self.add(
            QgsProcessingParameterExtent("EXTENT", tr("Extent"), optional=True),
            tr("The place as a rectangle. Leave point and polygons empty."),
        )
        kinds = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource("POLYGONS", tr("Polygons"), kinds, optional=True),
            tr("The place as the polygons of a layer. Leave point and extent empty."),
        )
        add_area(self, tr("Candidates lie in this extent. When empty, they are sought everywhere."))
        self.add(
            number_parameter("CANDIDATES_WANTED", tr("Candidates"), 10, (1, 1000)), tr("How many to list.")
        )
        self.add(
            number_parameter("VERIFY", tr("Verify the best"), 5, (0, 1000)),
            tr("How many of them are verified by keypoints; 0 for none."),
        )
        self.add(
            QgsProcessingParameterBoolean(
                "ROTATIONS", tr("Also turned by quarter turns"), defaultValue=False
            ),
            tr(
                "Looks for the place turned by 90, 180 and 270 degrees as well, for imagery that is not north up;"
                " takes about four times as long."
            ),
        )
        add_radiometry(self)
        add_matching(self, advanced=True)
        add_weights(self, "WEIGHTS", tr("Weights of the retrieval network"))
        self.add_device()
        self.add(
            table_parameter("CANDIDATES", CANDIDATES, wanted=True),
            tr("The tiles found, best first, with score, number of agreeing matches and verdict."),
        )
        self.add(
            table_parameter("REGION", QUERY, wanted=False),
            tr("The place that was searched for, as it was taken."),
        )
        add_match_outputs(self, wanted=False)
        self.add(
            QgsProcessingParameterFolderDestination(
                "THUMBNAILS", tr("Thumbnails"), optional=True, createByDefault=False
            ),
            tr("Folder for pictures of the place and of each candidate."),
        )
        self.addOutput(QgsProcessingOutputNumber("COUNT", tr("Number of candidates")))
        self.addOutput(QgsProcessingOutputNumber("X", tr("x of the place found")))
        self.addOutput(QgsProcessingOutputNumber("Y", tr("y of the place found")))
        self.addOutput(QgsProcessingOutputString("CRS", tr("CRS of the place found")))

    def checkParameterValues(
        self, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> tuple[bool, str]:
        """One index and one place are needed."""
        problem = index_problem(self.parameterAsString(parameters, "INDEX", context))
        if not problem and sum(given(parameters, name) for name in _REGIONS) != 1:
            problem = tr("Give the place in one way: a point, an extent, or polygons.")
        return (False, problem) if problem else super().checkParameterValues(parameters, context)

    def prepareAlgorithm(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> bool:
        """Look up the raster and the place."""
        super().prepareAlgorithm(parameters, context, feedback)
        layer = raster_of(self, parameters, "QUERY", context)
        modality = chosen(self, parameters, "MODALITY", modalities(), context)
        radiometry = chosen(self, parameters, "RADIOMETRY", radiometries(), context)
        self._request = {
            "index": self.parameterAsString(parameters, "INDEX", context),
            "scene": scene_params(layer, modality, radiometry),
            "modality": modality,
            "region": self._region(layer, parameters, context),
            "k": self.parameterAsInt(parameters, "CANDIDATES_WANTED", context),
            "verify": self.parameterAsInt(parameters, "VERIFY", context),
            "rotations": self.parameterAsBool(parameters, "ROTATIONS", context),
            "area": area_param(self, parameters, context),
            "thumbnails": self.parameterAsString(parameters, "THUMBNAILS", context) or None,
            "weights": self.parameterAsFile(parameters, "WEIGHTS", context) or None,
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
            info = ask("index_info", {"index": self._request["index"]}, quick)
            say_stale(info, feedback)
            scene = {**self._request["scene"], "modality": self._request["modality"]}
            say_scene(ask("inspect_scene", scene, quick), feedback)
            found = ask("search", self._request)
        feedback.pushInfo(tr("Computed on {device}.").format(device=found["device"]))
        provenance = {**index_provenance(info), "device": found["device"], "request": self._request}
        return self._finish(parameters, context, feedback, found, provenance)

    def _finish(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        found: dict[str, Any],
        provenance: dict[str, Any],
    ) -> dict[str, Any]:
        candidates, transforms = found["candidates"], context.transformContext()
        crs = crs_from_text(found["query"].get("crs"))
        place = found_crs(found)
        kind, scene = self._request["region"]["kind"], self._request["scene"]["path"]
        try:
            sinks = {
                "CANDIDATES": (CANDIDATES, place, candidate_features(found, place, transforms)),
                "REGION": (QUERY, crs, query_features(found, kind, scene, crs, transforms)),
            }
        except QgsCsException as error:
            raise outside(error) from error
        results: dict[str, Any] = {"COUNT": len(candidates)}
        for name, (table, own, features) in sinks.items():
            sink = table_sink(table, own, features, provenance)
            results.update(fill(self, parameters, name, context, sink))
        results.update(put_verdict(found["verdict"], feedback))
        best = candidates[0] if candidates else {}
        check = best.get("verification") or {}
        located = check.get("located_center") if check.get("accepted") else None
        if best:
            results["X"], results["Y"] = located or best["center"]
            results["CRS"] = best["crs"]
        if check.get("match"):
            results.update(put_match(self, parameters, context, check["match"]))
        elif any(given(parameters, name) for name in ("MATCHES", "KEYPOINTS", "MATCH")):
            text = tr("The best candidate has no matches to write.")
            feedback.pushWarning(f"{text} {tr('Verify at least one candidate, or choose another place.')}")
        if self._request["thumbnails"]:
            results["THUMBNAILS"] = self._request["thumbnails"]
        return results

    def _region(
        self, layer: QgsRasterLayer, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> dict[str, Any]:
        """The place as the engine is told of it."""
        if given(parameters, "POINT"):
            crs = self.parameterAsPointCrs(parameters, "POINT", context)
            kind, shape = (
                "point",
                QgsGeometry.fromPointXY(self.parameterAsPoint(parameters, "POINT", context)),
            )
        elif given(parameters, "EXTENT"):
            crs = self.parameterAsExtentCrs(parameters, "EXTENT", context)
            kind, shape = (
                "rectangle",
                QgsGeometry.fromRect(self.parameterAsExtent(parameters, "EXTENT", context)),
            )
        else:
            source = self.parameterAsSource(parameters, "POLYGONS", context)
            if source is None:
                raise failure(self.invalidSourceError(parameters, "POLYGONS"))
            crs, kind = source.sourceCrs(), "polygon"
            shape = united(feature.geometry() for feature in source.getFeatures())
        if shape.isEmpty():
            raise failure(
                tr("The place is empty."), tr("Choose a layer that holds sound polygons, or select some.")
            )
        try:
            return region_params(layer, kind, shape, crs)
        except QgsCsException as error:
            raise outside(error) from error
