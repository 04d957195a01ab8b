"""The two coordinate frames of a match result and the pixels they are matched in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from affine import Affine
from numpy.typing import NDArray

from ..imagery.crs import convert, parse_crs

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Side:
    """One image of a pair, as far as a match result has to know it.

    Attributes:
        path: file of the scene; empty for an image that is no file.
        crs: CRS in which this side's match coordinates are given, None for pixels (x right, y down).
        scene_crs: CRS of the file itself.
        transform: geotransform of the file, six numbers a, b, c, d, e, f: pixel corner coordinates to
            ``scene_crs``.
        width, height: size of the file in pixels.
        unit: length of one pixel of the matching grid in this side's coordinates.
    """

    path: str
    crs: str | None
    scene_crs: str | None
    transform: tuple[float, ...]
    width: int
    height: int
    unit: float

    @property
    def georeferenced(self) -> bool:
        """Whether this side's coordinates are on a map."""
        return self.crs is not None

    def to_grid(self, points: Points) -> Points:
        """Pixels of the matching grid, y down, from this side's coordinates; the origin does not matter."""
        factor = (1.0, -1.0) if self.georeferenced else (1.0, 1.0)
        return points * factor / self.unit

    def grid_matrix(self) -> NDArray[np.float64]:
        """3 x 3 matrix that does the same as :meth:`to_grid`."""
        return np.diag([1.0 / self.unit, (-1.0 if self.georeferenced else 1.0) / self.unit, 1.0])

    def to_scene_pixels(self, points: Points) -> Points:
        """The file's own pixels from this side's coordinates; the centre of the first is (0.5, 0.5)."""
        own = (
            convert(points, parse_crs(self.crs), parse_crs(self.scene_crs)) if self.georeferenced else points
        )
        return _through(~Affine(*self.transform), own)

    def from_scene_pixels(self, pixels: Points) -> Points:
        """This side's coordinates from the file's own pixels."""
        own = _through(Affine(*self.transform), pixels)
        return convert(own, parse_crs(self.scene_crs), parse_crs(self.crs)) if self.georeferenced else own

    def own_coordinates(self, pixels: Points) -> Points:
        """Coordinates in the file's own CRS; for a file without georeference column and minus row.

        These are the source coordinates of the QGIS Georeferencer.
        """
        if self.georeferenced:
            return _through(Affine(*self.transform), pixels)
        return pixels * (1.0, -1.0)

    def to_json(self) -> dict[str, Any]:
        """Plain values, ``georeferenced`` included."""
        return {
            "path": self.path,
            "crs": self.crs,
            "scene_crs": self.scene_crs,
            "georeferenced": self.georeferenced,
            "transform": [float(value) for value in self.transform],
            "width": self.width,
            "height": self.height,
            "unit": self.unit,
        }

    @classmethod
    def from_json(cls, values: dict[str, Any]) -> Side:
        """Inverse of :meth:`to_json`."""
        return cls(
            path=str(values["path"]),
            crs=values["crs"],
            scene_crs=values["scene_crs"],
            transform=tuple(float(value) for value in values["transform"]),
            width=int(values["width"]),
            height=int(values["height"]),
            unit=float(values["unit"]),
        )


def _through(transform: Affine, points: Points) -> Points:
    a, b, c, d, e, f = tuple(transform)[:6]
    return np.asarray(points @ np.array([[a, d], [b, e]]) + (c, f))
