"""Simulated pairs: repeatable, varied, and alike in structure only."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.training_cli.simulator import SimulatedPair, simulate_pair

SIZE = 192


@pytest.fixture(scope="module")
def pair() -> SimulatedPair:
    return simulate_pair(SIZE, seed=3)


def test_the_same_seed_gives_the_same_pair(pair: SimulatedPair) -> None:
    again = simulate_pair(SIZE, seed=3)
    np.testing.assert_array_equal(pair.optical, again.optical)
    np.testing.assert_array_equal(pair.sar, again.sar)
    np.testing.assert_array_equal(pair.height, again.height)


def test_shapes_and_types(pair: SimulatedPair) -> None:
    assert (pair.optical.shape, pair.optical.dtype) == ((3, SIZE, SIZE), np.uint8)
    assert (pair.sar.shape, pair.sar.dtype) == ((SIZE, SIZE), np.uint8)
    assert pair.power.shape == pair.height.shape == pair.truth.cover.shape == (SIZE, SIZE)
    assert np.all(pair.power > 0)
    assert np.all(np.isfinite(pair.power))


def test_seeds_give_different_landscapes(pair: SimulatedPair) -> None:
    other = simulate_pair(SIZE, seed=4)
    assert np.mean(pair.truth.cover != other.truth.cover) > 0.3


def test_the_season_recolours_the_same_land() -> None:
    summer, winter = (simulate_pair(SIZE, seed=8, season=season) for season in ("summer", "winter"))
    np.testing.assert_array_equal(summer.truth.cover, winter.truth.cover)
    np.testing.assert_array_equal(summer.sar, winter.sar)
    assert np.abs(summer.optical.astype(int) - winter.optical).mean() > 5


def test_sensors_agree_on_structure_but_not_on_grey_values() -> None:
    correlations, edges = [], []
    for seed in range(6):
        pair = simulate_pair(SIZE, seed)
        grey = pair.optical.mean(axis=0)
        correlations.append(np.corrcoef(grey.ravel(), pair.sar.ravel())[0, 1])
        cover = pair.truth.cover
        border = np.zeros(cover.shape, bool)
        border[1:] |= cover[1:] != cover[:-1]
        border[:, 1:] |= cover[:, 1:] != cover[:, :-1]
        gradient = np.hypot(*np.gradient(np.log(pair.power)))
        edges.append(gradient[border].mean() / gradient[~border].mean())
    assert np.mean(np.abs(correlations)) < 0.4
    assert np.mean(edges) > 1.05


def test_metre_class_resolution_is_possible() -> None:
    pair = simulate_pair(128, seed=1, gsd=1.0)
    assert pair.gsd == 1.0
    assert pair.optical.std() > 3
