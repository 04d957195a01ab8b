"""Small pictures of places, stretched for the eye."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray
from rasterio.crs import CRS

from ..imagery.scene import Scene
from ..imagery.windows import Patch, read_patch_at
from .storage import make_folder, write_bytes

_PERCENTILES = (2.0, 98.0)


def write_thumbnail(
    scene: Scene,
    center: tuple[float, float],
    crs: CRS | str | None,
    gsd: float,
    size: int,
    out_png: str | Path,
) -> Path:
    """Write a PNG of a square window of a scene; pixels without measurement are transparent.

    Args:
        scene: the scene.
        center: x, y of the window's centre in ``crs``.
        crs: as for :func:`~..imagery.windows.read_patch_at`.
        gsd: pixel size in CRS units.
        size: side in pixels.
        out_png: the file to write; its folder is made.

    Raises:
        InputError: the scene cannot be read.
        StorageError: the picture cannot be written.
    """
    out = Path(out_png)
    picture = render(read_patch_at(scene, center, crs, gsd, size))
    make_folder(out.parent)
    write_bytes(out, cv2.imencode(".png", picture)[1].tobytes())
    return out


def render(patch: Patch) -> NDArray[np.uint8]:
    """Picture (H, W, 4) uint8 blue, green, red, alpha: the middle 96 % of the values fill the range of grey.

    All colours are stretched alike, so that their balance stays.
    """
    values = patch.data[:, patch.valid]
    low, high = np.percentile(values, _PERCENTILES) if values.size else (0.0, 1.0)
    stretched = np.clip((patch.data - low) * (255.0 / max(float(high - low), 1e-6)), 0, 255)
    colours = np.broadcast_to(np.rint(stretched), (3, *patch.valid.shape))[::-1]
    alpha = np.where(patch.valid, 255, 0)
    return np.ascontiguousarray(np.concatenate([colours, alpha[None]]).transpose(1, 2, 0).astype(np.uint8))
