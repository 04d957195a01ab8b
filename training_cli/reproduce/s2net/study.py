"""Training and measuring what the S2-Net paper compares, once for all tables, and kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ....models.matching import robust
from ....models.networks import cmmnet, d2net, r2d2
from ....models.progress import Progress, no_progress, subprogress
from ....models.retrieval.storage import make_folder
from ...conditions import conditions
from ...console import save_json
from ...data.cross_modality import CrossPair, cross_pairs
from ...evaluate import keypoints
from ...evaluate.keypoints import measure_method, rows_of, summarise
from ...methods import learned, rift, rift_rotation, sift
from ...methods.base import Method
from ...methods.learned import Learned, read_keypoint_network
from ...methods.rift import Rift
from ...methods.sift import Sift
from ...train.paper.config import load_config, settings_of
from ...train.paper.stages import Runner, finished
from ...train.s2net.config import config_of
from ...train.s2net.modules import train_s2net
from .pictures import draw_matches
from .published import COUNTS, DRAWN_COUNTS

#: Methods by name: base network and self-supervision, or None where nothing is trained.
METHODS: dict[str, tuple[str, bool] | None] = {
    "SIFT": None,
    "RIFT": None,
    "CMM-Net": ("cmmnet", False),
    "D2-Net": ("d2net", False),
    "R2D2": ("r2d2", False),
    "D2-Net+SSL": ("d2net", True),
    "R2D2+SSL": ("r2d2", True),
}
#: Weights of the self-supervised losses in Fig. 3.
LAMBDAS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
#: Pairs of each data set of which matches are drawn: the first, and one from the middle.
_DRAWN = (0, 11)
#: What a figure depends on beside data and weights: a kept one is measured again where this has changed.
_CODE = (keypoints, robust, learned, rift, rift_rotation, sift, d2net, r2d2, cmmnet)


@dataclass(frozen=True)
class Given:
    """A checkpoint that was trained elsewhere.

    Attributes:
        path: of the file, a checkpoint or exported weights.
        recipe: its settings.
        run: contents of ``run.json`` beside it; what the checkpoint says itself where there is none.
    """

    path: Path
    recipe: dict[str, Any]
    run: dict[str, Any]


class KeypointStudy:
    """Runs are kept by their settings: what an experiment needs is trained and measured unless it is there.

    Args:
        out: folder of runs, figures and pictures.
        runner: trains.
        budget: share of the paper's iterations.
        device: of extraction.
        changes: ``key=value`` for every training.
        checkpoints: of ``optosar train s2net``, files or folders of runs. Each takes the place of the trainings of the
            row its settings belong to (base network, self-supervision, data), whatever its budget.
        train: whether runs that are not there are trained; without, their rows are left out.
        pairs: test pairs of a data set that are measured, spread evenly over its scenes; 0 takes all.

    Raises:
        InputError: a checkpoint is none of ``optosar train s2net``.
    """

    def __init__(
        self,
        out: Path,
        runner: Runner,
        budget: float,
        device: str = "auto",
        changes: Sequence[str] = (),
        *,
        checkpoints: Sequence[Path] = (),
        train: bool = True,
        pairs: int = 0,
    ) -> None:
        self.out, self.runner, self.budget = out, runner, budget
        self.device, self.changes, self.train, self.pairs = device, tuple(changes), train, pairs
        self.given = [read_given(path) for path in checkpoints]

    def rows(
        self, method: str, data: str, seeds: Sequence[int], progress: Progress = no_progress
    ) -> list[dict[str, Any]]:
        """Figures of a method of :data:`METHODS` on the test part of ``data``, one for each repetition.

        Returns:
            One for each seed; one for each checkpoint where some were given; one where nothing is trained; none where
            nothing is there and nothing shall be trained.

        Raises:
            InputError: the data is not there.
            Cancelled: by ``progress``.
        """
        trained = METHODS[method]
        if trained is not None:
            return self.trained(trained[0], data, seeds, progress, ssl=trained[1])
        handcrafted: Method = Sift() if method == "SIFT" else Rift()
        return [self._measured(handcrafted, data, self.out / "methods", {}, progress)]

    def weighted(
        self, base: str, data: str, weight: float, seed: int, progress: Progress
    ) -> list[dict[str, Any]]:
        """Figures of a base network trained with a weight of self-supervision (Fig. 3); 0 is without."""
        if weight == 0:
            return self.trained(base, data, [seed], progress, ssl=False)
        return self.trained(base, data, [seed], progress, ssl=True, weight=weight)

    def trained(
        self,
        base: str,
        data: str,
        seeds: Sequence[int],
        progress: Progress,
        *,
        ssl: bool,
        weight: float | None = None,
    ) -> list[dict[str, Any]]:
        """Figures of a base network, see :meth:`rows`; ``weight`` None takes the configuration's."""
        given = [item for item in self.given if _serves(item.recipe, base, data, ssl=ssl, weight=weight)]
        if given:
            # A row has one weight of self-supervision: the configuration's where it is among them.
            usual = load_config(config_of(base), None, self.changes).weight
            chosen = min((item.recipe["weight"] for item in given), key=lambda value: abs(value - usual))
            given = [item for item in given if not ssl or item.recipe["weight"] == chosen]
            given.sort(key=lambda item: int(item.recipe["seed"]))
            return [
                self._extracted(
                    item.path, data, self.out / "given" / _short(item.path.read_bytes()), item.run
                )
                for item in given
            ]
        found = []
        for number, seed in enumerate(seeds):
            settings = {"ssl": ssl, "weight": weight, "seed": seed, "budget": self.budget}
            config = load_config(config_of(base), None, self.changes, sources=[f"{data}/train"], **settings)
            key = _short(json.dumps(settings_of(config), sort_keys=True).encode())
            folder = self.out / "runs" / f"{base}-{key}"
            if not finished(folder) and not self.train:
                continue
            step = subprogress(progress, number / len(seeds), (number + 1) / len(seeds))
            checkpoint = train_s2net(config, folder, self.runner)
            run = json.loads((folder / "run.json").read_text(encoding="utf-8"))
            found.append(self._extracted(checkpoint, data, folder, run, subprogress(step, 0.8, 1.0)))
        return found

    def _extracted(
        self, checkpoint: Path, data: str, folder: Path, run: dict[str, Any], progress: Progress = no_progress
    ) -> dict[str, Any]:
        facts = {name: run.get(name) for name in ("recipe", "steps", "seconds", "loss_first", "loss_last")}
        facts["precision"] = run.get("precision", "")
        method = Learned(checkpoint, self.device, pyramid=True)
        return self._measured(method, data, folder, facts, progress)

    def _measured(
        self, method: Method, data: str, folder: Path, run: dict[str, Any], progress: Progress
    ) -> dict[str, Any]:
        there = cross_pairs(f"{data}/test", self.runner.shared)
        pairs = spread_evenly(there, self.pairs)
        path = folder / f"{data}-{method.name.lower()}-{self._version(pairs)}.json"
        if not path.is_file():
            figures = measure_method(method, pairs, COUNTS, progress=progress)
            make_folder(folder)
            for number in _DRAWN:
                if number < len(pairs):
                    name = f"{data}-{method.name.lower()}-{number}.png"
                    draw_matches(method, pairs[number], DRAWN_COUNTS[data], folder / name)
            save_json(
                {
                    "method": method.name,
                    "data": data,
                    "pairs_there": len(there),
                    "figures": {str(k): summarise(rows) for k, rows in figures.items()},
                    "run": run,
                    "conditions": conditions(self.device),
                    "pairs": rows_of(figures),
                },
                path,
            )
        found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {**found, "folder": str(folder.relative_to(self.out))}

    def _version(self, pairs: Sequence[CrossPair]) -> str:
        """A short name of the pairs, the device and the code a figure depends on."""
        code = [Path(str(module.__file__)).read_bytes() for module in _CODE]
        names = [pair.name.encode() for pair in pairs]
        return _short(b"\n".join([*code, *names, self.device.encode()]))


def spread_evenly(pairs: Sequence[CrossPair], count: int) -> list[CrossPair]:
    """``count`` of the pairs, evenly chosen, so that all scenes are among them; all of them where ``count`` is 0."""
    if not 0 < count < len(pairs):
        return list(pairs)
    return [pairs[(2 * i + 1) * len(pairs) // (2 * count)] for i in range(count)]


def read_given(path: Path) -> Given:
    """A checkpoint that was trained elsewhere, from its file or the folder of its run.

    Raises:
        InputError: it is none of ``optosar train s2net``.
    """
    file = path / "final.ckpt" if path.is_dir() else path
    settings, _ = read_keypoint_network(file)
    recipe = settings["recipe"]
    beside = file.with_name("run.json")
    known = json.loads(beside.read_text(encoding="utf-8")) if beside.is_file() else {}
    same = known.get("recipe") == json.loads(json.dumps(recipe))
    return Given(file, recipe, known if same else {"recipe": recipe, "steps": settings.get("steps")})


def _serves(recipe: dict[str, Any], base: str, data: str, *, ssl: bool, weight: float | None) -> bool:
    """Whether a checkpoint with these settings belongs to a row."""
    if recipe["stage"] != base or bool(recipe["ssl"]) != ssl or f"{data}/train" not in recipe["sources"]:
        return False
    return weight is None or abs(float(recipe["weight"]) - weight) < 1e-9


def _short(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:10]
