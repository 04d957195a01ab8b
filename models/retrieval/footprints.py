"""``tiles.gpkg``: the footprints of an index's tiles, to be looked at in QGIS."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..errors import StorageError
from ..imagery.crs import parse_crs, transform_points, unwrapped
from .catalogue import Folder, Manifest, SceneRecord
from .shards import EncodedTiles
from .storage import database_error, replacing
from .tiles import squares, tile_centers, tile_id

_LOG = logging.getLogger(__name__)
_DEGREES = CRS.from_epsg(4326)
_FIELDS = ("tile_id", "scene", "row", "col", "center_x", "center_y", "valid_share", "crs")


def write_footprints(
    folder: Folder, manifest: Manifest, scenes: Sequence[tuple[SceneRecord, EncodedTiles]]
) -> None:
    """Write layer ``tiles``: in the CRS of the scenes, or in degrees when they have several.

    ``center_x`` and ``center_y`` are in the CRS named in the field ``crs``, that of the scene's grid. A file that
    another program holds (as happens on Windows) stays as it was: it serves to be looked at only.

    Raises:
        StorageError: there is no space or no permission.
    """
    names = {record.encoded.crs for record, _ in scenes if record.encoded}
    crs = parse_crs(names.pop()) if len(names) == 1 else _DEGREES
    rings: list[NDArray[np.float64]] = []
    columns: dict[str, list[NDArray[Any]]] = {key: [] for key in _FIELDS}
    side = manifest.tile * manifest.gsd
    for record, tiles in scenes:
        if record.encoded is None or not len(tiles):
            continue
        grid = record.encoded.grid
        centers = tile_centers(grid, tiles.offsets, manifest.tile)
        corners = transform_points(squares(centers, side).reshape(-1, 2), grid.crs, crs)
        # A tile across 180 degrees would span the world otherwise.
        corners = unwrapped(corners, crs, np.repeat(corners[::5, 0], 5))
        rings.append(corners.reshape(-1, 5, 2))
        ids = [tile_id(record.id, row, col) for row, col in tiles.offsets.tolist()]
        values: tuple[NDArray[Any], ...] = (
            np.array(ids, object),
            np.full(len(tiles), record.name, object),
            tiles.offsets[:, 0],
            tiles.offsets[:, 1],
            centers[:, 0],
            centers[:, 1],
            tiles.valid_share,
            np.full(len(tiles), record.encoded.crs, object),
        )
        for key, column in zip(_FIELDS, values):
            columns[key].append(column)
    polygons = shapely.to_wkb(shapely.polygons(np.concatenate(rings)))
    try:
        with replacing(folder.footprints) as temporary:
            _write_layer(
                temporary, polygons, [np.concatenate(columns[key]) for key in _FIELDS], crs or _DEGREES
            )
    except StorageError as error:
        if not isinstance(error.__cause__, PermissionError) or not folder.footprints.exists():
            raise
        _LOG.warning(
            "%s is held by another program and keeps showing the tiles of before.", folder.footprints
        )


def _write_layer(path: Path, polygons: NDArray[np.object_], data: list[NDArray[Any]], crs: CRS) -> None:
    try:
        pyogrio.raw.write(
            path,
            polygons,
            data,
            list(_FIELDS),
            layer="tiles",
            driver="GPKG",
            geometry_type="Polygon",
            crs=crs.to_wkt(),
        )
        written = pyogrio.read_info(path, layer="tiles")["features"]
    except RuntimeError as error:
        raise database_error(path, error) from error
    if written != len(polygons):
        raise database_error(path, "it is incomplete")
