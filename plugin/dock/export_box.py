"""Section 6, export: control points and the co-registered raster."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QComboBox, QMessageBox

from ..i18n import tr
from ..offered import resamplings, sides, transformations
from ..phrases import said
from .figures import describe_accuracy, describe_displacement
from .widgets import Section, action_button, button, choice, form, named, set_text, wrapped

SUFFIXES = {"points": ".points", "csv": ".csv", "gpkg": ".gpkg"}


def unused(path: Path) -> Path:
    """``path``, or the same with a number where that exists already."""
    result, number = path, 2
    while result.exists():
        result = path.with_name(f"{path.stem}_{number}{path.suffix}")
        number += 1
    return result


class ExportBox(Section):
    """What to write, from which side, and where.

    Signals:
        moving_changed(side): ``"sar"`` or ``"optical"`` is to be moved.
        points_requested(kind, path): write control points.
        raster_requested(method, resampling, path): write the co-registered raster.

    Args:
        swipe: action of the tool that compares what was moved with what it was moved onto.
    """

    moving_changed = pyqtSignal(str)
    points_requested = pyqtSignal(str, str)
    raster_requested = pyqtSignal(str, str, str)

    def __init__(self, swipe: QAction) -> None:
        super().__init__("ExportBox", tr("Export"))
        self.moving = choice(sides(), "sar")
        named(self.moving, "MovingSide", tr("Raster to move"), tr("Which raster the control points move."))
        self.format = QComboBox()
        self.format.addItem(tr("Georeferencer (.points)"), "points")
        self.format.addItem(tr("CSV"), "csv")
        self.format.addItem(tr("GeoPackage"), "gpkg")
        named(self.format, "PointsFormat", tr("Format of the control points"))
        self.points_file = self._file("PointsFile", tr("File of control points"))
        self.export_points = button("ExportPoints", tr("E&xport Control Points"))
        self.method = choice(transformations(), "affine")
        # The longest name would widen a narrow panel; the list that opens shows it whole.
        self.method.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.method.setMinimumContentsLength(12)
        self.method.view().setMinimumWidth(self.method.view().sizeHintForColumn(0) + 8)
        named(
            self.method,
            "WarpMethod",
            tr("Transformation"),
            tr(
                "How the raster is moved. The displacement field follows relief: what an affine transformation leaves"
                " is measured between the two rasters, which takes minutes for a whole scene."
            ),
        )
        self.resampling = choice(resamplings(), "bilinear")
        named(self.resampling, "Resampling", tr("Resampling"))
        self.raster_file = self._file("RasterFile", tr("Co-registered raster"))
        self.raster_file.setFilter(tr("GeoTIFF (*.tif *.tiff)"))
        self.export_raster = button("ExportRaster", tr("Co-Re&gister Raster"))
        self.unreliable = wrapped("ExportWarning")
        self.content.addWidget(self.unreliable)
        layout = form()
        layout.addRow(tr("R&aster to move"), self.moving)
        layout.addRow(tr("Poin&ts as"), self.format)
        layout.addRow(tr("Points &file"), self.points_file)
        layout.addRow(self.export_points)
        layout.addRow(tr("Tra&nsformation"), self.method)
        layout.addRow(tr("Resampl&ing"), self.resampling)
        layout.addRow(tr("O&utput raster"), self.raster_file)
        layout.addRow(self.export_raster)
        self.content.addLayout(layout)
        self.result = wrapped("ExportResult", tr("Accuracy of the exported raster"))
        self.content.addWidget(self.result)
        self.swipe = action_button("Swipe", swipe)
        self.content.addWidget(self.swipe)
        self._folder = Path()
        self._paths: dict[str, str] = {}
        self._proposed: dict[QgsFileWidget, str] = {}
        self._usable = False
        self.moving.currentIndexChanged.connect(self._moving_changed)
        self.format.currentIndexChanged.connect(self._format_changed)
        self.export_points.clicked.connect(self._export_points)
        self.export_raster.clicked.connect(self._export_raster)
        for field in (self.points_file, self.raster_file):
            field.fileChanged.connect(self._enable)
        self.show_match(None, Path())

    def show_match(self, match: dict[str, Any] | None, folder: Path) -> None:
        """Offer to export ``match``.

        Args:
            match: a match result, or ``None``.
            folder: where to write when the folder of the raster cannot be written.
        """
        self._usable = bool(match and match.get("model"))
        self._enable()
        self._warn((match or {}).get("verdict") or {})
        paths = {side: str((match or {}).get(side, {}).get("path", "")) for side in ("optical", "sar")}
        if paths == self._paths and folder == self._folder:
            return
        self._paths, self._folder = paths, folder
        set_text(self.result, "")
        for field in (self.points_file, self.raster_file):
            field.setFilePath("")
        self.suggest()

    def show_result(self, result: dict[str, Any]) -> None:
        """Show how accurate the raster just written is."""
        name = Path(str(result.get("path", ""))).name
        lines = [name, describe_accuracy(result), describe_displacement(result)]
        set_text(self.result, "\n".join(line for line in lines if line))

    def side(self) -> str:
        """The side to move: ``"sar"`` or ``"optical"``."""
        return str(self.moving.currentData())

    def set_side(self, side: str) -> None:
        """Show a choice made before."""
        self.moving.setCurrentIndex(max(self.moving.findData(side), 0))

    def suggest(self) -> None:
        """Propose names of files that do not exist yet, where nobody has typed another one."""
        source = Path(self._paths.get(self.side(), ""))
        if not source.name:
            return
        suffix = SUFFIXES[str(self.format.currentData())]
        name = source.name if suffix == ".points" else f"{source.stem}_gcps"
        self._propose(self.points_file, f"{name}{suffix}")
        self._propose(self.raster_file, f"{source.stem}_coregistered.tif")

    def _enable(self) -> None:
        """What can be written can be pressed: something that has a name."""
        for field, press in ((self.points_file, self.export_points), (self.raster_file, self.export_raster)):
            field.setEnabled(self._usable)
            press.setEnabled(self._usable and bool(field.filePath().strip()))

    def _warn(self, verdict: dict[str, Any]) -> None:
        """Say so where what can be written is of a match that was not accepted, to who sees and to who presses."""
        text = ""
        if self._usable and not verdict.get("accepted"):
            reason = tr("The match is not reliable: {reason}").format(
                reason=said(str(verdict.get("reason") or ""))
            )
            text = f"{reason} {tr('What is exported of it may be wrong.')}"
        set_text(self.unreliable, f"⚠ {text}" if text else "")
        self.unreliable.setAccessibleName(text)
        for press in (self.export_points, self.export_raster):
            press.setAccessibleDescription(text)

    def _propose(self, field: QgsFileWidget, name: str) -> None:
        if field.filePath() in ("", self._proposed.get(field)):
            self._proposed[field] = str(unused(self._folder / name))
            field.setFilePath(self._proposed[field])

    def _format_changed(self) -> None:
        typed = self.points_file.filePath()
        if typed and typed != self._proposed.get(self.points_file):
            suffix = SUFFIXES[str(self.format.currentData())]
            self.points_file.setFilePath(str(Path(typed).with_suffix(suffix)))
        self.suggest()

    def _moving_changed(self) -> None:
        self.suggest()
        self.moving_changed.emit(self.side())

    def _export_points(self) -> None:
        path = self._whole(self.points_file)
        if self._may_write(path):
            self.points_requested.emit(str(self.format.currentData()), path)

    def _export_raster(self) -> None:
        path = self._whole(self.raster_file)
        if self._may_write(path):
            self.raster_requested.emit(
                str(self.method.currentData()), str(self.resampling.currentData()), path
            )

    def _whole(self, field: QgsFileWidget) -> str:
        """The path in a field; a name alone is one in the proposed folder, not wherever QGIS was started."""
        path = str(self._folder / Path(field.filePath().strip()).expanduser())
        field.setFilePath(path)
        return path

    def _may_write(self, path: str) -> bool:
        if not Path(path).exists():
            return True
        text = tr("{file} exists already. Replace it?").format(file=Path(path).name)
        answer = QMessageBox.question(self, tr("Replace File"), text)
        return bool(answer == QMessageBox.StandardButton.Yes)

    @staticmethod
    def _file(object_name: str, accessible: str) -> QgsFileWidget:
        widget = QgsFileWidget()
        widget.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        # The question is asked when the file is written, for typed names too.
        widget.setConfirmOverwrite(False)
        named(widget, object_name, accessible)
        widget.lineEdit().setAccessibleName(accessible)
        return widget
