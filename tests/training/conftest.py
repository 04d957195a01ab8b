"""Data small enough to train on in a test: simulated pairs, and roofs on noise."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import ClassVar

import cv2
import numpy as np
import pytest
from affine import Affine

from optosar.models.matching.displacement.field import DisplacementField
from optosar.models.networks.segnet import initialise_msra
from optosar.models.networks.vgg import VGGTrunk
from optosar.training_cli.data.pairs import ImagePair
from optosar.training_cli.simulator import simulate_pair
from optosar.training_cli.train.paper.config import (
    AnyConfig,
    OEDConfig,
    SEDConfig,
    SubnetConfig,
    load_config,
)
from optosar.training_cli.train.paper.sources import load_pairs
from optosar.training_cli.train.paper.stages import Runner
from optosar.training_cli.train.run import Hardware

#: px by which the SAR image of :func:`moved_pair` is moved.
MOVED = np.array([6.0, -3.0])
#: The image pairs of this folder's tests, as a source is named.
SOURCE = "sih1733"


@pytest.fixture(scope="session")
def moved_pair() -> ImagePair:
    """SAR is the grey optical image, moved: the true partner of a pixel can be seen in its value.

    The field says so; it is unsure in the last quarter.
    """
    optical = simulate_pair(512, 7).optical.transpose(1, 2, 0)
    sar = np.roll(optical.mean(axis=2), (int(MOVED[1]), int(MOVED[0])), (0, 1)).astype(np.uint8)
    known = np.full((16, 16), 0.2, np.float32)
    known[:, 12:] = 3.0
    displacement = np.broadcast_to(MOVED[:, None, None], (2, 16, 16)).astype(np.float32)
    field = DisplacementField(displacement, known, 32, Affine.identity(), None)
    return ImagePair("test", np.ascontiguousarray(optical), sar, np.ones((512, 512), bool), field=field)


@pytest.fixture(scope="session")
def tiny_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with ``data`` and ``weights``; treat it as read-only."""
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
    (root / "data" / SOURCE).mkdir()
    for number in (1, 2):
        pair = simulate_pair(480, seed=40 + number)
        stem = root / "data" / SOURCE / f"scene{number}"
        cv2.imwrite(f"{stem}_optical.jpg", np.ascontiguousarray(pair.optical[::-1].transpose(1, 2, 0)))
        cv2.imwrite(f"{stem}_sar.jpg", pair.sar)
    (root / "weights").mkdir()
    trunk = VGGTrunk(5)
    initialise_msra(trunk)
    # Random numbers in the layout of the published weights, and in their spread of inputs.
    tensors = {name: value.half().numpy() for name, value in trunk.state_dict().items()}
    np.savez(root / "weights" / "vgg16_imagenet_conv.npz", **tensors)
    return root


class Laboratory:
    """Runs stages on :func:`tiny_data` with windows of 67 px, two to a batch."""

    small: ClassVar[dict[str, object]] = {"tile": 67, "batch": 2, "sources": (SOURCE,)}

    def __init__(self, shared: Path, out: Path) -> None:
        self.shared, self.out = shared, out
        self.texts: list[str] = []

    def config(self, kind: type[AnyConfig], steps: int, **values: object) -> AnyConfig:
        """The bundled configuration of a stage with small windows, and a budget of some steps."""
        iterations = load_config(kind).iterations
        return load_config(kind, budget=steps / iterations, **{**self.small, **values})

    def runner(self, **hardware: object) -> Runner:
        """On the CPU, in this process."""
        return Runner(
            self.shared,
            self.out / "simulated",
            Hardware("cpu", 1, **hardware),
            workers=0,
            every=1000,
            progress=lambda _share, text: self.texts.append(text),
        )

    def pairs(self) -> list[ImagePair]:
        """What is trained on."""
        return load_pairs([SOURCE], self.shared, self.out)

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
def laboratory(tiny_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Laboratory]:
    """Stages at hand; what several tests need is trained once."""
    out = tmp_path_factory.mktemp("runs")
    yield Laboratory(tiny_data, out)
    shutil.rmtree(out)


@pytest.fixture
def runs(tmp_path: Path) -> Iterator[Path]:
    """A folder for checkpoints, which are too large to be kept after a test."""
    yield tmp_path
    shutil.rmtree(tmp_path)
