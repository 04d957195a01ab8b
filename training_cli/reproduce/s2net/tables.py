"""Tables of the S2-Net paper's page: ours and theirs side by side, as Markdown and CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

import numpy as np

from .published import COUNTS, NETWORKS, SETS, THEIRS

#: Measurements by data set and method, one for each repetition.
Rows = dict[str, dict[str, list[dict[str, Any]]]]
#: Measurements by data set, base network and weight of self-supervision.
Curves = dict[str, dict[str, dict[str, dict[str, Any]]]]

#: Figures of the CSV beside those of the tables.
_MORE = ("cmr_pooled", "matches", "repeatability", "rmse", "failures", "seconds")


def values(runs: Sequence[dict[str, Any]], k: int, metric: str) -> list[float]:
    """A metric of the tables by repetition; CMR in percent."""
    factor = 100.0 if metric == "cmr" else 1.0
    return [factor * float(run["figures"][str(k)][metric]) for run in runs]


def table(metric: str, rows: Rows) -> list[str]:
    """A table as the paper has it; our rows are mean ± standard deviation where there are repetitions."""
    head = " | ".join(f"{SETS[data]}, K = {k}" for data in rows for k in COUNTS)
    lines = [f"| | {head} |", "| --- |" + " --- |" * (len(rows) * len(COUNTS))]
    for method in THEIRS[metric]:
        ours, theirs = [], []
        for data, methods in rows.items():
            runs = methods.get(method)
            ours += [_cell(values(runs, k, metric)) if runs else "" for k in COUNTS]
            theirs += [f"{value:g}" for value in THEIRS[metric][method][data]]
        if any(ours):
            lines.append(f"| {method}, ours | {' | '.join(ours)} |")
        lines.append(f"| {method}, theirs | {' | '.join(theirs)} |")
    return lines


def more(rows: Rows) -> list[str]:
    """What the paper's tables leave out: numbers extracted, accuracy by distance, registration, time."""
    head = (
        "| data | method | K | extracted | repeatability | matches | CMR pooled, % | MMA 1 / 3 / 5 / 10 px "
        "| registered < 3 / 5 / 10 px | AUC 3 / 5 / 10 px | failures | RMSE, px | s a pair |"
    )
    lines = [head, "| --- |" + " --- |" * 12]
    for data, methods in rows.items():
        for method, runs in methods.items():
            for k in COUNTS:
                found = runs[0]["figures"][str(k)]
                success, area = (
                    " / ".join(f"{v:.2f}" for v in found[name].values()) for name in ("success", "auc")
                )
                accuracy = " / ".join(f"{found['mma'][limit - 1]:.2f}" for limit in (1, 3, 5, 10))
                rmse = "" if found["rmse"] is None else f"{found['rmse']:.2f}"
                lines.append(
                    f"| {SETS[data]} | {method} | {k} | {found['extracted'][0]:.0f}, {found['extracted'][1]:.0f} | "
                    f"{found['repeatability']:.2f} | {found['matches']:.0f} | {100 * found['cmr_pooled']:.1f} | "
                    f"{accuracy} | {success} | {area} | {found['failures']} of {found['pairs']} | {rmse} | "
                    f"{found['seconds']:.2f} |"
                )
    return lines


def curve_tables(curves: Curves) -> list[str]:
    """NCM by weight of self-supervision."""
    lines = []
    for data, bases in curves.items():
        for base, weights in bases.items():
            lines += [f"NCM on {SETS[data]}, {NETWORKS[base]}:", ""]
            lines += [f"| λ | {' | '.join(f'K = {k}' for k in COUNTS)} |", "| --- |" + " --- |" * len(COUNTS)]
            for weight, run in weights.items():
                cells = " | ".join(f"{value:.1f}" for k in COUNTS for value in values([run], k, "ncm"))
                lines.append(f"| {weight} | {cells} |")
            lines.append("")
    return lines


def run_table(rows: Rows, curves: Curves) -> list[str]:
    """Every training behind the page, once."""
    lines = [
        "| network | λ | trained on | seed | steps | time | loss first / last | precision |",
        "| --- |" + " --- |" * 7,
    ]
    shown = [run for methods in rows.values() for runs in methods.values() for run in runs]
    shown += [run for bases in curves.values() for found in bases.values() for run in found.values()]
    for folder in dict.fromkeys(run["folder"] for run in shown if run["run"]):
        run = next(item["run"] for item in shown if item["folder"] == folder)
        recipe = run["recipe"]
        losses = [run["loss_first"], run["loss_last"]]
        seconds = "" if run["seconds"] is None else f"{run['seconds']:.0f} s"
        lines.append(
            f"| {NETWORKS[recipe['stage']]} | {recipe['weight'] if recipe['ssl'] else 'none'} | "
            f"{', '.join(recipe['sources'])} | {recipe['seed']} | "
            f"{run['steps']} of {recipe['iterations']} | {seconds} | "
            f"{' / '.join(f'{loss:.3g}' for loss in losses if loss is not None)} | {run['precision']} |"
        )
    return lines if len(lines) > 2 else ["Nothing was trained for this page."]


def table_csv(rows: Rows, curves: Curves) -> str:
    """CSV with one line per data set, method, K and metric: ours (mean over repetitions), spread, theirs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["data", "method", "weight", "k", "metric", "ours", "spread", "theirs"])
    for data, methods in rows.items():
        for method, runs in methods.items():
            for place, k in enumerate(COUNTS):
                for metric in THEIRS:
                    found = values(runs, k, metric)
                    spread = f"{np.std(found, ddof=1):.3f}" if len(found) > 1 else ""
                    theirs = THEIRS[metric][method][data][place]
                    writer.writerow([data, method, "", k, metric, f"{np.mean(found):.3f}", spread, theirs])
                for metric, value in _more_values(runs[0]["figures"][str(k)]):
                    writer.writerow([data, method, "", k, metric, value, "", ""])
    for data, bases in curves.items():
        for base, weights in bases.items():
            for weight, run in weights.items():
                for k in COUNTS:
                    ours = f"{values([run], k, 'ncm')[0]:.3f}"
                    writer.writerow([data, NETWORKS[base], weight, k, "ncm", ours, "", ""])
    return out.getvalue()


def _more_values(figures: dict[str, Any]) -> list[tuple[str, str]]:
    found = [(name, figures[name]) for name in _MORE]
    found += list(zip(("extracted_visible", "extracted_other"), figures["extracted"]))
    found += [(f"mma_{limit}", value) for limit, value in enumerate(figures["mma"], 1)]
    found += [
        (f"{name}_{limit}", value) for name in ("success", "auc") for limit, value in figures[name].items()
    ]
    return [(name, "" if value is None else f"{value:.4f}") for name, value in found]


def _cell(found: Sequence[float]) -> str:
    spread = f" ± {np.std(found, ddof=1):.1f}" if len(found) > 1 else ""
    return f"{np.mean(found):.1f}{spread}"
