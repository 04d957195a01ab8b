"""A folder of experiments: runs, raw numbers, curves, and the page made of what is there."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ...models.errors import InputError
from ...models.progress import Progress
from ..conditions import conditions
from ..train.paper.stages import Runner
from ..train.run import Hardware
from .experiments import EXPERIMENTS, Experiment, run_experiment
from .lab import Lab
from .page import page, table
from .plots import plot_experiment, plot_losses


class Study:
    """Experiments whose runs and results share a folder.

    Args:
        out: the folder; ``runs`` in it may be shared by studies at several budgets.
        shared: folder that holds ``data`` and ``weights``.
        hardware: where to train.
        workers: processes that prepare batches.
        progress: reports.
    """

    def __init__(self, out: Path, shared: Path, hardware: Hardware, workers: int, progress: Progress) -> None:
        self.out, self.progress = out, progress
        self.runner = Runner(shared, out / "simulated", hardware, workers, progress=progress)

    def run(
        self,
        experiments: Sequence[Experiment],
        *,
        budget: float,
        seeds: Sequence[int],
        gallery: int,
        test: str,
        changes: Sequence[str] = (),
    ) -> list[dict[str, Any]]:
        """Run experiments and write ``<name>.json``, ``<name>.csv`` and, for figures, ``<name>.png``.

        Args:
            experiments: which.
            budget: share of the paper's iterations.
            seeds: repetitions.
            gallery: most windows of the test imagery; 0 takes all.
            test: the imagery that is searched.
            changes: ``key=value`` for the stages.
        """
        self.out.mkdir(parents=True, exist_ok=True)
        lab = Lab(self.out / "runs", self.runner, budget, test=test, gallery=gallery, changes=changes)
        results = []
        for experiment in experiments:
            result = {**run_experiment(experiment, lab, seeds, self.progress), "conditions": conditions()}
            _write(self.out / f"{experiment.name}.json", json.dumps(result, indent=2))
            _write(self.out / f"{experiment.name}.csv", table(result))
            if experiment.axis:
                plot_experiment(result, self.out / f"{experiment.name}.png")
            results.append(result)
        return results

    def write_page(self, path: Path) -> Path:
        """Write the page of all experiments in the folder; curves go into a folder of the page's name beside it.

        Raises:
            InputError: there are none.
        """
        files = [self.out / f"{name}.json" for name in EXPERIMENTS]
        results = [json.loads(file.read_text(encoding="utf-8")) for file in files if file.is_file()]
        if not results:
            raise InputError(f"There are no results in {self.out}.", "Run an experiment first.")
        names = list(dict.fromkeys(name for result in results for name in result["runs"]))
        folders = [self.out / "runs" / name for name in names]
        runs = [
            {"name": folder.name, **json.loads((folder / "run.json").read_text(encoding="utf-8"))}
            for folder in folders
        ]
        pictures = path.with_suffix("")
        pictures.mkdir(parents=True, exist_ok=True)
        shown = {}
        for result in results:
            if result["axis"]:
                plot_experiment(result, pictures / f"{result['experiment']}.png")
                shown[result["experiment"]] = f"{pictures.name}/{result['experiment']}.png"
        plot_losses(folders, pictures / "losses.png")
        shown["losses"] = f"{pictures.name}/losses.png"
        _write(path, page(results, runs, shown))
        return path


def _write(path: Path, text: str) -> None:
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
