"""Learned structure finds windows where both images show the same ground."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from optosar.models.errors import WeightsError
from optosar.models.matching.displacement.correlate import find_peaks
from optosar.models.matching.displacement.learned import LearnedStructure
from optosar.training_cli.simulator import simulate_pair

SIDE, WINDOW, REACH = 384, 64, 12


@pytest.fixture(scope="module")
def learned() -> LearnedStructure:
    return LearnedStructure(device="cpu")


@pytest.fixture(scope="module")
def images() -> tuple[np.ndarray, np.ndarray]:
    """Optical (3, H, W) and SAR (1, H, W) of one simulated scene that nothing was trained on."""
    scene = simulate_pair(SIDE, 4321)
    return scene.optical.astype(np.float32), scene.sar[None].astype(np.float32)


def found(describe: LearnedStructure, images: tuple[np.ndarray, np.ndarray]) -> float:
    """Share of windows found within 1.5 px, when the search begins 5 px beside them."""
    everywhere = np.ones((SIDE, SIDE), bool)
    maps = [
        torch.from_numpy(describe(image, everywhere, name)) for image, name in zip(images, ("optical", "sar"))
    ]
    ticks = np.arange(32, SIDE - WINDOW - 32, 24)
    corners = np.stack(np.meshgrid(ticks, ticks), -1).reshape(-1, 2)
    start = np.broadcast_to(np.array([4, -3]), corners.shape)
    peaks = find_peaks(*maps, corners, start, WINDOW, REACH)
    return float((np.hypot(*peaks.displacement.T) < 1.5).mean())


def test_windows_are_found_though_the_search_begins_beside_them(learned, images) -> None:
    # By chance one in ninety would be.
    assert found(learned, images) > 0.35


def test_the_scale_of_the_values_does_not_matter(learned, images) -> None:
    """Decibel below zero and other gains lie beside 8-bit pictures of the same scene."""
    everywhere = np.ones((SIDE, SIDE), bool)
    plain = learned(images[1], everywhere, "sar")
    other = learned(images[1] * 0.1 - 30.0, everywhere, "sar")
    np.testing.assert_allclose(other, plain, atol=0.05)


def test_there_is_nothing_outside_the_data_and_at_its_border(learned, images) -> None:
    valid = np.ones((SIDE, SIDE), bool)
    valid[:, 200:] = False
    maps = learned(np.where(valid, images[1], 0), valid, "sar")
    assert maps.shape == (8, SIDE, SIDE)
    assert not maps[:, :, 194:].any()
    assert maps[:, :, :194].any()


def test_images_of_any_size_are_described(learned) -> None:
    image = np.random.default_rng(0).uniform(0, 255, (3, 37, 50)).astype(np.float32)
    assert learned(image, np.ones((37, 50), bool), "optical").shape == (8, 37, 50)


def test_weights_of_another_network_are_refused() -> None:
    with pytest.raises(WeightsError, match="s2net"):
        LearnedStructure("s2net")
