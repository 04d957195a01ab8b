"""``index.faiss``: all descriptors of an index in one exact searcher, kept on disk so that an index opens quickly."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import faiss
import numpy as np
from numpy.typing import NDArray

from .catalogue import Folder
from .storage import write_bytes


def flat_index(dimension: int, descriptors: Sequence[NDArray[np.float32]]) -> faiss.IndexFlatIP:
    """Exact search by inner product, which is the cosine for descriptors of length 1."""
    index = faiss.IndexFlatIP(dimension)
    for part in descriptors:
        if len(part):
            index.add(np.ascontiguousarray(part, np.float32))
    return index


def write_faiss(folder: Folder, index: faiss.IndexFlatIP) -> str:
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
