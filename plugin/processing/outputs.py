"""What algorithms leave behind: layers with the plugin's styles and provenance, and matches as files."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFields,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProcessingOutputBoolean,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..i18n import tr
from ..layers.coordinates import crs_from_text
from ..layers.provenance import set_provenance
from ..layers.run import abstract_of, title_of
from ..layers.styles import apply_style
from ..layers.tables import KEYPOINTS, MATCHES, Table, keypoint_features, match_features
from ..phrases import radiometries, said
from .base import OptoSARAlgorithm, failure
from .inputs import given

LINES = QgsProcessing.SourceType.TypeVectorLine
POINTS = QgsProcessing.SourceType.TypeVectorPoint
POLYGONS = QgsProcessing.SourceType.TypeVectorPolygon

#: Post-processors waiting for their layer: Processing keeps a bare pointer to them.
_WAITING: set[Dresser] = set()


class Dresser(QgsProcessingLayerPostProcessorInterface):
    """Does something to a layer once it is loaded, on the main thread.

    Args:
        dress: gets the layer.
    """

    def __init__(self, dress: Callable[[QgsMapLayer], None]) -> None:
        super().__init__()
        self._dress = dress

    @classmethod
    def use(
        cls, context: QgsProcessingContext, destination: str, dress: Callable[[QgsMapLayer], None]
    ) -> None:
        """Have ``dress`` called for the layer of an output, if that is going to be loaded."""
        if context.willLoadLayerOnCompletion(destination):
            dresser = cls(dress)
            _WAITING.add(dresser)
            context.layerToLoadOnCompletionDetails(destination).setPostProcessor(dresser)

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Called by Processing."""
        try:
            self._dress(layer)
        finally:
            _WAITING.discard(self)


@dataclass(frozen=True)
class Style:
    """How a layer is shown, and what its metadata say.

    Attributes:
        name: of a bundled style; empty for none.
        abstract: what the layer shows.
        provenance: where it came from.
    """

    name: str
    abstract: str
    provenance: dict[str, Any]

    def __call__(self, layer: QgsMapLayer) -> None:
        """Dress a loaded layer."""
        if isinstance(layer, QgsVectorLayer):
            if self.name:
                apply_style(layer, self.name)
            set_provenance(layer, layer.name(), self.abstract, self.provenance)
            layer.triggerRepaint()


@dataclass(frozen=True)
class Sink:
    """What goes into a layer."""

    fields: QgsFields
    geometry: QgsWkbTypes.Type
    crs: QgsCoordinateReferenceSystem
    features: Iterable[QgsFeature]
    style: Style


def layer_parameter(
    name: str, text: str, kind: QgsProcessing.SourceType, *, wanted: bool
) -> QgsProcessingParameterFeatureSink:
    """The layer of an output; one that is not ``wanted`` from the start may be left out."""
    return QgsProcessingParameterFeatureSink(name, text, kind, optional=not wanted, createByDefault=wanted)


def table_parameter(name: str, table: Table, *, wanted: bool) -> QgsProcessingParameterFeatureSink:
    """The layer of one of the plugin's tables."""
    kinds = {
        QgsWkbTypes.Type.Point: POINTS,
        QgsWkbTypes.Type.LineString: LINES,
        QgsWkbTypes.Type.Polygon: POLYGONS,
    }
    return layer_parameter(name, title_of(table), kinds[table.geometry], wanted=wanted)


def fill(
    algorithm: OptoSARAlgorithm,
    parameters: dict[str, Any],
    name: str,
    context: QgsProcessingContext,
    sink: Sink,
) -> dict[str, Any]:
    """Write the layer of an output.

    Returns:
        The entry for the results; empty when the output was not wanted.

    Raises:
        QgsProcessingException: it cannot be written.
    """
    out, destination = algorithm.parameterAsSink(
        parameters, name, context, sink.fields, sink.geometry, sink.crs
    )
    if out is None:
        if not given(parameters, name):
            return {}
        raise QgsProcessingException(algorithm.invalidSinkError(parameters, name))
    for feature in sink.features:
        if not out.addFeature(_fitted(feature, sink.fields), QgsFeatureSink.Flag.FastInsert):
            raise QgsProcessingException(algorithm.writeFeatureError(out, parameters, name))
    if sink.crs.isValid():
        Dresser.use(context, destination, sink.style)
    else:
        # Processing and GeoPackages take "no CRS" for degrees, and pixels would lie in the Gulf of Guinea.
        kept = context.temporaryLayerStore().mapLayer(destination)
        if kept is not None:
            kept.setCrs(QgsCoordinateReferenceSystem())
        Dresser.use(context, destination, lambda layer: _in_pixels(layer, sink.style))
    return {name: destination}


def _in_pixels(layer: QgsMapLayer, style: Style) -> None:
    layer.setCrs(QgsCoordinateReferenceSystem())
    style(layer)


def _fitted(feature: QgsFeature, fields: QgsFields) -> QgsFeature:
    """The feature with these fields only."""
    if feature.fields() == fields:
        return feature
    copy = QgsFeature(fields)
    copy.setGeometry(feature.geometry())
    for field in fields:
        copy.setAttribute(field.name(), feature.attribute(field.name()))
    return copy


def table_sink(
    table: Table,
    crs: QgsCoordinateReferenceSystem,
    features: Iterable[QgsFeature],
    provenance: dict[str, Any],
) -> Sink:
    """The contents of one of the plugin's tables, in its style."""
    style = Style(table.name, abstract_of(table), provenance)
    return Sink(table.fields(), table.geometry, crs, features, style)


def copied(source: str, style: Style) -> Sink:
    """The contents of a layer that the engine wrote.

    Raises:
        QgsProcessingException: it cannot be read.
    """
    layer = QgsVectorLayer(source, "", "ogr")
    if not layer.isValid():
        raise failure(tr("The layer {source} cannot be read.").format(source=source))
    fields = QgsFields()
    for field in layer.fields():
        if field.name() != "fid":
            fields.append(field)
    return Sink(fields, layer.wkbType(), layer.crs(), list(layer.getFeatures()), style)


def add_match_outputs(algorithm: OptoSARAlgorithm, *, wanted: bool) -> None:
    """Add the outputs of a match: its lines, its file, verdict and accuracy."""
    algorithm.add(
        table_parameter("MATCHES", MATCHES, wanted=wanted),
        tr("Lines from the optical to the SAR keypoint of each match, coloured by residual."),
    )
    algorithm.add(
        table_parameter("KEYPOINTS", KEYPOINTS, wanted=False), tr("The keypoints found in both rasters.")
    )
    algorithm.add(
        QgsProcessingParameterFileDestination(
            "MATCH", tr("Match"), tr("JSON files (*.json)"), optional=not wanted, createByDefault=wanted
        ),
        tr("The match as a file, for “Export control points” and “Co-register”."),
    )
    algorithm.addOutput(QgsProcessingOutputBoolean("ACCEPTED", tr("Accepted")))
    algorithm.addOutput(QgsProcessingOutputString("VERDICT", tr("Verdict and reason")))
    algorithm.addOutput(QgsProcessingOutputNumber("USED", tr("Matches in use")))
    algorithm.addOutput(QgsProcessingOutputNumber("RMSE", tr("RMSE of the fit")))
    algorithm.addOutput(QgsProcessingOutputNumber("HOLDOUT_RMSE", tr("RMSE at held-out points")))
    algorithm.addOutput(QgsProcessingOutputNumber("HOLDOUT_CE90", tr("CE90 at held-out points")))


def put_match(
    algorithm: OptoSARAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    match: dict[str, Any],
) -> dict[str, Any]:
    """Write the outputs of :func:`add_match_outputs`, verdict excepted.

    Returns:
        Entries for the results.

    Raises:
        QgsProcessingException: they cannot be written.
    """
    crs, transforms = crs_from_text(match.get("crs")), context.transformContext()
    provenance = match.get("provenance") or {}
    lines, points = match_features(match, crs, transforms), keypoint_features(match, crs, transforms)
    sinks = {
        "MATCHES": table_sink(MATCHES, crs, lines, provenance),
        "KEYPOINTS": table_sink(KEYPOINTS, crs, points, provenance),
    }
    results: dict[str, Any] = {}
    for name, sink in sinks.items():
        results.update(fill(algorithm, parameters, name, context, sink))
    file = algorithm.parameterAsFileOutput(parameters, "MATCH", context)
    if file:
        write_json(Path(file), match)
        results["MATCH"] = file
    accuracy = match.get("accuracy") or {}
    figures = {
        "RMSE": accuracy.get("rmse"),
        "HOLDOUT_RMSE": accuracy.get("holdout_rmse"),
        "HOLDOUT_CE90": accuracy.get("holdout_ce90"),
    }
    results["USED"] = sum(1 for row in match["matches"] if row.get("use"))
    results.update({name: value for name, value in figures.items() if value is not None})
    return results


def put_verdict(verdict: dict[str, Any] | None, feedback: QgsProcessingFeedback) -> dict[str, Any]:
    """Say what the verdict is.

    Returns:
        Entries for the results.
    """
    if not verdict:
        return {}
    title = tr("Accepted") if verdict.get("accepted") else tr("No reliable match")
    text = f"{title}: {said(str(verdict.get('reason', '')))}".strip(": ")
    if verdict.get("accepted"):
        feedback.pushInfo(text)
    else:
        feedback.pushWarning("\n".join(part for part in (text, said(str(verdict.get("hint", "")))) if part))
    return {"ACCEPTED": bool(verdict.get("accepted")), "VERDICT": text}


def say_scene(scene: dict[str, Any], feedback: QgsProcessingFeedback) -> None:
    """Report how a scene is taken: ``inspect_scene`` of the engine, or a scene of an index."""
    text = tr("{name}: {radiometry} ({why})")
    name, radiometry = scene["name"], dict(radiometries()).get(scene["radiometry"], "")
    feedback.pushInfo(text.format(name=name, radiometry=radiometry, why=said(scene["radiometry_why"])))
    for warning in scene["warnings"]:
        feedback.pushWarning(f"{name}: {said(warning)}")


def write_json(path: Path, values: dict[str, Any]) -> None:
    """Write a file in one step.

    Raises:
        QgsProcessingException: no space, no permission.
    """
    part = path.with_name(f".{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(values, ensure_ascii=False), encoding="utf-8")
        part.replace(path)
    except OSError as error:
        text = tr("{path} cannot be written: {detail}.").format(path=path, detail=error.strerror or error)
        raise failure(text, tr("Free some space, or choose another folder.")) from error
    finally:
        part.unlink(missing_ok=True)
