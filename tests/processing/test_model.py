"""The algorithms as steps of a model, as the model designer puts them together."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import (
    QgsProcessingModelAlgorithm,
    QgsProcessingModelChildAlgorithm,
    QgsProcessingModelOutput,
    QgsProcessingModelParameter,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)
from qgis.core import QgsProcessingModelChildParameterSource as Source


def step(provider, name, output, **sources):
    """A step of a model with one output of the model; what is not given keeps its default, as in the designer."""
    child = QgsProcessingModelChildAlgorithm(f"optosar:{name}")
    child.setChildId(name)
    for parameter in provider.algorithm(name).parameterDefinitions():
        if not parameter.isDestination():
            default = Source.fromStaticValue(parameter.defaultValue())
            child.addParameterSources(parameter.name(), [sources.get(parameter.name(), default)])
    result = QgsProcessingModelOutput(output.lower())
    result.setChildId(name)
    result.setChildOutputName(output)
    child.setModelOutputs({output.lower(): result})
    return child


@pytest.fixture
def match_and_register(provider):
    """Two rasters in; out come the matches as a layer, and the SAR raster moved onto the optical one."""
    model = QgsProcessingModelAlgorithm("Match and register", "tests")
    for name in ("OPTICAL", "SAR"):
        parameter = QgsProcessingParameterRasterLayer(name, name.title())
        model.addModelParameter(parameter, QgsProcessingModelParameter(name))
    optical, sar = (Source.fromModelParameter(name) for name in ("OPTICAL", "SAR"))
    keypoints = Source.fromStaticValue(512)
    match = step(provider, "matchrasters", "MATCHES", OPTICAL=optical, SAR=sar, KEYPOINTS_PER_BLOCK=keypoints)
    model.addChildAlgorithm(match)
    file = Source.fromChildOutput("matchrasters", "MATCH")
    model.addChildAlgorithm(step(provider, "coregister", "OUTPUT", MATCH=file, RASTER=sar))
    return model


def test_a_match_goes_on_into_a_co_registration(
    match_and_register, simulated_pair, misaligned, feedback, tmp_path, qgis_new_project
):
    import processing

    able, problems = match_and_register.validate()
    assert able, problems
    out = tmp_path / "registered.tif"
    results = processing.runAndLoadResults(
        match_and_register,
        {
            "OPTICAL": str(simulated_pair.optical),
            "SAR": str(misaligned),
            "matchrasters:matches": "memory:",
            "coregister:output": str(out),
        },
        feedback=feedback,
    )
    assert Path(results["coregister:output"]) == out
    layers = QgsProject.instance().mapLayers().values()
    (raster,) = [layer for layer in layers if isinstance(layer, QgsRasterLayer)]
    (lines,) = [layer for layer in layers if isinstance(layer, QgsVectorLayer)]
    assert lines.renderer().type() == "RuleRenderer"
    assert raster.crs().authid() == simulated_pair.crs
