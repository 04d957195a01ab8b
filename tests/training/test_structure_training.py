"""Training of the structure network: crops that lie on each other, and windows that are found in them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from optosar.models.matching.displacement.correlate import correlation_surfaces
from optosar.models.matching.displacement.learned import LearnedStructure
from optosar.training_cli.data.aligned_stream import REACH, WINDOWS, AlignedCropStream
from optosar.training_cli.data.pairs import ImagePair
from optosar.training_cli.data.stream import SourceMix
from optosar.training_cli.train.export import export
from optosar.training_cli.train.run import fit
from optosar.training_cli.train.structure import StructureModule, correlations, place_loss


@pytest.fixture(scope="module")
def stream(moved_pair: ImagePair) -> AlignedCropStream:
    return AlignedCropStream([SourceMix([moved_pair], 4)], 3, seed=5)


def test_crops_lie_on_each_other(stream: AlignedCropStream) -> None:
    batch = stream[0]
    likeness = []
    for optical, sar in zip(batch["optical"].numpy(), batch["sar"].numpy()):
        grey, other = optical.mean(0)[20:-20, 20:-20], sar[0, 20:-20, 20:-20]
        likeness.append([abs(np.corrcoef(grey.ravel(), np.roll(other, r, 1).ravel())[0, 1]) for r in (0, 6)])
    on, beside = np.mean(likeness, axis=0)
    assert on > 0.4
    assert on > 1.5 * beside


def test_batches_follow_from_seed_and_number(stream: AlignedCropStream, moved_pair: ImagePair) -> None:
    again = AlignedCropStream([SourceMix([moved_pair], 4)], 3, seed=5)[1]
    for key, value in stream[1].items():
        torch.testing.assert_close(again[key], value)
    assert not torch.equal(stream[2]["sar"], again["sar"])


def test_windows_and_searches_lie_inside_the_crops(stream: AlignedCropStream) -> None:
    for window in WINDOWS:
        crop, x, y, right, down = stream[0][f"windows_{window}"].unbind(1)
        assert len(crop) > 0
        assert int(crop.max()) < 4
        for place, off in ((x, right), (y, down)):
            assert int((place + off).min()) >= REACH
            assert int((place + off).max()) <= 128 - window - REACH
            assert int(off.abs().max()) < REACH


def test_correlations_are_those_of_the_measurement() -> None:
    maps = torch.randn(2, 3, 40, 44)
    corners, start = np.array([[8, 8], [12, 10]]), np.array([[1, -2], [0, 3]])
    expected = correlation_surfaces(maps[0], maps[1], corners, start, 16, 4)
    templates = torch.stack([maps[0, :, y : y + 16, x : x + 16] for x, y in corners])
    begun = corners + start - 4
    areas = torch.stack([maps[1, :, y : y + 24, x : x + 24] for x, y in begun])
    torch.testing.assert_close(correlations(templates, areas), expected, atol=1e-4, rtol=1e-4)


def test_the_loss_is_least_where_the_peak_is_right() -> None:
    surface = torch.zeros(1, 9, 9)
    surface[0, 6, 2] = 1.0
    certainty = torch.tensor(10.0)
    losses = {
        (x, y): float(place_loss(surface, torch.tensor([[x, y]]).float(), certainty))
        for x in range(9)
        for y in range(9)
    }
    assert min(losses, key=losses.__getitem__) == (2, 6)


def test_what_was_trained_can_be_used(tmp_path: Path, moved_pair: ImagePair) -> None:
    torch.manual_seed(0)
    run = StructureModule(2)
    stream = AlignedCropStream([SourceMix([moved_pair], 2)], 2, seed=1)
    checkpoint = fit(run, stream, tmp_path / "run", 2, every=1, workers=0, quiet=True)
    export(checkpoint, tmp_path / "mine.safetensors", quantised=False)

    learned = LearnedStructure(tmp_path / "mine.safetensors", "cpu fp32")
    image = np.random.default_rng(0).normal(size=(1, 32, 32)).astype(np.float32)
    maps = learned(image, np.ones((32, 32), bool), "sar")
    # Convolutions with their BatchNorm folded in say what both say one after the other.
    spread = (image - image.mean()) / image.std()
    with torch.inference_mode():
        expected = run.net.eval()(torch.from_numpy(spread.clip(-3, 3))[None].float(), "sar")[0].numpy()
    np.testing.assert_allclose(maps, expected, atol=0.02)
