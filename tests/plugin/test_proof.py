"""The matches side by side: pictures of both scenes with lines between them."""

from __future__ import annotations

import gc

import pytest
from qgis.core import QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtTest import QTest

from optosar.plugin.dock.proof_view import ProofView, line_color, spread
from optosar.plugin.proof import ProofLine, ProofRenderer

SECONDS = 1000


def line(number, x=0.5, y=0.5, kind="fit", residual=0.5):
    return ProofLine(number, kind, QPointF(x, y), QPointF(x, y), residual)


@pytest.fixture
def match(match_result, make_raster):
    """The match result with rasters behind its sides."""
    paths = {"optical": make_raster("optical.tif", bands=3), "sar": make_raster("sar.tif")}
    sides = {side: {**match_result[side], "path": str(path)} for side, path in paths.items()}
    return {**match_result, **sides}


@pytest.fixture
def renderer(qgis_new_project):
    made = ProofRenderer(lambda _path: None)
    yield made
    made.dispose()


def test_both_scenes_are_drawn_around_the_matches_in_use(renderer, match, qtbot):
    framed, images = [], {}
    renderer.framed.connect(framed.append)
    renderer.drawn.connect(images.__setitem__)
    renderer.show(match)
    qtbot.waitUntil(lambda: len(images) == 2, timeout=20 * SECONDS)
    assert len(framed[-1]) == 35
    assert {x.kind for x in framed[-1]} == {"fit", "check"}
    for shown in framed[-1]:
        for end in (shown.optical, shown.sar):
            assert 0.05 < end.x() < 0.95
            assert 0.05 < end.y() < 0.95
    # Further north is further up.
    north = max(match["matches"][:30], key=lambda m: m["optical"][1])
    assert min(framed[-1][:30], key=lambda x: x.optical.y()).number == north["id"]
    colors = {images["optical"].pixelColor(x, 300).name() for x in range(100, 600, 10)}
    assert len(colors) > 10
    grey = images["sar"].pixelColor(360, 360)
    assert grey.red() == grey.green() == grey.blue()


def test_an_edit_moves_lines_but_draws_no_picture_again(renderer, match, qtbot):
    framed, images = [], []
    renderer.framed.connect(framed.append)
    renderer.drawn.connect(lambda side, _image: images.append(side))
    renderer.show(match)
    qtbot.waitUntil(lambda: len(images) == 2, timeout=20 * SECONDS)
    edited = [{**m, "use": m["use"] and m["id"] != 3} for m in match["matches"]]
    renderer.show({**match, "matches": edited})
    assert len(framed[-1]) == 34
    qtbot.wait(200)
    assert len(images) == 2


def test_layers_of_the_project_lend_their_colours(match, qtbot, qgis_new_project):
    layer = QgsRasterLayer(match["sar"]["path"], "SAR")
    layer.setOpacity(0.0)
    QgsProject.instance().addMapLayer(layer)
    renderer = ProofRenderer(lambda path: layer if path == layer.source() else None)
    images = {}
    renderer.drawn.connect(images.__setitem__)
    renderer.show(match)
    qtbot.waitUntil(lambda: len(images) == 2, timeout=20 * SECONDS)
    renderer.dispose()
    assert {images["sar"].pixelColor(x, 360).name() for x in range(0, 720, 20)} == {"#282828"}


def test_a_spread_takes_the_best_of_each_part_first():
    crowd = [line(i, 0.1, 0.1, residual=1.0 + i) for i in range(50)]
    lonely = line(99, 0.9, 0.9, residual=5.0)
    chosen = spread([*crowd, lonely], 9)
    assert len(chosen) == 9
    assert lonely in chosen
    assert crowd[0] in chosen
    assert crowd[49] not in chosen


def test_residuals_differ_in_lightness_too():
    colors = [line_color(line(0, residual=r)) for r in (0.5, 1.5, 4.0)]
    lightness = sorted(color.lightnessF() for color in colors)
    assert len({color.name() for color in colors}) == 3
    assert lightness[1] - lightness[0] > 0.05


def test_a_selected_match_is_drawn_alone(qtbot):
    view = ProofView("Proof")
    qtbot.addWidget(view)
    view.resize(404, 200)
    view.set_lines([line(1, 0.5, 0.25), line(2, 0.5, 0.75, kind="check")])
    assert len(view.drawn()) == 2
    before = view.grab().toImage().pixelColor(200, 50)
    view.select([2])
    assert [x.number for x in view.drawn()] == [2]
    shown = view.grab().toImage()
    assert shown.pixelColor(200, 50) != before
    row = {shown.pixelColor(x, 150).name() for x in range(110, 290)}
    assert QColor(255, 0, 255).name() in row
    assert "1 of" not in view.accessibleName()
    assert "2 of 2" in view.accessibleName()


def test_the_window_of_the_pictures_is_closed_by_esc(desktop, match_result, qtbot):
    box = desktop.dock.matches
    desktop.wiring._show_match(match_result)
    desktop.dock.show_section(box)
    box.enlarge.click()
    window = box._window
    qtbot.waitUntil(window.isVisible, timeout=5 * SECONDS)
    assert len(window.view.drawn()) == 35
    QTest.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_renderer_that_is_forgotten_while_it_draws_says_nothing_more(match, qgis_new_project):
    # Its drawing ends with it, when Python collects it with everything it refers to.
    renderer = ProofRenderer(lambda _path: None)
    said = []
    renderer.drawn.connect(lambda side, _image: said.append(side))
    renderer.show(match)
    del renderer
    gc.collect()
    QTest.qWait(500)
    assert said == []
