"""Mutual nearest neighbours."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.models.matching.matcher import mutual_nearest


def unit(rows: np.ndarray) -> np.ndarray:
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


@pytest.fixture
def descriptors():
    random = np.random.default_rng(0)
    first = unit(random.normal(size=(300, 32)))
    second = unit(np.vstack([first[:120] + random.normal(0, 0.05, (120, 32)), random.normal(size=(200, 32))]))
    return first, second


@pytest.mark.parametrize("block", [7, 64, 4096])
@pytest.mark.parametrize("ratio", [None, 0.8])
def test_blocks_give_what_the_whole_distance_matrix_gives(descriptors, block, ratio):
    first, second = descriptors
    distance = np.linalg.norm(first[:, None].astype(np.float64) - second[None], axis=2)
    expected = []
    for i in range(len(first)):
        j = int(distance[i].argmin())
        if distance[:, j].argmin() != i:
            continue
        if ratio is not None:
            nearest = distance[i, j]
            if nearest >= ratio * np.sort(distance[i])[1] or nearest >= ratio * np.sort(distance[:, j])[1]:
                continue
        expected.append((i, j))

    pairs = mutual_nearest(first, second, ratio=ratio, block=block)

    assert list(zip(pairs.first, pairs.second)) == expected
    assert pairs.similarity == pytest.approx((first[pairs.first] * second[pairs.second]).sum(1), abs=1e-6)


def test_planted_partners_are_found(descriptors):
    pairs = mutual_nearest(*descriptors)
    planted = pairs.first < 120
    assert (pairs.first[planted] == pairs.second[planted]).sum() == 120


def test_nothing_against_something_gives_nothing():
    something = unit(np.eye(4))
    assert len(mutual_nearest(np.zeros((0, 4), np.float32), something).first) == 0
    assert len(mutual_nearest(something, np.zeros((0, 4), np.float32)).first) == 0


def test_a_single_candidate_passes_the_ratio_test():
    pairs = mutual_nearest(unit(np.eye(4)[:1]), unit(np.eye(4)[:1]), ratio=0.8)
    assert pairs.first.tolist() == [0]
