"""A match result as files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from ..models.errors import InputError

POINT_KINDS = {".points": "points", ".csv": "csv", ".gpkg": "gpkg"}
_FIELDS = ("id", "score", "residual", "inlier", "use", "holdout")


def check_suffixes(out: Path | None, points: Path | None = None) -> None:
    """Whether results can be written under these names; asked before minutes of work.

    Raises:
        InputError: a suffix is unknown, or a folder does not exist.
    """
    if out is not None and out.suffix.lower() not in {".gpkg", ".json"}:
        raise InputError(f"Matches cannot be written as “{out.name}”.", "Use the suffix .gpkg or .json.")
    if points is not None and points.suffix.lower() not in POINT_KINDS:
        raise InputError(
            f"Control points cannot be written as “{points.name}”.", "Use the suffix .points, .csv or .gpkg."
        )
    if out is not None and points is not None and out.resolve() == points.resolve():
        raise InputError(f"{out.name} is named for the matches and for the points.", "Give two names.")
    for path in (out, points):
        if path is not None and not path.absolute().parent.is_dir():
            raise InputError(f"The folder {path.parent} does not exist.", "Make it, or choose another.")


def write_matches(path: Path, result: dict[str, Any]) -> None:
    """Write a match result: all of it as ``.json``, or the matches as ``.gpkg`` for GIS programs.

    The GeoPackage has one layer ``matches``. On the map the matches are lines from the optical to the SAR place;
    where only one scene is on the map they are points of that one, and where none is, points in pixels of the
    optical scene with y up. Both places stand in the attributes.

    Raises:
        StorageError: the file cannot be written.
    """
    from ..models.retrieval.storage import database_error, replacing

    with replacing(path) as part:
        if path.suffix.lower() == ".json":
            part.write_text(json.dumps(result), encoding="utf-8")
            return
        try:
            _write_gpkg(part, result)
        except RuntimeError as error:
            raise database_error(part, error) from error


def _write_gpkg(path: Path, result: dict[str, Any]) -> None:
    import pyogrio
    import shapely

    matches = result["matches"]
    places = {
        side: np.array([item[side] for item in matches], np.float64).reshape(-1, 2)
        for side in ("optical", "sar")
    }
    pixels = {
        side: np.array([item[f"{side}_px"] for item in matches], np.float64).reshape(-1, 2)
        for side in ("optical", "sar")
    }
    on_map = [side for side in ("optical", "sar") if result[side]["georeferenced"]]
    if len(on_map) == 2:
        kind, shapes = "LineString", shapely.linestrings(np.stack([places["optical"], places["sar"]], axis=1))
    elif on_map:
        kind, shapes = "Point", shapely.points(places[on_map[0]])
    else:
        kind, shapes = "Point", shapely.points(pixels["optical"] * (1.0, -1.0))
    columns: dict[str, Any] = {name: np.array([item[name] for item in matches]) for name in _FIELDS}
    columns["residual"] = np.array(
        [np.nan if item["residual"] is None else item["residual"] for item in matches], np.float64
    )
    for side in ("optical", "sar"):
        for axis, name in enumerate("xy"):
            columns[f"{side}_{name}"] = places[side][:, axis]
        for axis, name in enumerate(("column", "row")):
            columns[f"{side}_{name}"] = pixels[side][:, axis]
    pyogrio.raw.write(
        path,
        shapely.to_wkb(shapes),
        list(columns.values()),
        np.array(list(columns), dtype=object),
        layer="matches",
        driver="GPKG",
        geometry_type=kind,
        crs=result["crs"] if on_map else None,
    )


def write_points(path: Path, result: dict[str, Any], moving: str) -> None:
    """Write the used matches as control points; the suffix says in which format.

    Raises:
        InputError: no match is in use.
        StorageError: the file cannot be written.
    """
    from .work import ask

    kind = POINT_KINDS[path.suffix.lower()]
    ask("export_points", "Writing control points", match=result, out=str(path), moving=moving, kind=kind)


def read_matches(path: Path) -> dict[str, Any]:
    """A match result that :func:`write_matches` wrote as ``.json``.

    Raises:
        InputError: it cannot be read.
    """
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise InputError(
            f"{path} cannot be read: {error}", "Write it with optosar match --out F.json."
        ) from error
    verdict = content.get("verdict") if isinstance(content, dict) else None
    if not isinstance(verdict, dict) or "accepted" not in verdict:
        raise InputError(f"{path} holds no match.", "Write it with optosar match --out F.json.")
    return dict(content)
