"""The panel by keyboard, by screen reader, and on a dark desktop."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QWidget,
)

pytestmark = pytest.mark.usefixtures("qgis_new_project")


def test_every_control_has_a_name_for_scripts_and_screen_readers(dock):
    inner = (QAbstractButton, QComboBox, QLineEdit, QTableView)
    for widget in dock.widget().findChildren(QWidget):
        if widget.objectName().startswith("OptoSAR") and isinstance(widget, inner):
            assert widget.accessibleName(), widget.objectName()
    names = [w.objectName() for w in dock.findChildren(QWidget) if w.objectName().startswith("OptoSAR")]
    assert len(names) == len(set(names))


def test_labels_lead_to_their_controls(dock):
    captions = [
        label
        for label in dock.widget().findChildren(QLabel)
        if "&" in label.text() and not label.objectName()
    ]
    assert len(captions) >= 10
    assert all(label.buddy() is not None for label in captions)


def mnemonic(text):
    at = text.replace("&&", "").find("&")
    return text.replace("&&", "")[at + 1].upper() if at >= 0 else ""


def test_mnemonics_are_clear_of_each_other_and_of_the_menus_of_qgis(dock):
    menus = set("JEVLSPORDWMCH")
    tabs = [mnemonic(dock.pages.tabText(i)) for i in range(dock.pages.count())]
    assert tabs == ["1", "2", "3", "4"]
    for i in range(dock.pages.count()):
        widgets = dock.pages.widget(i).findChildren((QAbstractButton, QLabel))
        keys = [key for widget in widgets if (key := mnemonic(widget.text()))]
        assert len(keys) >= 8
        assert len(keys) == len(set(keys)), f"{dock.pages.tabText(i)}: {sorted(keys)}"
        assert not set(keys) & menus


def test_a_page_is_turned_to_by_its_digit_and_by_its_section(dock, qtbot):
    dock.activateWindow()
    qtbot.waitActive(dock)
    QTest.keyClick(dock, Qt.Key.Key_3, Qt.KeyboardModifier.AltModifier)
    assert dock.pages.currentIndex() == 2
    assert dock.matches.isVisible()
    dock.show_section(dock.candidates)
    assert dock.search.isVisible()
    assert not dock.matches.isVisible()


def test_tab_goes_through_a_page_from_top_to_bottom(dock, search_result, qtbot):
    dock.candidates.show_search(search_result)
    dock.show_section(dock.search)
    dock.activateWindow()
    qtbot.waitActive(dock)
    dock.search.pick.setFocus()
    seen = [dock.search.pick]
    while seen[-1] is not dock.candidates.match:
        QTest.keyClick(seen[-1], Qt.Key.Key_Tab)
        assert dock.focusWidget() not in seen
        seen.append(dock.focusWidget())
    tops = [widget.mapTo(dock, QPoint(0, 0)) for widget in seen]
    assert [(p.y(), p.x()) for p in tops] == sorted((p.y(), p.x()) for p in tops)


def test_who_exports_a_match_that_was_not_accepted_is_told_before(dock, match_result, tmp_path):
    box, accepted = dock.export, match_result["verdict"]
    refused = {**accepted, "accepted": False, "reason": "No two matches agree on a model."}
    presses = (box.export_points, box.export_raster)
    for verdict, told in ((accepted, False), (refused, True), (accepted, False)):
        box.show_match({**match_result, "verdict": verdict}, tmp_path)
        assert box.unreliable.isVisibleTo(box) == told
        for text in (box.unreliable.accessibleName(), *(press.accessibleDescription() for press in presses)):
            assert ("not reliable: No two matches agree" in text) == told
        assert all(press.isEnabled() for press in presses)
    # Where nothing can be exported there is nothing to warn of.
    box.show_match({**match_result, "verdict": refused, "model": None}, tmp_path)
    assert not box.unreliable.isVisibleTo(box)


@pytest.fixture
def begun(desktop, iface, qtbot):
    """A job that was begun from the field of coordinates; the keyboard is on Cancel."""
    desktop.dock.show_section(desktop.dock.search)
    iface.window.activateWindow()
    qtbot.waitActive(iface.window)
    desktop.dock.search.point.setFocus()
    desktop.jobs.started.emit("Searching")
    assert desktop.dock.footer.cancel.hasFocus()
    return desktop


@pytest.mark.parametrize("cancelled", [False, True])
def test_after_a_job_the_keyboard_is_where_it_was(begun, cancelled):
    if cancelled:
        QTest.keyClick(begun.dock.footer.cancel, Qt.Key.Key_Space)
        assert not begun.dock.footer.cancel.isEnabled()
    begun.jobs.finished.emit()
    assert begun.dock.search.point.hasFocus()


def test_a_job_that_ends_leaves_the_keyboard_to_who_has_gone_on_elsewhere(begun, iface):
    iface.canvas.setFocus()
    begun.jobs.finished.emit()
    assert iface.canvas.hasFocus()


@pytest.fixture
def dark(qgis_app):
    """A palette of light text on a dark ground, as a high-contrast desktop has."""
    before = QApplication.palette()
    palette = QPalette(before)
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base, QPalette.ColorRole.Button):
        palette.setColor(role, QColor(0, 0, 0))
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        palette.setColor(role, QColor(255, 255, 255))
    QApplication.setPalette(palette)
    yield
    QApplication.setPalette(before)


def test_a_dark_desktop_gets_a_dark_panel(dark, dock, search_result, match_result, tmp_path):
    dock.candidates.show_search(search_result)
    dock.matches.show_match(match_result)
    dock.export.show_match(match_result, tmp_path)
    dock.show_missing_engine("No Python with the engine's libraries was found.")
    for i in range(dock.pages.count()):
        dock.pages.setCurrentIndex(i)
        image = dock.widget().grab().toImage()
        lightness = [
            image.pixelColor(x, y).lightness()
            for x in range(0, image.width(), 4)
            for y in range(0, image.height(), 4)
        ]
        assert sum(value > 128 for value in lightness) < 0.15 * len(lightness), dock.pages.tabText(i)
        assert max(lightness) > 200
