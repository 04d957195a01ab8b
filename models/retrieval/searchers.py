"""``index.faiss``: the descriptors of an index ready to be searched, kept on disk so that an index opens quickly."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Protocol

import faiss
import numpy as np
from numpy.typing import NDArray

from ..progress import Progress, no_progress, subprogress
from .approximate import CANDIDATES, STEP, compare_again, sample_size, search_parts, train_ivf_pq
from .catalogue import Folder
from .search_type import SearchType
from .storage import write_bytes

_SEED = 0
#: Among so few tiles an exact search is fast, while few of them might lie in the cells that are searched.
_FEW = 100_000
#: So many answers are more than codes are good for.
_MANY = 4096

Parts = Sequence[NDArray[np.float32]]


class Searcher(Protocol):
    """Finds the most similar descriptors."""

    def nearest(
        self, queries: NDArray[np.float32], count: int, among: NDArray[np.int64] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """Cosines (Q, count) in falling order and numbers (Q, count); ``among`` (M,) sorted, at least ``count``."""
        ...


class ExactSearcher:
    """Compares a query with every descriptor.

    Args:
        index: of all descriptors.
    """

    def __init__(self, index: faiss.Index) -> None:
        self._index = index

    def nearest(
        self, queries: NDArray[np.float32], count: int, among: NDArray[np.int64] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """See :class:`Searcher`."""
        scores, numbers = self._index.search(queries, count, params=_restricted(among))
        return scores, numbers


class CodedSearcher:
    """Finds candidates by their codes and compares those with the descriptors themselves.

    A search that codes cannot answer in full is done exactly: among few tiles, for very many answers, or where the
    cells searched hold too few of the tiles allowed.

    Args:
        index: of all codes; None while there is none, which makes every search exact.
        parts: descriptors, in order; mapped from disk.
        probes: cells to search.
    """

    def __init__(self, index: faiss.Index | None, parts: Parts, probes: int) -> None:
        self._index, self._parts, self._probes = index, parts, probes

    def nearest(
        self, queries: NDArray[np.float32], count: int, among: NDArray[np.int64] | None
    ) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
        """See :class:`Searcher`."""
        few = among is not None and len(among) <= _FEW
        if self._index is None or few or count > _MANY:
            return search_parts(queries, self._parts, count, among)
        parameters = faiss.SearchParametersIVF(  # type: ignore[call-arg] # its stub knows no fields
            nprobe=self._probes, sel=None if among is None else faiss.IDSelectorBatch(among)
        )
        _, found = self._index.search(queries, max(CANDIDATES, 2 * count), params=parameters)
        scores, numbers = compare_again(queries, found, lambda rows: _gather(self._parts, rows), count)
        short = (numbers < 0).any(axis=1)
        if short.any():
            scores[short], numbers[short] = search_parts(queries[short], self._parts, count, among)
        return scores, numbers


def make_index(
    kind: SearchType, dimension: int, parts: Parts, progress: Progress = no_progress
) -> faiss.Index:
    """Descriptors ready to be searched: by inner product, which is the cosine for descriptors of length 1.

    Args:
        kind: see :func:`~.search_type.choose`.
        dimension: of a descriptor.
        parts: descriptors, in order.
        progress: may cancel, though not while codes are being learnt.

    Raises:
        Cancelled: by ``progress``.
    """
    index: faiss.Index = faiss.IndexFlatIP(dimension)
    if kind.kind == "ivf_pq":
        progress(0.0, "Learning codes for the search")
        index = train_ivf_pq(_sample(parts), kind.cells)
    total, done = sum(len(part) for part in parts), 0
    adding = subprogress(progress, 0.5, 1.0)
    for part in parts:
        for start in range(0, len(part), STEP):
            block = np.ascontiguousarray(part[start : start + STEP], np.float32)
            index.add(block)
            done += len(block)
            adding(done / total, f"Preparing the search: {done} of {total} tiles")
    return index


def write_faiss(folder: Folder, index: faiss.Index) -> str:
    """Write ``index.faiss``.

    Returns:
        Its SHA-256, by which it is recognised.

    Raises:
        StorageError: there is no space or no permission.
    """
    content = faiss.serialize_index(index).tobytes()
    write_bytes(folder.faiss, content)
    return hashlib.sha256(content).hexdigest()


def read_faiss(folder: Folder, sha256: str | None) -> faiss.Index | None:
    """Read ``index.faiss``; None when it is not the one that the manifest speaks of."""
    try:
        content = folder.faiss.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(content).hexdigest() != sha256:
        return None
    return faiss.deserialize_index(np.frombuffer(content, np.uint8))


def _sample(parts: Parts) -> NDArray[np.float32]:
    """Descriptors to learn from, drawn evenly from all."""
    total = sum(len(part) for part in parts)
    drawn = np.random.default_rng(_SEED).choice(total, sample_size(total), replace=False)
    return _gather(parts, np.sort(drawn))


def _gather(parts: Parts, numbers: NDArray[np.int64]) -> NDArray[np.float32]:
    """Descriptors of sorted numbers."""
    firsts = np.cumsum([0, *(len(part) for part in parts)])
    bounds = np.searchsorted(numbers, firsts)
    return np.concatenate(
        [part[numbers[low:high] - first] for part, first, low, high in zip(parts, firsts, bounds, bounds[1:])]
    )


def _restricted(among: NDArray[np.int64] | None) -> faiss.SearchParameters | None:
    if among is None:
        return None
    selector = faiss.IDSelectorBatch(among)
    return faiss.SearchParameters(sel=selector)  # type: ignore[call-arg] # its stub knows no fields
