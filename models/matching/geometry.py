"""Planar models between two images: least squares, safety checks, and what a model says in words.

All functions take coordinates as (N, 2) float64 in any unit. They centre and scale them before solving, so
that map coordinates of several million metres lose nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal, cast

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError

Points = NDArray[np.float64]
Matrix = NDArray[np.float64]
ModelKind = Literal["similarity", "affine", "homography"]

MODEL_KINDS: tuple[ModelKind, ...] = ("similarity", "affine", "homography")
MINIMUM_POINTS: dict[str, int] = {"similarity": 2, "affine": 3, "homography": 4}

# Beyond these a model is not a view of the same ground, whatever the images are.
_SCALE_LIMITS = (0.1, 10.0)
_LARGEST_ANISOTROPY = 4.0
_LARGEST_FORESHORTENING = 4.0
# A set is taken for a line when it is narrower than this share of its length.
_NARROWEST = 1e-3
_HOMOGRAPHY_STEPS = 6


class DegenerateGeometryError(InputError):
    """Points from which no trustworthy model follows: too few, on a line, mirrored, absurdly stretched."""

    code = "degenerate_geometry"


@dataclass(frozen=True)
class Shape:
    """What a model does to the ground around one point.

    Attributes:
        rotation_deg: rotation, counter-clockwise as seen on the screen.
        scale: target units for one source unit (square root of the change of area).
        anisotropy: largest over smallest stretch, 1 for a similarity.
        foreshortening: largest over smallest scale within the frame, 1 for an affine model.
    """

    rotation_deg: float
    scale: float
    anisotropy: float
    foreshortening: float


def model_kind(name: Any) -> ModelKind:
    """Check the name of a model.

    Raises:
        InputError: there is no such model.
    """
    if name not in MODEL_KINDS:
        raise InputError(f"There is no model “{name}”.", f"Choose one of {', '.join(MODEL_KINDS)}.")
    return cast("ModelKind", name)


def apply_matrix(matrix: Matrix, points: Points) -> Points:
    """Map (N, 2) points through a 3 x 3 matrix; points on the horizon come back as NaN."""
    mapped = points @ matrix[:, :2].T + matrix[:, 2]
    depth = mapped[:, 2:]
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(np.where(np.abs(depth) > 1e-12, mapped[:, :2] / depth, np.nan))


def residual_lengths(matrix: Matrix, source: Points, target: Points) -> NDArray[np.float64]:
    """Distance from each mapped source point to its target; infinite where it has no image."""
    lengths = np.hypot(*(apply_matrix(matrix, source) - target).T)
    return np.asarray(np.where(np.isfinite(lengths), lengths, np.inf))


def fit_matrix(kind: ModelKind, source: Points, target: Points) -> Matrix:
    """Fit a model to all points by least squares of the distances in the target.

    Args:
        kind: ``similarity`` (never a mirror image), ``affine`` or ``homography``.
        source: (N, 2) points.
        target: (N, 2) their partners.

    Returns:
        3 x 3 matrix from source to target.

    Raises:
        DegenerateGeometryError: too few points, points that are not finite, coincide or lie on one line.
    """
    check_configuration(kind, source, target)
    from_source, normal_source = _normaliser(source)
    from_target, normal_target = _normaliser(target)
    solve = {"similarity": _similarity, "affine": _affine, "homography": _homography}[kind]
    inner = solve(normal_source, normal_target)
    return np.asarray(np.linalg.inv(from_target) @ inner @ from_source)


def check_configuration(kind: ModelKind, source: Points, target: Points) -> None:
    """Refuse points that cannot determine a model.

    Raises:
        DegenerateGeometryError: with the reason.
    """
    needed = MINIMUM_POINTS[kind]
    if len(source) < needed:
        raise DegenerateGeometryError(
            f"{len(source)} points are too few for a model of kind {kind}, which needs {needed}.",
            "Use more matches, or a simpler model.",
        )
    if not (np.isfinite(source).all() and np.isfinite(target).all()):
        raise DegenerateGeometryError("A point has no finite coordinates.", "Remove that match.")
    for points in (source, target):
        spread = np.linalg.svd(points - points.mean(axis=0), compute_uv=False)
        if spread[0] <= 1e-9 * (1.0 + np.abs(points).max()):
            raise DegenerateGeometryError(
                "All points lie in the same place.", "Use matches from all over the image."
            )
        if kind != "similarity" and spread[1] < _NARROWEST * spread[0]:
            raise DegenerateGeometryError(
                "All points lie on one line, which leaves the model free across it.",
                "Use matches from all over the image, or the similarity model.",
            )


def describe(matrix: Matrix, points: Points) -> Shape:
    """Describe a model over the frame that ``points`` span, in coordinates whose y axis points down.

    Raises:
        DegenerateGeometryError: the model mirrors, collapses or tears the frame.
    """
    low, high = points.min(axis=0), points.max(axis=0)
    places = np.array([points.mean(axis=0), low, (high[0], low[1]), high, (low[0], high[1])])
    depths = places @ matrix[2, :2] + matrix[2, 2]
    torn = bool((depths * depths[0] <= 0).any())
    jacobians = [] if torn else [_jacobian(matrix, place) for place in places]
    areas = np.array([np.linalg.det(jacobian) for jacobian in jacobians])
    if torn or not np.isfinite(areas).all() or areas[0] == 0:
        raise DegenerateGeometryError("The model collapses or tears the image.", "Use a simpler model.")
    if areas[0] < 0:
        raise DegenerateGeometryError("The model mirrors the image.", "Check that neither image is flipped.")
    if (areas <= 0).any():
        raise DegenerateGeometryError(
            "The model folds the image over within its frame.", "Use a simpler model."
        )
    centre = jacobians[0]
    stretch = np.linalg.svd(centre, compute_uv=False)
    scales = np.sqrt(areas)
    angle = math.atan2(centre[1, 0] - centre[0, 1], centre[0, 0] + centre[1, 1])
    return Shape(
        rotation_deg=-math.degrees(angle),
        scale=float(scales[0]),
        anisotropy=float(stretch[0] / max(stretch[1], 1e-300)),
        foreshortening=float(scales.max() / scales.min()),
    )


def check_shape(shape: Shape) -> None:
    """Refuse a model that no two views of the same ground can be related by.

    Raises:
        DegenerateGeometryError: absurd scale, shear or perspective.
    """
    low, high = _SCALE_LIMITS
    if not low <= shape.scale <= high:
        raise DegenerateGeometryError(
            f"The model scales by {shape.scale:.3g}, which no two views of one place do.",
            "Check the pixel sizes of both images.",
        )
    if shape.anisotropy > _LARGEST_ANISOTROPY or shape.foreshortening > _LARGEST_FORESHORTENING:
        raise DegenerateGeometryError(
            f"The model stretches one direction {max(shape.anisotropy, shape.foreshortening):.3g} times more "
            "than another, which no two views of one place do.",
            "Use the similarity model, or matches from all over the image.",
        )


def _jacobian(matrix: Matrix, point: NDArray[np.float64]) -> Matrix:
    """2 x 2 derivative of the model at one point off its horizon."""
    x, y, depth = matrix @ np.array([point[0], point[1], 1.0])
    return np.asarray((matrix[:2, :2] - np.outer([x / depth, y / depth], matrix[2, :2])) / depth)


def _normaliser(points: Points) -> tuple[Matrix, Points]:
    """Matrix that brings points to zero mean and unit spread, and the points so brought."""
    centre = points.mean(axis=0)
    scale = 1.0 / max(float(np.sqrt(np.square(points - centre).mean())), 1e-300)
    matrix = np.array([[scale, 0, -scale * centre[0]], [0, scale, -scale * centre[1]], [0, 0, 1.0]])
    return matrix, (points - centre) * scale


def _similarity(source: Points, target: Points) -> Matrix:
    """Rotation and scale of centred points as one complex factor, which cannot mirror."""
    before, after = source @ (1, 1j), target @ (1, 1j)
    factor = np.vdot(before, after) / np.vdot(before, before).real
    if abs(factor) < 1e-12:
        raise DegenerateGeometryError("The points agree on no rotation and scale.", "Use other matches.")
    return np.array([[factor.real, -factor.imag, 0], [factor.imag, factor.real, 0], [0, 0, 1.0]])


def _affine(source: Points, target: Points) -> Matrix:
    design = np.column_stack([source, np.ones(len(source))])
    solution = np.linalg.lstsq(design, target, rcond=None)[0]
    return np.vstack([solution.T, [0, 0, 1.0]])


def _homography(source: Points, target: Points) -> Matrix:
    """Direct linear transform, then Gauss-Newton steps on the distances in the target."""
    x, y = source.T
    u, v = target.T
    one, zero = np.ones_like(x), np.zeros_like(x)
    rows_u = np.column_stack([x, y, one, zero, zero, zero, -u * x, -u * y, -u])
    rows_v = np.column_stack([zero, zero, zero, x, y, one, -v * x, -v * y, -v])
    design = np.vstack([rows_u, rows_v])
    values, vectors = np.linalg.eigh(design.T @ design)
    if values[1] < 1e-12 * values[-1]:
        raise DegenerateGeometryError(
            "Too many points lie on one line for a homography.",
            "Use the affine model, or spread the matches.",
        )
    matrix = vectors[:, 0].reshape(3, 3)
    if abs(matrix[2, 2]) < 1e-9:
        raise DegenerateGeometryError("The homography throws the image to infinity.", "Use the affine model.")
    matrix = matrix / matrix[2, 2]
    best = _squares(matrix, source, target)
    for _ in range(_HOMOGRAPHY_STEPS):
        depth = source @ matrix[2, :2] + 1.0
        if (depth <= 0).any():
            raise DegenerateGeometryError("The homography tears the image.", "Use the affine model.")
        p, q = ((source @ matrix[:2, :2].T + matrix[:2, 2]) / depth[:, None]).T
        x1, y1, one1 = x / depth, y / depth, one / depth
        jacobian = np.vstack(
            [
                np.column_stack([x1, y1, one1, zero, zero, zero, -p * x1, -p * y1]),
                np.column_stack([zero, zero, zero, x1, y1, one1, -q * x1, -q * y1]),
            ]
        )
        step = np.linalg.lstsq(jacobian, np.concatenate([u - p, v - q]), rcond=None)[0]
        moved = matrix + np.append(step, 0.0).reshape(3, 3)
        error = _squares(moved, source, target)
        if not error < best:
            break
        matrix, best = moved, error
    return np.asarray(matrix)


def _squares(matrix: Matrix, source: Points, target: Points) -> float:
    return float(np.square(residual_lengths(matrix, source, target)).sum())
