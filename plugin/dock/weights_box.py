"""Weights of one's own training in place of those that come with the plugin."""

from __future__ import annotations

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QGroupBox

from ..i18n import tr
from ..settings import machine
from .widgets import form, named, wrapped


class WeightsBox(QGroupBox):
    """The weights files that the panel works with."""

    def __init__(self) -> None:
        super().__init__(tr("Weights of your own training"))
        named(self, "WeightsBox")
        self.encoder = _file_widget(
            "EncoderWeights",
            tr("Tile retrieval"),
            tr("Describes tiles when an index is built, and when one is searched that was built with them."),
        )
        self.matcher = _file_widget(
            "MatcherWeights",
            tr("Keypoint matching"),
            tr("Finds and describes keypoints. The verdict was calibrated with the weights that ship."),
        )
        fields = form(self)
        fields.setContentsMargins(9, 9, 9, 9)
        fields.addRow(tr("Tile &retrieval"), self.encoder)
        fields.addRow(tr("&Keypoint matching"), self.matcher)
        note = wrapped("WeightsNote")
        note.setText(
            tr(
                "Files of the training command line (.safetensors). Left empty, the weights that ship are used."
            )
        )
        note.show()
        fields.addRow(note)
        self.encoder.setFilePath(machine.encoder)
        self.matcher.setFilePath(machine.matcher)

    def keep(self) -> None:
        """Keep what is shown."""
        machine.encoder = self.encoder.filePath().strip()
        machine.matcher = self.matcher.filePath().strip()


def _file_widget(object_name: str, title: str, tip: str) -> QgsFileWidget:
    widget = QgsFileWidget()
    widget.setStorageMode(QgsFileWidget.StorageMode.GetFile)
    widget.setDialogTitle(title)
    widget.setFilter(tr("Weights") + " (*.safetensors)")
    widget.lineEdit().setAccessibleName(title)
    widget.lineEdit().setPlaceholderText(tr("As shipped"))
    named(widget, object_name, title, tip)
    return widget
