"""GeoPackages written whole: beside the final name first, renamed into place when complete."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFields,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from ..i18n import tr
from .tables import Table


class LayerWriteError(Exception):
    """A layer file that could not be written; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def write_geopackage(
    path: Path, crs: QgsCoordinateReferenceSystem, contents: Iterable[tuple[Table, list[QgsFeature]]]
) -> None:
    """Write all tables, empty ones included, into a new GeoPackage.

    Args:
        path: final name; an existing file is replaced only once the new one is complete.
        crs: of all geometries; may be invalid.
        contents: tables and their features.

    Raises:
        LayerWriteError: no space, no permission.
    """
    part = path.with_name(f".{path.stem}.part.gpkg")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for table, features in contents:
            _write_table(part, table, crs, features)
        part.replace(path)
    except OSError as error:
        raise _failure(path, str(error)) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def _write_table(
    path: Path, table: Table, crs: QgsCoordinateReferenceSystem, features: list[QgsFeature]
) -> None:
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = table.name
    action = QgsVectorFileWriter.ActionOnExistingFile
    options.actionOnExistingFile = (
        action.CreateOrOverwriteLayer if path.exists() else action.CreateOrOverwriteFile
    )
    context = QgsProject.instance().transformContext()
    writer = QgsVectorFileWriter.create(str(path), table.fields(), table.geometry, crs, context, options)
    if writer.hasError() == QgsVectorFileWriter.WriterError.NoError:
        writer.addFeatures(features)
    failed, text = writer.hasError() != QgsVectorFileWriter.WriterError.NoError, writer.errorMessage()
    # Closing the file writes what is buffered; a full disk may show here only.
    del writer
    if failed:
        raise _failure(path, text)


def replace_features(layer: QgsVectorLayer, features: list[QgsFeature]) -> None:
    """Put ``features`` in place of all features of a loaded layer.

    Raises:
        LayerWriteError: the file cannot be written.
    """
    provider = layer.dataProvider()
    if layer.isEditable():
        layer.rollBack()
    done = provider.truncate()
    if done and features:
        done, _ = provider.addFeatures([_matched(feature, layer.fields()) for feature in features])
    if not done:
        raise _failure(Path(layer.source().split("|")[0]), "; ".join(provider.errors()))
    layer.updateExtents()
    layer.triggerRepaint()


def _matched(feature: QgsFeature, fields: QgsFields) -> QgsFeature:
    """The same feature with the fields of the file, which has a column for the feature's number besides."""
    copy = QgsFeature(fields)
    copy.setGeometry(feature.geometry())
    for field, value in zip(feature.fields(), feature.attributes()):
        copy.setAttribute(field.name(), value)
    return copy


def _failure(path: Path, detail: str) -> LayerWriteError:
    text = tr("The layers could not be written to {folder}: {detail}.")
    hint = tr("Free some space, or choose another cache folder in Settings → Options… → OptoSAR.")
    return LayerWriteError(text.format(folder=path.parent, detail=detail.rstrip(".")), hint)
