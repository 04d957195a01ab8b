"""Section 5, matches: the verdict, the model, and the table to edit."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QAction,
    QDoubleSpinBox,
    QHeaderView,
    QTableView,
)

from ..i18n import tr
from ..offered import models
from ..phrases import said
from ..proof import ProofLine
from .figures import describe_accuracy, describe_model
from .matches_model import KIND, NUMBER, RESIDUAL, SCORE, USE, MatchModel
from .proof_view import ProofView, ProofWindow
from .widgets import (
    ACCEPTED,
    REJECTED,
    Banner,
    Section,
    action_button,
    button,
    choice,
    form,
    named,
    row,
    set_text,
    wrapped,
)

_WIDTHS = {USE: 36, NUMBER: 54, RESIDUAL: 106, SCORE: 58}


class MatchesBox(Section):
    """Verdict, model and matches.

    Signals:
        overlap_requested(view): match the two layers wherever they overlap, or within the view.
        use_changed(flags): ticks of the matches.
        model_changed(kind): another model.
        threshold_applied(px): use the matches whose residual is at most this many pixels.
        highlighted(ids): matches selected in the table.
        zoom_requested(id): show a match on the map.
    """

    overlap_requested = pyqtSignal(bool)
    use_changed = pyqtSignal(list)
    model_changed = pyqtSignal(str)
    threshold_applied = pyqtSignal(float)
    highlighted = pyqtSignal(list)
    zoom_requested = pyqtSignal(int)

    def __init__(self, add: QAction) -> None:
        super().__init__("MatchesBox", tr("Matches"))
        self.overlap = button(
            "MatchOverlap",
            tr("M&atch Overlap"),
            tr("Match the optical with the first ticked SAR layer wherever they overlap."),
        )
        self.view = button(
            "MatchView", tr("Match &in View"), tr("The same, only within the part of the map that is shown.")
        )
        self.content.addLayout(row(self.overlap, self.view))
        self.verdict = Banner("MatchVerdict")
        self.content.addWidget(self.verdict)
        self.proof = ProofView("Proof")
        self.content.addWidget(self.proof)
        self.enlarge = button(
            "EnlargeProof",
            tr("Enlar&ge…"),
            tr("Show the pictures in a window of their own, as large as you like."),
        )
        self.add = action_button("AddMatch", add)
        self.content.addLayout(row(self.enlarge, self.add))
        self.model_kind = choice(models(), "affine")
        named(self.model_kind, "ModelKind", tr("Model"), tr("The geometric model the matches must agree on."))
        self.threshold = QDoubleSpinBox()
        self.threshold.setRange(0.1, 50.0)
        self.threshold.setDecimals(1)
        self.threshold.setSingleStep(0.5)
        self.threshold.setValue(3.0)
        self.threshold.setSuffix(tr(" px"))
        named(
            self.threshold,
            "Threshold",
            tr("Residual threshold"),
            tr("Matches with a larger residual are outliers; also applied to the next match."),
        )
        self.apply = button(
            "ApplyThreshold", tr("Appl&y"), tr("Use exactly the matches within the threshold.")
        )
        layout = form()
        layout.addRow(tr("Model &kind"), self.model_kind)
        threshold_row = row(self.threshold, self.apply)
        layout.addRow(tr("&Threshold"), threshold_row)
        layout.labelForField(threshold_row).setBuddy(self.threshold)
        self.content.addLayout(layout)
        self.accuracy = wrapped("Accuracy", tr("Accuracy"))
        self.content.addWidget(self.accuracy)
        self.model = MatchModel(self)
        self.table = self._table()
        self.content.addWidget(self.table)
        self.use_selected = button("UseSelected", tr("&Use Selected"), tr("Tick the selected matches."))
        self.drop_selected = button(
            "DropSelected", tr("E&xclude Selected"), tr("Untick the selected matches.")
        )
        self.content.addLayout(row(self.use_selected, self.drop_selected))
        self._window: ProofWindow | None = None
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(0)
        self._connect()
        self.show_match(None)

    def show_match(self, result: dict[str, Any] | None) -> None:
        """Show a match result, or its refit, or nothing."""
        self.model.set_result(result)
        has_matches = bool((result or {}).get("matches"))
        for widget in (self.proof, self.enlarge, self.table, self.use_selected, self.drop_selected):
            widget.setVisible(has_matches)
        self.apply.setEnabled(has_matches)
        parts = [describe_accuracy(result), describe_model(result)] if result else []
        set_text(self.accuracy, "\n".join(part for part in parts if part))
        verdict = (result or {}).get("verdict")
        if not verdict:
            self.verdict.hide()
            return
        state = ACCEPTED if verdict.get("accepted") else REJECTED
        title = tr("Accepted") if verdict.get("accepted") else tr("No reliable match")
        self.verdict.show_state(
            state, title, said(str(verdict.get("reason") or "")), said(str(verdict.get("hint") or ""))
        )

    def show_lines(self, lines: list[ProofLine]) -> None:
        """Show matches side by side; their pictures follow."""
        self.proof.set_lines(lines)
        self._follow()

    def show_picture(self, side: str, image: QImage) -> None:
        """Show the picture of a side."""
        self.proof.set_image(side, image)
        self._follow()

    def set_options(self, model: str, threshold: float) -> None:
        """Show choices made before without reporting them."""
        blocked = self.model_kind.blockSignals(True)
        self.model_kind.setCurrentIndex(max(self.model_kind.findData(model), 0))
        self.model_kind.blockSignals(blocked)
        self.threshold.setValue(threshold)

    def options(self) -> tuple[str, float]:
        """Model and threshold in pixels."""
        return str(self.model_kind.currentData()), self.threshold.value()

    def selected_rows(self) -> list[int]:
        """Selected rows of the table."""
        return sorted(index.row() for index in self.table.selectionModel().selectedRows())

    def _table(self) -> QTableView:
        table = QTableView()
        table.setModel(self.model)
        table.setSortingEnabled(True)
        table.sortByColumn(RESIDUAL, Qt.SortOrder.AscendingOrder)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setMinimumHeight(170)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 6)
        head = table.horizontalHeader()
        for column, width in _WIDTHS.items():
            table.setColumnWidth(column, width)
        head.setSectionResizeMode(KIND, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(36)
        head.setHighlightSections(False)
        named(table, "MatchTable", tr("Matches"), tr("Space ticks a match, Enter shows it on the map."))
        return table

    def _enlarge(self) -> None:
        if self._window is None:
            self._window = ProofWindow(self.window())
            self.destroyed.connect(self._window.deleteLater)
        self._follow()
        self._window.show()
        self._window.raise_()

    def _follow(self) -> None:
        if self._window is not None:
            self._window.view.copy_from(self.proof)

    def _highlight(self) -> None:
        numbers = [int(self.model.match(at)["id"]) for at in self.selected_rows()]
        self.proof.select(numbers)
        self._follow()
        self.highlighted.emit(numbers)

    def _connect(self) -> None:
        self.overlap.clicked.connect(lambda: self.overlap_requested.emit(False))
        self.view.clicked.connect(lambda: self.overlap_requested.emit(True))
        self.model.use_changed.connect(self.use_changed)
        self.model_kind.currentIndexChanged.connect(
            lambda _: self.model_changed.emit(str(self.model_kind.currentData()))
        )
        self.apply.clicked.connect(lambda: self.threshold_applied.emit(self.threshold.value()))
        self.use_selected.clicked.connect(lambda: self.model.set_use(self.selected_rows(), True))
        self.drop_selected.clicked.connect(lambda: self.model.set_use(self.selected_rows(), False))
        self.table.activated.connect(
            lambda index: self.zoom_requested.emit(int(self.model.match(index.row())["id"]))
        )
        self.enlarge.clicked.connect(self._enlarge)
        self._settled.timeout.connect(self._highlight)
        self.table.selectionModel().selectionChanged.connect(self._settled.start)
        self.model.modelReset.connect(self._settled.start)
