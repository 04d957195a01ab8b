"""Comparing what the demo found with what is known of the sample."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from osgeo import gdal

from .driver import DemoError

gdal.UseExceptions()


def require(condition: bool, complaint: str) -> None:
    """End the demo with a complaint unless the condition holds.

    Raises:
        DemoError: it does not.
    """
    if not condition:
        raise DemoError(complaint)


def raster_extent(path: Path) -> tuple[float, float, float, float]:
    """(west, south, east, north) of a north-up raster."""
    source = gdal.Open(str(path))
    west, step_x, _, north, _, step_y = source.GetGeoTransform()
    return west, north + step_y * source.RasterYSize, west + step_x * source.RasterXSize, north


def place_in(path: Path, right: float, down: float) -> tuple[float, float]:
    """Map coordinates of a place given as shares of a raster's width and height."""
    west, south, east, north = raster_extent(path)
    return west + right * (east - west), north + down * (south - north)


def truth_matrix(sample: Path) -> NDArray[np.float64]:
    """(3, 3) from true map coordinates to those of the misaligned copy."""
    return np.array(json.loads((sample / "sar_misaligned.json").read_text(encoding="utf-8"))["matrix"])


def model_error(model: dict[str, Any], sample: Path) -> float:
    """RMS distance in map units between a found model and the truth, over the middle of the scene."""
    west, south, east, north = raster_extent(sample / "optical.tif")
    x, y = np.meshgrid(np.linspace(west, east, 13)[1:-1], np.linspace(south, north, 13)[1:-1])
    points = np.stack([x.ravel(), y.ravel(), np.ones(x.size)])
    found, right = (matrix @ points for matrix in (np.array(model["matrix"]), truth_matrix(sample)))
    away = found[:2] / found[2] - right[:2] / right[2]
    return float(np.sqrt((away**2).sum(axis=0).mean()))


def likeness(path: Path, reference: Path) -> float:
    """Correlation of a raster with the reference, both averaged to 40 m over the middle of the reference."""
    west, south, east, north = raster_extent(reference)
    inset_x, inset_y = 0.12 * (east - west), 0.12 * (north - south)
    window = {
        "format": "MEM",
        "outputBounds": (west + inset_x, south + inset_y, east - inset_x, north - inset_y),
        "xRes": 40.0,
        "yRes": 40.0,
        "resampleAlg": "average",
        "outputType": gdal.GDT_Float32,
        "dstNodata": -1.0,
    }
    ours, theirs = (gdal.Warp("", str(file), **window).ReadAsArray() for file in (path, reference))
    both = (ours >= 0) & (theirs >= 0)
    require(bool(both.mean() > 0.3), f"{path.name} hardly overlaps {reference.name}.")
    return float(np.corrcoef(ours[both], theirs[both])[0, 1])


def control_points(path: Path) -> int:
    """Number of control points in a Georeferencer file, read the way the Georeferencer reads it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    if lines and lines[0].startswith("#CRS: "):
        lines = lines[1:]
    rows = [[float(part) for part in line.split(",")] for line in lines[1:]]
    require(all(len(row) >= 5 for row in rows), f"{path.name} has rows of fewer than five fields.")
    return len(rows)
