"""How an index is searched: exactly, or by codes where it is large; chosen from its size by what was measured."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

Kind = Literal["exact", "ivf_pq"]

#: Up to so many descriptors an exact search is as good as free: 30 ms of one core for a query, and 370 MiB.
EXACT_UP_TO = 500_000
#: Cells searched beyond that, and the recall@10 measured with them on 1 and 10 million (docs/results/search.md).
PROBES = 256
RECALL_AT_10 = 0.99
_MOST_CELLS = 8192


@dataclass(frozen=True)
class SearchType:
    """A way of searching.

    Attributes:
        kind: ``exact``, or ``ivf_pq``: candidates by product codes in cells, compared again with the descriptors.
        cells: into how many parts the descriptors are sorted; 0 for exact search.
        probes: how many of them are searched.
        recall_at_10: share of the ten exact answers found, as measured on made-up descriptors; 1 for exact search.
    """

    kind: Kind = "exact"
    cells: int = 0
    probes: int = 0
    recall_at_10: float = 1.0

    @property
    def text(self) -> str:
        """For people."""
        if self.kind == "exact":
            return "exact"
        return (
            f"IVF-PQ, {self.cells} cells, {self.probes} searched, recall@10 {self.recall_at_10:.2f} measured"
        )


def cells_for(count: int) -> int:
    """Number of cells: the power of two next to four times the root of the number of descriptors."""
    return int(min(2 ** max(round(math.log2(4 * math.sqrt(max(count, 1)))), 2), _MOST_CELLS))


def choose(count: int) -> SearchType:
    """The type for an index of ``count`` descriptors."""
    if count <= EXACT_UP_TO:
        return SearchType()
    cells = cells_for(count)
    return SearchType("ivf_pq", cells, min(PROBES, cells), RECALL_AT_10)
