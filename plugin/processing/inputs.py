"""Parameters that several algorithms share, and what they become for the engine."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import (
    NULL,
    QgsCsException,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsRasterLayer,
)

from ..i18n import tr
from ..layers.coordinates import crs_to_text, geometry_to_geojson
from ..layers.rasters import problem_of, region_params, scene_crs
from ..offered import Offered, models, sides
from ..phrases import radiometries, said
from .base import OptoSARAlgorithm, failure

INTEGER = QgsProcessingParameterNumber.Type.Integer
DOUBLE = QgsProcessingParameterNumber.Type.Double


def modalities() -> Offered:
    """Kinds of scenes."""
    return (("sar", tr("SAR")), ("optical", tr("Optical")))


def modes() -> Offered:
    """How tiles are encoded."""
    return (("auto", tr("As the stride allows")), ("dense", tr("Dense")), ("tile", tr("Tile by tile")))


def choice_parameter(name: str, text: str, choices: Offered, default: str) -> QgsProcessingParameterEnum:
    """An enumeration; its value is the position among ``choices``."""
    keys = [key for key, _ in choices]
    return QgsProcessingParameterEnum(
        name, text, options=[label for _, label in choices], defaultValue=keys.index(default)
    )


def number_parameter(
    name: str, text: str, default: float, bounds: tuple[float, float], kind: Any = INTEGER
) -> QgsProcessingParameterNumber:
    """A number within ``bounds``."""
    return QgsProcessingParameterNumber(name, text, kind, default, False, *bounds)


def chosen(
    algorithm: OptoSARAlgorithm,
    parameters: dict[str, Any],
    name: str,
    choices: Offered,
    context: QgsProcessingContext,
) -> str:
    """The key that stands behind the value of an enumeration."""
    return str(choices[algorithm.parameterAsEnum(parameters, name, context)][0])


def given(parameters: dict[str, Any], name: str) -> bool:
    """Whether an optional parameter has a value."""
    value = parameters.get(name)
    return not (value is None or value == NULL or value in ("", []))


def add_radiometry(algorithm: OptoSARAlgorithm) -> None:
    """Add the choice of how SAR values are scaled."""
    algorithm.add(
        choice_parameter("RADIOMETRY", tr("SAR values"), radiometries(), "auto"),
        tr("How the values of SAR rasters are scaled; the log says what was detected, and why."),
        advanced=True,
    )


def add_area(algorithm: OptoSARAlgorithm, text: str) -> None:
    """Add an optional extent."""
    algorithm.add(QgsProcessingParameterExtent("AREA", tr("Within"), optional=True), text)


def add_matching(algorithm: OptoSARAlgorithm, *, advanced: bool) -> None:
    """Add the options of keypoint matching: model, threshold, keypoints, weights."""
    algorithm.add(
        choice_parameter("MODEL", tr("Model"), models(), "affine"),
        tr("Geometric model that the matches must agree on. The plainest that fits is best."),
        advanced=advanced,
    )
    algorithm.add(
        number_parameter("THRESHOLD", tr("Residual threshold (px)"), 3.0, (0.1, 100), DOUBLE),
        tr("Residual up to which a match agrees with the model, in pixels of the 10 m grid."),
        advanced=advanced,
    )
    algorithm.add(
        number_parameter("KEYPOINTS_PER_BLOCK", tr("Keypoints per block"), 2048, (16, 65536)),
        tr("Keypoints sought in each 512 px block of either raster."),
        advanced=advanced,
    )
    add_weights(algorithm, "MATCHING_WEIGHTS", tr("Weights of the keypoint network"))


def add_weights(algorithm: OptoSARAlgorithm, name: str, text: str) -> None:
    """Add an optional weights file."""
    file = QgsProcessingParameterFile.Behavior.File
    algorithm.add(
        QgsProcessingParameterFile(name, text, file, "safetensors", None, True),
        tr("A safetensors file of your own training. When empty, the weights that come with OptoSAR."),
        advanced=True,
    )


def add_index(algorithm: OptoSARAlgorithm) -> None:
    """Add the folder of an existing index."""
    folder = QgsProcessingParameterFile.Behavior.Folder
    algorithm.add(
        QgsProcessingParameterFile("INDEX", tr("Index folder"), folder),
        tr("Folder of an index, as made by “Build index” or in the panel."),
    )


def add_match(algorithm: OptoSARAlgorithm) -> None:
    """Add the file of a match, which side is moved, and whether a match is used that is not reliable."""
    file = QgsProcessingParameterFile.Behavior.File
    algorithm.add(
        QgsProcessingParameterFile("MATCH", tr("Match"), file, "json"),
        tr("The file written by “Match rasters” or by “Search region”."),
    )
    algorithm.add(
        choice_parameter("MOVING", tr("Move"), sides(), "sar"),
        tr("Which of the two matched rasters is moved onto the other."),
    )
    algorithm.add(
        QgsProcessingParameterBoolean("FORCE", tr("Even when the match is not reliable"), defaultValue=False),
        tr("Without it, a match without a reliable verdict ends the run with the reason."),
        advanced=True,
    )


def matching_params(
    algorithm: OptoSARAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, Any]:
    """``options`` and ``matching_weights`` of the engine."""
    return {
        "options": {
            "model": chosen(algorithm, parameters, "MODEL", models(), context),
            "threshold_px": algorithm.parameterAsDouble(parameters, "THRESHOLD", context),
            "k": algorithm.parameterAsInt(parameters, "KEYPOINTS_PER_BLOCK", context),
        },
        "matching_weights": algorithm.parameterAsFile(parameters, "MATCHING_WEIGHTS", context) or None,
    }


def area_param(
    algorithm: OptoSARAlgorithm,
    parameters: dict[str, Any],
    context: QgsProcessingContext,
    layer: QgsRasterLayer | None = None,
) -> dict[str, Any] | None:
    """The extent as a region of the engine; ``None`` when it was left empty.

    Args:
        algorithm: that has the parameter.
        parameters: of the run.
        context: of the run.
        layer: what the extent is a part of; on one without georeference it is as QGIS draws it, and becomes pixels.

    Raises:
        QgsProcessingException: nobody knows its CRS.
    """
    if not given(parameters, "AREA"):
        return None
    if layer is not None and not scene_crs(layer).isValid():
        outline = QgsGeometry.fromRect(algorithm.parameterAsExtent(parameters, "AREA", context))
        return region_params(layer, "rectangle", outline, layer.crs())
    crs = algorithm.parameterAsExtentCrs(parameters, "AREA", context)
    if not crs.isValid():
        raise failure(
            tr("The CRS of the extent under “Within” is not known."),
            tr("Put it behind the numbers: xmin,xmax,ymin,ymax [EPSG:…]."),
        )
    outline = QgsGeometry.fromRect(algorithm.parameterAsExtent(parameters, "AREA", context))
    return {"kind": "rectangle", "geometry": geometry_to_geojson(outline), "crs": crs_to_text(crs)}


def usable(layer: QgsRasterLayer | None, what: str, value: Any) -> QgsRasterLayer:
    """A raster layer that the engine can read.

    Args:
        layer: as looked up; ``None`` when there is none.
        what: description of the parameter.
        value: of the parameter.

    Raises:
        QgsProcessingException: it cannot be used.
    """
    if layer is None:
        text = tr("{what} cannot be read: {value}.").format(what=what, value=value)
        raise failure(text, tr("Choose another raster."))
    problem = problem_of(layer)
    if problem is not None and problem.fatal:
        raise failure(problem.text)
    return layer


def raster_of(
    algorithm: OptoSARAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> QgsRasterLayer:
    """The raster layer of a parameter.

    Raises:
        QgsProcessingException: it cannot be used.
    """
    what = algorithm.parameterDefinition(name).description()
    return usable(algorithm.parameterAsRasterLayer(parameters, name, context), what, parameters.get(name))


def rasters_of(
    algorithm: OptoSARAlgorithm, parameters: dict[str, Any], name: str, context: QgsProcessingContext
) -> list[QgsRasterLayer]:
    """The raster layers of a parameter that takes several; empty when none are given.

    Raises:
        QgsProcessingException: one of them cannot be used.
    """
    if not given(parameters, name):
        return []
    what = algorithm.parameterDefinition(name).description()
    layers = algorithm.parameterAsLayerList(parameters, name, context)
    value = parameters[name]
    # Those that cannot be read are left out silently by Processing.
    if len(layers) < (len(value) if isinstance(value, (list, tuple)) else 1):
        known = {layer.source() for layer in layers} | {layer.id() for layer in layers}
        lost = [str(v) for v in value if str(v) not in known] if isinstance(value, (list, tuple)) else [value]
        usable(None, what, ", ".join(map(str, lost)))
    return [usable(layer, what, layer.source()) for layer in layers]


def index_problem(folder: str) -> str:
    """Why a folder is no index; empty when it is one."""
    if (Path(folder) / "manifest.json").is_file():
        return ""
    text = tr("There is no index in {folder}. Choose its folder, or make one with “Build index”.")
    return text.format(folder=folder)


def read_match(
    algorithm: OptoSARAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext
) -> dict[str, Any]:
    """The match to use.

    Raises:
        QgsProcessingException: the file holds no match, or one that is not reliable and not forced.
    """
    path = Path(algorithm.parameterAsFile(parameters, "MATCH", context))
    hint = tr("Choose the JSON file written by “Match rasters” or by “Search region”.")
    try:
        match = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        text = tr("The match {path} cannot be read: {detail}.").format(path=path, detail=error)
        raise failure(text, hint) from error
    if not isinstance(match, dict) or not {"matches", "optical", "sar", "verdict"} <= set(match):
        raise failure(tr("{path} holds no match.").format(path=path), hint)
    verdict = match["verdict"]
    if not verdict.get("accepted") and not algorithm.parameterAsBoolean(parameters, "FORCE", context):
        reason, advice = (said(str(verdict.get(part) or "")) for part in ("reason", "hint"))
        text = tr("The match is not reliable: {reason}").format(reason=reason)
        force = tr("To use it all the same, tick “Even when the match is not reliable”.")
        raise failure(text, " ".join(part for part in (advice, force) if part))
    return match


def outside(error: QgsCsException) -> QgsProcessingException:
    """The exception for coordinates that cannot be brought into another CRS."""
    text = tr("The region cannot be brought into the CRS of the raster: {detail}.")
    return failure(text.format(detail=error), tr("Choose a region that lies on the raster."))
