"""The matches as lines between a picture of the optical and one of the SAR scene: the proof at a glance."""

from __future__ import annotations

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from qgis.PyQt.QtWidgets import QDialog, QSizePolicy, QVBoxLayout, QWidget

from ..i18n import tr
from ..proof import ProofLine
from .widgets import named

_GAP = 4
_LINES, _SELECTED_LINES = 40, 400
# As in the layer of matches: residual up to 1 px, up to 2 px, more. Told apart by lightness too.
_COLORS = ((1.0, QColor(86, 180, 233)), (2.0, QColor(240, 228, 66)), (float("inf"), QColor(230, 110, 0)))
_SELECTED = QColor(255, 0, 255)
_CASING = QColor(0, 0, 0, 170)
_STRIP, _INK = QColor(0, 0, 0, 170), QColor(255, 255, 255)


def spread(lines: list[ProofLine], count: int) -> list[ProofLine]:
    """At most ``count`` lines whose optical ends lie well apart; the first are the best matches."""
    cells: dict[tuple[int, int], list[ProofLine]] = {}
    side = max(round(count**0.5), 1)
    for line in sorted(lines, key=lambda x: (x.residual_px is None, x.residual_px or 0.0)):
        cell = (int(line.optical.x() * side), int(line.optical.y() * side))
        cells.setdefault(cell, []).append(line)
    chosen: list[ProofLine] = []
    depth = 0
    while len(chosen) < min(count, len(lines)):
        chosen += [members[depth] for members in cells.values() if depth < len(members)]
        depth += 1
    return chosen[:count]


def line_color(line: ProofLine) -> QColor:
    """Colour of a line by its residual."""
    residual = float("inf") if line.residual_px is None else line.residual_px
    return next(color for limit, color in _COLORS if residual <= limit)


class ProofView(QWidget):
    """Two pictures side by side with lines between them.

    Args:
        object_name: without the common prefix.
    """

    def __init__(self, object_name: str) -> None:
        super().__init__()
        tip = tr("A spread of the matches in use. Dashed lines are held out of the fit.")
        named(self, object_name, tr("Matches side by side"), tip)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._lines: list[ProofLine] = []
        self._few: list[ProofLine] = []
        self._images: dict[str, QImage] = {}
        self._selected: set[int] = set()

    def set_lines(self, lines: list[ProofLine]) -> None:
        """Show these matches; without any the view hides."""
        if not lines:
            self._images.clear()
        self._lines = list(lines)
        self._few = spread(self._lines, _LINES)
        text = tr("Matches side by side: {shown} of {all} are drawn")
        self.setAccessibleName(text.format(shown=len(self._few), all=len(self._lines)))
        self.update()

    def set_image(self, side: str, image: QImage) -> None:
        """Show a picture.

        Args:
            side: ``"optical"`` or ``"sar"``.
            image: a square picture.
        """
        self._images[side] = image
        self.update()

    def select(self, numbers: list[int]) -> None:
        """Emphasise matches by their ids."""
        self._selected = set(numbers)
        self.update()

    def copy_from(self, other: ProofView) -> None:
        """Show what another view shows."""
        self._images = dict(other._images)
        self.set_lines(other._lines)
        self.select(list(other._selected))

    def drawn(self) -> list[ProofLine]:
        """The lines on display: the spread of matches, or those that are selected."""
        selected = [line for line in self._lines if line.number in self._selected]
        return spread(selected, _SELECTED_LINES) or self._few

    def hasHeightForWidth(self) -> bool:
        """The pictures are square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Half the width."""
        return max((width - _GAP) // 2, 60)

    def sizeHint(self) -> QSize:
        """Wide enough for the panel."""
        return QSize(320, self.heightForWidth(320))

    def minimumSizeHint(self) -> QSize:
        """Still readable."""
        return QSize(200, self.heightForWidth(200))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw pictures, lines, captions."""
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        places = self._places()
        for side, place in places.items():
            painter.fillRect(place, QColor(40, 40, 40))
            image = self._images.get(side)
            if image is not None:
                painter.drawImage(place, image, QRectF(image.rect()))
        for line in self.drawn():
            self._draw_line(painter, line, places)
        for side, caption in (("optical", tr("Optical")), ("sar", tr("SAR"))):
            self._draw_caption(painter, places[side], caption)
        painter.end()

    def _places(self) -> dict[str, QRectF]:
        side = max(min((self.width() - _GAP) / 2, float(self.height())), 1.0)
        left = (self.width() - 2 * side - _GAP) / 2
        return {
            "optical": QRectF(left, 0, side, side),
            "sar": QRectF(left + side + _GAP, 0, side, side),
        }

    def _draw_line(self, painter: QPainter, line: ProofLine, places: dict[str, QRectF]) -> None:
        ends = []
        for place, share in ((places["optical"], line.optical), (places["sar"], line.sar)):
            ends.append(
                QPointF(place.left() + share.x() * place.width(), place.top() + share.y() * place.height())
            )
        is_selected = line.number in self._selected
        color, width = (_SELECTED, 2.0) if is_selected else (line_color(line), 1.3)
        painter.setPen(QPen(_CASING, width + 1.6))
        painter.drawLine(*ends)
        style = Qt.PenStyle.DashLine if line.kind == "check" else Qt.PenStyle.SolidLine
        painter.setPen(QPen(color, width, style))
        painter.drawLine(*ends)
        painter.setPen(QPen(_CASING, 1.0))
        painter.setBrush(color)
        painter.drawEllipse(ends[0], 2.6, 2.6)
        painter.drawRect(QRectF(ends[1].x() - 2.3, ends[1].y() - 2.3, 4.6, 4.6))
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_caption(self, painter: QPainter, place: QRectF, caption: str) -> None:
        metrics = painter.fontMetrics()
        strip = QRectF(
            place.left(), place.top(), metrics.horizontalAdvance(caption) + 10, metrics.height() + 4
        )
        painter.fillRect(strip, _STRIP)
        painter.setPen(_INK)
        painter.drawText(strip, Qt.AlignmentFlag.AlignCenter, caption)


class ProofWindow(QDialog):
    """The same, as large as the user likes; Esc closes it.

    Args:
        parent: the window above which it stays.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        named(self, "ProofWindow", tr("Matches side by side"))
        self.setWindowTitle(tr("OptoSAR: Matches Side by Side"))
        self.view = ProofView("ProofLarge")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.addWidget(self.view)
        self.resize(1000, 520)
