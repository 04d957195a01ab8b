"""Map tools: picking a query region, and picking the two ends of a manual match.

Both leave by Esc or a right click, give the canvas back to the tool that was active before, and take their rubber
bands with them.
"""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsGeometry, QgsPointXY, QgsProject, QgsRectangle, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapTool, QgsRubberBand, QgsVertexMarker
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent
from qgis.PyQt.QtWidgets import QApplication

_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry
_LINE = QgsWkbTypes.GeometryType.LineGeometry

Preview = Callable[[QgsPointXY], "QgsGeometry | None"]


class RestoringTool(QgsMapTool):
    """A map tool that knows which tool it replaced."""

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._previous: QgsMapTool | None = None
        self.setCursor(Qt.CursorShape.CrossCursor)

    def start(self) -> None:
        """Become the active tool of the canvas."""
        current = self._canvas.mapTool()
        if current is not self:
            # Of two such tools the one is never the way back from the other: that may be gone by then.
            self._previous = current.previous() if isinstance(current, RestoringTool) else current
            self._canvas.setMapTool(self)

    def previous(self) -> QgsMapTool | None:
        """The tool to go back to."""
        return self._previous

    def stop(self) -> None:
        """Give the canvas back to the tool that was active before."""
        if self._canvas.mapTool() is not self:
            return
        if self._previous is not None:
            self._canvas.setMapTool(self._previous)
        else:
            self._canvas.unsetMapTool(self)
        self._previous = None


class RegionTool(RestoringTool):
    """Pick a query region: a click takes a tile-sized region, a drag a rectangle.

    Signals:
        picked(kind, geometry): ``"point"`` with a point or ``"rectangle"`` with a polygon, in the canvas's CRS.

    Args:
        canvas: the map.
        preview: the outline of the tile around a point, both in the canvas's CRS; ``None`` draws nothing.
    """

    picked = pyqtSignal(str, QgsGeometry)

    def __init__(self, canvas: QgsMapCanvas, preview: Preview) -> None:
        super().__init__(canvas)
        self._preview = preview
        self._pressed: QPoint | None = None
        self._band = QgsRubberBand(canvas, _POLYGON)
        self._band.setColor(QColor(255, 255, 255))
        self._band.setSecondaryStrokeColor(QColor(0, 0, 0))
        self._band.setFillColor(QColor(255, 255, 255, 40))
        self._band.setWidth(2)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Begin a click or a drag."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.pos()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Show what releasing here would take."""
        if self._pressed is None:
            self._show(self._preview(event.mapPoint()))
        elif self._is_drag(event.pos()):
            self._show(self._rectangle(self._pressed, event.pos()))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Take the region; the right button leaves the tool."""
        if event.button() == Qt.MouseButton.RightButton:
            # Not on the press: releasing over a pan or zoom tool makes the canvas come back here.
            self._leave()
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        pressed, self._pressed = self._pressed, None
        self._reset()
        if self._is_drag(event.pos(), pressed):
            self.picked.emit("rectangle", self._rectangle(pressed, event.pos()))
        else:
            self.picked.emit("point", QgsGeometry.fromPointXY(event.mapPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc leaves the tool."""
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
        else:
            event.ignore()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc gives up a drag; the canvas keeps keys to itself while a button is down."""
        is_escape = (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        )
        if is_escape and self._pressed is not None:
            self._reset()
            return True
        return bool(super().eventFilter(watched, event))

    def activate(self) -> None:
        """Watch the canvas's keys."""
        super().activate()
        self._canvas.installEventFilter(self)

    def deactivate(self) -> None:
        """Clear the map when another tool takes over."""
        self._canvas.removeEventFilter(self)
        self._reset()
        super().deactivate()

    def dispose(self) -> None:
        """Leave the canvas for good, rubber band included; the tool must not be used afterwards."""
        self.stop()
        self._canvas.scene().removeItem(self._band)

    def _leave(self) -> None:
        self._reset()
        self.stop()

    def _reset(self) -> None:
        self._pressed = None
        self._band.reset(_POLYGON)

    def _show(self, outline: QgsGeometry | None) -> None:
        if outline is None:
            self._band.reset(_POLYGON)
        else:
            self._band.setToGeometry(outline)

    def _is_drag(self, position: QPoint, pressed: QPoint | None = None) -> bool:
        start = self._pressed if pressed is None else pressed
        return start is not None and (position - start).manhattanLength() >= QApplication.startDragDistance()

    def _rectangle(self, start: QPoint, end: QPoint) -> QgsGeometry:
        """The rectangle as seen on the screen, which a rotated map turns."""
        corners = [start, QPoint(end.x(), start.y()), end, QPoint(start.x(), end.y()), start]
        points = [self.toMapCoordinates(corner) for corner in corners]
        if not self._canvas.rotation():
            return QgsGeometry.fromRect(QgsRectangle(points[0], points[2]))
        return QgsGeometry.fromPolygonXY([points])


class PairTool(RestoringTool):
    """Pick a manual match: first the optical point, then the SAR point.

    A map in another CRS, or another project, begins with the optical point again.

    Signals:
        picked(optical, sar): both in the canvas's CRS.
        asked(which): ``"optical"`` or ``"sar"``, the point that is wanted next; ``""`` when the tool was left.
    """

    picked = pyqtSignal(QgsPointXY, QgsPointXY)
    asked = pyqtSignal(str)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._optical: QgsPointXY | None = None
        self._band = QgsRubberBand(canvas, _LINE)
        self._band.setColor(QColor(255, 255, 255))
        self._band.setSecondaryStrokeColor(QColor(0, 0, 0))
        self._band.setWidth(2)
        self._marker = QgsVertexMarker(canvas)
        self._marker.setIconType(QgsVertexMarker.IconType.ICON_CIRCLE)
        self._marker.setColor(QColor(255, 255, 255))
        self._marker.setPenWidth(2)
        self._marker.hide()

    def activate(self) -> None:
        """Ask for the optical point."""
        super().activate()
        self._canvas.destinationCrsChanged.connect(self._begin_again)
        QgsProject.instance().cleared.connect(self._begin_again)
        self.asked.emit("optical")

    def deactivate(self) -> None:
        """Clear the map when another tool takes over."""
        self._canvas.destinationCrsChanged.disconnect(self._begin_again)
        QgsProject.instance().cleared.disconnect(self._begin_again)
        self._reset()
        self.asked.emit("")
        super().deactivate()

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Draw the line from the optical point."""
        if self._optical is not None:
            self._band.setToGeometry(QgsGeometry.fromPolylineXY([self._optical, event.mapPoint()]))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Take the point; the right button leaves the tool."""
        if event.button() == Qt.MouseButton.RightButton:
            self.stop()
        elif event.button() == Qt.MouseButton.LeftButton and self._optical is None:
            self._optical = event.mapPoint()
            self._marker.setCenter(self._optical)
            self._marker.show()
            self.asked.emit("sar")
        elif event.button() == Qt.MouseButton.LeftButton:
            optical, sar = self._optical, event.mapPoint()
            self._reset()
            self.asked.emit("optical")
            self.picked.emit(optical, sar)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes back the optical point, then leaves the tool."""
        if event.key() != Qt.Key.Key_Escape:
            event.ignore()
        elif self._optical is not None:
            self._begin_again()
        else:
            self.stop()

    def dispose(self) -> None:
        """Leave the canvas for good; the tool must not be used afterwards."""
        self.stop()
        self._canvas.scene().removeItem(self._band)
        self._canvas.scene().removeItem(self._marker)

    def _begin_again(self) -> None:
        """Take the optical point back, if there is one, and ask for it anew."""
        if self._optical is not None:
            self._reset()
            self.asked.emit("optical")

    def _reset(self) -> None:
        self._optical = None
        self._band.reset(_LINE)
        self._marker.hide()
