"""Ground control points: places known both in the raster to be moved and in the reference."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..imagery.crs import convert, parse_crs, unwrapped
from ..matching.result import MatchResult

Points = NDArray[np.float64]
MovingSide = Literal["sar", "optical"]


@dataclass(frozen=True)
class GcpSet:
    """N ground control points, one row each.

    Attributes:
        ids: (N,) numbers of the matches they come from.
        pixel: (N, 2) column, row in the moving raster, corner origin: the centre of its first pixel is
            (0.5, 0.5).
        source: (N, 2) the same places in the moving raster's own CRS; column and minus row where it has none.
        source_crs: that CRS, None for a raster without georeference.
        target: (N, 2) the places in the reference, in ``target_crs``; column and minus row where it has none.
        target_crs: CRS of the reference.
        check: (N,) check points, kept out of every fit.
        score: (N,) the higher, the surer.
    """

    ids: NDArray[np.int64]
    pixel: Points
    source: Points
    source_crs: str | None
    target: Points
    target_crs: str | None
    check: NDArray[np.bool_]
    score: NDArray[np.float32]

    def __len__(self) -> int:
        return len(self.ids)

    def select(self, rows: NDArray[np.bool_] | NDArray[np.int64]) -> GcpSet:
        """Some of the points."""
        return GcpSet(
            ids=self.ids[rows],
            pixel=self.pixel[rows],
            source=self.source[rows],
            source_crs=self.source_crs,
            target=self.target[rows],
            target_crs=self.target_crs,
            check=self.check[rows],
            score=self.score[rows],
        )

    def in_crs(self, target_crs: str | None) -> GcpSet:
        """The same points with their targets in another CRS.

        Raises:
            InputError: they have no place in it.
        """
        target = convert(self.target, parse_crs(self.target_crs), parse_crs(target_crs))
        return GcpSet(
            self.ids, self.pixel, self.source, self.source_crs, target, target_crs, self.check, self.score
        )

    def source_on_map(self) -> Points:
        """(N, 2) where the moving raster puts the points now, in ``target_crs``.

        Column and minus row where it has no georeference.
        """
        target_crs = parse_crs(self.target_crs)
        there = convert(self.source, parse_crs(self.source_crs), target_crs)
        if self.source_crs is None:
            # Columns are no longitudes, whatever those of the reference are.
            return there
        return unwrapped(there, target_crs, float(np.median(self.target[:, 0])))

    def shapes(self) -> tuple[Points, Points]:
        """(2,) by what x, y of :meth:`source_on_map` and of the targets are multiplied to count alike on the ground.

        A degree of longitude is shorter than one of latitude; all else is taken to be square.
        """
        source, target = parse_crs(self.source_crs), parse_crs(self.target_crs)
        plain = np.ones(2)
        own = source if target is None else target
        if own is None or not own.is_geographic:
            return plain, plain
        latitudes = self.target[:, 1] if target else self.source[:, 1]
        narrow = np.array([max(math.cos(math.radians(float(np.median(latitudes)))), 1e-3), 1.0])
        return (narrow if source else plain), (narrow if target else plain)


def gcps_from_match(result: MatchResult, moving: MovingSide = "sar") -> GcpSet:
    """The used matches as ground control points; those held out of the fit become check points.

    Args:
        result: a match result.
        moving: which of the two images is to be moved onto the other.

    Raises:
        InputError: no match is used, or ``moving`` is neither side.
    """
    if moving not in ("sar", "optical"):
        raise InputError(f"“{moving}” cannot be moved.", "Choose sar or optical.")
    matches = result.matches
    rows = matches.use
    if not rows.any():
        raise InputError("No match is in use.", "Match the layers first, or tick the matches to use.")
    if moving == "sar":
        side, reference = result.sar, result.optical
        pixel, other = matches.sar_px[rows], matches.optical_px[rows]
    else:
        side, reference = result.optical, result.sar
        pixel, other = matches.optical_px[rows], matches.sar_px[rows]
    return GcpSet(
        ids=matches.ids[rows],
        pixel=pixel,
        source=side.own_coordinates(pixel),
        source_crs=side.scene_crs if side.georeferenced else None,
        target=reference.own_coordinates(other),
        target_crs=reference.scene_crs if reference.georeferenced else None,
        check=matches.holdout[rows],
        score=matches.score[rows],
    )
