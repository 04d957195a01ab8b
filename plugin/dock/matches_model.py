"""Matches as a table that can be edited."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt, pyqtSignal

from ..i18n import tr
from ..layers.tables import match_kind

USE, NUMBER, RESIDUAL, SCORE, KIND = range(5)


def kind_text(match: dict[str, Any]) -> str:
    """What part a match plays, in a word."""
    words = {"fit": tr("Fit"), "check": tr("Check"), "outlier": tr("Outlier"), "excluded": tr("Excluded")}
    return words[match_kind(match)]


def _ends(match: dict[str, Any]) -> tuple[Any, ...]:
    return match["id"], match["optical"], match["sar"]


class MatchModel(QAbstractTableModel):
    """One row a match: use, number, residual, score, kind.

    Signals:
        use_changed(flags): the user ticked or unticked matches; one boolean a match.
    """

    use_changed = pyqtSignal(list)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matches: list[dict[str, Any]] = []
        self._use: list[bool] = []
        self._units = "m"
        self._order: list[int] = []
        self._sorted_by = (RESIDUAL, Qt.SortOrder.AscendingOrder)

    def set_result(self, result: dict[str, Any] | None) -> None:
        """Show a match result; the same matches with new values keep selection and scroll position."""
        matches = (result or {}).get("matches") or []
        # Ids alone do not tell: those of any other match result begin with 0 as well.
        same = [_ends(match) for match in matches] == [_ends(match) for match in self._matches]
        if not same:
            self.beginResetModel()
        self._matches = list(matches)
        self._use = [bool(match.get("use")) for match in matches]
        self._units = str((result or {}).get("units") or "m")
        if not same:
            self._order = self._arranged()
            self.endResetModel()
        elif matches:
            self.sort(*self._sorted_by)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, KIND)

    def match(self, row: int) -> dict[str, Any]:
        """The match of a row."""
        return self._matches[self._order[row]]

    def use(self) -> list[bool]:
        """The ticks, in the order of the result."""
        return list(self._use)

    def set_use(self, rows: list[int], used: bool) -> None:
        """Tick or untick several rows at once."""
        for row in rows:
            self._use[self._order[row]] = used
            self.dataChanged.emit(self.index(row, USE), self.index(row, USE))
        if rows:
            self.use_changed.emit(self.use())

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort the rows; many times faster than a proxy model is with thousands of them."""
        self._sorted_by = (column, order)
        self.layoutAboutToBeChanged.emit()
        kept = self.persistentIndexList()
        places = [(self._order[index.row()], index.column()) for index in kept]
        self._order = self._arranged()
        row_of = {place: row for row, place in enumerate(self._order)}
        self.changePersistentIndexList(
            kept, [self.index(row_of[place], column_) for place, column_ in places]
        )
        self.layoutChanged.emit()

    def _arranged(self) -> list[int]:
        column, order = self._sorted_by
        keys = [self._key(place, column) for place in range(len(self._matches))]
        return sorted(range(len(keys)), key=keys.__getitem__, reverse=order == Qt.SortOrder.DescendingOrder)

    def rowCount(self, parent: QModelIndex | None = None) -> int:
        """Number of matches."""
        return 0 if parent is not None and parent.isValid() else len(self._matches)

    def columnCount(self, parent: QModelIndex | None = None) -> int:
        """Use, number, residual, score, kind."""
        return 0 if parent is not None and parent.isValid() else 5

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Titles of the columns, with the unit of the residuals."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.ToolTipRole and section == KIND:
            return tr(
                "Fit: shapes the model. Check: held out, measures it. Outlier: disagrees. Excluded: by you."
            )
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        residual = tr("Residual ({units})").format(units=self._units)
        return (tr("Use"), tr("No."), residual, tr("Score"), tr("Kind"))[section]

    def flags(self, index: QModelIndex) -> Qt.ItemFlag:
        """The first column can be ticked."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsUserCheckable if index.column() == USE else flags

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, ticks and what screen readers say."""
        if not index.isValid():
            return None
        place, column = self._order[index.row()], index.column()
        match = self._matches[place]
        if role == Qt.ItemDataRole.CheckStateRole and column == USE:
            return Qt.CheckState.Checked if self._use[place] else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.DisplayRole:
            return self._text(match, column)
        if role == Qt.ItemDataRole.TextAlignmentRole and column in (NUMBER, RESIDUAL, SCORE):
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.AccessibleTextRole:
            used = tr("used") if self._use[place] else tr("not used")
            text = used if column == USE else self._text(match, column)
            return f"{self.headerData(column, Qt.Orientation.Horizontal)} {text}"
        return None

    def setData(self, index: QModelIndex, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Tick or untick one match."""
        if role != Qt.ItemDataRole.CheckStateRole or index.column() != USE:
            return False
        self.set_use([index.row()], Qt.CheckState(value) == Qt.CheckState.Checked)
        return True

    @staticmethod
    def _text(match: dict[str, Any], column: int) -> str | None:
        if column == NUMBER:
            return str(match["id"])
        if column == RESIDUAL:
            return "–" if match.get("residual") is None else f"{match['residual']:.2f}"
        if column == SCORE:
            return "–" if match.get("score") is None else f"{match['score']:.3f}"
        return kind_text(match) if column == KIND else None

    def _key(self, place: int, column: int) -> Any:
        match = self._matches[place]
        if column == USE:
            return int(self._use[place])
        if column == KIND:
            return kind_text(match)
        name = {NUMBER: "id", RESIDUAL: "residual", SCORE: "score"}[column]
        value = match.get(name)
        # Matches without a residual come after all others.
        return float("inf") if value is None else float(value)
