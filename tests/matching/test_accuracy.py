"""Check points, RMSE, CE90 and spread."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.models.matching.accuracy import ce90, choose_checks, measure, rmse, spatial_order, spread


def test_check_points_are_every_fifth_and_spread_over_the_ground():
    points = np.random.default_rng(0).uniform(0, 512, (1000, 2))
    checks = choose_checks(points, 0.2)
    assert checks.sum() == pytest.approx(200, abs=1)
    quarters = (points // 128).astype(int) @ [4, 1]
    shares = [checks[quarters == cell].mean() for cell in range(16)]
    assert min(shares) > 0.12
    assert max(shares) < 0.28


def test_check_points_follow_the_seed():
    points = np.random.default_rng(0).uniform(0, 512, (200, 2))
    assert np.array_equal(choose_checks(points, 0.2, 3), choose_checks(points, 0.2, 3))
    assert not np.array_equal(choose_checks(points, 0.2, 3), choose_checks(points, 0.2, 4))


@pytest.mark.parametrize(("count", "share"), [(19, 0.2), (100, 0.0), (0, 0.2)])
def test_no_check_points_where_none_can_be_spared(count, share):
    assert not choose_checks(np.random.default_rng(0).uniform(0, 9, (count, 2)), share).any()


def test_neighbours_in_the_order_are_neighbours_on_the_ground():
    points = np.random.default_rng(0).uniform(0, 512, (2000, 2))
    steps = np.linalg.norm(np.diff(points[spatial_order(points)], axis=0), axis=1)
    assert np.median(steps) < 20


def test_rmse_and_ce90_of_known_errors():
    assert rmse(np.array([3.0, 4.0])) == pytest.approx(np.sqrt(12.5))
    assert ce90(np.arange(101.0)) == pytest.approx(90.0)
    assert rmse(np.zeros(0)) is None
    assert ce90(np.zeros(0)) is None


def test_accuracy_tells_fit_from_check_points():
    residuals = np.array([1.0, 1.0, 2.0, 9.0])
    fit, checks = np.array([True, True, False, False]), np.array([False, False, True, False])
    accuracy = measure(residuals, fit, checks, unit=10.0, set_aside=2)
    assert (accuracy.n_fit, accuracy.n_holdout, accuracy.n_set_aside) == (2, 1, 2)
    assert (accuracy.rmse, accuracy.rmse_px, accuracy.holdout_rmse) == (10.0, 1.0, 20.0)


def test_spread_tells_everywhere_from_a_corner_and_a_line():
    random = np.random.default_rng(0)
    low, high = np.zeros(2), np.full(2, 512.0)
    assert spread(random.uniform(0, 512, (500, 2)), low, high) > 0.9
    assert spread(random.uniform(0, 60, (500, 2)), low, high) < 0.2
    assert spread(np.column_stack([np.arange(512.0), np.full(512, 9.0)]), low, high) < 0.01
    assert spread(np.zeros((2, 2)), low, high) == 0.0
