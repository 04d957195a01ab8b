"""The results page of the S2-Net paper's experiments: ours and theirs side by side, and what differs between them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from ...evaluate.paired import by_pair, difference
from ...train.paper.card import budget_text
from .published import COUNTS, REMARK_ON_WEIGHTS, REMARKS, TABLES, THEIRS
from .reading import reading
from .tables import Curves, Rows, curve_tables, more, run_table, table, values

_DIFFERENCES = """\
## What differs from the paper

| | theirs | ours |
| --- | --- | --- |
| RoadScene | 178 training pairs, 43 test pairs, visible images in colour | as many training pairs; {roadscene} test \
pairs, visible images of low resolution |
| RGB-NIR | 306 training and 171 test pairs, 34 and 19 of each of nine scenes | 52 pairs of *country* for training; \
{rgb_nir} pairs of *field*, *mountain*, *urban* and *water* for testing, their near infrared warped by a known affine \
map: no scene is in both parts |
| training | 100 epochs of D2-Net; R2D2 and CMM-Net not said | full are 17800 steps of D2-Net and CMM-Net and 8900 of \
R2D2 (two pairs each) on either data set; what was run stands under Runs |
| weight of self-supervision | best 0.8 for D2-Net, 0.4 for R2D2 | the same unless Runs says otherwise |
| matching | neither matcher nor threshold is printed | mutual nearest neighbours, right within 3 px: this gives their \
SIFT row |
| NC | not defined further | keypoints of the visible image with at least one of the other image within 3 px of their \
true place |
| extraction | not printed | D2-Net and CMM-Net at half, whole and double size, R2D2 at sizes 2^0.25 apart, as D2-Net \
and R2D2 were published |
| SIFT | implementation not said | OpenCV, contrast threshold 0 |
| RIFT | the authors' program | our own from the paper, upright, keypoints whose 96 px patch lies within the image: \
descriptors of patches with blank sides know where the border is, and on pairs cut alike that tells the place |
| CMM-Net | no public code; whether it was trained on these data sets is not said | our own from the abstract of its \
paper: D2-Net with the first two blocks of VGG16 for each modality; discriminative and triplet losses, and the \
cross-modality loss with half their weight; trained like D2-Net |
"""
_ON_ROADSCENE = {"nc": 2015.0, "ncm": 233.0, "cmr": 14.5}
_NAMES = {"nc": "NC", "ncm": "NCM", "cmr": "CMR, %"}


def page(
    rows: Rows,
    tables: Sequence[int],
    curves: Curves,
    budget: float,
    pictures: Sequence[tuple[str, str]],
    figure: str,
) -> str:
    """Markdown.

    Args:
        rows: measurements of :meth:`~.study.KeypointStudy.rows` by data set and method.
        tables: which to show.
        curves: measurements of Fig. 3 by data set, base network and weight; empty where it was not run.
        budget: of the trainings.
        pictures: captions and paths of drawn matches.
        figure: path of the drawn curves.
    """
    first = _some_run(rows, curves)
    lines = ["# The S2-Net paper's experiments", "", _headline(budget, rows, curves, first), ""]
    missing = [
        method for method in THEIRS["nc"] if rows and all(method not in found for found in rows.values())
    ]
    if missing:
        lines += [f"Not measured: {', '.join(missing)}.", ""]
    pairs = {data: _pairs(rows, curves, data) for data in ("roadscene", "rgb_nir")}
    lines += [_DIFFERENCES.format(**pairs)]
    for number in tables if rows else ():
        metric, title = TABLES[number]
        lines += [
            "",
            f"## {title}",
            "",
            *([REMARKS[number], ""] if REMARKS[number] else []),
            *table(metric, rows),
            "",
            *reading(metric, rows),
        ]
    if rows:
        lines += ["", "## What is asked of these tables", "", _CHANCE, "", *_targets(rows)]
        lines += ["", "## Extracted keypoints, accuracy, registration", "", _MEANING, "", *more(rows)]
    if curves:
        lines += ["", "## Fig. 3: weight of the self-supervised losses", "", REMARK_ON_WEIGHTS, ""]
        lines += [f"![NCM by weight]({figure})", "", *curve_tables(curves)]
    if pictures:
        lines += ["", "## Fig. 2: matches", "", _DRAWN, ""]
        lines += [f"{text}\n\n![{text}]({path})\n" for text, path in pictures]
    return "\n".join([*lines, "", "## Runs", "", *run_table(rows, curves), ""])


_MEANING = (
    "Figures of the first repetition. Registered: mean corner error of the affine model fitted to the matches; pairs "
    "without a model count as failures and as infinite errors. MMA: share of the matches within so many pixels. RMSE: "
    "of the right matches. Times are medians for both extractions and the matching, all K in one extraction."
)
_CHANCE = (
    "In brackets the mean gain over the pairs and its 95 % interval (bootstrap over the test pairs): where it holds 0, "
    "other pairs might show the opposite. Another seed of training would differ as well, which it does not tell."
)
_DRAWN = (
    "Visible on the left; green: right within 3 px; red: wrong; 150 lines at most, evenly chosen among all. The images "
    "themselves are left out, because the data sets state no licence; the same pictures with them are in --out."
)


def _headline(budget: float, rows: Rows, curves: Curves, first: dict[str, Any]) -> str:
    repeated = [runs for methods in rows.values() for runs in methods.values() if runs[0]["run"]]
    facts = first["conditions"]
    where = (
        f"Measured on {facts['processor']}, {facts['cpus']} CPUs, torch {facts['versions'].get('torch', '')}."
    )
    if not repeated and not curves:
        return f"Only methods without training. {where}"
    chance = (
        "One seed: small differences may be chance."
        if max((len(runs) for runs in repeated), default=1) == 1
        else f"Mean ± standard deviation over up to {max(len(runs) for runs in repeated)} seeds."
    )
    share = f"Networks trained for this page: {budget_text(budget)}."
    if budget < 1:
        share = (
            f"**Budget {budget:g} of the paper's steps** for networks trained for this page, and those of the "
            "checkpoints given (see Runs): trained rows are not those of the full recipe."
        )
    return f"{share} {chance} {where}"


def _targets(rows: Rows) -> list[str]:
    """Whether self-supervision helps everywhere, and whether the paper's best is reached."""
    lines = ["| | holds | figures |", "| --- | --- | --- |"]
    for data, methods in rows.items():
        for base in ("D2-Net", "R2D2"):
            ours, plain = methods.get(f"{base}+SSL"), methods.get(base)
            if ours and plain:
                each = [_compared(ours, plain, m, k) for m in ("ncm", "cmr") for k in COUNTS]
                won = sum(ahead for ahead, _ in each)
                lines.append(
                    f"| {data}: {base}+SSL beats {base} in NCM and CMR at every K | "
                    f"{'yes' if won == len(each) else f'no, {won} of {len(each)}'} | "
                    f"{'; '.join(text for _, text in each)} |"
                )
    trained = {name: runs for name, runs in rows.get("roadscene", {}).items() if runs[0]["run"]}
    for metric, goal in _ON_ROADSCENE.items() if trained else ():
        best, name = max((float(np.mean(values(runs, 4096, metric))), name) for name, runs in trained.items())
        holds = "yes" if best >= goal else "no"
        lines.append(
            f"| roadscene: the paper's best at K = 4096, {_NAMES[metric]} {goal:g} | {holds} | {name}: {best:.1f} |"
        )
    return lines if len(lines) > 2 else ["They ask for trained networks, which are not on this page."]


def _compared(
    ours: Sequence[dict[str, Any]], plain: Sequence[dict[str, Any]], metric: str, k: int
) -> tuple[bool, str]:
    """Whether ours is ahead in a metric at K, and both figures in words, with what chance may have made of them."""
    a, b = (float(np.mean(values(runs, k, metric))) for runs in (ours, plain))
    gain = difference(
        *(by_pair([row for run in runs for row in run["pairs"]], k, metric) for runs in (plain, ours))
    )
    return a > b, (
        f"{_NAMES[metric]} at {k}: {a:.1f} against {b:.1f} ({gain.mean:+.1f}, {gain.low:+.1f} to {gain.high:+.1f})"
    )


def _some_run(rows: Rows, curves: Curves) -> dict[str, Any]:
    found = [run for methods in rows.values() for runs in methods.values() for run in runs]
    found += [run for bases in curves.values() for weights in bases.values() for run in weights.values()]
    return found[0]


def _pairs(rows: Rows, curves: Curves, data: str) -> str:
    """Number of test pairs, as it was measured."""
    part: Rows = {data: rows[data]} if data in rows else {}
    drawn: Curves = {data: curves[data]} if data in curves else {}
    if not part and not drawn:
        return "(not measured)"
    run = _some_run(part, drawn)
    count, there = run["figures"][str(COUNTS[0])]["pairs"], run["pairs_there"]
    return str(count) if count == there else f"{count} (evenly chosen among {there})"
