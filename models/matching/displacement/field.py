"""A field of displacements, as a raster and as a function of the place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import rasterio
from affine import Affine
from numpy.typing import NDArray
from rasterio.crs import CRS
from rasterio.errors import RasterioError
from scipy import ndimage

from ...errors import InputError
from ...retrieval.storage import replacing
from ..geometry import apply_matrix, fit_matrix

# Share of a square from which its sure places stand for it.
_LEAST_KNOWN = 1 / 3
_KIND = "optosar displacement field 1"
_BANDS = (
    "dx: SAR minus optical column (px)",
    "dy: SAR minus optical row, down (px)",
    "uncertainty: standard deviation along one axis (px)",
    "dx along the map's x axis (CRS units)",
    "dy along the map's y axis (CRS units)",
    "dx of one half of the measurements minus dx of the other (px)",
    "dy of one half of the measurements minus dy of the other (px)",
)
_CONVENTION = (
    "What the optical image shows at pixel (x, y) the SAR image shows at (x + dx, y + dy), both on the grid of the tag "
    "GRID. Where the uncertainty is infinite nothing is known."
)


@dataclass(frozen=True)
class DisplacementField:
    """Where the SAR image shows what the optical one shows.

    What lies at (x, y) of the grid in the optical image lies at (x + dx, y + dy) in the SAR image; y points down.

    Attributes:
        displacement: (2, rows, cols) float32 dx, dy at the nodes, px.
        uncertainty: (rows, cols) float32 standard deviation along one axis, px; infinite where nothing is known.
        step: px between nodes; the first is at ``(step - 1) / 2`` along both axes, pixel centres being whole
            numbers.
        transform: pixel corners (column, row) of the grid to map.
        crs: of ``transform``; None for pixel coordinates.
        halves: (2, rows, cols) float32 px by which the fields of two halves of the measurements differ; None where that
            is not known.
    """

    displacement: NDArray[np.float32]
    uncertainty: NDArray[np.float32]
    step: int
    transform: Affine
    crs: CRS | None
    halves: NDArray[np.float32] | None = None

    def at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N, 2) dx, dy at points (N, 2) x, y of the optical image, px; constant beyond the outermost nodes."""
        return _sample(self.displacement, self._nodes(points))

    def spline(self) -> Callable[[NDArray[np.float64]], NDArray[np.float64]]:
        """Does what :meth:`at` does by cubic splines: through the same nodes, and without kinks at them."""
        coefficients = [ndimage.spline_filter(b.astype(np.float64), mode="mirror") for b in self.displacement]
        last = np.array(self.uncertainty.shape)[:, None] - 1.0

        def at(points: NDArray[np.float64]) -> NDArray[np.float64]:
            where = np.clip(self._nodes(points), 0.0, last)
            bands = [
                ndimage.map_coordinates(c, where, order=3, mode="mirror", prefilter=False)
                for c in coefficients
            ]
            return np.asarray(np.stack(bands, axis=1), np.float64)

        return at

    def uncertainty_at(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """(N,) uncertainty at points (N, 2), px: that of the nearest node."""
        where = np.round(self._nodes(points)).astype(np.int64)
        rows, cols = self.uncertainty.shape
        nearest = self.uncertainty[np.clip(where[0], 0, rows - 1), np.clip(where[1], 0, cols - 1)]
        return np.asarray(nearest, np.float64)

    def affine(self, centre: tuple[float, float], side: float, sure: float = np.inf) -> NDArray[np.float64]:
        """(3, 3) optical to SAR pixels: the affine transformation nearest to the field over a square.

        Args:
            centre: x, y of the square in the optical image.
            side: of the square, px.
            sure: uncertainty, px, beyond which places do not count, unless most of the square is so uncertain that
                the others say nothing.
        """
        points = self._square(centre, side, sure)
        return np.asarray(fit_matrix("affine", points, points + self.at(points)), np.float64)

    def corner_error(self, centre: tuple[float, float], side: float, sure: float = np.inf) -> float | None:
        """Px by which chance moves the corners of a square under :meth:`affine`, in the mean; None if not known.

        Each half of the measurements gives an affine transformation of its own. Half their distance is what the
        transformation of all measurements is off, since its variance is a quarter of that of the difference.
        """
        if self.halves is None:
            return None
        points = self._square(centre, side, sure)
        apart = _sample(self.halves, self._nodes(points))
        corners = np.array(centre) + side / 2 * np.array([[-1, -1], [1, -1], [-1, 1], [1, 1]])
        matrix = fit_matrix("affine", points, points + apart)
        return float(np.hypot(*(apply_matrix(matrix, corners) - corners).T).mean() / 2)

    def _square(self, centre: tuple[float, float], side: float, sure: float) -> NDArray[np.float64]:
        """Places all over a square, the sure ones where there are enough."""
        offsets = np.linspace(-side / 2, side / 2, max(round(side / self.step) + 1, 7))
        points = np.stack(np.meshgrid(centre[0] + offsets, centre[1] + offsets), -1).reshape(-1, 2)
        known = self.uncertainty_at(points) <= sure
        return np.asarray(points[known] if known.mean() >= _LEAST_KNOWN else points, np.float64)

    def _nodes(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray((points[:, ::-1].T - (self.step - 1) / 2) / self.step)

    def save(self, path: Path, tags: dict[str, str] | None = None) -> None:
        """Write a GeoTIFF with the bands dx, dy and uncertainty in px, dx and dy in CRS units, and the halves if known.

        Args:
            path: of the file; replaced in one step.
            tags: further ones.

        Raises:
            StorageError: it cannot be written.
        """
        rows, cols = self.uncertainty.shape
        linear = np.array([[self.transform.a, self.transform.b], [self.transform.d, self.transform.e]])
        on_map = np.tensordot(linear, self.displacement, axes=1)
        halves = () if self.halves is None else (self.halves,)
        bands = np.concatenate([self.displacement, self.uncertainty[None], on_map, *halves]).astype(
            np.float32
        )
        grid = ",".join(repr(float(v)) for v in tuple(self.transform)[:6])
        with (
            replacing(path) as part,
            rasterio.open(
                part,
                "w",
                driver="GTiff",
                width=cols,
                height=rows,
                count=len(bands),
                dtype="float32",
                crs=self.crs,
                transform=self.transform * Affine.scale(self.step),
                compress="deflate",
                tiled=True,
            ) as file,
        ):
            file.write(bands)
            file.descriptions = _BANDS[: len(bands)]
            file.update_tags(
                KIND=_KIND, CONVENTION=_CONVENTION, GRID=grid, STEP=str(self.step), **(tags or {})
            )


def load_field(path: Path) -> DisplacementField:
    """Read a field written by :meth:`DisplacementField.save`.

    Raises:
        InputError: it cannot be read, or is something else.
    """
    try:
        with rasterio.open(path) as file:
            tags, bands, crs = file.tags(), file.read(), file.crs
        if tags.get("KIND") != _KIND:
            raise InputError(f"{path} is no displacement field.", "Make one with “optosar data refine”.")
        transform = Affine(*(float(v) for v in tags["GRID"].split(",")))
    except (RasterioError, KeyError, ValueError, IndexError) as error:
        raise InputError(f"The displacement field {path} cannot be read.", str(error)) from error
    step = int(tags["STEP"])
    halves = bands[5:7] if len(bands) == len(_BANDS) else None
    return DisplacementField(bands[:2], bands[2], step, transform, crs, halves)


def _sample(bands: NDArray[np.float32], where: NDArray[np.float64]) -> NDArray[np.float64]:
    """(N, 2) values of two bands between their nodes; constant beyond the outermost ones."""
    values = [ndimage.map_coordinates(band, where, order=1, mode="nearest") for band in bands]
    return np.asarray(np.stack(values, axis=1), np.float64)
