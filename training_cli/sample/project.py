"""A QGIS project written without QGIS: raster layers with paths relative to the project file."""

from __future__ import annotations

import os
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

# XML is only written here, never parsed.
from xml.etree import ElementTree as ET  # nosec B405

from rasterio.crs import CRS

# The oldest QGIS that the plugin supports; newer ones upgrade a project as they read it.
_VERSION = "3.22.0-Białowieża"


@dataclass(frozen=True)
class RasterLayer:
    """A layer of the project.

    Attributes:
        file: name of the raster, in the project's folder.
        title: shown in the layer tree.
        kind: how it is drawn.
        visible: whether it is ticked in the layer tree.
    """

    file: str
    title: str
    kind: Literal["rgb", "grey"]
    visible: bool = True

    @property
    def id(self) -> str:
        """Identifier of the layer in the project, stable across runs."""
        return "optosar_" + Path(self.file).stem


def _text(parent: ET.Element, tag: str, text: str, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, tag, attributes)
    child.text = text
    return child


def _reference_system(parent: ET.Element, tag: str, crs: CRS) -> None:
    holder = ET.SubElement(parent, tag)
    system = ET.SubElement(holder, "spatialrefsys")
    _text(system, "wkt", crs.to_wkt(version="WKT2_2019"))
    _text(system, "authid", crs.to_string())


def _extent(parent: ET.Element, bounds: tuple[float, float, float, float]) -> None:
    element = ET.SubElement(parent, "extent")
    for tag, value in zip(("xmin", "ymin", "xmax", "ymax"), bounds):
        _text(element, tag, repr(value))


def _renderer(kind: Literal["rgb", "grey"]) -> ET.Element:
    pipe = ET.Element("pipe")
    attributes = {"opacity": "1", "alphaBand": "-1"}
    if kind == "rgb":
        attributes |= {"type": "multibandcolor", "redBand": "1", "greenBand": "2", "blueBand": "3"}
        ET.SubElement(pipe, "rasterrenderer", attributes)
    else:
        attributes |= {"type": "singlebandgray", "grayBand": "1", "gradient": "BlackToWhite"}
        renderer = ET.SubElement(pipe, "rasterrenderer", attributes)
        stretch = ET.SubElement(renderer, "contrastEnhancement")
        _text(stretch, "minValue", "0")
        _text(stretch, "maxValue", "255")
        _text(stretch, "algorithm", "StretchToMinimumMaximum")
    return pipe


def project_xml(
    title: str, layers: list[RasterLayer], crs: CRS, bounds: tuple[float, float, float, float]
) -> bytes:
    """The ``.qgs`` document.

    Args:
        title: of the project.
        layers: topmost first; all in ``crs``.
        crs: of the project and the layers.
        bounds: (west, south, east, north) that the map shows first.
    """
    root = ET.Element("qgis", version=_VERSION, projectname=title)
    _text(root, "title", title)
    _reference_system(root, "projectCrs", crs)
    tree = ET.SubElement(root, "layer-tree-group")
    order = ET.SubElement(tree, "custom-order", enabled="0")
    for layer in layers:
        checked = "Qt::Checked" if layer.visible else "Qt::Unchecked"
        source = f"./{layer.file}"
        ET.SubElement(
            tree,
            "layer-tree-layer",
            {
                "id": layer.id,
                "name": layer.title,
                "checked": checked,
                "expanded": "0",
                "source": source,
                "providerKey": "gdal",
            },
        )
        _text(order, "item", layer.id)
    canvas = ET.SubElement(root, "mapcanvas", name="theMapCanvas", annotationsVisible="1")
    _text(canvas, "units", "meters")
    _extent(canvas, bounds)
    _text(canvas, "rotation", "0")
    _reference_system(canvas, "destinationsrs", crs)
    holder = ET.SubElement(root, "projectlayers")
    for layer in layers:
        element = ET.SubElement(holder, "maplayer", {"type": "raster", "autoRefreshEnabled": "0"})
        _text(element, "id", layer.id)
        _text(element, "datasource", f"./{layer.file}")
        _text(element, "layername", layer.title)
        _reference_system(element, "srs", crs)
        _text(element, "provider", "gdal")
        element.append(_renderer(layer.kind))
        _text(element, "blendMode", "0")
    properties = ET.SubElement(root, "properties")
    paths = ET.SubElement(properties, "Paths")
    _text(paths, "Absolute", "false", type="bool")
    # Without this QGIS does not look at projectCrs.
    _text(ET.SubElement(properties, "SpatialRefSys"), "ProjectionsEnabled", "1", type="int")
    ET.indent(root)
    document = ET.tostring(root, encoding="unicode")
    return ("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n" + document + "\n").encode("utf-8")


def write_qgz(path: Path, document: bytes) -> None:
    """Write ``document`` as a ``.qgz``, replacing the file only when all is written."""
    part = path.with_name(path.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(path.stem + ".qgs", document)
    os.replace(part, path)
