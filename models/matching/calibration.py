"""Choice of the verdict's thresholds on pairs whose truth is known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from ..errors import InputError
from .verdict import Evidence, Thresholds, Verdict, judge


@dataclass(frozen=True)
class Calibration:
    """Thresholds chosen on pairs whose truth is known.

    Attributes:
        thresholds: the thresholds.
        true_acceptance: share of the true pairs accepted.
        false_acceptance: share of the wrong pairs accepted.
        false_acceptance_bound: upper end of its one-sided 95 % confidence interval.
        true_pairs, false_pairs: how many pairs were used.
    """

    thresholds: Thresholds
    true_acceptance: float
    false_acceptance: float
    false_acceptance_bound: float
    true_pairs: int
    false_pairs: int

    def to_json(self) -> dict[str, Any]:
        """The content of a verdict.json."""
        values = asdict(self)
        return {"thresholds": values.pop("thresholds"), "calibration": values}


def calibrate(
    true_results: Sequence[Verdict],
    false_results: Sequence[Verdict],
    thresholds: Thresholds | None = None,
    max_false_acceptance: float = 0.0,
    turned_results: Sequence[Verdict] = (),
) -> Calibration:
    """Choose the thresholds of agreement on pairs that show the same place and on pairs that do not.

    Number of inliers, their ratio and the significance are searched together, as if structure could not be seen;
    spread and plausibility of the model stay as given. Structure must confirm more than in any of the wrong pairs, and
    at a second look as much more as that finds more in them. Among the settings with the wanted false acceptance, the
    one that accepts most true pairs is taken, and among equals the one strictest in significance and number, which
    carry over to other images better than a ratio.

    Args:
        true_results: verdicts (with their figures) of pairs that match; none of them on sharpened matches, and all by
            thresholds that no pair reaches and whose ``second_look`` is 0, so that both looks were taken.
        false_results: verdicts of pairs that do not.
        thresholds: where to start; the shipped ones by default.
        max_false_acceptance: largest share of wrong pairs that may be accepted.
        turned_results: verdicts of pairs that do not match, each the one for which most speaks of all further looks
            (:mod:`.looks`); without them further looks need no more than the first.

    Raises:
        InputError: one of the sets is empty.
    """
    if not true_results or not false_results:
        raise InputError("A calibration needs true and wrong pairs.", "Match pairs of both kinds first.")
    base = thresholds or Thresholds.load()
    true, false = _evidence(true_results), _evidence(false_results)
    loose = replace(
        base, min_inliers=0, min_inlier_ratio=0.0, min_significance=-math.inf, min_confirmed=-math.inf
    )
    plausible_true = [item for item in true if judge(item, loose).accepted]
    plausible_false = [item for item in false if judge(item, loose).accepted]
    allowed = math.floor(max_false_acceptance * len(false_results))
    best: tuple[tuple[float, ...], Thresholds] | None = None
    # Values the wrong pairs reach are the only ones at which their acceptance changes.
    for ratio in _steps([item.inlier_ratio for item in plausible_false], base.min_inlier_ratio):
        for level in _steps([item.significance for item in plausible_false], base.min_significance):
            passing = [i for i in plausible_false if i.inlier_ratio >= ratio and i.significance >= level]
            inliers = _smallest_above([item.inliers for item in passing], allowed, base.min_inliers)
            tried = replace(loose, min_inliers=inliers, min_inlier_ratio=ratio, min_significance=level)
            accepted = sum(judge(item, tried).accepted for item in plausible_true)
            rank = (float(accepted), level, float(inliers), -ratio)
            if best is None or rank > best[0]:
                best = rank, tried
    at_first = _highest([item.confirmed_at_first for item in false], allowed)
    at_all = _highest([item.confirmed for item in false], allowed)
    min_confirmed = max(base.min_confirmed, math.nextafter(at_first, math.inf))
    # A whole number, and so that no wrong pair reaches the threshold by it.
    second_look = max(0.0, math.floor(at_all - min_confirmed) + 1.0) if math.isfinite(at_all) else 0.0
    chosen = replace(best[1] if best else base, min_confirmed=min_confirmed, second_look=second_look)
    chosen = replace(chosen, further_looks=_beyond(_evidence(turned_results), chosen))
    false_count = sum(_accepted(item, chosen) for item in false)
    return Calibration(
        thresholds=chosen,
        true_acceptance=sum(_accepted(item, chosen) for item in true) / len(true_results),
        false_acceptance=false_count / len(false_results),
        false_acceptance_bound=binomial_bound(false_count, len(false_results)),
        true_pairs=len(true_results),
        false_pairs=len(false_results),
    )


def binomial_bound(successes: int, trials: int, confidence: float = 0.95) -> float:
    """Upper end of the one-sided Clopper-Pearson interval of a share: 0 of 500 gives 0.6 %."""
    if successes >= trials:
        return 1.0
    low, high = 0.0, 1.0
    for _ in range(60):
        middle = (low + high) / 2
        at_most = math.fsum(
            math.comb(trials, n) * middle**n * (1 - middle) ** (trials - n) for n in range(successes + 1)
        )
        low, high = (middle, high) if at_most > 1 - confidence else (low, middle)
    return high


def _evidence(verdicts: Sequence[Verdict]) -> list[Evidence]:
    """Evidence of the verdicts that found a model; the others are rejected whatever the thresholds."""
    found = (Evidence.from_figures(verdict.figures) for verdict in verdicts)
    return [evidence for evidence in found if evidence is not None]


def _accepted(evidence: Evidence, thresholds: Thresholds) -> bool:
    """Whether a match is accepted. Where structure was seen it decides; only sharpened matches are judged further."""
    if evidence.confirmed is not None and evidence.confirmed_at_first is not None:
        again = evidence.confirmed - thresholds.second_look
        return max(evidence.confirmed_at_first, again) >= thresholds.min_confirmed
    return judge(evidence, thresholds).accepted


def _beyond(wrong: Sequence[Evidence], thresholds: Thresholds) -> float:
    """The smallest whole number beyond the thresholds that no wrong pair reaches."""
    over = []
    for item in wrong:
        if item.confirmed is not None and item.confirmed_at_first is not None:
            reached = max(item.confirmed_at_first, item.confirmed - thresholds.second_look)
            over.append(reached - thresholds.min_confirmed)
        else:
            over.append(item.significance - thresholds.min_significance)
    return math.floor(max(over)) + 1.0 if over and max(over) >= 0 else 0.0


def _highest(values: Sequence[float | None], allowed: int) -> float:
    """What all but ``allowed`` of the values that there are do not exceed."""
    known = sorted((value for value in values if value is not None), reverse=True)
    return known[allowed] if len(known) > allowed else -math.inf


def _steps(values: list[float], floor: float, most: int = 12) -> list[float]:
    """The floor, and up to ``most`` values above it just beyond which fewer wrong pairs pass."""
    above = sorted({value for value in values if value >= floor})
    picked = {above[round(i * (len(above) - 1) / (most - 1))] for i in range(most)} if above else set()
    return [floor, *(math.nextafter(value, math.inf) for value in sorted(picked))]


def _smallest_above(values: list[int], allowed: int, floor: int) -> int:
    """The smallest threshold, not below ``floor``, that at most ``allowed`` of the values reach."""
    ordered = sorted(values, reverse=True)
    return max(floor, ordered[allowed] + 1) if len(ordered) > allowed else floor
