"""Where a layer came from, in its metadata: model, weights, device, parameters."""

from __future__ import annotations

import contextlib
import json
from datetime import datetime, timezone
from typing import Any

from qgis.core import QgsException, QgsLayerMetadata, QgsProviderRegistry, QgsVectorLayer

from ..i18n import tr

_SHOWN = 12


def describe(provenance: dict[str, Any]) -> list[str]:
    """The provenance in lines for people: model first, then parameters."""
    lines = []
    if provenance.get("weights"):
        digest = str(provenance.get("weights_sha256") or "")[:_SHOWN]
        lines.append(tr("Model {name}, weights {digest}").format(name=provenance["weights"], digest=digest))
    if provenance.get("device"):
        lines.append(tr("Computed on {device}").format(device=provenance["device"]))
    if provenance.get("options"):
        lines.append(tr("Parameters {json}").format(json=json.dumps(provenance["options"], sort_keys=True)))
    return lines


def set_provenance(layer: QgsVectorLayer, title: str, abstract: str, provenance: dict[str, Any]) -> None:
    """Write the metadata into the layer and, where its format has a place for them, into its file.

    Args:
        layer: a loaded layer.
        title: of the layer.
        abstract: what the layer shows.
        provenance: as the engine reports it; kept whole, as JSON, among the history.
    """
    metadata = QgsLayerMetadata()
    metadata.setType("dataset")
    metadata.setTitle(title)
    metadata.setAbstract("\n".join([abstract, *describe(provenance)]))
    stamp = datetime.now(timezone.utc).isoformat(timespec="seconds")
    metadata.setHistory(
        [tr("Made by OptoSAR at {time}").format(time=stamp), json.dumps(provenance, sort_keys=True)]
    )
    weights = provenance.get("weights")
    metadata.setKeywords({"optosar": [str(weights)] if weights else ["optosar"]})
    metadata.setCrs(layer.crs())
    layer.setMetadata(metadata)
    # Temporary layers, and those of a database, keep them in the project only.
    with contextlib.suppress(QgsException):
        QgsProviderRegistry.instance().saveLayerMetadata(layer.providerType(), layer.source(), metadata)
