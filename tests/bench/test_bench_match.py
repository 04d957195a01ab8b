"""The comparison of ways to match: the naive one computes the same, and every way is measured in turn."""

from __future__ import annotations

import numpy as np

from optosar.models.matching.features import FeatureExtractor
from optosar.training_cli.bench.match import NaiveExtractor, bench, ways
from optosar.training_cli.data.pairs import ImagePair
from optosar.training_cli.simulator import simulate_pair

SIZE = 160


def a_pair():
    scene = simulate_pair(320, 3)
    return ImagePair("simulated", np.ascontiguousarray(scene.optical.transpose(1, 2, 0)), scene.sar)


def test_the_naive_way_finds_the_same_keypoints():
    image = np.random.default_rng(0).uniform(0, 255, (1, 96, 96)).astype(np.float32)
    everywhere = np.ones((96, 96), np.bool_)
    naive = NaiveExtractor("s2net", "cpu").extract(image, everywhere, "sar", 50)
    shipped = FeatureExtractor("s2net", "cpu fp32").extract(image, everywhere, "sar", 50)
    np.testing.assert_allclose(naive.descriptors, shipped.descriptors, atol=1e-3)
    np.testing.assert_array_equal(naive.keypoints, shipped.keypoints)


def test_every_way_is_measured_as_often_and_told_against_the_first():
    rows = bench(a_pair(), ways("s2net", "cpu", 64), size=SIZE, windows=1, rounds=2)
    assert [row["way"] for row in rows] == ["OptoSAR", "the same network, fp32, NCHW, eager", "SIFT (OpenCV)"]
    assert rows[0]["against_first"] == 1
    for row in rows:
        taken = row["seconds_a_pair"]
        assert 0 < taken["lowest"] <= taken["median"] <= taken["highest"]


def test_what_is_matched_is_the_pair_given():
    seen = []
    rows = bench(a_pair(), {"look": lambda *patches: seen.append(patches)}, size=SIZE, windows=2, rounds=1)
    assert len(rows) == 1
    assert len(seen) == 3  # once to warm up
    for optical, sar in seen:
        assert optical.data.shape == (3, SIZE, SIZE)
        assert sar.data.shape == (1, SIZE, SIZE)
