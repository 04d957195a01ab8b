"""Pictures of the two scenes where matches were found, for showing them side by side."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Optional

from qgis.core import QgsMapSettings, QgsMapToPixel, QgsPointXY, QgsRasterLayer, QgsRectangle
from qgis.PyQt.QtCore import QObject, QPointF, QSize, pyqtSignal
from qgis.PyQt.QtGui import QColor, QImage

from .drawing import MapPictures
from .layers.coordinates import crs_from_text
from .layers.tables import SIDES, match_kind

SIZE = 720
"""Side of the pictures in pixels."""

_MARGIN = 1.15
_KINDS = ("fit", "check")
_DARK = QColor(40, 40, 40)

Layers = Callable[[str], Optional[QgsRasterLayer]]


@dataclass(frozen=True)
class ProofLine:
    """A match in the two pictures.

    Attributes:
        number: id of the match.
        kind: ``"fit"`` or ``"check"``.
        optical, sar: its ends, 0 to 1 from the top left of each picture.
        residual_px: in pixels of the model's grid; ``None`` when there is none.
    """

    number: int
    kind: str
    optical: QPointF
    sar: QPointF
    residual_px: float | None


@dataclass(frozen=True)
class Frame:
    """The ground one picture shows."""

    settings: QgsMapSettings
    to_pixel: QgsMapToPixel
    flip: bool

    def place(self, xy: tuple[float, float]) -> QPointF:
        """A point of the scene as a share of the picture."""
        point = self.to_pixel.transform(_drawn(xy, self.flip))
        return QPointF(point.x() / SIZE, point.y() / SIZE)


def _drawn(xy: tuple[float, float], flip: bool) -> QgsPointXY:
    return QgsPointXY(float(xy[0]), -float(xy[1]) if flip else float(xy[1]))


def frame(match: dict[str, Any], side: str) -> Frame | None:
    """The square around the matches in use on one side; ``None`` when there are none.

    Args:
        match: a match result.
        side: ``"optical"`` or ``"sar"``.
    """
    crs = crs_from_text((match.get(side) or {}).get("crs"))
    box = QgsRectangle()
    box.setMinimal()
    for item in match["matches"]:
        if match_kind(item) in _KINDS:
            point = _drawn(item[side], not crs.isValid())
            box.include(point)
    if box.isNull():
        return None
    # A single match, or matches on a line, still get some ground around them.
    half = max(box.width(), box.height(), 64 * float(match.get("gsd") or 1.0)) * _MARGIN / 2
    center = box.center()
    settings = QgsMapSettings()
    settings.setDestinationCrs(crs)
    settings.setOutputSize(QSize(SIZE, SIZE))
    settings.setExtent(
        QgsRectangle(center.x() - half, center.y() - half, center.x() + half, center.y() + half)
    )
    settings.setBackgroundColor(_DARK)
    return Frame(settings, QgsMapToPixel(settings.mapToPixel()), not crs.isValid())


def lines(match: dict[str, Any], frames: dict[str, Frame]) -> list[ProofLine]:
    """The matches in use as lines between the pictures."""
    unit = float(match.get("gsd") or 1.0) if match.get("units") == "m" else 1.0
    found = []
    for item in match["matches"]:
        kind = match_kind(item)
        if kind in _KINDS:
            ends = {side: frames[side].place(item[side]) for side in SIDES}
            residual = None if item.get("residual") is None else float(item["residual"]) / unit
            found.append(ProofLine(int(item["id"]), kind, ends["optical"], ends["sar"], residual))
    return found


class ProofRenderer(QObject):
    """Draws both scenes in the background.

    Signals:
        framed(lines): other matches; pictures follow.
        drawn(side, image): a picture is ready.

    Args:
        layer_of: finds the project's layer of a file, whose colours are used.
    """

    framed = pyqtSignal(list)
    drawn = pyqtSignal(str, QImage)

    def __init__(self, layer_of: Layers, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layer_of = layer_of
        self._pictures = MapPictures(self)
        self._pictures.drawn.connect(self.drawn)
        self._layers: dict[str, QgsRasterLayer] = {}
        self._frames: dict[str, Frame] = {}
        self._shown: tuple[Any, ...] = ()

    def show(self, match: dict[str, Any] | None) -> None:
        """Show the matches of a result, or nothing; pictures are drawn again only for other matches."""
        key = self._key(match)
        if match is None or not key:
            self.clear()
            return
        if key != self._shown:
            self._cancel()
            frames = {side: found for side in SIDES if (found := frame(match, side)) is not None}
            if len(frames) < len(SIDES):
                self.clear()
                return
            self._shown, self._frames = key, frames
            self.framed.emit(lines(match, frames))
            for side in SIDES:
                self._draw(side, str(match[side].get("path", "")), frames[side].settings)
        else:
            self.framed.emit(lines(match, self._frames))

    def clear(self) -> None:
        """Show nothing."""
        self._cancel()
        self._shown, self._frames = (), {}
        self.framed.emit([])

    def dispose(self) -> None:
        """End what is being drawn; the renderer must not be used afterwards."""
        self._pictures.dispose()

    @staticmethod
    def _key(match: dict[str, Any] | None) -> tuple[Any, ...]:
        if not match or not match.get("matches"):
            return ()
        first, last = match["matches"][0], match["matches"][-1]
        ends = tuple(tuple(item[side]) for item in (first, last) for side in SIDES)
        return (match["optical"].get("path"), match["sar"].get("path"), len(match["matches"]), ends)

    def _draw(self, side: str, path: str, settings: QgsMapSettings) -> None:
        layer = self._layer_of(path) or QgsRasterLayer(path, side, "gdal")
        if not layer.isValid():
            return
        self._layers[side] = layer
        settings.setLayers([layer])
        self._pictures.draw(side, settings)

    def _cancel(self) -> None:
        self._pictures.cancel()
        self._layers.clear()
