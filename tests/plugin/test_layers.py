"""Results as layers: geometry, styles, provenance, and what happens when users rearrange them."""

from __future__ import annotations

import json
import shutil

import pytest
from osgeo import ogr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsExpression,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from optosar.plugin.layers.geopackage import LayerWriteError
from optosar.plugin.layers.record import RunRecord, load_record, new_run_folder
from optosar.plugin.layers.run import RunLayers
from optosar.plugin.layers.tables import CANDIDATES, KEYPOINTS, MATCHES, QUERY
from optosar.plugin.layers.tiles import add_tiles

pytestmark = pytest.mark.usefixtures("qgis_new_project")

# A tile in pixels, which count down.
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [227, 0], [227, 227], [0, 227], [0, 0]]]}


@pytest.fixture
def run(tmp_path, search_result, match_result):
    record = RunRecord(
        tmp_path / "run1", "OptoSAR run", {"region": {"kind": "point"}}, search_result, match_result
    )
    layers = RunLayers(record)
    layers.create()
    return layers


def test_a_run_is_one_group_at_the_top_with_all_four_layers(run):
    below = QgsVectorLayer("Point", "mine", "memory")
    QgsProject.instance().addMapLayer(below)
    top = QgsProject.instance().layerTreeRoot().children()
    groups = [node for node in top if node.name() == "OptoSAR run"]
    assert len(groups) == 1
    roles = [node.layer().customProperty("optosar/role") for node in groups[0].findLayers()]
    assert roles == ["keypoints", "matches", "query_region", "candidates"]
    for table in (QUERY, CANDIDATES, MATCHES, KEYPOINTS):
        layer = run.layer(table)
        assert layer.crs().authid() == "EPSG:32611"
        assert layer.source().startswith(str(run.record.geopackage))


def test_match_lines_lead_from_optical_to_sar(run, match_result):
    lines = {f["match_id"]: f for f in run.layer(MATCHES).getFeatures()}
    assert len(lines) == 40
    first = match_result["matches"][0]
    start, end = lines[0].geometry().asPolyline()
    assert (start.x(), start.y()) == pytest.approx(first["optical"])
    assert (end.x(), end.y()) == pytest.approx(first["sar"])
    assert lines[0]["kind"] == "fit"
    assert lines[32]["kind"] == "check"
    assert lines[39]["kind"] == "outlier"
    assert lines[0]["residual_px"] == pytest.approx(first["residual"] / 10)


def test_styles_tell_classes_apart_by_more_than_colour(run):
    renderer = run.layer(MATCHES).renderer()
    rules = {rule.label(): rule for rule in renderer.rootRule().descendants() if rule.symbol()}
    widths = {label: rule.symbol().symbolLayer(1).width() for label, rule in rules.items()}
    assert widths["Residual up to 1 px"] > widths["Residual 1 to 2 px"] > widths["Residual over 2 px"]
    check = next(rule for rule in renderer.rootRule().children() if "check" in rule.filterExpression())
    assert all(child.symbol().symbolLayer(1).useCustomDashPattern() for child in check.children())


def test_candidate_classes_span_the_scores_of_the_run(run):
    ranges = run.layer(CANDIDATES).renderer().ranges()
    assert ranges[0].lowerValue() == pytest.approx(0.55, abs=1e-4)
    assert ranges[-1].upperValue() == pytest.approx(0.83, abs=1e-4)


def test_tiles_are_labelled_with_rank_and_verdict(run):
    layer = run.layer(CANDIDATES)
    assert layer.labelsEnabled()
    expression = QgsExpression(layer.labeling().settings().fieldName)
    assert not expression.hasParserError(), expression.parserErrorString()
    context = layer.createExpressionContext()
    labels = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        labels.append(expression.evaluate(context))
    assert sorted(labels) == ["1 ✔", "2 ✖", "3", "4", "5"]


def test_keypoints_wait_to_be_switched_on(run):
    root = QgsProject.instance().layerTreeRoot()
    shown = {
        table.name: root.findLayer(run.layer(table)).isVisible() for table in (KEYPOINTS, MATCHES, QUERY)
    }
    assert shown == {"keypoints": False, "matches": True, "query_region": True}


def test_a_new_run_puts_the_one_before_away(run, tmp_path, match_result, make_raster):
    run.add_raster(str(make_raster("moved.tif")), "moved", None)
    later = RunLayers(RunRecord(tmp_path / "run2", "Later", {}, None, match_result))
    later.create()
    root = QgsProject.instance().layerTreeRoot()
    groups = {group.name(): group for group in root.findGroups()}
    assert groups["Later"].isExpanded()
    assert not groups["OptoSAR run"].isExpanded()
    visible = [node.layer().name() for node in groups["OptoSAR run"].findLayers() if node.isVisible()]
    assert visible == ["moved"]
    assert root.findLayer(later.layer(MATCHES)).isVisible()


def test_many_matches_are_drawn_finer_than_few(run, tmp_path, match_result):
    def width(layer):
        rules = layer.renderer().rootRule().descendants()
        return max(rule.symbol().width() for rule in rules if rule.symbol())

    few = width(run.layer(MATCHES))
    crowd = [{**match_result["matches"][0], "id": i} for i in range(1500)]
    later = RunLayers(RunRecord(tmp_path / "run2", "Later", {}, None, {**match_result, "matches": crowd}))
    later.create()
    assert width(later.layer(MATCHES)) < few / 2


def test_provenance_travels_in_the_file(run):
    metadata = run.layer(MATCHES).metadata()
    assert "s2net" in metadata.abstract()
    assert json.loads(metadata.history()[1])["weights_sha256"] == "ab" * 32
    reopened = QgsVectorLayer(f"{run.record.geopackage}|layername=matches", "again", "ogr")
    assert "s2net" in reopened.metadata().abstract()
    assert reopened.renderer().type() == "RuleRenderer"


def test_refit_changes_the_features_in_place(run, match_result):
    layer = run.layer(MATCHES)
    match_result["matches"][0]["use"] = False
    run.update(MATCHES)
    assert run.layer(MATCHES) is layer
    kinds = {f["match_id"]: f["kind"] for f in layer.getFeatures()}
    assert kinds[0] == "excluded"
    assert layer.featureCount() == 40


def test_a_refit_reaches_what_a_filter_hides_and_survives_a_column_that_was_deleted(run, match_result):
    layer = run.layer(MATCHES)
    assert layer.setSubsetString("kind = 'fit'")
    shown = layer.featureCount()
    match_result["matches"][0]["use"] = False
    run.update(MATCHES)
    assert layer.subsetString() == "kind = 'fit'"
    assert layer.featureCount() == shown - 1
    layer.setSubsetString("")
    assert layer.featureCount() == 40
    layer.dataProvider().deleteAttributes([layer.fields().indexOf("match_id")])
    layer.updateFields()
    run.update(MATCHES)
    assert layer.featureCount() == 40


def test_a_layer_that_was_assigned_another_crs_keeps_the_coordinates_of_its_file(run, match_result):
    layer = run.layer(MATCHES)
    before = layer.extent().center()
    layer.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    match_result["matches"][0]["use"] = False
    run.update(MATCHES)
    assert layer.extent().center().distance(before) < 1
    assert {f["match_id"]: f["kind"] for f in layer.getFeatures()}[0] == "excluded"


def test_a_layer_that_got_the_style_of_the_matches_is_left_alone(run, tmp_path):
    memory, options = QgsVectorLayer("LineString", "", "memory"), QgsVectorFileWriter.SaveVectorOptions()
    road = QgsFeature(memory.fields())
    road.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(0, 0), QgsPointXY(1, 1)]))
    memory.dataProvider().addFeatures([road])
    context = QgsProject.instance().transformContext()
    QgsVectorFileWriter.writeAsVectorFormatV3(memory, str(tmp_path / "roads.gpkg"), context, options)
    roads = QgsVectorLayer(str(tmp_path / "roads.gpkg"), "Roads", "ogr")
    copied = QDomDocument()
    run.layer(MATCHES).exportNamedStyle(copied)
    assert roads.importNamedStyle(copied)[0]
    QgsProject.instance().addMapLayer(roads)
    QgsProject.instance().removeMapLayer(run.layer(MATCHES).id())
    run.update(MATCHES)
    assert roads.featureCount() == 1
    assert run.layer(MATCHES).featureCount() == 40


def test_a_deleted_layer_comes_back_with_the_next_match(run):
    QgsProject.instance().removeMapLayer(run.layer(MATCHES).id())
    run.update(MATCHES, KEYPOINTS)
    assert run.layer(MATCHES).featureCount() == 40


@pytest.mark.timeout(60)
def test_a_deleted_file_comes_back_with_the_next_match(run):
    assert run.layer(MATCHES).featureCount() == 40
    run.record.geopackage.unlink()
    run.update(MATCHES, KEYPOINTS)
    assert run.layer(MATCHES).featureCount() == 40
    assert run.layer(CANDIDATES).featureCount() == 5


def test_a_deleted_group_comes_back_with_the_next_match(run):
    root = QgsProject.instance().layerTreeRoot()
    root.removeChildNode(root.findGroup("OptoSAR run"))
    QgsProject.instance().removeAllMapLayers()
    run.update(MATCHES, KEYPOINTS)
    assert root.findGroup("OptoSAR run") is not None


def test_match_without_search_has_no_candidates(tmp_path, match_result):
    layers = RunLayers(RunRecord(tmp_path / "run2", "Match", match=match_result))
    layers.create()
    assert layers.layer(CANDIDATES) is None
    assert layers.layer(MATCHES).featureCount() == 40


def test_pixels_are_drawn_as_qgis_draws_plain_rasters(tmp_path, match_result):
    match_result["crs"] = None
    for side in ("optical", "sar"):
        match_result[side] = {**match_result[side], "crs": None, "georeferenced": False}
        for match in match_result["matches"]:
            match[side] = match[f"{side}_px"]
    layers = RunLayers(RunRecord(tmp_path / "run3", "Pixels", match=match_result))
    layers.create()
    layer = layers.layer(MATCHES)
    assert not layer.crs().isValid()
    column, row = match_result["matches"][0]["optical_px"]
    line = next(f for f in layer.getFeatures() if f["match_id"] == 0).geometry().asPolyline()
    assert (line[0].x(), line[0].y()) == pytest.approx((column, -row))


def test_what_is_found_for_a_picture_on_no_map_lies_where_it_is(tmp_path, search_result, match_result):
    search_result["query"] = {
        **search_result["query"],
        "crs": None,
        "center": [113, 113],
        "footprint": SQUARE,
    }
    layers = RunLayers(RunRecord(tmp_path / "run5", "Plain", {"region": {"kind": "point"}}, search_result))
    layers.create()
    assert not layers.layer(QUERY).crs().isValid()
    assert layers.layer(QUERY).extent().yMaximum() == 0
    tiles = layers.layer(CANDIDATES)
    assert tiles.crs().authid() == "EPSG:32611"
    assert tiles.extent().xMinimum() > 300_000
    assert layers.fits(match_result)
    layers.record.match = match_result
    layers.update(MATCHES, KEYPOINTS)
    assert layers.layer(MATCHES).crs().authid() == "EPSG:32611"
    assert layers.layer(CANDIDATES).featureCount() == 5


def test_a_scene_without_georeference_is_carried_to_the_map_by_the_model(tmp_path, match_result):
    # The SAR scene is in pixels: column and row follow from the map by a shift, a scale and a flip.
    match_result["sar"] = {**match_result["sar"], "crs": None, "georeferenced": False}
    for match in match_result["matches"]:
        match["sar"] = match["sar_px"]
    match_result["model"]["matrix"] = [[0.1, 0, -34_997], [0, -0.1, 378_002], [0, 0, 1]]
    layers = RunLayers(RunRecord(tmp_path / "run4", "Mixed", match=match_result))
    layers.create()
    lines = {f["match_id"]: f.geometry().asPolyline() for f in layers.layer(MATCHES).getFeatures()}
    first = match_result["matches"][0]
    assert (lines[0][0].x(), lines[0][0].y()) == pytest.approx(first["optical"])
    column, row = first["sar_px"]
    expected = (350_000 + 10 * column - 30, 3_780_000 - 10 * row + 20)
    assert (lines[0][1].x(), lines[0][1].y()) == pytest.approx(expected)


def test_an_unwritable_folder_is_explained_and_leaves_nothing(tmp_path, match_result):
    blocked = tmp_path / "file"
    blocked.write_text("in the way")
    layers = RunLayers(RunRecord(blocked / "run", "Blocked", match=match_result))
    with pytest.raises(LayerWriteError) as caught:
        layers.create()
    assert "cache folder" in caught.value.hint
    assert list(tmp_path.iterdir()) == [blocked]


def test_geopackage_opens_without_qgis(run):
    source = ogr.Open(str(run.record.geopackage))
    names = {source.GetLayer(i).GetName() for i in range(source.GetLayerCount())}
    assert {"query_region", "candidates", "matches", "keypoints"} <= names
    assert [p.name for p in run.record.folder.glob(".*")] == []


def test_record_survives_a_restart(tmp_path, search_result, match_result):
    record = RunRecord(tmp_path / "run", "Title", {"k": 5}, search_result, match_result, 2)
    record.save()
    again = load_record(tmp_path / "run")
    assert again == record
    (tmp_path / "run" / "run.json").write_text('{"format": 99}')
    assert load_record(tmp_path / "run") is None


def test_a_run_that_moved_with_its_project_finds_pictures_and_rasters(tmp_path, search_result, match_result):
    project, elsewhere = tmp_path / "project", tmp_path / "archive" / "project"
    folder, kept = project / "place_optosar" / "run", tmp_path / "kept.tif"
    picture, raster = folder / "thumbnails" / "query.png", project / "imagery" / "a.tif"
    for file in (picture, raster, kept):
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch()
    search_result["query"]["thumbnail"] = str(picture)
    search_result["candidates"][0]["scene_path"] = str(project / "imagery" / "lost.tif")
    match_result["optical"] = {**match_result["optical"], "path": str(raster)}
    match_result["sar"] = {**match_result["sar"], "path": str(kept)}
    RunRecord(folder, "Title", {"k": 5}, search_result, match_result, 2).save()

    shutil.copytree(project, elsewhere)
    copied = load_record(elsewhere / "place_optosar" / "run")
    # The picture is the copy's own, the raster may well be meant to be shared as long as it is there.
    assert copied.search["query"]["thumbnail"] == str(copied.folder / "thumbnails" / "query.png")
    assert copied.match["optical"]["path"] == str(raster)

    shutil.rmtree(project)
    moved = load_record(elsewhere / "place_optosar" / "run")
    assert moved.match["optical"]["path"] == str(elsewhere / "imagery" / "a.tif")
    assert moved.match["sar"]["path"] == str(kept)
    assert moved.search["candidates"][0]["scene_path"] == str(project / "imagery" / "lost.tif")
    assert moved.request == {"k": 5}
    moved.save()
    assert load_record(moved.folder).match == moved.match


def test_run_folder_lies_beside_the_project_or_in_the_cache(tmp_path):
    project = tmp_path / "work" / "place.qgz"
    project.parent.mkdir()
    assert new_run_folder(str(project), tmp_path / "cache").parent == tmp_path / "work" / "place_optosar"
    assert new_run_folder("", tmp_path / "cache").parent == tmp_path / "cache" / "runs"


def test_the_tiles_of_an_index_are_read_again_once_it_has_been_updated(tmp_path):
    path = tmp_path / "tiles.gpkg"

    def write(count):
        layer = QgsVectorLayer("Point?crs=EPSG:32611&field=scene:string", "tiles", "memory")
        for number in range(count):
            feature = QgsFeature(layer.fields())
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(1000.0 * number, 0.0)))
            layer.dataProvider().addFeature(feature)
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.layerName = "tiles"
        fresh = tmp_path / "fresh.gpkg"
        context = QgsProject.instance().transformContext()
        QgsVectorFileWriter.writeAsVectorFormatV3(layer, str(fresh), context, options)
        fresh.replace(path)

    write(3)
    assert add_tiles(str(path))
    layer = next(iter(QgsProject.instance().mapLayers().values()))
    assert layer.featureCount() == 3
    write(50)
    assert add_tiles(str(path))
    assert list(QgsProject.instance().mapLayers().values()) == [layer]
    assert layer.featureCount() == 50
    assert layer.extent().xMaximum() == 49_000
