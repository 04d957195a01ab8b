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
    layer = _layer_of(geopackage)
    if layer is None:
        name = tr("Tiles of {index}").format(index=Path(geopackage).parent.name)
        layer = QgsVectorLayer(_source(geopackage), name, "ogr")
        if not layer.isValid():
            return False
        apply_style(layer, "tiles")
        project.addMapLayer(layer)
    else:
        reload_tiles(geopackage)
    node = project.layerTreeRoot().findLayer(layer.id())
    if node is not None:
        node.setItemVisibilityCheckedParentRecursive(True)
    return True


def reload_tiles(geopackage: str) -> None:
    """Read the tiles again where they are in the project: the file has been replaced, and QGIS holds the one before."""
    layer = _layer_of(geopackage)
    if layer is not None:
        layer.reload()
        layer.updateExtents()
        layer.triggerRepaint()


def _layer_of(geopackage: str) -> QgsVectorLayer | None:
    layers = QgsProject.instance().mapLayers().values()
    return next((layer for layer in layers if layer.source() == _source(geopackage)), None)


def _source(geopackage: str) -> str:
    return f"{geopackage}|layername=tiles"
