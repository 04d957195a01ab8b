"""How one window lies on another, by all of their structure together.

A small window of an optical image correlates weakly with the SAR one, and its best displacement alone is often wrong.
But all windows obey one affine transformation, nearly. It is sought where the sum of their correlations is largest,
each at the displacement that the transformation gives it there; matches that were found otherwise speak along. From
broad to narrow, so that a start some pixels off suffices.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, optimize
from torch import Tensor

from ..imagery.crs import Points
from .displacement.correlate import correlation_surfaces, window_cover
from .geometry import Matrix

#: Six numbers to what is made small, and its gradient.
Goal = Callable[[NDArray[np.float64]], tuple[float, NDArray[np.float64]]]

# Side of the windows, how far apart they are, and the largest displacement that is looked for, px.
_WINDOW, _STEP, _REACH = 48, 24, 16
# Fewer windows tell nothing.
_FEWEST = 12
_COVER = 0.9
# Standard deviations, px, with which correlations are smoothed, one after the other.
_BREADTHS = (3.0, 1.5, 0.8)
# A match counts as much as this share of a window, whose correlations have spread 1, and by half where it is so many px
# off: the error of a keypoint.
_MATCH_WEIGHT, _MATCH_PX = 0.6, 2.0
_ITERATIONS = 80


def align(
    optical: Tensor,
    sar: Tensor,
    valid: NDArray[np.bool_],
    matched_optical: Points,
    matched_sar: Points,
) -> Matrix:
    """Find the affine transformation between two windows that lie on each other but for some pixels.

    Args:
        optical: (C, H, W) structure of the optical window.
        sar: (C, H, W) of the SAR window, in the same frame.
        valid: (H, W) pixels with data in both.
        matched_optical: (N, 2) x, y px of matches, some of them right; the centre of the first pixel is (0, 0).
        matched_sar: (N, 2) their partners.

    Returns:
        (3, 3) optical to SAR px; the identity where the windows hold too little to tell.
    """
    centres, surfaces = _correlations(optical, sar, valid)
    if len(centres) < _FEWEST:
        return np.eye(3)
    apart = matched_sar - matched_optical
    near = np.hypot(*apart.T) < _REACH
    height, width = valid.shape
    middle, half = np.array([width - 1, height - 1]) / 2, max(width, height) / 2
    sum_of = _Sum(
        surfaces,
        _basis((centres - middle) / half),
        _basis((matched_optical[near] - middle) / half),
        apart[near],
    )
    found = np.zeros(6)
    for breadth in _BREADTHS:
        goal = sum_of.at(breadth)
        found = optimize.minimize(
            goal, found, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS}
        ).x
    shift, linear = found[:2], found[2:].reshape(2, 2).T / half
    matrix = np.eye(3)
    matrix[:2, :2] += linear
    matrix[:2, 2] = shift - linear @ middle
    return matrix


class _Sum:
    """What all windows and matches say about a transformation, see the module.

    A transformation is the six numbers whose (3, 2) rows give the displacement x, y for the columns of a basis.
    """

    def __init__(
        self,
        surfaces: NDArray[np.float64],
        windows: NDArray[np.float64],
        matches: NDArray[np.float64],
        apart: Points,
    ) -> None:
        # Against its own median a window without structure says nothing for any displacement.
        raised = surfaces - np.median(surfaces, axis=(1, 2), keepdims=True)
        self._surfaces = raised / max(float(raised.std()), 1e-9)
        self._windows, self._matches, self._apart = windows, matches, apart

    def at(self, breadth: float) -> Goal:
        """The sum to be made small, with its gradient, for correlations smoothed so broadly."""
        smooth = ndimage.gaussian_filter(self._surfaces, (0, breadth, breadth), mode="constant")
        down, right = np.gradient(smooth, axis=(1, 2))
        number, width = np.arange(len(smooth)), max(breadth, _MATCH_PX)

        def goal(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            rows = values.reshape(3, 2)
            x, y = (self._windows @ rows).T + _REACH
            height, slope_x, slope_y = (
                ndimage.map_coordinates(maps, [number, y, x], order=1, mode="constant")
                for maps in (smooth, right, down)
            )
            off = (self._apart - self._matches @ rows) / width
            near = 1 / (1 + np.square(off).sum(axis=1))
            total = height.sum() + _MATCH_WEIGHT * near.sum()
            pull = off * (2 * near**2 / width)[:, None]
            slope = self._windows.T @ np.column_stack([slope_x, slope_y])
            slope += _MATCH_WEIGHT * self._matches.T @ pull
            count = len(smooth)
            return -float(total) / count, -slope.ravel() / count

        return goal


def _basis(places: Points) -> NDArray[np.float64]:
    return np.column_stack([np.ones(len(places)), places])


def _correlations(
    optical: Tensor, sar: Tensor, valid: NDArray[np.bool_]
) -> tuple[Points, NDArray[np.float64]]:
    """Centres (N, 2) px of windows all over the image, and their correlations for all displacements within reach."""
    height, width = valid.shape
    ticks = [np.arange(_REACH, side - _REACH - _WINDOW + 1, _STEP) for side in (width, height)]
    corners = np.stack(np.meshgrid(*ticks), -1).reshape(-1, 2).astype(np.int64)
    corners = corners[window_cover(valid, corners, _WINDOW) >= _COVER]
    surfaces = correlation_surfaces(optical, sar, corners, np.zeros_like(corners), _WINDOW, _REACH)
    return corners + (_WINDOW - 1) / 2, surfaces.numpy().astype(np.float64)
