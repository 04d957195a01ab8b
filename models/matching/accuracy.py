"""How well a model fits: errors at the points it was fitted to, and at check points it never saw."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Lengths = NDArray[np.float64]

# Fewer points than this are all needed for the fit.
SMALLEST_SET_WITH_CHECKS = 20


@dataclass(frozen=True)
class Accuracy:
    """Accuracy of a model; lengths in the units of the result, ``rmse_px`` in pixels of the matching grid.

    ``rmse`` and ``ce90`` (radius that holds 90 % of the errors) are taken at the points of the fit,
    ``holdout_rmse`` and ``holdout_ce90`` at the check points in use, ``n_holdout`` of the ``n_set_aside`` that were
    kept out of the fit. The others disagree with the model, or the user excluded them: where they are many, the errors
    of those in use say little. What cannot be told is None.
    """

    n_fit: int
    n_holdout: int
    rmse: float | None = None
    rmse_px: float | None = None
    ce90: float | None = None
    holdout_rmse: float | None = None
    holdout_ce90: float | None = None
    n_set_aside: int | None = None

    def to_json(self) -> dict[str, Any]:
        """The fields as plain numbers."""
        return asdict(self)


def rmse(lengths: Lengths) -> float | None:
    """Root of the mean square of radial errors; None without any."""
    return float(np.sqrt(np.mean(np.square(lengths)))) if len(lengths) else None


def ce90(lengths: Lengths) -> float | None:
    """Circular error 90 %: the 90th percentile of radial errors, linearly interpolated; None without any."""
    return float(np.percentile(lengths, 90)) if len(lengths) else None


def measure(
    residuals: Lengths, fit: NDArray[np.bool_], checks: NDArray[np.bool_], unit: float, set_aside: int
) -> Accuracy:
    """Measure a model.

    Args:
        residuals: (N,) radial errors in pixels of the matching grid.
        fit: (N,) which of them were fitted.
        checks: (N,) which of them are check points in use.
        unit: length of one pixel.
        set_aside: number of check points, whether in use or not.
    """
    fitted, held = residuals[fit], residuals[checks]
    pixels = rmse(fitted)
    return Accuracy(
        n_fit=len(fitted),
        n_holdout=len(held),
        rmse=None if pixels is None else pixels * unit,
        rmse_px=pixels,
        ce90=ce90(fitted * unit),
        holdout_rmse=rmse(held * unit),
        holdout_ce90=ce90(held * unit),
        n_set_aside=set_aside,
    )


def spatial_order(points: NDArray[np.float64]) -> NDArray[np.int64]:
    """Order points along a Z-shaped curve, so that neighbours in the order are neighbours on the ground.

    Args:
        points: (N, 2) coordinates in any unit.

    Returns:
        (N,) row numbers. Every n-th of them is spread over the ground as the points themselves are.
    """
    low = points.min(axis=0) if len(points) else np.zeros(2)
    size = np.maximum(points.max(axis=0) - low, 1e-300) if len(points) else np.ones(2)
    cell = np.minimum((points - low) / size * 1024, 1023).astype(np.int64)
    code = np.zeros(len(points), np.int64)
    for bit in range(10):
        code |= (cell[:, 0] >> bit & 1) << 2 * bit | (cell[:, 1] >> bit & 1) << 2 * bit + 1
    return np.argsort(code, kind="stable")


def choose_checks(points: NDArray[np.float64], share: float, seed: int = 0) -> NDArray[np.bool_]:
    """Choose check points spread over the ground, by position alone and before anything is fitted.

    Args:
        points: (N, 2) coordinates in any unit.
        share: wanted share of check points, below 1; 0 for none.
        seed: shifts which of the neighbours is taken.

    Returns:
        (N,) flags; none are set when there are fewer than :data:`SMALLEST_SET_WITH_CHECKS` points.
    """
    flags = np.zeros(len(points), np.bool_)
    if share <= 0 or len(points) < SMALLEST_SET_WITH_CHECKS:
        return flags
    step = 1.0 / min(share, 0.5)
    phase = np.random.default_rng(seed).uniform(0, step)
    flags[spatial_order(points)[np.arange(phase, len(points), step).astype(np.int64)]] = True
    return flags


def cells(points: NDArray[np.float64], side: float = 16.0) -> NDArray[np.int64]:
    """Which square cell of a grid each point lies in.

    Args:
        points: (N, 2) points.
        side: of a cell, in the units of the points.

    Returns:
        (N,) numbers of the cells that are occupied, counted from 0.
    """
    squares = np.floor(points / side).astype(np.int64)
    _, numbers = np.unique(squares, axis=0, return_inverse=True)
    return np.asarray(numbers, np.int64).reshape(len(points))


def occupied(points: NDArray[np.float64]) -> int:
    """In how many cells the points (N, 2) lie: neighbours that agree say the same thing only once."""
    return int(cells(points).max(initial=-1)) + 1


def spread(points: NDArray[np.float64], low: NDArray[np.float64], high: NDArray[np.float64]) -> float:
    """How widely points cover a frame: 1 as widely as if scattered evenly, 0 on a line or in one place.

    Args:
        points: (N, 2) points.
        low: (2,) smallest coordinates of the frame.
        high: (2,) its largest coordinates.
    """
    if len(points) < 3:
        return 0.0
    relative = (points - low) / np.maximum(high - low, 1e-300)
    narrow = np.linalg.eigvalsh(np.cov(relative.T))[0]
    # An even scatter over the unit square has variance 1/12 in every direction.
    return float(min(np.sqrt(max(narrow, 0.0) * 12.0), 1.0))
