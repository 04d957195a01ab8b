"""Matching, editing and exporting: from a candidate or two layers to control points and a co-registered raster."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsCsException, QgsGeometry, QgsPointXY, QgsRasterLayer
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .choices import SAR
from .controller import Controller
from .edits import Edits
from .i18n import tr
from .layers.coordinates import crs_from_text, geometry_to_geojson
from .layers.geopackage import LayerWriteError
from .layers.manual import side_point
from .layers.rasters import measured_on, problem_of, raster_layers, scene_params
from .layers.run import run_crs
from .layers.tables import Placement
from .phrases import said
from .settings import machine

# Scenes of an index that may show the same place; each that does costs a verification.
_SCENES = 4


class Matching(QObject):
    """The match at hand.

    Signals:
        match_changed(result): another match result, or ``None``.
        match_refitted(result): the same matches with a new model.
        verdicts_changed: of candidates and of the search.
        points_written(path), raster_written(result, layer): exports.

    Args:
        controller: choices, jobs and runs.
    """

    match_changed = pyqtSignal(object)
    match_refitted = pyqtSignal(object)
    verdicts_changed = pyqtSignal()
    points_written = pyqtSignal(str)
    raster_written = pyqtSignal(object, object)

    def __init__(self, controller: Controller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._controller = controller
        self._jobs = controller.jobs
        self._runs = controller.runs
        self.edits = Edits(self._jobs, self._runs, self._changed, self._not_changed)

    # Matching

    def match_candidate(self, rank: int) -> None:
        """Match a candidate with the query; a verified one has its matches already, as last edited."""
        self.edits.then(lambda: self._match_candidate(rank))

    def _match_candidate(self, rank: int) -> None:
        candidate = self._controller.candidate(rank)
        if candidate is None:
            return
        found = (candidate.get("verification") or {}).get("match")
        if found:
            self._take(found, rank)
            return
        record = self._runs.record
        if record is None:
            return
        # A search that can only find this place, and verifies it, is a match of query and candidate.
        crs = crs_from_text(candidate.get("crs"))
        spot = QgsGeometry.fromPointXY(QgsPointXY(*candidate["center"])).buffer(
            1e-6 if crs.isGeographic() else 1.0, 4
        )
        params = {
            **record.request,
            "area": {"kind": "polygon", "geometry": geometry_to_geojson(spot), "crs": candidate.get("crs")},
            # Scenes elsewhere, or fewer in the index of the search, leave fewer candidates.
            "k": _SCENES,
            "verify": _SCENES,
            "options": self._controller.match_options(),
            "thumbnails": None,
            # Not that of the search, perhaps made on another machine.
            "device": machine.device,
        }
        self._jobs.run(
            tr("Matching"),
            "search",
            params,
            lambda result: self.edits.then(lambda: self._verified(rank, result)),
        )

    def _verified(self, rank: int, result: dict[str, Any]) -> None:
        candidate = self._controller.candidate(rank)
        if candidate is None:
            return
        same = [c for c in result["candidates"] if c.get("scene_path") == candidate.get("scene_path")]
        found = next((c["verification"] for c in same if c.get("verification")), None)
        if found is None:
            text = tr("Candidate {rank} could not be matched.").format(rank=rank)
            self._controller.noted.emit("warning", text, tr("Try the next candidate."))
            return
        self._written(lambda: self._runs.put_verification(rank, found))
        self.verdicts_changed.emit()
        if found.get("match"):
            self._take(found["match"], rank)
        if not found.get("accepted"):
            reason, hint = (said(str(found.get(part) or "")) for part in ("reason", "hint"))
            self._controller.noted.emit("warning", reason, hint)

    def match_layers(self, within_view: bool) -> None:
        """Match the optical with the first ticked SAR layer.

        Args:
            within_view: only within the part of the map on display, else wherever they overlap.
        """
        choices = self._controller.choices
        optical, sar = raster_layers([choices.optical]), raster_layers(list(choices.sar))
        if not optical or not sar:
            hint = tr("Choose an optical layer and tick a SAR layer under Imagery.")
            self._controller.noted.emit("warning", tr("Matching needs two layers."), hint)
            return
        problem = next((p for layer in (optical[0], sar[0]) if (p := problem_of(layer)) and p.fatal), None)
        if problem is not None:
            self._controller.noted.emit("warning", problem.text, "")
            return
        try:
            area = self._controller.view().region_on(measured_on(optical[0], sar[0])) if within_view else None
        except QgsCsException:
            self._controller.noted.emit("warning", tr("The map view lies elsewhere than the layers."), "")
            return
        params = {
            "optical": scene_params(optical[0], "optical"),
            "sar": scene_params(sar[0], "sar", choices.radiometry),
            "area": area,
            "options": self._controller.match_options(),
            "device": machine.device,
        }
        self._jobs.run(tr("Matching"), "match", params, self._matched)

    def _matched(self, match: dict[str, Any]) -> None:
        self.edits.then(lambda: self._take(match, None))

    def _take(self, match: dict[str, Any], rank: int | None) -> None:
        path = str(match.get("optical", {}).get("path", ""))
        layer = self._controller.layer_of(path)
        scene = layer.name() if layer is not None else Path(path).stem
        self._written(lambda: self._runs.put_match(match, rank, scene))
        self._controller.remark((match.get("provenance") or {}).get("warnings") or [])
        self.match_changed.emit(match)

    # Editing

    def set_use(self, flags: list[bool]) -> None:
        """Fit again with these matches."""
        if self._runs.match is not None:
            self.edits.refit(flags, self._controller.choices.model)

    def set_model(self, kind: str) -> None:
        """Fit another model to the same matches."""
        self.edits.set_model(kind)

    def apply_threshold(self, threshold: float) -> None:
        """Search robustly again among the same matches, with another threshold in pixels."""
        self.edits.then(lambda: self._search_again(threshold))

    def _search_again(self, threshold: float) -> None:
        if self._runs.match is not None:
            self.edits.search_again(self._controller.choices.model, threshold)

    def add_match(self, optical: QgsPointXY, sar: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        """Add a match picked by hand, in the CRS of the map, and fit again."""
        match = self._runs.match
        if match is None:
            hint = tr("Match a candidate or the layers first; then add what is missing.")
            self._controller.noted.emit("warning", tr("There are no matches to add to."), hint)
            return
        try:
            ends = {
                f"{side}_points": [side_point(match[side], point, crs)]
                for side, point in (("optical", optical), ("sar", sar))
            }
        except QgsCsException:
            self._controller.noted.emit(
                "warning", tr("That place lies outside the area of the layer's CRS."), ""
            )
            return
        self.edits.add(ends)

    def _changed(self, match: dict[str, Any]) -> None:
        self._written(lambda: self._runs.change_match(match))
        self.verdicts_changed.emit()
        self.match_refitted.emit(match)

    def _not_changed(self, message: str, hint: str) -> None:
        self._controller.noted.emit("error", message, hint)
        self.match_refitted.emit(self._runs.match)

    # Showing

    def lines(self, ids: list[int]) -> tuple[list[QgsGeometry], QgsCoordinateReferenceSystem]:
        """The lines of some matches as the run's layers show them, with their CRS."""
        match, record = self._runs.match, self._runs.record
        if match is None or record is None:
            return [], QgsCoordinateReferenceSystem()
        crs, wanted = run_crs(record), set(ids)
        placement = Placement(match, crs)
        return [placement.line(m) for m in match["matches"] if m["id"] in wanted], crs

    # Exporting

    def export_folder(self) -> Path:
        """Where exports are proposed: beside the raster that moves, else in the folder of the run."""
        match, record = self._runs.match, self._runs.record
        side = (match or {}).get(self._controller.choices.moving) or {}
        beside = Path(str(side.get("path", ""))).parent
        if side.get("path") and os.access(beside, os.W_OK):
            return beside
        return record.folder if record else Path()

    def export_points(self, kind: str, path: str) -> None:
        """Write control points.

        Args:
            kind: ``"points"``, ``"csv"`` or ``"gpkg"``.
            path: the file.
        """
        self.edits.then(lambda: self._export_points(kind, path))

    def _export_points(self, kind: str, path: str) -> None:
        params = {
            "match": self._runs.match,
            "out": path,
            "moving": self._controller.choices.moving,
            "kind": kind,
        }
        self._jobs.run(
            tr("Writing control points"), "export_points", params, lambda _: self._points_written(params)
        )

    def _points_written(self, params: dict[str, Any]) -> None:
        path = str(params["out"])
        text = tr("Control points were written to {path}.").format(path=Path(path).name)
        self._controller.noted.emit("success", text, "")
        self._doubt(path, params["match"])
        self.points_written.emit(path)

    def coregister(self, method: str, resampling: str, path: str) -> None:
        """Write the co-registered raster and show it.

        Args:
            method: similarity, affine, homography, poly1, poly2, poly3, tps or field.
            resampling: nearest, bilinear, cubic or lanczos.
            path: the GeoTIFF.
        """
        self.edits.then(lambda: self._coregister(method, resampling, path))

    def _coregister(self, method: str, resampling: str, path: str) -> None:
        match = self._runs.match
        if match is None:
            return
        moving = self._controller.choices.moving
        reference = "optical" if moving == SAR else SAR
        params = {
            "match": match,
            "moving": moving,
            "moving_path": match[moving]["path"],
            "reference_path": match[reference]["path"],
            "method": method,
            "resampling": resampling,
            "radiometry": self._controller.choices.radiometry,
            "device": machine.device,
            "out": path,
        }
        self._jobs.run(
            tr("Co-registering"), "coregister", params, lambda result: self._raster_written(params, result)
        )

    def _raster_written(self, params: dict[str, Any], result: dict[str, Any]) -> None:
        path = str(result.get("path") or params["out"])
        layer: QgsRasterLayer | None = None
        if self._runs.layers is not None:
            like = self._controller.layer_of(str(params["moving_path"]))
            layer = self._runs.layers.add_raster(path, Path(path).stem, like)
            self._written(lambda: self._runs.put_raster(path, str(params["moving"])))
        text = tr("The co-registered raster was written to {path}.").format(path=Path(path).name)
        self._controller.noted.emit("success", text, "")
        self._doubt(path, params["match"])
        self.raster_written.emit(result, layer)

    def _doubt(self, path: str, match: dict[str, Any]) -> None:
        """Say so where what was written is of a match that was not accepted."""
        verdict = match["verdict"]
        if not verdict.get("accepted"):
            text = tr("{file} may be wrong: the match is not reliable.").format(file=Path(path).name)
            self._controller.warn(text, said(str(verdict.get("reason") or "")))

    def _written(self, write: Callable[[], list[str]]) -> None:
        """Run what writes to disk; failing, it is said, and the result is shown all the same."""
        try:
            edited = write()
        except LayerWriteError as error:
            self._controller.noted.emit("error", error.message, error.hint)
            return
        if edited:
            text = tr("Unsaved edits of {layers} were replaced.").format(layers=", ".join(edited))
            hint = tr("Matches are edited in the panel; layers of a run show what it says.")
            self._controller.noted.emit("warning", text, hint)
