"""SIFT bag of words (DFCNN paper, section 3.2 and Table 4).

The paper's: SIFT features encoded by a bag of words of 20,000 numbers. Ours: one vocabulary for both modalities (words
of two vocabularies could not be compared), k-means by FAISS, histograms weighed by tf-idf (Sivic and Zisserman, 2003)
or not, of length 1, compared by their cosine. A vocabulary is never larger than the descriptors at hand allow.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import faiss
import numpy as np
from numpy.typing import NDArray

from ...models.errors import InputError
from ..methods.base import Picture
from ..methods.sift import Sift

#: Descriptors that a word needs at least; FAISS warns below this number.
PER_WORD = 39


def sift_descriptors(windows: Iterable[Picture], keypoints: int) -> list[NDArray[np.float32]]:
    """SIFT descriptors (K, 128) of windows, of the ``keypoints`` strongest responses each."""
    sift = Sift()
    return [sift.extract(window, "visible", keypoints).descriptors for window in windows]


@dataclass(frozen=True)
class Vocabulary:
    """Visual words.

    Attributes:
        words: (V, 128).
        weights: (V,) of the words in a histogram: the logarithm of the inverse share of windows they occur in, or ones.
    """

    words: NDArray[np.float32]
    weights: NDArray[np.float32]

    def encode(self, described: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
        """Histograms (N, V) of length 1 of windows' descriptors; zeros for a window without any."""
        histograms = _count(self.words, described) * self.weights
        lengths = np.linalg.norm(histograms, axis=1, keepdims=True)
        result: NDArray[np.float32] = histograms / np.maximum(lengths, 1e-12)
        return result


def learn_vocabulary(
    described: Sequence[NDArray[np.float32]],
    words: int = 20000,
    *,
    weighting: str = "tfidf",
    rounds: int = 20,
    seed: int = 0,
) -> Vocabulary:
    """Cluster descriptors into words.

    Args:
        described: (K, 128) descriptors of each training window, of both modalities.
        words: most of them; fewer where there are less than :data:`PER_WORD` descriptors for each.
        weighting: ``"tfidf"`` or ``"count"``.
        rounds: of k-means.
        seed: of its start.

    Raises:
        InputError: there are too few descriptors for a single word, or no such weighting.
    """
    if weighting not in {"tfidf", "count"}:
        raise InputError(f"There is no weighting “{weighting}”.", "Use tfidf or count.")
    points = np.concatenate(described) if len(described) else np.zeros((0, 128), np.float32)
    size = min(words, len(points) // PER_WORD)
    if size < 1:
        raise InputError(
            f"{len(points)} SIFT descriptors are too few for a vocabulary.", "Take more training windows."
        )
    means = faiss.Kmeans(points.shape[1], size, niter=rounds, seed=seed + 1)
    means.train(np.ascontiguousarray(points, np.float32))
    found = np.asarray(means.centroids, np.float32).reshape(size, -1)
    weights = np.ones(size, np.float32)
    if weighting == "tfidf":
        seen = (_count(found, described) > 0).sum(0)
        weights = np.log((1 + len(described)) / (1 + seen)).astype(np.float32)
    return Vocabulary(found, weights)


def _count(words: NDArray[np.float32], described: Sequence[NDArray[np.float32]]) -> NDArray[np.float32]:
    """How often each word occurs in each window, (N, V)."""
    index = faiss.IndexFlatL2(words.shape[1])
    index.add(words)
    counts = np.zeros((len(described), len(words)), np.float32)
    for number, descriptors in enumerate(described):
        if len(descriptors):
            nearest = index.search(np.ascontiguousarray(descriptors), 1)[1][:, 0]
            counts[number] = np.bincount(nearest, minlength=len(words))
    return counts
