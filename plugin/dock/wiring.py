"""Connects the panel with the work: what buttons start, and what results show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ..controller import Controller
from ..i18n import tr
from ..layers.coordinates import transformed, united
from ..layers.tiles import add_tiles
from ..matching import Matching
from ..overlay import MapOverlay
from ..proof import ProofRenderer
from .dock import OptoSARDock

_POLYGON = QgsWkbTypes.GeometryType.PolygonGeometry


class Wiring(QObject):
    """Lives as long as the panel; connections end with it.

    Signals:
        choices_changed: something was chosen, to be kept with the project.

    Args:
        dock: the panel.
        controller: index and search.
        matching: matches and export.
        overlay: marks on the map.
        iface: QGIS's interface object.
    """

    choices_changed = pyqtSignal()

    def __init__(
        self, dock: OptoSARDock, controller: Controller, matching: Matching, overlay: MapOverlay, iface: Any
    ) -> None:
        super().__init__(dock)
        self._dock = dock
        self._controller = controller
        self._matching = matching
        self._overlay = overlay
        self._iface = iface
        self._proof = ProofRenderer(controller.layer_of, self)
        self._place: tuple[QgsPointXY, QgsCoordinateReferenceSystem] | None = None
        self._connect_choices()
        self._connect_jobs()
        self._connect_index()
        self._connect_search()
        self._connect_matches()
        self._connect_export()

    def show_run(self) -> None:
        """Show the current run, or none, in all sections."""
        runs = self._controller.runs
        self._overlay.clear()
        self._dock.candidates.show_search(runs.search)
        if runs.record is not None and runs.record.candidate:
            self._dock.candidates.select(runs.record.candidate)
        self._show_match(runs.match)

    def forget_place(self) -> None:
        """Show no coordinate: the project it was one of is closed."""
        self._place = None
        self._dock.search.point.clear()

    def close(self) -> None:
        """End what is being drawn in the background, and stop listening to the project."""
        self._proof.dispose()
        QgsProject.instance().crsChanged.disconnect(self._crs_changed)

    # Choices

    def _connect_choices(self) -> None:
        dock = self._dock
        dock.imagery.changed.connect(self._choices_changed)
        dock.search.changed.connect(self._choices_changed)
        dock.index.folder_changed.connect(self._folder_changed)
        dock.export.moving_changed.connect(self._moving_changed)
        dock.matches.threshold.valueChanged.connect(self._choices_changed)
        dock.matches.model_kind.currentIndexChanged.connect(self._choices_changed)

    def _choices_changed(self) -> None:
        self._controller.choices = self._dock.choices()
        self.choices_changed.emit()

    def _folder_changed(self, _folder: str) -> None:
        self._choices_changed()
        self._controller.index.refresh()

    def _moving_changed(self, _side: str) -> None:
        self._choices_changed()
        self._dock.export.show_match(self._controller.runs.match, self._matching.export_folder())

    # Jobs

    def _connect_jobs(self) -> None:
        jobs, dock = self._controller.jobs, self._dock
        jobs.started.connect(dock.footer.show_job)
        jobs.started.connect(lambda _title: dock.set_busy(True))
        jobs.progressed.connect(dock.footer.show_progress)
        jobs.finished.connect(lambda: dock.set_busy(False))
        jobs.finished.connect(dock.footer.show_idle)
        dock.footer.cancelled.connect(jobs.cancel)

    # Index

    def _connect_index(self) -> None:
        box, controller = self._dock.index, self._controller
        box.build_requested.connect(controller.index.build)
        box.update_requested.connect(controller.index.update)
        box.tiles_requested.connect(self._show_tiles)
        controller.index.changed.connect(box.show_info)

    def _show_tiles(self) -> None:
        info = self._controller.index.info
        if info is not None and not add_tiles(str(info.get("footprints", ""))):
            self._controller.noted.emit(
                "warning",
                tr("The tiles of the index cannot be read."),
                tr("Update the index, then try again."),
            )

    # Search

    def _connect_search(self) -> None:
        box, controller = self._dock.search, self._controller
        box.feature_requested.connect(self._search_feature)
        box.point_requested.connect(lambda point: controller.search_point(point, self._dock.project_crs()))
        box.bad_point.connect(
            lambda: controller.noted.emit(
                "warning",
                tr("That is no coordinate."),
                tr("Type x, y in the CRS of the project, like 412000, 5820000."),
            )
        )
        controller.searched_at.connect(self._searched_at)
        QgsProject.instance().crsChanged.connect(self._crs_changed)
        controller.search_changed.connect(self._searched)
        candidates = self._dock.candidates
        candidates.selected.connect(self._outline)
        candidates.zoom_requested.connect(self._zoom_to_candidate)
        candidates.match_requested.connect(self._matching.match_candidate)

    def _searched_at(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        self._place = point, crs
        self._show_place()

    def _crs_changed(self) -> None:
        # What somebody has typed since is in the CRS that was meant.
        if not self._dock.search.point.isModified():
            self._show_place()

    def _show_place(self) -> None:
        """Show where was searched last, in the CRS of the project."""
        if self._place is None:
            return
        point, crs = self._place
        project_crs = self._dock.project_crs()
        try:
            place = transformed(QgsGeometry.fromPointXY(point), crs, project_crs).asPoint()
        except QgsCsException:
            # It has no coordinates there.
            self._dock.search.point.clear()
        else:
            self._dock.show_place(place, project_crs)

    def _searched(self, _result: Any) -> None:
        self.show_run()
        self._dock.show_section(self._dock.candidates)
        self.choices_changed.emit()

    def _outline(self, rank: int) -> None:
        found = self._controller.candidate_outline(rank)
        if found is not None:
            self._overlay.outline(*found)

    def _zoom_to_candidate(self, rank: int) -> None:
        found = self._controller.candidate_outline(rank)
        if found is not None:
            self._overlay.outline(*found)
            self._overlay.zoom(*found)

    def _search_feature(self) -> None:
        layer = self._iface.activeLayer()
        if not isinstance(layer, QgsVectorLayer) or layer.geometryType() != _POLYGON:
            hint = tr("Choose one there, select polygons in it, then press the button again.")
            self._controller.warn(tr("No polygon layer is chosen in the layer panel."), hint)
            return
        if not layer.selectedFeatureCount():
            hint = tr("Select some, or choose another layer in the layer panel, then press the button again.")
            self._controller.warn(tr("No polygon is selected in “{name}”.").format(name=layer.name()), hint)
            return
        region = united(feature.geometry() for feature in layer.selectedFeatures())
        if region.isEmpty():
            hint = tr("Draw it again, or select another one.")
            self._controller.noted.emit("warning", tr("The selected polygon is empty or damaged."), hint)
            return
        self._controller.search("polygon", region, layer.crs())

    # Matches

    def _connect_matches(self) -> None:
        box, matching = self._dock.matches, self._matching
        box.overlap_requested.connect(matching.match_layers)
        box.use_changed.connect(matching.set_use)
        box.model_changed.connect(matching.set_model)
        box.threshold_applied.connect(matching.apply_threshold)
        box.highlighted.connect(self._highlight)
        box.zoom_requested.connect(self._zoom_to_match)
        matching.match_changed.connect(self._matched)
        matching.match_refitted.connect(self._show_match)
        matching.verdicts_changed.connect(self._show_verdicts)
        self._proof.framed.connect(box.show_lines)
        self._proof.drawn.connect(box.show_picture)

    def _matched(self, match: dict[str, Any] | None) -> None:
        runs = self._controller.runs
        if runs.search is None:
            # Two whole layers were matched: that is a run of its own, without candidates.
            self._overlay.clear()
            self._dock.candidates.show_search(None)
        elif runs.record is not None and runs.record.candidate:
            self._dock.candidates.select(runs.record.candidate)
        self._show_match(match)
        self._dock.show_section(self._dock.matches)
        self.choices_changed.emit()

    def _show_verdicts(self) -> None:
        self._dock.candidates.show_verdicts(self._controller.runs.search)

    def _show_match(self, match: dict[str, Any] | None) -> None:
        self._dock.matches.show_match(match)
        self._proof.show(match)
        if match and match.get("model"):
            self._dock.matches.set_options(match["model"]["kind"], self._controller.choices.threshold)
            self._controller.choices = replace(self._controller.choices, model=match["model"]["kind"])
        self._dock.export.show_match(match, self._matching.export_folder())

    def _highlight(self, ids: list[int]) -> None:
        lines, crs = self._matching.lines(ids)
        self._overlay.lines(lines, crs)

    def _zoom_to_match(self, number: int) -> None:
        lines, crs = self._matching.lines([number])
        if lines:
            self._overlay.lines(lines, crs)
            self._overlay.zoom(lines[0], crs)

    # Export

    def _connect_export(self) -> None:
        box, matching = self._dock.export, self._matching
        box.points_requested.connect(matching.export_points)
        box.raster_requested.connect(matching.coregister)
        matching.points_written.connect(lambda _path: box.suggest())
        matching.raster_written.connect(self._raster_written)

    def _raster_written(self, result: dict[str, Any], _layer: Any) -> None:
        self._dock.export.show_result(result)
        self._dock.export.suggest()
