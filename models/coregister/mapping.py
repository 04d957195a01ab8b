"""Transformations fitted to control points: planar models, polynomials, thin plate spline.

The method ``field`` begins with an affine transformation; :mod:`.relief` measures what that leaves.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, cast

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..matching.accuracy import spatial_order
from ..matching.geometry import DegenerateGeometryError, ModelKind, apply_matrix, fit_matrix

Points = NDArray[np.float64]
Mapping = Callable[[Points], Points]
Method = Literal["similarity", "affine", "homography", "poly1", "poly2", "poly3", "tps", "field"]

METHODS: tuple[Method, ...] = (
    "similarity",
    "affine",
    "homography",
    "poly1",
    "poly2",
    "poly3",
    "tps",
    "field",
)
MINIMUM_GCPS: dict[str, int] = {
    "similarity": 2,
    "affine": 3,
    "homography": 4,
    "poly1": 3,
    "poly2": 6,
    "poly3": 10,
    "tps": 4,
    "field": 3,
}
_LARGEST_SPLINE = 1500
_CHUNK = 4096


def check_method(name: str) -> Method:
    """Check the name of a method.

    Raises:
        InputError: there is no such method.
    """
    if name not in METHODS:
        raise InputError(f"There is no method “{name}”.", f"Choose one of {', '.join(METHODS)}.")
    return name


def fit_mapping(
    method: Method, source: Points, target: Points, shapes: tuple[Points, Points] | None = None
) -> Mapping:
    """Fit a transformation that takes (N, 2) source points to target points.

    Planar models and polynomials minimise the squares of the distances in the target; the spline passes
    through every point.

    Args:
        method: the kind of transformation.
        source: (N, 2) points, in any unit.
        target: (N, 2) their partners.
        shapes: (2,) by what x and y of both are multiplied for distances and angles, as in degrees; None for nothing.

    Raises:
        InputError: too few points for the method, or points that do not determine it.
    """
    needed = MINIMUM_GCPS[method]
    if len(source) < needed:
        raise InputError(
            f"The method {method} needs {needed} control points; there are {len(source)}.",
            "Use more matches, or choose a simpler method.",
            code="too_few_gcps",
        )
    if shapes is not None:
        before, after = shapes
        shaped = fit_mapping(method, source * before, target * after)
        return lambda points: shaped(points * before) / after
    if method == "tps":
        return _spline(source, target)
    if method.startswith("poly"):
        return _polynomial(source, target, int(method[4:]))
    kind = "affine" if method == "field" else method
    matrix = fit_matrix(cast("ModelKind", kind), source, target)
    return lambda points: apply_matrix(matrix, points)


def thin_out(points: Points, score: NDArray[np.float32], spacing: float) -> NDArray[np.int64]:
    """Rows of the surest point of each cell: points that nearly coincide would fold a spline.

    Args:
        points: (N, 2) points.
        score: (N,) the higher, the surer.
        spacing: side of a cell, in the unit of the points.

    Returns:
        Row numbers, ascending; at most 1500, spread evenly, since a spline's cost grows with the cube.
    """
    cells = np.floor((points - points.min(axis=0)) / max(spacing, 1e-300)).astype(np.int64)
    order = np.lexsort((-score, cells[:, 1], cells[:, 0]))
    first = np.ones(len(order), np.bool_)
    first[1:] = (np.diff(cells[order], axis=0) != 0).any(axis=1)
    kept = order[first]
    if len(kept) > _LARGEST_SPLINE:
        along = spatial_order(points[kept])
        kept = kept[along[np.linspace(0, len(along) - 1, _LARGEST_SPLINE).round().astype(np.int64)]]
    return np.asarray(np.sort(kept))


def _scaling(points: Points) -> tuple[NDArray[np.float64], float]:
    """Centre and half-width of points, to bring them near -1 to 1."""
    centre = points.mean(axis=0)
    return centre, max(float(np.abs(points - centre).max()), 1e-300)


def _terms(points: Points, order: int) -> NDArray[np.float64]:
    x, y = points.T
    return np.column_stack([x ** (n - m) * y**m for n in range(order + 1) for m in range(n + 1)])


def _polynomial(source: Points, target: Points, order: int) -> Mapping:
    centre, width = _scaling(source)
    origin = target.mean(axis=0)
    design = _terms((source - centre) / width, order)
    coefficients, _, _, singular = np.linalg.lstsq(design, target - origin, rcond=None)
    if singular[-1] < 1e-7 * singular[0]:
        raise DegenerateGeometryError(
            f"The control points lie on too few lines for a polynomial of order {order}.",
            "Spread the control points over the image, or choose a simpler method.",
        )
    return lambda points: _terms((points - centre) / width, order) @ coefficients + origin


def _kernel(points: Points, knots: Points) -> NDArray[np.float64]:
    """r^2 log r of all distances from (M, 2) points to (N, 2) knots."""
    squares = np.square(points).sum(axis=1)[:, None] + np.square(knots).sum(axis=1) - 2.0 * points @ knots.T
    np.maximum(squares, 1e-300, out=squares)
    return np.asarray(0.5 * squares * np.log(squares))


def _spline(source: Points, target: Points) -> Mapping:
    centre, width = _scaling(source)
    knots = (source - centre) / width
    origin = target.mean(axis=0)
    count = len(knots)
    plane = _terms(knots, 1)
    if np.linalg.svd(plane, compute_uv=False)[-1] < 1e-7:
        raise DegenerateGeometryError(
            "All control points lie on one line.", "Spread the control points over the image."
        )
    system = np.zeros((count + 3, count + 3))
    system[:count, :count] = _kernel(knots, knots)
    system[:count, count:] = plane
    system[count:, :count] = plane.T
    try:
        weights = np.linalg.solve(system, np.vstack([target - origin, np.zeros((3, 2))]))
    except np.linalg.LinAlgError as error:
        raise DegenerateGeometryError(
            "Two control points lie in the same place.", "Remove one of them, or choose another method."
        ) from error

    def bend(points: Points) -> Points:
        near = (points - centre) / width
        parts = [
            _kernel(near[i : i + _CHUNK], knots) @ weights[:count]
            + _terms(near[i : i + _CHUNK], 1) @ weights[count:]
            for i in range(0, len(near), _CHUNK)
        ]
        return np.asarray(np.vstack([np.zeros((0, 2)), *parts]) + origin)

    return bend
