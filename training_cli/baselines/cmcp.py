"""CMCP: cross-modality correlation propagation (Zhai, Peng and Xiao, ICASSP 2012).

Theirs, as far as the abstract and the comparison in the DFCNN paper tell: labelled objects of two modalities correlate
positively when they are of one category and negatively otherwise; both kinds of correlation are propagated over the kNN
graphs of either modality to objects without labels. Ours: the graphs' weights (Gaussian, its width the mean distance to
the k-th neighbour), their symmetric normalisation, the closed form of the propagation (Zhou et al., 2004, on both
sides), and that negative correlations, of which there are far more, together weigh as much as the positive ones times
``negative``. The category is the place: windows whose centres lie within half a tile belong together.
"""

from __future__ import annotations

import faiss
import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import linalg


def knn_graph(features: NDArray[np.float32], neighbours: int) -> sparse.csc_matrix:
    """Normalised affinities (N, N) of a symmetric kNN graph.

    Args:
        features: (N, D), compared by Euclidean distance.
        neighbours: of each object, without itself.

    Returns:
        ``D^-1/2 W D^-1/2`` with Gaussian ``W``; no object is its own neighbour.
    """
    count = len(features)
    wanted = min(neighbours, count - 1)
    index = faiss.IndexFlatL2(features.shape[1])
    index.add(np.ascontiguousarray(features, np.float32))
    squared, found = index.search(np.ascontiguousarray(features, np.float32), wanted + 1)
    width = max(float(np.sqrt(np.maximum(squared[:, -1], 0)).mean()), 1e-12)
    rows = np.repeat(np.arange(count), wanted + 1)
    weights = np.exp(-np.maximum(squared, 0).ravel() / (2 * width**2))
    own = rows == found.ravel()
    one_way = sparse.csr_matrix((weights[~own], (rows[~own], found.ravel()[~own])), shape=(count, count))
    graph = one_way.maximum(one_way.T)
    scale = sparse.diags(1 / np.sqrt(np.maximum(np.asarray(graph.sum(1)).ravel(), 1e-12)))
    return sparse.csc_matrix(scale @ graph @ scale)


def propagate(
    known: NDArray[np.float32],
    optical: sparse.csc_matrix,
    sar: sparse.csc_matrix,
    alpha: float,
) -> NDArray[np.float32]:
    """Correlations of all objects from those of some.

    Args:
        known: (N, M) correlations of optical with SAR objects, 0 where they are not known.
        optical: (N, N) normalised affinities.
        sar: (M, M) normalised affinities.
        alpha: share that comes from the neighbours, below 1.

    Returns:
        ``(1 - a)^2 (I - a S_o)^-1 Y (I - a S_s)^-1``: the limit of propagating over either graph in turn.
    """
    left = linalg.splu(sparse.identity(optical.shape[0], format="csc") - alpha * optical)
    right = linalg.splu(sparse.identity(sar.shape[0], format="csc") - alpha * sar)
    half = left.solve(known.astype(np.float64))
    # The affinities are symmetric.
    whole = right.solve(np.ascontiguousarray(half.T)).T
    result: NDArray[np.float32] = ((1 - alpha) ** 2 * whole).astype(np.float32)
    return result


def cmcp(
    training: tuple[NDArray[np.float32], NDArray[np.float32]],
    same: NDArray[np.bool_],
    testing: tuple[NDArray[np.float32], NDArray[np.float32]],
    *,
    neighbours: int = 10,
    alpha: float = 0.5,
    negative: float = 1.0,
) -> NDArray[np.float32]:
    """Correlations (Q, G) of optical with SAR test objects.

    Args:
        training: optical and SAR features (N, D).
        same: (N, N) which optical and SAR training objects are of one category.
        testing: optical (Q, D) and SAR (G, D) features, part of the graphs without labels.
        neighbours: of the graphs.
        alpha: see :func:`propagate`.
        negative: weight of all negative correlations together against the positive ones.
    """
    count = len(same)
    share = negative * same.sum() / max((~same).sum(), 1)
    known = np.zeros((count + len(testing[0]), count + len(testing[1])), np.float32)
    known[:count, :count] = np.where(same, 1.0, -share)
    graphs = [
        knn_graph(np.concatenate([seen, unseen]), neighbours) for seen, unseen in zip(training, testing)
    ]
    return propagate(known, graphs[0], graphs[1], alpha)[count:, count:]
