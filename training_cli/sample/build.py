"""Writing the sample: rasters, the misaligned copy with its truth, and the QGIS project."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from rasterio.transform import array_bounds

from ...models.errors import InputError, StorageError
from ...models.progress import Progress, no_progress
from .misalign import Misalignment, misalign
from .project import RasterLayer, project_xml, write_qgz
from .sources import Scenes

_README = """{origin}

optical.tif          the optical scene
sar.tif              the SAR scene of the same place, on the same grid
sar_misaligned.tif   the SAR scene with a wrong georeference: something to co-register
sar_misaligned.json  the answer: the matrix from true map coordinates to those of the misaligned copy
sar_elsewhere.tif    SAR of another place, for the search to tell apart (where there is one)
sample.qgz           all of them as a QGIS project
"""


# Written before all else, so that a folder without it holds nothing of ours.
_FIRST = "README.txt"


@dataclass(frozen=True)
class SampleResult:
    """What was written.

    Attributes:
        folder: where.
        project: the QGIS project.
        files: all files.
        origin: one sentence that names the data.
    """

    folder: Path
    project: Path
    files: tuple[Path, ...]
    origin: str


def _write_raster(
    path: Path, bands: NDArray[np.uint8], crs: str, transform: Affine, *, nodata: int | None
) -> None:
    part = path.with_name(path.name + ".part")
    profile: dict[str, Any] = {
        "driver": "GTiff",
        "count": bands.shape[0],
        "height": bands.shape[1],
        "width": bands.shape[2],
        "dtype": "uint8",
        "crs": crs,
        "transform": transform,
        "nodata": nodata,
        "tiled": True,
        "blockxsize": 256,
        "blockysize": 256,
        "compress": "deflate",
        "predictor": 2,
    }
    if bands.shape[0] == 3:
        profile["photometric"] = "rgb"
    with rasterio.open(part, "w", **profile) as file:
        file.write(bands)
    os.replace(part, path)


def _write_text(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    os.replace(part, path)


def write_sample(
    folder: Path, scenes: Scenes, error: Misalignment | None = None, progress: Progress = no_progress
) -> SampleResult:
    """Write a sample into ``folder``, which is made if need be; an earlier sample there is replaced.

    Args:
        folder: where to write.
        scenes: what to write.
        error: how far off the misaligned copy is.
        progress: called before each file.

    Raises:
        InputError: the folder holds something else.
        StorageError: the files cannot be written.
        Cancelled: by ``progress``.
    """
    if folder.is_dir() and any(folder.iterdir()) and not (folder / "sample.qgz").exists():
        # What an interrupted run left behind may be replaced; a user's own files may not, and may be called the same.
        ours = _names() if (folder / _FIRST).exists() else {name + ".part" for name in _names()}
        foreign = [path.name for path in folder.iterdir() if path.name not in ours]
        if foreign:
            raise InputError(
                f"{folder} holds other files, e.g. {foreign[0]}.", "Choose a new or an empty folder."
            )
    error = error or Misalignment()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _write(folder, scenes, error, progress)
    except (OSError, RasterioError) as problem:
        raise StorageError(
            f"The sample cannot be written to {folder}: {problem}", "Choose another folder."
        ) from problem


def _names() -> set[str]:
    names = {
        "optical.tif",
        "sar.tif",
        "sar_misaligned.tif",
        "sar_misaligned.json",
        "sar_elsewhere.tif",
        _FIRST,
        "sample.qgz",
    }
    return names | {name + ".part" for name in names}


def _write(folder: Path, scenes: Scenes, error: Misalignment, progress: Progress) -> SampleResult:
    layers = [RasterLayer("optical.tif", "Optical", "rgb"), RasterLayer("sar.tif", "SAR", "grey")]
    _write_text(folder / _FIRST, _README.format(origin=scenes.origin))
    progress(0.1, "Writing the optical scene")
    _write_raster(folder / "optical.tif", scenes.optical, scenes.crs, scenes.transform, nodata=None)
    progress(0.3, "Writing the SAR scene")
    _write_raster(folder / "sar.tif", scenes.sar, scenes.crs, scenes.transform, nodata=None)
    progress(0.5, "Writing the misaligned copy")
    copy, matrix = misalign(scenes.sar, scenes.crs, scenes.transform, error)
    _write_raster(folder / "sar_misaligned.tif", copy, scenes.crs, scenes.transform, nodata=0)
    truth = {
        "kind": "affine",
        "meaning": "true map coordinates (x, y, 1) to those at which sar_misaligned.tif shows the place",
        "crs": scenes.crs,
        "matrix": matrix.tolist(),
        "shift": list(error.shift),
        "rotation_deg": error.rotation_deg,
        "scale": error.scale,
    }
    _write_text(folder / "sar_misaligned.json", json.dumps(truth, indent=2) + "\n")
    layers.append(RasterLayer("sar_misaligned.tif", "SAR, misaligned", "grey", visible=False))
    if scenes.elsewhere is not None:
        progress(0.8, "Writing the SAR scene of another place")
        _write_raster(
            folder / "sar_elsewhere.tif",
            scenes.elsewhere,
            scenes.crs,
            scenes.elsewhere_transform,
            nodata=None,
        )
        layers.append(RasterLayer("sar_elsewhere.tif", "SAR, elsewhere", "grey", visible=False))
    progress(0.9, "Writing the project")
    bounds = array_bounds(*scenes.optical.shape[-2:], scenes.transform)
    document = project_xml("OptoSAR sample", layers, CRS.from_user_input(scenes.crs), bounds)
    write_qgz(folder / "sample.qgz", document)
    progress(1.0, "Done")
    files = tuple(sorted(path for path in folder.iterdir() if path.name in _names()))
    return SampleResult(folder, folder / "sample.qgz", files, scenes.origin)
