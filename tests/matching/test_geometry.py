"""Planar models: exactness, numerical safety, refusals."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.models.errors import InputError
from optosar.models.matching.geometry import (
    MODEL_KINDS,
    DegenerateGeometryError,
    apply_matrix,
    check_shape,
    describe,
    fit_matrix,
    model_kind,
    residual_lengths,
)
from optosar.models.matching.robust import find_consensus

TURN = np.array([[0.98, -0.2, 30.0], [0.2, 0.98, -12.0], [0, 0, 1.0]])
SHEAR = np.array([[1.05, 0.1, 30.0], [-0.02, 0.9, -12.0], [0, 0, 1.0]])
VIEW = np.array([[1.05, 0.1, 30.0], [-0.02, 0.9, -12.0], [1e-4, -2e-4, 1.0]])
TRUTH = {"similarity": TURN, "affine": SHEAR, "homography": VIEW}


@pytest.mark.parametrize("kind", MODEL_KINDS)
def test_exact_points_give_the_exact_model(kind):
    points = np.random.default_rng(0).uniform(0, 512, (30, 2))
    fitted = fit_matrix(kind, points, apply_matrix(TRUTH[kind], points))
    assert fitted / fitted[2, 2] == pytest.approx(TRUTH[kind], abs=1e-8)


@pytest.mark.parametrize("kind", MODEL_KINDS)
def test_map_coordinates_of_millions_of_metres_lose_nothing(kind):
    points = np.random.default_rng(0).uniform(0, 512, (30, 2))
    target = apply_matrix(TRUTH[kind], points)
    offset = np.array([5_000_000.0, 4_000_000.0])
    far = fit_matrix(kind, points * 10 + offset, target * 10 + offset)
    assert residual_lengths(far, points * 10 + offset, target * 10 + offset).max() < 1e-4


def test_the_homography_minimises_the_distances_in_the_target():
    random = np.random.default_rng(0)
    points = random.uniform(0, 512, (60, 2))
    target = apply_matrix(VIEW, points) + random.normal(0, 1.0, points.shape)
    fitted = fit_matrix("homography", points, target)
    squares = np.square(residual_lengths(fitted, points, target)).sum()
    for row, column in np.ndindex(3, 3):
        if (row, column) == (2, 2):
            continue
        for step in (-1, 1):
            nudged = fitted / fitted[2, 2]
            nudged[row, column] += step * 1e-7
            assert np.square(residual_lengths(nudged, points, target)).sum() > squares - 1e-6


def test_a_similarity_never_mirrors():
    points = np.random.default_rng(0).uniform(0, 512, (30, 2))
    mirrored = points * (-1, 1) + np.random.default_rng(1).normal(0, 1, points.shape)
    assert np.linalg.det(fit_matrix("similarity", points, mirrored)[:2, :2]) > 0


@pytest.mark.parametrize(
    ("kind", "points", "reason"),
    [
        ("affine", np.array([[0.0, 0], [1, 1]]), "too few"),
        ("affine", np.column_stack([np.arange(20.0), 2 * np.arange(20.0)]), "one line"),
        ("homography", np.column_stack([np.arange(20.0), 2 * np.arange(20.0)]), "one line"),
        ("similarity", np.full((5, 2), 7.0), "same place"),
        ("affine", np.array([[0.0, 0], [1, 1], [np.nan, 2]]), "finite"),
        ("homography", np.array([[0.0, 0], [1, 0], [2, 0], [0, 1]]), "line"),
    ],
)
def test_points_that_determine_nothing_are_refused_with_the_reason(kind, points, reason):
    with pytest.raises(DegenerateGeometryError, match=reason) as refusal:
        fit_matrix(kind, points, points + 3)
    assert refusal.value.hint


@pytest.mark.parametrize(
    ("matrix", "reason"),
    [
        (np.diag([1.0, -1.0, 1.0]), "mirrors"),
        (np.diag([1.0, 0.0, 1.0]), "collapses"),
        (np.diag([20.0, 20.0, 1.0]), "scales"),
        (np.diag([1.0, 9.0, 1.0]), "stretches"),
        (np.array([[1, 0, 0], [0, 1, 0], [-0.005, 0, 1.0]]), "tears"),
        (np.array([[1, 0, 0], [0, 1, 0], [-0.0018, 0, 1.0]]), "stretches"),
    ],
)
def test_impossible_models_are_refused_with_the_reason(matrix, reason):
    frame = np.array([[0.0, 0], [512, 0], [512, 512], [0, 512]])
    with pytest.raises(DegenerateGeometryError, match=reason):
        check_shape(describe(matrix, frame))


def test_a_model_is_described_as_seen_on_the_screen():
    frame = np.array([[0.0, 0], [512, 0], [512, 512], [0, 512]])
    quarter = np.array([[0, 2.0, 0], [-2.0, 0, 0], [0, 0, 1]])  # y down: right goes to up, counter-clockwise
    shape = describe(quarter, frame)
    assert (shape.rotation_deg, shape.scale, shape.anisotropy) == pytest.approx((90, 2, 1))


@pytest.mark.parametrize("kind", MODEL_KINDS)
@pytest.mark.parametrize(("right", "wrong"), [(300, 300), (80, 660), (30, 670)])
def test_the_consensus_is_found_among_many_wrong_matches(make_truth, kind, right, wrong):
    truth = make_truth(right, wrong, matrix=TRUTH[kind])
    matrix, inliers = find_consensus(kind, truth.source, truth.target, truth.score, 3.0)
    corners = np.array([[0.0, 0], [512, 0], [512, 512], [0, 512]])
    assert residual_lengths(matrix, corners, apply_matrix(truth.matrix, corners)).max() < 2.5
    assert inliers[truth.right].mean() > 0.9
    assert inliers[~truth.right].mean() < 0.02


def test_the_same_seed_finds_the_same_model(make_truth):
    truth = make_truth(30, 670)
    first, second = (
        find_consensus("affine", truth.source, truth.target, truth.score, 3.0, seed=5)[0] for _ in range(2)
    )
    assert np.array_equal(first, second)


def test_very_many_matches_are_searched_in_a_second(make_truth):
    truth = make_truth(2_000, 28_000, size=5_000.0)
    _, inliers = find_consensus("affine", truth.source, truth.target, truth.score, 3.0)
    assert inliers[truth.right].mean() > 0.9


def test_a_dense_patch_of_neighbours_that_go_wrong_together_does_not_outvote_the_rest(make_truth):
    truth = make_truth(70, 300)
    rng = np.random.default_rng(3)
    patch = 200 + rng.uniform(0, 72, (160, 2))
    source = np.vstack([truth.source, patch])
    target = np.vstack([truth.target, rng.normal(patch, 0.7) + np.array([150, -120])])
    score = np.concatenate([truth.score, np.full(len(patch), truth.score.max(), np.float32)])
    _, inliers = find_consensus("affine", source, target, score, 3.0)
    assert inliers[: len(truth.source)][truth.right].mean() > 0.9
    assert not inliers[len(truth.source) :].any()


def test_agreement_along_one_line_only_is_refused(make_truth):
    truth = make_truth(60, 0, matrix=SHEAR)
    truth.source[:, 1] = 100 + np.random.default_rng(0).normal(0, 0.5, 60)
    target = apply_matrix(SHEAR, truth.source)
    with pytest.raises(DegenerateGeometryError, match="one line"):
        find_consensus("affine", truth.source, target, truth.score, 3.0)


def test_a_mirror_image_is_refused(make_truth):
    truth = make_truth(100, 0, matrix=np.array([[-1, 0, 512.0], [0, 1, 0], [0, 0, 1]]))
    with pytest.raises(DegenerateGeometryError):
        find_consensus("affine", truth.source, truth.target, truth.score, 3.0)


def test_an_unknown_model_is_named():
    with pytest.raises(InputError, match="spline"):
        model_kind("spline")
