"""The results page: ours and theirs side by side, with what differs between them."""

from __future__ import annotations

import csv
import io
import shlex
from collections.abc import Iterable
from typing import Any

from ..train.paper.card import STAGES, budget_text
from .comparison import cost_table, reading
from .published import THEIRS

_NAMES = {"optical": "optical query", "sar": "SAR query"}
_METRICS = ("R1", "R5", "R10", "mAP")

#: Below this share nothing has converged.
_SMALLEST_TELLING_BUDGET = 0.01

_DIFFERENCES = """\
## What differs from the paper

| | theirs | ours |
| --- | --- | --- |
| imagery | 29 pairs of X-SAR and BIGEMAP optical images, 8192 x 10240 px | Sentinel-1 amplitude and \
Sentinel-2 true colour; trained on {train}, searched in {test} |
| registration | homography from control points | by georeference; in la up to 9 px off (relief) |
| split | 7 : 2 : 1 of windows at stride 90, so that test windows overlap training windows | by scene or event: no \
test window overlaps a training window, but for the strip of 177 px that both granules of la show |
| search | test set of about 4647 optical windows, 5 right answers each | {search} |
| buildings for OED | Massachusetts Buildings Dataset | 66 tiles of Inria, WHU, NZ and crowdAI |
| start of OED | SegNet trained on PASCAL VOC | VGG16 from ImageNet; the decoder from MSRA |
| iterations | 180k, 150k, 800k, 160k | {steps} |
| batch, optimiser | 5, SGD 1e-3, momentum 0.9 | the same unless a line below says otherwise |
| left open by the paper | | descriptors of length 1 before the loss; margin 1; CAC kernel 3; weight decay 5e-4; rate \
divided by ten after two thirds; positives up to 45 px apart per axis; Euclidean loss as mean over pixels; BatchNorm \
in the decoders only; evaluation by exact search |
"""


def page(results: list[dict[str, Any]], runs: list[dict[str, Any]], pictures: dict[str, str]) -> str:
    """Markdown of all experiments that have been run.

    A folder may hold results of several budgets, galleries, settings or numbers of seeds. Each section then says
    which it has, and there is a command for each.

    Args:
        results: of :func:`~.experiments.run_experiment`.
        runs: contents of ``run.json`` of the runs behind them, with ``name``.
        pictures: paths of curves as the page names them, by experiment, and ``losses``.
    """
    groups = _groups(results)
    lines = ["# The DFCNN paper's experiments", ""]
    lines += [_headline(results), "", _where(results), ""]
    missing = [name for name in THEIRS if name not in {result["experiment"] for result in results}]
    if missing:
        lines += [f"Not run yet: {', '.join(missing)}.", ""]
    lines += [_differences(groups, runs)]
    for result in results:
        lines += ["", *_section(result, pictures.get(result["experiment"]), alone=len(groups) == 1)]
    lines += ["", "## Runs", "", *_run_table(runs)]
    if "losses" in pictures:
        lines += ["", f"![loss curves]({pictures['losses']})"]
    lines += ["", "## Commands", "", "```", *(_command(group) for group in groups), "```", ""]
    lines += [
        "The full recipe is the same command with `--full` in place of the budget, seeds and gallery.",
        "",
    ]
    return "\n".join(lines)


def table(result: dict[str, Any]) -> str:
    """CSV with one line per row, direction and metric: ours (mean over seeds), spread, theirs."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(
        ["experiment", "row", "notation", "dimension", "query", "metric", "ours", "spread", "theirs"]
    )
    for row in result["rows"]:
        for direction in _NAMES:
            for metric in _METRICS:
                spread = row["spread"][direction][metric] if row["spread"] else ""
                theirs = (row["theirs"] or {}).get(direction, {}).get(metric, "")
                head = [
                    result["experiment"],
                    row["label"],
                    row["notation"],
                    row["dimension"],
                    direction,
                    metric,
                ]
                writer.writerow([*head, f"{row['ours'][direction][metric]:.6f}", spread, theirs])
    return out.getvalue()


def _groups(results: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    """Results that one command makes, by command, the smallest budget first."""
    groups: dict[tuple[Any, ...], list[dict[str, Any]]] = {}
    for result in results:
        gallery = result["gallery"]
        searched = (gallery["imagery"], gallery["windows"], gallery["screened_windows"])
        key = (result["budget"], *searched, tuple(result["changes"]), tuple(result["seeds"]))
        groups.setdefault(key, []).append(result)
    return sorted(groups.values(), key=lambda group: group[0]["budget"])


def _headline(results: list[dict[str, Any]]) -> str:
    counts = {len(result["seeds"]) for result in results}
    budgets = sorted({result["budget"] for result in results})
    text, small = "Full budget of the paper's iterations.", "so small a budget"
    if len(budgets) > 1:
        text = (
            f"**Budgets of {' and '.join(f'{budget:g}' for budget in budgets)} of the paper's iterations: each "
            "experiment says which.** Below 1 the figures are not those of the full recipe."
        )
        small = f"a budget below {_SMALLEST_TELLING_BUDGET:g}"
    elif budgets[0] < 1:
        text = f"**Budget {budgets[0]:g} of the paper's iterations.** The figures are not those of the full recipe."
    if budgets[0] < _SMALLEST_TELLING_BUDGET:
        text += (
            f" At {small} they show that every stage and experiment runs from end to end, and neither confirm "
            "nor question the paper."
        )
    if counts == {1}:
        return f"{text} One seed: differences between rows may be chance."
    text += f" With ±: mean and standard deviation of {max(counts)} seeds."
    return text + (" Without: one seed, differences between rows may be chance." if 1 in counts else "")


def _where(results: list[dict[str, Any]]) -> str:
    facts, device = results[-1]["conditions"], results[-1]["device"]
    seeds = sorted({seed for result in results for seed in result["seeds"]})
    return (
        f"Measured on {facts['processor']}, {facts['cpus']} CPUs, {device}, torch "
        f"{facts['versions'].get('torch', 'unknown')}; seeds {', '.join(str(seed) for seed in seeds)}."
    )


def _differences(groups: list[list[dict[str, Any]]], runs: list[dict[str, Any]]) -> str:
    train = sorted({name for run in runs for name in run["data"].get("pairs of", [])})
    firsts = [group[0] for group in groups]
    return _DIFFERENCES.format(
        train=_together(train),
        test=_each(result["gallery"]["imagery"] for result in firsts),
        search=_each(_search(result["gallery"]) for result in firsts),
        steps=_each(_steps(group, runs) for group in groups),
    )


def _search(gallery: dict[str, Any]) -> str:
    chance = gallery["positives_per_query"] / gallery["windows"]
    return (
        f"{gallery['windows']} of {gallery['screened_windows']} screened windows, {gallery['positives_per_query']} "
        f"right answers each: {gallery['right']}; R1 by chance {chance:.3f}"
    )


def _steps(group: list[dict[str, Any]], runs: list[dict[str, Any]]) -> str:
    """Steps of each stage behind the results of a group, and their budget."""
    behind = {name for result in group for name in result["runs"]}
    steps = {STAGES[run["recipe"]["stage"]]: run["steps"] for run in runs if run["name"] in behind}
    counts = ", ".join(f"{count} ({name})" for name, count in steps.items())
    return f"{counts}: {budget_text(group[0]['budget'])}"


def _each(texts: Iterable[str]) -> str:
    """Different texts on one line, each once."""
    return "; ".join(dict.fromkeys(texts))


def _together(names: list[str]) -> str:
    """Names of pairs on one line, the tiles of a set counted."""
    sets: dict[str, int] = {}
    for name in names:
        parts = name.rsplit("/", 1)
        whole = parts[0] if parts[0].count("/") else name
        sets[whole] = sets.get(whole, 0) + 1
    return ", ".join(name if count == 1 else f"{name} ({count} tiles)" for name, count in sets.items())


def _section(result: dict[str, Any], picture: str | None, *, alone: bool) -> list[str]:
    lines = [f"## {result['title']}", "", f"Theirs: {result['remark']}", ""]
    if not alone:
        gallery, count = result["gallery"], len(result["seeds"])
        seeds = "one seed" if count == 1 else f"{count} seeds"
        where = f"{gallery['windows']} windows of {gallery['imagery']}"
        lines += [f"Ours: {budget_text(result['budget'])}, {where}, {seeds}.", ""]
    if result["changes"]:
        lines += [f"Settings changed: {', '.join(f'`{change}`' for change in result['changes'])}.", ""]
    head = " | ".join(f"{m} {_NAMES[d]}" for d in _NAMES for m in _METRICS)
    lines += [f"| | length | {head} |", "| --- | --- |" + " --- |" * 8]
    for row in result["rows"]:
        lines.append(
            f"| {row['notation']}, ours | {row['dimension']} | {_cells(row['ours'], row['spread'])} |"
        )
        if row["theirs"]:
            lines.append(f"| {row['notation']}, theirs | | {_cells(row['theirs'], None)} |")
    if any(row.get("facts") for row in result["rows"]):
        lines += ["", *cost_table(result), "", *reading(result)]
    if picture:
        lines += ["", f"![{result['title']}]({picture})"]
    return lines


def _cells(numbers: dict[str, dict[str, float]], spread: dict[str, dict[str, float]] | None) -> str:
    cells = []
    for direction in _NAMES:
        for metric in _METRICS:
            value = numbers.get(direction, {}).get(metric)
            text = "" if value is None else f"{value:.3f}"
            cells.append(text + (f" ± {spread[direction][metric]:.3f}" if spread else ""))
    return " | ".join(cells)


def _run_table(runs: list[dict[str, Any]]) -> list[str]:
    lines = ["| run | stage | blocks, task | steps | budget | time | loss first / last | precision |"]
    lines += ["| --- | --- | --- | --- | --- | --- | --- | --- |"]
    for run in runs:
        recipe = run["recipe"]
        what = f"{recipe.get('blocks', '')}" + (f", {recipe['task']}" if "task" in recipe else "")
        losses = f"{run['loss_first']:.4g} / {run['loss_last']:.4g}" if run["loss_first"] is not None else ""
        lines.append(
            f"| {run['name']} | {STAGES[recipe['stage']]} | {what} | {run['steps']} of {recipe['iterations']} "
            f"| {recipe['budget']:g} | {run['seconds']:.0f} s | {losses} | {run['precision']} |"
        )
    return lines


def _command(group: list[dict[str, Any]]) -> str:
    names = " ".join(f"--experiment {result['experiment']}" for result in group)
    first = group[0]
    changes = "".join(f" --set {shlex.quote(change)}" for change in first["changes"])
    seeds = f" --seeds {len(first['seeds'])}" if len(first["seeds"]) > 1 else ""
    windows = f" --gallery {first['gallery']['windows']}"
    test = f" --test {first['gallery']['imagery']}"
    return f"optosar reproduce dfcnn {names} --budget {first['budget']:g}{test}{windows}{seeds}{changes}"
