"""Training and measuring what the S2-Net paper compares, once for all tables, and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ....models.progress import Progress, no_progress, subprogress
from ....models.retrieval.storage import make_folder
from ...conditions import conditions
from ...console import save_json
from ...data.cross_modality import cross_pairs
from ...evaluate.keypoints import measure_method, rows_of, summarise
from ...methods.base import Method
from ...methods.learned import Learned
from ...methods.rift import Rift
from ...methods.sift import Sift
from ...train.paper.config import load_config, settings_of
from ...train.paper.stages import Runner
from ...train.s2net.config import config_of
from ...train.s2net.modules import train_s2net
from .pictures import draw_matches
from .published import COUNTS

#: Methods by name: base network and self-supervision, or None where nothing is trained.
METHODS: dict[str, tuple[str, bool] | None] = {
    "SIFT": None,
    "RIFT": None,
    "D2-Net": ("d2net", False),
    "R2D2": ("r2d2", False),
    "D2-Net+SSL": ("d2net", True),
    "R2D2+SSL": ("r2d2", True),
}
#: Weights of the self-supervised losses in Fig. 3.
LAMBDAS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
#: Pairs of each data set of which matches are drawn: the first, and one from the middle.
_DRAWN = (0, 11)


class KeypointStudy:
    """Runs are kept by their settings: what an experiment needs is trained and measured unless it is there.

    Args:
        out: folder of runs, figures and pictures.
        runner: trains.
        budget: share of the paper's iterations.
        device: of extraction.
        changes: ``key=value`` for every training.
    """

    def __init__(
        self, out: Path, runner: Runner, budget: float, device: str = "auto", changes: Sequence[str] = ()
    ) -> None:
        self.out, self.runner, self.budget = out, runner, budget
        self.device, self.changes = device, tuple(changes)

    def row(self, method: str, data: str, seed: int, progress: Progress = no_progress) -> dict[str, Any]:
        """Figures of a method of :data:`METHODS` on the test part of ``data``, with what they took.

        Raises:
            InputError: the data is not there.
            Cancelled: by ``progress``.
        """
        trained = METHODS[method]
        if trained is None:
            return self._measured(
                Sift() if method == "SIFT" else Rift(), data, self.out / "methods", {}, progress
            )
        return self._trained(trained[0], data, seed, progress, ssl=trained[1])

    def weighted(self, base: str, data: str, weight: float, seed: int, progress: Progress) -> dict[str, Any]:
        """Figures of a base network trained with a weight of self-supervision (Fig. 3); 0 is without."""
        if weight == 0:
            return self._trained(base, data, seed, progress, ssl=False)
        return self._trained(base, data, seed, progress, ssl=True, weight=weight)

    def _trained(
        self, base: str, data: str, seed: int, progress: Progress, *, ssl: bool, weight: float | None = None
    ) -> dict[str, Any]:
        given = {
            "ssl": ssl,
            "weight": weight,
            "sources": [f"{data}/train"],
            "seed": seed,
            "budget": self.budget,
        }
        config = load_config(config_of(base), None, self.changes, **given)
        key = hashlib.sha256(json.dumps(settings_of(config), sort_keys=True).encode()).hexdigest()[:10]
        folder = self.out / "runs" / f"{base}-{key}"
        checkpoint = train_s2net(config, folder, self.runner)
        run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
        facts = {
            name: run[name] for name in ("recipe", "steps", "seconds", "loss_first", "loss_last", "precision")
        }
        method = Learned(checkpoint, self.device, pyramid=True)
        return self._measured(method, data, folder, facts, subprogress(progress, 0.8, 1.0))

    def _measured(
        self, method: Method, data: str, folder: Path, run: dict[str, Any], progress: Progress
    ) -> dict[str, Any]:
        path = folder / f"{data}-{method.name.lower()}.json"
        if not path.is_file():
            pairs = cross_pairs(f"{data}/test", self.runner.shared)
            figures = measure_method(method, pairs, COUNTS, progress=progress)
            make_folder(folder)
            for number in _DRAWN:
                if number < len(pairs):
                    name = f"{data}-{method.name.lower()}-{number}.jpg"
                    draw_matches(method, pairs[number], COUNTS[0], folder / name)
            save_json(
                {
                    "method": method.name,
                    "data": data,
                    "figures": {str(k): summarise(rows) for k, rows in figures.items()},
                    "run": run,
                    "conditions": conditions(),
                    "pairs": rows_of(figures),
                },
                path,
            )
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {**found, "folder": str(folder)}
