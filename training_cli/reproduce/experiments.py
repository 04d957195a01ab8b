"""The experiments of the DFCNN paper (section 3.2): what is trained and compared for each figure and table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ...models.progress import Progress, subprogress
from ..train.paper.config import SubnetConfig
from ..train.paper.modules import Variant
from .lab import TABLE2, Lab
from .published import REMARKS, THEIRS
from .table4 import measure_table4

DIRECTIONS = ("optical", "sar")
METRICS = ("R1", "R5", "R10", "mAP")

#: By label of a row: dimension, and figures by direction.
Rows = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Experiment:
    """A figure or table.

    Attributes:
        name: on the command line.
        title: on the results page.
        axis: what the rows of a figure differ in; empty for tables.
        measure: trains what is needed for a seed and gives the rows.
    """

    name: str
    title: str
    axis: str
    measure: Callable[[Lab, int, Progress], Rows]


def run_experiment(
    experiment: Experiment, lab: Lab, seeds: Sequence[int], progress: Progress
) -> dict[str, Any]:
    """Train and measure, or take from the cache, and set the paper's numbers beside.

    Args:
        experiment: which.
        lab: where runs are kept.
        seeds: one repetition each.
        progress: reports.

    Returns:
        Plain values: ``rows`` with ``ours`` (means over seeds), ``spread`` (standard deviation; null for one seed),
        ``seeds`` and ``theirs``, and under which conditions.
    """
    lab.used.clear()
    repetitions = [
        experiment.measure(lab, seed, subprogress(progress, i / len(seeds), (i + 1) / len(seeds)))
        for i, seed in enumerate(seeds)
    ]
    rows = []
    for label, first in repetitions[0].items():
        each = [{d: repetition[label][d] for d in DIRECTIONS} for repetition in repetitions]
        stacked = {d: {m: [one[d][m] for one in each] for m in METRICS} for d in DIRECTIONS}
        rows.append(
            {
                "label": label,
                "notation": first.get("notation", label),
                "position": first.get("position"),
                "dimension": first["dimension"],
                "facts": first.get("facts"),
                "ours": {d: {m: float(np.mean(v)) for m, v in stacked[d].items()} for d in DIRECTIONS},
                "spread": {
                    d: {m: float(np.std(v, ddof=1)) for m, v in stacked[d].items()} for d in DIRECTIONS
                }
                if len(seeds) > 1
                else None,
                "seeds": each,
                "theirs": THEIRS[experiment.name].get(label),
            }
        )
    return {
        "experiment": experiment.name,
        "title": experiment.title,
        "axis": experiment.axis,
        "remark": REMARKS[experiment.name],
        "budget": lab.budget,
        "seeds": list(seeds),
        "changes": list(lab.changes),
        "gallery": lab.gallery.facts(),
        "device": lab.device.label,
        "rows": rows,
        "runs": [run.name for run in lab.used],
    }


def _fig3(lab: Lab, seed: int, progress: Progress) -> Rows:
    rows: Rows = {}
    for i, (name, blocks) in enumerate((("Three", 3), ("Four", 4), ("Five", 5))):
        run = lab.subnet(blocks, seed=seed)
        bare = Variant("bare", (f"p{blocks}",), scale=False)
        figures = lab.subnet_figures(run, [bare], subprogress(progress, i / 3, (i + 1) / 3))
        rows[f"{name}-network"] = {**figures["bare"], "notation": f"p{blocks} of the {name}-network"}
    return rows


def _fig4(lab: Lab, seed: int, progress: Progress) -> Rows:
    counts = (1, 2, 4, 8, 16, 32, 64, 128, 256, 512)
    variants = [Variant(f"n{count}", (f"p4+{count}conv",), scale=False) for count in counts]
    rows = _of_variants(lab, seed, progress, variants, {f"n{count}": f"{count}" for count in counts})
    for label, row in rows.items():
        row["position"] = int(label)
    return rows


def _fig5(lab: Lab, seed: int, progress: Progress) -> Rows:
    run = lab.subnet(4, seed=seed)
    side = lab.config(SubnetConfig, seed).tile
    for _ in range(4):
        side = -(-side // 2)
    windows = [window for window in (15, 13, 11, 9, 7, 5, 3, 2) if window <= side]
    variants = [Variant(f"window{window}", (f"p4+1pool{window}",), scale=False) for window in windows]
    variants.append(Variant("whole", ("p4",), scale=False))
    figures = lab.subnet_figures(run, variants, progress)
    rows: Rows = {}
    for variant, window in zip(variants, [*windows, 0]):
        found = figures[variant.name]
        resolution = round((found["dimension"] / 512) ** 0.5)
        label = f"{resolution}({window})" if window else f"{resolution}"
        rows[label] = {**found, "position": resolution, "notation": variant.notation}
    return rows


def _table1(lab: Lab, seed: int, progress: Progress) -> Rows:
    top = "p4+2conv+1pool"
    variants = [Variant("single", (top,), scale=False)]
    variants += [Variant(f"p{i}", (top, f"p{i}+1conv+{5 - i}pool"), scale=False) for i in (1, 2, 3)]
    return _of_variants(lab, seed, progress, variants, {"single": "p4 alone"})


def _table2(lab: Lab, seed: int, progress: Progress) -> Rows:
    labels = {"long": "675", "long_scale": "675 scale", "short": "192", "short_scale": "192 scale"}
    return _of_variants(lab, seed, progress, TABLE2, labels)


def _table3(lab: Lab, seed: int, progress: Progress) -> Rows:
    rows: Rows = {}
    for i, (label, task) in enumerate((("SS + AE", "segmentation"), ("AE + AE", "autoencoder"))):
        run = lab.subnet(4, task, seed)
        bare = Variant("bare", ("p4",), scale=False)
        figures = lab.subnet_figures(run, [bare], subprogress(progress, i / 2, (i + 1) / 2))
        rows[label] = {**figures["bare"], "notation": f"Sub-network ({label})"}
    return rows


def _of_variants(
    lab: Lab, seed: int, progress: Progress, variants: Sequence[Variant], labels: dict[str, str]
) -> Rows:
    figures = lab.dfcnn_figures(lab.dfcnn(variants, seed), progress)
    return {
        labels.get(variant.name, variant.name): {**figures[variant.name], "notation": variant.notation}
        for variant in variants
    }


#: All of them, in the paper's order.
EXPERIMENTS: dict[str, Experiment] = {
    item.name: item
    for item in (
        Experiment("fig3", "Fig. 3: three different Sub-networks", "network", _fig3),
        Experiment("fig4", "Fig. 4: number of CAC features on p4", "CAC features", _fig4),
        Experiment("fig5", "Fig. 5: resolution of p4 after average pooling", "resolution", _fig5),
        Experiment("table1", "Table 1: which pooling map is fused with p4", "", _table1),
        Experiment("table2", "Table 2: the impact of weighting", "", _table2),
        Experiment("table3", "Table 3: the impact of the training of OptNet", "", _table3),
        Experiment("table4", "Table 4: DFCNN and the methods it is compared to", "", measure_table4),
    )
}
