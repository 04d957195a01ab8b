"""Images as arrays in their own pixels, and arrays written so that anything can read them."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Literal

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from ..models.errors import InputError
from ..models.imagery.radiometry import Modality, Radiometry
from ..models.imagery.scene import Scene, open_scene
from ..models.imagery.windows import Patch, read_patch
from ..models.retrieval.storage import make_folder, write_bytes

Fit = Literal["exact", "crop", "resize"]


def read_whole(
    path: Path, modality: Modality, radiometry: Radiometry = "auto", bands: list[int] | None = None
) -> Patch:
    """An image in its own pixels, georeferenced or not.

    Raises:
        InputError: it cannot be read.
    """
    scene = open_scene(path, modality, radiometry, bands)
    return read_patch(scene, scene.crs, scene.transform, scene.width, scene.height, "nearest")


def check_tile(scene: Scene, size: int, fit: Fit) -> None:
    """Whether :func:`read_tile` will take an image.

    Raises:
        InputError: its size does not fit.
    """
    if fit == "exact" and (scene.width, scene.height) != (size, size):
        raise InputError(
            f"{scene.name} has {scene.width} x {scene.height} pixels; a tile has {size} x {size}.",
            "Add --fit crop to take the middle of each image, or --fit resize to resample it.",
        )
    if fit == "crop" and min(scene.width, scene.height) < size:
        raise InputError(
            f"{scene.name} has {scene.width} x {scene.height} pixels, fewer than a tile of {size} x {size}.",
            "Use --fit resize to resample it, or leave it out.",
        )


def read_tile(scene: Scene, size: int, fit: Fit) -> Patch:
    """An image as one tile.

    Args:
        scene: the image.
        size: side of a tile in pixels.
        fit: ``exact`` takes images of that size only, ``crop`` the middle of larger ones, ``resize`` resamples the
            whole image, whatever its shape.

    Raises:
        InputError: the size does not fit.
    """
    check_tile(scene, size, fit)
    if fit == "resize":
        scale = Affine.scale(scene.width / size, scene.height / size)
        return read_patch(scene, scene.crs, scene.transform * scale, size, size)
    corner = scene.transform * Affine.translation((scene.width - size) // 2, (scene.height - size) // 2)
    return read_patch(scene, scene.crs, corner, size, size, "nearest")


def save_arrays(path: Path, **arrays: NDArray[np.generic]) -> None:
    """Write plain arrays as ``.npz``, readable with ``allow_pickle=False``; the file appears when it is complete.

    Raises:
        StorageError: it cannot be written.
    """
    # Finished in memory: an archive that breaks off on a full disk would complain by itself when it is dropped.
    archive = io.BytesIO()
    np.savez(archive, **arrays)
    make_folder(path.parent)
    write_bytes(path, archive.getvalue())
