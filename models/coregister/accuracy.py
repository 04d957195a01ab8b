"""How well a transformation fits control points, and check points it never saw."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ..matching.accuracy import Accuracy, ce90, choose_checks, rmse
from .gcps import GcpSet, Points
from .mapping import MINIMUM_GCPS, Mapping, Method, fit_mapping, thin_out

# Control points of a spline nearer to each other than this, in pixels of the moving raster, are one.
_SPLINE_SPACING = 4.0


@dataclass(frozen=True)
class Fit:
    """A transformation with its errors.

    Attributes:
        method: the kind of transformation.
        to_source: takes reference coordinates to where the moving raster puts the place now.
        residual: (N, 2) error of each control point in the reference, in its units: found minus true place.
        residual_px: (N, 2) the same in pixels of the moving raster.
        used: (N,) points that were fitted.
        check: (N,) points that were not, and tell the accuracy.
        accuracy: lengths in the units of the reference's CRS, ``rmse_px`` in pixels of the moving raster.
    """

    method: Method
    to_source: Mapping
    residual: Points
    residual_px: Points
    used: NDArray[np.bool_]
    check: NDArray[np.bool_]
    accuracy: Accuracy


def fit_gcps(gcps: GcpSet, method: Method, holdout: float = 0.2, seed: int = 0) -> Fit:
    """Fit a transformation to control points and measure it on the check points.

    Args:
        gcps: the control points. Where none of them is marked as check point, some are set aside, as long
            as the method keeps twice as many as it needs.
        method: the kind of transformation.
        holdout: share of points set aside; 0 for none.
        seed: of their choice.

    Raises:
        InputError: too few points, or points that do not determine the transformation.
    """
    check = gcps.check
    if not check.any():
        check = choose_checks(gcps.target, holdout, seed)
        if (~check).sum() < 2 * MINIMUM_GCPS[method]:
            check = np.zeros(len(gcps), np.bool_)
    used = ~check
    source, target = gcps.source_on_map(), gcps.target
    if method == "tps" and used.any():
        rows = np.flatnonzero(used)
        kept = rows[thin_out(gcps.pixel[rows], gcps.score[rows], _SPLINE_SPACING)]
        used = np.zeros(len(gcps), np.bool_)
        used[kept] = True
    to_source = fit_mapping(method, target[used], source[used], gcps.shapes()[::-1])
    return judge(gcps, method, to_source, used, check)


def judge(
    gcps: GcpSet, method: Method, to_source: Mapping, used: NDArray[np.bool_], check: NDArray[np.bool_]
) -> Fit:
    """The errors of a transformation at control points.

    Args:
        gcps: (N,) the control points.
        method: the kind of transformation.
        to_source: takes reference coordinates to where the moving raster puts the place now.
        used: (N,) points that were fitted.
        check: (N,) check points.
    """
    source, target = gcps.source_on_map(), gcps.target
    missed = to_source(target) - source
    residual = _pulled_back(to_source, target, missed)
    to_pixel = _scale_to_pixels(gcps)
    residual_px = missed @ to_pixel
    lengths, pixels = np.hypot(*residual.T), np.hypot(*residual_px.T)
    accuracy = Accuracy(
        n_fit=int(used.sum()),
        n_holdout=int(check.sum()),
        rmse=rmse(lengths[used]),
        rmse_px=rmse(pixels[used]),
        ce90=ce90(lengths[used]),
        holdout_rmse=rmse(lengths[check]),
        holdout_ce90=ce90(lengths[check]),
    )
    return Fit(method, to_source, residual, residual_px, used, check, accuracy)


def _pulled_back(to_source: Mapping, target: Points, missed: Points) -> Points:
    """Errors in the reference that correspond to errors in the moving raster, through the local derivative."""
    step = max(float(np.ptp(target, axis=0).max()), 1e-6) * 1e-4
    columns = [
        (to_source(target + shift) - to_source(target - shift)) / (2 * step)
        for shift in (np.array([step, 0.0]), np.array([0.0, step]))
    ]
    jacobian = np.stack(columns, axis=2)
    # Told by the angle between its columns: from pixels of a picture to degrees, their lengths are millionths.
    size = np.linalg.norm(jacobian, axis=1).prod(axis=1)
    singular = np.abs(np.linalg.det(jacobian)) <= 1e-9 * size
    jacobian[singular] = np.eye(2)
    # A place found too far east in the moving raster lies too far west of the truth once the raster is moved.
    return np.asarray(-np.linalg.solve(jacobian, missed[:, :, None])[:, :, 0])


def _scale_to_pixels(gcps: GcpSet) -> NDArray[np.float64]:
    """2 x 2 matrix from map displacements of the moving raster to its pixels, fitted to the points themselves."""
    source = gcps.source_on_map()
    design = np.column_stack([source - source.mean(axis=0), np.ones(len(source))])
    return np.asarray(np.linalg.lstsq(design, gcps.pixel, rcond=None)[0][:2])
