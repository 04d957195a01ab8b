"""Registered optical/SAR pairs held in memory, from the layouts that the project trains and tests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS

from ...models.errors import InputError
from ...models.imagery.reading import opened
from ...models.matching.displacement.field import DisplacementField, load_field


@dataclass
class ImagePair:
    """One registered pair.

    Attributes:
        name: source and scene, e.g. ``"la/T11SMT"``.
        optical: (H, W, 3) uint8.
        sar: (H, W) uint8.
        valid: (H, W) mask of pixels present in both, or None where all are.
        tolerance: (x, y) px by which the registration may be off; 0 where it is exact.
        reflect: mirror beyond the border (small tiles) instead of leaving the outside invalid.
        field: where the SAR image really shows what the optical one shows; None to take the registration as it is.
    """

    name: str
    optical: NDArray[np.uint8]
    sar: NDArray[np.uint8]
    valid: NDArray[np.bool_] | None = None
    tolerance: tuple[float, float] = (0.0, 0.0)
    reflect: bool = False
    field: DisplacementField | None = None

    def displacement(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N, 2) px by which the SAR image shows elsewhere what the optical image shows at points (N, 2)."""
        return np.zeros((len(points), 2)) if self.field is None else self.field.at(points)

    def known(self, points: NDArray[np.float64]) -> NDArray[np.bool_]:
        """(N,) whether the truth at points (N, 2) of the optical image is sure enough to be used."""
        if self.field is None:
            return np.ones(len(points), np.bool_)
        return np.asarray(self.field.uncertainty_at(points) <= SURE)

    def optical_to_sar(self, centre: tuple[float, float], side: float) -> NDArray[np.float64]:
        """(3, 3) optical to SAR pixels, nearest to the truth over a square around ``centre``, where it is sure."""
        return np.eye(3) if self.field is None else self.field.affine(centre, side, SURE)

    def corner_error(self, centre: tuple[float, float], side: float) -> float | None:
        """Px by which chance moves the corners of a square under the truth; None where that is not known."""
        return None if self.field is None else self.field.corner_error(centre, side, SURE)

    def known_quarters(self, centre: tuple[float, float], side: float) -> NDArray[np.float64]:
        """(4,) share of each quarter of a square in which the truth is sure."""
        ticks = (np.arange(8) + 0.5) / 16 * side
        inner = np.stack(np.meshgrid(ticks, ticks), -1).reshape(-1, 2)
        corners = np.array(centre) + side / 2 * np.array([[-1, -1], [0, -1], [-1, 0], [0, 0]])
        return np.array([self.known(corner + inner).mean() for corner in corners])


#: px by which the SIH scenes may be off: published without figures, and relief is not corrected in the SAR images.
SIH_TOLERANCE = (4.0, 4.0)
#: px by which the Los Angeles granules are off, along x and y.
LA_TOLERANCE = (9.0, 4.0)
#: Uncertainty of a refined truth, px along one axis, beyond which a place is left out.
SURE = 0.75
_REFINED = (1.0, 1.0)


def _rgb(path: Path) -> NDArray[np.uint8]:
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    if image is None:
        raise InputError(f"The image {path} cannot be read.", "Check that the file is complete.")
    return np.ascontiguousarray(image[..., ::-1])


def _grey(path: Path) -> NDArray[np.uint8]:
    image = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
    if image is None:
        raise InputError(f"The image {path} cannot be read.", "Check that the file is complete.")
    return np.asarray(image, np.uint8)


def load_la(folder: Path, granule: str, field: Path | None = None) -> ImagePair:
    """One granule of the Los Angeles set: ``<granule>_optical.tif`` and ``<granule>_sar.tif`` with masks.

    Args:
        folder: that holds it.
        granule: such as ``T11SMT``.
        field: refined truth, see :func:`load_scene_pair`.
    """
    files = (folder / f"{granule}_{kind}.tif" for kind in ("optical", "sar"))
    return load_scene_pair(f"la/{granule}", *files, tolerance=LA_TOLERANCE, field=field)


def load_scene_pair(
    name: str,
    optical: Path,
    sar: Path,
    *,
    tolerance: tuple[float, float] = (0.0, 0.0),
    field: Path | None = None,
) -> ImagePair:
    """A pair of 8-bit scenes on one pixel grid, with their masks.

    Args:
        name: of the pair.
        optical: file with three bands.
        sar: file whose first band is taken.
        tolerance: of the registration, where no field is given.
        field: refined truth written by ``optosar data refine``.

    Raises:
        InputError: the files are not on one grid, or the field belongs to another.
    """
    with opened(optical) as source:
        colours = source.read([1, 2, 3]).transpose(1, 2, 0)
        valid = source.dataset_mask() > 0
        grid = source.transform, source.crs, source.shape
    with opened(sar) as source:
        grey = source.read(1)
        if (source.transform, source.crs, source.shape) != grid:
            raise InputError(
                f"{optical.name} and {sar.name} are not on one grid.",
                "Co-register or resample one of them first.",
            )
        valid &= source.dataset_mask() > 0
    truth = None if field is None else load_field(field)
    if truth is not None:
        check_field(truth, grid[1], grid[0], f"{field} was measured on another grid than {optical.name}.")
    return ImagePair(
        name,
        np.ascontiguousarray(colours),
        grey,
        valid,
        tolerance=tolerance if truth is None else refined_tolerance(),
        field=truth,
    )


def check_field(field: DisplacementField, crs: CRS | None, transform: Affine, message: str) -> None:
    """Refuse a field that was measured on another grid.

    Raises:
        InputError: with ``message``.
    """
    if not (field.crs == crs and field.transform.almost_equals(transform, 1e-6)):
        raise InputError(message, "Measure it again.")


def refined_tolerance() -> tuple[float, float]:
    """Pixels within which a refined truth lies, for the loss: its uncertainty, and the bend an affine map leaves."""
    return _REFINED


def load_sih(folder: Path) -> Iterator[ImagePair]:
    """The two SIH scenes."""
    for optical in sorted(folder.glob("*_optical.jpg")):
        stem = optical.name[: -len("_optical.jpg")]
        sar = folder / f"{stem}_sar.jpg"
        yield load_tile(f"sih1733/{stem}", optical, sar, SIH_TOLERANCE, reflect=False)


def load_tiles(folder: Path, name: str) -> Iterator[ImagePair]:
    """Folders ``optical`` and ``sar`` whose sorted files correspond (OMBRIA, SEN1-2 classes)."""
    optical, sar = (sorted((folder / kind).iterdir()) for kind in ("optical", "sar"))
    if len(optical) != len(sar):
        raise InputError(
            f"{folder} holds {len(optical)} optical and {len(sar)} SAR images.", "They must pair up."
        )
    for a, b in zip(optical, sar):
        yield load_tile(f"{name}/{a.stem}", a, b, reflect=True)


def load_tile(
    name: str,
    optical: Path,
    sar: Path,
    tolerance: tuple[float, float] = (0.0, 0.0),
    *,
    reflect: bool,
) -> ImagePair:
    """Two 8-bit pictures that correspond pixel by pixel.

    Raises:
        InputError: one cannot be read, or they differ in size.
    """
    colours, grey = _rgb(optical), _grey(sar)
    if colours.shape[:2] != grey.shape:
        raise InputError(
            f"{optical} and {sar} differ in size: {colours.shape[1]} x {colours.shape[0]} px and "
            f"{grey.shape[1]} x {grey.shape[0]} px.",
            "Check that they belong together.",
        )
    return ImagePair(name, colours, grey, tolerance=tolerance, reflect=reflect)


def textured_places(
    pair: ImagePair, window: int, step: int = 32, smallest_spread: float = 6.0
) -> NDArray[np.int64]:
    """Window centres (N, 2) x, y that lie inside the valid area and show something in both images.

    Open sea and blank fields carry no answer; a place is kept when the spread of grey values, in digital numbers of the
    8-bit pictures, reaches ``smallest_spread`` in both, and where the truth is known. A small tile, mirrored at its
    border, has its centre only.
    """
    height, width = pair.sar.shape
    if pair.reflect:
        return np.array([[width // 2, height // 2]], np.int64)
    small = (max(width // step, 1), max(height // step, 1))
    side = max(window // step, 1)

    def windowed(values: NDArray[np.float32]) -> NDArray[np.float32]:
        shrunk = cv2.resize(values, small, interpolation=cv2.INTER_AREA)
        return np.asarray(cv2.blur(shrunk, (side, side), borderType=cv2.BORDER_REFLECT_101), np.float32)

    def spread(image: NDArray[np.uint8]) -> NDArray[np.float32]:
        values = image.astype(np.float32)
        return np.asarray(
            np.sqrt(np.maximum(windowed(values * values) - windowed(values) ** 2, 0)), np.float32
        )

    grey = cv2.cvtColor(pair.optical, cv2.COLOR_RGB2GRAY)
    keep = (spread(grey) >= smallest_spread) & (spread(pair.sar) >= smallest_spread)
    if pair.valid is not None:
        keep &= windowed(pair.valid.astype(np.float32)) > 0.98
    rows, cols = np.nonzero(keep)
    places = np.stack([cols * step + step // 2, rows * step + step // 2], 1)
    margin = window // 2
    inside = (
        (places[:, 0] >= margin)
        & (places[:, 0] < width - margin)
        & (places[:, 1] >= margin)
        & (places[:, 1] < height - margin)
    )
    places = places[inside]
    return np.asarray(places[pair.known(places.astype(np.float64))], np.int64)
