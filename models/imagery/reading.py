"""Opening raster files so that whatever is wrong with them comes out as a sentence a user understands."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio._err import CPLE_BaseError
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.io import DatasetReader
from rasterio.windows import Window

from ..errors import InputError

#: Names that GDAL resolves itself (virtual file systems, subdatasets); one letter before the colon is a Windows drive.
_VIRTUAL = re.compile(r"^(/vsi|[A-Za-z][A-Za-z0-9_]+:)")


def is_virtual(path: Path) -> bool:
    """Whether a name is resolved by GDAL (a subdataset, a file in an archive) and not by the file system."""
    return bool(_VIRTUAL.match(str(path)))


@contextmanager
def opened(path: Path) -> Iterator[DatasetReader]:
    """Open a raster for reading; also translates the errors of reads inside the ``with`` block.

    Raises:
        InputError: the file is missing, no raster, truncated or damaged.
    """
    if not is_virtual(path):
        if not path.exists():
            raise InputError(
                f"The file {path} does not exist.",
                "Check the path; the file may have been moved, renamed or deleted.",
                code="file_missing",
            )
        if path.is_dir():
            raise InputError(f"{path} is a folder, not a raster file.", "Choose the raster file in it.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", NotGeoreferencedWarning)
            source = rasterio.open(path)
    except (RasterioError, CPLE_BaseError, OSError) as error:
        raise InputError(
            f"{path.name} cannot be opened as a raster: {_reason(error)}.",
            "The file may be incomplete or of an unknown format; check that it opens as a layer in QGIS.",
            code="unreadable",
        ) from error
    with source:
        try:
            yield source
        except (RasterioError, CPLE_BaseError) as error:
            if not is_virtual(path) and not path.exists():
                raise InputError(
                    f"The file {path} was removed while it was being read.",
                    "Put it back, or take the scene out of the list.",
                    code="file_missing",
                ) from error
            raise InputError(
                f"{path.name} cannot be read to its end: {_reason(error)}.",
                "The file is probably truncated or damaged; copy or download it again.",
                code="unreadable",
            ) from error


def _reason(error: BaseException) -> str:
    """What GDAL said, on one line; rasterio itself often only says to look at the cause."""
    innermost = error
    while innermost.__cause__ is not None:
        innermost = innermost.__cause__
    return " ".join(str(innermost or error).split())[:200].rstrip(".")


# Nodata values that a band may hold as values, too: black, and white of 8 and 16 bits.
_ORDINARY = {0, 255, 65535}


def read_valid(
    source: DatasetReader,
    bands: tuple[int, ...],
    window: Window,
    shape: tuple[int, int] | None = None,
) -> tuple[NDArray[Any], NDArray[np.bool_]]:
    """Bands of a window and the pixels in which they hold a measurement.

    Nodata values, per-dataset masks, alpha bands and values that are not finite are all honoured. Of several bands all
    have to hold a value, but where nodata is 0 or white: one colour may be as dark or as bright without a gap.

    Args:
        source: open raster.
        bands: 1-based band numbers.
        window: inside the raster.
        shape: (rows, columns) to average down to; the window's own when None.

    Returns:
        (C, H, W) in the data type of the file, of bands of several types in one that holds them all, and (H, W) bool.
    """
    size = {} if shape is None else {"out_shape": (len(bands), *shape), "resampling": Resampling.average}
    if len({source.dtypes[band - 1] for band in bands}) == 1:
        data = source.read(list(bands), window=window, **size)
    else:
        single = {**size, "out_shape": shape} if size else {}
        data = np.stack([source.read(band, window=window, **single) for band in bands])
    flags = source.mask_flag_enums[bands[0] - 1]
    if MaskFlags.all_valid in flags:
        valid = np.ones(data.shape[1:], bool)
    else:
        shared = MaskFlags.per_dataset in flags
        asked = list(bands[:1] if shared else bands)
        if size:
            size["out_shape"] = (len(asked), *data.shape[1:])
        masks = source.read_masks(asked, window=window, **size) > 0
        ordinary = all(source.nodatavals[band - 1] in _ORDINARY for band in asked)
        valid = masks.any(axis=0) if ordinary else masks.all(axis=0)
    if ColorInterp.alpha in source.colorinterp and MaskFlags.alpha not in flags:
        # Where a nodata value is declared as well, GDAL's mask knows of that alone.
        size = {**size, "out_shape": data.shape[1:]} if size else {}
        valid &= source.read(source.colorinterp.index(ColorInterp.alpha) + 1, window=window, **size) > 0
    if np.issubdtype(data.dtype, np.floating):
        valid &= np.isfinite(data).all(axis=0)
    return data, valid
