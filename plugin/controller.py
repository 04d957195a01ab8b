"""The way from choices to results: layers and search. No widgets; the panel shows what the signals say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
)
from qgis.PyQt.QtCore import QObject, pyqtSignal

from .choices import OPTICAL, Choices
from .i18n import tr
from .index import Index
from .jobs import Jobs
from .layers.coordinates import (
    crs_from_text,
    geometry_from_geojson,
    tile_square,
    transformed,
)
from .layers.geopackage import LayerWriteError
from .layers.rasters import (
    contains,
    problem_of,
    raster_layers,
    raster_path,
    region_params,
    scene_crs,
    scene_params,
)
from .phrases import said
from .runs import Runs
from .settings import machine
from .view import View


class Controller(QObject):
    """State of the work between panel and engine.

    Attributes:
        choices: what the user chose.
        index: the chosen index.

    Signals:
        search_changed(result): a search result, or ``None``.
        searched_at(point, crs): centre of the region searched last.
        noted(level, text, hint): for the message bar; level is info, success, warning or error.

    Args:
        jobs: runs requests.
        runs: holds the results.
        view: gives the part of the map on display.
    """

    search_changed = pyqtSignal(object)
    searched_at = pyqtSignal(QgsPointXY, QgsCoordinateReferenceSystem)
    noted = pyqtSignal(str, str, str)

    def __init__(
        self, jobs: Jobs, runs: Runs, view: Callable[[], View], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.jobs = jobs
        self.runs = runs
        self.view = view
        self.choices = Choices()
        self._told: set[str] = set()
        self.index = Index(self)

    # Layers

    def query_layers(self) -> list[QgsRasterLayer]:
        """Layers that are asked with: the optical one, or the SAR layers in the other direction."""
        return self._layers_of(self.choices.search.query)

    def indexed_layers(self) -> list[QgsRasterLayer]:
        """Layers an index is built of."""
        return self._layers_of(self.choices.indexed)

    def layer_of(self, path: str) -> QgsRasterLayer | None:
        """A raster layer of the project that shows a file."""
        layers = QgsProject.instance().mapLayers().values()
        return next((x for x in layers if isinstance(x, QgsRasterLayer) and raster_path(x) == path), None)

    def query_layer_at(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> QgsRasterLayer | None:
        """The layer to ask with at a place: the first that covers it."""
        try:
            return next((layer for layer in self.query_layers() if contains(layer, point, crs)), None)
        except QgsCsException:
            return None

    def preview(self, point: QgsPointXY) -> QgsGeometry | None:
        """Outline of the tile a click would take, in the CRS of the map."""
        view_crs = self.view().crs
        layer = self.query_layer_at(point, view_crs)
        if layer is None:
            return None
        own = scene_crs(layer) if scene_crs(layer).isValid() else layer.crs()
        try:
            center = transformed(QgsGeometry.fromPointXY(point), view_crs, own).asPoint()
            return transformed(tile_square(center, scene_crs(layer)), own, view_crs)
        except QgsCsException:
            return None

    def _layers_of(self, modality: str) -> list[QgsRasterLayer]:
        ids = [self.choices.optical] if modality == OPTICAL else list(self.choices.sar)
        return raster_layers(ids)

    def forget_remarks(self) -> None:
        """Tell everything anew."""
        self._told.clear()

    def remark(self, texts: Iterable[str]) -> None:
        """Tell what the engine noticed of scenes, as “name: remark”; once until :meth:`forget_remarks`."""
        for text in texts:
            if text not in self._told:
                self._told.add(text)
                name, _, rest = text.partition(": ")
                self.noted.emit("warning", f"{name}: {said(rest)}", "")

    # Search

    def search_point(self, point: QgsPointXY, crs: QgsCoordinateReferenceSystem) -> None:
        """Search for the tile around a place."""
        self.search("point", QgsGeometry.fromPointXY(point), crs)

    def search(self, kind: str, geometry: QgsGeometry, crs: QgsCoordinateReferenceSystem) -> None:
        """Search the index for a region.

        Args:
            kind: ``"point"``, ``"rectangle"`` or ``"polygon"``.
            geometry: of the region.
            crs: of the geometry.
        """
        if not self.jobs.free():
            return
        layers = self.query_layers()
        if not layers:
            self.warn(tr("No layer to search with."), tr("Choose the layers under Imagery."))
            return
        if not self._index_fits():
            return
        if self.choices.search.within_view and self.view().region() is None:
            hint = tr("Give the project a CRS, or untick “Only within the map view”.")
            self.warn(tr("The map view has no place: the project has no CRS."), hint)
            return
        center = geometry.pointOnSurface().asPoint()
        layer = self.query_layer_at(center, crs)
        if layer is None:
            names = ", ".join(layer.name() for layer in layers)
            hint = tr("Pick a place inside the layer, or choose another layer under Imagery.")
            self.warn(tr("That place lies outside {names}.").format(names=names), hint)
            return
        if not self.usable([layer]):
            return
        try:
            region = region_params(layer, kind, geometry, crs)
        except (QgsCsException, ValueError):
            self.warn(tr("The region cannot be used in the CRS of {name}.").format(name=layer.name()), "")
            return
        self.searched_at.emit(center, crs)
        self._search(layer, region)

    def _search(self, layer: QgsRasterLayer, region: dict[str, Any]) -> None:
        search, folder = self.choices.search, self.runs.new_folder()
        params = {
            "index": self.choices.index,
            "scene": scene_params(layer, search.query, self.choices.radiometry),
            "modality": search.query,
            "region": region,
            "k": search.k,
            "area": self.view().region() if search.within_view else None,
            "verify": search.verify,
            "rotations": search.rotations,
            "options": self.match_options(),
            "thumbnails": str(folder / "thumbnails"),
            "device": machine.device,
        }
        name = layer.name()
        self.jobs.run(
            tr("Searching"), "search", params, lambda result: self._searched(folder, name, params, result)
        )

    def _searched(self, folder: Path, name: str, request: dict[str, Any], result: dict[str, Any]) -> None:
        best = next((c for c in result["candidates"] if (c.get("verification") or {}).get("accepted")), None)
        match = best["verification"].get("match") if best else None
        try:
            self.runs.begin(folder, name, request, result, match, best["rank"] if best and match else None)
        except LayerWriteError as error:
            self.noted.emit("error", error.message, error.hint)
        self.search_changed.emit(result)
        self.remark(result.get("warnings") or [])
        verdict = result.get("verdict") or {}
        if not result["candidates"]:
            self.warn(tr("Nothing was found."), tr("Search a larger area, or add scenes to the index."))
        elif verdict and not verdict.get("accepted"):
            self.warn(
                tr("No reliable match."),
                " ".join(said(str(verdict.get(part) or "")) for part in ("reason", "hint")).strip(),
            )

    def candidate(self, rank: int) -> dict[str, Any] | None:
        """A candidate of the latest search."""
        candidates = (self.runs.search or {}).get("candidates") or []
        return next((c for c in candidates if c.get("rank") == rank), None)

    def candidate_outline(self, rank: int) -> tuple[QgsGeometry, QgsCoordinateReferenceSystem] | None:
        """Footprint of a candidate with its CRS."""
        candidate = self.candidate(rank)
        if candidate is None:
            return None
        return geometry_from_geojson(candidate["footprint"]), crs_from_text(candidate.get("crs"))

    def match_options(self) -> dict[str, Any]:
        """Options of matching as chosen."""
        return {"model": self.choices.model, "threshold_px": self.choices.threshold}

    def _index_fits(self) -> bool:
        if self.index.info is None:
            self.warn(tr("There is no index to search."), tr("Build one, or open its folder, under Index."))
            return False
        if self.index.info.get("modality") != self.choices.indexed:
            hint = tr("Change the direction under Search, or choose another index.")
            self.warn(tr("The index holds scenes of the same kind as the query."), hint)
            return False
        return True

    def usable(self, layers: list[QgsRasterLayer]) -> bool:
        """Whether layers can be worked with; if not, it is said why."""
        for layer in layers:
            problem = problem_of(layer)
            if problem is not None and problem.fatal:
                self.warn(problem.text, "")
                return False
        return True

    def warn(self, text: str, hint: str) -> None:
        """Say what keeps the user from going on."""
        self.noted.emit("warning", text, hint)
