"""Running the four stages: data and start weights in, checkpoint, loss curve, ``run.json`` and card out."""

from __future__ import annotations

import gc
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import lightning
import numpy as np
import torch
from torch import Tensor
from torch.utils.data import Dataset

from ....models.errors import InputError
from ....models.progress import Progress
from ...data.osr.manifest import load
from ...data.pairs import ImagePair
from ..checkpoint import is_slim
from ..claim import claim
from ..curve import Curve
from ..run import Hardware, fit
from ..saving import newest
from .assemble import load_encoder, load_subnet, start_encoder
from .card import STAGES, budget_text, card
from .config import DFCNNConfig, OEDConfig, PairConfig, SEDConfig, StageConfig, SubnetConfig, defaults_of
from .modules import DFCNNStage, EncoderDecoderStage, Stage, SubnetStage, Variant
from .osr_stream import OsrPairStream
from .sources import load_buildings, load_pairs, split_tiles
from .streams import BuildingStream, LabelledPairStream, TileStream

#: Points of a loss curve at most.
_CURVE_POINTS = 500


class Runner:
    """Trains stages into folders.

    Args:
        shared: folder that holds ``data`` and ``weights``.
        cache: where simulated scenes are kept.
        hardware: where to train.
        workers: processes that prepare batches, per training process.
        every: steps between two checkpoints.
        progress: told of every step; a progress bar when None.
    """

    def __init__(
        self,
        shared: Path,
        cache: Path,
        hardware: Hardware | None = None,
        workers: int = 1,
        every: int = 500,
        progress: Progress | None = None,
    ) -> None:
        self.shared, self.cache, self.hardware = shared, cache, hardware or Hardware()
        self.workers, self.every, self.progress = workers, every, progress
        self._loaded: dict[tuple[str, ...], list[ImagePair]] = {}

    def pairs(self, sources: Sequence[str]) -> list[ImagePair]:
        """Registered pairs by name, read once: whole granules are large, and the stages share them."""
        key = tuple(sources)
        if key not in self._loaded:
            self._loaded[key] = load_pairs(sources, self.shared, self.cache)
        return self._loaded[key]

    def oed(self, config: OEDConfig, out: Path) -> Path:
        """Train OED; the checkpoint."""
        lightning.seed_everything(config.seed, verbose=False)
        module = EncoderDecoderStage(config)
        start_encoder(module.net.encoder, config.start, self.shared)
        if not module.segments:
            pairs = self.pairs(config.sources)
            shown: dict[str, Any] = {"optical tiles of": [pair.name for pair in pairs]}
            return self.run(module, TileStream(pairs, "optical", config), shown, out)
        tiles = load_buildings(self.shared / config.buildings, config.tile)
        training, testing = split_tiles(tiles, config.held_out, config.seed)
        data = {"building tiles": len(training), "held out": len(testing)}
        held_out = BuildingStream(testing, config)
        return self.run(
            module,
            BuildingStream(training, config),
            data,
            out,
            lambda: {"held_out": building_figures(module, [held_out[i] for i in range(4)])},
        )

    def sed(self, config: SEDConfig, out: Path) -> Path:
        """Train SED; the checkpoint."""
        lightning.seed_everything(config.seed, verbose=False)
        module = EncoderDecoderStage(config)
        start_encoder(module.net.encoder, config.start, self.shared)
        pairs = self.pairs(config.sources)
        data = {"SAR tiles of": [pair.name for pair in pairs]}
        return self.run(module, TileStream(pairs, "sar", config), data, out)

    def subnet(
        self, config: SubnetConfig, optnet: Path, sarnet: Path, out: Path, data: Path | None = None
    ) -> Path:
        """Train the Sub-network from checkpoints of OED and SED; the checkpoint.

        Args:
            config: settings.
            optnet: checkpoint of OED.
            sarnet: checkpoint of SED.
            out: folder to write.
            data: data set built by ``optosar data osr``; its training pairs take the place of ``config.sources``.
        """
        lightning.seed_everything(config.seed, verbose=False)
        module = SubnetStage(config)
        started = {
            "optnet": load_encoder(module.net.optical.trunk, optnet),
            "sarnet": load_encoder(module.net.sar.trunk, sarnet),
        }
        return self.run_pairs(module, config, started, out, data)

    def dfcnn(
        self,
        config: DFCNNConfig,
        subnet: Path,
        out: Path,
        variants: Sequence[Variant] = (),
        data: Path | None = None,
    ) -> Path:
        """Train what follows the Sub-network, which stays fixed; the checkpoint. ``data`` as for :meth:`subnet`."""
        lightning.seed_everything(config.seed, verbose=False)
        module = DFCNNStage(config, variants)
        return self.run_pairs(module, config, {"subnet": load_subnet(module.net, subnet)}, out, data)

    def run_pairs(
        self, module: Stage, config: PairConfig, started: dict[str, Any], out: Path, data: Path | None
    ) -> Path:
        """Train a module on labelled pairs; the checkpoint. ``started``: what its weights come from."""
        if data is not None:
            prepared = OsrPairStream(load(data), config)
            module.save_hyperparameters({"from": {**started, "data set": prepared.osr.sha256}})
            return self.run(module, prepared, prepared.describe(), out)
        module.save_hyperparameters({"from": started})
        pairs = self.pairs(config.sources)
        stream = LabelledPairStream(pairs, config)
        windows = sum(len(places) for places in stream.windows.places)
        return self.run(
            module, stream, {"pairs of": [pair.name for pair in pairs], "window centres": windows}, out
        )

    def run(
        self,
        module: Stage,
        stream: Dataset[dict[str, Tensor]],
        data: dict[str, Any],
        out: Path,
        figures: Callable[[], dict[str, Any]] = dict,
    ) -> Path:
        """Train a module on a stream, unless the folder holds the finished run; the checkpoint.

        A run in the folder whose budget was smaller, and whose rate had not fallen, goes on from what it reached,
        exactly as if it had had the larger budget from the start; its last checkpoint stays until the new one takes its
        place.

        Args:
            module: with its settings.
            stream: item i is batch i.
            data: what it is made of, for the card.
            out: folder to write.
            figures: more for the card, computed after training.

        Raises:
            InputError: the folder holds a run with other settings, or one that was kept without its optimiser.
            Cancelled: by the progress; the step reached is saved.
        """
        config = module.config
        known = defaults_of(config)

        def goes_on(started: dict[str, Any], wanted: dict[str, Any]) -> bool:
            # Settings that the version lacks with which the run was begun are as they were then.
            return _goes_on({**started, "recipe": {**known, **started["recipe"]}}, wanted)

        claim(out, {key: module.hparams[key] for key in ("recipe", "from")}, goes_on)
        if finished(out, config.steps):
            return out / "final.ckpt"
        reached = newest(out)
        if reached is not None and is_slim(reached):
            raise InputError(
                f"{out} holds a finished run whose optimiser was left out: it cannot go on exactly.",
                "Choose another folder.",
            )
        curve = Curve(every=max(1, config.steps // _CURVE_POINTS))
        last = fit(
            module,
            stream,
            out,
            config.steps,
            every=self.every,
            workers=self.workers,
            quiet=self.progress is not None,
            hardware=self.hardware,
            clip=config.clip or None,
            progress=self.progress,
            title=_title(config),
            callbacks=[curve],
        )
        # Trainer, module and data refer to each other; the next stage needs the memory now.
        gc.collect()
        if module.global_rank == 0:
            curve.write(out / "curve.csv")
            tail = [loss for _, loss in curve.points[-max(1, len(curve.points) // 10) :]]
            facts = {
                **{key: module.hparams[key] for key in ("recipe", "steps", "from")},
                "processes": module.trainer.world_size,
                "precision": str(module.trainer.precision),
                "seconds": round(curve.seconds, 1),
                "loss_first": curve.points[0][1] if curve.points else None,
                "loss_last": float(np.mean(tail)) if tail else None,
                "data": data,
                **figures(),
            }
            _write(out / "card.md", card(facts))
            _write(out / "run.json", json.dumps(facts, indent=2))
        return last


def _goes_on(started: dict[str, Any], wanted: dict[str, Any]) -> bool:
    """Whether a run is the other or the beginning of it: as far as it went nothing but the budget differed."""
    if started == wanted:
        return True
    before, after = started["recipe"], wanted["recipe"]
    grown = {key: after[key] for key in ("budget", "decay_at", "ssl_until") if key in after}
    if {**started, "recipe": {**before, **grown}} != wanted or before["budget"] >= after["budget"]:
        return False
    short, long = (
        StageConfig(recipe["iterations"], recipe["budget"], decay_at=tuple(recipe["decay_at"]))
        for recipe in (before, after)
    )
    if before.get("ssl_until", 1.0) < 1 or round(after.get("ssl_until", 1.0) * long.steps) < short.steps:
        return False
    # The last step of a run already sets the rate of the one that would follow.
    return not short.falls and all(fall > short.steps for fall in long.falls)


def finished(out: Path, steps: int = 0) -> bool:
    """Whether a folder holds a run that reached its end, after so many steps at least."""
    run = out / "run.json"
    if not run.is_file() or not (out / "final.ckpt").is_file():
        return False
    return int(json.loads(run.read_text(encoding="utf-8"))["steps"]) >= steps


def building_figures(module: EncoderDecoderStage, batches: list[dict[str, Tensor]]) -> dict[str, float]:
    """Cross-entropy and intersection over union of OED on batches of building tiles."""
    module.eval().cpu()
    losses, both, either = [], 0.0, 0.0
    with torch.inference_mode():
        for batch in batches:
            losses.append(float(module.loss(batch)))
            found, there = module.net(batch["image"]) > 0, batch["target"] > 0
            both += float((found & there).sum())
            either += float((found | there).sum())
    return {"cross_entropy": float(np.mean(losses)), "iou": both / max(either, 1.0)}


def _title(config: StageConfig) -> str:
    return f"{STAGES[config.stage]} ({budget_text(config.budget)})"


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(path.name + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
