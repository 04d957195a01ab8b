"""Keypoints of the shipped keypoint network."""

from __future__ import annotations

import numpy as np
import pytest

from optosar.models.matching.features import FeatureExtractor
from optosar.models.networks.s2net import STRIDE

SIDE = 128


@pytest.fixture(scope="module")
def extractor() -> FeatureExtractor:
    return FeatureExtractor(device="cpu fp32")


@pytest.fixture(scope="module")
def picture():
    """A SAR-like window with its mask: the right quarter holds no data."""
    random = np.random.default_rng(4)
    image = random.gamma(4.0, 25.0, (1, SIDE, SIDE)).astype(np.float32)
    image[:, 30:60, 20:90] *= 2.5
    valid = np.ones((SIDE, SIDE), bool)
    valid[:, 96:] = False
    return image, valid


def test_the_strongest_keypoints_come_first_and_lie_on_data(extractor, picture):
    found = extractor.extract(*picture, "sar", k=100)
    assert len(found.keypoints) == 100
    assert (np.diff(found.scores) <= 0).all()
    assert found.scores.min() > 0
    assert found.keypoints[:, 0].max() < 96
    assert np.allclose(np.linalg.norm(found.descriptors, axis=1), 1, atol=1e-4)


def test_more_keypoints_than_there_are_is_no_error(extractor, picture):
    found = extractor.extract(*picture, "sar", k=100_000)
    # Cells that touch the gap are left out with it.
    assert len(found.keypoints) == (SIDE // STRIDE) * (96 // STRIDE - 1)


def test_everywhere_gives_all_cells_row_by_row(extractor, picture):
    found = extractor.everywhere(*picture, "sar")
    rows, cols = found.lattice
    assert (rows, cols) == (SIDE // STRIDE, SIDE // STRIDE)
    assert found.keypoints[cols + 2].tolist() == [2 * STRIDE + 1.5, STRIDE + 1.5]
    without = found.scores.reshape(rows, cols)[:, 96 // STRIDE :]
    assert not without.any()


def test_a_selection_agrees_with_everywhere(extractor, picture):
    some, every = extractor.extract(*picture, "sar", k=20), extractor.everywhere(*picture, "sar")
    cells = ((some.keypoints - 1.5) / STRIDE).round().astype(int)
    rows = cells[:, 1] * every.lattice[1] + cells[:, 0]
    assert np.array_equal(some.descriptors, every.descriptors[rows])
    assert set(rows) == set(np.argsort(-every.scores, kind="stable")[:20])
