"""The pixels of one piece of a moved raster: read, warped by GDAL, and written with what hides some of them."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.enums import ColorInterp, MaskFlags, Resampling
from rasterio.errors import RasterioError
from rasterio.io import DatasetReader, DatasetWriter
from rasterio.windows import Window
from scipy import ndimage

from ..errors import InputError
from ..imagery.resampling import resample
from .pieces import Piece

RESAMPLINGS: dict[str, tuple[Resampling, int]] = {
    # name: method, pixels it looks at on each side
    "nearest": (Resampling.nearest, 1),
    "bilinear": (Resampling.bilinear, 1),
    "cubic": (Resampling.cubic, 2),
    "cubic_spline": (Resampling.cubic_spline, 2),
    "lanczos": (Resampling.lanczos, 3),
    "average": (Resampling.average, 1),
    "mode": (Resampling.mode, 1),
}

# Within a piece both rasters are plain pixels; GDAL only has to be told the same CRS twice.
_PIXELS = CRS.from_epsg(3857)


def warp_piece(
    source: DatasetReader, file: DatasetWriter, piece: Piece, method: Resampling, masked: bool
) -> int:
    """Warp one piece into a file.

    Args:
        source: the moving raster.
        file: of the result.
        piece: which part of it, and how it lies in the source.
        method: of resampling.
        masked: whether a mask tells what is covered.

    Returns:
        The number of its pixels that are covered.

    Raises:
        InputError: the source cannot be read to its end.
    """
    window = Window(*piece.window)
    place = Window(piece.col, piece.row, piece.width, piece.height)
    data, valid = _read(source, window)
    size = (piece.height, piece.width)
    if piece.inside and valid.all():
        covered = np.ones(size, np.bool_)
    else:
        covered = _through_gdal(valid[None], piece, size, Resampling.nearest, None)[0] > 0
    if not covered.any():
        return 0
    if valid.any() and not valid.all():
        # Hidden values must not shine through at the border. An alpha band is mixed as it is: it says what is hidden.
        shown = [kind is not ColorInterp.alpha for kind in source.colorinterp]
        data[shown] = _continued(data[shown], valid)
    # NaN that is not declared as nodata would reach as far as the method looks.
    gaps = source.nodata is None and bool(np.isnan(data).any())
    warped = _through_gdal(data, piece, size, method, math.nan if gaps else source.nodata)
    if gaps:
        warped[:, ~covered] = 0
    file.write(warped, window=place)
    if masked:
        file.write_mask(covered, window=place)
    return int(covered.sum())


def _continued(data: NDArray[Any], valid: NDArray[np.uint8]) -> NDArray[Any]:
    """Values (C, h, w) in which what a mask (h, w) hides, where it is 0, is like the nearest that it does not hide."""
    row, col = ndimage.distance_transform_edt(valid == 0, return_distances=False, return_indices=True)
    return np.ascontiguousarray(data[:, row, col])


def keeps_mask(source: DatasetReader) -> bool:
    """Whether a mask tells what the result covers: that of the source, or one of its own where nothing else would."""
    if ColorInterp.alpha in source.colorinterp:
        return False
    return source.nodata is None or MaskFlags.per_dataset in source.mask_flag_enums[0]


def check_types(source: DatasetReader) -> None:
    """Refuse bands of several types, which no one file of the result could hold as they are."""
    if len(set(source.dtypes)) > 1:
        raise InputError(
            f"{Path(source.name).name} has bands of several types: {', '.join(dict.fromkeys(source.dtypes))}.",
            "Bring them to one with Raster ▸ Conversion ▸ Translate, or export some of the bands.",
        )


def _read(source: DatasetReader, window: Window) -> tuple[NDArray[Any], NDArray[np.uint8]]:
    """(C, h, w) values and (h, w) mask, 0 where the file's own mask hides a pixel."""
    try:
        data = source.read(window=window)
        shared = MaskFlags.per_dataset in source.mask_flag_enums[0]
        return data, source.dataset_mask(window=window) if shared else np.full(data.shape[1:], 255, np.uint8)
    except RasterioError as error:
        raise InputError(
            f"{Path(source.name).name} cannot be read to its end.",
            "The file is probably truncated or damaged; copy or download it again.",
            code="unreadable",
        ) from error


def _through_gdal(
    data: NDArray[Any], piece: Piece, size: tuple[int, int], method: Resampling, nodata: float | None
) -> NDArray[Any]:
    """Warp (C, h, w) of the window to (C, H, W) of the piece."""
    warped = np.zeros((len(data), *size), data.dtype)
    resample(
        data,
        warped,
        piece.lie,
        method,
        nodata,
        Affine.identity(),
        src_transform=piece.transform,
        gcps=piece.gcps,
        src_crs=_PIXELS,
        dst_crs=_PIXELS,
        **({"MAX_GCP_ORDER": 3} if piece.gcps else {}),
    )
    return warped
