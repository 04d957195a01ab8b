"""Map tool that compares two rasters: one on each side of a line that follows the mouse or the arrow keys."""

from __future__ import annotations

from qgis.core import QgsMapLayer, QgsProject
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent
from qgis.PyQt.QtCore import QEvent, QObject, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from .curtain import Curtain, CurtainRenderer
from .maptool import RestoringTool

# Of the map's width, by one key.
_STEP = 0.05
# Milliseconds of rest before a view that changes is drawn.
_REST = 150


class SwipeTool(RestoringTool):
    """Shows two layers over the map, left and right of a line.

    Drag the line, or move it by the arrow keys, Home and End; Esc or a right click leaves. The view is moved and
    zoomed as with any other tool, but for the arrow keys.

    Signals:
        shown(on): the comparison began or ended.

    Args:
        canvas: the map.
    """

    shown = pyqtSignal(bool)

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self.setCursor(Qt.CursorShape.SplitHCursor)
        self.curtain = Curtain(canvas)
        self._renderer = CurtainRenderer(canvas, self.curtain, self)
        self._layers: tuple[str, ...] = ()
        self._dragged = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self._draw)

    def compare(self, left: QgsMapLayer, right: QgsMapLayer) -> None:
        """Show two layers of the project, with the line in the middle."""
        self._layers = left.id(), right.id()
        self.curtain.share = 0.5
        if self.isActive():
            self._draw()
        else:
            self.start()

    def activate(self) -> None:
        """Begin to draw, and follow the view."""
        super().activate()
        self._canvas.installEventFilter(self)
        self._canvas.mapCanvasRefreshed.connect(self._rest.start)
        # The keys are the line's now.
        self._canvas.setFocus()
        self.shown.emit(True)
        self._draw()

    def deactivate(self) -> None:
        """Clear the map when another tool takes over."""
        self._rest.stop()
        self._dragged = False
        self._canvas.mapCanvasRefreshed.disconnect(self._rest.start)
        self._canvas.removeEventFilter(self)
        self._renderer.cancel()
        self.curtain.put((), ("", ""))
        self.shown.emit(False)
        super().deactivate()

    def dispose(self) -> None:
        """Leave the canvas for good; the tool must not be used afterwards."""
        self.stop()
        self._renderer.dispose()
        self._canvas.scene().removeItem(self.curtain)

    def canvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        """Take the line to where the mouse is."""
        self._dragged = event.button() == Qt.MouseButton.LeftButton
        self.canvasMoveEvent(event)

    def canvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        """Move the line with the mouse."""
        if self._dragged:
            self.curtain.move_to(event.pos().x() / max(self._canvas.width(), 1))

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        """Let the line go; the right button leaves the tool."""
        self._dragged = False
        if event.button() == Qt.MouseButton.RightButton:
            self.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys before the canvas, which would move the view."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            share = self.curtain.share
            moved = {
                Qt.Key.Key_Left: share - _STEP,
                Qt.Key.Key_Right: share + _STEP,
                Qt.Key.Key_Home: 0.0,
                Qt.Key.Key_End: 1.0,
            }.get(event.key())
            if moved is not None:
                self.curtain.move_to(moved)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.stop()
                return True
        return bool(super().eventFilter(watched, event))

    def _draw(self) -> None:
        layers = [QgsProject.instance().mapLayer(layer) for layer in self._layers]
        left, right = layers if len(layers) == 2 else (None, None)
        if left is None or right is None:
            # One was removed, or the project closed.
            self.stop()
            return
        self._renderer.draw((left, right))
