"""The algorithms as QGIS runs them, with a real engine and scenes of known truth."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
import rasterio
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsVectorLayer,
)
from rasterio.windows import Window

from optosar.models.coregister.points import read_points
from optosar.plugin.offered import transformations

IDS = {"buildindex", "updateindex", "searchregion", "matchrasters", "exportpoints", "coregister"}


def values(layer, field):
    return [feature[field] for feature in layer.getFeatures()]


# What the toolbox shows


def test_six_algorithms_explain_themselves(provider):
    algorithms = {algorithm.name(): algorithm for algorithm in provider.algorithms()}
    assert set(algorithms) == IDS
    for algorithm in algorithms.values():
        assert algorithm.displayName()
        assert algorithm.shortDescription()
        assert len(algorithm.shortHelpString()) > 100
        assert algorithm.group()
        assert not algorithm.icon().isNull()
        assert algorithm.canExecute() == (True, "")
        unexplained = [p.name() for p in algorithm.parameterDefinitions() if not p.help()]
        assert unexplained == [], algorithm.id()


def test_without_an_engine_they_say_where_to_get_one(provider, monkeypatch):
    monkeypatch.setenv("OPTOSAR_ENGINE_PYTHON", "")
    monkeypatch.setattr("optosar.plugin.engine.environment.PLUGIN_FOLDER", Path("/nowhere"))
    able, problem = provider.algorithm("buildindex").canExecute()
    assert not able
    assert "Options" in problem
    assert provider.warningMessage() == problem


# Index


def test_an_index_holds_a_tile_for_each_place_of_the_grid(run, feedback, index, tmp_path):
    manifest = json.loads((index / "manifest.json").read_text())
    assert manifest["modality"] == "sar"
    copy = shutil.copytree(index, tmp_path / "index")
    result = run("updateindex", feedback, INDEX=str(copy), TILES="memory:")
    assert result["COUNT"] == result["TILES"].featureCount() == 36
    assert set(result["TILES"].fields().names()) >= {"tile_id", "scene", "valid_share"}
    assert any(text.startswith("sar.tif: 8-bit picture (8-bit values") for text in feedback.said)


def test_updating_adds_rasters_and_takes_missing_ones_out(run, feedback, index, small, tmp_path):
    copy = shutil.copytree(index, tmp_path / "index")
    further = Path(shutil.copy(small, tmp_path / "further.tif"))
    added = run("updateindex", INDEX=str(copy), SCENES=[str(further)])
    assert added["COUNT"] == 40
    further.unlink()
    kept = run("updateindex", feedback, INDEX=str(copy))
    assert kept["COUNT"] == 40
    assert any("further.tif is missing" in text for text in feedback.warned)
    assert run("updateindex", INDEX=str(copy), DROP_MISSING=True)["COUNT"] == 36


def test_going_on_with_other_settings_is_refused_with_a_hint(run, index, simulated_pair, tmp_path):
    copy = shutil.copytree(index, tmp_path / "index")
    with pytest.raises(QgsProcessingException) as caught:
        run("buildindex", SCENES=[str(simulated_pair.sar)], INDEX=str(copy), STRIDE=45)
    message, _, hint = str(caught.value).partition("\n")
    assert message
    assert hint


def test_a_raster_that_cannot_be_read_is_named(run, simulated_pair, tmp_path):
    broken = tmp_path / "broken.tif"
    broken.write_bytes(simulated_pair.sar.read_bytes()[:200])
    with pytest.raises(QgsProcessingException, match=r"broken\.tif"):
        run("buildindex", SCENES=[str(simulated_pair.sar), str(broken)], INDEX=str(tmp_path / "index"))
    assert not (tmp_path / "index").exists()


# Search


def place(kind, centre):
    """A place around ``centre``, in EPSG:4326 as a layer of polygons."""
    x, y = centre
    if kind == "point":
        return {"POINT": f"{x},{y} [EPSG:32632]"}
    if kind == "extent":
        return {"EXTENT": f"{x - 1500},{x + 1500},{y - 1500},{y + 1500} [EPSG:32632]"}
    degrees = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:32632"), degrees, QgsProject.instance()
    )
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "place", "memory")
    for left in (x - 1500, x):
        half = QgsGeometry.fromRect(QgsRectangle(left, y - 1500, left + 1500, y + 1500))
        half.transform(transform)
        feature = QgsFeature()
        feature.setGeometry(half)
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return {"POLYGONS": layer}


@pytest.mark.parametrize("kind", ["point", "extent", "polygons"])
def test_a_place_is_searched_where_it_was_given(run, index, simulated_pair, kind):
    x, y = simulated_pair.centre()
    centre = QgsPointXY(x + 300, y - 200)
    result = run(
        "searchregion",
        INDEX=str(index),
        QUERY=str(simulated_pair.optical),
        CANDIDATES="memory:",
        REGION="memory:",
        CANDIDATES_WANTED=5,
        VERIFY=0,
        ROTATIONS=kind == "point",
        **place(kind, centre),
    )
    (region,) = result["REGION"].getFeatures()
    assert region["kind"] == {"extent": "rectangle", "polygons": "polygon"}.get(kind, kind)
    assert region["tiles"] == (1 if kind == "point" else 4)
    assert region.geometry().boundingBox().center().distance(centre) < 20
    candidates = list(result["CANDIDATES"].getFeatures())
    assert [candidate["rank"] for candidate in candidates] == list(range(1, result["COUNT"] + 1))
    centres = [candidate.geometry().centroid().asPoint() for candidate in candidates]
    assert min(found.distance(centre) for found in centres) < 1130
    assert centres[0].distance(result["X"], result["Y"]) < 1
    assert "ACCEPTED" not in result


def without_place(raster, path):
    """The same pixels without georeference."""
    with rasterio.open(raster) as source:
        profile, bands = {**source.profile, "crs": None, "transform": None}, source.read()
    with rasterio.open(path, "w", **profile) as file:
        file.write(bands)
    return path


def test_a_picture_on_no_map_is_found_on_one(run, index, simulated_pair, tmp_path):
    """The query is drawn in its pixels, the tiles where they are; neither in degrees."""
    plain = without_place(simulated_pair.optical, tmp_path / "plain.tif")
    result = run(
        "searchregion",
        INDEX=str(index),
        QUERY=str(plain),
        POINT="320,-320",
        CANDIDATES="memory:",
        REGION="memory:",
        CANDIDATES_WANTED=3,
        VERIFY=0,
    )
    assert not result["REGION"].crs().isValid()
    assert result["REGION"].extent().center().distance(QgsPointXY(320, -320)) < 2
    assert result["CANDIDATES"].crs().authid() == "EPSG:32632"
    best = next(iter(result["CANDIDATES"].getFeatures()))
    assert best.geometry().centroid().asPoint().distance(QgsPointXY(*simulated_pair.centre())) < 1130


def test_the_verified_place_comes_with_its_match(run, index, simulated_pair, tmp_path):
    x, y = simulated_pair.centre()
    result = run(
        "searchregion",
        INDEX=str(index),
        QUERY=str(simulated_pair.optical),
        CANDIDATES="memory:",
        CANDIDATES_WANTED=5,
        VERIFY=3,
        KEYPOINTS_PER_BLOCK=1024,
        MATCHES="memory:",
        MATCH=str(tmp_path / "match.json"),
        THUMBNAILS=str(tmp_path / "thumbnails"),
        **place("point", (x + 300, y - 200)),
    )
    assert result["ACCEPTED"]
    assert result["CRS"] == "EPSG:32632"
    assert QgsPointXY(result["X"], result["Y"]).distance(x + 300, y - 200) < 20
    assert values(result["CANDIDATES"], "verdict")[0] == "accepted"
    match = json.loads(Path(result["MATCH"]).read_text())
    assert result["MATCHES"].featureCount() == len(match["matches"])
    assert (Path(result["THUMBNAILS"]) / "query.png").is_file()


@pytest.mark.parametrize("places", [{}, {"POINT": "503000,5397000", "EXTENT": "0,1,0,1 [EPSG:32632]"}])
def test_a_place_is_given_in_one_way(run, index, simulated_pair, places):
    with pytest.raises(QgsProcessingException, match="one way"):
        run(
            "searchregion",
            INDEX=str(index),
            QUERY=str(simulated_pair.optical),
            CANDIDATES="memory:",
            **places,
        )


def test_a_folder_without_an_index_is_refused_at_once(run, simulated_pair, tmp_path):
    with pytest.raises(QgsProcessingException, match="Build index"):
        run(
            "searchregion",
            INDEX=str(tmp_path),
            QUERY=str(simulated_pair.optical),
            POINT="503000,5397000",
            CANDIDATES="memory:",
        )


def test_a_place_off_the_raster_fails_with_message_and_hint(run, index, simulated_pair):
    with pytest.raises(QgsProcessingException) as caught:
        run(
            "searchregion",
            INDEX=str(index),
            QUERY=str(simulated_pair.optical),
            POINT="900000,5397000 [EPSG:32632]",
            CANDIDATES="memory:",
        )
    assert str(caught.value).count("\n") == 1


# Match, control points, co-registration


def test_a_match_measures_the_displacement(matched, shift):
    assert matched["ACCEPTED"]
    match = json.loads(Path(matched["MATCH"]).read_text())
    used = [m for m in match["matches"] if m["use"]]
    assert len(used) == matched["USED"]
    moved = np.median([np.subtract(m["sar"], m["optical"]) for m in used], axis=0)
    # Edges of woods and houses, by which matches are sharpened, lie up to two pixels nearer the sensor than the ground.
    assert np.abs(moved - shift).max() < 20
    lines = QgsVectorLayer(matched["MATCHES"], "matches")
    assert lines.featureCount() == len(match["matches"])
    assert QgsVectorLayer(matched["KEYPOINTS"], "keypoints").featureCount() >= 2 * matched["USED"]


def test_matches_of_two_plain_rasters_are_drawn_in_their_pixels(run, simulated_pair, tmp_path):
    optical = without_place(simulated_pair.optical, tmp_path / "optical.tif")
    sar = without_place(simulated_pair.sar, tmp_path / "sar.tif")
    result = run(
        "matchrasters",
        OPTICAL=str(optical),
        SAR=str(sar),
        KEYPOINTS_PER_BLOCK=512,
        MATCHES="memory:",
        KEYPOINTS="memory:",
        MATCH=str(tmp_path / "match.json"),
    )
    assert result["ACCEPTED"]
    picture = QgsRasterLayer(str(optical), "optical").extent()
    for name in ("MATCHES", "KEYPOINTS"):
        layer = result[name]
        assert not layer.crs().isValid()
        assert picture.contains(layer.extent())
        assert layer.extent().width() > 300
    lengths = [line.geometry().length() for line in result["MATCHES"].getFeatures() if line["used"]]
    assert max(lengths) < 10


def test_layers_come_with_style_and_provenance(
    run, feedback, simulated_pair, misaligned, qgis_new_project, tmp_path
):
    import processing

    result = processing.runAndLoadResults(
        "optosar:matchrasters",
        {
            "OPTICAL": str(simulated_pair.optical),
            "SAR": str(misaligned),
            "KEYPOINTS_PER_BLOCK": 256,
            "MATCHES": str(tmp_path / "matches.gpkg"),
            "KEYPOINTS": "TEMPORARY_OUTPUT",
            "MATCH": str(tmp_path / "match.json"),
        },
        feedback=feedback,
    )
    kept, temporary = sorted(
        QgsProject.instance().mapLayers().values(), key=lambda layer: layer.providerType() == "memory"
    )
    assert kept.source().startswith(str(tmp_path / "matches.gpkg"))
    assert kept.renderer().type() == "RuleRenderer"
    assert temporary.providerType() == "memory"
    assert all("s2net" in layer.metadata().abstract() for layer in (kept, temporary))
    assert not feedback.warned
    assert Path(result["MATCH"]).is_file()


def test_control_points_as_files_and_as_a_layer(run, matched, misaligned, tmp_path):
    made = {
        ending: run("exportpoints", MATCH=matched["MATCH"], OUTPUT=str(tmp_path / f"sar.{ending}"))
        for ending in ("points", "csv", "gpkg")
    }
    assert {result["COUNT"] for result in made.values()} == {matched["USED"]}
    points = read_points(Path(made["points"]["OUTPUT"]), misaligned)
    assert len(points) == matched["USED"]
    with Path(made["csv"]["OUTPUT"]).open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert np.allclose([float(row["map_x"]) for row in rows], points.target[:, 0])
    layer = run("exportpoints", MATCH=matched["MATCH"], LAYER="memory:", OUTPUT=None)["LAYER"]
    assert layer.crs().authid() == "EPSG:32632"
    assert sorted(values(layer, "map_x")) == pytest.approx(sorted(points.target[:, 0]))


def test_control_points_need_a_known_format(run, matched, tmp_path):
    with pytest.raises(QgsProcessingException, match=r"\.points"):
        run("exportpoints", MATCH=matched["MATCH"], OUTPUT=str(tmp_path / "sar.xls"))


def test_a_co_registered_raster_lies_on_the_reference(
    run, feedback, matched, simulated_pair, misaligned, tmp_path
):
    out = tmp_path / "registered.tif"
    result = run("coregister", feedback, MATCH=matched["MATCH"], RASTER=str(misaligned), OUTPUT=str(out))
    assert result["OUTPUT"] == str(out)
    assert 0 < result["HOLDOUT_RMSE"] < 30
    assert any("held-out" in text for text in feedback.said)
    with rasterio.open(simulated_pair.sar) as file:
        true, transform = file.read(1).astype(float), file.transform
    with rasterio.open(out) as file:
        assert file.transform.almost_equals(transform)
        registered, there = file.read(1).astype(float), file.read_masks(1) > 0
    with rasterio.open(misaligned) as file:
        before = file.read(1).astype(float)
    inner = np.zeros_like(there)
    inner[20:-20, 20:-20] = there[20:-20, 20:-20]
    # The misaligned file has the pixels of the true one, put four columns east and three rows south.
    shifted = np.roll(before, (3, 4), axis=(0, 1))
    better = np.corrcoef(true[inner], registered[inner])[0, 1]
    assert better > 0.5
    assert better > np.corrcoef(true[inner], shifted[inner])[0, 1] + 0.2


def test_a_displacement_field_is_measured_and_told_in_words(
    run, feedback, matched, simulated_pair, misaligned, tmp_path
):
    reference = tmp_path / "part.tif"
    with rasterio.open(simulated_pair.optical) as source:
        window = Window(150, 150, 256, 256)
        profile = {**source.profile, "width": 256, "height": 256}
        profile["transform"] = source.window_transform(window)
        with rasterio.open(reference, "w", **profile) as file:
            file.write(source.read(window=window))
    out = tmp_path / "followed.tif"
    method = [key for key, _ in transformations()].index("field")
    result = run(
        "coregister",
        feedback,
        MATCH=matched["MATCH"],
        RASTER=str(misaligned),
        REFERENCE=str(reference),
        METHOD=method,
        OUTPUT=str(out),
    )
    assert 0 < result["HOLDOUT_RMSE"] < 30
    assert any(text.startswith("Field: measured at") for text in feedback.said)
    assert any(text.startswith("After it, at places held out of it: RMSE") for text in feedback.said)
    with rasterio.open(out) as file:
        assert file.shape == (256, 256)
        assert file.tags()["OPTOSAR_METHOD"] == "field"
        registered = file.read(1)[20:-20, 20:-20].ravel().astype(float)
    with rasterio.open(simulated_pair.sar) as file:
        true, shifted = (
            file.read(1, window=Window(170 - dx, 170 - dy, 216, 216)).ravel().astype(float)
            for dx, dy in ((0, 0), (4, 3))
        )
    # Not as near as by a plane: the field also takes off the layover that the true one shows.
    assert np.corrcoef(true, registered)[0, 1] > np.corrcoef(true, shifted)[0, 1] + 0.1


def test_a_match_that_is_not_reliable_is_said_and_not_used_unasked(
    run, feedback, simulated_pair, unlike, tmp_path
):
    result = run(
        "matchrasters",
        feedback,
        OPTICAL=str(simulated_pair.optical),
        SAR=str(unlike),
        KEYPOINTS_PER_BLOCK=256,
        MATCHES="memory:",
        MATCH=str(tmp_path / "match.json"),
    )
    assert not result["ACCEPTED"]
    assert any(text.startswith("No reliable match") for text in feedback.warned)
    with pytest.raises(QgsProcessingException, match="not reliable"):
        run("exportpoints", MATCH=result["MATCH"], OUTPUT=str(tmp_path / "sar.points"))
    assert not (tmp_path / "sar.points").exists()


def test_a_file_that_holds_no_match_is_refused(run, tmp_path):
    (tmp_path / "other.json").write_text('{"type": "FeatureCollection"}')
    with pytest.raises(QgsProcessingException, match="no match"):
        run("coregister", MATCH=str(tmp_path / "other.json"), OUTPUT=str(tmp_path / "out.tif"))
