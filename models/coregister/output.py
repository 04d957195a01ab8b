"""The file a co-registered raster is written to: its profile, what it takes over, and how it comes into being."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from rasterio._err import CPLE_BaseError
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader, DatasetWriter
from rasterio.windows import Window

from ..errors import InputError, StorageError
from ..progress import Progress
from ..retrieval.storage import remove_old_leftovers, replacing, storage_errors
from .grids import TargetGrid

_TILE = 256
_STATISTICS = "STATISTICS_"
# What GDAL reads beside a GeoTIFF: after its whole name, and in place of its suffix.
_BESIDE = (".ovr", ".aux.xml", ".msk", ".msk.ovr")
_WORLD = (".tfw", ".tifw", ".wld")


def profile(source: DatasetReader, target: TargetGrid) -> dict[str, Any]:
    """Rasterio's profile of a tiled, compressed GeoTIFF with the data type and bands of the source."""
    values: dict[str, Any] = {
        "driver": "GTiff",
        "dtype": source.dtypes[0],
        "count": source.count,
        "width": target.width,
        "height": target.height,
        "nodata": source.nodata,
        "tiled": True,
        "blockxsize": _TILE,
        "blockysize": _TILE,
        "compress": "deflate",
        "bigtiff": "if_safer",
        "sparse_ok": True,
    }
    if target.crs is not None:
        values.update(crs=target.crs, transform=target.transform)
    return values


def copy_metadata(source: DatasetReader, file: DatasetWriter, tags: dict[str, str]) -> None:
    """Take over colours, units and tags of the source, and add tags; statistics no longer hold."""
    file.colorinterp = source.colorinterp
    file.descriptions = source.descriptions
    file.scales, file.offsets = source.scales, source.offsets
    file.units = [unit or "" for unit in source.units]
    file.update_tags(**{key: text for key, text in source.tags().items() if key != "AREA_OR_POINT"})
    file.update_tags(**tags)
    for band in range(1, source.count + 1):
        own = {key: text for key, text in source.tags(band).items() if not key.startswith(_STATISTICS)}
        file.update_tags(band, **own)
        if source.colorinterp[band - 1] is ColorInterp.palette:
            with contextlib.suppress(ValueError):
                file.write_colormap(band, source.colormap(band))


def overviews(path: Path, method: Resampling, progress: Progress) -> None:
    """Reduced copies inside the file, level by level so that cancelling does not wait for all of them."""
    kind = Resampling.nearest if method in (Resampling.nearest, Resampling.mode) else Resampling.average
    with rasterio.open(path, "r+") as file:
        factor = 2
        while max(file.width, file.height) / factor >= _TILE:
            progress(1.0, f"Building the overview 1:{factor}")
            file.build_overviews([factor], kind)
            factor *= 2


def check_output(out: Path, inputs: list[Path | None]) -> None:
    """Refuse a name of another format, a missing folder, and a result that would replace an input or a part of one."""
    if not out.is_dir() and out.suffix.lower() not in (".tif", ".tiff"):
        raise InputError(f"The result cannot be written as “{out.name}”.", "Use the suffix .tif.")
    if not out.parent.is_dir():
        raise StorageError(f"The folder {out.parent} does not exist.", "Create it, or choose another folder.")
    for path in inputs:
        names = [str(path), *_parts(path)] if path is not None else []
        if out.resolve() in {Path(name).resolve() for name in names}:
            raise InputError(f"{out.name} is one of the inputs.", "Choose another name for the result.")


def _parts(path: Path) -> list[str]:
    """The files a raster consists of, such as those that a virtual one is put together from."""
    with contextlib.suppress(RasterioError, CPLE_BaseError), rasterio.open(path) as file:
        return list(file.files)
    return []


def check_space(source: DatasetReader, target: TargetGrid, out: Path) -> None:
    """Refuse what may not fit; compression usually needs less, but nobody knows how much."""
    pixel = source.count * np.dtype(source.dtypes[0]).itemsize
    needed = int(target.width * target.height * pixel * 1.4) + 1_000_000
    free = shutil.disk_usage(out.parent).free
    if needed > free:
        raise StorageError(
            f"The result may need {needed / 1e6:,.0f} MB; {free / 1e6:,.0f} MB are free in {out.parent}.",
            "Free some space, choose another folder, or a coarser resolution.",
        )


@contextlib.contextmanager
def written(out: Path) -> Iterator[Path]:
    """Give a temporary name; the file takes its own when it is complete, and nothing is left when it is not.

    What GDAL keeps beside a raster that had the name before goes with it: overviews, statistics and a place that belong
    to the older one would be taken for those of the new one.
    """
    remove_old_leftovers(out)
    with replacing(out) as partial:
        try:
            yield partial
            # What did not reach the disk when the file was closed shows only when it is read.
            with rasterio.open(partial) as file:
                file.read(1, window=Window(file.width - 1, file.height - 1, 1, 1))
        except (RasterioError, CPLE_BaseError) as error:
            raise StorageError(
                f"{out.name} could not be written: {' '.join(str(error.__cause__ or error).split())[:200]}",
                "Check the free space and the permissions of the folder.",
            ) from error
    for beside in (*(Path(f"{out}{end}") for end in _BESIDE), *(out.with_suffix(end) for end in _WORLD)):
        with storage_errors(beside):
            beside.unlink(missing_ok=True)
