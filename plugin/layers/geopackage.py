"""GeoPackages written whole: beside the final name first, renamed into place when complete."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

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

_HAIR = 1e-3


class LayerWriteError(Exception):
    """A layer file that could not be written; ``hint`` says what to do."""

    def __init__(self, message: str, hint: str) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


def write_geopackage(
    path: Path, contents: Iterable[tuple[Table, QgsCoordinateReferenceSystem, list[QgsFeature]]]
) -> None:
    """Write all tables, empty ones included, into a new GeoPackage.

    Args:
        path: final name; an existing file is replaced only once the new one is complete.
        contents: tables, the CRS of their geometries, which may be invalid, and their features.

    Raises:
        LayerWriteError: no space, no permission.
    """
    part = path.with_name(f".{path.stem}.part.gpkg")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for table, crs, features in contents:
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


def replace_features(layer: QgsVectorLayer, features: list[QgsFeature], key: str = "") -> bool:
    """Put ``features`` in place of all features of a loaded layer.

    Args:
        layer: a layer of a GeoPackage.
        features: what it is to hold.
        key: a column of whole numbers that names features; where the layer holds the same ones in the same places,
            only values that differ are written, which is much faster.

    Returns:
        Whether edits that somebody had not saved were lost by it.

    Raises:
        LayerWriteError: the file cannot be written.
    """
    edited = bool(layer.isModified())
    if layer.isEditable():
        layer.rollBack()
    # What a filter hides would be neither removed nor seen to be there.
    filtered = layer.subsetString()
    layer.setSubsetString("")
    try:
        _replace(layer, features, key)
    finally:
        layer.setSubsetString(filtered)
    layer.updateExtents()
    layer.triggerRepaint()
    return edited


def _replace(layer: QgsVectorLayer, features: list[QgsFeature], key: str) -> None:
    provider = layer.dataProvider()
    changes = _changes(layer, features, key) if key else None
    if changes is not None:
        done = not changes or provider.changeAttributeValues(changes)
    else:
        done = provider.truncate()
        if done and features:
            done, _ = provider.addFeatures(_matched(features, layer.fields()))
    if not done:
        raise _failure(Path(layer.source().split("|")[0]), "; ".join(provider.errors()))


def _changes(layer: QgsVectorLayer, features: list[QgsFeature], key: str) -> dict[int, dict[int, Any]] | None:
    """Values to write by feature and column; ``None`` where features came, went or moved, or have lost their names."""
    if layer.featureCount() != len(features) or layer.fields().indexOf(key) < 0:
        return None
    wanted = {feature[key]: feature for feature in features}
    changes: dict[int, dict[int, Any]] = {}
    columns: list[tuple[int, int]] = []
    for there in layer.getFeatures():
        new = wanted.get(there[key])
        if new is None or not there.geometry().equals(new.geometry()):
            return None
        if not columns:
            columns = [(layer.fields().indexOf(f.name()), i) for i, f in enumerate(new.fields())]
        old_values, new_values = there.attributes(), new.attributes()
        different = {at: new_values[i] for at, i in columns if not _same(old_values[at], new_values[i])}
        if different:
            changes[there.id()] = different
    return changes


def _same(old: Any, new: Any) -> bool:
    """Whether two values look the same to a reader: every refit moves all residuals by a hair."""
    if isinstance(old, float) and isinstance(new, float):
        return abs(old - new) < _HAIR
    return bool(old == new)


def _matched(features: list[QgsFeature], fields: QgsFields) -> list[QgsFeature]:
    """The same features with the fields of the file, which has a column for the feature's number besides."""
    at = [features[0].fields().indexOf(field.name()) for field in fields]
    copies = []
    for feature in features:
        copy = QgsFeature(fields)
        copy.setGeometry(feature.geometry())
        values = feature.attributes()
        copy.setAttributes([values[i] if i >= 0 else None for i in at])
        copies.append(copy)
    return copies


def _failure(path: Path, detail: str) -> LayerWriteError:
    text = tr("The layers could not be written to {folder}: {detail}.")
    hint = tr("Free some space, or choose another cache folder in Settings → Options… → OptoSAR.")
    return LayerWriteError(text.format(folder=path.parent, detail=detail.rstrip(".")), hint)
