"""Where a window lies as a whole, and what a peak off that place is worth."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from optosar.models.matching.alignment import align
from optosar.models.matching.displacement.correlate import find_peaks

SIDE, SHIFT = 320, (5, -3)


def structures() -> tuple[np.ndarray, np.ndarray]:
    """(2, H, W) structure of an optical window, and of a SAR one that shows it at SHIFT in most places."""
    rng = np.random.default_rng(0)
    ground = rng.normal(size=(2, SIDE + 64, SIDE + 64)).astype(np.float32)
    view = [ground[:, 32 - y : 32 - y + SIDE, 32 - x : 32 - x + SIDE] for x, y in ((0, 0), SHIFT, (-6, 9))]
    sar = view[1].copy()
    # One quarter shows its ground somewhere else, and as clearly.
    sar[:, : SIDE // 2, : SIDE // 2] = view[2][:, : SIDE // 2, : SIDE // 2]
    noisy = sar + 2 * rng.normal(size=sar.shape).astype(np.float32)
    return view[0], noisy


def test_a_part_that_lies_elsewhere_does_not_pull() -> None:
    optical, sar = (torch.from_numpy(maps) for maps in structures())
    none = np.zeros((0, 2))
    found = align(optical, sar, np.ones((SIDE, SIDE), bool), none, none)
    assert found is not None
    corners = np.array([[40.0, 40, 1], [280, 40, 1], [40, 280, 1], [280, 280, 1]])
    np.testing.assert_allclose((corners @ found.matrix.T - corners)[:, :2], [SHIFT] * 4, atol=0.1)


def test_support_tells_the_same_ground_from_other_ground() -> None:
    optical, sar = (torch.from_numpy(maps) for maps in structures())
    none, valid = np.zeros((0, 2)), np.ones((SIDE, SIDE), bool)
    views = sar, sar.flip(1), torch.zeros_like(sar)
    found = [align(optical, view, valid, none, none) for view in views]
    same, other, blank = (each.support if each else np.nan for each in found)
    assert same > 30
    assert other < 15
    assert blank == pytest.approx(0, abs=1e-6)
    assert align(optical, sar, ~valid, none, none) is None


def test_a_higher_peak_far_off_gives_way_to_one_near_the_model() -> None:
    rng = np.random.default_rng(1)
    first = rng.normal(size=(1, 96, 96)).astype(np.float32)
    near, far = (np.roll(first, shift, (1, 2)) for shift in ((1, 1), (-5, 5)))
    second = torch.from_numpy(near + 1.1 * far)
    corners, start = np.array([[24, 24]]), np.zeros((1, 2), np.int64)

    def found(penalty: np.ndarray | None) -> np.ndarray:
        peaks = find_peaks(torch.from_numpy(first), second, corners, start, 48, 8, penalty=penalty)
        return np.rint(peaks.displacement[0])

    assert found(None) == pytest.approx([5, -5])
    steps = np.arange(-8, 9)
    assert found(0.01 * (steps**2 + steps[:, None] ** 2)[None]) == pytest.approx([1, 1])
