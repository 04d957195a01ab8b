"""Runs of the paper's stages, each trained and measured once and kept under a name made of its settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import fields
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from ...models.device import resolve_device
from ...models.errors import InputError
from ...models.networks.dfcnn import FeatureFusion
from ...models.progress import Progress, no_progress
from ..baselines.config import MISOConfig, NetVLADConfig, RankingConfig
from ..baselines.training import train_miso, train_netvlad
from ..train.checkpoint import slim
from ..train.paper.assemble import restore_dfcnn, restore_subnet
from ..train.paper.config import (
    AnyConfig,
    DFCNNConfig,
    OEDConfig,
    SEDConfig,
    StageConfig,
    SubnetConfig,
    load_config,
    settings_of,
)
from ..train.paper.modules import Variant
from ..train.paper.stages import Runner, finished
from .gallery import Gallery, choose_gallery, evaluate

_STAGES = (OEDConfig, SEDConfig, SubnetConfig, DFCNNConfig, MISOConfig, NetVLADConfig, RankingConfig)

_LONG, _SHORT = ("p4+2conv", "p2+1conv+2pool"), ("p4+2conv+1pool", "p2+1conv+3pool")
#: What Table 2 compares; the last is the complete DFCNN, which Table 4 takes from the same run.
TABLE2 = (
    Variant("long", _LONG, scale=False),
    Variant("long_scale", _LONG),
    Variant("short", _SHORT, scale=False),
    Variant("short_scale", _SHORT),
)


class Lab:
    """Trains what an experiment asks for, unless it is there.

    Args:
        out: folder of the runs.
        runner: trains.
        budget: share of the paper's iterations, for every stage.
        test: the imagery that is searched, see :func:`~..train.paper.sources.load_pairs`.
        gallery: most windows of it; 0 takes all.
        changes: ``key=value`` for every stage that has the setting.
        device: of the evaluation.

    Raises:
        InputError: a setting that no stage has.
    """

    def __init__(
        self,
        out: Path,
        runner: Runner,
        budget: float,
        *,
        test: str = "la/T11SLT",
        gallery: int = 0,
        changes: Sequence[str] = (),
        device: str = "auto",
    ) -> None:
        self.out, self.runner, self.budget = out, runner, budget
        self.test, self.size, self.changes = test, gallery, tuple(changes)
        self.device = resolve_device(device)
        self.used: list[Path] = []
        known = {field.name for stage in _STAGES for field in fields(stage)}
        for change in self.changes:
            if change.partition("=")[0].strip() not in known:
                raise InputError(
                    f"No stage has the setting “{change}”.", f"Known are {', '.join(sorted(known))}."
                )

    @cached_property
    def gallery(self) -> Gallery:
        """What is searched."""
        return choose_gallery(self.test.partition("=")[0], self.runner.pairs([self.test]), self.size)

    def config(self, kind: type[AnyConfig], seed: int, **values: Any) -> AnyConfig:
        """Settings of a stage at this budget."""
        names = {field.name for field in fields(kind)}
        changes = [change for change in self.changes if change.partition("=")[0].strip() in names]
        return load_config(kind, None, changes, budget=self.budget, seed=seed, **values)

    def subnet(self, blocks: int = 4, task: str = "segmentation", seed: int = 0) -> Path:
        """Folder of a Sub-network trained through all stages before it.

        Args:
            blocks: 3, 4, 5 for Three-, Four-, Five-network.
            task: of OED.
            seed: of all stages.
        """
        oed = self.config(OEDConfig, seed, blocks=blocks, task=task)
        sed = self.config(SEDConfig, seed, blocks=blocks)
        config = self.config(SubnetConfig, seed, blocks=blocks)
        optnet, sarnet = self._folder(oed), self._folder(sed)
        out = self._folder(config, optnet.name, sarnet.name)
        self._once(optnet, lambda: self.runner.oed(oed, optnet))
        self._once(sarnet, lambda: self.runner.sed(sed, sarnet))
        self._once(out, lambda: self.runner.subnet(config, optnet / "final.ckpt", sarnet / "final.ckpt", out))
        return out

    def dfcnn(self, variants: Sequence[Variant], seed: int = 0) -> Path:
        """Folder of variants of DFCNN, trained side by side on the Four-network."""
        subnet = self.subnet(4, seed=seed)
        config = self.config(DFCNNConfig, seed)
        out = self._folder(config, subnet.name, json.dumps([[v.name, v.fusion, v.scale] for v in variants]))
        self._once(out, lambda: self.runner.dfcnn(config, subnet / "final.ckpt", out, variants))
        return out

    def miso(self, seed: int = 0) -> Path:
        """Folder of a MISO (Table 4)."""
        config = self.config(MISOConfig, seed)
        out = self._folder(config)
        self._once(out, lambda: train_miso(config, self.runner, out))
        return out

    def netvlad(self, seed: int = 0) -> Path:
        """Folder of a NetVLAD on the Five-network (Table 4)."""
        five = self.subnet(5, seed=seed)
        config = self.config(NetVLADConfig, seed)
        out = self._folder(config, five.name)
        self._once(out, lambda: train_netvlad(config, self.runner, five / "final.ckpt", out))
        return out

    def ranking(self, seed: int = 0) -> RankingConfig:
        """Settings of what learns from descriptors; the budget is not theirs, they take seconds."""
        names = {field.name for field in fields(RankingConfig)} - {"lr", "momentum", "batch"}
        changes = [change for change in self.changes if change.partition("=")[0].strip() in names]
        return load_config(RankingConfig, None, changes, seed=seed)

    def kept(self, config: StageConfig, parents: Sequence[str], measure: Any) -> dict[str, dict[str, Any]]:
        """Figures that settings and runs lead to, measured once."""
        folder = self._folder(config, *parents)
        folder.mkdir(parents=True, exist_ok=True)
        return self._measured(folder, "", measure)

    def subnet_figures(
        self, run: Path, variants: Sequence[Variant], progress: Progress = no_progress
    ) -> dict[str, dict[str, Any]]:
        """Figures of the Sub-network's maps as they are or pooled, without anything trained after them."""

        def measure() -> dict[str, dict[str, Any]]:
            stage = restore_subnet(run / "final.ckpt").to(self.device.torch_device)
            heads = {variant.name: FeatureFusion(variant.parsed, scale=False) for variant in variants}
            for head in heads.values():
                head.eval().to(self.device.torch_device)
            return evaluate(
                self.gallery,
                stage.config.tile,
                list(heads),
                lambda modality, tiles: stage.net.branch(modality).maps(tiles),
                lambda name, _modality, maps: heads[name].fuse(maps),
                self.device,
                progress,
            )

        return self._measured(run, json.dumps([[v.name, v.fusion] for v in variants]), measure)

    def dfcnn_figures(self, run: Path, progress: Progress = no_progress) -> dict[str, dict[str, Any]]:
        """Figures of the variants of a run of :meth:`dfcnn`."""

        def measure() -> dict[str, dict[str, Any]]:
            stage = restore_dfcnn(run / "final.ckpt").to(self.device.torch_device)
            names = [variant.name for variant in stage.variants]
            return evaluate(
                self.gallery, stage.config.tile, names, stage.maps, stage.describe, self.device, progress
            )

        return self._measured(run, "", measure)

    def _measured(self, run: Path, what: str, measure: Any) -> dict[str, dict[str, Any]]:
        path = run / f"figures-{_hash(self.test, str(self.size), what)}.json"
        if path.is_file():
            known: dict[str, dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
            return known
        figures: dict[str, dict[str, Any]] = measure()
        part = path.with_name(path.name + ".part")
        part.write_text(json.dumps(figures, indent=2), encoding="utf-8")
        part.replace(path)
        return figures

    def _folder(self, config: StageConfig, *parents: str) -> Path:
        settings = yaml.safe_dump(json.loads(json.dumps(settings_of(config))))
        return self.out / f"{config.stage}-{_hash(settings, *parents)}"

    def _once(self, run: Path, train: Any) -> None:
        if not finished(run):
            train()
            slim(run / "final.ckpt")
        if run not in self.used:
            self.used.append(run)


def _hash(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:10]
