"""Partners are placed between the cells in which they were found."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.models.matching.describe import Described
from optosar.models.matching.subcell import refined

ROWS, COLS, STRIDE = 20, 30, 4


def descriptors_at(places: np.ndarray) -> np.ndarray:
    """Descriptors that change slowly with the place."""
    waves = np.random.default_rng(2).normal(0, 0.08, (2, 64))
    values = np.concatenate([np.cos(places @ waves), np.sin(places @ waves)], axis=1)
    return (values / np.linalg.norm(values, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def window() -> Described:
    col, row = np.meshgrid(np.arange(COLS), np.arange(ROWS))
    places = np.stack([col.ravel(), row.ravel()], 1) * STRIDE + 2.0
    scores = np.ones(len(places), np.float32)
    return Described(places, scores, descriptors_at(places), ROWS * COLS * STRIDE**2, (ROWS, COLS))


def test_a_place_between_cells_is_found_to_a_fraction_of_a_cell(window):
    truth = np.random.default_rng(0).uniform(16, 60, (50, 2))
    nearest = np.round((truth - 2) / STRIDE).astype(int)
    found = nearest[:, 1] * COLS + nearest[:, 0]
    error = np.linalg.norm(refined(descriptors_at(truth), window, found) - truth, axis=1)
    coarse = np.linalg.norm(window.points[found] - truth, axis=1)
    assert np.median(error) < 0.5 * np.median(coarse)
    assert error.max() < STRIDE / 2


def test_cells_without_data_take_no_part(window):
    window.scores.reshape(ROWS, COLS)[:, 11:] = 0
    place = np.array([[10 * STRIDE + 3.9, 40.0]])  # nearer to column 11, which has no data
    found = np.array([10 * COLS + 10])
    assert refined(descriptors_at(place), window, found)[0, 0] <= 10 * STRIDE + 2


def test_a_selection_of_keypoints_keeps_its_places(window):
    few = Described(window.points, window.scores, window.descriptors, window.area_px)
    found = np.array([3, 77])
    assert np.array_equal(refined(window.descriptors[found], few, found), window.points[found])
