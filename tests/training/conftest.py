"""A folder of data small enough to train on in a test: simulated pairs, and roofs on noise."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import pytest

from optosar.models.networks.segnet import initialise_msra
from optosar.models.networks.vgg import VGGTrunk
from optosar.training_cli.data.mixes import simulated_pairs
from optosar.training_cli.train.paper.config import (
    AnyConfig,
    OEDConfig,
    SEDConfig,
    SubnetConfig,
    load_config,
)
from optosar.training_cli.train.paper.stages import Runner
from optosar.training_cli.train.run import Hardware

#: Seeds of the simulated scenes of this folder's tests, as a source is named.
SIMULATED = "simulated/41-42"


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``data/buildings`` and ``weights``; treat it as read-only."""
    root = tmp_path_factory.mktemp("shared")
    rng = np.random.default_rng(0)
    for kind in ("image", "mask"):
        (root / "data" / "buildings" / kind).mkdir(parents=True)
    for number in range(6):
        mask = np.zeros((96, 96), np.uint8)
        for _ in range(6):
            row, col = rng.integers(4, 72, 2)
            mask[row : row + 16, col : col + 18] = 255
        image = rng.normal(90, 12, (96, 96, 3)) + mask[..., None] * 0.4
        cv2.imwrite(str(root / f"data/buildings/mask/{number}.png"), mask)
        cv2.imwrite(str(root / f"data/buildings/image/{number}.png"), image.clip(0, 255).astype(np.uint8))
    (root / "weights").mkdir()
    trunk = VGGTrunk(5)
    initialise_msra(trunk)
    # Random numbers in the layout of the published weights, and in their spread of inputs.
    tensors = {name: value.half().numpy() for name, value in trunk.state_dict().items()}
    np.savez(root / "weights" / "vgg16_imagenet_conv.npz", **tensors)
    return root


@pytest.fixture(scope="session")
def scenes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cache of the simulated scenes that :data:`SIMULATED` names."""
    cache = tmp_path_factory.mktemp("simulated")
    simulated_pairs(cache, range(41, 43))
    return cache


class Laboratory:
    """Runs stages on :func:`tiny_data` with windows of 67 px, two to a batch."""

    small: ClassVar[dict[str, object]] = {"tile": 67, "batch": 2, "sources": (SIMULATED,)}

    def __init__(self, shared: Path, cache: Path, out: Path) -> None:
        self.out = out
        self.shared, self.cache = shared, cache
        self.texts: list[str] = []

    def config(self, kind: type[AnyConfig], steps: int, **values: object) -> AnyConfig:
        """The bundled configuration of a stage with small windows, and a budget of some steps."""
        iterations = load_config(kind).iterations
        return load_config(kind, budget=steps / iterations, **{**self.small, **values})

    def runner(self, **hardware: object) -> Runner:
        """On the CPU, in this process."""
        return Runner(
            self.shared,
            self.cache,
            Hardware("cpu", 1, **hardware),
            workers=0,
            every=1000,
            progress=lambda _share, text: self.texts.append(text),
        )

    def link_scenes(self, out: Path) -> None:
        """Put the simulated scenes where a command that writes to ``out`` would make them."""
        (out / "simulated").mkdir(parents=True)
        for picture in self.cache.iterdir():
            os.link(picture, out / "simulated" / picture.name)

    @cached_property
    def encoders(self) -> tuple[Path, Path]:
        """Checkpoints of OED and SED, after two steps."""
        runner = self.runner()
        oed = runner.oed(self.config(OEDConfig, 2), self.out / "oed")
        return oed, runner.sed(self.config(SEDConfig, 2), self.out / "sed")

    @cached_property
    def subnet(self) -> Path:
        """Checkpoint of the Four-network, after two steps."""
        return self.runner().subnet(self.config(SubnetConfig, 2), *self.encoders, self.out / "subnet")


@pytest.fixture(scope="session")
def laboratory(
    tiny_data: Path, scenes: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Laboratory]:
    """Stages at hand; what several tests need is trained once."""
    out = tmp_path_factory.mktemp("runs")
    yield Laboratory(tiny_data, scenes, out)
    shutil.rmtree(out)


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Path]:
    """A folder for checkpoints, which are too large to be kept after a test."""
    yield tmp_path
    shutil.rmtree(tmp_path)
