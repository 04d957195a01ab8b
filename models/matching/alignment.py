"""How one window lies on another, by all of their structure together.

A small window of an optical image correlates weakly with the SAR one, and its best displacement alone is often wrong.
But all windows obey one affine transformation, nearly. It is sought where the sum of their correlations is largest,
each at the displacement that the transformation gives it there; matches that were found otherwise speak along. From
broad to narrow, so that a start some pixels off suffices. At last, correlations are read as probabilities, and the most
likely transformation is taken: a window with one clear peak then says more than one with many, and one whose peak lies
elsewhere no longer pulls at all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

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
# The last step. What a correlation is multiplied by before it is the logarithm of a probability; px by which those are
# smoothed; and how probable any displacement is whatever the correlations say, in even shares of all displacements.
_CERTAINTY, _SMOOTHING, _CHANCE = 80.0, 0.5, 3.0
# A match counts as much as this share of a window, whose correlations have spread 1, and by half where it is so many px
# off: the error of a keypoint.
_MATCH_WEIGHT, _MATCH_PX = 0.6, 2.0
_ITERATIONS = 80


@dataclass(frozen=True)
class Alignment:
    """How one window lies on another.

    Attributes:
        matrix: (3, 3) optical to SAR px.
        support: by how much likelier the correlations are under it than under no transformation at all, as a decimal
            logarithm. Windows overlap, and it was sought where it is largest: it tells places apart, but is no
            probability.
    """

    matrix: Matrix
    support: float


def align(
    optical: Tensor,
    sar: Tensor,
    valid: NDArray[np.bool_],
    matched_optical: Points,
    matched_sar: Points,
) -> Alignment | None:
    """Find the affine transformation between two windows that lie on each other but for some pixels.

    Args:
        optical: (C, H, W) structure of the optical window.
        sar: (C, H, W) of the SAR window, in the same frame.
        valid: (H, W) pixels with data in both.
        matched_optical: (N, 2) x, y px of matches, some of them right; the centre of the first pixel is (0, 0).
        matched_sar: (N, 2) their partners.

    Returns:
        None where the windows hold too little to tell.
    """
    centres, surfaces = _correlations(optical, sar, valid)
    if len(centres) < _FEWEST:
        return None
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
    found, value = np.zeros(6), 0.0
    for goal in (*(sum_of.at(breadth) for breadth in _BREADTHS), sum_of.likelihood()):
        best = optimize.minimize(goal, found, jac=True, method="L-BFGS-B", options={"maxiter": _ITERATIONS})
        found, value = best.x, float(best.fun)
    shift, linear = found[:2], found[2:].reshape(2, 2).T / half
    matrix = np.eye(3)
    matrix[:2, :2] += linear
    matrix[:2, 2] = shift - linear @ middle
    return Alignment(matrix, -value * len(centres) / float(np.log(10)))


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
        self._surfaces = surfaces
        self._windows, self._matches, self._apart = windows, matches, apart

    def at(self, breadth: float) -> Goal:
        """The sum to be made small, with its gradient, for correlations smoothed so broadly."""
        # Against its own median a window without structure says nothing for any displacement.
        raised = self._surfaces - np.median(self._surfaces, axis=(1, 2), keepdims=True)
        read = _Reader(_smoothed(raised / max(float(raised.std()), 1e-9), breadth), self._windows)
        width = max(breadth, _MATCH_PX)

        def goal(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            rows = values.reshape(3, 2)
            height, slope = read(rows)
            off = (self._apart - self._matches @ rows) / width
            near = 1 / (1 + np.square(off).sum(axis=1))
            total = height.sum() + _MATCH_WEIGHT * near.sum()
            pull = off * (2 * near**2 / width)[:, None]
            gradient = self._windows.T @ slope + _MATCH_WEIGHT * self._matches.T @ pull
            return -float(total) / read.count, -gradient.ravel() / read.count

        return goal

    def likelihood(self) -> Goal:
        """Minus the logarithm of the likelihood of a transformation against that of none, by the windows alone."""
        highest = self._surfaces.max(axis=(1, 2), keepdims=True)
        chances = np.exp(_CERTAINTY * (self._surfaces - highest))
        chances /= chances.mean(axis=(1, 2), keepdims=True)
        read = _Reader(_smoothed(chances, _SMOOTHING), self._windows)

        def goal(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
            chance, slope = read(values.reshape(3, 2))
            chance += _CHANCE
            gradient = self._windows.T @ (slope / chance[:, None])
            # Without any transformation all displacements have the same chance, 1.
            return -float(np.log(chance / (1 + _CHANCE)).sum()) / read.count, -gradient.ravel() / read.count

        return goal


class _Reader:
    """Values (N,) and slopes (N, 2) along x, y of surfaces, each at the displacement that a transformation gives it."""

    def __init__(self, surfaces: NDArray[np.float64], windows: NDArray[np.float64]) -> None:
        down, right = np.gradient(surfaces, axis=(1, 2))
        self._maps, self._windows, self.count = (surfaces, right, down), windows, len(surfaces)

    def __call__(self, rows: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        x, y = (self._windows @ rows).T + _REACH
        where = [np.arange(self.count), y, x]
        value, slope_x, slope_y = (
            ndimage.map_coordinates(maps, where, order=1, mode="constant") for maps in self._maps
        )
        return value, np.column_stack([slope_x, slope_y])


def _smoothed(surfaces: NDArray[np.float64], breadth: float) -> NDArray[np.float64]:
    return np.asarray(ndimage.gaussian_filter(surfaces, (0, breadth, breadth), mode="constant"))


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
