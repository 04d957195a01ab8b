"""Bag of words, SCCM and CMCP on small data with known answers."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
import torch
from scipy import sparse

from optosar.models.errors import InputError
from optosar.training_cli.baselines.bow import PER_WORD, learn_vocabulary, sift_descriptors
from optosar.training_cli.baselines.cmcp import cmcp, knn_graph, propagate
from optosar.training_cli.baselines.sccm import SCCMSettings, learn_sccm, pace, self_paced
from optosar.training_cli.evaluate.retrieval import retrieval_figures


def pictures(count: int) -> list[np.ndarray]:
    rng = np.random.default_rng(1)
    return [
        cv2.GaussianBlur(rng.integers(0, 255, (128, 128), np.uint8), (0, 0), float(rng.uniform(1.5, 2.5)))
        for _ in range(count)
    ]


@pytest.mark.parametrize("weighting", ["tfidf", "count"])
def test_a_turned_picture_is_found_by_its_words(weighting: str) -> None:
    windows = pictures(12)
    described = sift_descriptors(windows, 150)
    vocabulary = learn_vocabulary(described, 20000, weighting=weighting)
    # The vocabulary is as large as the data allow.
    assert len(vocabulary.words) == sum(map(len, described)) // PER_WORD
    queries = vocabulary.encode(sift_descriptors([np.rot90(w).copy() for w in windows], 150))
    gallery = vocabulary.encode(described)
    np.testing.assert_allclose(np.linalg.norm(gallery, axis=1), 1, rtol=1e-5)
    assert retrieval_figures(queries, gallery, np.eye(12, dtype=bool)).recall[1] == 1


def test_a_vocabulary_needs_descriptors_and_a_known_weighting() -> None:
    with pytest.raises(InputError, match="too few"):
        learn_vocabulary([np.zeros((3, 128), np.float32)])
    with pytest.raises(InputError, match="weighting"):
        learn_vocabulary([], weighting="bm25")


def test_a_window_without_keypoints_has_no_words() -> None:
    vocabulary = learn_vocabulary(sift_descriptors(pictures(2), 150))
    flat = sift_descriptors([np.zeros((128, 128), np.uint8)], 150)
    assert not vocabulary.encode(flat).any()


def test_propagation_reaches_its_fixed_point_on_a_known_graph() -> None:
    """Two nodes joined by an edge: (I - a S)^-1 = [[1, a], [a, 1]] / (1 - a^2)."""
    edge = sparse.csc_matrix(np.array([[0.0, 1.0], [1.0, 0.0]]))
    found = propagate(np.array([[1, 0], [0, 0]], np.float32), edge, edge, 0.5)
    inverse = np.array([[1, 0.5], [0.5, 1]]) / 0.75
    np.testing.assert_allclose(found, 0.25 * np.outer(inverse[:, 0], inverse[0]), rtol=1e-6)


def test_a_graph_is_symmetric_normalised_and_joins_the_nearest() -> None:
    points = np.array([[0, 0], [0, 1], [9, 0], [9, 1]], np.float32)
    graph = knn_graph(points, 1).toarray()
    expected = np.kron(np.eye(2), [[0, 1], [1, 0]])
    np.testing.assert_allclose(graph, expected, atol=1e-6)


def test_cmcp_carries_categories_to_unlabelled_objects() -> None:
    """The two modalities place the categories differently: only the labels tell which belong together."""
    rng = np.random.default_rng(0)
    labels = np.repeat(np.arange(4), 6)
    centres = rng.normal(0, 5, (2, 4, 8))
    seen, unseen = (
        tuple((c[labels] + rng.normal(0, 0.3, (24, 8))).astype(np.float32) for c in centres) for _ in range(2)
    )
    same = labels[:, None] == labels
    scores = cmcp(seen, same, unseen)
    np.testing.assert_array_equal(labels[scores.argmax(1)], labels)
    # Across categories the correlation is negative, which it is not when nothing negative is propagated.
    assert scores[same].min() > 0 > scores[~same].mean()
    assert cmcp(seen, same, unseen, negative=0)[~same].mean() >= 0


def test_easy_rankings_come_first_and_from_many_queries() -> None:
    losses = torch.tensor([[0.1, 0.2, 0.3, 0.9], [0.5, 0.6, 0.7, 0.8]])
    strict = self_paced(losses, 0.35, 0.0)
    assert strict.tolist() == [[1, 1, 1, 0], [0, 0, 0, 0]]
    # With diversity the limits are t + d / (sqrt(i) + sqrt(i - 1)): 0.55, 0.324, 0.295, 0.280.
    diverse = self_paced(losses, 0.15, 0.4)
    assert diverse.tolist() == [[1, 1, 0, 0], [1, 0, 0, 0]]


@pytest.mark.parametrize("hidden", [0, 32])
def test_sccm_learns_what_the_modalities_share(hidden: int) -> None:
    """The SAR features are the optical ones in other coordinates, with noise: cosines say nothing, a map does."""
    rng = np.random.default_rng(3)
    turn = np.linalg.qr(rng.normal(size=(16, 16)))[0]

    def draw(count: int) -> tuple[np.ndarray, np.ndarray]:
        optical = rng.normal(size=(count, 16))
        sar = optical @ turn + 0.1 * rng.normal(size=(count, 16))
        return optical.astype(np.float32), sar.astype(np.float32)

    training, testing = draw(200), draw(60)
    model, shares = learn_sccm(
        *training, np.eye(200, dtype=bool), SCCMSettings(dimension=16, hidden=hidden, steps=40, rate=1e-2)
    )
    truth = np.eye(60, dtype=bool)
    before = retrieval_figures(*testing, truth).mean_average_precision
    after = retrieval_figures(*model.embed(*testing), truth).mean_average_precision
    assert after > 3 * before
    assert shares[0] < 0.6 < shares[-1]


def test_the_pace_is_set_by_rankings_that_still_have_a_loss() -> None:
    losses = torch.rand(20, 30, generator=torch.Generator().manual_seed(0)) + 1e-3
    few = float(np.quantile(losses.numpy(), 0.3))
    assert pace(losses, 0.3) == few
    # Rankings that are right already change nothing in what is asked of the others.
    assert pace(torch.cat([losses, torch.zeros(60, 30)]), 0.3) == few
    assert pace(torch.zeros(3, 4), 0.3) == 0


def test_sccm_goes_on_learning_where_most_rankings_are_right_already() -> None:
    """One of ten places looks different in SAR; the others are alike, so that their rankings have no loss."""
    rng = np.random.default_rng(0)
    optical = rng.normal(size=(100, 64))
    sar = optical + 0.1 * rng.normal(size=(100, 64))
    sar[:10] = rng.normal(size=(10, 64))
    features = tuple(
        (x / np.linalg.norm(x, axis=1, keepdims=True)).astype(np.float32) for x in (optical, sar)
    )
    truth = np.eye(100, dtype=bool)
    settings = SCCMSettings(dimension=64, rounds=1, steps=40)
    before = retrieval_figures(*features, truth).mean_average_precision
    model, shares = learn_sccm(*features, truth, settings)
    assert shares[0] > 0.8
    assert retrieval_figures(*model.embed(*features), truth).mean_average_precision > before + 0.05
