"""Differences between two methods that were measured on the same pairs, and how far chance could have made them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from scipy import stats

from ...models.errors import InputError

#: Probability with which the interval holds the difference that more such pairs would show.
CONFIDENCE = 0.95
_RESAMPLES = 9999

#: A value by the name of the pair.
ByPair = Mapping[str, float]


@dataclass(frozen=True)
class Difference:
    """Mean of the second minus the first over the pairs.

    Attributes:
        mean: of the differences.
        low: lower end of its interval (percentile bootstrap over the pairs, :data:`CONFIDENCE`).
        high: upper end.
        better: pairs at which the second is larger.
        pairs: in all.
    """

    mean: float
    low: float
    high: float
    better: int
    pairs: int

    @property
    def sure(self) -> bool:
        """Whether the interval leaves out 0; a single pair has none."""
        return self.pairs > 1 and (self.low > 0 or self.high < 0)


def difference(first: ByPair, second: ByPair) -> Difference:
    """The difference between two methods, pair by pair.

    What it tells of is the choice of test pairs alone: another training run would differ as well.

    Raises:
        InputError: the pairs are not the same.
    """
    if set(first) != set(second) or not first:
        raise InputError(
            "The two were not measured on the same pairs.", "Evaluate both with the same --source."
        )
    found = np.array([second[name] - first[name] for name in sorted(first)])
    low = high = float(found[0])
    if len(found) > 1 and np.ptp(found) > 0:
        low, high = stats.bootstrap(
            (found,),
            np.mean,
            n_resamples=_RESAMPLES,
            confidence_level=CONFIDENCE,
            method="percentile",
            random_state=np.random.default_rng(0),
        ).confidence_interval
    return Difference(float(found.mean()), float(low), float(high), int((found > 0).sum()), len(found))


def by_pair(rows: Iterable[Mapping[str, Any]], k: int, metric: str) -> dict[str, float]:
    """A metric at one K from rows of :func:`~.keypoints.rows_of`; of repetitions the mean. CMR in percent."""
    factor = 100.0 if metric == "cmr" else 1.0
    found: dict[str, list[float]] = {}
    for row in rows:
        if row["k"] == k:
            found.setdefault(row["pair"], []).append(factor * float(row[metric]))
    return {name: float(np.mean(values)) for name, values in found.items()}


def counts_of(rows: Sequence[Mapping[str, Any]]) -> list[int]:
    """The K that rows were measured at."""
    return sorted({int(row["k"]) for row in rows})
