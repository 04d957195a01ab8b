"""The kinds of nearest-neighbour search that are compared, and measuring one of them in this process."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import faiss
import numpy as np
from numpy.typing import NDArray

from ...models.progress import Progress, subprogress
from ...models.retrieval.approximate import (
    CANDIDATES,
    CODE_BYTES,
    STEP,
    compare_again,
    sample_size,
    train_ivf,
    train_ivf_pq,
)
from ...models.retrieval.search_type import cells_for

#: Answers that are compared with the exact ones.
K = 10
_LINKS = 32
_CONSTRUCTION = 80
# Of a build, after which it is judged how long the whole would take.
_TRIAL = 0.04
_WARM_UP = 5


@dataclass(frozen=True)
class Kind:
    """One kind of search.

    Attributes:
        name: as asked for.
        about: for people.
        bytes_each: bytes held per descriptor of length D.
        sweep: values of the parameter that trades time for recall; one None where there is none.
        parameter: its name.
        again: whether candidates are compared again with the descriptors themselves.
    """

    name: str
    about: str
    bytes_each: Callable[[int], float]
    sweep: tuple[int | None, ...] = (None,)
    parameter: str = ""
    again: bool = False


_PROBES = (16, 32, 64, 128, 256, 512, 1024)
KINDS = {
    kind.name: kind
    for kind in (
        Kind("exact", "exact, float32", lambda d: 4 * d),
        Kind("exact16", "exact over float16", lambda d: 2 * d),
        Kind("ivf-sq8", "IVF, 8-bit numbers", lambda d: d + 8, _PROBES, "probes", again=True),
        Kind("ivf-pq", "IVF-PQ, 48-byte codes", lambda _d: CODE_BYTES + 8, _PROBES, "probes", again=True),
        Kind(
            "hnsw",
            f"HNSW, {_LINKS} links, float32",
            lambda d: 4 * d + 2 * 4 * _LINKS + 16,
            (32, 64, 128, 256, 512),
            "ef",
        ),
    )
}


@dataclass(frozen=True)
class Task:
    """What one measurement needs.

    Attributes:
        kind: name of the kind.
        descriptors: file of float32, (at least ``count``, D).
        count: how many of them are searched.
        queries: (Q, D).
        truth: (Q, 10) exact answers.
        timed: queries asked one by one for the times.
        minutes: a build that would take longer is given up.
        seed: of the training sample.
    """

    kind: str
    descriptors: Path
    count: int
    queries: NDArray[np.float32]
    truth: NDArray[np.int64]
    timed: int
    minutes: float
    seed: int


class TooSlowError(Exception):
    """A build was given up; carries how many minutes the whole would take at least."""


def measure(task: Task, progress: Progress) -> list[dict[str, Any]]:
    """Build one kind and measure it at every value of its parameter; one row each.

    A build that would take too long gives one row that says so.
    """
    kind, dimension = KINDS[task.kind], task.queries.shape[1]
    stored = np.memmap(task.descriptors, np.float32, "r").reshape(-1, dimension)[: task.count]
    common: dict[str, Any] = {
        "kind": kind.name,
        "about": kind.about,
        "count": task.count,
        "threads": faiss.omp_get_max_threads(),
    }
    started, busy = time.perf_counter(), time.process_time()
    try:
        index, trained = _build(task, stored, subprogress(progress, 0.0, 0.7))
    except TooSlowError as slow:
        estimate = task.count * kind.bytes_each(dimension)
        return [{**common, "given_up_build_min": slow.args[0], "estimated_mib": round(estimate / 2**20)}]
    common |= {
        "build_s": round(time.perf_counter() - started, 2),
        "build_cpu_s": round(time.process_time() - busy, 2),
        "train_s": round(trained, 2),
        "index_mib": round(_size(index) / 2**20, 1),
    }
    if isinstance(index, faiss.IndexIVF):
        common["cells"] = index.nlist
    rows = []
    for number, value in enumerate(kind.sweep):
        step = subprogress(
            progress, 0.7 + 0.3 * number / len(kind.sweep), 0.7 + 0.3 * (number + 1) / len(kind.sweep)
        )
        row = _ask(task, index, stored, value, step)
        rows.append({**common, kind.parameter or "parameter": value, **row})
    return rows


def estimate(kind: str, count: int, dimension: int) -> float:
    """Bytes that a kind would hold for ``count`` descriptors."""
    return count * KINDS[kind].bytes_each(dimension)


def _build(task: Task, stored: NDArray[np.float32], progress: Progress) -> tuple[faiss.Index, float]:
    count, dimension = stored.shape
    started = time.perf_counter()
    index: faiss.Index
    if task.kind == "exact":
        index = faiss.IndexFlatIP(dimension)
    elif task.kind == "exact16":
        index = faiss.IndexScalarQuantizer(
            dimension, faiss.ScalarQuantizer.QT_fp16, faiss.METRIC_INNER_PRODUCT
        )
        index.train(np.ascontiguousarray(stored[:256]))
    elif task.kind == "hnsw":
        # Distance orders descriptors of length 1 as their cosines do, and is what graphs are made for.
        index = faiss.IndexHNSWFlat(dimension, _LINKS, faiss.METRIC_L2)
        index.hnsw.efConstruction = _CONSTRUCTION
    else:
        progress(0.0, "Training the cells")
        drawn = np.random.default_rng(task.seed).choice(count, sample_size(count), replace=False)
        sample = np.ascontiguousarray(stored[np.sort(drawn)])
        index = (train_ivf_pq if task.kind == "ivf-pq" else train_ivf)(sample, cells_for(count))
    trained = time.perf_counter() - started
    begun = time.perf_counter()
    for start in range(0, count, STEP):
        stop = min(start + STEP, count)
        index.add(np.ascontiguousarray(stored[start:stop]))
        minutes = (trained + (time.perf_counter() - begun) * count / stop) / 60
        if stop >= _TRIAL * count and minutes > task.minutes:
            raise TooSlowError(round(minutes))
        progress(stop / count, f"{task.kind}: {stop:,} of {count:,}")
    return index, trained


def _ask(
    task: Task, index: faiss.Index, stored: NDArray[np.float32], value: int | None, progress: Progress
) -> dict[str, Any]:
    kind = KINDS[task.kind]
    parameters = None
    if kind.parameter == "probes":
        parameters = faiss.SearchParametersIVF(nprobe=value)  # type: ignore[call-arg] # its stub knows no fields
    elif kind.parameter == "ef":
        parameters = faiss.SearchParametersHNSW(efSearch=value)  # type: ignore[attr-defined] # not in its stub
    wanted = CANDIDATES if kind.again else K

    def answer(queries: NDArray[np.float32]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        _, found = index.search(queries, wanted, params=parameters)
        return found, compare_again(queries, found, lambda rows: stored[rows], K)[1] if kind.again else found

    firsts, finals = [], []
    # All at once where a query takes milliseconds; else the timed ones have to do.
    many = task.queries if task.kind not in ("exact", "exact16") else task.queries[: task.timed]
    for start in range(0, len(many), 64):
        first, final = answer(many[start : start + 64])
        firsts.append(first[:, :K])
        finals.append(final)
        progress(0.5 * start / len(many), f"{task.kind} {kind.parameter} {value or ''}")
    times, work = [], []
    for number in range(task.timed + _WARM_UP):
        query = task.queries[number % len(task.queries)][None]
        started, busy = time.perf_counter(), time.process_time()
        answer(query)
        work.append(1000 * (time.process_time() - busy))
        times.append(1000 * (time.perf_counter() - started))
        progress(0.5 + 0.5 * number / (task.timed + _WARM_UP), f"{task.kind}: timing")
    low, high = np.percentile(times[_WARM_UP:], [50, 95])
    row = {
        "recall_at_10": _recall(np.concatenate(finals), task.truth),
        "latency_ms": {"p50": round(float(low), 3), "p95": round(float(high), 3)},
        "cpu_ms": round(float(np.median(work[_WARM_UP:])), 3),
    }
    if kind.again:
        row["recall_at_10_of_codes"] = _recall(np.concatenate(firsts), task.truth)
    return row


def _recall(found: NDArray[np.int64], truth: NDArray[np.int64]) -> float:
    """Share of the exact answers that were found."""
    hits = (found[:, :, None] == truth[: len(found), None, :]).any(axis=1)
    return round(float(hits.mean()), 4)


def _size(index: faiss.Index) -> int:
    """Bytes of an index as it would be written, counted without keeping them."""
    total = 0

    def count(block: bytes) -> int:
        nonlocal total
        total += len(block)
        return len(block)

    writer = faiss.PyCallbackIOWriter(count)  # type: ignore[attr-defined] # not in its stub
    faiss.write_index(index, writer)
    return total


def growth(small: int, large: int) -> float:
    """How many times longer a graph takes to build for more descriptors: as n log n."""
    return large * math.log(large) / (small * math.log(small))
