"""The recipe of the shipped retrieval weights: batches of dense crops and tiles, shared answers, a few steps."""

from __future__ import annotations

import math

import cv2
import numpy as np
import pytest
import torch
from lightning.pytorch.callbacks import Callback
from torch.utils.data import Dataset

from optosar.models.weights import fill, load_weights
from optosar.training_cli.data.augment import Augmentation, Geometry
from optosar.training_cli.data.pairs import ImagePair
from optosar.training_cli.data.stream import CROP, CROP_TILES, SHARED_WITHIN, SourceMix, TilePairStream
from optosar.training_cli.simulator import simulate_pair
from optosar.training_cli.train.losses import info_nce
from optosar.training_cli.train.retrieval import RetrievalModule
from optosar.training_cli.train.run import fit
from optosar.training_cli.train.whitening import without_whitening


def picture(size: int, seed: int) -> np.ndarray:
    noise = np.random.default_rng(seed).normal(0, 1, (size, size)).astype(np.float32)
    blurred = cv2.GaussianBlur(noise, (0, 0), 6)
    return np.clip(128 + 60 * blurred / blurred.std(), 0, 255).astype(np.uint8)


@pytest.fixture(scope="module")
def scene() -> ImagePair:
    """A scene whose SAR image shows exactly what the optical one shows."""
    grey = picture(900, 1)
    return ImagePair("scene", np.repeat(grey[..., None], 3, 2), grey)


@pytest.fixture(scope="module")
def postcards() -> list[ImagePair]:
    """Small pictures, mirrored beyond their border."""
    greys = [picture(256, seed) for seed in range(2, 6)]
    return [
        ImagePair(f"tile{i}", np.repeat(g[..., None], 3, 2), g, reflect=True) for i, g in enumerate(greys)
    ]


def stream(scene, postcards, **options) -> TilePairStream:
    return TilePairStream([SourceMix([scene], 2, 1), SourceMix(postcards, 0, 2)], 100, seed=3, **options)


def test_a_batch_holds_crops_and_tiles_and_how_they_relate(scene, postcards):
    batch = stream(scene, postcards)[0]
    assert batch["optical_crops"].shape == (2, 3, CROP, CROP)
    assert batch["sar_crops"].shape == (2, 1, CROP, CROP)
    assert batch["optical_tiles"].shape == (3, 3, 227, 227)
    assert batch["sar_tiles"].shape == (3, 1, 227, 227)
    tiles = 2 * len(CROP_TILES) + 3
    assert batch["answers"].shape == batch["neither"].shape == (tiles, tiles)
    assert batch["optical_asks"].shape == batch["sar_asks"].shape == (tiles,)


def test_a_batch_follows_from_seed_and_number_alone(scene, postcards):
    first, again, other = (stream(scene, postcards)[n] for n in (4, 4, 5))
    assert all(torch.equal(first[name], again[name]) for name in first)
    assert not torch.equal(first["optical_crops"], other["optical_crops"])


def test_without_a_shift_every_tile_answers_itself_and_neighbours_answer_a_little(scene, postcards):
    batch = stream(scene, postcards, augmentation=Augmentation(geometry=Geometry(shift=0.0)))[0]
    # The two windows are turned and scaled a little against each other, which moves the outer tiles by some pixels.
    assert batch["answers"].diagonal().numpy() == pytest.approx(np.ones(21), abs=0.15)
    neighbour = math.exp(-0.5 * (96 / SHARED_WITHIN) ** 2)
    assert float(batch["answers"][4, 5]) == pytest.approx(neighbour, abs=0.05)
    assert float(batch["answers"][0, 9]) == 0, "tiles of another crop are no answer"


def test_tiles_that_answer_each_other_show_the_same(scene, postcards):
    """Where the shift brings another tile of the crop nearest, that one shows the same place."""
    found = []
    for number in range(12):
        batch = stream(scene, postcards)[number]
        for crop in range(2):
            block = batch["answers"][9 * crop : 9 * crop + 9, 9 * crop : 9 * crop + 9].numpy()
            ours, theirs = np.unravel_index(block.argmax(), block.shape)
            tiles = [
                batch[f"{kind}_crops"][crop, 0].numpy()[row : row + 227, col : col + 227]
                for kind, (row, col) in (("optical", CROP_TILES[ours]), ("sar", CROP_TILES[theirs]))
            ]
            # Neither mode of display nor speckle hides the rank of the grey values.
            small = [cv2.resize(tile, (14, 14), interpolation=cv2.INTER_AREA).ravel() for tile in tiles]
            found.append((block.max(), np.corrcoef(*[s.argsort().argsort() for s in small])[0, 1]))
    near = [correlation for answer, correlation in found if answer > 0.9]
    assert len(near) >= 3
    assert min(near) > 0.6


def test_overlapping_places_of_two_draws_are_neither_right_nor_wrong(scene):
    narrow = ImagePair("narrow", scene.optical[:480, :480], scene.sar[:480, :480])
    batch = TilePairStream([SourceMix([narrow], 2)], 10, seed=0)[0]
    assert batch["neither"][:9, 9:].any()
    assert not batch["neither"][:9, :9].any(), "tiles of one crop are related by their distance"
    assert not (batch["neither"] & (batch["answers"] > 0)).any()


def test_who_sees_nothing_asks_nothing(scene):
    optical, sar = scene.optical.copy(), scene.sar.copy()
    optical[:, 450:], sar[:, 450:] = 90, 90
    half = ImagePair("half", optical, sar)
    asks = [TilePairStream([SourceMix([half], 1)], 20, seed=0)[n]["optical_asks"] for n in range(8)]
    share = torch.stack(asks).float().mean()
    assert 0.2 < share < 0.95


def answers(*rows: list[float]) -> torch.Tensor:
    return torch.tensor(rows, dtype=torch.float32)


def test_the_loss_is_nothing_where_answers_are_given_as_expected():
    a = torch.eye(2)
    cosines = a @ a.t()
    wanted = (cosines / 0.5).exp()
    asks = (torch.tensor([True, True]),) * 2
    none = torch.zeros(2, 2, dtype=torch.bool)
    assert float(info_nce(a, a, torch.tensor(0.5), wanted, none, asks)) == pytest.approx(0, abs=1e-6)
    assert float(info_nce(a, a, torch.tensor(0.5), 1 - wanted / 8, none, asks)) > 0.05


def test_pairs_that_are_neither_and_tiles_that_do_not_ask_have_no_part_in_the_loss():
    torch.manual_seed(0)
    a, b = (torch.nn.functional.normalize(torch.randn(3, 8), dim=1) for _ in range(2))
    wanted, none = torch.eye(3), torch.zeros(3, 3, dtype=torch.bool)
    two = torch.tensor([True, True, False])
    neither = none.clone()
    neither[0, 2] = neither[1, 2] = neither[2, 0] = neither[2, 1] = True
    alone = info_nce(a[:2], b[:2], torch.tensor(0.1), wanted[:2, :2], none[:2, :2], (two[:2], two[:2]))
    among = info_nce(a, b, torch.tensor(0.1), wanted, neither, (two, two))
    torch.testing.assert_close(among, alone)
    # As a wrong answer it does count.
    assert not torch.isclose(info_nce(a, b, torch.tensor(0.1), wanted, none, (two, two)), alone)


@pytest.mark.parametrize("asking", [(False, True), (False, False)])
def test_a_batch_in_which_nothing_asks_has_no_loss(asking):
    a = torch.eye(2, requires_grad=True)
    wanted, none = torch.eye(2), torch.zeros(2, 2, dtype=torch.bool)
    asks = tuple(torch.full((2,), side) for side in asking)
    loss = info_nce(a, torch.eye(2), torch.tensor(0.5), wanted, none, asks)
    loss.backward()
    assert torch.isfinite(a.grad).all()
    # The other direction alone.
    back = info_nce(a, torch.eye(2), torch.tensor(0.5), wanted, none, (asks[1], asks[1])) / 2
    torch.testing.assert_close(loss, back)


class Repeated(Dataset[dict[str, torch.Tensor]]):
    """One batch over and over."""

    def __init__(self, batch: dict[str, torch.Tensor]) -> None:
        self.batch = batch

    def __getitem__(self, _index: int) -> dict[str, torch.Tensor]:
        return self.batch


class Watch(Callback):
    """The loss and the statistics of a BatchNorm after every step."""

    def __init__(self) -> None:
        self.losses: list[float] = []
        self.means: list[torch.Tensor] = []

    def on_train_batch_end(self, trainer, module, outputs, batch, batch_idx) -> None:
        self.losses.append(outputs["loss"].item())
        self.means.append(module.net.sar.heads[0].norm.running_mean.clone())


def test_training_learns_a_batch_and_leaves_alone_what_is_fixed(tmp_path):
    torch.manual_seed(0)
    module = RetrievalModule(steps=60, trunk_lr=1e-4, head_lr=1e-3, collect=1)
    fill(module.net, without_whitening(load_weights("dfcnn")), "dfcnn")
    first = module.net.sar.trunk.conv1_2.weight.clone()
    made = simulate_pair(600, seed=9)
    pair = ImagePair("made", np.ascontiguousarray(made.optical.transpose(1, 2, 0)), made.sar)
    batch = TilePairStream([SourceMix([pair], 1, 1)], 10, seed=1)[0]
    watch = Watch()
    fit(module, Repeated(batch), tmp_path, 4, workers=0, quiet=True, callbacks=[watch])
    assert watch.losses[-1] < watch.losses[1]
    assert torch.equal(watch.means[1], watch.means[0]), "statistics are collected in the first step only"
    assert torch.equal(module.net.sar.trunk.conv1_2.weight, first)
