"""Augmentation: the two windows of a pair stay in register, whatever is drawn; looks are as configured."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from optosar.training_cli.data.augment import (
    Geometry,
    OpticalLook,
    SarLook,
    augment_optical,
    augment_sar,
)
from optosar.training_cli.data.crops import warp_crop

from .conftest import ground

SIZE = 96
CENTRE = np.array([200.0, 180.0])
#: Windows that lie exactly alike.
EXACT = Geometry(shift=0.0, near=0.0, own_angle=0.0, own_scale=0.0)

seeds = st.integers(0, 2**32 - 1)


def brightest(window: np.ndarray) -> np.ndarray:
    """Centre of mass x, y of what is bright."""
    weights = np.maximum(window - 100, 0)
    rows, cols = np.mgrid[: window.shape[0], : window.shape[1]]
    return np.array([(cols * weights).sum(), (rows * weights).sum()]) / weights.sum()


def marked(at: np.ndarray) -> np.ndarray:
    image = np.full((400, 400), 60, np.uint8)
    x, y = (int(v) for v in at)
    image[y - 2 : y + 3, x - 2 : x + 3] = 250
    return image


@settings(deadline=None, max_examples=60)
@given(seed=seeds, away=st.tuples(st.integers(-20, 20), st.integers(-20, 20)), moved=st.integers(-30, 30))
def test_a_marked_point_lands_on_the_same_pixel_of_both_windows(seed, away, moved) -> None:
    point, by = CENTRE + away, np.array([moved, -moved / 2]) // 1
    rng = np.random.default_rng(seed)
    pose = EXACT.draw(rng)
    optical, _ = warp_crop(marked(point), pose.optical(CENTRE, SIZE, rng), SIZE)
    sar, _ = warp_crop(marked(point + by), pose.sar(CENTRE + by, SIZE, rng), SIZE)
    assert brightest(optical[0]) == pytest.approx(brightest(sar[0]), abs=0.02)


@settings(deadline=None, max_examples=60)
@given(seed=seeds)
def test_a_shift_is_known_and_within_bounds(seed) -> None:
    geometry = Geometry(shift=20.0, own_angle=0.0, own_scale=0.0)
    rng = np.random.default_rng(seed)
    pose = geometry.draw(rng)
    middle = np.array([(SIZE - 1) / 2, (SIZE - 1) / 2, 1.0])
    optical, sar = pose.optical(CENTRE, SIZE, rng), pose.sar(CENTRE, SIZE, rng)
    assert optical @ middle - sar @ middle == pytest.approx(pose.shift)
    assert np.abs(pose.shift).max() <= 20
    assert optical[:, :2] == pytest.approx(sar[:, :2])


@settings(deadline=None, max_examples=100)
@given(seed=seeds)
def test_what_is_drawn_keeps_to_the_configuration(seed) -> None:
    geometry = Geometry(turn=False, mirror=False, angle=5.0, scale=0.1, shift=30.0)
    pose = geometry.draw(np.random.default_rng(seed), largest_shift=12.0)
    assert (pose.turns, pose.mirror) == (0, False)
    assert abs(pose.angle) <= 5
    assert abs(np.log(pose.scale)) <= 0.1
    assert np.abs(pose.shift).max() <= 12


def test_all_turns_and_mirrors_come_up() -> None:
    rng = np.random.default_rng(0)
    poses = [Geometry().draw(rng) for _ in range(200)]
    assert {(pose.turns, pose.mirror) for pose in poses} == {(t, m) for t in range(4) for m in (True, False)}


OFF_OPTICAL = OpticalLook(
    gamma_share=0, order_share=0, mixing_share=0, grey_share=0, noise_share=0, blur_share=0
)
OFF_SAR = SarLook(
    log_share=0, power_share=0, speckle_share=0, blur_share=0, saturation_share=0, levels_share=0
)
PICTURE = ground((64, 64), 3)[None].astype(np.float32)


def colours() -> np.ndarray:
    return np.concatenate([ground((64, 64), seed)[None] for seed in range(3)]).astype(np.float32)


@given(seed=seeds)
@settings(deadline=None, max_examples=10)
def test_with_every_share_at_zero_nothing_changes(seed) -> None:
    rng = np.random.default_rng(seed)
    assert augment_optical(colours(), rng, OFF_OPTICAL) == pytest.approx(colours() / 255)
    assert augment_sar(PICTURE, rng, OFF_SAR) == pytest.approx(PICTURE / 255)


def looks(**changes: object) -> np.ndarray:
    return augment_sar(PICTURE, np.random.default_rng(5), SarLook(**{**vars(OFF_SAR), **changes}))


def test_each_look_of_sar_does_what_it_says() -> None:
    plain = PICTURE / 255
    assert len(np.unique(looks(levels_share=1, levels=(24, 25)))) <= 25
    speckle = looks(speckle_share=1, looks=(16, 16.001)) / plain
    assert speckle.std() == pytest.approx(1 / (2 * 16**0.5), rel=0.1), (
        "of an amplitude: half of an intensity's"
    )
    gained = looks(gain=0.5)
    factor = np.median((gained / plain)[gained < 1])
    assert factor != pytest.approx(1, abs=0.01)
    assert gained == pytest.approx(np.minimum(plain * factor, 1), rel=1e-5)
    logarithm = looks(log_share=1)
    assert (np.diff(logarithm.ravel()[np.argsort(plain.ravel())]) >= -1e-6).all(), "the order of values stays"
    assert looks(saturation_share=1).max() < plain.max()
    assert looks(blur_share=1).std() < plain.std()


def test_each_look_of_optical_does_what_it_says() -> None:
    def look(**changes: object) -> np.ndarray:
        return augment_optical(
            colours(), np.random.default_rng(5), OpticalLook(**{**vars(OFF_OPTICAL), **changes})
        )

    plain = colours() / 255
    grey = look(grey_share=1)
    assert np.array_equal(grey[0], grey[2])
    assert sorted(look(order_share=1).mean((1, 2))) == pytest.approx(sorted(plain.mean((1, 2))))
    mixed = look(mixing_share=1).reshape(3, -1)
    residual = np.linalg.lstsq(plain.reshape(3, -1).T, mixed.T, rcond=None)[1]
    assert residual == pytest.approx(np.zeros(3), abs=1e-4), "bands become sums of bands"
    assert not np.allclose(mixed, plain.reshape(3, -1), atol=0.05)
    assert look(blur_share=1).std() < plain.std()
