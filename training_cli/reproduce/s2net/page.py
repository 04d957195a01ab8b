"""The results page of the S2-Net paper's tables: ours and theirs side by side."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from typing import Any

from ...train.paper.card import budget_text
from .published import COUNTS, SETS, TABLES, THEIRS

_DIFFERENCES = """\
## What differs from the paper

| | theirs | ours |
| --- | --- | --- |
| RoadScene | 178 training pairs, 43 test pairs, visible images in colour | the same training pairs; 23 of the test \
pairs, visible images of low resolution |
| RGB-NIR | 306 training and 171 test pairs, 34 and 19 of each of nine scenes | 52 pairs of *country* for training; 20 \
of each of *field*, *mountain*, *urban* and *water* for testing, their near infrared warped by a known affine map: no \
scene is in both parts |
| training | D2-Net 100 epochs; R2D2 not said | {budget} of 17800 steps (D2-Net) and of 8900 (R2D2, two pairs each) |
| matching | neither matcher nor threshold is printed | mutual nearest neighbours, right within 3 px: this gives their \
SIFT row |
| extraction | not printed | D2-Net at half, whole and double size, R2D2 at sizes 2^0.25 apart, as each was published |
| CMR | mean over pairs of NCM / NC | the same |
| RIFT | the authors' program | our own from the paper, without its search over rotations |
| CMM-Net | no public code | not here yet |
"""


def page(
    rows: dict[str, dict[str, list[dict[str, Any]]]],
    tables: Sequence[int],
    curves: dict[str, Any],
    budget: float,
    pictures: Sequence[tuple[str, str]],
) -> str:
    """Markdown.

    Args:
        rows: measurements of :meth:`~.study.KeypointStudy.row` by data set and method, one for each seed.
        tables: which to show.
        curves: measurements of Fig. 3 by data set, base network and weight; empty where it was not run.
        budget: of the trainings.
        pictures: captions and paths of drawn matches.
    """
    lines = ["# The S2-Net paper's experiments", "", _headline(budget, rows), ""]
    lines += [_DIFFERENCES.format(budget=budget_text(budget))]
    for number in tables:
        metric, title = TABLES[number]
        lines += ["", f"## {title}", "", *_table(metric, rows)]
    lines += ["", "## Extracted keypoints, repeatability, registration", "", *_more(rows)]
    if curves:
        lines += ["", "## Fig. 3: weight of the self-supervised losses", "", *_curves(curves)]
    if pictures:
        lines += ["", "## Matches", "", "Green: right within 3 px; red: wrong; evenly chosen among all.", ""]
        lines += [f"{text}\n\n![{text}]({path})\n" for text, path in pictures]
    return "\n".join([*lines, "", "## Runs", "", *_runs(rows), ""])


def table_csv(rows: dict[str, dict[str, list[dict[str, Any]]]]) -> str:
    """CSV with one line per data set, method, K and metric: ours (mean over seeds) and theirs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["data", "method", "k", "metric", "ours", "theirs"])
    for data, methods in rows.items():
        for method, runs in methods.items():
            for place, k in enumerate(COUNTS):
                for metric in THEIRS:
                    theirs = THEIRS[metric].get(method, {}).get(data)
                    ours = _mean(runs, k, metric)
                    writer.writerow([data, method, k, metric, f"{ours:.3f}", theirs[place] if theirs else ""])
    return out.getvalue()


def _headline(budget: float, rows: dict[str, dict[str, list[dict[str, Any]]]]) -> str:
    seeds = max(len(runs) for methods in rows.values() for runs in methods.values())
    chance = "One seed: small differences may be chance." if seeds == 1 else f"Means over {seeds} seeds."
    share = (
        "The paper's number of steps."
        if budget == 1
        else f"**Budget {budget:g} of the paper's steps**: trained rows are not those of the full recipe."
    )
    facts = next(iter(next(iter(rows.values())).values()))[0]["conditions"]
    return f"{share} {chance} Measured on {facts['processor']}, {facts['cpus']} CPUs."


def _table(metric: str, rows: dict[str, dict[str, list[dict[str, Any]]]]) -> list[str]:
    head = " | ".join(f"{SETS[data]}, K = {k}" for data in rows for k in COUNTS)
    lines = [f"| | {head} |", "| --- |" + " --- |" * (len(rows) * len(COUNTS))]
    for method in THEIRS[metric]:
        ours, theirs = [], []
        for data, methods in rows.items():
            runs = methods.get(method)
            ours += [f"{_mean(runs, k, metric):.1f}" if runs else "" for k in COUNTS]
            theirs += [f"{value:g}" for value in THEIRS[metric][method][data]]
        if any(ours):
            lines.append(f"| {method}, ours | {' | '.join(ours)} |")
        lines.append(f"| {method}, theirs | {' | '.join(theirs)} |")
    return lines


def _mean(runs: Sequence[dict[str, Any]], k: int, metric: str) -> float:
    factor = 100.0 if metric == "cmr" else 1.0
    return factor * sum(float(run["figures"][str(k)][metric]) for run in runs) / len(runs)


def _more(rows: dict[str, dict[str, list[dict[str, Any]]]]) -> list[str]:
    names = [
        "data",
        "method",
        "K",
        "extracted",
        "repeatability",
        "matches",
        "MMA 3 px",
        "registered < 3 / 5 / 10 px",
    ]
    names += ["AUC 3 / 5 / 10 px", "failures", "RMSE, px", "s a pair"]
    lines = [f"| {' | '.join(names)} |", "| --- |" + " --- |" * (len(names) - 1)]
    for data, methods in rows.items():
        for method, runs in methods.items():
            for k in COUNTS:
                found = runs[0]["figures"][str(k)]
                success, area = (
                    " / ".join(f"{v:.2f}" for v in found[name].values()) for name in ("success", "auc")
                )
                rmse = "" if found["rmse"] is None else f"{found['rmse']:.2f}"
                lines.append(
                    f"| {SETS[data]} | {method} | {k} | {found['extracted'][0]:.0f}, {found['extracted'][1]:.0f} | "
                    f"{found['repeatability']:.2f} | {found['matches']:.0f} | {found['mma'][2]:.2f} | {success} | "
                    f"{area} | {found['failures']} of {found['pairs']} | {rmse} | {found['seconds']:.2f} |"
                )
    return lines


def _curves(curves: dict[str, Any]) -> list[str]:
    lines = []
    for data, bases in curves.items():
        for base, weights in bases.items():
            lines += [
                f"NCM on {SETS[data]}, {base}:",
                "",
                f"| weight | {' | '.join(f'K = {k}' for k in COUNTS)} |",
            ]
            lines += ["| --- |" + " --- |" * len(COUNTS)]
            for weight, run in weights.items():
                cells = " | ".join(f"{run['figures'][str(k)]['ncm']:.1f}" for k in COUNTS)
                lines.append(f"| {weight} | {cells} |")
            lines.append("")
    return lines


def _runs(rows: dict[str, dict[str, list[dict[str, Any]]]]) -> list[str]:
    lines = [
        "| data | method | seed | steps | time | loss first / last | precision |",
        "| --- |" + " --- |" * 6,
    ]
    for data, methods in rows.items():
        for method, found in methods.items():
            for run in (item["run"] for item in found if item["run"]):
                recipe = run["recipe"]
                lines.append(
                    f"| {SETS[data]} | {method} | {recipe['seed']} | {run['steps']} of {recipe['iterations']} | "
                    f"{run['seconds']:.0f} s | {run['loss_first']:.3g} / {run['loss_last']:.3g} | {run['precision']} |"
                )
    return lines
