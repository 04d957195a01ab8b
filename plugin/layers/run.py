"""The layers of a run in the project: one group at the top, one GeoPackage behind it.

Layers are found by what they show, never through kept objects, so that a user may delete, rename or move them at any
time. Custom properties would not tell: a style that is pasted onto another layer takes them along.
"""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsLayerTreeGroup,
    QgsProject,
    QgsProviderRegistry,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ..i18n import tr
from .coordinates import crs_from_text
from .geopackage import replace_features, write_geopackage
from .provenance import set_provenance
from .rasters import raster_path
from .record import RunRecord
from .styles import apply_style
from .tables import (
    CANDIDATES,
    KEYPOINTS,
    MATCHES,
    QUERY,
    TABLES,
    Table,
    candidate_features,
    found_crs,
    keypoint_features,
    match_features,
    query_features,
)

RUN_PROPERTY = "optosar/run"
ROLE_PROPERTY = "optosar/role"

# What names the features of tables that change a little at a time.
_KEYS = {MATCHES.name: "match_id", CANDIDATES.name: "rank"}

# Position in the group, from the top.
_ORDER = (KEYPOINTS.name, MATCHES.name, QUERY.name, CANDIDATES.name)


def run_crs(record: RunRecord, table: Table = MATCHES) -> QgsCoordinateReferenceSystem:
    """The CRS of a table of a run; invalid for pixels.

    All share that of the query, or of the match where nothing was searched; a query that is on no map is drawn in its
    pixels, what was found for it is not (:func:`~.tables.found_crs`).
    """
    if record.search is None:
        return crs_from_text(record.match.get("crs") if record.match else None)
    if table is QUERY:
        return crs_from_text(record.search["query"].get("crs"))
    return found_crs(record.search)


class RunLayers:
    """Shows a :class:`~.record.RunRecord` in a project and keeps the layers up to date.

    Args:
        record: the run.
        project: where the layers are shown.
    """

    def __init__(self, record: RunRecord, project: QgsProject | None = None) -> None:
        self.record = record
        self._project = project or QgsProject.instance()

    def create(self) -> None:
        """Write the GeoPackage from the record and add the layers that have something to show.

        Raises:
            LayerWriteError: the file cannot be written.
        """
        placed = [(table, run_crs(self.record, table)) for table in TABLES]
        write_geopackage(
            self.record.geopackage, [(table, crs, self._features(table, crs)) for table, crs in placed]
        )
        for table in TABLES:
            self._show(table)

    def update(self, *tables: Table) -> list[str]:
        """Show some tables of the record again, after they changed.

        Args:
            tables: what changed.

        Returns:
            Names of the layers that somebody was editing by hand; what had not been saved there is lost.

        Raises:
            LayerWriteError: the file cannot be written.
        """
        if not self.record.geopackage.exists():
            self._forget()
            self.create()
            return []
        edited: list[str] = []
        for table in tables:
            layer = self.layer(table) or self._load(table)
            if not layer.isValid():
                self.create()
                return edited
            key = _KEYS.get(table.name, "")
            # The CRS of the file, whatever the layer has been assigned since.
            if replace_features(layer, self._features(table, run_crs(self.record, table)), key):
                edited.append(layer.name())
            if layer.featureCount():
                self._show(table, layer)
        return edited

    def _forget(self) -> None:
        """Let go of a file that was deleted: what still holds it open would lock the new one of its name."""
        for table in TABLES:
            layer = self.layer(table)
            if layer is not None:
                self._project.removeMapLayer(layer.id())
        for end in ("-wal", "-shm"):
            with contextlib.suppress(OSError):
                Path(f"{self.record.geopackage}{end}").unlink()

    def fits(self, match: dict[str, Any]) -> bool:
        """Whether the layers can hold ``match``: pixels and map coordinates do not mix in one run."""
        return bool(run_crs(self.record).isValid()) == bool(match.get("crs"))

    def layer(self, table: Table) -> QgsVectorLayer | None:
        """The layer of ``table``, if it is (still) in the project."""
        file = self.record.geopackage.resolve()
        for layer in self._project.mapLayers().values():
            if isinstance(layer, QgsVectorLayer) and layer.providerType() == "ogr":
                shown = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
                if shown.get("layerName") == table.name and Path(shown.get("path") or "").resolve() == file:
                    return layer
        return None

    def add_raster(self, path: str, name: str, like: QgsRasterLayer | None) -> QgsRasterLayer:
        """Show a co-registered raster below the vector layers of the run.

        Args:
            path: the file.
            name: of the layer.
            like: the layer it is drawn like.

        Returns:
            The layer; check ``isValid()``.
        """
        layer = QgsRasterLayer(path, name, "gdal")
        if not layer.isValid():
            return layer
        if like is not None and like.renderer() is not None and like.bandCount() == layer.bandCount():
            layer.setRenderer(like.renderer().clone())
        self._project.addMapLayer(layer, False)
        group = self._group()
        group.addLayer(layer).setExpanded(False)
        return layer

    def rasters(self, side: str) -> list[QgsRasterLayer]:
        """The co-registered rasters of a side that are (still) in the project, the latest last."""
        layers = (node.layer() for node in self._project.layerTreeRoot().findLayers())
        files = {Path(raster["path"]).resolve() for raster in self.record.rasters if raster["side"] == side}
        return [
            layer
            for layer in layers
            if isinstance(layer, QgsRasterLayer) and Path(raster_path(layer)).resolve() in files
        ]

    def _features(self, table: Table, crs: QgsCoordinateReferenceSystem) -> list[QgsFeature]:
        search, match = self.record.search, self.record.match
        if search is not None and table is QUERY:
            request = self.record.request
            scene = str((request.get("scene") or {}).get("path", ""))
            return query_features(search, str((request.get("region") or {}).get("kind", "")), scene, crs)
        if search is not None and table is CANDIDATES:
            return candidate_features(search, crs)
        if match is not None and table is MATCHES:
            return match_features(match, crs)
        if match is not None and table is KEYPOINTS:
            return keypoint_features(match, crs)
        return []

    def _load(self, table: Table) -> QgsVectorLayer:
        layer = QgsVectorLayer(f"{self.record.geopackage}|layername={table.name}", title_of(table), "ogr")
        if not run_crs(self.record, table).isValid():
            # A GeoPackage cannot say "pixels": it says "undefined geographic", which QGIS takes for degrees.
            layer.setCrs(QgsCoordinateReferenceSystem())
        layer.setCustomProperty(ROLE_PROPERTY, table.name)
        return layer

    def _show(self, table: Table, layer: QgsVectorLayer | None = None) -> None:
        layer = layer or self._load(table)
        if not layer.isValid() or not layer.featureCount():
            return
        self._describe(table, layer)
        if self._project.mapLayer(layer.id()) is not None:
            return
        apply_style(layer, table.name)
        # Saving a style under a name that exists would ask in a modal window.
        if table.name not in layer.listStylesInDatabase()[2]:
            layer.saveStyleToDatabase(table.name, "", True, "")
        self._project.addMapLayer(layer, False)
        group = self._group()
        above = [child.layer().customProperty(ROLE_PROPERTY) for child in group.findLayers() if child.layer()]
        position = sum(1 for role in above if role in _ORDER[: _ORDER.index(table.name)])
        node = group.insertLayer(position, layer)
        node.setExpanded(table is CANDIDATES)
        # A carpet of keypoints would hide the matches; they are there to be switched on.
        node.setItemVisibilityChecked(table is not KEYPOINTS)
        # The tree does not unfold a group that was empty when it was added.
        group.setExpanded(False)
        group.setExpanded(True)

    def _describe(self, table: Table, layer: QgsVectorLayer) -> None:
        provenance: dict[str, Any] = {}
        source = self.record.match if table in (MATCHES, KEYPOINTS) else self.record.search
        if source is not None:
            provenance = {
                key: source[key] for key in ("weights", "weights_sha256", "device") if key in source
            }
            provenance.update(source.get("provenance") or {})
        provenance["request"] = self.record.request
        set_provenance(layer, f"{self.record.title}: {layer.name()}", abstract_of(table), provenance)

    def _group(self) -> QgsLayerTreeGroup:
        root = self._project.layerTreeRoot()
        for group in root.findGroups(True):
            if group.customProperty(RUN_PROPERTY) == self.record.folder.name:
                return group
        self._put_away(root)
        group = root.insertGroup(0, self.record.title)
        group.setCustomProperty(RUN_PROPERTY, self.record.folder.name)
        return group

    @staticmethod
    def _put_away(root: QgsLayerTreeGroup) -> None:
        """Switch off what earlier runs drew, so that results do not lie on each other; rasters stay."""
        for group in root.findGroups(True):
            if not group.customProperty(RUN_PROPERTY):
                continue
            group.setExpanded(False)
            for node in group.findLayers():
                if node.layer() is not None and node.layer().customProperty(ROLE_PROPERTY) in _ORDER:
                    node.setItemVisibilityChecked(False)


def title_of(table: Table) -> str:
    """Name of a layer of this table."""
    titles = {
        QUERY.name: tr("Query region"),
        CANDIDATES.name: tr("Retrieved tiles"),
        MATCHES.name: tr("Matches (optical to SAR)"),
        KEYPOINTS.name: tr("Keypoints"),
    }
    return titles[table.name]


def abstract_of(table: Table) -> str:
    """What a layer of this table shows."""
    texts = {
        QUERY.name: tr("The region that was searched for."),
        CANDIDATES.name: tr("Tiles retrieved from the index, graduated by score, labelled with their rank."),
        MATCHES.name: tr(
            "Lines from the optical to the SAR keypoint of each match. Where the layers are nearly in register"
            " they are short: the displacement is what remains to be corrected. Dashed: held out of the fit."
        ),
        KEYPOINTS.name: tr("Keypoints found in both scenes; above 20 000 they are thinned evenly."),
    }
    return texts[table.name]
