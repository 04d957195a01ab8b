"""Every query ranked against a whole gallery: as it is and turned, without and with the rotation option."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ...models.imagery.radiometry import MODALITIES, Modality
from ...models.progress import Progress, no_progress
from .gallery import MOVES, TURNS, Described, Gallery
from .retrieval import Ranks, rank_answers, summarise

#: Answers of a query that are kept.
BEST = 5
#: Share of its score that an answer loses for every 96 px between the place asked for and the query. On T11SMT (1897
#: windows, places 96 px away) a fifth left the window itself first for 97 % (99 % without the places around), a tenth
#: for 88 %; with two fifths the neighbours did not always come next.
FARTHER = 0.2
#: What counts as right.
RULES = ("identity", "half_tile")
_BLOCK = 256


@dataclass(frozen=True)
class Way:
    """How queries are asked.

    Attributes:
        name: in results.
        turns: quarter turns the queries had, each counted as a query of its own.
        rotations: whether the search tries all quarter turns of a query and counts the best score of a tile.
        around: whether the search also asks for places around, whose answers are near the query as well.
    """

    name: str
    turns: tuple[int, ...]
    rotations: bool
    around: bool = False


def ways(*, turned: bool, rotations: bool, around: bool = False) -> list[Way]:
    """The ways to ask: as it is, and what the options add."""
    found = [Way("upright", (0,), rotations=False)]
    if around:
        found.append(Way("upright, places around", (0,), rotations=False, around=True))
    if rotations:
        found.append(Way("upright, rotations", (0,), rotations=True))
    if turned:
        found.append(Way("turned", (1, 2, 3), rotations=False))
    if turned and rotations:
        found.append(Way("turned, rotations", (1, 2, 3), rotations=True))
    return found


@dataclass(frozen=True)
class Judged:
    """The answers to all queries of one direction, asked in one way and with one turn.

    Attributes:
        modality: of the queries.
        way: how they were asked.
        turns: quarter turns the queries had.
        queries: (Q,) windows.
        ranks: by rule of what is right, see :data:`RULES`.
        best: (Q, 5) windows that came first; -1 where the gallery is smaller.
        scores: (Q, 5) their cosines.
        margin: (Q,) best score of a right answer (half a tile) less the best of a wrong one.
    """

    modality: Modality
    way: Way
    turns: int
    queries: NDArray[np.int64]
    ranks: dict[str, Ranks]
    best: NDArray[np.int64]
    scores: NDArray[np.float32]
    margin: NDArray[np.float32]


def judge(
    gallery: Gallery, described: Described, asked: Sequence[Way], progress: Progress = no_progress
) -> list[Judged]:
    """Search the whole gallery, exactly, for every query, both ways round.

    Raises:
        Cancelled: by ``progress``.
    """
    jobs = [(modality, way, turns) for modality in MODALITIES for way in asked for turns in way.turns]
    found = []
    for number, (modality, way, turns) in enumerate(jobs):
        progress(number / len(jobs), f"{gallery.name}: ranking")
        found.append(_judge(gallery, described, modality, way, turns))
    return found


def figures(judged: Iterable[Judged], gallery: int, queries: NDArray[np.int64]) -> dict[str, Any]:
    """Figures by way, direction and rule over the queries that a seed drew; turns of a query are averaged."""
    result: dict[str, Any] = {}
    parts: dict[tuple[str, str], list[Judged]] = {}
    for item in judged:
        parts.setdefault((item.way.name, item.modality), []).append(item)
    for (way, modality), items in parts.items():
        rules = {}
        for rule in RULES:
            chosen = [(item.ranks[rule], np.isin(item.queries, queries)) for item in items]
            joined = Ranks(
                np.concatenate([ranks.first[own] for ranks, own in chosen]),
                np.concatenate([ranks.precision[own] for ranks, own in chosen]),
                np.concatenate([ranks.positives[own] for ranks, own in chosen]),
            )
            rules[rule] = summarise(joined, gallery).to_json()
        result.setdefault(way, {})[modality] = rules
    return result


def mean_and_spread(parts: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """The same tree with every number as ``mean`` and ``spread`` (standard deviation) over the seeds."""
    first = parts[0]
    result: dict[str, Any] = {}
    for key, value in first.items():
        values = [part[key] for part in parts]
        if isinstance(value, dict):
            result[str(key)] = mean_and_spread(values)
        else:
            result[str(key)] = {"mean": float(np.mean(values)), "spread": float(np.std(values))}
    return result


def table(gallery: Gallery, judged: Iterable[Judged]) -> str:
    """CSV with one line per query, direction, way and turn."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    head = ["gallery", "query_image", "way", "quarter_turns", "query", "rank_identity", "rank_half_tile"]
    head += ["average_precision_half_tile", "positives_half_tile", "margin"]
    writer.writerow([*head, *(f"{name}_{n}" for n in range(1, BEST + 1) for name in ("answer", "score"))])
    for item in judged:
        identity, half = item.ranks["identity"], item.ranks["half_tile"]
        for at, query in enumerate(item.queries):
            row: list[Any] = [
                gallery.name,
                item.modality,
                item.way.name,
                item.turns,
                gallery.label(int(query)),
            ]
            row += [identity.first[at], half.first[at], f"{half.precision[at]:.6f}", half.positives[at]]
            row.append(f"{item.margin[at]:.4f}")
            for answer, score in zip(item.best[at], item.scores[at]):
                row += ["", ""] if answer < 0 else [gallery.label(int(answer)), f"{score:.4f}"]
            writer.writerow(row)
    return out.getvalue()


def _judge(gallery: Gallery, described: Described, modality: Modality, way: Way, turns: int) -> Judged:
    against = described.upright["sar" if modality == "optical" else "optical"]
    parts = []
    for start in range(0, len(described.queries), _BLOCK):
        block = slice(start, start + _BLOCK)
        queries = described.queries[block]
        # Trying all quarter turns of a turned query tries the same four pictures as of an upright one.
        tried = range(TURNS) if way.rotations else (turns,)
        scores = np.max([_posed(described, modality, block, turn) @ against.T for turn in tried], axis=0)
        if way.around:
            for move, moved in zip(MOVES, described.moved[modality]):
                share = 1 - FARTHER * float(np.hypot(*move)) / 96
                scores = np.maximum(scores, share * np.maximum(moved[block] @ against.T, 0))
        same = np.arange(len(gallery)) == queries[:, None]
        right = gallery.right(queries)
        best = np.argsort(-scores, axis=1, kind="stable")[:, :BEST]
        margin = np.where(right, scores, -1).max(1) - np.where(right, -1, scores).max(1)
        parts.append(
            (
                rank_answers(scores, same),
                rank_answers(scores, right),
                _five(best, -1),
                _five(np.take_along_axis(scores, best, axis=1), np.nan),
                margin,
            )
        )
    identity, half, best_all, scores_all, margins = zip(*parts)
    ranks = {"identity": _joined(identity), "half_tile": _joined(half)}
    return Judged(
        modality,
        way,
        turns,
        described.queries,
        ranks,
        np.concatenate(best_all),
        np.concatenate(scores_all),
        np.concatenate(margins),
    )


def _posed(described: Described, modality: Modality, block: slice, turn: int) -> NDArray[np.float32]:
    """Descriptors of the block's queries after quarter turns."""
    if turn:
        return described.turned[modality][turn - 1, block]
    upright: NDArray[np.float32] = described.upright[modality][described.queries[block]]
    return upright


def _five(values: NDArray[Any], missing: float) -> NDArray[Any]:
    return np.pad(values, ((0, 0), (0, BEST - values.shape[1])), constant_values=missing)


def _joined(parts: Sequence[Ranks]) -> Ranks:
    return Ranks(
        np.concatenate([part.first for part in parts]),
        np.concatenate([part.precision for part in parts]),
        np.concatenate([part.positives for part in parts]),
    )
