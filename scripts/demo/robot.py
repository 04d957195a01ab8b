"""Mouse and keyboard on the widgets of QGIS and of the panel, found by their object names."""

from __future__ import annotations

from typing import Any, TypeVar

from qgis.core import QgsPointXY
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QModelIndex, QPoint, Qt
from qgis.PyQt.QtGui import QMouseEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractItemView, QComboBox, QLineEdit, QScrollArea, QTabWidget, QWidget
from qgis.utils import iface

from .driver import DemoError

Kind = TypeVar("Kind", bound=QWidget)
_LEFT = Qt.MouseButton.LeftButton


def find(name: str, kind: type[Kind] = QWidget) -> Kind:
    """The widget of the plugin with this object name.

    Raises:
        DemoError: there is none.
    """
    widget = iface.mainWindow().findChild(kind, f"OptoSAR{name}")
    if widget is None:
        raise DemoError(f"The window has no {kind.__name__} named OptoSAR{name}.")
    return widget


def text(name: str) -> str:
    """What a label of the plugin says; empty when it is hidden. Turns to its page, as one who reads does."""
    label = find(name)
    reveal(label)
    return str(label.text()) if label.isVisible() else ""


def reveal(widget: QWidget) -> None:
    """Turn to the page of a widget, open the section around it, and scroll to it."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QTabWidget):
            page = next(i for i in range(parent.count()) if parent.widget(i).isAncestorOf(widget))
            parent.setCurrentIndex(page)
        if hasattr(parent, "setCollapsed"):
            parent.setCollapsed(False)
        if isinstance(parent, QScrollArea):
            parent.ensureWidgetVisible(widget, 0, 40)
        parent = parent.parentWidget()


def click(name: str) -> None:
    """Press a button with the mouse.

    Raises:
        DemoError: it is disabled, so that nothing would happen.
    """
    widget = find(name)
    reveal(widget)
    if not widget.isEnabled():
        raise DemoError(f"OptoSAR{name} is disabled.")
    QTest.mouseClick(widget, _LEFT)


def choose(name: str, wanted: Any) -> None:
    """Choose an entry of a combo box by its text or its data, with the keyboard."""
    box = find(name, QComboBox)
    reveal(box)
    row = max(box.findText(str(wanted)), box.findData(wanted))
    if row < 0:
        raise DemoError(f"OptoSAR{name} does not offer {wanted}.")
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    for _ in range(row):
        QTest.keyClick(box, Qt.Key.Key_Down)
    if box.currentIndex() != row:
        raise DemoError(f"OptoSAR{name} shows {box.currentText()} instead of {wanted}.")


def type_into(field: QLineEdit, words: str) -> None:
    """Replace the text of a field, as typing does."""
    reveal(field)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, words)
    QTest.keyClick(field, Qt.Key.Key_Return)


def cell(view: QAbstractItemView, row: int, column: int = 0) -> QModelIndex:
    """An index of a view's model."""
    return view.model().index(row, column)


def click_cell(view: QAbstractItemView, index: QModelIndex, *, double: bool = False) -> None:
    """Click a cell of a list or table."""
    reveal(view)
    view.scrollTo(index)
    at = view.visualRect(index).center()
    QTest.mouseClick(view.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, at)
    if double:  # whose first click is a click as any other
        QTest.mouseDClick(view.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, at)


def tick(view: QAbstractItemView, wanted: set[str]) -> None:
    """Tick exactly the rows of a checkable list whose texts are ``wanted``: click the row, press Space."""
    reveal(view)
    for row in range(view.model().rowCount()):
        index = cell(view, row)
        is_on = index.data(Qt.ItemDataRole.CheckStateRole) in (2, Qt.CheckState.Checked)
        if is_on != (str(index.data()) in wanted):
            view.setCurrentIndex(index)
            view.setFocus()
            QTest.keyClick(view, Qt.Key.Key_Space)
    on = {
        str(cell(view, row).data())
        for row in range(view.model().rowCount())
        if cell(view, row).data(Qt.ItemDataRole.CheckStateRole) in (2, Qt.CheckState.Checked)
    }
    if on != wanted:
        raise DemoError(f"Ticked are {sorted(on)} instead of {sorted(wanted)}.")


def click_map(x: float, y: float) -> None:
    """Click the map at project coordinates."""
    canvas = iface.mapCanvas()
    at = canvas.getCoordinateTransform().transform(QgsPointXY(x, y))
    pixel = QPoint(round(at.x()), round(at.y()))
    if not canvas.viewport().rect().contains(pixel):
        raise DemoError(f"{x:.0f}, {y:.0f} is outside the map view.")
    QTest.mouseMove(canvas.viewport(), pixel)
    QTest.mouseClick(canvas.viewport(), _LEFT, Qt.KeyboardModifier.NoModifier, pixel)


def drag_over_map(start: float, end: float) -> None:
    """Drag from one share of the map's width to another, half way down."""
    viewport = iface.mapCanvas().viewport()
    ends = [QPoint(round(share * viewport.width()), viewport.height() // 2) for share in (start, end)]
    QTest.mousePress(viewport, _LEFT, Qt.KeyboardModifier.NoModifier, ends[0])
    # Without a display the pointer cannot be moved, only the event sent that would follow.
    move = QMouseEvent(
        QEvent.Type.MouseMove, ends[1], Qt.MouseButton.NoButton, _LEFT, Qt.KeyboardModifier.NoModifier
    )
    QCoreApplication.sendEvent(viewport, move)
    QTest.mouseRelease(viewport, _LEFT, Qt.KeyboardModifier.NoModifier, ends[1])


def leave_map_tool() -> None:
    """Press Esc over the map."""
    QTest.keyClick(iface.mapCanvas(), Qt.Key.Key_Escape)
