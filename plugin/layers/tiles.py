"""The footprints of an index on the map."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsProject, QgsVectorLayer

from ..i18n import tr
from .styles import apply_style


def add_tiles(geopackage: str) -> bool:
    """Add the tiles of an index to the project, or show again those that are there.

    Args:
        geopackage: the index's ``tiles.gpkg``.

    Returns:
        Whether the tiles can be read.
    """
    project = QgsProject.instance()
    source = f"{geopackage}|layername=tiles"
    layer = next((x for x in project.mapLayers().values() if x.source() == source), None)
    if layer is None:
        name = tr("Tiles of {index}").format(index=Path(geopackage).parent.name)
        layer = QgsVectorLayer(source, name, "ogr")
        if not layer.isValid():
            return False
        apply_style(layer, "tiles")
        project.addMapLayer(layer)
    node = project.layerTreeRoot().findLayer(layer.id())
    if node is not None:
        node.setItemVisibilityCheckedParentRecursive(True)
    return True
