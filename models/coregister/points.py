"""Control points as files, written and read: the ``.points`` of the QGIS Georeferencer, CSV and GeoPackage."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from numpy.typing import NDArray

from ..errors import InputError
from ..imagery.crs import crs_name, parse_crs
from ..imagery.reading import opened
from ..retrieval.storage import database_error, replacing
from .accuracy import fit_gcps
from .gcps import GcpSet, Points

_HEADER = "mapX,mapY,sourceX,sourceY,enable,dX,dY,residual"
_CRS_MARK = "#CRS: "
_LAYER = "gcps"
#: Columns that a table of control points needs; the others are made up for.
_NEEDED = ("map_x", "map_y", "column", "row")


def write_points(path: Path, gcps: GcpSet) -> Path:
    """Write the control points as a ``.points`` file of the QGIS Georeferencer.

    Check points are written as disabled. Residuals are those of an affine fit, in pixels of the moving
    raster; the Georeferencer computes its own when it loads the file.

    Args:
        path: file to write, by custom the name of the moving raster with ``.points`` behind.
        gcps: the control points.

    Raises:
        StorageError: the file cannot be written.
    """
    residual = _residuals(gcps)
    lines = [_HEADER]
    crs = parse_crs(gcps.target_crs)
    if crs is not None:
        # The reader takes one line: no WKT with line breaks.
        lines.insert(0, _CRS_MARK + " ".join(crs.to_wkt().split()))
    for row in range(len(gcps)):
        dx, dy = residual[row]
        numbers = (*gcps.target[row], *gcps.source[row])
        tail = (dx, dy, float(np.hypot(dx, dy)))
        enable = "0" if gcps.check[row] else "1"
        lines.append(",".join([*map(_plain, numbers), enable, *map(_plain, tail)]))
    return _save(path, lambda part: _write_text(part, "\n".join(lines) + "\n"))


def read_points(path: Path, moving: Path | None = None) -> GcpSet:
    """Read a ``.points`` file by the Georeferencer's own rules.

    One line that begins with ``#CRS: `` may come first, one header line follows unread, and every row needs
    four fields; a fifth says whether the point is enabled. Disabled points become check points.

    Args:
        path: the file.
        moving: the raster it belongs to; without it the raster is taken to have no georeference.

    Raises:
        InputError: a file cannot be read, or breaks the rules.
    """
    hint = "Save the points again from the Georeferencer."
    try:
        lines = path.read_text(encoding="utf-8-sig").rstrip().splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{path.name} cannot be read: {error}.", "Choose a .points file.") from error
    target_crs = None
    if lines and lines[0].startswith(_CRS_MARK):
        target_crs = crs_name(parse_crs(lines.pop(0)[len(_CRS_MARK) :].strip()))
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        fields = line.split(",")
        try:
            values = [float(text) for text in fields[:4]]
            enabled = len(fields) < 5 or int(fields[4]) != 0
        except ValueError as error:
            raise InputError(f"Line {number} of {path.name} holds no numbers.", hint) from error
        if len(values) < 4:
            raise InputError(f"Line {number} of {path.name} has fewer than four fields.", hint)
        rows.append((*values, enabled))
    table = np.array(rows, dtype=np.float64).reshape(-1, 5)
    source = table[:, 2:4]
    source_crs, pixel = _in_raster(moving, source)
    return GcpSet(
        ids=np.arange(len(table)),
        pixel=pixel,
        source=source,
        source_crs=source_crs,
        target=table[:, :2],
        target_crs=target_crs,
        check=table[:, 4] == 0,
        score=np.ones(len(table), np.float32),
    )


def _in_raster(moving: Path | None, source: Points) -> tuple[str | None, Points]:
    """CRS of the moving raster, and column and row of source coordinates."""
    if moving is not None:
        with opened(moving) as file:
            if file.crs and not file.transform.is_identity:
                columns, rows = ~file.transform * (source[:, 0], source[:, 1])
                return crs_name(file.crs), np.column_stack([columns, rows])
    return None, source * (1.0, -1.0)


def write_csv(path: Path, gcps: GcpSet) -> Path:
    """Write the control points as CSV: one header line, dot decimals; ``row`` counts downwards.

    Raises:
        StorageError: the file cannot be written.
    """
    table = _table(gcps)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([*table, "target_crs", "source_crs"])
    for values in zip(*table.values()):
        plain = [_plain(value) if isinstance(value, float) else str(int(value)) for value in values]
        writer.writerow([*plain, gcps.target_crs or "", gcps.source_crs or ""])
    return _save(path, lambda part: _write_text(part, text.getvalue()))


def write_gpkg(path: Path, gcps: GcpSet) -> Path:
    """Write the control points as a GeoPackage with one point layer ``gcps``, placed where the reference has them.

    Raises:
        StorageError: the file cannot be written.
    """
    fields = {name: np.asarray(values) for name, values in _table(gcps).items()}
    crs = parse_crs(gcps.target_crs)
    points = shapely.to_wkb(shapely.points(gcps.target))

    def write(part: Path) -> None:
        pyogrio.raw.write(
            part,
            points,
            list(fields.values()),
            np.array(list(fields), dtype=object),
            layer=_LAYER,
            driver="GPKG",
            geometry_type="Point",
            crs=crs.to_wkt() if crs else None,
        )

    return _save(path, write)


def write_gcps(path: Path, gcps: GcpSet, kind: str) -> Path:
    """Write control points as ``points``, ``csv`` or ``gpkg``.

    Raises:
        InputError: there is no such kind.
        StorageError: the file cannot be written.
    """
    writers = {"points": write_points, "csv": write_csv, "gpkg": write_gpkg}
    if kind not in writers:
        raise InputError(f"Control points cannot be written as “{kind}”.", "Choose points, csv or gpkg.")
    return writers[kind](Path(path), gcps)


def read_gcps(path: Path, moving: Path | None = None) -> GcpSet:
    """Read control points in any of the three formats; a text is taken for CSV when its header names ``map_x``.

    Args:
        path: the file.
        moving: the raster a ``.points`` file belongs to; the other two say columns and rows themselves.

    Raises:
        InputError: a file cannot be read, or lacks what is needed.
    """
    if path.suffix.lower() == ".gpkg":
        return _read_gpkg(path)
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            # Spreadsheets separate by semicolons where the comma is the decimal sign.
            semicolons = ";" in file.readline()
            file.seek(0)
            reader = csv.DictReader(file, delimiter=";" if semicolons else ",", restval="")
            if "map_x" not in (reader.fieldnames or ()):
                return read_points(path, moving)
            rows = list(reader)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise InputError(
            f"{path.name} cannot be read: {error}.", "Choose a file of control points."
        ) from error
    crs = {
        name: next((row[name] for row in rows if row.get(name)), "") for name in ("target_crs", "source_crs")
    }
    decimal = "," if semicolons else "."
    columns = {
        name: [row[name].replace(decimal, ".") for row in rows]
        for name in reader.fieldnames or ()
        if name not in crs
    }
    return _from_table(path, columns, crs["target_crs"], crs["source_crs"])


def _read_gpkg(path: Path) -> GcpSet:
    try:
        meta, _, _, values = pyogrio.raw.read(path, layer=_LAYER)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError) as error:
        raise InputError(
            f"{path.name} cannot be read: {error}.", f"It needs a layer “{_LAYER}” of control points."
        ) from error
    columns = {name: list(column) for name, column in zip(meta["fields"], values)}
    return _from_table(path, columns, meta["crs"] or "", "")


def _from_table(path: Path, columns: dict[str, list[Any]], target_crs: str, source_crs: str) -> GcpSet:
    """Control points from the columns that :func:`_table` makes."""
    missing = [name for name in _NEEDED if name not in columns]
    if missing:
        raise InputError(
            f"{path.name} has no column {', '.join(missing)}.", "Save the points again with “optosar match”."
        )
    count = len(columns["map_x"])
    try:
        read = {
            name: np.array(columns[name] if name in columns else [fill] * count, np.float64)
            for name, fill in (*((name, 0.0) for name in _NEEDED), ("check", 0.0), ("score", 1.0))
        }
        ids = np.array(columns.get("id", range(count)), np.float64).astype(np.int64)
        pixel = np.column_stack([read["column"], read["row"]])
        source = pixel * (1.0, -1.0)
        if source_crs and {"source_x", "source_y"} <= set(columns):
            source = np.array([columns["source_x"], columns["source_y"]], np.float64).T
    except (TypeError, ValueError) as error:
        raise InputError(f"{path.name} holds something that is no number: {error}.", "Correct it.") from error
    if not all(np.isfinite(values).all() for values in (source, pixel, *read.values())):
        raise InputError(f"{path.name} holds a place that is no number.", "Correct it.")
    return GcpSet(
        ids=ids,
        pixel=pixel,
        source=source,
        source_crs=crs_name(parse_crs(source_crs)),
        target=np.column_stack([read["map_x"], read["map_y"]]),
        target_crs=crs_name(parse_crs(target_crs)),
        check=read["check"] != 0,
        score=read["score"].astype(np.float32),
    )


def _table(gcps: GcpSet) -> dict[str, list[Any]]:
    """Columns of the CSV and the GeoPackage."""
    residual = _residuals(gcps)
    columns: dict[str, NDArray[Any]] = {
        "id": gcps.ids,
        "map_x": gcps.target[:, 0],
        "map_y": gcps.target[:, 1],
        "source_x": gcps.source[:, 0],
        "source_y": gcps.source[:, 1],
        "column": gcps.pixel[:, 0],
        "row": gcps.pixel[:, 1],
        "check": gcps.check.astype(np.int32),
        "score": gcps.score.astype(np.float64),
        "dx_px": residual[:, 0],
        "dy_px": residual[:, 1],
        "residual_px": np.hypot(residual[:, 0], residual[:, 1]),
    }
    return {name: values.tolist() for name, values in columns.items()}


def _residuals(gcps: GcpSet) -> Points:
    """(N, 2) errors of an affine fit in pixels of the moving raster; 0 where there is none."""
    try:
        return fit_gcps(gcps, "affine", holdout=0).residual_px
    except InputError:
        return np.zeros((len(gcps), 2))


def _plain(value: float) -> str:
    """Decimals with a dot and without an exponent."""
    text = f"{float(value):.9f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _write_text(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(text)


def _save(path: Path, write: Callable[[Path], None]) -> Path:
    """Write the file so that it is whole or not there."""
    with replacing(path) as part:
        try:
            write(part)
        except RuntimeError as error:
            raise database_error(part, error) from error
    return path
