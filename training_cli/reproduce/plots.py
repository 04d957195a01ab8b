"""Curves of the experiments and of the runs as PNG."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from ...models.errors import InputError

_TITLES = {"optical": "(a) Optical image as the query", "sar": "(b) SAR image as the query"}


def plot_experiment(result: dict[str, Any], path: Path) -> None:
    """The curves of a figure as the paper arranges them, one panel per direction.

    Networks are drawn over K of Recall-K, numbers of features and resolutions along the axis.

    Raises:
        InputError: matplotlib is missing.
    """
    figure, axes = panels(2)
    rows = result["rows"]
    for panel, direction in zip(axes, ("optical", "sar")):
        if rows[0]["position"] is None:
            for row in rows:
                values = [row["ours"][direction][f"R{k}"] for k in (1, 5, 10)]
                label = f"{row['label']}, mAP {row['ours'][direction]['mAP']:.3f}"
                panel.plot([1, 5, 10], values, marker="o", label=label)
            panel.set_xlabel("K")
            panel.set_ylabel("Recall-K")
        else:
            places = range(len(rows))
            for metric in ("R1", "R5", "R10", "mAP"):
                panel.plot(places, [row["ours"][direction][metric] for row in rows], marker="o", label=metric)
            panel.set_xticks(list(places), [row["label"] for row in rows])
            panel.set_xlabel(result["axis"])
        panel.set_ylim(0, 1)
        panel.set_title(_TITLES[direction], fontsize=10)
        panel.grid(visible=True, alpha=0.3)
        panel.legend(fontsize=8)
    figure.suptitle(f"{result['title']}; ours at budget {result['budget']:g}", fontsize=11)
    save(figure, path)


def plot_losses(runs: list[Path], path: Path) -> None:
    """Loss curves of runs, one panel per stage.

    Raises:
        InputError: matplotlib is missing.
    """
    stages = [
        stage for stage in ("oed", "sed", "subnet", "dfcnn") if any(_stage(run) == stage for run in runs)
    ]
    figure, axes = panels(max(len(stages), 1))
    for panel, stage in zip(axes, stages):
        for run in runs:
            if _stage(run) != stage:
                continue
            with (run / "curve.csv").open(encoding="utf-8", newline="") as file:
                points = [(int(row["step"]), float(row["loss"])) for row in csv.DictReader(file)]
            panel.plot(
                [p[0] for p in points], [p[1] for p in points], label=run.name.partition("-")[2], linewidth=1
            )
        panel.set_title("dfcnn, sum over variants" if stage == "dfcnn" else stage, fontsize=10)
        panel.set_xlabel("step")
        panel.set_ylabel("loss")
        panel.grid(visible=True, alpha=0.3)
        panel.legend(fontsize=7)
    save(figure, path)


def _stage(run: Path) -> str:
    return run.name.partition("-")[0]


def panels(count: int) -> tuple[Any, list[Any]]:
    """A figure and its panels side by side.

    Raises:
        InputError: matplotlib is missing.
    """
    try:
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure
    except ImportError as error:
        raise InputError("Curves need matplotlib.", "Install it: pip install matplotlib.") from error
    figure = Figure(figsize=(4.6 * count, 3.8), layout="constrained")
    FigureCanvasAgg(figure)
    return figure, [figure.add_subplot(1, count, i + 1) for i in range(count)]


def save(figure: Any, path: Path) -> None:
    """Write a figure as PNG, whole or not at all."""
    part = path.with_name(path.stem + ".part.png")
    figure.savefig(part, dpi=110)
    part.replace(path)
