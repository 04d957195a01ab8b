"""Section 4, candidates: the retrieved tiles, best first."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QModelIndex, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableView

from ..i18n import tr
from ..phrases import said
from .candidates_model import THUMBNAIL, VERDICT, CandidateModel
from .widgets import ACCEPTED, REJECTED, Banner, Section, button, named, row, set_text, wrapped

_QUERY = 72


class CandidatesBox(Section):
    """Table of the candidates with the query beside it.

    Signals:
        selected(rank): another candidate is current.
        zoom_requested(rank): show it on the map (double click, Enter, or the button).
        match_requested(rank): match it by keypoints.
    """

    selected = pyqtSignal(int)
    zoom_requested = pyqtSignal(int)
    match_requested = pyqtSignal(int)

    def __init__(self) -> None:
        super().__init__("CandidatesBox", tr("Candidates"))
        self.verdict = Banner("SearchVerdict")
        self.content.addWidget(self.verdict)
        self.query_picture = QLabel()
        self.query_picture.setFixedSize(QSize(_QUERY, _QUERY))
        named(self.query_picture, "QueryPicture", tr("Picture of the query region"))
        self.query_text = wrapped("QueryText", tr("The query"))
        header = row(self.query_picture)
        header.addWidget(self.query_text, 1)
        self.content.addLayout(header)
        self.model = CandidateModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setIconSize(QSize(THUMBNAIL, THUMBNAIL))
        self.table.setTabKeyNavigation(False)
        self.table.setMinimumHeight(190)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(THUMBNAIL + 4)
        self.table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(VERDICT, QHeaderView.ResizeMode.Stretch)
        head.setHighlightSections(False)
        named(self.table, "CandidateTable", tr("Candidates"), tr("Enter shows a candidate on the map."))
        self.content.addWidget(self.table)
        self.zoom = button("CandidateZoom", tr("&Zoom To"), tr("Show the candidate on the map."))
        self.match = button(
            "CandidateMatch", tr("Match &Keypoints"), tr("Match the candidate's keypoints with the query's.")
        )
        self.content.addLayout(row(self.zoom, self.match))
        self.table.activated.connect(self._activated)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.zoom.clicked.connect(lambda: self.zoom_requested.emit(self.current_rank()))
        self.match.clicked.connect(lambda: self.match_requested.emit(self.current_rank()))
        self.show_search(None)

    def show_search(self, search: dict[str, Any] | None) -> None:
        """Show a search result, or nothing."""
        candidates = (search or {}).get("candidates") or []
        self.model.set_candidates(candidates)
        self.table.setVisible(bool(candidates))
        self._show_query(search)
        self._show_verdict(search)
        if candidates:
            self.table.selectRow(0)
        self.zoom.setEnabled(bool(candidates))
        self.match.setEnabled(bool(candidates))

    def show_verdicts(self, search: dict[str, Any] | None) -> None:
        """Show what is said by now of the candidates on display."""
        self.model.refresh()
        self._show_verdict(search)

    def select(self, rank: int) -> None:
        """Make a candidate current."""
        row_number = self.model.row_of(rank)
        if row_number >= 0:
            self.table.selectRow(row_number)

    def current_rank(self) -> int:
        """Rank of the current candidate, 0 when there is none."""
        index = self.table.currentIndex()
        return int(self.model.candidate(index.row())["rank"]) if index.isValid() else 0

    def _show_query(self, search: dict[str, Any] | None) -> None:
        query = (search or {}).get("query") or {}
        path = str(query.get("thumbnail") or "")
        has_picture = bool(path) and Path(path).is_file()
        self.query_picture.setVisible(has_picture)
        if has_picture:
            self.query_picture.setPixmap(
                QPixmap(path).scaled(
                    _QUERY,
                    _QUERY,
                    Qt.AspectRatioMode.KeepAspectRatio,
                    Qt.TransformationMode.SmoothTransformation,
                )
            )
        if search is None:
            set_text(self.query_text, tr("No search yet. Pick a region on the map."))
        elif not search.get("candidates"):
            set_text(
                self.query_text, tr("Nothing was found. Search a larger area, or add scenes to the index.")
            )
        else:
            count = int(query.get("tiles") or 1)
            seconds = sum(v for v in (search.get("timing") or {}).values() if isinstance(v, (int, float)))
            text = (
                tr("Query of {n} tiles, answered in {s:.1f} s")
                if count != 1
                else tr("Query of one tile, {s:.1f} s")
            )
            set_text(self.query_text, text.format(n=count, s=seconds))

    def _show_verdict(self, search: dict[str, Any] | None) -> None:
        verdict = (search or {}).get("verdict")
        if not verdict:
            self.verdict.hide()
            return
        state = ACCEPTED if verdict.get("accepted") else REJECTED
        title = tr("Accepted") if verdict.get("accepted") else tr("No reliable match")
        self.verdict.show_state(
            state, title, said(str(verdict.get("reason") or "")), said(str(verdict.get("hint") or ""))
        )

    def _activated(self, index: QModelIndex) -> None:
        self.zoom_requested.emit(int(self.model.candidate(index.row())["rank"]))

    def _moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.selected.emit(int(self.model.candidate(current.row())["rank"]))
