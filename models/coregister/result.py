"""What is known of a co-registered raster once it is written, and what the file itself says of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rasterio.crs import CRS

from ..imagery.crs import Points, is_metric, true_to_scale
from ..matching.accuracy import Accuracy
from .relief import FieldFigures


@dataclass(frozen=True)
class CoregisterResult:
    """A co-registered raster.

    Attributes:
        path: the GeoTIFF.
        method, resampling: how it was made.
        crs: of the raster; None where the reference has none.
        width, height: size in pixels.
        units: of the accuracy, ``m``, ``deg`` or ``px``.
        accuracy: at the control points and, apart, at the check points that were held out of the fit.
        filled: share of the pixels that show the moving raster.
        displacement: of the displacement field, where the method follows one.
    """

    path: Path
    method: str
    resampling: str
    crs: str | None
    width: int
    height: int
    units: str
    accuracy: Accuracy
    filled: float
    displacement: FieldFigures | None = None
    provenance: dict[str, Any] = field(default_factory=dict)

    def to_json(self) -> dict[str, Any]:
        """Plain values; the figures of the accuracy stand beside the others."""
        return {
            "path": str(self.path),
            "method": self.method,
            "resampling": self.resampling,
            "crs": self.crs,
            "width": self.width,
            "height": self.height,
            "units": self.units,
            **self.accuracy.to_json(),
            "filled": self.filled,
            "displacement": None if self.displacement is None else self.displacement.to_json(),
            "provenance": dict(self.provenance),
        }


def units_of(crs: CRS | None, place: Points) -> str:
    """The unit of lengths on the map: ``px``, ``deg``, ``m`` or ``ft``; ``units`` where it is another one.

    Args:
        crs: of the map.
        place: (1, 2) x, y where lengths are told; metres that are none on the ground there are ``units``.
    """
    if crs is None:
        return "px"
    if not crs.is_projected:
        return "deg"
    if is_metric(crs):
        return "m" if true_to_scale(crs, place) else "units"
    return "ft" if "foot" in crs.linear_units.lower() else "units"


def file_tags(values: dict[str, Any]) -> dict[str, str]:
    """Values, those that are None left out, as tags of a GeoTIFF."""
    texts = {f"OPTOSAR_{key.upper()}": str(value) for key, value in values.items() if value is not None}
    return {"TIFFTAG_SOFTWARE": "OptoSAR", **texts}
