"""Two rasters over the map, one on each side of a line: how well they lie on each other is seen where the line cuts."""

from __future__ import annotations

import math

from qgis.core import QgsMapLayer, QgsPointXY
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QObject, QPoint, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPen
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem, QWidget

from .drawing import MapPictures

_LIGHT, _DARK = QColor(255, 255, 255), QColor(0, 0, 0, 190)
_PAD = 6
_SIDES = ("left", "right")


class Curtain(QgsMapCanvasItem):
    """What is painted: both pictures, the line between them, and their names.

    Attributes:
        share: of the map's width that lies left of the line, 0 to 1.

    Args:
        canvas: the map.
    """

    def __init__(self, canvas: QgsMapCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.share = 0.5
        self._names = ("", "")
        self._images: tuple[QImage, ...] = ()
        self._corner, self._scale = QgsPointXY(), (0.0, 0.0)
        # Over the map and what else is drawn on it.
        self.setZValue(1000)
        self.hide()

    @property
    def images(self) -> tuple[QImage, ...]:
        """The pictures on display, left and right; none while they are drawn."""
        return self._images

    def put(self, images: tuple[QImage, ...], names: tuple[str, str]) -> None:
        """Show pictures of the whole map as it is now, left and right of the line."""
        self._images, self._names = images, names
        self._corner = self.toMapCoordinates(QPoint(0, 0))
        self._scale = self._scale_now()
        self.prepareGeometryChange()
        self.setVisible(bool(images))
        self.updatePosition()
        self.update()

    def move_to(self, share: float) -> None:
        """Put the line elsewhere."""
        self.share = min(max(share, 0.0), 1.0)
        self.update()

    def updatePosition(self) -> None:
        """Go with a map that is dragged; of one drawn at another scale, or turned, the pictures say nothing."""
        if not self._images:
            return
        # A map that is only moved has the same scale but for rounding.
        if not all(math.isclose(now, was, rel_tol=1e-6) for now, was in zip(self._scale_now(), self._scale)):
            self.put((), self._names)
            return
        self.setPos(self.toCanvasCoordinates(self._corner))

    def boundingRect(self) -> QRectF:
        """The map."""
        return QRectF(0, 0, self._canvas.width(), self._canvas.height())

    def paint(
        self, painter: QPainter, _option: QStyleOptionGraphicsItem | None, _widget: QWidget | None = None
    ) -> None:
        """Paint both sides."""
        if not self._images:
            return
        whole = self.boundingRect()
        cut = round(whole.width() * self.share)
        left, right = QRectF(whole), QRectF(whole)
        left.setRight(cut)
        right.setLeft(cut)
        for side, image, name in zip((left, right), self._images, self._names):
            painter.save()
            painter.setClipRect(side)
            painter.drawImage(QPointF(0, 0), image)
            self._label(painter, side, name, at_right=side is right)
            painter.restore()
        for color, width in ((_DARK, 5), (_LIGHT, 2)):
            painter.setPen(QPen(color, width))
            painter.drawLine(QPointF(cut, 0), QPointF(cut, whole.height()))

    def _scale_now(self) -> tuple[float, float]:
        return self._canvas.mapUnitsPerPixel(), self._canvas.rotation()

    @staticmethod
    def _label(painter: QPainter, side: QRectF, name: str, at_right: bool) -> None:
        metrics = painter.fontMetrics()
        width = min(metrics.horizontalAdvance(name), max(side.width() - 4 * _PAD, 0.0))
        text = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, int(width) + 1)
        # At the top, messages lie over the map.
        height = metrics.height() + _PAD
        box = QRectF(side.left() + _PAD, side.bottom() - height - _PAD, width + 2 * _PAD, height)
        if at_right:
            box.moveRight(side.right() - _PAD)
        painter.fillRect(box, _DARK)
        painter.setPen(_LIGHT)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)


class CurtainRenderer(QObject):
    """Draws the two rasters in the background, as the map shows them.

    Args:
        canvas: the map.
        curtain: shows what was drawn.
    """

    def __init__(self, canvas: QgsMapCanvas, curtain: Curtain, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._canvas, self._curtain = canvas, curtain
        self._pictures = MapPictures(self)
        self._pictures.drawn.connect(self._drawn)
        self._done: dict[str, QImage] = {}
        self._names = ("", "")

    def draw(self, layers: tuple[QgsMapLayer, QgsMapLayer]) -> None:
        """Draw them for the present view; what was being drawn before is given up."""
        self.cancel()
        self._names = layers[0].name(), layers[1].name()
        for side, layer in zip(_SIDES, layers):
            settings = self._canvas.mapSettings()
            settings.setLayers([layer])
            # Nothing else is to shine through where this raster has no pixels.
            settings.setBackgroundColor(self._canvas.canvasColor())
            self._pictures.draw(side, settings)

    def cancel(self) -> None:
        """Give up what is being drawn."""
        self._done = {}
        self._pictures.cancel()

    def dispose(self) -> None:
        """End what is being drawn; the renderer must not be used afterwards."""
        self._done = {}
        self._pictures.dispose()

    def _drawn(self, side: str, image: QImage) -> None:
        self._done[side] = image
        if len(self._done) == len(_SIDES):
            done, self._done = self._done, {}
            self._curtain.put((done[_SIDES[0]], done[_SIDES[1]]), self._names)
