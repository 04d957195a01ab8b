"""Candidates as a table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from qgis.PyQt.QtGui import QIcon, QPixmap

from ..i18n import tr
from ..layers.tables import verdict_word
from ..phrases import said
from .widgets import icon

THUMBNAIL = 44
_SYMBOL = 16

RANK, SCORE, INLIERS, VERDICT = range(4)
_CENTER = Qt.AlignmentFlag.AlignCenter


def verdict_text(candidate: dict[str, Any]) -> str:
    """The verdict in a word or two."""
    words = {"accepted": tr("Accepted"), "rejected": tr("No match"), "unverified": tr("Not verified")}
    return words[verdict_word(candidate.get("verification"))]


class CandidateModel(QAbstractTableModel):
    """One row a candidate, in the engine's order: rank with thumbnail, score, inliers, verdict."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._candidates: list[dict[str, Any]] = []
        self._thumbnails: dict[str, QIcon] = {}

    def set_candidates(self, candidates: list[dict[str, Any]]) -> None:
        """Show these."""
        self.beginResetModel()
        self._candidates = list(candidates)
        self._thumbnails.clear()
        self.endResetModel()

    def refresh(self) -> None:
        """Read them again: what is known of them has changed."""
        if self._candidates:
            self.dataChanged.emit(self.index(0, RANK), self.index(len(self._candidates) - 1, VERDICT))

    def candidate(self, row: int) -> dict[str, Any]:
        """The candidate of a row."""
        return self._candidates[row]

    def row_of(self, rank: int) -> int:
        """The row of a rank, -1 when there is none."""
        return next((i for i, c in enumerate(self._candidates) if c.get("rank") == rank), -1)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Number of candidates."""
        return 0 if parent is not None and parent.isValid() else len(self._candidates)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Rank, score, inliers, verdict."""
        return 0 if parent is not None and parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Rank"), tr("Score"), tr("Inliers"), tr("Verdict"))[section]
        return None

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, pictures, tooltips and what screen readers say."""
        if not index.isValid():
            return None
        candidate, column = self._candidates[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(candidate, column)
        if role == Qt.ItemDataRole.DecorationRole:
            if column == RANK:
                return self._thumbnail(candidate)
            if column == VERDICT:
                return icon(verdict_word(candidate.get("verification"))).pixmap(_SYMBOL, _SYMBOL)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (SCORE, INLIERS):
            return _CENTER
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(candidate)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.headerData(column, Qt.Orientation.Horizontal)} {self._text(candidate, column)}"
        return None

    @staticmethod
    def _text(candidate: dict[str, Any], column: int) -> str:
        if column == RANK:
            return str(candidate["rank"])
        if column == SCORE:
            return f"{candidate['score']:.3f}"
        if column == INLIERS:
            check = candidate.get("verification") or {}
            return str(check.get("inliers", "–"))
        return verdict_text(candidate)

    @staticmethod
    def _tip(candidate: dict[str, Any]) -> str:
        lines = [tr("Tile of {scene}").format(scene=candidate.get("scene", ""))]
        reason = (candidate.get("verification") or {}).get("reason")
        return "\n".join([*lines, said(str(reason))] if reason else lines)

    def _thumbnail(self, candidate: dict[str, Any]) -> QIcon | None:
        path = candidate.get("thumbnail")
        if not path or not Path(path).is_file():
            return None
        if path not in self._thumbnails:
            scaled = QPixmap(path).scaled(
                THUMBNAIL,
                THUMBNAIL,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            self._thumbnails[path] = QIcon(scaled)
        return self._thumbnails[path]
