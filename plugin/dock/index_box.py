"""Section 2, index: the folder of descriptors, its state, and keeping it up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog

from ..i18n import tr
from ..phrases import radiometries
from .widgets import Section, button, form, named, row, set_text, wrapped

_STATES = ("current", "partial", "changed", "missing")


def describe_index(info: dict[str, Any]) -> str:
    """The state of an index in a few lines.

    Args:
        info: the engine's ``index_info``.
    """
    scenes = info.get("scenes") or []
    counts = {state: sum(scene.get("status") == state for scene in scenes) for state in _STATES}
    words = {
        "current": tr("{n} current"),
        "partial": tr("{n} unfinished"),
        "changed": tr("{n} changed since"),
        "missing": tr("{n} missing"),
    }
    states = ", ".join(words[state].format(n=count) for state, count in counts.items() if count)
    what = tr("optical") if info.get("modality") == "optical" else tr("SAR")
    text = tr("{tiles} tiles of {scenes} {what} scenes ({states})")
    line = text.format(tiles=info.get("tiles", 0), scenes=len(scenes), what=what, states=states or tr("none"))
    known = {scene.get("radiometry") for scene in scenes if scene.get("radiometry_why")}
    values = sorted(text for key, text in radiometries() if key in known)
    if values and info.get("modality") != "optical":
        line += "\n" + tr("Values taken as {kinds}").format(kinds=", ".join(values))
    weights = info.get("weights_name")
    if weights:
        digest = str(info.get("weights_sha256") or "")[:8]
        line += "\n" + tr("Weights {name} {digest}").format(name=weights, digest=digest).rstrip()
    return line + "\n" + describe_search(info.get("search") or {})


def describe_search(search: dict[str, Any]) -> str:
    """How an index is searched, which follows from its size.

    Args:
        search: of the engine's ``index_info``.
    """
    if search.get("kind", "exact") == "exact":
        return tr("Searched exactly")
    text = tr("Searched by IVF-PQ, {cells} cells, recall@10 {recall:.2f} measured")
    return text.format(cells=search.get("cells", 0), recall=search.get("recall_at_10", 0.0))


def needs_update(info: dict[str, Any]) -> bool:
    """Whether some scene of the index is not as it was encoded."""
    return any(scene.get("status") != "current" for scene in info.get("scenes") or [])


class IndexBox(Section):
    """Folder and state of the index.

    Signals:
        folder_changed(folder): another folder was chosen or typed.
        build_requested, update_requested, tiles_requested: the buttons.
    """

    folder_changed = pyqtSignal(str)
    build_requested = pyqtSignal()
    update_requested = pyqtSignal()
    tiles_requested = pyqtSignal()

    def __init__(self) -> None:
        super().__init__("IndexBox", tr("Index"))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setDialogTitle(tr("Folder of the Index"))
        named(
            self.folder,
            "IndexFolder",
            tr("Index folder"),
            tr("Opens the index in it, or is where one is built."),
        )
        self.folder.lineEdit().setAccessibleName(tr("Index folder"))
        layout = form()
        layout.addRow(tr("&Folder"), self.folder)
        self.content.addLayout(layout)
        self.state = wrapped("IndexState", tr("State of the index"))
        self.content.addWidget(self.state)
        self.build = button(
            "IndexBuild", tr("&Build"), tr("Encode the scenes; an interrupted build goes on.")
        )
        self.update_button = button(
            "IndexUpdate", tr("&Update"), tr("Encode changed and unfinished scenes again.")
        )
        self.open = button("IndexOpen", tr("Ope&n…"), tr("Choose the folder of an index made before."))
        self.tiles = button(
            "IndexTiles", tr("Show T&iles"), tr("Add the footprints of all tiles to the map.")
        )
        self.content.addLayout(row(self.build, self.update_button))
        self.content.addLayout(row(self.open, self.tiles))
        self.folder.fileChanged.connect(self.folder_changed)
        # Only then: a name is not to be replaced while it is typed.
        self.folder.lineEdit().editingFinished.connect(self._show_whole)
        self.build.clicked.connect(self._build)
        self.update_button.clicked.connect(self.update_requested)
        self.open.clicked.connect(self._browse)
        self.tiles.clicked.connect(self.tiles_requested)
        self.show_info(None)

    def whole_folder(self) -> str:
        """The folder as a whole path; a name alone is one beside the project, or in the home folder without one."""
        folder = self.folder.filePath().strip()
        if not folder or Path(folder).is_absolute():
            return str(folder)
        return str(Path(QgsProject.instance().absolutePath() or Path.home()) / Path(folder).expanduser())

    def set_folder(self, folder: str) -> None:
        """Show a folder without reporting it as a choice."""
        blocked = self.folder.blockSignals(True)
        self.folder.setFilePath(folder)
        self.folder.blockSignals(blocked)

    def show_info(self, info: dict[str, Any] | None, text: str = "") -> None:
        """Show the state of the index.

        Args:
            info: the engine's ``index_info``; ``None`` when there is no index.
            text: shown instead of the default explanation when there is none.
        """
        if info is None:
            explanation = tr("No index yet. Tick the SAR layers above, choose a folder and press Build.")
            set_text(self.state, text or explanation)
        else:
            set_text(self.state, describe_index(info))
        self.update_button.setEnabled(info is not None)
        self.tiles.setEnabled(info is not None)

    def _show_whole(self) -> None:
        self.set_folder(self.whole_folder())

    def _build(self) -> None:
        self._show_whole()
        self.build_requested.emit()

    def _browse(self) -> None:
        folder = QFileDialog.getExistingDirectory(self, tr("Open Index"), self.folder.filePath())
        if folder:
            self.folder.setFilePath(folder)
