"""The page on exact and approximate search."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...models.errors import InputError
from ...models.retrieval.search_type import EXACT_UP_TO, PROBES, RECALL_AT_10
from .kinds import KINDS

_COLUMNS = (
    *("kind", "setting", "recall@10", "before comparing again", "p50", "p95", "processor"),
    *("build", "its processor time", "memory"),
)
_HEAD = f"| {' | '.join(_COLUMNS)} |"
_RULE = "|" + " --- |" * len(_COLUMNS)

_READING = """\
Recall@10 is the share of the ten exact answers that were found. IVF kinds give {candidates} candidates by their codes,
which are compared again with the descriptors on disk; latency is of one query at a time, that comparison included,
everything warm. “Processor” is the (median) processor time, which does not depend on what else the machine does.
“Memory” is what a search holds, beside the descriptors on disk."""
_CHOICE = """\
An index of up to {limit:,} tiles is searched exactly. A larger one is searched by IVF-PQ with {probes} probes, which is
stated as recall@10 {recall:.2f}: in less than a tenth of the memory of an exact search it finds as much as 8-bit
numbers do, and more than a graph, which takes more memory than the descriptors themselves."""
_MADE = """\
Descriptors are made from {real} real ones ({index}): each lies between a real one and one of its {neighbours} nearest,
moved by what another real one differs from the mean of its own neighbours (median length {local_spread:.3f}). Queries
are such descriptors moved by the difference of a real pair, {scene} less the index, at one of {pairs} places (cosine
of partners {low:.2f} / {middle:.2f} / {high:.2f}, quartiles). Seed {seed}. More descriptors are denser here, not more
various."""


def markdown(result: dict[str, Any]) -> str:
    """The page.

    Args:
        result: as saved in JSON.
    """
    facts, made = result["conditions"], result["descriptors"]
    lines = ["# Exact and approximate search", "", _conditions(facts, result), "", _made(made), ""]
    lines += [_READING.format(candidates=result["compared_again"])]
    lines += ["", _CHOICE.format(limit=EXACT_UP_TO, probes=PROBES, recall=RECALL_AT_10)]
    for size in sorted({row["count"] for row in result["rows"]}):
        rows = [row for row in result["rows"] if row["count"] == size]
        rows.sort(key=lambda row: list(KINDS).index(row["kind"]))
        lines += ["", f"## {size:,} descriptors", "", _HEAD, _RULE, *(_row(row) for row in rows)]
    return "\n".join([*lines, ""])


def read_earlier(path: Path) -> dict[str, Any]:
    """The saved JSON of an earlier run.

    Raises:
        InputError: it cannot be read, or is of another kind: no page can be made of it.
    """
    try:
        earlier: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        markdown(earlier)
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise InputError(
            f"{path} holds no run of `optosar bench search`.", "Name the JSON that one wrote beside its page."
        ) from error
    return earlier


def check_same(earlier: dict[str, Any], descriptors: dict[str, Any]) -> None:
    """Refuse an earlier run over other descriptors.

    Args:
        earlier: of :func:`read_earlier`.
        descriptors: what is known of those of the new run; need not be all.

    Raises:
        InputError: they differ.
    """
    before = earlier["descriptors"]
    differ = [name for name, value in descriptors.items() if before.get(name) != value]
    if differ:
        raise InputError(
            f"The earlier run was made from other descriptors: {', '.join(differ)} differ.",
            "Use the same index, scene, places and seed.",
        )


def join(results: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """Several runs over the same descriptors (:func:`check_same`) as one; the conditions are those of the first."""
    first = results[0]
    return {
        **first,
        **{key: [item for result in results for item in result[key]] for key in ("rows", "runs")},
    }


def _conditions(facts: dict[str, Any], result: dict[str, Any]) -> str:
    threads = next((row["threads"] for row in result["rows"] if "threads" in row), None)
    runs = "; ".join(
        f"{', '.join(f'{size:,}' for size in run['sizes'])}: {run['queries']} queries, {run['timed']} of them timed, "
        f"load average {run['load_average']}"
        for run in result["runs"]
    )
    return (
        f"{facts['processor']}, {facts['cpus']} CPUs, {facts['memory_gib']} GiB, {threads} thread(s) for the search, "
        f"faiss {facts['versions'].get('faiss-cpu', 'unknown')}. {runs}."
    )


def _made(made: dict[str, Any]) -> str:
    low, middle, high = made["partner_cosine_quartiles"]
    return _MADE.format(**made, low=low, middle=middle, high=high)


def _row(row: dict[str, Any]) -> str:
    if "latency_ms" not in row:
        minutes = row.get("given_up_build_min", row.get("estimated_build_min"))
        why = "too slow" if "given_up_build_min" in row else f"over {row['memory_limit_gib']:g} GiB"
        build = "" if minutes is None else f"{minutes} min (estimate)"
        size = f"{row['estimated_mib']:,} MiB (estimate)"
        return f"| {row['about']} | not built: {why} | | | | | | {build} | | {size} |"
    setting = next((f"{row[name]} {name}" for name in ("probes", "ef") if name in row), "")
    if "cells" in row:
        setting += f" of {row['cells']}"
    codes = row.get("recall_at_10_of_codes")
    latency = row["latency_ms"]
    return (
        f"| {row['about']} | {setting} | {row['recall_at_10']:.3f} | {'' if codes is None else f'{codes:.3f}'} "
        f"| {_time(latency['p50'])} | {_time(latency['p95'])} | {_time(row['cpu_ms'])} | {row['build_s']:,.0f} s "
        f"| {row['build_cpu_s']:,.0f} s | {row['index_mib']:,.0f} MiB |"
    )


def _time(milliseconds: float) -> str:
    return f"{milliseconds:.2f} ms" if milliseconds < 10 else f"{milliseconds:,.0f} ms"
