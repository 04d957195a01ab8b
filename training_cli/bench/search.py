"""Exact against approximate search over made-up descriptors; every kind is measured in a process of its own."""

from __future__ import annotations

import multiprocessing
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from ...models.errors import OptoSARError
from ...models.progress import Progress, no_progress, subprogress
from ...models.retrieval.approximate import search_parts
from .kinds import KINDS, K, Task, estimate, growth, measure
from .resampling import Maker, write_descriptors

_GIB = 2**30


class BenchError(OptoSARError):
    """A measurement ended without a result."""

    code = "bench_failed"


def bench(
    maker: Maker,
    dimension: int,
    sizes: Sequence[int],
    kinds: Sequence[str],
    *,
    queries: int,
    timed: int,
    memory_gib: float,
    minutes: float,
    seed: int,
    folder: Path | None = None,
    earlier: Sequence[dict[str, Any]] = (),
    progress: Progress = no_progress,
) -> list[dict[str, Any]]:
    """Measure kinds of search at several sizes; one row per size, kind and value of its parameter.

    Args:
        maker: makes descriptors and queries.
        dimension: of a descriptor.
        sizes: numbers of descriptors; a smaller set begins a larger one.
        kinds: names from :data:`~.kinds.KINDS`.
        queries: for recall.
        timed: of them, asked one by one.
        memory_gib: a kind that would hold more is not built but estimated.
        minutes: a build that would take longer is given up and estimated.
        seed: of the training samples.
        folder: where descriptors are kept meanwhile; of the system when None.
        earlier: rows of earlier runs, for estimates.
        progress: may cancel.

    Raises:
        BenchError: a measuring process ended without a result.
        Cancelled: by ``progress``.
    """
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(dir=folder, ignore_cleanup_errors=True) as temporary:
        path = Path(temporary) / "descriptors.f32"
        stored = write_descriptors(maker, path, max(sizes), dimension, subprogress(progress, 0.0, 0.1))
        total = sum(sizes)
        done = 0
        for size in sorted(sizes):
            part = subprogress(progress, 0.1 + 0.9 * done / total, 0.1 + 0.9 * (done + size) / total)
            asked = maker.queries(stored[:size], queries)
            _, truth = search_parts(asked, [stored[:size]], K, progress=subprogress(part, 0.0, 0.1))
            task = Task("", path, size, asked, truth, timed, minutes, seed)
            for number, kind in enumerate(kinds):
                step = subprogress(
                    part, 0.1 + 0.9 * number / len(kinds), 0.1 + 0.9 * (number + 1) / len(kinds)
                )
                held = estimate(kind, size, dimension)
                if held > memory_gib * _GIB:
                    rows.append(estimated(kind, size, memory_gib, held, [*earlier, *rows]))
                else:
                    rows += _apart(replace(task, kind=kind), step)
            done += size
        del stored
    progress(1.0, "Measured")
    return rows


def estimated(
    kind: str, size: int, limit: float, held: float, rows: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """A row for a kind that does not fit, with the time it would take by the largest that was built."""
    row: dict[str, Any] = {"kind": kind, "about": KINDS[kind].about, "count": size}
    row["memory_limit_gib"], row["estimated_mib"] = limit, round(held / 2**20)
    built = [item for item in rows if item["kind"] == kind and "build_s" in item]
    if built:
        last = built[-1]
        factor = growth(last["count"], size) if kind == "hnsw" else size / last["count"]
        row["estimated_build_min"] = round(last["build_s"] * factor / 60)
    return row


def _apart(task: Task, progress: Progress) -> list[dict[str, Any]]:
    """Measure in a process of its own, so that its memory is its own; it is ended when progress raises."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(task, theirs), daemon=True)
    process.start()
    theirs.close()
    try:
        while True:
            if not ours.poll(0.5):
                progress(0.0, f"{task.kind}, {task.count:,} descriptors")
                continue
            try:
                message = ours.recv()
            except EOFError:
                raise BenchError(
                    f"Measuring {task.kind} over {task.count:,} descriptors ended early.",
                    "Memory may have run out: lower --memory, or choose smaller sizes.",
                ) from None
            if isinstance(message, list):
                return message
            progress(*message)
    finally:
        ours.close()
        process.terminate()
        process.join()


def _work(task: Task, to: Connection) -> None:
    rows = measure(task, lambda share, text: to.send((share, f"{text} ({task.count:,} descriptors)")))
    to.send(rows)
