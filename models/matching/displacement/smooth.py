"""A smooth field through scattered, partly wrong measurements on a lattice."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage, sparse
from scipy.sparse.linalg import splu

Nodes = NDArray[np.float64]
Mask = NDArray[np.bool_]

#: Stiffnesses among which :func:`choose_stiffness` chooses.
STIFFNESSES = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)
# Residuals, in standard deviations, from which a measurement has no weight; and the smallest one assumed, px.
_CUT, _LEAST_SPREAD = 4.0, 0.35
_ROUNDS = 8
# What neither noise nor gaps explain, px, and what a field may change per node away from the nearest measurement.
_FLOOR, _DRIFT = 0.15, 0.35


@dataclass(frozen=True)
class Smoothed:
    """A fitted field.

    Attributes:
        values: (2, rows, cols) x, y.
        kept: (rows, cols) measurements that agree with it.
        spread: robust standard deviation of the kept residuals along one axis.
    """

    values: Nodes
    kept: Mask
    spread: float


def _roughness(rows: int, cols: int) -> sparse.csc_matrix:
    """Matrix whose quadratic form is the sum of squared second differences along x, y and the diagonal."""

    # By slices, which are empty where a lattice is too narrow to have any difference.
    def second(n: int) -> sparse.spmatrix:
        nodes = sparse.identity(n, format="csr")
        return nodes[2:] - 2.0 * nodes[1:-1] + nodes[:-2]

    def first(n: int) -> sparse.spmatrix:
        nodes = sparse.identity(n, format="csr")
        return nodes[1:] - nodes[:-1]

    down = sparse.kron(second(rows), sparse.identity(cols))
    right = sparse.kron(sparse.identity(rows), second(cols))
    across = sparse.kron(first(rows), first(cols))
    return (down.T @ down + right.T @ right + 2.0 * across.T @ across).tocsc()


def smooth(measured: Nodes, usable: Mask, stiffness: float) -> Smoothed:
    """Fit a thin plate to measurements, with weights that fall to 0 for those that disagree (Tukey's biweight).

    Args:
        measured: (2, rows, cols) x, y.
        usable: (rows, cols) where there is a measurement at all.
        stiffness: weight of the squared second differences against the squared residuals.
    """
    rows, cols = usable.shape
    plate = stiffness * _roughness(rows, cols)
    # Level ground far from every measurement, and a matrix that can be solved without any.
    plate = plate + 1e-7 * sparse.identity(rows * cols)
    targets = np.where(usable, measured, 0.0).reshape(2, -1).T
    middle = np.median(targets[usable.ravel()], axis=0) if usable.any() else np.zeros(2)
    targets = np.where(usable.ravel()[:, None], targets - middle, 0.0)
    # Started from the local medians: a least-squares start would already lean towards clusters of wrong ones.
    values = local_median(targets.T.reshape(2, rows, cols), usable).reshape(2, -1).T
    weights, spread = usable.ravel().astype(np.float64), _LEAST_SPREAD
    for _ in range(_ROUNDS):
        off = np.hypot(*(targets - values).T)
        sample = off[usable.ravel() & (weights > 0)]
        # The median distance of two normal errors is 1.177 standard deviations.
        spread = max(float(np.median(sample)) / 1.177 if len(sample) else 0.0, _LEAST_SPREAD)
        weights = usable.ravel() * np.square(np.clip(1 - np.square(off / (_CUT * spread)), 0, None))
        # Symmetric and positive definite: no pivoting, and an order of the nodes that fills in half as much.
        solver = splu(
            (sparse.diags(weights) + plate).tocsc(),
            permc_spec="MMD_AT_PLUS_A",
            diag_pivot_thresh=0.0,
            options={"SymmetricMode": True},
        )
        updated = solver.solve(weights[:, None] * targets)
        change = float(np.abs(updated - values).max(initial=0.0))
        values = updated
        if change < 0.01:
            break
    off = np.hypot(*(targets - values).T)
    kept = (usable.ravel() & (off < 0.75 * _CUT * spread)).reshape(rows, cols)
    return Smoothed((values + middle).T.reshape(2, rows, cols), kept, spread)


def halves_apart(measured: Nodes, usable: Mask, stiffness: float) -> Nodes:
    """(2, rows, cols) by how much the fields differ that two halves of the measurements give, each by itself.

    The halves are the squares of 2 x 2 nodes of a chessboard. Whatever moves a field by chance moves both by more than
    the field of all measurements, independently; a bias that all measurements share does not show.
    """
    rows, cols = np.indices(usable.shape) // 2
    white = (rows + cols) % 2 == 0
    one, other = (smooth(measured, usable & half, stiffness).values for half in (white, ~white))
    return np.asarray(one - other, np.float64)


def local_median(values: Nodes, usable: Mask, side: int = 7) -> Nodes:
    """(2, rows, cols) median of the usable values around each node; 0 where there are none."""
    holes = np.where(usable, values, np.nan)
    pad = side // 2
    padded = np.pad(holes, ((0, 0), (pad, pad), (pad, pad)), constant_values=np.nan)
    across = np.lib.stride_tricks.sliding_window_view(padded, side, axis=1)
    windows = np.lib.stride_tricks.sliding_window_view(across, side, axis=2)
    flat = np.sort(windows.reshape(*values.shape, -1), axis=-1)
    count = np.isfinite(flat).sum(axis=-1)
    middle = np.take_along_axis(flat, np.maximum((count - 1) // 2, 0)[..., None], -1)[..., 0]
    return np.where(count > 0, middle, 0.0)


def choose_stiffness(measured: Nodes, usable: Mask, seed: int = 0) -> float:
    """The stiffness that best foretells measurements left out, in squares larger than a window's overlap."""
    rows, cols = usable.shape
    rng = np.random.default_rng(seed)
    squares = rng.random((rows // 4 + 1, cols // 4 + 1)) < 0.15
    left_out = np.kron(squares, np.ones((4, 4), bool))[:rows, :cols] & usable
    if left_out.sum() < 20:
        return STIFFNESSES[len(STIFFNESSES) // 2]
    errors = []
    for stiffness in STIFFNESSES:
        fitted = smooth(measured, usable & ~left_out, stiffness).values
        errors.append(np.median(np.hypot(*(fitted - measured)[:, left_out])))
    return STIFFNESSES[int(np.argmin(errors))]


def uncertainty(measured: Nodes, fitted: Smoothed) -> NDArray[np.float64]:
    """(rows, cols) standard deviation of the field along one axis, in the unit of the measurements.

    From the scatter of the kept measurements around a node, how many they are, and how far the nearest is.
    """
    kept = fitted.kept.astype(np.float64)
    if not kept.any():
        return np.full(kept.shape, np.inf)
    squares = np.where(fitted.kept, np.square(measured - fitted.values).sum(axis=0) / 2, 0.0)
    width = 1.5
    peak = 2 * np.pi * width**2
    count = ndimage.gaussian_filter(kept, width, mode="constant") * peak
    total = ndimage.gaussian_filter(squares, width, mode="constant") * peak
    variance = (total + 2 * fitted.spread**2) / (count + 2)
    # Neighbouring windows overlap: about four measurements carry what one independent one would.
    noise = variance / (1 + count / 4)
    gap = np.maximum(ndimage.distance_transform_edt(~fitted.kept) - 1, 0)
    return np.asarray(np.sqrt(noise + _FLOOR**2 + np.square(_DRIFT * gap)), np.float64)
