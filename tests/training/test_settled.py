"""The truth of a window pair is settled within the box by which its registration may be off."""

from __future__ import annotations

import pytest
import torch
from torch.nn import functional

from optosar.models.networks.s2net import STRIDE
from optosar.training_cli.train.matching import settled

SIDE = 64


@pytest.fixture
def ground():
    """(16, 96, 96) descriptors of a piece of ground that vary over some cells."""
    noise = torch.randn(1, 16, 24, 24, generator=torch.Generator().manual_seed(3))
    return functional.normalize(functional.interpolate(noise, size=96, mode="bicubic"), dim=1)[0]


def window(ground, col, row):
    return ground[:, row : row + SIDE, col : col + SIDE]


@pytest.mark.parametrize("cells", [(0, 0), (2, 0), (-1, 1)])
def test_a_displacement_within_the_box_is_found(ground, cells):
    right, down = cells
    optical, sar = window(ground, 16, 16), window(ground, 16 - right, 16 - down)
    everywhere = torch.ones(SIDE * STRIDE, SIDE * STRIDE, dtype=torch.bool)
    forward = settled(optical, sar, torch.eye(3), torch.tensor([8.0, 4.0]), everywhere, everywhere)
    assert forward[:2, 2].tolist() == [STRIDE * right, STRIDE * down]
    assert torch.equal(forward[:2, :2], torch.eye(2))


def test_windows_that_share_nothing_keep_their_registration(ground):
    nowhere = torch.zeros(SIDE * STRIDE, SIDE * STRIDE, dtype=torch.bool)
    optical = sar = window(ground, 0, 0)
    forward = settled(optical, sar, torch.eye(3), torch.tensor([8.0, 4.0]), nowhere, nowhere)
    assert torch.equal(forward, torch.eye(3))
